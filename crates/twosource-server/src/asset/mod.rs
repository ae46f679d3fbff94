//! Style, script and picture of the pages: inside the program, each under an address that changes with its content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use twosource_render::fragment::{CHECK_STYLE, STYLE};

use crate::Trouble;

/// A file that pages load.
pub(crate) struct Asset {
    /// "/assets/style.0123456789abcdef.css".
    pub address: String,
    content: String,
    kind: &'static str,
}

impl Asset {
    fn new(name: &str, ending: &str, kind: &'static str, content: String) -> Self {
        let hash: String =
            Sha256::digest(content.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Asset { address: format!("/assets/{name}.{hash}.{ending}"), content, kind }
    }
}

/// The style: that of the brief, and what the pages have beside it.
pub(crate) static SHEET: LazyLock<Asset> = LazyLock::new(|| {
    let sheets =
        [STYLE, CHECK_STYLE, include_str!("frame.css"), include_str!("list.css"), include_str!("story.css")];
    Asset::new("style", "css", "text/css; charset=utf-8", sheets.join("\n"))
});

/// The script. Every page works without it.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("script", "js", "text/javascript; charset=utf-8", include_str!("script.js").to_owned())
});

/// The picture of the tab: the sign of what is corroborated beside that of what one alone says.
pub(crate) static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", include_str!("icon.svg").to_owned()));

/// Gives an asset under its present address. It may be kept for ever: other content has another address.
pub(crate) async fn give(Path(name): Path<String>) -> Result<Response, Trouble> {
    let asked = format!("/assets/{name}");
    let assets: [&'static Asset; 3] = [&SHEET, &SCRIPT, &ICON];
    let Some(asset) = assets.into_iter().find(|asset| asset.address == asked) else {
        return Err(Trouble::NotFound("there is no such file; load the page anew".to_owned()));
    };
    let mut response = asset.content.as_str().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
