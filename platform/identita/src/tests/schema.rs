//! What of identity a stranger may ask for.

use campanella_anagrafe::Anagrafe;
use campanella_kernel::graphql::{Access, Api, EntityPolicy};
use campanella_tenants::testing::{assert_entity_matches, for_each_store};
use seaography::{Builder, BuilderContext};

use super::*;
use crate::entities;

#[tokio::test]
async fn tables_and_entities_agree() {
    for_each_store(async |store| {
        assert_entity_matches::<entities::accesso_supporto::Entity>(&store).await;
        assert_entity_matches::<entities::codice::Entity>(&store).await;
        assert_entity_matches::<entities::credenziale::Entity>(&store).await;
        assert_entity_matches::<entities::persona_ruolo::Entity>(&store).await;
        assert_entity_matches::<entities::politica::Entity>(&store).await;
        assert_entity_matches::<entities::ruolo::Entity>(&store).await;
        assert_entity_matches::<entities::ruolo_permesso::Entity>(&store).await;
        assert_entity_matches::<entities::sessione::Entity>(&store).await;
        assert_entity_matches::<entities::tentativo::Entity>(&store).await;
        assert_entity_matches::<entities::token_api::Entity>(&store).await;
    })
    .await;
}

#[tokio::test]
async fn strangers_may_only_log_in_register_and_recover() {
    for_each_store(async |store| {
        let context: &'static BuilderContext = Box::leak(Box::default());
        let public = |fill: &dyn Fn(&mut Api)| {
            let mut api = Api::new(
                Builder::new(context, store.clone()),
                EntityPolicy::default(),
            );
            fill(&mut api);
            let mut names: Vec<_> = api
                .roots
                .into_iter()
                .filter(|root| root.access == Access::Public)
                .map(|root| root.name)
                .collect();
            names.sort();
            names
        };
        let portale = [
            "accedi",
            "chiediRecupero",
            "completaRegistrazione",
            "io",
            "registrati",
            "reimpostaPassword",
        ];
        assert_eq!(public(&|api| Identita.portale(api)), portale);
        assert_eq!(public(&|api| Identita.ufficio(api)), ["accedi", "io"]);
    })
    .await;
}

#[tokio::test]
async fn io_is_null_for_a_stranger_and_tells_the_person_who_they_are() {
    for_each_store(async |store| {
        let banco = Banco::new("aulla", &store);
        banco.maria().await;
        let context: &'static BuilderContext = Box::leak(Box::default());
        let mut api = Api::new(
            Builder::new(context, store.clone()),
            EntityPolicy::default(),
        );
        campanella_kernel::graphql::register_scalars(&mut api.builder);
        Anagrafe.portale(&mut api);
        Identita.portale(&mut api);
        let schema = api.builder.schema_builder().finish().expect("a schema");
        let question = "{ io { codiceFiscale ruoli tutore deleghe { nome } } }";
        let stranger = async_graphql::Request::new(question).data(banco.da(CASA));
        let answer = schema
            .execute(stranger)
            .await
            .into_result()
            .expect("an answer");
        assert_eq!(answer.data.to_string(), "{io: null}");
        let ctx = banco.entra(MARIA).await;
        let known = async_graphql::Request::new(question)
            .data(banco.da(CASA))
            .data(ctx);
        let answer = schema
            .execute(known)
            .await
            .into_result()
            .expect("an answer");
        let answer = answer.data.into_json().expect("json");
        let expected = serde_json::json!({ "io": {
            "codiceFiscale": MARIA, "ruoli": ["genitore"], "tutore": true, "deleghe": [],
        } });
        assert_eq!(answer, expected);
    })
    .await;
}
