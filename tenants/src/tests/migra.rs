//! Bringing many stores forward.

use sea_orm::ConnectionTrait;

use super::{aside, con_comuni, id};
use crate::testing::for_each_installazione;
use crate::{Errore, EsitoMigrazione, Quali};

#[tokio::test]
async fn one_that_fails_stops_no_other() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla", "bardi", "calice"]).await;
            for nome in ["aulla", "bardi"] {
                let store = aside(i, nome).await;
                if nome == "bardi" {
                    super::senza_regolamenti(&store).await;
                } else {
                    // The tables are in the way of the migrations that make them.
                    let sql = "DELETE FROM regolamenti_migrazioni";
                    store.execute_unprepared(sql).await.expect(sql);
                }
                store.close().await.expect("closed");
            }
            let mut told = Vec::new();
            let rapporto = i
                .comuni
                .migra(&Quali::Tutti, "prova", |done, total, migrato| {
                    told.push((done, total, migrato.comune.clone()));
                })
                .await
                .expect("a report");
            assert_eq!(told.len(), 3);
            assert!(told.iter().all(|(_, total, _)| *total == 3));
            assert_eq!(told[2].0, 3);
            let esiti: Vec<_> = rapporto.comuni.iter().map(|m| &m.esito).collect();
            assert!(
                matches!(
                    esiti[..],
                    [
                        EsitoMigrazione::Fallito(Errore::Migrazione(_)),
                        EsitoMigrazione::Aggiornato(_),
                        EsitoMigrazione::GiaAggiornato,
                    ]
                ),
                "{esiti:?}"
            );
            let (fallito, perche) = rapporto.falliti().next().expect("one");
            assert_eq!(fallito, &id("aulla"));
            assert!(perche.to_string().contains("regolamenti/m0001"), "{perche}");
        },
    )
    .await;
}
