//! Agencies in every form in which a report credits them, and where it credits none.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

use twosource_reader::{Options, Report, UNNAMED_AGENCY, read_bytes};

const BODY: &str = "The harbour board of Lindon sold two tugs on Monday, its chairman said.\n\nBoth were built in 1970 and have lain idle since the spring.";

fn report(json: &serde_json::Value) -> Report {
    let reading = read_bytes(Some("a.jsonl"), json.to_string().as_bytes(), &Options::default());
    reading.reports.into_iter().next().unwrap()
}

/// The agencies that are credited for the text.
fn credited(report: &Report) -> Vec<&str> {
    report.agencies.iter().filter(|agency| agency.for_text).map(|agency| agency.name.as_str()).collect()
}

#[test]
fn a_line_at_the_end_credits_an_agency() {
    for line in [
        "With agency inputs from AFP.",
        "With AFP",
        "(with AFP)",
        "With reporting by AFP",
        "This article was first published by AFP.",
        "Read the original article on AFP.",
        "AFP/Evening Star",
        "Written with material from AFP.",
        "This story was provided by AFP, a third-party news agency.",
        "This article includes reporting by Agence France-Presse.",
        "This report contains material from AFP.",
        "AFP contributed to this report.",
        "Agence France-Presse contributed reporting.",
        "AFP",
        "— AFP",
        "(AFP)",
        "Source: AFP",
        "Additional reporting by AFP",
        "(Except for the headline, this story has not been edited by our staff and is published from a syndicated feed. AFP)",
    ] {
        let found = report(&serde_json::json!({"text": format!("{BODY}\n\n{line}")}));
        assert_eq!(credited(&found), ["AFP"], "{line}");
        let last = found.segments.last().unwrap();
        assert_eq!(last.kind, twosource_reader::SegmentKind::Credit, "{line}");
    }
}

#[test]
fn agencies_without_a_name_are_agencies() {
    for line in [
        "With inputs from agencies",
        "(Lindon Tonight and Agencies)",
        "Staff and agencies",
        "Agencies",
        "Compiled from wire services",
        "— Agencies",
    ] {
        let found = report(&serde_json::json!({"text": format!("{BODY}\n\n{line}")}));
        assert_eq!(credited(&found), [UNNAMED_AGENCY], "{line}");
    }
    for byline in ["News agencies", "Wire services", "Agencies", "Staff and agencies", "By agencies"] {
        let found = report(&serde_json::json!({"text": BODY, "byline": byline}));
        assert_eq!(credited(&found), [UNNAMED_AGENCY], "{byline}");
    }
}

#[test]
fn a_dateline_or_a_bracket_credits_an_agency() {
    for text in [
        format!("Afp - {BODY}"),
        format!("AFP — {BODY}"),
        format!("LINDON (AFP) - {BODY}"),
        format!("Lindon, March 3 (AFP) {}", format_args!("— {BODY}")),
        format!("AFP, Lindon — {BODY}"),
        format!("AFP\n\n{BODY}"),
        BODY.replace("its chairman said.", "its chairman said on Sunday (AFP)."),
        BODY.replace("on Monday,", "on Monday (AFP),"),
    ] {
        let found = report(&serde_json::json!({"text": text}));
        assert_eq!(credited(&found), ["AFP"], "{text}");
    }
}

#[test]
fn pictures_and_mentions_credit_no_text() {
    for line in [
        "The tugs at their berth. Credit: AFP",
        "(Jane Doe/AFP)",
        "AFP/Getty Images",
        "The chairman told the Agence France-Presse (AFP) that the price was fair.",
        "With Anna Berg the board has a new chairman.",
        "An estate agency will sell the berth next.",
        "The two agencies contributed to this sale, the board said.",
        "This article of the statute was first published in 1970 by the board.",
    ] {
        let found = report(
            &serde_json::json!({"text": format!("{BODY}\n\n{line}\n\nNobody else wanted them, the board said.")}),
        );
        assert_eq!(credited(&found), [""; 0], "{line}");
    }
}
