//! What may stand in a file.

use super::sources::{self, Source};

/// Files above this many lines have more than one subject.
const MOST_LINES: usize = 600;

/// Written by people, and read by them line by line.
const CODE: &[&str] = &[
    "rs", "ts", "tsx", "js", "mjs", "css", "scss", "wit", "sh", "py", "sql",
];

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    (source.is_one_of(CODE) && lines > MOST_LINES)
        .then(|| format!("{}: {lines} lines, more than {MOST_LINES}", source.path))
}

/// Folders of the machines that we work on: no use to anybody else.
fn names_a_machine(source: &Source) -> Option<String> {
    let folders = ["work", "root", "home"].map(|name| format!("/{name}/"));
    let line = source.text.lines().position(|line| {
        folders.iter().any(|folder| {
            line.match_indices(folder.as_str())
                .any(|(at, _)| starts_a_path(&line[..at]))
        })
    })?;
    Some(format!(
        "{}:{}: a path of one machine",
        source.path,
        line + 1
    ))
}

/// False inside of a longer path or address (`https://example.it/home/`).
fn starts_a_path(before: &str) -> bool {
    !before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '.' | '-' | '}'))
}

/// Money is counted in integers, and a float near it is a cent lost some day.
fn has_a_float(source: &Source) -> Option<String> {
    let near_money = source.path.starts_with("modules/") || source.path.starts_with("plugins/");
    if !near_money || !source.is_one_of(&["rs", "wit"]) {
        return None;
    }
    let line = source.text.lines().position(|line| {
        line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .any(|word| matches!(word, "f32" | "f64"))
    })?;
    Some(format!("{}:{}: a float", source.path, line + 1))
}

fn has_no_crate_doc(source: &Source) -> Option<String> {
    let is_root = source.path.ends_with("src/lib.rs") || source.path.ends_with("src/main.rs");
    let says_what_it_is = source
        .text
        .lines()
        .next()
        .is_some_and(|line| line.starts_with("//! "));
    (is_root && !says_what_it_is)
        .then(|| format!("{}: does not begin with what the crate is for", source.path))
}

fn offences(rule: impl Fn(&Source) -> Option<String>) -> Vec<String> {
    sources::all().iter().filter_map(rule).collect()
}

#[test]
fn files_have_one_subject() {
    assert_eq!(offences(too_long), Vec::<String>::new());
}

#[test]
fn no_file_names_a_machine() {
    assert_eq!(offences(names_a_machine), Vec::<String>::new());
}

#[test]
fn no_float_is_near_money() {
    assert_eq!(offences(has_a_float), Vec::<String>::new());
}

#[test]
fn every_crate_says_what_it_is_for() {
    assert_eq!(offences(has_no_crate_doc), Vec::<String>::new());
}

#[cfg(test)]
mod guards {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.into(),
            text: text.into(),
        }
    }

    #[test]
    fn a_long_file_is_an_offence() {
        let line_too_many = "//\n".repeat(MOST_LINES + 1);
        assert!(too_long(&source("graphql/src/lib.rs", &line_too_many)).is_some());
        assert!(too_long(&source("graphql/src/lib.rs", &"//\n".repeat(MOST_LINES))).is_none());
        assert!(too_long(&source("graphql/portale.graphql", &line_too_many)).is_none());
    }

    #[test]
    fn a_path_of_a_machine_is_an_offence() {
        for folder in ["work", "root", "home"] {
            let text = format!("one\nlet dir = \"/{folder}/x\";");
            let offence = names_a_machine(&source("tests/src/lib.rs", &text));
            assert_eq!(
                offence.unwrap(),
                "tests/src/lib.rs:2: a path of one machine"
            );
        }
        let address = format!("https://comune.example/{}/pagina", "home");
        assert!(names_a_machine(&source("README.md", &address)).is_none());
    }

    #[test]
    fn a_float_near_money_is_an_offence() {
        let text = "fn importo() -> f64 {}";
        assert!(has_a_float(&source("modules/pagamenti/src/rata.rs", text)).is_some());
        assert!(has_a_float(&source("plugins/wit/tariffa.wit", "isee: f32,")).is_some());
        assert!(has_a_float(&source("platform/server/src/salute.rs", text)).is_none());
        assert!(has_a_float(&source("modules/pagamenti/src/rata.rs", "let rif64 = 1;")).is_none());
    }

    #[test]
    fn a_crate_without_a_doc_is_an_offence() {
        assert!(has_no_crate_doc(&source("tenants/src/lib.rs", "mod catalogo;")).is_some());
        assert!(has_no_crate_doc(&source("tenants/src/lib.rs", "//! Catalog.")).is_none());
        assert!(has_no_crate_doc(&source("tenants/src/catalogo.rs", "use x;")).is_none());
    }
}
