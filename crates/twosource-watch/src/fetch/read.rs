//! Fetching an address and reading what lies there.

use twosource_reader::{Delivery, Options, Place, Reading, Warning, read_bytes, read_page};

use super::{FetchError, Fetcher};

impl Fetcher {
    /// Fetches an address and reads the page there. What is no page, such as a PDF, a feed or lines of JSON, is read as a file
    /// of that name.
    ///
    /// # Errors
    /// Any [`FetchError`]. What was fetched and gives no report is a failure in the reading.
    pub fn read(&self, address: &str, options: &Options) -> Result<Reading, FetchError> {
        let answer = self.get(address)?;
        let delivery = Delivery {
            address: Some(&answer.address),
            media: answer.media.as_deref(),
            charset: answer.charset.as_deref(),
            entry: None,
        };
        let Ok((report, cautions)) = read_page(&answer.body, delivery, options) else {
            let mut reading = read_bytes(Some(&answer.address), &answer.body, options);
            if let [report] = reading.reports.as_mut_slice() {
                report.url.get_or_insert(answer.address);
            }
            return Ok(reading);
        };
        let place = Place { path: Some(answer.address), line: None };
        let warnings =
            cautions.into_iter().map(|caution| Warning { place: place.clone(), caution }).collect();
        Ok(Reading { reports: vec![report], failures: Vec::new(), warnings })
    }
}
