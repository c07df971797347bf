//! What is committed of the schemas and roles is what the program has.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use campanella_graphql::{SchemaKind, Schemas};
use campanella_kernel::graphql::{Access, Api, EntityPolicy, RootKind, register_scalars};
use campanella_server::comandi::schema::documenti;
use campanella_server::moduli;
use campanella_tests::documento::root_fields;
use campanella_tests::piattaforma::intero;
use sea_orm::Database;
use seaography::{Builder, BuilderContext};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn committed(path: &str) -> String {
    let path = repository().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The first line in which two texts differ, to be read in place of both.
fn difference(committed: &str, present: &str) -> Option<String> {
    if committed == present {
        return None;
    }
    let lines = committed.lines().zip(present.lines()).enumerate();
    let first = lines.filter(|(_, (a, b))| a != b).map(|(n, (a, b))| {
        let line = n + 1;
        format!("line {line}:\n  committed {a}\n  present   {b}")
    });
    let length = || "one is longer than the other".to_owned();
    Some(first.into_iter().next().unwrap_or_else(length))
}

#[tokio::test]
async fn the_committed_schemas_are_those_of_the_program() {
    for (file, present) in documenti().await.expect("schemas") {
        let difference = difference(&committed(&format!("graphql/{file}")), &present);
        assert_eq!(difference, None, "graphql/{file}: run cargo xtask schema");
    }
}

#[test]
fn the_committed_matrix_of_roles_is_that_of_the_modules() {
    let infos: Vec<_> = moduli::tutti()
        .iter()
        .flat_map(|m| m.permissions().iter().copied())
        .collect();
    let present = campanella_identita::matrice(&infos);
    let difference = difference(&committed("platform/identita/ruoli.txt"), &present);
    assert_eq!(difference, None, "platform/identita/ruoli.txt");
}

/// Root fields that ask for no permission, for whom, and why.
const SENZA_PERMESSO: &[(&str, Access, &str)] = &[
    ("Portale.accedi", Access::Public, "nobody is logged in yet"),
    ("Portale.aggiornaDati", Access::Authenticated, "one's own"),
    ("Portale.cambiaEmail", Access::Authenticated, "one's own"),
    ("Portale.cambiaPassword", Access::Authenticated, "one's own"),
    (
        "Portale.chiediRecupero",
        Access::Public,
        "the password was forgotten",
    ),
    (
        "Portale.completaRegistrazione",
        Access::Public,
        "the code says who",
    ),
    (
        "Portale.comune",
        Access::Public,
        "name and contacts of the site",
    ),
    ("Portale.confermaEmail", Access::Authenticated, "one's own"),
    ("Portale.esci", Access::Authenticated, "one's own"),
    ("Portale.esciOvunque", Access::Authenticated, "one's own"),
    ("Portale.io", Access::Public, "null for a stranger"),
    (
        "Portale.registrati",
        Access::Public,
        "nobody is logged in yet",
    ),
    (
        "Portale.reimpostaPassword",
        Access::Public,
        "the code says who",
    ),
    ("Portale.sessioni", Access::Authenticated, "one's own"),
    ("Ufficio.accedi", Access::Public, "nobody is logged in yet"),
    (
        "Ufficio.comune",
        Access::Public,
        "name and contacts of the site",
    ),
    ("Ufficio.esci", Access::Authenticated, "one's own"),
    ("Ufficio.io", Access::Public, "null for a stranger"),
];

/// The permissions that the modules declare.
fn declared() -> BTreeSet<String> {
    let modules = moduli::tutti();
    let infos = modules.iter().flat_map(|m| m.permissions());
    infos.map(|i| i.permission.to_string()).collect()
}

/// The permissions that some role of a new comune has.
fn granted() -> BTreeSet<String> {
    committed("platform/identita/ruoli.csv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split(',').skip(1).collect::<Vec<_>>().join(":"))
        .collect()
}

/// What every root field and every generated type asks for.
struct Asked {
    /// Permissions, by field.
    permissions: Vec<(String, String)>,
    /// Fields that ask for none.
    without: Vec<(String, Access)>,
}

async fn asked() -> Asked {
    let schemas = Schemas::new(moduli::tutti()).await.expect("schemas");
    let (mut permissions, mut without) = (vec![], vec![]);
    for kind in [SchemaKind::Portale, SchemaKind::Ufficio] {
        for root in &intero(&schemas, kind).roots {
            let field = format!("{kind:?}.{}", root.name);
            match root.access {
                Access::Permission(permission) => permissions.push((field, permission.to_string())),
                access => without.push((field, access)),
            }
        }
    }
    permissions.extend(generated(&schemas).await);
    Asked {
        permissions,
        without,
    }
}

/// The permission of each generated read, as the modules register it.
async fn generated(schemas: &Schemas) -> Vec<(String, String)> {
    let context: &'static BuilderContext = Box::leak(Box::default());
    let nowhere = Database::connect("sqlite::memory:").await.expect("a store");
    let mut builder = Builder::new(context, nowhere);
    register_scalars(&mut builder);
    let policy = EntityPolicy::default();
    let mut api = Api::new(builder, policy.clone());
    for module in moduli::tutti() {
        module.ufficio(&mut api);
    }
    let ufficio = intero(schemas, SchemaKind::Ufficio);
    let registry = ufficio.schema.registry();
    let written: BTreeSet<_> = ufficio.roots.iter().map(|r| r.name.as_str()).collect();
    let mut found = vec![];
    for field in root_fields(registry, RootKind::Query) {
        if written.contains(field.as_str()) {
            continue;
        }
        let mut letters = field.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        let entity: String = first.into_iter().chain(letters).collect();
        let permission = policy.permission(&entity);
        let permission = permission.map_or_else(|| "none".to_owned(), |p| p.to_string());
        found.push((format!("Ufficio.{field}"), permission));
    }
    found
}

#[tokio::test]
async fn every_field_asks_for_a_permission_that_exists_and_that_somebody_has() {
    let (declared, granted, asked) = (declared(), granted(), asked().await);
    assert!(asked.permissions.len() > 50, "{}", asked.permissions.len());
    for (field, permission) in &asked.permissions {
        assert!(
            declared.contains(permission),
            "{field} asks for {permission}, of no module"
        );
        assert!(
            granted.contains(permission),
            "{field} asks for {permission}, of no role"
        );
    }
    for permission in &granted {
        assert!(
            declared.contains(permission),
            "ruoli.csv grants {permission}, of no module"
        );
    }
}

/// The flat registers and what is generated of each: nothing else is.
const SCRITTURE_GENERATE: &[&str] = &[
    "centroCotturaElimina",
    "centroCotturaModifica",
    "centroPlessoCrea",
    "centroPlessoElimina",
    "centroPlessoModifica",
    "dietaTipoElimina",
    "dietaTipoModifica",
    "plessoElimina",
    "plessoModifica",
    "scuolaElimina",
    "scuolaModifica",
];

#[tokio::test]
async fn rows_are_written_by_generated_fields_of_the_list_alone_and_one_at_a_time() {
    let schemas = Schemas::new(moduli::tutti()).await.expect("schemas");
    let ufficio = intero(&schemas, SchemaKind::Ufficio);
    let registry = ufficio.schema.registry();
    let mutation = registry.types["Mutation"].fields().expect("fields");
    // seaography's own names, and ours.
    let generated = |name: &&String| {
        [
            "CreateOne",
            "CreateBatch",
            "Update",
            "Delete",
            "Crea",
            "Modifica",
            "Elimina",
        ]
        .iter()
        .any(|end| name.ends_with(end))
    };
    let mut found: Vec<_> = mutation.keys().filter(generated).cloned().collect();
    found.sort();
    assert_eq!(found, SCRITTURE_GENERATE);
    for name in SCRITTURE_GENERATE {
        let args = &mutation[*name].args;
        let id = args.get("id").map(|a| a.ty.as_str());
        assert_eq!(id.is_none(), name.ends_with("Crea"), "{name}");
        assert!(id.is_none_or(|ty| ty == "ID!"), "{name}");
    }
    for (name, field) in mutation {
        assert!(!field.args.contains_key("filter"), "{name} takes a filter");
    }
}

#[tokio::test]
async fn a_field_without_a_permission_says_why() {
    let mut without = asked().await.without;
    without.sort_by(|(a, _), (b, _)| a.cmp(b));
    let known: Vec<_> = SENZA_PERMESSO
        .iter()
        .map(|(field, access, _)| ((*field).to_owned(), *access))
        .collect();
    assert_eq!(without, known);
}
