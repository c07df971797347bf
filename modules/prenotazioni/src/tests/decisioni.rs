//! What the regulation answered is kept with each change of a booking, and taken again.

use campanella_anagrafe::iscrizione_autorizzata;
use campanella_kernel::{Ctx, Giorno};
use campanella_plugins_host::{Estensione, Regole, Riesecuzione};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use super::citta::{Citta, con_bianco, g, in_citta};
use crate::entities::prenotazione_storia;
use crate::{
    GiornoSettimanaInput, SCRIVI, Scelta, imposta_settimana, prenota, prenota_per_conto,
    prenota_periodo,
};

/// The history of the comune: each day with its decision.
async fn storia(citta: &Citta) -> Vec<(Giorno, Option<String>)> {
    let righe = prenotazione_storia::Entity::find()
        .order_by_asc(prenotazione_storia::Column::Id)
        .all(citta.scope.db())
        .await
        .expect("the history");
    righe.into_iter().map(|r| (r.giorno, r.decisione)).collect()
}

async fn ripeti(ctx: &Ctx, impronta: &str) -> Riesecuzione {
    let regole = ctx.service::<Regole>().expect("rules");
    regole.riesegui(ctx, impronta).await.expect("taken again")
}

#[tokio::test]
async fn every_way_to_choose_keeps_a_decision_that_is_taken_again() {
    // Monday 23 November 2026.
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let domani = g(2026, 11, 24);
        prenota(&ctx, &anna, domani, Scelta::Assenza, None)
            .await
            .expect("allowed");
        let periodo = (g(2026, 11, 25), g(2026, 11, 26));
        prenota_periodo(&ctx, &anna, periodo.0, periodo.1, Scelta::PastoBianco)
            .await
            .expect("allowed");
        let venerdi = GiornoSettimanaInput {
            giorno_settimana: 5,
            scelta: Scelta::Assenza,
        };
        imposta_settimana(&ctx, &anna, domani, Some(g(2026, 12, 11)), &[venerdi])
            .await
            .expect("allowed");
        let ufficio = citta.ufficio();
        let lei = iscrizione_autorizzata(&ufficio, SCRIVI, citta.iscrizione)
            .await
            .expect("hers");
        prenota_per_conto(
            &ufficio,
            &lei,
            g(2026, 11, 30),
            Scelta::Assenza,
            "telefonata",
        )
        .await
        .expect("allowed");

        let storia = storia(&citta).await;
        let giorni: Vec<Giorno> = storia.iter().map(|(giorno, _)| *giorno).collect();
        let attesi = [
            (11, 24),
            (11, 25),
            (11, 26),
            (11, 27),
            (12, 4),
            (12, 11),
            (11, 30),
        ];
        assert_eq!(giorni, attesi.map(|(mese, giorno)| g(2026, mese, giorno)));
        let gestore = citta.gestore();
        for (giorno, impronta) in &storia {
            let impronta = impronta.as_deref().expect("a decision");
            let ripetuta = ripeti(&gestore, impronta).await;
            assert_eq!(ripetuta.estensione, Estensione::Prenotazione);
            assert!(ripetuta.uguale(), "{giorno}: {ripetuta:?}");
            let risposta = ripetuta.decisione.esito.expect("an answer");
            let risposte = risposta.as_array().expect("days");
            let del_giorno = risposte
                .iter()
                .any(|r| r["giorno"] == giorno.date().to_string());
            assert!(del_giorno, "{giorno} in {risposte:?}");
        }
        // Three days of one question are one decision.
        let della_settimana: Vec<_> = storia[3..6].iter().map(|(_, d)| d).collect();
        assert!(della_settimana.iter().all(|d| *d == della_settimana[0]));
    })
    .await;
}

#[tokio::test]
async fn the_decision_of_the_first_day_knows_nothing_of_what_came_after() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        let (primo, secondo) = (g(2026, 11, 24), g(2026, 11, 25));
        for giorno in [primo, secondo] {
            prenota(&ctx, &anna, giorno, Scelta::PastoBianco, None)
                .await
                .expect("allowed");
        }
        let storia = storia(&citta).await;
        let vicini = |impronta: &Option<String>| {
            let impronta = impronta.clone().expect("a decision");
            let gestore = citta.gestore();
            async move {
                let ripetuta = ripeti(&gestore, &impronta).await;
                ripetuta.domanda.ingresso["vicini"].to_string()
            }
        };
        assert!(!vicini(&storia[0].1).await.contains("pasto_bianco"));
        assert!(vicini(&storia[1].1).await.contains("pasto_bianco"));
    })
    .await;
}

#[tokio::test]
async fn the_default_of_the_platform_leaves_no_decision() {
    in_citta(g(2026, 11, 23), con_bianco(), async |citta| {
        let db = citta.scope.db();
        db.execute_unprepared("DELETE FROM attivazione")
            .await
            .expect("no regulation");
        let regole = citta.scope.service::<Regole>().expect("rules");
        regole.dimentica(&citta.scope.comune().id);
        let ctx = citta.genitore();
        let anna = citta.anna(&ctx).await;
        prenota(&ctx, &anna, g(2026, 11, 24), Scelta::Assenza, None)
            .await
            .expect("allowed");
        assert_eq!(storia(&citta).await, [(g(2026, 11, 24), None)]);
    })
    .await;
}
