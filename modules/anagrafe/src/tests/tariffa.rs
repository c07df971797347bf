//! Facts of the tariff.

use campanella_kernel::{Importo, Servizio};
use campanella_tenants::testing::for_each_store;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;

use super::{ANNA, Banco, MARIO, giorno};
use crate::entities::iscrizione::StatoIscrizione;
use crate::entities::isee::TipoIsee;
use crate::entities::{alunno, iscrizione};
use crate::{
    ISCRIZIONI_LEGGI, IseeInput, fatti_per_tariffa, imposta_esenzione, iscrizioni_dei_plessi,
    plessi_autorizzati, registra_isee,
};

#[tokio::test]
async fn siblings_have_a_rank_and_the_isee_in_force_wins() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let solo = banco.nucleo(ANNA, "Matteo", "Boschi").await;
        let grande = banco.alunno(nucleo.famiglia, "Ivo", "2018-02-28").await;
        let ritirato = banco.alunno(nucleo.famiglia, "Gea", "2017-01-01").await;
        let grande = banco.iscrivi(grande, banco.classi[2], "2026-09-01").await;
        let ritirato = banco.iscrivi(ritirato, banco.classi[2], "2026-09-01").await;
        let off = iscrizione::ActiveModel {
            id: Set(ritirato),
            stato: Set(StatoIscrizione::Disattiva),
            ..Default::default()
        };
        iscrizione::Entity::update(off)
            .exec(&db)
            .await
            .expect("an update");
        let disabled = alunno::ActiveModel {
            id: Set(solo.alunno),
            disabilita: Set(true),
            ..Default::default()
        };
        alunno::Entity::update(disabled)
            .exec(&db)
            .await
            .expect("an update");
        imposta_esenzione(&ctx, solo.famiglia, true, "Det. 12/2026")
            .await
            .expect("exempt");
        for (cents, tipo, dal, al) in [
            (900_000, TipoIsee::Minorenni, "2025-10-01", "2025-12-31"),
            (1_000_000, TipoIsee::Minorenni, "2026-02-01", "2026-12-31"),
            (500_000, TipoIsee::Corrente, "2026-05-01", "2026-10-31"),
        ] {
            let dati = IseeInput {
                famiglia: nucleo.famiglia,
                valore: Importo::from_cents(cents),
                tipo,
                dal: giorno(dal),
                al: giorno(al),
                presentato_il: None,
            };
            registra_isee(&ctx, dati).await.expect("an attestation");
        }

        let plessi = plessi_autorizzati(&ctx, ISCRIZIONI_LEGGI)
            .await
            .expect("buildings");
        for (day, cents) in [
            ("2026-10-15", Some(500_000)),
            ("2026-11-23", Some(1_000_000)),
            // Expired on 31 December: the rule is told of it, and looks at the date.
            ("2027-01-11", Some(1_000_000)),
        ] {
            let day = giorno(day);
            let found = iscrizioni_dei_plessi(&ctx, &plessi, Servizio::Refezione, day).await;
            let found = found.expect("enrolments");
            assert_eq!(found.len(), 3, "the one that was withdrawn is not there");
            let facts = fatti_per_tariffa(&ctx, &found, day).await.expect("facts");
            let isee = facts[&grande].isee.as_ref().map(|i| i.valore.cents());
            assert_eq!(isee, cents, "{day}");
            assert_eq!(facts[&grande].rango_fratelli, 1);
            assert_eq!(facts[&nucleo.iscrizione].rango_fratelli, 2);
            assert_eq!(facts[&nucleo.iscrizione].minori, 2);
            let only = &facts[&solo.iscrizione];
            assert_eq!((only.rango_fratelli, only.isee.clone()), (1, None));
            assert!(only.disabilita && only.esente_servizi_sociali);
        }
    })
    .await;
}
