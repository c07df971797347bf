//! Tables and entities say the same.

use campanella_tenants::testing::{assert_entity_matches, for_each_store};

use crate::entities::{
    alunno, calendario, chiusura, classe, delega, famiglia, iscrizione, isee, persona, plesso,
    scuola,
};

#[tokio::test]
async fn every_entity_has_the_columns_of_its_table() {
    for_each_store(async |db| {
        assert_entity_matches::<persona::Entity>(&db).await;
        assert_entity_matches::<famiglia::Entity>(&db).await;
        assert_entity_matches::<isee::Entity>(&db).await;
        assert_entity_matches::<delega::Entity>(&db).await;
        assert_entity_matches::<scuola::Entity>(&db).await;
        assert_entity_matches::<plesso::Entity>(&db).await;
        assert_entity_matches::<classe::Entity>(&db).await;
        assert_entity_matches::<alunno::Entity>(&db).await;
        assert_entity_matches::<iscrizione::Entity>(&db).await;
        assert_entity_matches::<calendario::Entity>(&db).await;
        assert_entity_matches::<chiusura::Entity>(&db).await;
    })
    .await;
}
