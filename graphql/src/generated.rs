//! Arguments of the generated reads, made fit for them before they run: the library takes `null`
//! for a value, and counts on two bounds of a range and on a row of a page being there.

use std::collections::HashSet;

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field, Selection, SelectionSet,
};
use async_graphql::{Name, Request, ServerError, Value, Variables};
use async_graphql_value::Value as Literal;

/// The arguments that the library itself reads, all of them objects.
const ARGUMENTS: [&str; 4] = ["filters", "having", "orderBy", "pagination"];

/// What the library says of a value that it cannot use: the fault is the caller's.
const OF_THE_CALLER: [&str; 6] = [
    "internal: not a",
    "[async_graphql] Error { message: \"internal: not a",
    "[type conversion",
    "[int conversion]",
    "[parsing]",
    "Type Error: Missing cursor value",
];

/// A range without two bounds, or a page without rows.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("Un filtro, un ordinamento o una pagina della richiesta non ha un valore adatto.")]
pub struct Unfit;

/// Whether this is what the library says of a value of the caller.
pub fn is_of_the_caller(message: &str) -> bool {
    OF_THE_CALLER.iter().any(|start| message.starts_with(start))
}

/// Leaves the nulls out, as if they had not been written, and refuses what the library would
/// stumble upon.
///
/// # Errors
/// When the document cannot be parsed, or an argument is [`Unfit`].
pub fn prepare(
    request: &mut Request,
    refuse: impl Fn(Unfit) -> ServerError,
) -> Result<(), ServerError> {
    if !ARGUMENTS.iter().any(|name| request.query.contains(name)) {
        return Ok(());
    }
    let mut document = request.parsed_query()?.clone();
    tidy(&mut document, &mut request.variables).map_err(refuse)?;
    request.set_parsed_query(document);
    Ok(())
}

fn tidy(document: &mut ExecutableDocument, variables: &mut Variables) -> Result<(), Unfit> {
    let mut walk = Walk {
        variables,
        whole: HashSet::new(),
        within: HashSet::new(),
    };
    let operations: Vec<_> = match &mut document.operations {
        DocumentOperations::Single(operation) => vec![operation],
        DocumentOperations::Multiple(operations) => operations.values_mut().collect(),
    };
    for operation in operations {
        walk.selection(&mut operation.node.selection_set.node)?;
    }
    for fragment in document.fragments.values_mut() {
        walk.selection(&mut fragment.node.selection_set.node)?;
    }
    let Walk { whole, within, .. } = walk;
    for name in whole.iter().chain(&within) {
        if let Some(value) = variables.get_mut(name) {
            leave_nulls_out(value);
        }
    }
    // A variable must stay in use: in place of nothing it is an object without anything.
    for name in whole {
        if let Some(value @ Value::Null) = variables.get_mut(&name) {
            *value = Value::Object(Default::default());
        }
    }
    Ok(())
}

struct Walk<'a> {
    variables: &'a Variables,
    /// Variables that are an argument.
    whole: HashSet<Name>,
    /// Variables that are somewhere within one.
    within: HashSet<Name>,
}

impl Walk<'_> {
    fn selection(&mut self, set: &mut SelectionSet) -> Result<(), Unfit> {
        for item in &mut set.items {
            match &mut item.node {
                Selection::Field(field) => self.field(&mut field.node)?,
                Selection::InlineFragment(inline) => {
                    self.selection(&mut inline.node.selection_set.node)?;
                }
                Selection::FragmentSpread(_) => {}
            }
        }
        Ok(())
    }

    fn field(&mut self, field: &mut Field) -> Result<(), Unfit> {
        let generated = |name: &Name| ARGUMENTS.contains(&name.as_str());
        for (_, value) in field
            .arguments
            .iter_mut()
            .filter(|(n, _)| generated(&n.node))
        {
            self.check(&value.node)?;
            match &mut value.node {
                Literal::Variable(name) => {
                    self.whole.insert(name.clone());
                }
                literal => self.literal(literal),
            }
        }
        field
            .arguments
            .retain(|(name, value)| !(generated(&name.node) && value.node == Literal::Null));
        self.selection(&mut field.selection_set.node)
    }

    fn check(&self, argument: &Literal) -> Result<(), Unfit> {
        let lookup = |name: Name| -> Result<Value, Unfit> {
            Ok(self.variables.get(&name).cloned().unwrap_or(Value::Null))
        };
        let mut value = argument.clone().into_const_with(lookup)?;
        leave_nulls_out(&mut value);
        if is_fit(&value) { Ok(()) } else { Err(Unfit) }
    }

    fn literal(&mut self, value: &mut Literal) {
        match value {
            Literal::Object(entries) => {
                entries.retain(|_, entry| *entry != Literal::Null);
                entries.values_mut().for_each(|entry| self.literal(entry));
            }
            Literal::List(items) => {
                items.retain(|item| *item != Literal::Null);
                items.iter_mut().for_each(|item| self.literal(item));
            }
            Literal::Variable(name) => {
                self.within.insert(name.clone());
            }
            _ => {}
        }
    }
}

fn leave_nulls_out(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.retain(|_, entry| *entry != Value::Null);
            entries.values_mut().for_each(leave_nulls_out);
        }
        Value::List(items) => {
            items.retain(|item| *item != Value::Null);
            items.iter_mut().for_each(leave_nulls_out);
        }
        _ => {}
    }
}

fn is_fit(value: &Value) -> bool {
    match value {
        Value::Object(entries) => {
            entries
                .iter()
                .all(|(name, entry)| match (name.as_str(), entry) {
                    ("between" | "not_between", Value::List(bounds)) => bounds.len() == 2,
                    ("limit", Value::Number(rows)) => rows.as_u64().is_some_and(|rows| rows > 0),
                    _ => is_fit(entry),
                })
        }
        Value::List(items) => items.iter().all(is_fit),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    fn tidied(query: &str, variables: serde_json::Value) -> Result<(String, Variables), Unfit> {
        let mut document = parse_query(query).expect("a document");
        let mut variables = Variables::from_json(variables);
        tidy(&mut document, &mut variables)?;
        let operation = document.operations.iter().next().expect("one").1;
        let Selection::Field(field) = &operation.node.selection_set.node.items[0].node else {
            panic!("a field");
        };
        let arguments = field.node.arguments.iter();
        let shown = arguments.map(|(name, value)| format!("{}: {}", name.node, value.node));
        Ok((shown.collect::<Vec<_>>().join(", "), variables))
    }

    #[test]
    fn a_null_is_as_if_it_were_not_written() {
        for (query, left) in [
            ("{ a(filters: null, orderBy: null) { id } }", ""),
            (
                "{ a(filters: {nome: null, id: {eq: 1, gt: null}}) { id } }",
                "filters: {id: {eq: 1}}",
            ),
            (
                "{ a(filters: {or: [null, {id: {eq: 1}}]}) { id } }",
                "filters: {or: [{id: {eq: 1}}]}",
            ),
            // Elsewhere it may mean something.
            ("{ a(dati: {nome: null}) { id } }", "dati: {nome: null}"),
        ] {
            assert_eq!(tidied(query, json!({})).expect("fit").0, left, "{query}");
        }
    }

    #[test]
    fn the_same_in_variables() {
        let query =
            "query($f: F, $p: P, $d: D) { a(filters: $f, pagination: $p, dati: $d) { id } }";
        let given = json!({ "f": { "nome": null }, "p": null, "d": null });
        let (_, variables) = tidied(query, given).expect("fit");
        let expected = json!({ "f": {}, "p": {}, "d": null });
        assert_eq!(variables, Variables::from_json(expected));
    }

    #[test]
    fn what_the_library_would_stumble_upon_is_refused() {
        for arguments in [
            "filters: {dal: {between: []}}",
            "filters: {and: [{dal: {not_between: [\"2026-01-01\"]}}]}",
            "filters: {dal: {between: [null, \"2026-01-01\"]}}",
            "pagination: {page: {limit: 0}}",
            "pagination: {cursor: {limit: -1}}",
            "filters: {dal: {between: $bounds}}",
        ] {
            let query = format!("query($bounds: [String]) {{ a({arguments}) {{ id }} }}");
            let given = json!({ "bounds": ["2026-01-01"] });
            assert_eq!(tidied(&query, given), Err(Unfit), "{arguments}");
        }
        let good =
            "{ a(filters: {dal: {between: [1, 2]}}, pagination: {page: {limit: 5}}) { id } }";
        assert!(tidied(good, json!({})).is_ok());
    }
}
