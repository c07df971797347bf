//! How much one request may ask for, checked on the parsed document before anything runs.

use async_graphql::Variables;
use async_graphql::parser::types::{ExecutableDocument, Field, Selection, SelectionSet};
use async_graphql::{Positioned, Value};

/// Rows of a page at the most, here and in the generated reads.
pub const MAX_PAGE: u64 = 200;
/// Directives of one field at the most.
pub const MAX_DIRECTIVES: usize = 10;
/// Rows that a list is taken to have when the request does not say.
const ASSUMED_PAGE: u64 = 20;

/// The limits of one API.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Fields within fields.
    pub depth: u32,
    /// Fields in all, those within a list counted once for each row that is asked for.
    pub cost: u64,
    /// Renamed fields, with which one field can be asked for many times.
    pub aliases: u32,
}

impl Default for Limits {
    /// Enough for each of our pages several times over, and for GraphiQL's own introspection.
    fn default() -> Self {
        Self {
            depth: 15,
            cost: 20_000,
            aliases: 30,
        }
    }
}

/// Which limit a request exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LimitExceeded {
    /// Fields within fields.
    #[error("Richiesta troppo annidata.")]
    Depth,
    /// Too many fields and rows.
    #[error("Richiesta troppo grande: chiedere meno righe o meno campi.")]
    Cost,
    /// Too many renamed fields.
    #[error("Richiesta con troppi alias.")]
    Aliases,
    /// A page of more than 200 rows.
    #[error("Una pagina ha al massimo 200 righe.")]
    Page,
}

/// Checks a document against `limits`.
///
/// # Errors
/// The first limit that is exceeded.
pub fn check(
    document: &ExecutableDocument,
    variables: &Variables,
    limits: &Limits,
) -> Result<(), LimitExceeded> {
    let mut walk = Walk {
        document,
        variables,
        limits,
        cost: 0,
        aliases: 0,
    };
    for (_, operation) in document.operations.iter() {
        walk.selection(&operation.node.selection_set.node, 1, 1)?;
    }
    Ok(())
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    limits: &'a Limits,
    cost: u64,
    aliases: u32,
}

impl Walk<'_> {
    /// `rows` is how many times this selection will be made. The cost only grows, and the depth
    /// is bounded, so fragments that contain themselves end too.
    fn selection(
        &mut self,
        set: &SelectionSet,
        depth: u32,
        rows: u64,
    ) -> Result<(), LimitExceeded> {
        if depth > self.limits.depth {
            return Err(LimitExceeded::Depth);
        }
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => self.field(&field.node, depth, rows)?,
                Selection::InlineFragment(inline) => {
                    self.spend(1)?;
                    self.selection(&inline.node.selection_set.node, depth + 1, rows)?;
                }
                Selection::FragmentSpread(spread) => {
                    self.spend(1)?;
                    let document = self.document;
                    if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node)
                    {
                        self.selection(&fragment.node.selection_set.node, depth + 1, rows)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, depth: u32, rows: u64) -> Result<(), LimitExceeded> {
        if field.alias.is_some() {
            self.aliases += 1;
            if self.aliases > self.limits.aliases {
                return Err(LimitExceeded::Aliases);
            }
        }
        self.spend(rows)?;
        let page = self.page(field)?;
        let children = &field.selection_set.node;
        if children.items.is_empty() {
            return Ok(());
        }
        self.selection(children, depth + 1, rows.saturating_mul(page))
    }

    fn spend(&mut self, cost: u64) -> Result<(), LimitExceeded> {
        self.cost = self.cost.saturating_add(cost);
        if self.cost > self.limits.cost {
            return Err(LimitExceeded::Cost);
        }
        Ok(())
    }

    /// Rows that the field is asked for: `first`, or a `limit` within `pagination`.
    fn page(&self, field: &Field) -> Result<u64, LimitExceeded> {
        let asked = field.arguments.iter().find_map(|(name, value)| {
            let value = self.resolve(value)?;
            match name.node.as_str() {
                "first" => number(&value),
                "pagination" => limit_within(&value),
                _ => None,
            }
        });
        let is_list = field
            .selection_set
            .node
            .items
            .iter()
            .any(|i| matches!(&i.node, Selection::Field(f) if is_rows(&f.node)));
        match asked {
            Some(n) if n > MAX_PAGE => Err(LimitExceeded::Page),
            Some(n) => Ok(n.max(1)),
            None if is_list => Ok(ASSUMED_PAGE),
            None => Ok(1),
        }
    }

    fn resolve(&self, value: &Positioned<async_graphql_value::Value>) -> Option<Value> {
        let lookup = |name: async_graphql::Name| -> Result<Value, ()> {
            Ok(self.variables.get(&name).cloned().unwrap_or(Value::Null))
        };
        value.node.clone().into_const_with(lookup).ok()
    }
}

fn is_rows(field: &Field) -> bool {
    matches!(field.name.node.as_str(), "edges" | "nodes")
}

fn number(value: &Value) -> Option<u64> {
    match value {
        // A negative page is refused where it is read; here it only must not be free.
        Value::Number(n) => Some(n.as_u64().unwrap_or(1)),
        _ => None,
    }
}

fn limit_within(value: &Value) -> Option<u64> {
    let Value::Object(fields) = value else {
        return None;
    };
    fields.iter().find_map(|(name, value)| match name.as_str() {
        "limit" => number(value),
        _ => limit_within(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(query: &str, limits: &Limits) -> Result<(), LimitExceeded> {
        let document = async_graphql::parser::parse_query(query).expect("a valid document");
        check(&document, &Variables::default(), limits)
    }

    #[test]
    fn each_limit_refuses_for_its_own_reason() {
        let tight = Limits {
            depth: 4,
            cost: 100,
            aliases: 2,
        };
        for (query, expected) in [
            ("{ a { b { c } } }", Ok(())),
            ("{ a { b { c { d { e } } } } }", Err(LimitExceeded::Depth)),
            ("{ x: a y: a }", Ok(())),
            ("{ x: a y: a z: a }", Err(LimitExceeded::Aliases)),
            ("{ a(first: 10) { edges { node } } }", Ok(())),
            (
                "{ a(first: 60) { edges { node } } }",
                Err(LimitExceeded::Cost),
            ),
            ("{ a(first: 201) { id } }", Err(LimitExceeded::Page)),
            (
                "{ a(pagination: {page: {limit: 500, page: 0}}) { nodes { id } } }",
                Err(LimitExceeded::Page),
            ),
            (
                "query { ...f } fragment f on Query { a { ...f } }",
                Err(LimitExceeded::Depth),
            ),
        ] {
            assert_eq!(verdict(query, &tight), expected, "{query}");
        }
    }

    #[test]
    fn a_page_size_in_a_variable_counts() {
        let document = async_graphql::parser::parse_query("query($n: Int) { a(first: $n) { id } }")
            .expect("ok");
        let variables = Variables::from_json(serde_json::json!({"n": 500}));
        assert_eq!(
            check(&document, &variables, &Limits::default()),
            Err(LimitExceeded::Page)
        );
    }

    #[test]
    fn fragments_that_multiply_are_stopped() {
        let mut query = String::from("{ ...f0 }");
        for i in 0..12 {
            let next = i + 1;
            query.push_str(&format!(
                " fragment f{i} on Query {{ ...f{next} ...f{next} ...f{next} ...f{next} }}"
            ));
        }
        query.push_str(" fragment f12 on Query { a }");
        assert_eq!(
            verdict(&query, &Limits::default()),
            Err(LimitExceeded::Cost)
        );
    }
}
