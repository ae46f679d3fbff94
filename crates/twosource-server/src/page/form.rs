//! What a form with reports brings: files, texts and addresses, each with the outlet and the date that were told for it.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

use crate::{Material, Trouble};

/// A form, read to its end.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The reports, in the order in which they were given.
    pub materials: Vec<Material>,
    fields: Vec<(String, String)>,
}

impl Form {
    /// Reads a form of which all parts together are at most `most` bytes long.
    pub async fn read(mut parts: Multipart, most: usize) -> Result<Self, Trouble> {
        let unreadable = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge { most },
            _ => Trouble::Question(format!("The form could not be read: {error}")),
        };
        let mut form = Form::default();
        // A text is told of before its outlet and date.
        let mut pasted: Vec<Pasted> = Vec::new();
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            let file = part.file_name().map(file_name);
            let bytes = part.bytes().await.map_err(unreadable)?;
            if name == "files" {
                if !bytes.is_empty() {
                    form.materials.push(Material::File(file.unwrap_or_default(), bytes.to_vec()));
                }
                continue;
            }
            let text = String::from_utf8_lossy(&bytes).trim().to_owned();
            match (name.as_str(), pasted.last_mut()) {
                ("text", _) => pasted.push(Pasted { text, ..Pasted::default() }),
                ("outlet", Some(last)) => last.outlet = text,
                ("published", Some(last)) => last.published = text,
                ("address", _) => form.materials.extend(addresses(&text).map(Material::Address)),
                _ => form.fields.push((name, text)),
            }
        }
        form.materials.extend(pasted.into_iter().filter_map(Pasted::material));
        Ok(form)
    }

    /// A field, empty where the form has none of that name.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// A text with what was told of it.
#[derive(Debug, Default)]
struct Pasted {
    text: String,
    outlet: String,
    published: String,
}

impl Pasted {
    /// `None` for an empty text. What was told stands before the text as its head, unless the text has one.
    fn material(self) -> Option<Material> {
        if self.text.is_empty() {
            return None;
        }
        let head: Vec<String> = [("outlet", &self.outlet), ("published", &self.published)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}: {}", quoted(value)))
            .collect();
        if head.is_empty() || self.text.starts_with("---") {
            return Some(Material::Text(self.text));
        }
        Some(Material::Text(format!("---\n{}\n---\n\n{}", head.join("\n"), self.text)))
    }
}

/// A value of a text's head, on one line and in quotation marks.
fn quoted(value: &str) -> String {
    let plain: String = value.chars().take(200).filter(|c| !c.is_control()).collect();
    format!("\"{}\"", plain.replace('\\', "").replace('"', "'"))
}

/// The addresses of a field: one a line.
fn addresses(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace().map(str::to_owned)
}

/// A file's name without folders, whatever the browser sends.
fn file_name(given: &str) -> String {
    given.rsplit(['/', '\\']).next().unwrap_or(given).chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_brings_no_folder() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\reports\\a.txt"), "a.txt");
    }

    #[test]
    fn what_is_told_of_a_text_becomes_its_head() {
        let pasted = |text: &str, outlet: &str, published: &str| {
            let [text, outlet, published] = [text, outlet, published].map(str::to_owned);
            Pasted { text, outlet, published }.material()
        };
        assert_eq!(pasted("", "Post", ""), None);
        assert_eq!(pasted("A.", "", ""), Some(Material::Text("A.".to_owned())));
        let told = pasted("A.", "Post\n---\nid: x", "2026-03-03").unwrap();
        assert_eq!(
            told,
            Material::Text("---\noutlet: \"Post---id: x\"\npublished: \"2026-03-03\"\n---\n\nA.".to_owned())
        );
    }

    #[test]
    fn a_field_may_hold_several_addresses() {
        let found: Vec<String> = addresses(" https://a.example/1\r\nhttps://b.example/2 ").collect();
        assert_eq!(found, ["https://a.example/1", "https://b.example/2"]);
    }
}
