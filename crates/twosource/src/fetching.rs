//! A collection that takes in pages from addresses.

use twosource_reader::{Failure, Options, Place, ReadError};
use twosource_watch::Fetcher;

use crate::progress::Progress;
use crate::{Collection, Error, Intake, Taken};

impl Collection {
    /// Fetches pages and takes them in, as [`Collection::ingest`] does with files. The bytes are kept as they were sent where
    /// the fetcher's options name a folder for them; [`wacz`](crate::wacz) looks for them in the collection's folder
    /// [`archive::FOLDER`](twosource_watch::archive::FOLDER). An address that cannot be fetched is a failure like a file that
    /// cannot be read.
    ///
    /// ```
    /// use twosource::watch::{FetchOptions, Fetcher, archive};
    /// use twosource::{Collection, Quiet, reader};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// # let server = std::net::TcpListener::bind("127.0.0.1:0")?;
    /// # let address = format!("http://{}/a", server.local_addr()?);
    /// # std::thread::spawn(move || {
    /// #     use std::io::{Read, Write};
    /// #     let words = "The ferry lay on the sand until the evening tide, the coastguard said. ".repeat(10);
    /// #     let page = format!("<html><head><title>Ferry aground</title></head><body><article><h1>Ferry aground</h1><p>{words}</p></article></body></html>");
    /// #     for stream in server.incoming() {
    /// #         let mut stream = stream.unwrap();
    /// #         let size = stream.read(&mut [0; 4096]).unwrap();
    /// #         let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}", page.len());
    /// #         stream.write_all(answer.as_bytes()).unwrap();
    /// #     }
    /// # });
    /// let mut collection = Collection::create(folder)?;
    /// let fetcher = Fetcher::new(FetchOptions {
    ///     keep: Some(folder.join(archive::FOLDER)),
    ///     allow_private: true, // for a page of one's own
    ///     ..FetchOptions::default()
    /// });
    /// let options = reader::Options::default();
    /// let intake = collection.ingest_addresses(&[address], &fetcher, &options, &Quiet, &mut |_| {})?;
    /// assert_eq!((intake.new, intake.failures), (1, 0));
    /// assert_eq!(archive::list(&folder.join(archive::FOLDER))?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the collection cannot be written. What `taken` was told before is safe.
    pub fn ingest_addresses(
        &mut self,
        addresses: &[String],
        fetcher: &Fetcher,
        options: &Options,
        progress: &dyn Progress,
        taken: &mut dyn FnMut(Taken),
    ) -> Result<Intake, Error> {
        let mut intake = Intake::default();
        for address in addresses {
            match fetcher.read(address, options) {
                Ok(reading) => self.take_reading(reading, progress, &mut intake, taken)?,
                Err(error) => {
                    intake.failures += 1;
                    let place = Place { path: Some(address.clone()), line: None };
                    let error = ReadError::Io(std::io::Error::other(error));
                    taken(Taken::Failure(&Failure { place, error }));
                }
            }
        }
        Ok(intake)
    }
}
