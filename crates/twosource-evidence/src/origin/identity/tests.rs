use super::*;
use crate::origin::ground::{Known, identify};
use twosource_annotate::SourceKind;

fn body(phrase: &str) -> Identity {
    identify(SourceKind::Organisation, &[phrase], None, BTreeSet::new(), &BTreeSet::new())
}

fn person(name: &str, role: &str) -> Identity {
    let roles = [role.to_owned()];
    let known =
        Known { is_person: true, is_state: false, name, aliases: &[], roles: &roles, told: Vec::new() };
    identify(SourceKind::Person, &[name], Some(&known), BTreeSet::new(), &BTreeSet::new())
}

fn two(a: &Identity, b: &Identity) -> bool {
    a.ground == Ground::Named && b.ground == Ground::Named && a.may_be(b).is_none() && b.may_be(a).is_none()
}

#[test]
fn bodies_of_families_that_are_not_linked_are_two() {
    assert!(two(&body("Police"), &body("Orton General Hospital")));
    assert!(two(&body("police"), &body("prosecutors")));
    assert!(two(&body("the health ministry"), &body("the interior ministry")));
    assert!(two(&body("Corvane"), &body("the Food Inspectorate")));
    assert!(!two(&body("Police"), &body("the city police department")));
    assert!(!two(&body("the ministry"), &body("the health ministry")));
    assert!(!two(&body("Seaway Lines"), &body("the shipping company")));
    assert!(!two(&body("the Kremlin"), &body("the Russian president")));
    assert!(!two(&body("Bureau for Relief"), &body("the monitor BFR")));
}

#[test]
fn a_person_is_one_with_the_body_that_he_may_speak_for() {
    assert!(!two(&person("Petra Lindqvist", "chief executive of Corvane"), &body("Corvane")));
    assert!(!two(&person("Petra Lindqvist", "chief executive"), &body("Corvane")));
    assert!(!two(&person("Ines Falk", "mayor"), &body("the town")));
    assert!(two(&person("Ines Falk", "mayor"), &body("police")));
    assert!(two(&person("Jude Hask", "farmer"), &body("Orton police")));
}

#[test]
fn persons_are_two_unless_they_hold_office_in_one_body() {
    assert!(two(&person("Dilys Brook", "baker"), &person("Gareth Noss", "postman")));
    assert!(!two(&person("Ray Coll", "police superintendent"), &person("Una Fry", "police sergeant")));
    assert!(!two(&person("Narong Osatanakorn", "governor"), &person("Narong Osotthanakorn", "governor")));
}

#[test]
fn who_is_not_named_never_counts() {
    let nameless =
        identify(SourceKind::Anonymous, &["two officials"], None, BTreeSet::new(), &BTreeSet::new());
    assert_eq!(nameless.ground, Ground::Anonymous);
    let media =
        identify(SourceKind::Organisation, &["a local newspaper"], None, BTreeSet::new(), &BTreeSet::new());
    assert_eq!(media.ground, Ground::Relayed);
    let nobody = identify(SourceKind::Anonymous, &["No one"], None, BTreeSet::new(), &BTreeSet::new());
    assert_eq!(nobody.ground, Ground::Silent);
}
