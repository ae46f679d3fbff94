//! Reading what stands at an address.

use twosource_reader::{Delivery, Options, Reading, read_bytes, read_page};

use super::{FetchError, Fetcher};

/// Fetches an address and reads the page there; what is no page, such as a feed or lines of JSON, is read as a file of that name.
///
/// # Errors
/// Where it cannot be fetched.
pub fn read_address(fetcher: &Fetcher, address: &str) -> Result<Reading, FetchError> {
    let answer = fetcher.get(address)?;
    let delivery = Delivery {
        address: Some(&answer.address),
        media: answer.media.as_deref(),
        charset: answer.charset.as_deref(),
        entry: None,
    };
    let options = Options::default();
    let Ok((report, _)) = read_page(&answer.body, delivery, &options) else {
        return Ok(read_bytes(Some(&answer.address), &answer.body, &options));
    };
    Ok(Reading { reports: vec![report], ..Reading::default() })
}
