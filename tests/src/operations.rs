//! The operations that the portal sends, read from its sources: what is measured is what families
//! do, also after somebody changes a page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// How a definition begins, and whether it is one that can be sent alone.
const BEGINNINGS: [(&str, bool); 4] = [
    ("query ", true),
    ("mutation ", true),
    ("subscription ", true),
    ("fragment ", false),
];

/// Operations and fragments, by name.
#[derive(Debug, Default)]
pub struct Operations {
    operations: BTreeMap<String, String>,
    fragments: BTreeMap<String, String>,
}

impl Operations {
    /// Those of the portal of the families.
    ///
    /// # Errors
    /// When its sources cannot be read.
    pub fn of_portale() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal/src/portale");
        let mut found = Self::default();
        found.read_folder(&root)?;
        Ok(found)
    }

    fn read_folder(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.read_folder(&path)?;
            } else if path.extension().is_some_and(|e| e == "ts" || e == "tsx") {
                self.read(&fs::read_to_string(path)?);
            }
        }
        Ok(())
    }

    /// Takes in every ``graphql(`…`)`` of a source file.
    fn read(&mut self, source: &str) {
        for after in source.split("graphql(`").skip(1) {
            let text = after.split('`').next().unwrap_or_default();
            let mut current = None;
            for line in text.lines() {
                current = self.beginning(line.trim_start()).or(current);
                if let Some((name, alone)) = &current {
                    let definitions = self.definitions(*alone);
                    let definition = definitions.entry(name.clone()).or_default();
                    definition.push_str(line.trim());
                    definition.push('\n');
                }
            }
        }
    }

    /// Name of the definition that `line` begins; whatever had that name before is forgotten.
    fn beginning(&mut self, line: &str) -> Option<(String, bool)> {
        let (rest, alone) = BEGINNINGS
            .iter()
            .find_map(|(word, alone)| Some((line.strip_prefix(word)?, *alone)))?;
        let name = identifier(rest);
        self.definitions(alone).remove(name);
        Some((name.to_owned(), alone))
    }

    fn definitions(&mut self, alone: bool) -> &mut BTreeMap<String, String> {
        if alone {
            &mut self.operations
        } else {
            &mut self.fragments
        }
    }

    /// The operation `name` with every fragment that it spreads.
    #[must_use]
    pub fn document(&self, name: &str) -> Option<String> {
        let mut document = self.operations.get(name)?.clone();
        let mut known = BTreeSet::new();
        loop {
            let next = spreads(&document).find(|spread| !known.contains(spread));
            let Some(spread) = next else {
                return Some(document);
            };
            document.push_str(self.fragments.get(&spread)?);
            known.insert(spread);
        }
    }
}

fn spreads(document: &str) -> impl Iterator<Item = String> {
    document
        .split("...")
        .skip(1)
        .map(|rest| identifier(rest).to_owned())
        .filter(|name| !name.is_empty())
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_its_fragments_once() {
        let mut operations = Operations::default();
        operations.read("x = graphql(`\n  query Uno($id: ID!) {\n    uno(id: $id) { ...Due ...Tre }\n  }\n  fragment Due on Due {\n    ...Tre\n  }\n`)");
        operations.read("y = graphql(`\n  fragment Tre on Tre {\n    id\n  }\n`)");
        assert_eq!(
            operations.document("Uno").as_deref(),
            Some(
                "query Uno($id: ID!) {\nuno(id: $id) { ...Due ...Tre }\n}\n\
                 fragment Due on Due {\n...Tre\n}\nfragment Tre on Tre {\nid\n}\n"
            )
        );
        assert_eq!(operations.document("Due"), None);
    }

    #[test]
    fn the_measured_operations_are_those_of_the_portal() {
        let operations = Operations::of_portale().expect("the portal's sources");
        for name in ["Accedi", "Sessione", "Figli", "Calendario", "Prenota"] {
            let document = operations.document(name).expect(name);
            async_graphql::parser::parse_query(&document).expect(name);
        }
    }
}
