//! Fixed quotas in bill runs.

use campanella_anagrafe::iscrizione;
use campanella_anagrafe::isee::{self, TipoIsee};
use campanella_kernel::{Giorno, Servizio};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait};
use serde_json::json;

use super::citta::{Citta, euro, in_citta, novembre, quota};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use crate::emissione::calcola::calcola;
use crate::emissione::quote::quote;
use crate::entities;
use crate::entities::riga_retta::TipoRiga;
use crate::{Modo, RichiestaEmissione, annulla_retta};

const BUS: Servizio = Servizio::Trasporto;

#[tokio::test]
async fn the_quota_of_a_month_is_billed_once_by_the_regulation() {
    in_citta(async |citta| {
        citta.gestione(BUS, 2026, Modo::Postpagato).await;
        citta.tariffa(BUS, quota()).await;
        let con_quota = || RichiestaEmissione {
            con_quota: true,
            dal: Giorno::new(2026, 10, 1).expect("a day"),
            ..novembre_intero(BUS)
        };
        let id = prepara(citta, con_quota()).await;
        emetti(citta, id).await;
        let emesse = rette(citta, id).await;
        assert_eq!(emesse.len(), 2);
        let righe: Vec<_> = emesse[0]
            .righe
            .iter()
            .map(|r| r.descrizione.as_str())
            .collect();
        assert_eq!(righe, ["Quota di ottobre 2026", "Quota di novembre 2026"]);
        assert_eq!(emesse[0].importo, euro(5000));
        assert!(emesse[0].righe.iter().all(|r| r.tipo == TipoRiga::Quota));
        assert!(!emesse[0].righe[0].spiegazione.is_empty(), "and says why");
        // The same months again: nothing. One that was cancelled: again.
        annulla_retta(&citta.ufficio(), emesse[0].id, "ritirato")
            .await
            .expect("cancelled");
        let ancora = prepara(citta, con_quota()).await;
        let di_nuovo = rette(citta, ancora).await;
        assert_eq!(di_nuovo.len(), 1);
        assert_eq!(di_nuovo[0].famiglia, emesse[0].famiglia);
    })
    .await;
}

#[tokio::test]
async fn a_quota_that_another_node_billed_in_the_meantime_is_not_billed_again() {
    in_citta(async |citta| {
        citta.gestione(BUS, 2026, Modo::Postpagato).await;
        citta.tariffa(BUS, quota()).await;
        let con_quota = || RichiestaEmissione {
            con_quota: true,
            ..novembre_intero(BUS)
        };
        let prima = prepara(citta, con_quota()).await;
        let seconda = prepara(citta, con_quota()).await;
        let ctx = citta.ufficio();
        let riga = entities::emissione::Entity::find_by_id(seconda)
            .one(ctx.db())
            .await
            .expect("read")
            .expect("the run");
        // The second run has asked the regulation when the first issues its bills.
        let chieste = quote(&ctx, &riga, &[citta.ada.id]).await.expect("asked");
        assert_eq!(chieste.len(), 1);
        emetti(citta, prima).await;
        let tx = ctx.begin().await.expect("begun");
        let calcoli = calcola(&ctx, &tx, &riga, &[citta.ada.id], chieste)
            .await
            .expect("computed");
        assert!(calcoli.is_empty(), "{calcoli:?}");
    })
    .await;
}

/// Ada presents an ISEE of 5.000 € on the day that she begins with the bus.
async fn comincia(citta: &Citta, giorno: Giorno) {
    let attestazione = isee::ActiveModel {
        famiglia_id: Set(citta.ada.id),
        valore: Set(euro(500_000)),
        tipo: Set(TipoIsee::Minorenni),
        dal: Set(giorno),
        al: Set(Giorno::new(2026, 12, 31).expect("a day")),
        creato_il: Set(citta.scope.now()),
        ..Default::default()
    };
    attestazione
        .insert(citta.scope.db())
        .await
        .expect("an ISEE");
    let riga = iscrizione::ActiveModel {
        id: Set(citta.ada.bus),
        dal: Set(giorno),
        ..Default::default()
    };
    riga.update(citta.scope.db()).await.expect("written");
}

#[tokio::test]
async fn who_begins_during_a_month_pays_by_what_is_known_on_that_day() {
    in_citta(async |citta| {
        citta.gestione(BUS, 2026, Modo::Postpagato).await;
        let fasce = json!({ "tabelle": [{ "quota": { "metodo": {
            "tipo": "fasce",
            "fasce": [{ "nome": "Prima", "fino_a": 1_000_000, "importi": [1000] }],
            "oltre": { "nome": "Intera", "importi": [2500] },
        } } }] });
        citta.tariffa(BUS, fasce).await;
        comincia(citta, novembre(10)).await;
        let richiesta = RichiestaEmissione {
            con_quota: true,
            ..novembre_intero(BUS)
        };
        let id = prepara(citta, richiesta).await;
        let importi: Vec<_> = rette(citta, id).await.iter().map(|r| r.importo).collect();
        assert_eq!(importi, [euro(1000), euro(2500)]);
    })
    .await;
}
