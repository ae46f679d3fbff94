//! One operation of the interface: where it stands, what it takes and gives, and what answers it. The router and the
//! OpenAPI document are both made from these, so neither knows of an operation that the other does not.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::routing::MethodRouter;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;
use utoipa::openapi::HttpMethod;

use super::problem;
use crate::House;

/// Makes the schema of a type.
pub(super) type Shape = fn(&mut SchemaGenerator) -> Value;

/// A body that an operation takes.
pub(super) struct Body {
    pub media: &'static str,
    pub shape: Shape,
    pub example: Option<&'static str>,
}

/// An answer that an operation gives.
pub(super) struct Given {
    pub status: StatusCode,
    /// `None` for an answer without a body.
    pub media: Option<&'static str>,
    pub shape: Shape,
    pub means: &'static str,
}

/// One operation of the interface.
pub(super) struct Operation {
    pub method: HttpMethod,
    /// Below `/api/v1`, names in braces.
    pub path: &'static str,
    /// A name for programs that are made from the document.
    pub id: &'static str,
    /// What it belongs to.
    pub group: &'static str,
    /// In a few words.
    pub summary: &'static str,
    /// In some more.
    pub details: &'static str,
    /// The fields of its address.
    pub query: Option<Shape>,
    /// Headers it takes: name, meaning.
    pub headers: Vec<(&'static str, &'static str)>,
    pub bodies: Vec<Body>,
    pub gives: Vec<Given>,
    /// An address to try, below `/api/v1`.
    pub example: &'static str,
    pub route: MethodRouter<Arc<House>>,
}

fn shape<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Value {
    schemas.subschema_for::<T>().to_value()
}

/// Any text.
fn text(_: &mut SchemaGenerator) -> Value {
    serde_json::json!({"type": "string"})
}

/// Any bytes that are text.
fn any(_: &mut SchemaGenerator) -> Value {
    serde_json::json!({})
}

/// An event of a stream.
fn event(_: &mut SchemaGenerator) -> Value {
    serde_json::json!({
        "type": "object",
        "required": ["data"],
        "properties": {
            "id": {"type": "string"},
            "event": {"type": "string", "enum": ["report", "standing"]},
            "data": {"type": "string"},
        },
    })
}

/// Bytes of a form's files.
fn files(_: &mut SchemaGenerator) -> Value {
    serde_json::json!({
        "type": "object",
        "properties": {
            "files": {"description": "Files of reports, as many as wanted; their endings tell the format."},
            "text": {"description": "A text as pasted."},
            "url": {"description": "The address of a page to fetch."},
        },
    })
}

impl Operation {
    fn new(
        method: HttpMethod,
        path: &'static str,
        id: &'static str,
        route: MethodRouter<Arc<House>>,
    ) -> Self {
        Operation {
            method,
            path,
            id,
            group: "",
            summary: "",
            details: "",
            query: None,
            headers: Vec::new(),
            bodies: Vec::new(),
            gives: Vec::new(),
            example: path,
            route,
        }
    }

    /// Answers GET, and HEAD.
    pub fn get(path: &'static str, id: &'static str, route: MethodRouter<Arc<House>>) -> Self {
        Operation::new(HttpMethod::Get, path, id, route)
    }

    /// Answers POST.
    pub fn post(path: &'static str, id: &'static str, route: MethodRouter<Arc<House>>) -> Self {
        Operation::new(HttpMethod::Post, path, id, route)
    }

    /// Answers DELETE.
    pub fn delete(path: &'static str, id: &'static str, route: MethodRouter<Arc<House>>) -> Self {
        Operation::new(HttpMethod::Delete, path, id, route)
    }

    /// In a few words, and in some more.
    pub fn says(mut self, summary: &'static str, details: &'static str) -> Self {
        (self.summary, self.details) = (summary, details);
        self
    }

    /// An address to try.
    pub fn like(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// Takes the fields of `T` in its address.
    pub fn asks<T: JsonSchema>(mut self) -> Self {
        self.query = Some(shape::<T>);
        self
    }

    /// Takes a header.
    pub fn header(mut self, name: &'static str, means: &'static str) -> Self {
        self.headers.push((name, means));
        self
    }

    /// Takes a body in JSON.
    pub fn takes<T: JsonSchema>(mut self, example: &'static str) -> Self {
        self.bodies.push(Body { media: "application/json", shape: shape::<T>, example: Some(example) });
        self
    }

    /// Takes a body of text.
    pub fn takes_text(mut self, media: &'static str, example: Option<&'static str>) -> Self {
        self.bodies.push(Body { media, shape: any, example });
        self
    }

    /// Takes a form with files.
    pub fn takes_files(mut self) -> Self {
        self.bodies.push(Body { media: "multipart/form-data", shape: files, example: None });
        self
    }

    /// Gives JSON.
    pub fn gives<T: JsonSchema>(self, means: &'static str) -> Self {
        self.gives_as::<T>(StatusCode::OK, means)
    }

    /// Gives JSON with a status.
    pub fn gives_as<T: JsonSchema>(mut self, status: StatusCode, means: &'static str) -> Self {
        self.gives.push(Given { status, media: Some("application/json"), shape: shape::<T>, means });
        self
    }

    /// Gives text of a media type.
    pub fn gives_text(mut self, media: &'static str, means: &'static str) -> Self {
        self.gives.push(Given { status: StatusCode::OK, media: Some(media), shape: text, means });
        self
    }

    /// Gives a stream of events.
    pub fn gives_events(mut self, means: &'static str) -> Self {
        self.gives.push(Given {
            status: StatusCode::OK,
            media: Some("text/event-stream"),
            shape: event,
            means,
        });
        self
    }

    /// Tells of these problems, beside those that every operation may have.
    pub fn fails(mut self, statuses: &[StatusCode]) -> Self {
        for &status in statuses {
            let known = problem::KINDS.iter().find(|(known, ..)| *known == status);
            let means = known.map_or("A problem", |(_, _, title)| title);
            self.gives.push(Given {
                status,
                media: Some(problem::MEDIA),
                shape: shape::<problem::Problem>,
                means,
            });
        }
        self
    }
}

/// Puts operations into a group.
pub(super) fn group(name: &'static str, mut operations: Vec<Operation>) -> Vec<Operation> {
    for operation in &mut operations {
        operation.group = name;
    }
    operations
}
