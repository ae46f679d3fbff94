//! The description of the interface: the OpenAPI document, and a page made from it for people.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use schemars::JsonSchema;
use serde_json::Value;

use super::answer::Answer;
use super::ask::Nothing;
use super::document::{BASE, GROUPS, document};
use super::operation::Operation;
use super::problem;

/// The document and the page: they are the same as long as the program is.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| document(&super::operations()));
static PAGE: LazyLock<String> = LazyLock::new(|| made(&DOCUMENT).into_string());

/// An OpenAPI document, version 3.1.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
struct OpenApi {
    /// "3.1.0".
    openapi: String,
    /// Title and version.
    info: Value,
    /// The operations by their paths.
    paths: Value,
    /// Schemas.
    components: Value,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/openapi.json", "openapi", get(openapi))
            .says("The OpenAPI document", "Version 3.1, made from the program's own types.")
            .gives::<OpenApi>("The document"),
    ]
}

async fn openapi(_: Nothing) -> Result<Answer, problem::Problem> {
    Answer::json(&*DOCUMENT)
}

/// The page.
pub(super) async fn page() -> Html<&'static str> {
    Html(&PAGE)
}

/// Its style.
pub(super) async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("browse.css")).into_response()
}

/// What a link to nothing is made of.
const NULL: Value = Value::Null;

fn at<'v>(value: &'v Value, key: &str) -> &'v Value {
    value.get(key).unwrap_or(&NULL)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    at(value, key).as_str().unwrap_or("")
}

fn fields<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    at(value, key).as_object().into_iter().flatten()
}

fn items<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    at(value, key).as_array().into_iter().flatten()
}

/// An operation of the document: method, path, the rest.
type Described<'d> = (&'d str, &'d str, &'d Value);

fn made(document: &Value) -> Markup {
    let of_path = |(path, item): (&'_ String, &'_ Value)| -> Vec<(String, String, Value)> {
        let methods = item.as_object().into_iter().flatten();
        let methods = methods.filter(|(_, operation)| operation.get("operationId").is_some());
        methods.map(|(method, operation)| (method.to_uppercase(), path.clone(), operation.clone())).collect()
    };
    let operations: Vec<_> = fields(document, "paths").flat_map(of_path).collect();
    let examples: Vec<(&str, &str)> = {
        static EXAMPLES: LazyLock<Vec<(&str, &str)>> =
            LazyLock::new(|| super::operations().iter().map(|o| (o.id, o.example)).collect());
        EXAMPLES.clone()
    };
    let of_group = |name: &str| -> Vec<Described> {
        let is_of = |operation: &&(String, String, Value)| {
            items(&operation.2, "tags").any(|tag| tag.as_str() == Some(name))
        };
        operations
            .iter()
            .filter(is_of)
            .map(|(method, path, rest)| (method.as_str(), path.as_str(), rest))
            .collect()
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Interface · Twosource" }
                link rel="stylesheet" href="/api/style.css";
            }
            body {
                a.skip href="#main" { "To the operations" }
                header {
                    p { a href="/" { "Twosource" } }
                    h1 { "Interface for programs" }
                    p { (text(at(document, "info"), "description")) }
                    p {
                        "The same as an OpenAPI 3.1 document: " a href={ (BASE) "/openapi.json" } { (BASE) "/openapi.json" } ". "
                        "Answers to GET bear an " code { "ETag" } "; send it as " code { "If-None-Match" }
                        " and get 304 where nothing has changed. Lists come in pages; follow " code { "next" } ". "
                        "Where the collection is shared beyond its machine, send " code { "Authorization: Bearer TOKEN" } "."
                    }
                }
                nav aria-label="Operations" {
                    @for (name, _) in GROUPS {
                        h2 { a href={ "#group-" (name) } { (name) } }
                        ul {
                            @for (method, path, operation) in of_group(name) {
                                li { a href={ "#" (text(operation, "operationId")) } {
                                    span.method data-method=(method) { (method) } " "
                                    span.path { (path.strip_prefix(BASE).filter(|rest| !rest.is_empty()).unwrap_or("/")) }
                                } }
                            }
                        }
                    }
                    h2 { a href="#problems" { "problems" } }
                    h2 { a href="#types" { "types" } }
                }
                main id="main" {
                    @for (name, about) in GROUPS {
                        section id={ "group-" (name) } {
                            h2 { (name) }
                            p { (about) }
                            @for operation in of_group(name) { (one(operation, &examples)) }
                        }
                    }
                    (problems())
                    (types(document))
                }
            }
        }
    }
}

fn one((method, path, operation): Described, examples: &[(&str, &str)]) -> Markup {
    let id = text(operation, "operationId");
    let parameters: Vec<&Value> = items(operation, "parameters").collect();
    let responses: Vec<_> = fields(operation, "responses").collect();
    let fine = responses.iter().filter(|(status, _)| status.starts_with('2'));
    let troubled: Vec<&str> = responses
        .iter()
        .map(|(status, _)| status.as_str())
        .filter(|status| !status.starts_with('2'))
        .collect();
    html! {
        article id=(id) {
            h3 { span.method data-method=(method) { (method) } " " code { (path) } }
            p { strong { (text(operation, "summary")) } }
            @if !text(operation, "description").is_empty() { p { (text(operation, "description")) } }
            @if !parameters.is_empty() {
                dl {
                    @for parameter in parameters {
                        dt {
                            code { (text(parameter, "name")) } " "
                            small { (text(parameter, "in")) @if at(parameter, "required") == &Value::Bool(true) { ", required" } ", "
                                (in_short(at(parameter, "schema"))) }
                        }
                        dd { (text(parameter, "description")) }
                    }
                }
            }
            @for (media, content) in fields(at(operation, "requestBody"), "content") {
                p { "Takes " code { (media) } ": " (in_short(at(content, "schema"))) }
            }
            @for (status, response) in fine {
                p {
                    "Gives " code { (status) } " " (text(response, "description")) ": "
                    @for (place, (media, content)) in fields(response, "content").enumerate() {
                        @if place > 0 { " or " }
                        code { (media) } " " (in_short(at(content, "schema")))
                    }
                }
            }
            p { small { "Problems: " (troubled.join(", ")) } }
            pre tabindex="0" { code { (curl(method, id, operation, examples)) } }
        }
    }
}

/// A call of the operation that can be tried in a shell.
fn curl(method: &str, id: &str, operation: &Value, examples: &[(&str, &str)]) -> String {
    let example = examples.iter().find(|(known, _)| *known == id).map_or("", |(_, example)| example);
    let mut place = format!("http://localhost:8321{BASE}{example}");
    for parameter in items(operation, "parameters") {
        let name = format!("{{{}}}", text(parameter, "name"));
        place = place.replace(&name, text(parameter, "example"));
    }
    let method = match method {
        "GET" => String::new(),
        method => format!(" -X {method}"),
    };
    let body = fields(at(operation, "requestBody"), "content").find_map(|(media, content)| {
        let example = content.get("example")?;
        let words = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        Some(format!(
            " \\\n  -H 'Content-Type: {media}' \\\n  --data '{}'",
            words.trim().replace('\'', "'\\''")
        ))
    });
    format!("curl{method} '{place}'{}", body.unwrap_or_default())
}

/// A schema in a word or two, with a link where it has a name.
fn in_short(schema: &Value) -> Markup {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|at| at.rsplit('/').next()) {
        return html! { a href={ "#type-" (name) } { (name) } };
    }
    let choices: Vec<&Value> = items(schema, "anyOf").chain(items(schema, "oneOf")).collect();
    if !choices.is_empty() {
        return html! { @for (place, choice) in choices.iter().enumerate() { @if place > 0 { " or " } (in_short(choice)) } };
    }
    if let Some(value) = schema.get("const") {
        return html! { code { (value) } };
    }
    let values: Vec<String> = items(schema, "enum").map(Value::to_string).collect();
    if !values.is_empty() {
        return html! { code { (values.join(" | ")) } };
    }
    let kind = match at(schema, "type") {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "anything".to_owned(),
    };
    html! {
        (kind)
        @if let Some(item) = schema.get("items") { " of " (in_short(item)) }
        @if let (Some(least), Some(most)) = (schema.get("minimum"), schema.get("maximum")) { ", " (least) " to " (most) }
    }
}

fn problems() -> Markup {
    html! {
        section id="problems" {
            h2 { "problems" }
            p { "What goes wrong is told as " code { (problem::MEDIA) } " (RFC 9457); " code { "type" } " leads to one of these." }
            dl {
                @for (status, name, title) in problem::KINDS {
                    dt id=(name) { code { (status.as_u16()) } " " (name) }
                    dd { (title) "." }
                }
            }
        }
    }
}

fn types(document: &Value) -> Markup {
    html! {
        section id="types" {
            h2 { "types" }
            @for (name, schema) in fields(at(document, "components"), "schemas") {
                article id={ "type-" (name) } {
                    h3 { (name) }
                    @if !text(schema, "description").is_empty() { p { (text(schema, "description")) } }
                    (shape(schema))
                }
            }
        }
    }
}

/// The fields of a type, or its choices.
fn shape(schema: &Value) -> Markup {
    let choices: Vec<&Value> = items(schema, "oneOf").chain(items(schema, "anyOf")).collect();
    if !choices.is_empty() {
        return html! {
            ul { @for choice in choices { li {
                @if at(choice, "properties").is_null() { (in_short(choice)) " " }
                (text(choice, "description"))
                (shape(choice))
            } } }
        };
    }
    let properties: Vec<_> = fields(schema, "properties").collect();
    if properties.is_empty() {
        return html! {};
    }
    html! {
        dl { @for (name, field) in properties {
            dt { code { (name) } " " small { (in_short(field)) } }
            dd { (text(field, "description")) }
        } }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_has_its_place_in_the_document_and_on_the_page() {
        let operations = super::super::operations();
        let ids: BTreeSet<&str> = operations.iter().map(|operation| operation.id).collect();
        assert_eq!(ids.len(), operations.len(), "two operations have one id");
        for operation in &operations {
            let method = match operation.method {
                utoipa::openapi::HttpMethod::Get => "get",
                utoipa::openapi::HttpMethod::Delete => "delete",
                _ => "post",
            };
            let place = &DOCUMENT["paths"][format!("{BASE}{}", operation.path)][method];
            assert_eq!(place["operationId"], operation.id);
            assert!(PAGE.contains(&format!("<article id=\"{}\">", operation.id)));
            assert!(GROUPS.iter().any(|(name, _)| *name == operation.group), "{}", operation.id);
        }
        assert_eq!(DOCUMENT["openapi"], "3.1.0");
    }

    #[test]
    fn no_reference_leads_nowhere_and_no_stand_in_is_left() {
        let mut waiting = vec![&*DOCUMENT];
        let mut seen = 0;
        while let Some(value) = waiting.pop() {
            if let Some(place) = value.get("$ref").and_then(Value::as_str) {
                let pointer = place.strip_prefix('#').unwrap_or_else(|| panic!("{place}"));
                assert!(DOCUMENT.pointer(pointer).is_some(), "{place}");
                seen += 1;
            }
            match value {
                Value::Object(object) => waiting.extend(object.values()),
                Value::Array(items) => waiting.extend(items),
                _ => {}
            }
        }
        assert!(seen > 50, "{seen}");
    }

    #[test]
    fn the_evidence_files_types_are_described_as_its_own_schema_has_them() {
        let own = twosource_evidence::file::json_schema();
        for name in ["ClaimRecord", "StoryRecord", "ReportRecord", "Correction", "Standing"] {
            let described = &DOCUMENT["components"]["schemas"][name];
            let properties = |schema: &Value| -> BTreeSet<String> {
                schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
            };
            assert!(described.is_object(), "{name}");
            assert_eq!(properties(described), properties(&own["$defs"][name]), "{name}");
        }
    }

    #[test]
    fn fields_of_addresses_are_described_with_their_bounds() {
        let parameters = &DOCUMENT["paths"]["/api/v1/stories"]["get"]["parameters"];
        let limit = parameters.as_array().unwrap().iter().find(|p| p["name"] == "limit").unwrap();
        assert_eq!(limit["schema"]["maximum"], 200, "{limit}");
        assert_eq!(limit["schema"]["type"], "integer", "{limit}");
        let claims = &DOCUMENT["paths"]["/api/v1/stories/{story}/claims"]["get"]["parameters"];
        let standing = claims.as_array().unwrap().iter().find(|p| p["name"] == "standing").unwrap();
        assert_eq!(standing["schema"]["$ref"], "#/components/schemas/Standing", "{standing}");
    }
}
