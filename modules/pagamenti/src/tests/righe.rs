//! Entities and tables agree.

use campanella_tenants::testing::assert_entity_matches;

use super::citta::in_citta;
use crate::entities::{
    addebito, affidamento, anomalia_emissione, avviso_saldo, capitolo, deroga_blocco, emissione,
    gestione, incasso, invio_solleciti, piano, rata, retta, riga_piano, riga_retta, rimborso,
    sollecito, spiegazione,
};

#[tokio::test]
async fn the_rows_are_those_of_the_tables() {
    in_citta(async |citta| {
        let db = citta.scope.db();
        assert_entity_matches::<addebito::Entity>(db).await;
        assert_entity_matches::<affidamento::Entity>(db).await;
        assert_entity_matches::<capitolo::Entity>(db).await;
        assert_entity_matches::<deroga_blocco::Entity>(db).await;
        assert_entity_matches::<invio_solleciti::Entity>(db).await;
        assert_entity_matches::<piano::Entity>(db).await;
        assert_entity_matches::<riga_piano::Entity>(db).await;
        assert_entity_matches::<sollecito::Entity>(db).await;
        assert_entity_matches::<anomalia_emissione::Entity>(db).await;
        assert_entity_matches::<avviso_saldo::Entity>(db).await;
        assert_entity_matches::<emissione::Entity>(db).await;
        assert_entity_matches::<gestione::Entity>(db).await;
        assert_entity_matches::<incasso::Entity>(db).await;
        assert_entity_matches::<rata::Entity>(db).await;
        assert_entity_matches::<retta::Entity>(db).await;
        assert_entity_matches::<riga_retta::Entity>(db).await;
        assert_entity_matches::<rimborso::Entity>(db).await;
        assert_entity_matches::<spiegazione::Entity>(db).await;
    })
    .await;
}
