//! Specifications in Markdown: each case is a heading, a block of reports and a block of expectations.

/// One case of the specification.
pub struct Case {
    /// Its heading.
    pub name: String,
    /// JSON lines, as the reader takes them.
    pub reports: String,
    /// The lines of its expectation.
    pub expected: Vec<String>,
}

/// The cases of a specification in Markdown.
pub fn read(markdown: &str) -> Vec<Case> {
    let sections = markdown.split("\n## ").skip(1);
    let block = |section: &str, kind: &str| -> String {
        let start = section.find(&format!("```{kind}\n")).map(|at| at + kind.len() + 4);
        let start = start.unwrap_or_else(|| panic!("no {kind} in: {section}"));
        let end = section[start..].find("\n```").unwrap_or_else(|| panic!("open block in: {section}"));
        section[start..start + end].to_owned()
    };
    sections
        .map(|section| Case {
            name: section.lines().next().unwrap_or_default().to_owned(),
            reports: json_lines(&block(section, "reports")),
            expected: block(section, "expect").lines().map(str::to_owned).collect(),
        })
        .collect()
}

/// `A | Harbour Courier | 2024-05-01`, then the text up to the next such line. A third bar sets off a byline, a fourth
/// the outlet that the report is marked as syndicated from.
fn json_lines(block: &str) -> String {
    let mut reports: Vec<serde_json::Value> = Vec::new();
    for line in block.lines() {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        if columns.len() >= 3 && columns[0].len() == 1 {
            let mut report = serde_json::json!({"id": columns[0], "text": ""});
            for (key, value) in ["outlet", "published", "byline", "syndicated_from"].iter().zip(&columns[1..])
            {
                if !value.is_empty() {
                    report[*key] = (*value).into();
                }
            }
            reports.push(report);
        } else if let Some(report) = reports.last_mut() {
            let text = format!("{}{line}\n", report["text"].as_str().unwrap());
            report["text"] = text.into();
        }
    }
    reports.iter().map(|report| format!("{report}\n")).collect()
}
