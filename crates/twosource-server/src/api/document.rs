//! The OpenAPI document, made from the operations and from the schemas that the types themselves have.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    Components, Content, InfoBuilder, LicenseBuilder, OpenApiBuilder, PathItem, PathsBuilder, RefOr,
    Required, ResponseBuilder, Schema, SecurityRequirement,
};

use super::operation::{Operation, Shape};
use super::problem;

/// Where the operations stand.
pub(super) const BASE: &str = "/api/v1";

/// What each group of operations is about, in the order of the description.
pub(super) const GROUPS: [(&str, &str); 8] = [
    ("collection", "What the collection holds."),
    (
        "stories",
        "Stories: the reports of one event, weighed against each other, and every part of their evidence.",
    ),
    (
        "corrections",
        "What people decided against the evidence: kept apart from it, shown as theirs, and reversible.",
    ),
    ("reports", "Reports in all their versions, and what changed between these."),
    ("search", "Reports and statements by their words, and names across stories."),
    ("briefs", "Reports that are sent here, weighed at once."),
    ("events", "What happens in the collection, as it happens."),
    ("description", "This document."),
];

/// Problems that every operation may have.
const ALWAYS: [StatusCode; 7] = [
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::FORBIDDEN,
    StatusCode::NOT_FOUND,
    StatusCode::METHOD_NOT_ALLOWED,
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::SERVICE_UNAVAILABLE,
];

/// Names in paths: what they look like, and what they mean.
const NAMES: [(&str, &str, &str, &str); 6] = [
    ("story", "^[Ss]?[0-9]{1,18}$", "S1", "The story's number: S12, or 12."),
    (
        "claim",
        "^(c-[0-9a-f]{10}|[CK][0-9]{1,9})$",
        "C1",
        "The claim's id; an id that it had when the story was smaller leads to it too. C3 is the third as it was weighed last.",
    ),
    ("correction", "^[Kk]?[0-9]{1,18}$", "K1", "The correction's number: K1, or 1."),
    ("report", "^[^/]+$", "ferry", "The report's id, percent-encoded where it has slashes or blanks."),
    ("version", "^[1-9][0-9]{0,8}$", "1", "The version's number, from 1."),
    (
        "brief",
        "^[0-9a-f]{16}$",
        "0123456789abcdef",
        "The brief's name, as it was given when the brief was asked for.",
    ),
];

/// Schemas of what is given and of what is taken. A type that is both is described as it is given.
struct Schemas {
    given: SchemaGenerator,
    taken: SchemaGenerator,
}

impl Schemas {
    fn new() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = "/components/schemas".into();
                settings.meta_schema = None;
            })
        };
        Schemas {
            given: settings().for_serialize().into_generator(),
            taken: settings().for_deserialize().into_generator(),
        }
    }

    fn finish(mut self) -> BTreeMap<String, Value> {
        let mut all: BTreeMap<String, Value> = self.taken.take_definitions(true).into_iter().collect();
        all.extend(self.given.take_definitions(true));
        all
    }
}

/// Schemas that are put in their places once the document is JSON: OpenAPI 3.1 takes them as they are.
#[derive(Default)]
struct Places(BTreeMap<String, Value>);

impl Places {
    /// A stand-in for a schema.
    fn put(&mut self, schema: Value) -> RefOr<Schema> {
        let name = format!("#place-{}", self.0.len());
        self.0.insert(name.clone(), schema);
        RefOr::Ref(utoipa::openapi::Ref::new(name))
    }

    /// Puts every schema where its stand-in is.
    fn fill(&self, value: &mut Value) {
        if let Some(schema) = value.get("$ref").and_then(Value::as_str).and_then(|name| self.0.get(name)) {
            *value = schema.clone();
            return;
        }
        match value {
            Value::Object(object) => object.values_mut().for_each(|value| self.fill(value)),
            Value::Array(items) => items.iter_mut().for_each(|value| self.fill(value)),
            _ => {}
        }
    }
}

/// The document of these operations.
pub(super) fn document(operations: &[Operation]) -> Value {
    let mut schemas = Schemas::new();
    let mut places = Places::default();
    let mut paths = PathsBuilder::new();
    for operation in operations {
        let path = format!("{BASE}{}", operation.path);
        let item = PathItem::new(operation.method.clone(), described(operation, &mut schemas, &mut places));
        paths = paths.path(path, item);
    }
    let tags = GROUPS.map(|(name, about)| TagBuilder::new().name(name).description(Some(about)).build());
    let license =
        LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Twosource")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "A collection of news reports: what independent sources confirm, what everybody repeats from one, what one \
             alone says, where they disagree, who said what, and when. JSON is as in the evidence file; offsets are Unicode \
             code points into a report's text, end exclusive. What goes wrong is told as problem details (RFC 9457).",
        ))
        .license(Some(license))
        .build();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("Asked for where the collection is shared beyond the machine it is on."))
        .build();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("twosource")));
    let mut components = Components::new();
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    components.add_security_scheme("cookie", cookie);
    let security = [
        SecurityRequirement::default(),
        SecurityRequirement::new("token", Vec::<String>::new()),
        SecurityRequirement::new("cookie", Vec::<String>::new()),
    ];
    let document = OpenApiBuilder::new()
        .info(info)
        .paths(paths.build())
        .components(Some(components))
        .tags(Some(tags))
        .security(Some(security))
        .build();
    let mut document = serde_json::to_value(document).unwrap_or_default();
    places.fill(&mut document);
    let known = schemas.finish();
    if let Some(components) = document.get_mut("components").and_then(Value::as_object_mut) {
        components.insert("schemas".to_owned(), Value::Object(known.into_iter().collect()));
    }
    document
}

fn described(
    operation: &Operation,
    schemas: &mut Schemas,
    places: &mut Places,
) -> utoipa::openapi::path::Operation {
    let mut made = OperationBuilder::new()
        .operation_id(Some(operation.id))
        .tag(operation.group)
        .summary(Some(operation.summary));
    if !operation.details.is_empty() {
        made = made.description(Some(operation.details));
    }
    for (name, pattern, example, means) in NAMES {
        if !operation.path.contains(&format!("{{{name}}}")) {
            continue;
        }
        let schema = json!({"type": "string", "pattern": pattern, "minLength": 1});
        made = made.parameter(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(means))
                .schema(Some(places.put(schema)))
                .example(Some(json!(example))),
        );
    }
    for (name, schema, means) in fields(operation.query, &mut schemas.taken) {
        made = made.parameter(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(means)
                .schema(Some(places.put(schema))),
        );
    }
    for (name, means) in &operation.headers {
        made = made.parameter(
            ParameterBuilder::new()
                .name(*name)
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(*means))
                .schema(Some(places.put(json!({"type": "string"})))),
        );
    }
    if !operation.bodies.is_empty() {
        let mut body = RequestBodyBuilder::new().required(Some(Required::True));
        for taken in &operation.bodies {
            let mut content = Content::new(Some(places.put((taken.shape)(&mut schemas.taken))));
            content.example =
                taken.example.map(|text| serde_json::from_str(text).unwrap_or_else(|_| json!(text)));
            body = body.content(taken.media, content);
        }
        made = made.request_body(Some(body.build()));
    }
    let mut responses: BTreeMap<u16, ResponseBuilder> = BTreeMap::new();
    for given in &operation.gives {
        let response = responses.remove(&given.status.as_u16());
        let mut response = response.unwrap_or_else(|| ResponseBuilder::new().description(given.means));
        if let Some(media) = given.media {
            let schema = (given.shape)(&mut schemas.given);
            response = response.content(media, Content::new(Some(places.put(schema))));
        }
        responses.insert(given.status.as_u16(), response);
    }
    for status in ALWAYS {
        responses.entry(status.as_u16()).or_insert_with(|| {
            let known = problem::KINDS.iter().find(|(known, ..)| *known == status);
            let means = known.map_or("A problem", |(_, _, title)| title);
            let schema = schemas.given.subschema_for::<problem::Problem>().to_value();
            ResponseBuilder::new()
                .description(means)
                .content(problem::MEDIA, Content::new(Some(places.put(schema))))
        });
    }
    for (status, response) in responses {
        made = made.response(status.to_string(), response.build());
    }
    made.build()
}

/// The fields of an address: name, schema, meaning.
fn fields(query: Option<Shape>, schemas: &mut SchemaGenerator) -> Vec<(String, Value, Option<String>)> {
    let Some(shape) = query else { return Vec::new() };
    let schema = shape(schemas);
    // A named type is given as a reference to its definition; nothing else refers to it.
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|at| at.rsplit('/').next()).unwrap_or("");
    let whole = schemas.definitions_mut().remove(name).unwrap_or(schema);
    let properties = whole.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    properties.into_iter().map(|(name, schema)| field(name, schema)).collect()
}

/// A field that may be left out is described as it is where it is there.
fn field(name: String, mut schema: Value) -> (String, Value, Option<String>) {
    let means = schema.get("description").and_then(Value::as_str).map(str::to_owned);
    if let Some(object) = schema.as_object_mut() {
        object.remove("description");
        object.remove("default");
        present(object);
    }
    (name, schema, means)
}

/// Takes "or null" out of a schema.
fn present(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = object.get_mut("anyOf") else { return };
    choices.retain(|choice| *choice != json!({"type": "null"}));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        object.remove("anyOf");
        object.extend(only);
    }
}
