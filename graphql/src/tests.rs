//! The composed schemas, with a module made for these tests: schools and their children.

use std::sync::Arc;

use async_graphql::{Executor, Request};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{
    Actor, Azione, Ctx, Giorno, Istante, Module, Permission, PermissionSet, PersonaId, PlessoId,
    PlessoScope, Rifiuto, Scope, graphql_root, testing,
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::{Composed, Limits, RequestExecutor, SchemaKind, Schemas};

mod registri;

mod padre {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "padre")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub nome: String,
        #[sea_orm(has_many)]
        pub figli: HasMany<super::figlio::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod figlio {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "figlio")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub padre_id: i64,
        pub nome: String,
        #[sea_orm(belongs_to, from = "padre_id", to = "id")]
        pub padre: BelongsTo<super::padre::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

const LEGGI: Permission = Permission::new("famiglie", Azione::Leggi);

/// A module that every comune has: a schema must have a mutation.
struct Base;

struct BaseMutation;

#[graphql_root]
impl BaseMutation {
    /// Does nothing.
    #[permission(LEGGI)]
    async fn prova(_ctx: &Ctx) -> Result<bool, Rifiuto> {
        Ok(true)
    }
}

impl Module for Base {
    fn name(&self) -> &'static str {
        "base"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        &[]
    }

    fn portale(&self, _api: &mut Api) {}

    fn ufficio(&self, api: &mut Api) {
        api.mutation::<BaseMutation>();
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        vec![]
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        &[]
    }
}

/// The schemas of both modules.
async fn schemas() -> Schemas {
    Schemas::new(vec![Arc::new(Base), Arc::new(Famiglie)])
        .await
        .expect("schemas")
}

/// The set of these modules.
fn modules<const N: usize>(names: [&str; N]) -> std::collections::BTreeSet<String> {
    names.map(str::to_owned).into()
}

/// A module with one register and its relation.
struct Famiglie;

impl Module for Famiglie {
    fn name(&self) -> &'static str {
        "famiglie"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        &[]
    }

    fn portale(&self, _api: &mut Api) {}

    fn ufficio(&self, api: &mut Api) {
        api.entity::<padre::Entity, padre::RelatedEntity>(LEGGI)
            .entity::<figlio::Entity, figlio::RelatedEntity>(LEGGI)
            .register(registri::PADRI);
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        vec![]
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        &[]
    }
}

/// A store with two parents of two children each, all named after `comune`.
async fn store(comune: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    let db = Database::connect(options).await.expect("a store");
    for sql in [
        "CREATE TABLE padre (id INTEGER PRIMARY KEY, nome TEXT NOT NULL)".to_owned(),
        "CREATE TABLE figlio (id INTEGER PRIMARY KEY, padre_id INTEGER NOT NULL, nome TEXT NOT NULL)".to_owned(),
        format!("INSERT INTO padre VALUES (1, '{comune} P1'), (2, '{comune} P2')"),
        format!(
            "INSERT INTO figlio VALUES (1,1,'{comune} F1'),(2,1,'{comune} F2'),(3,2,'{comune} F3'),(4,2,'{comune} F4')"
        ),
    ] {
        db.execute_unprepared(&sql).await.expect("sql");
    }
    db
}

fn scope(comune: &str, db: DatabaseConnection) -> Scope {
    let giorno = Giorno::new(2026, 11, 23).expect("a day");
    let now = Istante::da_ora_locale(giorno, chrono::NaiveTime::MIN);
    let clock = Arc::new(FixedClock::new(now));
    testing::scope(testing::comune(comune, &["famiglie"]), db, clock)
}

fn persona(scope: &Scope, plessi: Option<PlessoScope>) -> Ctx {
    let mut permissions = PermissionSet::nessuno();
    if let Some(plessi) = plessi {
        permissions.concedi(LEGGI, plessi);
    }
    let actor = Actor::Persona {
        id: PersonaId::new(1),
        nome: "Prova".to_owned(),
    };
    scope.authenticated(actor, Arc::new(permissions))
}

async fn composed() -> Arc<Composed> {
    schemas()
        .await
        .get(SchemaKind::Ufficio, &modules(["base", "famiglie"]))
        .expect("a schema")
}

fn executor(composed: &Arc<Composed>, scope: &Scope, ctx: Option<Ctx>) -> RequestExecutor {
    RequestExecutor {
        composed: Arc::clone(composed),
        scope: scope.clone(),
        ctx,
        limits: Limits::default(),
        introspection: false,
    }
}

const QUERY: &str = "{ padre { nodes { nome figlio { nodes { nome } } } } }";

/// True when an answer about `comune` names only its own people, and does name some.
fn only_of(comune: &str, text: &str) -> bool {
    let names = text.matches(" P").count() + text.matches(" F").count();
    let own =
        text.matches(&format!("{comune} P")).count() + text.matches(&format!("{comune} F")).count();
    names == 6 && own == 6
}

/// seaography's stock set-up: the loaders are in the schema, made over one connection.
async fn stock_answer(a: &DatabaseConnection, b: &DatabaseConnection) -> String {
    let composed = composed().await;
    // The same schema, and the loaders of the first comune for everyone: as `register_entity!`
    // leaves them.
    let mut request = Request::new(QUERY);
    for insert in &composed.loaders {
        request = insert(a, request);
    }
    let scope_b = scope("bardi", b.clone());
    let ctx = persona(&scope_b, Some(PlessoScope::Tutti));
    let request = request.data(b.clone()).data(scope_b).data(ctx);
    let response = composed.schema.execute(request).await;
    serde_json::to_string(&response).expect("json")
}

#[tokio::test]
async fn shared_loaders_would_mix_comuni_and_ours_do_not() {
    let (a, b) = (store("aulla").await, store("bardi").await);
    let leaked = stock_answer(&a, &b).await;
    assert!(
        leaked.contains("bardi P1") && leaked.contains("aulla F1"),
        "{leaked}"
    );

    let composed = composed().await;
    let (scope_a, scope_b) = (scope("aulla", a), scope("bardi", b));
    let run = |scope: Scope| {
        let ctx = persona(&scope, Some(PlessoScope::Tutti));
        let executor = executor(&composed, &scope, Some(ctx));
        async move {
            let response = executor.execute(Request::new(QUERY)).await;
            serde_json::to_string(&response).expect("json")
        }
    };
    for _ in 0..50 {
        let (of_a, of_b) = tokio::join!(run(scope_a.clone()), run(scope_b.clone()));
        assert!(only_of("aulla", &of_a), "{of_a}");
        assert!(only_of("bardi", &of_b), "{of_b}");
    }
}

/// The code of the first error of an answer.
fn code(response: &async_graphql::Response) -> Option<String> {
    let json = serde_json::to_value(response).expect("json");
    json["errors"][0]["extensions"]["code"]
        .as_str()
        .map(str::to_owned)
}

#[tokio::test]
async fn a_generated_read_is_for_whoever_sees_every_building() {
    let composed = composed().await;
    let scope = scope("aulla", store("aulla").await);
    let one = PlessoScope::Solo([PlessoId::new(1)].into());
    for (who, expected) in [
        (None, Some("NON_PERMESSO")),
        (Some(persona(&scope, None)), Some("NON_PERMESSO")),
        (Some(persona(&scope, Some(one))), Some("NON_PERMESSO")),
        (Some(persona(&scope, Some(PlessoScope::Tutti))), None),
    ] {
        let response = executor(&composed, &scope, who)
            .execute(Request::new(QUERY))
            .await;
        assert_eq!(code(&response).as_deref(), expected, "{response:?}");
    }
}

#[tokio::test]
async fn a_type_of_no_policy_cannot_be_read() {
    let composed = composed().await;
    let names: Vec<_> = composed.schema.registry().types.keys().cloned().collect();
    assert!(names.iter().any(|n| n == "Padre"), "{names:?}");
    assert!(!names.iter().any(|n| n.contains("metadata")), "{names:?}");
    assert!(composed.schema.sdl().lines().all(|l| !l.contains("_ping")));
}

#[tokio::test]
async fn what_was_not_foreseen_is_concealed() {
    let composed = composed().await;
    let broken = Database::connect("sqlite::memory:")
        .await
        .expect("an empty store");
    let scope = scope("aulla", broken);
    let ctx = persona(&scope, Some(PlessoScope::Tutti));
    let response = executor(&composed, &scope, Some(ctx))
        .execute(Request::new(QUERY))
        .await;
    assert_eq!(code(&response).as_deref(), Some("ERRORE_INTERNO"));
    let text = serde_json::to_string(&response).expect("json");
    assert!(
        !text.contains("padre\"") && !text.contains("no such table"),
        "{text}"
    );
}

#[tokio::test]
async fn a_mistake_in_the_query_is_told_and_the_schema_is_not() {
    let composed = composed().await;
    let scope = scope("aulla", store("aulla").await);
    let anyone = executor(&composed, &scope, None);
    let response = anyone.execute(Request::new("{ padri { id } }")).await;
    assert!(response.errors[0].message.contains("padri"), "{response:?}");
    let response = anyone
        .execute(Request::new("{ __schema { types { name } } }"))
        .await;
    assert!(
        !serde_json::to_string(&response)
            .expect("json")
            .contains("Padre"),
        "{response:?}"
    );
}

#[tokio::test]
async fn a_comune_without_the_module_does_not_see_its_types() {
    let schemas = schemas().await;
    let get = |enabled| {
        schemas
            .get(SchemaKind::Ufficio, &enabled)
            .expect("a schema")
    };
    let without = get(modules(["base"]));
    assert!(!without.schema.sdl().contains("Padre"));
    let with = get(modules(["base", "famiglie"]));
    assert!(with.schema.sdl().contains("Padre"));
    let again = get(modules(["base", "famiglie"]));
    assert!(Arc::ptr_eq(&with, &again), "one schema per set of modules");
}
