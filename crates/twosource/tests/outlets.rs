//! `twosource outlets` as a person runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod program;

use std::fs;

use program::{Ran, twosource};

fn outlets(args: &[&str]) -> Ran {
    twosource().arg("outlets").args(args).output().unwrap().into()
}

#[test]
fn the_register_is_shown_by_name_and_by_address() {
    let ran = outlets(&["show", "Xinhua", "https://web.archive.org/web/2023/https://www.independent.ie/a"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("organ of    China"), "{}", ran.out);
    assert!(ran.out.contains("Irish Independent (paper)"), "{}", ran.out);
    let unknown = outlets(&["show", "Harbour Post"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("no outlet 'Harbour Post'"), "{}", unknown.err);
    assert!(outlets(&["show"]).out.contains("organs of"));
}

#[test]
fn reports_and_addresses_are_checked_and_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    let text = "The ferry ran aground on Wednesday, the coastguard said.";
    let line = |id: &str, outlet: &str, url: &str| {
        serde_json::json!({"id": id, "outlet": outlet, "url": url, "text": text}).to_string()
    };
    let lines = [
        line("a", "Reuters", "https://evil.example/y"),
        line("b", "Reuters", "https://www.reuters.com/world/a"),
        line("c", "Harbour Post", ""),
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let ran = outlets(&["check", file.to_str().unwrap(), "amp.cnn.com"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("evil.example (it calls itself Reuters, but that outlet is at other addresses)"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Reuters (the register has its address)"), "{}", ran.out);
    assert!(ran.out.contains("Harbour Post (the name given; the register does not have it)"), "{}", ran.out);
    assert!(ran.out.contains("amp.cnn.com: CNN (the register has its address)"), "{}", ran.out);
}

#[test]
fn lists_of_others_go_into_a_file_of_ones_own_which_wins() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.csv");
    let own = folder.path().join("own.tsv");
    fs::write(
        &list,
        "title,geolocation,domain,network,subnetwork\nIsle Star,Skye,islestar.example,Local Wire,\n",
    )
    .unwrap();
    let (list, own) = (list.to_str().unwrap(), own.to_str().unwrap());
    let ran = outlets(&["import", list, "--to", own]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Tow Center"), "{}", ran.err);
    let first = fs::read_to_string(own).unwrap();
    assert_eq!(outlets(&["import", list, "--to", own]).code, 0);
    assert_eq!(fs::read_to_string(own).unwrap(), first, "a second time changes nothing");

    let shown = outlets(&["show", "www.islestar.example", "--outlets", own]);
    assert!(shown.out.contains("network     Local Wire"), "{}{}", shown.out, shown.err);
    assert_eq!(outlets(&["show", "www.islestar.example"]).code, 1);

    fs::write(own, "name\taddresses\towner\nReuters\treuters.example\tUs\n").unwrap();
    let shown = outlets(&["show", "Reuters", "--outlets", own]);
    assert!(shown.out.contains("owner       Us") && shown.out.contains("your own file"), "{}", shown.out);

    fs::write(own, "name\twhat\nReuters\tx\n").unwrap();
    let ran = outlets(&["show", "Reuters", "--outlets", own]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("the column 'what'"), "{}", ran.err);
    fs::write(list, "a,b\n1,2\n").unwrap();
    let ran = outlets(&["import", list, "--to", own]);
    assert!(ran.code == 1 && ran.err.contains("no list that is known"), "{}", ran.err);
}
