//! Over standard input and output: one message a line.

use rmcp::ServiceExt;
use rmcp::transport::async_rw::AsyncRwTransport;

use crate::{Assistant, Error, limits};

/// Answers on standard output what comes on standard input, until that ends. Nothing else may be written there.
///
/// # Errors
/// Where the other side does not speak the protocol.
pub fn over_stdio(assistant: Assistant) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let answered = runtime.block_on(async {
        let transport = AsyncRwTransport::new(tokio::io::stdin(), tokio::io::stdout())
            .with_max_line_length(limits::MESSAGE);
        let serving = assistant.serve(transport).await.map_err(|why| Error::Protocol(why.to_string()))?;
        serving.waiting().await.map_err(|why| Error::Protocol(why.to_string()))?;
        Ok(())
    });
    // A brief in the making is of no use to anybody any more.
    runtime.shutdown_background();
    answered
}
