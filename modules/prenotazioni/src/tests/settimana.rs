//! The weekly pattern.

use campanella_kernel::DomainError;

use super::citta::{alle, con_bianco, g, in_citta};
use crate::{
    GiornoSettimanaInput, Scelta, calendario, imposta_settimana, prenota, scelte_effettive,
};

fn ogni(giorno_settimana: i32, scelta: Scelta) -> GiornoSettimanaInput {
    GiornoSettimanaInput {
        giorno_settimana,
        scelta,
    }
}

#[tokio::test]
async fn it_holds_on_open_days_also_beyond_the_window() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        // Monday at 10: today is closed, its pasto base stays.
        citta.orologio.set(alle(g(2026, 11, 23), 10, 0));
        let giorni = [ogni(1, Scelta::Assenza), ogni(3, Scelta::PastoBase)];
        let esito = imposta_settimana(&ctx, &anna, g(2026, 11, 23), None, &giorni)
            .await
            .expect("set");
        assert_eq!(esito.rifiutati.len(), 1);
        assert_eq!(esito.rifiutati[0].giorno, g(2026, 11, 23));
        assert_eq!(esito.rifiutati[0].codice, "OLTRE_ORARIO_LIMITE");
        assert_eq!(esito.cambiati[0].giorno(), g(2026, 11, 30));
        for (giorno, attesa) in [
            (g(2026, 11, 23), Scelta::PastoBase),
            (g(2026, 11, 25), Scelta::PastoBase),
            (g(2026, 11, 30), Scelta::Assenza),
            (g(2027, 5, 10), Scelta::Assenza),
        ] {
            let letto = calendario(&ctx, &anna, giorno, giorno).await.expect("open");
            assert_eq!(letto.giorni[0].scelta(), attesa, "{giorno}");
            let ids = [citta.iscrizione, citta.altra_iscrizione];
            let scelte = scelte_effettive(&ctx, ctx.db(), &ids, giorno)
                .await
                .expect("choices");
            assert_eq!(scelte[&citta.iscrizione], attesa, "{giorno}");
            assert_eq!(
                scelte[&citta.altra_iscrizione],
                Scelta::PastoBase,
                "{giorno}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_single_day_stays_as_it_was_chosen() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let bianco = g(2026, 11, 30);
        prenota(&ctx, &anna, bianco, Scelta::PastoBianco, None)
            .await
            .expect("allowed");
        let esito = imposta_settimana(
            &ctx,
            &anna,
            g(2026, 11, 24),
            None,
            &[ogni(1, Scelta::Assenza)],
        )
        .await
        .expect("set");
        assert_eq!(esito.rifiutati[0].codice, "GIORNO_SCELTO");
        let letto = calendario(&ctx, &anna, bianco, bianco).await.expect("open");
        assert_eq!(letto.giorni[0].scelta(), Scelta::PastoBianco);
        // The family may still go back on that day alone.
        prenota(&ctx, &anna, g(2026, 12, 7), Scelta::PastoBase, None)
            .await
            .expect("allowed");
        let letto = calendario(&ctx, &anna, g(2026, 12, 7), g(2026, 12, 14))
            .await
            .expect("open");
        assert_eq!(letto.giorni[0].scelta(), Scelta::PastoBase);
        assert_eq!(letto.giorni[7].scelta(), Scelta::Assenza);
    })
    .await;
}

#[tokio::test]
async fn patterns_without_sense_are_refused() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let sbagliati = [
            vec![],
            vec![ogni(0, Scelta::Assenza)],
            vec![ogni(8, Scelta::Assenza)],
            vec![ogni(2, Scelta::PastoBianco)],
            vec![ogni(2, Scelta::Assenza), ogni(2, Scelta::PastoBase)],
        ];
        for giorni in sbagliati {
            let esito = imposta_settimana(&ctx, &anna, g(2026, 11, 24), None, &giorni).await;
            assert_eq!(
                esito.expect_err("no sense").code(),
                "DATO_NON_VALIDO",
                "{giorni:?}"
            );
        }
    })
    .await;
}
