//! A story to take along: evidence file, page, Markdown, table.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use twosource_store::{Table, TableFormat, table_of, workbook};

use super::tale::Tale;
use crate::Trouble;
use crate::house::on_a_thread;

/// The evidence file as weighed, with what people decided beside it: it is what `twosource verify` checks.
pub(crate) async fn evidence(tale: Tale) -> Result<Response, Trouble> {
    give(tale, "json", "application/json", |tale| {
        serde_json::to_vec_pretty(&tale.alone()).map_err(|error| Trouble::Inside(error.to_string()))
    })
    .await
}

/// The brief as one page.
pub(crate) async fn html(tale: Tale) -> Result<Response, Trouble> {
    give(tale, "html", "text/html; charset=utf-8", |tale| {
        Ok(twosource_render::html_with_notice(&tale.shown(), tale.notice().as_ref()).into_bytes())
    })
    .await
}

/// The brief as Markdown.
pub(crate) async fn markdown(tale: Tale) -> Result<Response, Trouble> {
    let make = |tale: &Tale| {
        let notice = tale.notice().map(|notice| notice.markdown()).unwrap_or_default();
        Ok(format!("{notice}{}", twosource_render::markdown(&tale.shown())).into_bytes())
    };
    give(tale, "md", "text/markdown; charset=utf-8", make).await
}

/// The brief as a document for a word processor.
pub(crate) async fn docx(tale: Tale) -> Result<Response, Trouble> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    give(tale, "docx", KIND, |tale| {
        let made = twosource_render::docx(&tale.shown(), tale.notice().as_ref());
        made.map_err(|error| Trouble::Inside(error.to_string()))
    })
    .await
}

/// The tables as a workbook for a spreadsheet.
pub(crate) async fn xlsx(tale: Tale) -> Result<Response, Trouble> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    give(tale, "xlsx", KIND, |tale| Ok(workbook(&tale.shown()).map_err(twosource_store::StoreError::from)?))
        .await
}

/// The claims as a table.
pub(crate) async fn claims(tale: Tale) -> Result<Response, Trouble> {
    give(tale, "csv", "text/csv; charset=utf-8", |tale| {
        let mut table = Vec::new();
        table_of(&tale.shown(), Table::Claims, TableFormat::Csv, &mut table)
            .map_err(twosource_store::StoreError::from)?;
        Ok(table)
    })
    .await
}

/// Gives a file that is saved under the story's number.
async fn give(
    tale: Tale,
    ending: &str,
    kind: &'static str,
    make: impl FnOnce(&Tale) -> Result<Vec<u8>, Trouble> + Send + 'static,
) -> Result<Response, Trouble> {
    let name = tale.id.map_or_else(|| "brief".to_owned(), |id| id.to_string());
    let bytes = on_a_thread(move || make(&tale)).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let saved = HeaderValue::from_str(&format!("attachment; filename=\"twosource-{name}.{ending}\""));
    if let Ok(saved) = saved {
        headers.insert(header::CONTENT_DISPOSITION, saved);
    }
    Ok(response)
}
