//! Who may depend on whom: the table of ARCHITECTURE.md, held against `cargo metadata`.

use std::process::Command;

use serde_json::Value;

use crate::command;

const MACROS: &str = "campanella-macros";
const KERNEL: &str = "campanella-kernel";
const ANAGRAFE: &str = "campanella-anagrafe";
const PLUGINS: &str = "campanella-plugins-host";
const MIGRATIONS: &str = "campanella-migrations";
const PAGOPA: &str = "campanella-pagopa";
const LEDGER: &str = "campanella-ledger";
const DOCUMENTI: &str = "campanella-documenti";

/// What a crate of ours may use of ours. `Everything` is for the binary, which puts
/// the parts together, and for the crate that tests it from outside.
enum Allowed {
    Everything,
    Only(&'static [&'static str]),
}

/// The arrows. A new crate has no place until it is entered here.
fn allowed(package: &str) -> Option<Allowed> {
    Some(match package {
        MACROS | "campanella-sdk" | "xtask" => Allowed::Only(&[]),
        KERNEL => Allowed::Only(&[MACROS]),
        MIGRATIONS | PLUGINS | LEDGER | PAGOPA => Allowed::Only(&[KERNEL]),
        "campanella-tenants" => Allowed::Only(&[KERNEL, MIGRATIONS]),
        // Persons are known to a comune: who logs in is a tutore or somebody of an office.
        ANAGRAFE => Allowed::Only(&[KERNEL, PLUGINS]),
        DOCUMENTI | "campanella-simulatore" => Allowed::Only(&[KERNEL, PAGOPA]),
        "campanella-identita" => Allowed::Only(&[KERNEL, ANAGRAFE]),
        "campanella-prenotazioni" => Allowed::Only(&[KERNEL, PLUGINS, ANAGRAFE]),
        "campanella-refezione" => {
            Allowed::Only(&[KERNEL, PLUGINS, ANAGRAFE, "campanella-prenotazioni"])
        }
        "campanella-pagamenti" => {
            Allowed::Only(&[KERNEL, LEDGER, PAGOPA, DOCUMENTI, PLUGINS, ANAGRAFE])
        }
        "campanella-graphql" => Allowed::Only(&[
            KERNEL,
            ANAGRAFE,
            "campanella-prenotazioni",
            "campanella-refezione",
        ]),
        "campanella-server" | "campanella-tests" => Allowed::Everything,
        _ => return None,
    })
}

/// What a crate may use besides for its own tests: a store to run on; for the host, the shipped
/// regulations as native code, to compare with the components; for the accounts, a node that pays.
fn for_tests(name: &str, other: &str) -> bool {
    match other {
        MIGRATIONS | "campanella-tenants" => true,
        "campanella-sdk" | "prenotazione_pasti" | "tariffa_isee" => {
            name == "campanella-plugins-host"
        }
        "campanella-simulatore" => name == "campanella-pagamenti",
        _ => false,
    }
}

/// Every arrow between our crates that the table does not have.
fn offences(metadata: &Value) -> Vec<String> {
    let mut offences = Vec::new();
    for package in list(metadata, "packages") {
        let name = text(package, "name");
        let Some(allowed) = allowed(name) else {
            offences.push(format!("{name} has no place in the table of arrows"));
            continue;
        };
        let Allowed::Only(allowed) = allowed else {
            continue;
        };
        for dependency in list(package, "dependencies") {
            // Only our own crates have a path.
            if dependency["path"].is_null() {
                continue;
            }
            let other = text(dependency, "name");
            let in_tests = text(dependency, "kind") == "dev" && for_tests(name, other);
            if !allowed.contains(&other) && !in_tests {
                offences.push(format!("{name} may not depend on {other}"));
            }
        }
    }
    offences
}

/// Every use of a crate of ours by a shipped regulation, other than the one that authors
/// outside have too: a regulation knows the contract alone. Its tests run its cases with `prova`.
fn offences_of_regolamenti(metadata: &Value) -> Vec<String> {
    let mut offences = Vec::new();
    for package in list(metadata, "packages") {
        for dependency in list(package, "dependencies") {
            let other = text(dependency, "name");
            let for_tests = other == "prova" && text(dependency, "kind") == "dev";
            if !dependency["path"].is_null() && other != "campanella-sdk" && !for_tests {
                let name = text(package, "name");
                offences.push(format!("{name} may not depend on {other}"));
            }
        }
    }
    offences
}

fn read(mut command: Command) -> Value {
    command.args(["--no-deps", "--offline", "--format-version", "1"]);
    serde_json::from_str(&command::output(&mut command).unwrap()).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn crates_depend_only_along_the_arrows() {
    let metadata = read(command::cargo(&["metadata"]));
    assert!(
        list(&metadata, "packages").len() > 5,
        "cargo metadata shows no workspace"
    );
    assert_eq!(offences(&metadata), Vec::<String>::new());
}

#[test]
fn regulations_know_the_contract_alone() {
    let metadata = read(command::cargo_of_regolamenti(&["metadata"]));
    assert!(
        !list(&metadata, "packages").is_empty(),
        "cargo metadata shows no regulations"
    );
    assert_eq!(offences_of_regolamenti(&metadata), Vec::<String>::new());
}

#[cfg(test)]
mod guards {
    use serde_json::json;

    use super::*;

    fn workspace(name: &str, dependency: &str, kind: Option<&str>) -> Value {
        json!({ "packages": [{ "name": name, "dependencies": [
            { "name": "serde", "kind": null },
            { "name": dependency, "kind": kind, "path": "/somewhere" },
        ] }] })
    }

    #[test]
    fn an_arrow_upwards_is_an_offence() {
        let upwards = workspace(KERNEL, "campanella-server", None);
        assert_eq!(
            offences(&upwards),
            ["campanella-kernel may not depend on campanella-server"]
        );
    }

    #[test]
    fn modules_do_not_depend_on_each_other_against_the_table() {
        let against = workspace("campanella-prenotazioni", "campanella-refezione", None);
        assert_eq!(offences(&against).len(), 1);
        let along = workspace("campanella-refezione", "campanella-prenotazioni", None);
        assert!(offences(&along).is_empty());
    }

    #[test]
    fn a_store_for_tests_is_for_tests_alone() {
        assert!(offences(&workspace(ANAGRAFE, MIGRATIONS, Some("dev"))).is_empty());
        assert_eq!(offences(&workspace(ANAGRAFE, MIGRATIONS, None)).len(), 1);
        assert_eq!(
            offences(&workspace(ANAGRAFE, "campanella-refezione", Some("dev"))).len(),
            1
        );
    }

    #[test]
    fn a_regulation_that_knows_more_than_the_contract_is_an_offence() {
        let modest = workspace("tariffa", "campanella-sdk", None);
        assert!(offences_of_regolamenti(&modest).is_empty());
        assert!(offences_of_regolamenti(&workspace("tariffa", "prova", Some("dev"))).is_empty());
        assert_eq!(
            offences_of_regolamenti(&workspace("tariffa", "prova", None)).len(),
            1
        );
        let curious = workspace("tariffa", KERNEL, None);
        let offences = offences_of_regolamenti(&curious);
        assert_eq!(offences, ["tariffa may not depend on campanella-kernel"]);
    }

    #[test]
    fn a_crate_that_is_not_in_the_table_is_an_offence() {
        let new = json!({ "packages": [{ "name": "campanella-nuova", "dependencies": [] }] });
        assert_eq!(
            offences(&new),
            ["campanella-nuova has no place in the table of arrows"]
        );
    }
}
