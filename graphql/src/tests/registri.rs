//! Generated writes: of the registers that say so, a row at a time, by whoever may.

use async_graphql::registry::MetaType;
use async_graphql::{Executor, Request, Response};
use campanella_kernel::audit;
use campanella_kernel::graphql::{FlatRegister, RootKind, Write};
use sea_orm::{EntityTrait, QueryOrder, Schema};
use serde_json::{Value, json};

use super::*;

pub(super) const SCRIVI: Permission = Permission::new("famiglie", Azione::Gestisci);

/// The one register of these tests that may be written; children may not.
pub(super) const PADRI: FlatRegister<padre::Entity> = FlatRegister {
    name: "Padre",
    permission: SCRIVI,
    writes: &[Write::Create, Write::Update, Write::Delete],
    columns: &[padre::Column::Nome],
    duplicate: "C'è già un padre con questo nome.",
    in_use: "Questo padre ha dei figli.",
};

/// A store that keeps its promises, and the log.
async fn archivio() -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.expect("a store");
    for sql in [
        "CREATE TABLE padre (id INTEGER PRIMARY KEY AUTOINCREMENT, nome TEXT NOT NULL UNIQUE)",
        "CREATE TABLE figlio (id INTEGER PRIMARY KEY, nome TEXT NOT NULL, \
         padre_id INTEGER NOT NULL REFERENCES padre (id))",
        "INSERT INTO padre VALUES (1, 'Aldo'), (2, 'Bruno')",
        "INSERT INTO figlio VALUES (1, 'Carlo', 1)",
    ] {
        db.execute_unprepared(sql).await.expect("sql");
    }
    let log = Schema::new(db.get_database_backend()).create_table_from_entity(audit::Entity);
    db.execute(&log).await.expect("the log");
    db
}

fn chi(scope: &Scope, permissions: &[Permission], plessi: &PlessoScope) -> Ctx {
    let mut set = PermissionSet::nessuno();
    for permission in permissions {
        set.concedi(*permission, plessi.clone());
    }
    let actor = Actor::Persona {
        id: PersonaId::new(1),
        nome: "Prova".to_owned(),
    };
    scope.authenticated(actor, Arc::new(set))
}

struct Banco {
    composed: Arc<Composed>,
    scope: Scope,
}

impl Banco {
    async fn new() -> Self {
        Self {
            composed: composed().await,
            scope: scope("aulla", archivio().await),
        }
    }

    async fn come(&self, ctx: Option<Ctx>, query: &str) -> Response {
        executor(&self.composed, &self.scope, ctx)
            .execute(Request::new(query))
            .await
    }

    /// As somebody who may.
    async fn chiedi(&self, query: &str) -> Response {
        let ctx = chi(&self.scope, &[LEGGI, SCRIVI], &PlessoScope::Tutti);
        self.come(Some(ctx), query).await
    }

    async fn nomi(&self) -> Vec<String> {
        let rows = padre::Entity::find().order_by_asc(padre::Column::Id);
        let rows = rows.all(self.scope.db()).await.expect("rows");
        rows.into_iter().map(|p| p.nome).collect()
    }

    /// Action, table, key and detail of what was logged.
    async fn registro(&self) -> Vec<(String, String, Option<i64>, Value)> {
        let rows = audit::Entity::find().order_by_asc(audit::Column::Id);
        let rows = rows.all(self.scope.db()).await.expect("the log");
        rows.into_iter()
            .map(|r| (r.azione, r.oggetto, r.oggetto_id, r.dettaglio))
            .collect()
    }
}

#[tokio::test]
async fn only_a_register_of_the_list_has_generated_writes() {
    let banco = Banco::new().await;
    let registry = banco.composed.schema.registry();
    let fields = registry.types["Mutation"].fields().expect("fields");
    let names: Vec<_> = fields.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["prova", "padreCrea", "padreModifica", "padreElimina"]
    );
    for root in &banco.composed.roots {
        assert!(root.kind != RootKind::Mutation || names.contains(&root.name.as_str()));
    }
    // The type of its rows knows of no column that the list does not name.
    let Some(MetaType::InputObject { input_fields, .. }) = registry.types.get("PadreDati") else {
        panic!("no type of a row");
    };
    let columns: Vec<_> = input_fields.keys().map(String::as_str).collect();
    assert_eq!(columns, ["nome"]);
}

#[tokio::test]
async fn a_write_without_a_key_cannot_be_written() {
    let banco = Banco::new().await;
    for query in [
        "mutation { padreElimina }",
        "mutation { padreElimina(id: null) }",
        "mutation { padreElimina(filter: {}) }",
        "mutation { padreElimina(id: [1, 2]) }",
        "mutation { padreElimina(id: 0) }",
        "mutation { padreElimina(id: \"1 OR 1=1\") }",
        "mutation { padreModifica(dati: { nome: \"Tutti\" }) { id } }",
        "mutation { padreModifica(id: 2, dati: { id: 7, nome: \"Tutti\" }) { id } }",
        "mutation { figlioElimina(id: 1) }",
        "mutation { padreDelete }",
        "mutation { padreUpdate(data: { nome: \"Tutti\" }) { id } }",
    ] {
        let answer = banco.chiedi(query).await;
        assert!(!answer.errors.is_empty(), "{query}: {answer:?}");
        assert_eq!(banco.nomi().await, ["Aldo", "Bruno"], "{query}");
    }
    assert_eq!(banco.registro().await, []);
}

#[tokio::test]
async fn a_generated_write_is_for_whoever_has_its_permission_on_every_building() {
    let banco = Banco::new().await;
    let scope = &banco.scope;
    let one = PlessoScope::Solo([PlessoId::new(1)].into());
    for query in [
        "mutation { padreCrea(dati: { nome: \"Dario\" }) { id } }",
        "mutation { padreModifica(id: 2, dati: { nome: \"Dario\" }) { id } }",
        "mutation { padreElimina(id: 2) }",
    ] {
        for (who, expected) in [
            (None, "NON_AUTENTICATO"),
            (Some(chi(scope, &[], &one)), "NON_PERMESSO"),
            (
                Some(chi(scope, &[LEGGI], &PlessoScope::Tutti)),
                "NON_PERMESSO",
            ),
            (Some(chi(scope, &[SCRIVI], &one)), "NON_PERMESSO"),
        ] {
            let answer = banco.come(who, query).await;
            assert_eq!(code(&answer).as_deref(), Some(expected), "{query}");
        }
    }
    assert_eq!(banco.nomi().await, ["Aldo", "Bruno"]);
}

#[tokio::test]
async fn every_generated_write_is_logged_with_what_was_and_what_is() {
    let banco = Banco::new().await;
    let made = banco
        .chiedi("mutation { padreCrea(dati: { nome: \" Dario \" }) { id nome } }")
        .await;
    let made = made.data.into_json().expect("json");
    assert_eq!(made, json!({ "padreCrea": { "id": 3, "nome": "Dario" } }));
    for query in [
        "mutation { padreModifica(id: 3, dati: { nome: \"Duilio\" }) { nome } }",
        // Nothing changes, so nothing is logged.
        "mutation { padreModifica(id: 3, dati: { nome: \"Duilio\" }) { nome } }",
        "mutation { padreElimina(id: 3) }",
    ] {
        let answer = banco.chiedi(query).await;
        assert!(answer.errors.is_empty(), "{query}: {answer:?}");
    }
    let row = |nome: &str| json!({ "id": 3, "nome": nome });
    let note =
        |azione: &str, dettaglio| (azione.to_owned(), "padre".to_owned(), Some(3), dettaglio);
    assert_eq!(
        banco.registro().await,
        [
            note("crea", json!({ "dopo": row("Dario") })),
            note(
                "modifica",
                json!({ "prima": row("Dario"), "dopo": row("Duilio") })
            ),
            note("elimina", json!({ "prima": row("Duilio") })),
        ]
    );
    assert_eq!(banco.nomi().await, ["Aldo", "Bruno"]);
}

#[tokio::test]
async fn what_the_store_would_refuse_is_said_in_words() {
    let banco = Banco::new().await;
    for (query, expected) in [
        ("padreCrea(dati: { nome: \"Aldo\" }) { id }", "GIA_PRESENTE"),
        (
            "padreModifica(id: 2, dati: { nome: \"Aldo\" }) { id }",
            "GIA_PRESENTE",
        ),
        ("padreElimina(id: 1)", "IN_USO"),
        ("padreElimina(id: 9)", "NON_TROVATO"),
        (
            "padreModifica(id: 9, dati: { nome: \"Zeno\" }) { id }",
            "NON_TROVATO",
        ),
        (
            "padreCrea(dati: { nome: \"  \" }) { id }",
            "DATO_NON_VALIDO",
        ),
        (
            "padreCrea(dati: { nome: \"a\\nb\" }) { id }",
            "DATO_NON_VALIDO",
        ),
    ] {
        let answer = banco.chiedi(&format!("mutation {{ {query} }}")).await;
        assert_eq!(
            code(&answer).as_deref(),
            Some(expected),
            "{query}: {answer:?}"
        );
        assert!(
            !answer.errors[0].message.contains("constraint"),
            "{answer:?}"
        );
    }
    assert_eq!(banco.nomi().await, ["Aldo", "Bruno"]);
    assert_eq!(banco.registro().await, []);
}
