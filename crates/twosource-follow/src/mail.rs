//! Mail by SMTP.

use std::time::Duration;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message, SmtpTransport, Transport};
use serde::Deserialize;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the connection is made safe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS is begun on an open connection, and required.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// None: for a server on this machine.
    None,
}

/// The server that takes mail.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its name.
    pub host: String,
    /// Its port; what is usual for the security where not said.
    #[serde(default)]
    pub port: Option<u16>,
    /// How the connection is made safe.
    #[serde(default)]
    pub security: Security,
    /// Whom mail is from.
    pub from: String,
    /// Who signs in; the password stands in the environment, never in the file.
    #[serde(default)]
    pub user: Option<String>,
}

/// Sends mail.
#[derive(Debug)]
pub struct Mailer {
    transport: SmtpTransport,
    from: String,
}

impl Mailer {
    /// A mailer; `password` is that of the plan's user.
    ///
    /// # Errors
    /// In words, where there is no such server name.
    pub fn new(post: &Post, password: Option<String>) -> Result<Self, String> {
        let builder = match post.security {
            Security::Starttls => SmtpTransport::starttls_relay(&post.host),
            Security::Tls => SmtpTransport::relay(&post.host),
            Security::None => Ok(SmtpTransport::builder_dangerous(&post.host)),
        };
        let mut builder = builder.map_err(|error| error.to_string())?.timeout(Some(PATIENCE));
        if let Some(port) = post.port {
            builder = builder.port(port);
        }
        if let (Some(user), Some(password)) = (&post.user, password) {
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Mailer { transport: builder.build(), from: post.from.clone() })
    }

    /// Sends a text to each.
    ///
    /// # Errors
    /// In words, where the server does not take it.
    pub fn send(&self, to: &[String], subject: &str, text: &str) -> Result<(), String> {
        let words = |error: &dyn std::fmt::Display| error.to_string();
        // One line, whatever a report's words hold.
        let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut message = Message::builder()
            .from(self.from.parse().map_err(|e: lettre::address::AddressError| words(&e))?)
            .subject(subject)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN);
        for one in to {
            message = message.to(one.parse().map_err(|e: lettre::address::AddressError| words(&e))?);
        }
        let message = message.body(text.to_owned()).map_err(|error| words(&error))?;
        self.transport.send(&message).map(drop).map_err(|error| words(&error))
    }
}

/// Says that a program sent it: nobody's absence note answers it.
#[derive(Clone, Debug)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
