//! What a tool takes, so that every assistant can read it.

use std::sync::Arc;

use rmcp::handler::server::router::tool::ToolRouter;
use serde_json::Value;

/// Leaves `null` out of what the tools take: what need not be said is left out, and several assistants refuse a field of two
/// types. `null` itself is taken all the same.
pub(crate) fn without_null<S>(mut tools: ToolRouter<S>) -> ToolRouter<S>
where
    S: Send + Sync + 'static,
{
    let names: Vec<_> = tools.list_all().into_iter().map(|tool| tool.name).collect();
    for name in names {
        let Some(route) = tools.map.get_mut(&name) else { continue };
        let mut schema = Value::Object(route.attr.input_schema.as_ref().clone());
        simplify(&mut schema);
        if let Value::Object(schema) = schema {
            route.attr.input_schema = Arc::new(schema);
        }
    }
    tools
}

fn simplify(schema: &mut Value) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(simplify),
        Value::Object(fields) => {
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|one| one != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    fields.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(choices)) = fields.get_mut("anyOf") {
                choices.retain(|choice| choice.get("type").is_none_or(|kind| kind != "null"));
                if let [Value::Object(one)] = choices.as_slice() {
                    let one = one.clone();
                    fields.remove("anyOf");
                    fields.extend(one);
                }
            }
            if fields.get("default").is_some_and(Value::is_null) {
                fields.remove("default");
            }
            fields.values_mut().for_each(simplify);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_may_be_left_out_has_one_type() {
        let mut schema = json!({"properties": {
            "limit": {"type": ["integer", "null"], "minimum": 1, "default": null},
            "standing": {"description": "x", "anyOf": [{"$ref": "#/$defs/Standing"}, {"type": "null"}]},
            "type": {"type": "string"},
        }});
        simplify(&mut schema);
        let expected = json!({"properties": {
            "limit": {"type": "integer", "minimum": 1},
            "standing": {"description": "x", "$ref": "#/$defs/Standing"},
            "type": {"type": "string"},
        }});
        assert_eq!(schema, expected);
    }
}
