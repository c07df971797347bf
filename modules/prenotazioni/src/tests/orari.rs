//! Cut-offs on the days on which clocks and calendars are odd.

use campanella_kernel::{DomainError, Giorno, Istante};
use serde_json::json;

use super::citta::{alle, con_bianco, g, in_citta};
use crate::{Errore, GiornoCalendario, Scelta, calendario, prenota};

/// Tries an absence for `giorno` at `quando`.
async fn disdici(
    giorno: Giorno,
    quando: Istante,
    oggi: Giorno,
) -> Vec<Result<GiornoCalendario, Errore>> {
    let esiti = std::sync::Mutex::new(Vec::new());
    in_citta(oggi, con_bianco(), async |citta| {
        citta.orologio.set(quando);
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let esito = prenota(&ctx, &anna, giorno, Scelta::Assenza, None).await;
        esiti.lock().expect("a list").push(esito);
    })
    .await;
    esiti.into_inner().expect("a list")
}

#[tokio::test]
async fn half_past_nine_is_the_last_moment_whatever_the_clocks_do() {
    // The first school day after each change (29 March 2027 is Easter Monday), and 29 February (2028, a Tuesday).
    for giorno in [
        g(2026, 10, 26),
        g(2027, 3, 30),
        g(2028, 2, 29),
        g(2027, 1, 7),
    ] {
        for esito in disdici(giorno, alle(giorno, 9, 30), giorno).await {
            esito.unwrap_or_else(|e| panic!("{giorno} at 9:30: {e}"));
        }
        for esito in disdici(giorno, alle(giorno, 9, 31), giorno).await {
            let rifiuto = esito.expect_err("after the cut-off");
            assert_eq!(rifiuto.code(), "OLTRE_ORARIO_LIMITE", "{giorno}");
            assert!(rifiuto.to_string().contains("9:30"), "{rifiuto}");
        }
    }
}

#[tokio::test]
async fn the_instant_of_the_cut_off_follows_the_clocks() {
    // Friday before and Monday after the end of summer time.
    in_citta(g(2026, 10, 22), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let giorni = calendario(&ctx, &anna, g(2026, 10, 23), g(2026, 10, 26))
            .await
            .expect("open");
        let limite = |i: usize| {
            giorni.giorni[i]
                .modificabile_fino()
                .expect("a limit")
                .utc()
                .to_rfc3339()
        };
        assert_eq!(limite(0), "2026-10-23T07:30:00+00:00");
        assert_eq!(limite(3), "2026-10-26T08:30:00+00:00");
    })
    .await;
}

#[tokio::test]
async fn the_evening_before_across_the_new_year() {
    // A cut-off at 18 of the working day before: for Thursday 7 January 2027 it is the 6th, a
    // holiday on which families may still choose.
    let sera = json!({ "limite": { "ora": "18:00", "giorni_prima": 1 } });
    in_citta(g(2026, 12, 31), sera, async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let giovedi = g(2027, 1, 7);
        citta.orologio.set(alle(g(2027, 1, 6), 18, 0));
        prenota(&ctx, &anna, giovedi, Scelta::Assenza, None)
            .await
            .expect("in time");
        citta.orologio.set(alle(g(2027, 1, 6), 18, 1));
        let tardi = prenota(&ctx, &anna, giovedi, Scelta::PastoBase, None).await;
        assert_eq!(tardi.expect_err("too late").code(), "OLTRE_ORARIO_LIMITE");
        let mese = calendario(&ctx, &anna, g(2026, 12, 31), g(2027, 1, 31))
            .await
            .expect("open");
        assert_eq!(mese.giorni.len(), 32);
        // Without a window families may choose to the end of the school year.
        assert_eq!(mese.finestra_fino, g(2027, 6, 10));
    })
    .await;
}
