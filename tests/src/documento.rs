//! Documents that call a root field, written from the schema: a field that is added is tried
//! without anybody thinking of it.

use async_graphql::registry::{MetaType, MetaTypeName, Registry};
use campanella_kernel::graphql::RootKind;
use serde_json::{Map, Value, json};

/// A document with its variables.
#[derive(Debug, Clone)]
pub struct Documento {
    /// The text.
    pub query: String,
    /// A value for each argument.
    pub variables: Value,
}

impl Documento {
    /// A document that a test wrote itself.
    #[must_use]
    pub fn new(query: impl Into<String>, variables: Value) -> Self {
        Self {
            query: query.into(),
            variables,
        }
    }
}

/// The names of the root fields of `kind`, as the schema has them.
#[must_use]
pub fn root_fields(registry: &Registry, kind: RootKind) -> Vec<String> {
    match registry.types.get(root_type(kind)) {
        Some(MetaType::Object { fields, .. }) => fields
            .keys()
            .filter(|f| !f.starts_with("__"))
            .cloned()
            .collect(),
        _ => vec![],
    }
}

/// Calls `field` with every argument that it must have or that `known` names: those that `known`
/// names get its value, the others one that fits their type. Of the answer it asks for the fields
/// that are so many levels down.
///
/// # Panics
/// When the schema has no such field.
#[must_use]
pub fn call(
    registry: &Registry,
    kind: RootKind,
    field: &str,
    depth: u32,
    known: &impl Fn(&str) -> Option<Value>,
) -> Documento {
    let Some(MetaType::Object { fields, .. }) = registry.types.get(root_type(kind)) else {
        panic!("the schema has no {kind:?}");
    };
    let meta = fields
        .get(field)
        .unwrap_or_else(|| panic!("the schema has no {field}"));
    let mut variables = Map::new();
    let (mut declared, mut passed) = (vec![], vec![]);
    for (name, argument) in &meta.args {
        let required = argument.ty.ends_with('!');
        let Some(value) =
            known(name).or_else(|| required.then(|| fitting(registry, &argument.ty, known)))
        else {
            continue;
        };
        declared.push(format!("${name}: {}", argument.ty));
        passed.push(format!("{name}: ${name}"));
        variables.insert(name.clone(), value);
    }
    let brackets = |open, list: &[String], close| {
        if list.is_empty() {
            String::new()
        } else {
            format!("{open}{}{close}", list.join(", "))
        }
    };
    let operation = match kind {
        RootKind::Query => "query",
        RootKind::Mutation => "mutation",
        RootKind::Subscription => "subscription",
    };
    let selection = selection(registry, &meta.ty, depth);
    Documento {
        query: format!(
            "{operation}{} {{ {field}{}{selection} }}",
            brackets("(", &declared, ")"),
            brackets("(", &passed, ")"),
        ),
        variables: Value::Object(variables),
    }
}

/// The fields of the type `ty`, so many levels down; of pages the nodes alone.
fn selection(registry: &Registry, ty: &str, depth: u32) -> String {
    let fields = match registry.types.get(MetaTypeName::concrete_typename(ty)) {
        Some(MetaType::Object { fields, .. }) => fields,
        Some(MetaType::Union { .. } | MetaType::Interface { .. }) => {
            return " { __typename }".to_owned();
        }
        _ => return String::new(),
    };
    let mut chosen = vec!["__typename".to_owned()];
    for (name, field) in fields {
        let twice = name == "edges" && fields.contains_key("nodes");
        let needs = field.args.values().any(|a| a.ty.ends_with('!'));
        if depth == 0 || twice || needs {
            continue;
        }
        let inner = selection(registry, &field.ty, depth - 1);
        if depth > 1 || inner.is_empty() {
            chosen.push(format!("{name}{inner}"));
        }
    }
    format!(" {{ {} }}", chosen.join(" "))
}

/// The names of the arguments of `field` that are keys, also inside objects.
///
/// # Panics
/// When the schema has no such field.
#[must_use]
pub fn keys(registry: &Registry, kind: RootKind, field: &str) -> Vec<String> {
    let Some(MetaType::Object { fields, .. }) = registry.types.get(root_type(kind)) else {
        panic!("the schema has no {kind:?}");
    };
    let mut found = vec![];
    for (name, argument) in &fields[field].args {
        keys_of(registry, name, &argument.ty, &mut found);
    }
    found
}

fn keys_of(registry: &Registry, name: &str, ty: &str, found: &mut Vec<String>) {
    let ty = MetaTypeName::concrete_typename(ty);
    if ty == "ID" {
        found.push(name.to_owned());
    }
    if let Some(MetaType::InputObject { input_fields, .. }) = registry.types.get(ty) {
        for (name, field) in input_fields {
            keys_of(registry, name, &field.ty, found);
        }
    }
}

const fn root_type(kind: RootKind) -> &'static str {
    match kind {
        RootKind::Query => "Query",
        RootKind::Mutation => "Mutation",
        RootKind::Subscription => "Subscription",
    }
}

/// A value of the type `ty`, valid in itself.
fn fitting(registry: &Registry, ty: &str, known: &impl Fn(&str) -> Option<Value>) -> Value {
    match MetaTypeName::create(ty) {
        MetaTypeName::NonNull(inner) => fitting(registry, inner, known),
        MetaTypeName::List(inner) => json!([fitting(registry, inner, known)]),
        MetaTypeName::Named(name) => match registry.types.get(name) {
            Some(MetaType::InputObject { input_fields, .. }) => input_fields
                .iter()
                .filter_map(|(field, meta)| {
                    let required = meta.ty.ends_with('!');
                    let value = known(field)
                        .or_else(|| required.then(|| fitting(registry, &meta.ty, known)))?;
                    Some((field.clone(), value))
                })
                .collect::<Map<_, _>>()
                .into(),
            Some(MetaType::Enum { enum_values, .. }) => enum_values
                .keys()
                .next()
                .cloned()
                .map_or(Value::Null, Value::from),
            _ => scalar(name),
        },
    }
}

fn scalar(name: &str) -> Value {
    match name {
        "Boolean" => json!(true),
        "Int" | "Importo" | "PrezzoUnitario" => json!(1),
        "ID" => json!("1"),
        "Giorno" => json!("2026-11-23"),
        "Istante" => json!("2026-11-23T08:00:00Z"),
        "AnnoScolastico" => json!("2026/2027"),
        "CodiceFiscale" => json!("RSSMRA80A01H501U"),
        "Json" => json!({}),
        _ => json!("prova"),
    }
}
