//! Reports as programs send them: JSON, JSON lines, plain text, HTML, Markdown, or a form with files.

use std::collections::BTreeSet;

use axum::extract::Request;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ask;
use super::operation::Operation;
use super::problem::Problem;
use crate::Material;

/// Reports of one request, at most.
const MOST: usize = 500;

/// Media types of reports that are read as files, and the ending that tells their format.
const FILES: [(&str, &str); 7] = [
    ("text/plain", "txt"),
    ("text/html", "html"),
    ("text/markdown", "md"),
    ("application/x-ndjson", "jsonl"),
    ("application/jsonl", "jsonl"),
    ("application/rss+xml", "xml"),
    ("application/atom+xml", "xml"),
];

/// What is read here, for those who sent something else.
const READ: &str =
    "application/json, application/x-ndjson, text/plain, text/html, text/markdown or multipart/form-data";

/// Reports in JSON, as an example.
const EXAMPLE: &str = r#"{"reports": [{"id": "post-1", "outlet": "Harbour Post", "published": "2023-09-13", "text": "The ferry ran aground on Wednesday. Two people died, the coastguard said."}]}"#;

/// One report of plain text, as an example.
const PLAIN: &str = "The ferry ran aground on Wednesday. Two people died, the coastguard said.";

/// One report a line, as an example.
const LINES: &str = "{\"id\": \"post-2\", \"outlet\": \"Harbour Post\", \"text\": \"Divers searched the wreck on Thursday.\"}\n";

impl Operation {
    /// Takes reports in every form that is read here.
    pub fn takes_reports(self) -> Self {
        self.takes::<NewReports>(EXAMPLE)
            .takes_text("application/x-ndjson", Some(LINES))
            .takes_text("text/plain", Some(PLAIN))
            .takes_text("text/html", None)
            .takes_text("text/markdown", None)
            .takes_files()
    }
}

/// A report as a program sends it.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReport {
    /// An id to keep; made from the content where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Its text; paragraphs between empty lines.
    #[schemars(length(min = 1))]
    text: String,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// When it was published: 2023-09-13, or 2023-09-13T08:00:00Z.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<String>,
}

/// Reports, and pages to fetch reports from.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewReports {
    /// The reports.
    #[serde(default)]
    #[schemars(length(max = 500))]
    reports: Vec<NewReport>,
    /// Addresses of pages to fetch, http or https.
    #[serde(default)]
    #[schemars(length(max = 20))]
    urls: Vec<String>,
}

/// Pages to fetch for one request, at most.
const MOST_URLS: usize = 20;

/// What a request brings.
pub(super) async fn of<S: Send + Sync>(request: Request, state: &S) -> Result<Vec<Material>, Problem> {
    let media = ask::media(request.headers());
    if media == "multipart/form-data" {
        return files(request, state).await;
    }
    let file = FILES.iter().find(|(known, _)| *known == media);
    if file.is_none() && media != "application/json" {
        return Err(ask::wrong_media(&media, READ));
    }
    let bytes = ask::bytes(request, state).await?;
    if bytes.trim_ascii().is_empty() {
        return Err(Problem::unfit("the body is empty; send reports"));
    }
    match file {
        Some((_, ending)) => Ok(vec![Material::File(format!("sent.{ending}"), bytes.to_vec())]),
        None => materials(ask::json(&bytes)?),
    }
}

/// What reports and addresses mean.
pub(super) fn materials(sent: NewReports) -> Result<Vec<Material>, Problem> {
    if sent.reports.len() > MOST || sent.urls.len() > MOST_URLS {
        return Err(Problem::unfit(format!("send at most {MOST} reports and {MOST_URLS} addresses at once")));
    }
    if sent.reports.is_empty() && sent.urls.is_empty() {
        return Err(Problem::unfit("send reports or urls, or both"));
    }
    let mut ids = BTreeSet::new();
    let mut lines = Vec::new();
    for (place, report) in sent.reports.iter().enumerate() {
        if report.text.trim().is_empty() {
            return Err(Problem::unfit(format!("report {} has no text", place + 1)));
        }
        if let Some(id) = &report.id
            && !ids.insert(id)
        {
            let shown: String = id.chars().filter(|c| !c.is_control()).take(60).collect();
            return Err(Problem::unfit(format!("two reports have the id {shown:?}")));
        }
        let line = serde_json::to_vec(report).map_err(|why| Problem::unfit(why.to_string()))?;
        lines.extend(line);
        lines.push(b'\n');
    }
    let mut materials = Vec::new();
    if !lines.is_empty() {
        materials.push(Material::File("sent.jsonl".to_owned(), lines));
    }
    materials.extend(sent.urls.into_iter().map(Material::Address));
    Ok(materials)
}

/// The files, texts and addresses of a form.
async fn files<S: Send + Sync>(request: Request, state: &S) -> Result<Vec<Material>, Problem> {
    let mut form = ask::form(request, state).await?;
    let mut materials = Vec::new();
    let failed = |why: axum::extract::multipart::MultipartError| Problem::new(why.status(), why.body_text());
    while let Some(field) = form.next_field().await.map_err(failed)? {
        if materials.len() >= MOST {
            return Err(Problem::unfit(format!("send at most {MOST} files at once")));
        }
        let name = field.name().unwrap_or("").to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(failed)?;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        materials.push(match (file, name.as_str()) {
            (Some(file), _) => Material::File(bare(&file), bytes.to_vec()),
            (None, "url") => Material::Address(String::from_utf8_lossy(&bytes).trim().to_owned()),
            (None, _) => Material::Text(String::from_utf8_lossy(&bytes).into_owned()),
        });
    }
    if materials.is_empty() {
        return Err(Problem::unfit("the form is empty; send files, a text or a url"));
    }
    Ok(materials)
}

/// The last part of a file's name: it tells the format, and leads nowhere.
fn bare(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or("");
    let kept: String = last.chars().filter(|c| !c.is_control()).collect();
    let too_many = kept.chars().count().saturating_sub(100);
    let kept: String = kept.chars().skip(too_many).collect();
    if kept.trim_matches('.').is_empty() { "sent.txt".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_lead_nowhere() {
        for (given, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\a.html", "a.html"),
            ("..", "sent.txt"),
            ("a\0b\u{1b}.txt", "ab.txt"),
            ("", "sent.txt"),
        ] {
            assert_eq!(bare(given), kept, "{given:?}");
        }
        assert!(bare(&"x".repeat(10_000)).len() <= 100);
    }

    #[test]
    fn reports_become_one_file_of_lines_and_ids_stand_once() {
        let sent: NewReports = serde_json::from_str(
            r#"{"reports": [{"id": "a", "text": "A."}, {"text": "B.\nC."}], "urls": ["http://x.example/"]}"#,
        )
        .unwrap();
        let made = materials(sent).unwrap();
        let [Material::File(name, bytes), Material::Address(_)] = made.as_slice() else { panic!("{made:?}") };
        assert_eq!(name, "sent.jsonl");
        assert_eq!(
            String::from_utf8_lossy(bytes),
            "{\"id\":\"a\",\"text\":\"A.\"}\n{\"text\":\"B.\\nC.\"}\n"
        );
        let twice = r#"{"reports": [{"id": "a", "text": "A."}, {"id": "a", "text": "B."}]}"#;
        assert_eq!(materials(serde_json::from_str(twice).unwrap()).unwrap_err().status, 422);
        assert_eq!(materials(NewReports::default()).unwrap_err().status, 422);
        assert!(serde_json::from_str::<NewReports>(r#"{"report": []}"#).is_err());
    }
}
