//! Formats of offices, mail and agencies, as their real producers write them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use twosource_reader::{
    AmendmentKind, Caution, Options, ReadError, Reading, Report, SegmentKind, read, read_bytes,
};

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)
}

fn reading(names: &[&str]) -> Reading {
    let paths: Vec<PathBuf> = names.iter().map(|name| sample(name)).collect();
    read(&paths, &Options::default())
}

fn one(name: &str) -> Report {
    let mut reading = reading(&[name]);
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    assert_eq!(reading.reports.len(), 1, "{name}");
    reading.reports.remove(0)
}

fn words(report: &Report, kind: SegmentKind) -> Vec<&str> {
    let of_kind = report.segments.iter().filter(|segment| segment.kind == kind);
    of_kind.map(|segment| segment.span.of(&report.text)).collect()
}

#[test]
fn a_paper_a_thread_and_an_item_are_three_reports() {
    let reading = reading(&["paper.pdf", "thread.eml", "item.xml"]);
    assert!(reading.failures.is_empty(), "{:?}", reading.failures);
    let by_outlet = |outlet: &str| {
        let found = reading.reports.iter().find(|report| report.outlet.as_deref() == Some(outlet));
        found.unwrap_or_else(|| {
            panic!(
                "no report of {outlet}: {:?}",
                reading.reports.iter().map(|report| &report.outlet).collect::<Vec<_>>()
            )
        })
    };
    assert_eq!(reading.reports.len(), 3);

    let paper = by_outlet("The Varnbro Courier");
    assert_eq!(paper.published.as_ref().unwrap().date.to_string(), "2026-03-05");
    assert_eq!(paper.byline.as_deref(), Some("Lena Ostrow"));
    assert_eq!(paper.title.as_deref(), Some("Barge strikes lock gate at Varnbro"));

    let mail = by_outlet("Varnbro Canal Board");
    assert_eq!(mail.byline.as_deref(), Some("Petra Holm"));
    assert_eq!(mail.published.as_ref().unwrap().value, "2026-03-05T08:12:07+01:00");
    assert!(
        mail.text.contains("three weeks")
            && !mail.text.contains("Could you tell me")
            && !mail.text.contains("Press office"),
        "{}",
        mail.text
    );

    let item = by_outlet("Nordwire");
    assert_eq!(item.published.as_ref().unwrap().value, "2026-03-04T22:15:00+01:00");
    assert_eq!(item.updated.as_ref().unwrap().value, "2026-03-05T09:40:00+01:00");
    assert_eq!(item.syndicated_from.as_ref().unwrap().name, "Canal Board of Varnbro");
    let kinds: Vec<AmendmentKind> = item.amendments.iter().map(|amendment| amendment.kind).collect();
    assert!(
        kinds.contains(&AmendmentKind::Corrected) && kinds.contains(&AmendmentKind::Updated),
        "{kinds:?}"
    );
    assert_eq!(
        words(item, SegmentKind::Note),
        ["CORRECTION: Corrects tonnage in second paragraph to 410 instead of 140."]
    );
    assert_eq!(words(item, SegmentKind::Dateline), ["ALDERN, March 4 (Nordwire) -"]);
    assert_eq!(words(item, SegmentKind::Paragraph).len(), 3);
}

#[test]
fn columns_are_read_one_after_the_other_and_words_are_mended() {
    let paper = one("paper.pdf");
    for sentence in [
        "said lock keeper Ivo Marsch, who was on duty. “Then the water came over the footbridge.”",
        "according to the harbour office in Aldern.",
        "an independent examination of the hydraulic controls.",
        "would be inconvenient during the transportation of seed.",
        "Photographs of the gate were to be published after the examination.",
    ] {
        assert!(paper.text.contains(sentence), "{sentence:?} is not in:\n{}", paper.text);
    }
    assert!(!paper.text.contains("Page 1") && !paper.text.contains("Varnbro Courier"), "{}", paper.text);
    assert_eq!(words(&paper, SegmentKind::Heading), ["Ships wait"]);
    let paragraphs = words(&paper, SegmentKind::Paragraph);
    assert!(paragraphs.len() >= 9, "{paragraphs:#?}");
    assert!(
        paragraphs
            .iter()
            .any(|words| words.starts_with("The accident happened") && words.ends_with("controls.")),
        "{paragraphs:#?}"
    );

    let printed = one("printed.pdf");
    assert!(printed.text.contains("Holm said that nobody was in the water"), "{}", printed.text);
    assert!(printed.text.contains("Petra Holm, said the barge"), "{}", printed.text);
}

#[test]
fn a_scan_is_said_to_need_ocr() {
    let reading = reading(&["scan.pdf"]);
    assert!(matches!(reading.failures[0].error, ReadError::NeedsOcr), "{:?}", reading.failures);
    assert!(reading.failures[0].to_string().contains("OCR"));
}

#[test]
fn office_documents_give_their_text_and_no_more() {
    let (docx, odt) = (one("statement.docx"), one("statement.odt"));
    for report in [&docx, &odt] {
        assert_eq!(report.title.as_deref(), Some("Barge strikes lock gate at Varnbro"));
        assert_eq!(report.byline.as_deref(), Some("Lena Ostrow"));
        assert!(
            report.text.contains("The inspectorate confirmed the request on Thursday."),
            "{}",
            report.text
        );
        assert!(
            !report.text.contains("Check this before print") && !report.text.contains("Draft"),
            "{}",
            report.text
        );
        assert!(report.text.contains("inconvenient during the transportation"), "{}", report.text);
        assert_eq!(words(report, SegmentKind::Heading), ["Ships wait"]);
        assert_eq!(words(report, SegmentKind::Note), ["Letter of the inspectorate, March 5."]);
        assert!(
            words(report, SegmentKind::Caption)[0].starts_with("The lower gate on Thursday."),
            "{:?}",
            report.segments
        );
    }
    assert_eq!(docx.text, odt.text);
}

#[test]
fn items_of_agencies_say_who_and_until_when() {
    let nitf = one("item.nitf.xml");
    assert_eq!(nitf.outlet.as_deref(), Some("Island Herald"));
    assert_eq!(nitf.published.as_ref().unwrap().value, "2026-03-05T06:15:00+0100");
    assert_eq!(nitf.byline.as_deref(), Some("Tord Aske"));
    assert_eq!(nitf.syndicated_from.as_ref().unwrap().name, "Nordwire");
    assert_eq!(words(&nitf, SegmentKind::Dateline), ["VARNBRO March 5"]);
    assert_eq!(words(&nitf, SegmentKind::Caption), ["The gate on Thursday morning."]);
    assert_eq!(words(&nitf, SegmentKind::Note), ["Photos available."]);
    assert!(!nitf.text.contains("Read more"));

    let reading = reading(&["item.ninjs.json"]);
    let ninjs = &reading.reports[0];
    assert_eq!((ninjs.outlet.as_deref(), ninjs.byline.as_deref()), (Some("Nordwire"), Some("Ragna Vold")));
    assert_eq!(ninjs.title.as_deref(), Some("Fourteen vessels wait at Varnbro lock"));
    assert_eq!(words(ninjs, SegmentKind::Paragraph).len(), 2);
    assert_eq!(ninjs.syndicated_from.as_ref().unwrap().name, "Harbour Office Aldern");
    assert!(reading.warnings.iter().any(
        |warning| matches!(&warning.caution, Caution::Embargo { until } if until.starts_with("2026-03-05T12"))
    ));
}

#[test]
fn ninjs_of_every_version_is_read() {
    for (item, title) in [
        (
            r#"{"uri":"urn:a:1","type":"text","versioncreated":"2026-03-05T11:00:00Z","headline":"Gate shut","byline":"Ann Reed","body_text":"The gate is shut.\n\nShips wait.","copyrightholder":"Nordwire","pubstatus":"canceled"}"#,
            "Gate shut",
        ),
        (
            r#"{"uri":"urn:a:1","standard":{"name":"ninjs","version":"3.0"},"versionCreated":"2026-03-05T11:00:00Z","headlines":[{"value":"Gate shut"}],"by":"Ann Reed","bodies":[{"contentType":"text/plain","value":"The gate is shut.\n\nShips wait."}],"copyrightHolder":"Nordwire","pubStatus":"canceled"}"#,
            "Gate shut",
        ),
    ] {
        let reading = read_bytes(Some("a.json"), item.as_bytes(), &Options::default());
        let report = &reading.reports[0];
        assert_eq!((report.title.as_deref(), report.outlet.as_deref()), (Some(title), Some("Nordwire")));
        assert_eq!(report.text, "The gate is shut.\n\nShips wait.");
        assert_eq!(report.amendments[0].kind, AmendmentKind::Withdrawn);
        // A line of a JSON-lines file, too.
        assert_eq!(read_bytes(Some("a.jsonl"), item.as_bytes(), &Options::default()).reports.len(), 1);
    }
}

#[test]
fn transcripts_keep_speakers_and_times() {
    let vtt = one("briefing.vtt");
    assert_eq!(vtt.title.as_deref(), Some("Briefing of the Varnbro Canal Board"));
    let turns = words(&vtt, SegmentKind::Paragraph);
    assert_eq!(turns.len(), 2, "{turns:?}");
    assert!(
        vtt.text.starts_with("00:00:02\n\nPetra Holm: ") && vtt.text.contains("\n\n00:00:12\n\nIvo Marsch: ")
    );
    assert!(vtt.text.contains("Petra Holm: Two members of the crew were hurt. Both are in hospital in Aldern, and neither is in danger."));
}

#[test]
fn quoted_mail_of_some_length_is_a_report_of_its_author() {
    let quoted = "> The gate at Varnbro will be shut for three weeks at least, and we have asked the\n> inspectorate to look at the hydraulic controls. Two members of the crew were\n> hurt and are in hospital in Aldern, where neither is in danger.\n";
    let mail = format!(
        "From: Lena Ostrow <lena@gmail.com>\r\nDate: Thu, 5 Mar 2026 09:00:00 +0100\r\nSubject: Fwd: Lock\r\nMessage-ID: <a@gmail.com>\r\n\r\nI think that it will take longer than they say.\n\nOn Thu, 5 Mar 2026 at 08:12, Petra Holm <press@canalboard.example> wrote:\n{quoted}"
    );
    let reading = read_bytes(Some("a.eml"), mail.as_bytes(), &Options::default());
    let found: Vec<(Option<&str>, Option<&str>)> =
        reading.reports.iter().map(|report| (report.outlet.as_deref(), report.byline.as_deref())).collect();
    assert_eq!(
        found,
        [(Some("Lena Ostrow"), Some("Lena Ostrow")), (Some("canalboard.example"), Some("Petra Holm"))]
    );
    assert!(!reading.reports[0].text.contains("hydraulic"));
    assert!(reading.reports[1].published.as_ref().unwrap().value.starts_with("2026-03-05T08:12"));

    // In a box that holds the quoted mail itself it is one report.
    let own = quoted.replace("> ", "");
    let first = format!(
        "From a@x Thu Mar  5 08:12:00 2026\nFrom: Petra Holm <press@canalboard.example>\nDate: Thu, 5 Mar 2026 08:12:00 +0100\nSubject: Lock\nMessage-ID: <b@canalboard.example>\n\n{own}\n\n"
    );
    let both = format!("{first}From b@x Thu Mar  5 09:00:00 2026\n{}\n", mail.replace("\r\n", "\n"));
    let reading = read_bytes(None, both.as_bytes(), &Options::default());
    assert_eq!(reading.reports.len(), 2, "{:?}", reading.failures);
}

#[test]
fn mail_of_mark_up_alone_is_read_and_its_quotes_are_not_its_own() {
    let mail = "From: Petra Holm <press@canalboard.example>\r\nDate: Thu, 5 Mar 2026 09:00:00 +0100\r\nSubject: Lock\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>The gate is <b>shut</b>.</p><p>On Wed, 4 Mar 2026 at 21:10, Lena Ostrow wrote:</p><blockquote><p>Is the gate shut?</p></blockquote></body></html>";
    let reading = read_bytes(Some("a.eml"), mail.as_bytes(), &Options::default());
    assert_eq!(reading.reports.len(), 1, "{:?}", reading.failures);
    assert_eq!(reading.reports[0].text, "The gate is shut.");
}

#[test]
fn a_bomb_of_an_office_document_is_refused_in_no_time() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("word/document.xml", options).unwrap();
    zip.write_all(b"<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>").unwrap();
    let block = vec![b'a'; 1 << 20];
    for _ in 0..80 {
        zip.write_all(&block).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 1_000_000);
    let began = Instant::now();
    let reading = read_bytes(Some("a.docx"), &bomb, &Options::default());
    assert!(matches!(reading.failures[0].error, ReadError::TooLarge { .. }), "{:?}", reading.failures);
    assert!(began.elapsed() < Duration::from_secs(20));
}

/// A hundred damages of each sample: none panics, hangs or says nothing.
#[test]
fn damaged_samples_end_in_reports_or_failures() {
    let names = [
        "paper.pdf",
        "printed.pdf",
        "statement.docx",
        "statement.odt",
        "thread.eml",
        "item.xml",
        "item.nitf.xml",
        "item.ninjs.json",
        "briefing.vtt",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut throw = move |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % sides.max(1) as u64) as usize
    };
    for name in names {
        let sound = std::fs::read(sample(name)).unwrap();
        for number in 0..100 {
            let mut bytes = sound.clone();
            for _ in 0..=throw(6) {
                let at = throw(bytes.len());
                let end = (at + throw(200)).min(bytes.len());
                match throw(5) {
                    0 => drop(bytes.drain(at..end)),
                    1 if number % 4 == 0 => bytes.truncate(at),
                    2 => {
                        let again = bytes[at..end].to_vec();
                        bytes.splice(at..at, again);
                    }
                    _ if at < bytes.len() => bytes[at] = throw(256) as u8,
                    _ => {}
                }
            }
            let began = Instant::now();
            for name in [Some(name), None] {
                let reading = read_bytes(name, &bytes, &Options::default());
                let says = !reading.reports.is_empty()
                    || !reading.failures.is_empty()
                    || !reading.warnings.is_empty();
                assert!(says, "{name:?} {number}: nothing is said");
                for report in &reading.reports {
                    for segment in &report.segments {
                        assert!(report.text.get(segment.span.start..segment.span.end).is_some());
                    }
                }
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{name} {number}");
        }
    }
}
