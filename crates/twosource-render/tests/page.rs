//! What the page is made of.

use crate::fixture;
use twosource_evidence::Evidence;
use twosource_evidence::file::{Run, SCHEMA, SyndicationRecord};
use twosource_render::{TextOptions, html, markdown, text};

#[test]
fn every_link_leads_somewhere_and_nothing_is_loaded() {
    fixture::page::check(&html(&fixture::ferry()));
    fixture::page::check(&html(&fixture::crowd(30, 12)));
}

#[test]
fn the_policy_names_the_style_and_the_script_by_hash_and_bars_the_rest() {
    let page = html(&fixture::ferry());
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!page.contains(" style=\""));
}

#[test]
fn a_report_that_is_another_outlets_text_says_so() {
    let mut evidence = fixture::ferry();
    let mark = |mark: &str| {
        Some(SyndicationRecord { name: "<b>Nordwire".to_owned(), url: None, mark: mark.to_owned() })
    };
    evidence.reports[0].syndicated_from = mark("source");
    let wide = TextOptions { width: 300, colour: false, all: false };
    assert!(html(&evidence).contains("text of &lt;b&gt;Nordwire"));
    assert!(markdown(&evidence).contains("(text of &lt;b&gt;Nordwire)"));
    assert!(text(&evidence, &wide).contains("(text of <b>Nordwire)"));
    evidence.reports[0].syndicated_from = mark("related");
    assert!(!html(&evidence).contains("Nordwire"));
}

#[test]
fn sections_come_in_the_order_of_a_brief() {
    let page = html(&fixture::ferry());
    let order = [
        "id=\"s1-title\"",
        "id=\"s1-glance\"",
        "id=\"s1-cor\"",
        "id=\"s1-dis\"",
        "id=\"s1-ech\"",
        "id=\"s1-one\"",
        "id=\"s1-said\"",
        "id=\"s1-cast\"",
        "id=\"s1-time\"",
        "id=\"s1-open\"",
        "id=\"s1-reports\"",
    ];
    let places: Vec<usize> =
        order.iter().map(|id| page.find(id).unwrap_or_else(|| panic!("no {id}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_cell_of_a_claim_leads_to_the_words_of_the_report() {
    let page = html(&fixture::ferry());
    let words = "The ferry was towed to the naval dock on Wednesday, our reporter at the port saw";
    let mark = page.split("<mark ").skip(1).find(|mark| mark.contains(words)).unwrap();
    let id = mark.split("id=\"").nth(1).unwrap().split('"').next().unwrap();
    let row = page.split("<tr class=\"claim\" id=\"s1c1\"").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains(&format!("href=\"#{id}\"")), "{row}");
}

#[test]
fn each_report_stands_once_and_thirty_make_a_page_of_moderate_size() {
    let evidence = fixture::crowd(30, 12);
    let page = html(&evidence);
    let texts: usize = evidence.reports.iter().map(|report| report.text.len()).sum();
    assert!(
        page.len() < 700_000 && page.len() < 15 * texts,
        "{} bytes for {texts} bytes of text",
        page.len()
    );
}

#[test]
fn a_brief_depends_on_the_evidence_alone() {
    let evidence = fixture::ferry();
    let mut other_way_round = evidence.clone();
    other_way_round.reports.reverse();
    assert_eq!(html(&evidence), html(&other_way_round));
    assert_eq!(markdown(&evidence), markdown(&other_way_round));
    let options = TextOptions::default();
    assert_eq!(text(&evidence, &options), text(&other_way_round, &options));
}

#[test]
fn evidence_without_a_story_says_so() {
    let empty =
        Evidence { schema: SCHEMA.to_owned(), run: Run::default(), reports: Vec::new(), stories: Vec::new() };
    fixture::page::check(&html(&empty));
    assert!(html(&empty).contains("No story found"));
    assert!(text(&empty, &TextOptions::default()).contains("No story found"));
    assert!(markdown(&empty).contains("No story found"));
}

#[test]
fn the_first_screen_says_the_same_in_every_form() {
    let evidence = fixture::ferry();
    let [summary] = twosource_render::summary::summaries(&evidence).try_into().unwrap();
    assert_eq!((summary.reports, summary.outlets, summary.solid.len()), (4, 3, 2));
    assert_eq!(summary.disputed.len(), 2);
    let wide = TextOptions { width: 400, colour: false, all: false };
    let (page, text, markdown) = (html(&evidence), text(&evidence, &wide), markdown(&evidence));
    let first = page.split("class=\"tally\"").next().unwrap();
    for fact in &summary.solid {
        assert!(fact.sources.len() > 1, "{fact:?}");
        for form in [&first.replace("&#39;", "'"), &text, &markdown] {
            assert!(form.contains(&fact.text()), "{}", fact.text());
        }
        for source in &fact.sources {
            assert!(first.contains(&source.name) && text.contains(&source.name), "{source:?}");
        }
    }
    for side in summary.disputed.iter().flat_map(|dispute| &dispute.sides) {
        assert!(first.contains(&side.value) && text.contains(&format!("{}: ", side.value)), "{side:?}");
    }
    assert!(
        first.contains("The Daily Ledger: cited") || first.contains("→ The Daily Ledger"),
        "{:?}",
        summary.leaning
    );
}

#[test]
fn where_nothing_is_corroborated_the_first_screen_says_so_and_shows_the_best_there_is() {
    let mut evidence = fixture::ferry();
    evidence.stories[0]
        .claims
        .retain(|claim| claim.standing != twosource_evidence::file::Standing::Corroborated);
    let [summary] = twosource_render::summary::summaries(&evidence).try_into().unwrap();
    assert!(summary.solid.is_empty() && summary.verdict().starts_with("Nothing is corroborated"));
    assert_eq!(summary.next_best.len(), 2);
    assert!(
        summary.next_best[0].told().starts_with("All from one source: "),
        "{}",
        summary.next_best[0].told()
    );
    assert!(html(&evidence).contains("Repeated, and not confirmed"));
}

#[test]
fn no_mark_reads_as_confirmed_or_false_and_every_cell_has_words() {
    let page = html(&fixture::ferry());
    let sprite = page.split("</svg>").next().unwrap();
    // The tick and the cross of old.
    assert!(!sprite.contains("M3 8.6l3.4 3.4L13 4.6") && !sprite.contains("M4 4l8 8M12 4l-8 8"));
    let rows = page.split("<tr class=\"claim\"").skip(1).map(|row| row.split("</tr>").next().unwrap());
    for cell in rows.flat_map(|row| row.split("<td").skip(1)) {
        let words: String =
            cell.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text)).collect();
        assert!(words.chars().filter(|c| c.is_alphabetic()).count() > 5, "{cell}");
    }
}

#[test]
fn claims_in_the_same_words_stand_once_with_a_note() {
    let mut evidence = fixture::ferry();
    let story = &mut evidence.stories[0];
    let mut twin = story.claims.last().unwrap().clone();
    twin.id = "C99".to_owned();
    twin.text = format!("{}.", story.claims[0].text.to_uppercase());
    story.claims.push(twin);
    let [summary] = twosource_render::summary::summaries(&evidence).try_into().unwrap();
    let [before] = twosource_render::summary::summaries(&fixture::ferry()).try_into().unwrap();
    assert_eq!(summary.counts, before.counts);
    fixture::page::check(&html(&evidence));
    for form in [
        html(&evidence),
        markdown(&evidence),
        text(&evidence, &TextOptions { width: 400, colour: false, all: false }),
    ] {
        assert!(form.contains("In the same words, and not counted with it"), "{form}");
    }
}
