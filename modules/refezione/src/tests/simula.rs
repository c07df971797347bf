//! Another tariff on past meals: added up, and nothing touched.

use campanella_anagrafe::{ISEE_LEGGI, iscrizione_autorizzata};
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::jobs::{self, JobHandler};
use campanella_kernel::{DomainError, Importo};
use campanella_plugins_host::{Estensione, GESTISCI, LEGGI, Regole, digest, spediti};
use sea_orm::EntityTrait;
use serde_json::Value;

use super::citta::{Citta, alle, fasce, g, in_citta, lunedi};
use crate::entities::consumo;
use crate::entities::simulazione::StatoSimulazione;
use crate::simula::lavoro::{SIMULA, Simula};
use crate::{
    Richiesta, SimulazioneId, annulla_simulazione, avvia_simulazione, chiudi_giorno,
    pasti_iscritto, simulazione, simulazione_xlsx,
};

fn richiesta(parametri: Value) -> Richiesta {
    Richiesta {
        digest: digest(spediti::TARIFFA_ISEE),
        parametri,
        dal: g(2026, 11, 20),
        al: lunedi(),
    }
}

/// The meals of Monday, charged; it is Tuesday.
async fn dopo_lunedi(citta: &Citta) {
    citta
        .attiva(Estensione::Tariffa, fasce(45_000), g(2026, 9, 1))
        .await;
    citta.orologio.set(alle(lunedi(), 10, 0));
    for quale in [0, 1] {
        let plesso = citta.plesso(quale).await;
        chiudi_giorno(&citta.sistema(), &plesso, lunedi())
            .await
            .expect("closed");
    }
    citta.orologio.set(alle(g(2026, 11, 24), 8, 0));
}

/// Does the jobs of simulations until there is none.
async fn lavora(citta: &Citta) {
    let ctx = citta.sistema();
    let lavori = jobs::Entity::find().all(ctx.db()).await.expect("jobs");
    for lavoro in lavori.iter().filter(|l| l.tipo == SIMULA) {
        // At least once: a second run of the same job adds nothing.
        for _ in 0..2 {
            Simula.run(&ctx, &lavoro.contenuto).await.expect("done");
        }
    }
}

async fn consumi(citta: &Citta) -> Vec<consumo::Model> {
    let db = citta.scope.db();
    consumo::Entity::find().all(db).await.expect("charges")
}

#[tokio::test]
async fn totals_winners_and_losers_are_those_of_the_real_meals_and_no_charge_changes() {
    in_citta(async |citta| {
        dopo_lunedi(&citta).await;
        let prima = consumi(&citta).await;
        let vecchio: i64 = prima
            .iter()
            .filter_map(|c| c.importo)
            .map(Importo::cents)
            .sum();
        let ctx = citta.solo(GESTISCI);
        let id = avvia_simulazione(&ctx, richiesta(fasce(60_000)))
            .await
            .expect("begun");
        lavora(&citta).await;

        // Whoever decides on it need not be able to make one.
        let lettore = citta.solo(LEGGI);
        let riga = simulazione(&lettore, id).await.expect("a simulation");
        assert_eq!(riga.stato, StatoSimulazione::Finita);
        assert_eq!((riga.totale, riga.fatte), (3, 3));
        let r = riga.risultato.expect("a result").0.riepilogo();
        assert_eq!((r.pasti, r.bambini, r.senza_dati), (3, 3, 0));
        assert_eq!(r.totale_vecchio, Importo::from_cents(vecchio));
        // Anna stays in the first band at 1,055 €; the others pay 6,00 €.
        assert_eq!(r.totale_nuovo, Importo::from_cents(106 + 600 + 600));
        let fascia = |nome: &str| r.fasce.iter().find(|f| f.fascia == nome).expect("a band");
        assert_eq!(fascia("fino a 5.000 €").invariati, 1);
        assert_eq!(fascia("senza ISEE").pagano_piu, 2);
        assert_eq!(consumi(&citta).await, prima, "nothing is touched");

        let xlsx = simulazione_xlsx(&lettore, id).await.expect("a workbook");
        assert!(xlsx.starts_with(b"PK"));
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_simulation_stays_cancelled() {
    in_citta(async |citta| {
        dopo_lunedi(&citta).await;
        let ctx = citta.solo(GESTISCI);
        let id = avvia_simulazione(&ctx, richiesta(fasce(60_000)))
            .await
            .expect("begun");
        annulla_simulazione(&ctx, id).await.expect("cancelled");
        lavora(&citta).await;
        let lettore = citta.solo(LEGGI);
        let riga = simulazione(&lettore, id).await.expect("a simulation");
        assert_eq!((riga.stato, riga.fatte), (StatoSimulazione::Annullata, 0));
        let foglio = simulazione_xlsx(&lettore, id).await.expect_err("no result");
        assert_eq!(foglio.code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_simulated_is_refused_at_once() {
    in_citta(async |citta| {
        let ctx = citta.solo(GESTISCI);
        let mut futura = richiesta(fasce(60_000));
        futura.al = lunedi();
        futura.dal = lunedi();
        let errore = avvia_simulazione(&ctx, futura).await.expect_err("today");
        assert_eq!(errore.campo(), Some("al"));
        citta.orologio.set(alle(g(2026, 11, 24), 8, 0));
        let storta = richiesta(serde_json::json!({ "tabelle": "nessuna" }));
        let errore = avvia_simulazione(&ctx, storta).await.expect_err("crooked");
        assert_eq!(errore.code(), "PARAMETRI_NON_VALIDI");
        let dettagli = errore.dettagli();
        assert_eq!(dettagli["errori"][0]["percorso"], "/tabelle");
        assert_eq!(dettagli["errori"][0]["messaggio"], "deve essere un elenco");
        let nessuna = simulazione(&citta.solo(LEGGI), SimulazioneId::new(1)).await;
        assert_eq!(nessuna.expect_err("none").code(), "NON_TROVATO");
    })
    .await;
}

#[tokio::test]
async fn an_office_repeats_the_decision_behind_the_price_of_a_meal() {
    in_citta(async |citta| {
        dopo_lunedi(&citta).await;
        let ctx = citta.solo(ISEE_LEGGI);
        let anna = iscrizione_autorizzata(&ctx, ISEE_LEGGI, citta.anna.iscrizione)
            .await
            .expect("enrolled");
        let pagina = PageRequest::new(None, None).expect("a page");
        let letti = pasti_iscritto(&ctx, &anna, (Some(lunedi()), None), pagina).await;
        let mut pasti = letti.expect("read").edges;
        assert_eq!(pasti.len(), 1);
        let pasto = pasti.remove(0).node;
        assert_eq!(pasto.giorno, lunedi());
        assert!(!pasto.motivazione.is_empty());
        let impronta = pasto.decisione.expect("decided by a rule");
        let regole = ctx.service::<Regole>().expect("the rules");
        let ripetuta = regole.riesegui(&citta.solo(GESTISCI), &impronta).await;
        assert!(ripetuta.expect("kept").uguale());
    })
    .await;
}
