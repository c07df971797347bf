//! The family API, through a real schema.

use campanella_kernel::Ctx;
use campanella_kernel::Module;
use campanella_kernel::graphql::{Api, EntityPolicy, register_scalars};
use campanella_tenants::testing::for_each_store;
use sea_orm::DatabaseConnection;
use seaography::{Builder, BuilderContext};
use serde_json::{Value, json};

use super::{ANNA, Banco, MARIO};
use crate::Anagrafe;

async fn ask(db: &DatabaseConnection, ctx: &Ctx, query: &str) -> Value {
    let context: &'static BuilderContext = Box::leak(Box::default());
    let mut api = Api::new(Builder::new(context, db.clone()), EntityPolicy::default());
    register_scalars(&mut api.builder);
    Anagrafe.portale(&mut api);
    let schema = api.builder.schema_builder().finish().expect("a schema");
    let scope: &campanella_kernel::Scope = ctx;
    let request = async_graphql::Request::new(query)
        .data(ctx.clone())
        .data(scope.clone());
    serde_json::to_value(schema.execute(request).await).expect("an answer")
}

#[tokio::test]
async fn a_parent_sees_children_with_their_cards() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let other = banco.nucleo(ANNA, "Matteo", "Boschi").await;
        let ctx = banco.genitore(nucleo.tutore);
        let query = "{ figli { nome dataNascita iscrizioni {
            servizio anno tessera scuola plesso classe articolo stato prenotabile } } }";
        let answer = ask(&db, &ctx, query).await;
        let card = json!({
            "servizio": "REFEZIONE", "anno": "2026/2027", "tessera": format!("T{}", nucleo.alunno),
            "scuola": "Istituto Comprensivo", "plesso": "Centro", "classe": "1A",
            "articolo": "base", "stato": "ATTIVA", "prenotabile": true,
        });
        let child = json!({ "nome": "Sara", "dataNascita": "2020-03-01", "iscrizioni": [card] });
        assert_eq!(answer["data"]["figli"], json!([child]), "{answer}");

        let query = format!("{{ alunno(id: \"{}\") {{ nome }} }}", other.alunno);
        let answer = ask(&db, &ctx, &query).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NON_TROVATO");

        let delegate = format!(
            "mutation {{ delega(dati: {{ codiceFiscale: \"{ANNA}\", nome: \"Matteo\",
             cognome: \"Boschi\", email: \"m@esempio.it\" }}) {{ cognome attiva }} }}"
        );
        let answer = ask(&db, &ctx, &delegate).await;
        let given = json!({ "cognome": "Boschi", "attiva": true });
        assert_eq!(answer["data"]["delega"], given, "{answer}");
    })
    .await;
}
