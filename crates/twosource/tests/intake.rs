//! A paper, a mail and an agency's item of one event: three reports of one story, and what stands on whom.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../twosource-reader/tests/samples").join(name)
}

fn texts<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    value.as_array().unwrap().iter().filter_map(|one| one[key].as_str()).collect()
}

#[test]
fn a_paper_a_mail_and_an_item_have_their_outlets_times_and_origins() {
    let output = Command::new(assert_cmd::cargo::cargo_bin!("twosource"))
        .args(["brief", "--quiet", "--format", "json"])
        .args(["paper.pdf", "thread.eml", "item.xml"].map(sample))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let evidence: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut reports: Vec<(&str, &str)> = evidence["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| (report["outlet"].as_str().unwrap(), report["published"].as_str().unwrap()))
        .collect();
    reports.sort_unstable();
    assert_eq!(
        reports,
        [
            ("Nordwire", "2026-03-04T22:15:00+01:00"),
            ("The Varnbro Courier", "2026-03-05"),
            ("Varnbro Canal Board", "2026-03-05T08:12:07+01:00"),
        ]
    );
    let stories = evidence["stories"].as_array().unwrap();
    assert_eq!(stories.len(), 1, "one event");
    let story = &stories[0];

    // Who is named stands as named, where the agency has its text from is told, and the spokeswoman's first name, which is
    // an agency's too, makes no agency.
    let origins = story["origins"].as_array().unwrap();
    let grounds: Vec<(&str, &str)> = origins
        .iter()
        .map(|origin| (origin["name"].as_str().unwrap(), origin["ground"].as_str().unwrap()))
        .collect();
    for named in ["the canal board", "Petra Holm", "district fire brigade", "the harbour office in Aldern"] {
        assert!(grounds.contains(&(named, "named")), "{named}: {grounds:?}");
    }
    assert!(grounds.contains(&("Canal Board of Varnbro", "relayed")), "{grounds:?}");
    assert!(texts(&story["origins"], "kind").iter().all(|kind| *kind != "agency"), "{grounds:?}");

    // All three have it from the board and its spokeswoman: that is echoed, and nothing is corroborated.
    let claims = story["claims"].as_array().unwrap();
    assert!(claims.iter().all(|claim| claim["standing"] != "corroborated"));
    let of = |words: &str| {
        let found = claims.iter().find(|claim| claim["text"].as_str().unwrap().contains(words));
        found.unwrap_or_else(|| panic!("no claim has {words}"))
    };
    let tonnes = of("410 tonnes");
    let mut outlets = texts(&tonnes["statements"], "report");
    outlets.sort_unstable();
    outlets.dedup();
    assert_eq!(outlets.len(), 3, "{tonnes:#}");
    assert_eq!(tonnes["standing"], "echoed");
    assert_eq!(of("Two crew members")["standing"], "echoed");
}
