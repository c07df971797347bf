//! A booking rule tried on one child before it is in force.

use campanella_anagrafe::iscrizione_autorizzata;
use campanella_kernel::DomainError;
use campanella_plugins_host::{GESTISCI, digest, spediti};
use serde_json::json;

use super::citta::{alle, con_bianco, g, in_citta};
use crate::{Scelta, prenota, prova_prenotazione};

#[tokio::test]
async fn it_knows_the_days_of_the_child_and_the_moment_of_the_request() {
    let oggi = g(2026, 11, 23);
    in_citta(oggi, con_bianco(), async |citta| {
        let genitore = citta.genitore();
        let anna = citta.anna(&genitore).await;
        for giorno in [g(2026, 11, 24), g(2026, 11, 25)] {
            prenota(&genitore, &anna, giorno, Scelta::PastoBianco, None)
                .await
                .expect("booked");
        }
        let ctx = citta.gestore();
        let iscritto = iscrizione_autorizzata(&ctx, GESTISCI, citta.iscrizione)
            .await
            .expect("a child");
        // In force: until 9:30 and three in a row. Tried: until 8:00 and two in a row.
        let parametri = json!({ "limite": { "ora": "08:00" },
            "pasto_bianco": { "massimo_consecutivi": 2 } });
        let righe = async |giorno, quando| {
            let regola = (digest(spediti::PRENOTAZIONE_PASTI), &parametri);
            let esito = prova_prenotazione(&ctx, &iscritto, (giorno, quando), regola)
                .await
                .expect("an answer");
            assert!(!esito.motivazione.is_empty());
            let righe = esito.righe.into_iter();
            righe.map(|r| (r.nome, r.valore)).collect::<Vec<_>>()
        };
        let giovedi = g(2026, 11, 26);
        let in_tempo = righe(giovedi, alle(giovedi, 8, 0)).await;
        let valore = |righe: &[(String, String)], nome: &str| {
            let riga = righe.iter().find(|(n, _)| n.starts_with(nome));
            riga.map(|(_, v)| v.clone()).expect("a line")
        };
        assert_eq!(valore(&in_tempo, "Assenza"), "Sì.");
        assert_ne!(
            valore(&in_tempo, "Pasto in bianco"),
            "Sì.",
            "the third in a row"
        );
        assert_eq!(
            valore(&in_tempo, "Si può cambiare"),
            "26/11/2026 alle 08:00"
        );
        let tardi = righe(giovedi, alle(giovedi, 8, 1)).await;
        assert_ne!(valore(&tardi, "Assenza"), "Sì.");
        let venerdi = righe(g(2026, 11, 27), alle(giovedi, 8, 1)).await;
        assert_eq!(valore(&venerdi, "Pasto in bianco"), "Sì.", "not in a row");

        let regola = (digest(spediti::PRENOTAZIONE_PASTI), &parametri);
        let domenica = (g(2026, 11, 29), alle(oggi, 8, 0));
        let chiuso = prova_prenotazione(&ctx, &iscritto, domenica, regola).await;
        assert_eq!(chiuso.expect_err("closed").code(), "GIORNO_CHIUSO");
        let scritto = json!({ "limite": { "ora": "alle nove" } });
        let regola = (digest(spediti::PRENOTAZIONE_PASTI), &scritto);
        let storto = prova_prenotazione(&ctx, &iscritto, (giovedi, alle(oggi, 8, 0)), regola).await;
        let storto = storto.expect_err("no time of the day");
        assert_eq!(storto.code(), "PARAMETRI_NON_VALIDI");
        assert_eq!(storto.dettagli()["errori"][0]["percorso"], "/limite/ora");
    })
    .await;
}
