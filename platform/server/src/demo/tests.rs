//! The demonstration as a whole.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use campanella_anagrafe::{
    IscrizioneId, SCUOLE_LEGGI, fatti_per_tariffa, iscrizioni_dei_plessi, plessi_autorizzati,
};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::Services;
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::{
    Actor, CodiceFiscale, Giorno, Istante, PermissionSet, PlessoScope, Scope, Servizio, testing,
};
use campanella_plugins_host::fatti::Residenza;
use campanella_plugins_host::{Host, Regole};
use campanella_tenants::testing::{for_each_store, two_comuni};
use chrono::NaiveTime;
use sea_orm::{ConnectionTrait, DatabaseConnection, FromQueryResult, JsonValue, Statement};
use sha2::{Digest, Sha256};

use super::comune::{Stato, attiva, contesto, riempi, stato};
use super::famiglie::Bambino;
use super::piano::Piano;
use super::profilo::{Profilo, castelmarino, di_misura, pieve_sant_elmo, valdirovere};
use super::recupera::recupera;
use super::tariffe::{Prezzi, domande_del};
use super::tavole;

fn alle(giorno: &str, ora: u32) -> Istante {
    let giorno = Giorno::parse_iso(giorno).expect("a day");
    Istante::da_ora_locale(giorno, NaiveTime::from_hms_opt(ora, 0, 0).expect("a time"))
}

/// Digest of all that is on paper.
fn impronta(profilo: &Profilo, seme: u64) -> String {
    let piano = Piano::new(profilo, seme, alle("2026-11-23", 12));
    let mut digest = Sha256::new();
    for righe in tavole::tutte(&piano, &Prezzi::default(), "hash") {
        digest.update(format!("{} {:?}", righe.tabella, righe.valori));
    }
    hex::encode(digest.finalize())
}

#[test]
fn the_same_seed_gives_the_same_comune() {
    let profilo = valdirovere();
    assert_eq!(impronta(&profilo, 1), impronta(&profilo, 1));
    assert_ne!(impronta(&profilo, 1), impronta(&profilo, 2));
    assert_ne!(impronta(&profilo, 1), impronta(&pieve_sant_elmo(), 1));
}

#[test]
fn every_codice_fiscale_is_valid_says_the_same_and_is_of_one_person() {
    let profilo = castelmarino();
    let adesso = alle("2026-11-23", 12);
    let piano = Piano::new(&profilo, 1, adesso);
    let bambini: Vec<_> = piano.famiglie.iter().flat_map(|f| &f.figli).collect();
    assert_eq!(bambini.len(), 4_000);
    let mut chiavi = HashSet::new();
    for bambino in &bambini {
        let Some(codice) = &bambino.codice_fiscale else {
            continue;
        };
        let letto = CodiceFiscale::parse(codice.as_str()).expect("valid");
        assert_eq!(letto.data_nascita(adesso.giorno()), Some(bambino.nascita));
        assert_eq!(letto.sesso(), Some(bambino.sesso));
        assert_eq!(letto.luogo_nascita().as_deref(), Some(bambino.luogo.1));
        assert!(chiavi.insert(letto.senza_omocodia()), "{codice}");
    }
    let persone = piano
        .famiglie
        .iter()
        .flat_map(|f| std::iter::once(&f.tutore).chain(&f.delegato));
    for persona in persone.chain(piano.personale.iter().map(|a| &a.persona)) {
        assert!(
            chiavi.insert(persona.codice_fiscale.senza_omocodia()),
            "{}",
            persona.id
        );
    }
}

#[test]
fn the_large_comune_has_the_cases_that_offices_meet() {
    let profilo = castelmarino();
    let piano = Piano::new(&profilo, 1, alle("2026-11-23", 12));
    let omocodo = |b: &Bambino| {
        let codice = b.codice_fiscale.as_ref();
        codice.is_some_and(|c| c.as_str() != c.senza_omocodia())
    };
    let bambini = || piano.famiglie.iter().flat_map(|f| &f.figli);
    for (caso, quanti) in [
        (
            "born abroad",
            bambini().filter(|b| b.nato_all_estero()).count(),
        ),
        ("omocodia", bambini().filter(|b| omocodo(b)).count()),
        (
            "without codice fiscale",
            bambini().filter(|b| b.codice_fiscale.is_none()).count(),
        ),
        (
            "with a disability",
            bambini().filter(|b| b.disabilita).count(),
        ),
        (
            "resident where the payer is not",
            piano
                .famiglie
                .iter()
                .filter(|f| !f.residente && f.figli.iter().any(|b| b.residente))
                .count(),
        ),
        (
            "without ISEE",
            piano.famiglie.iter().filter(|f| f.isee.is_empty()).count(),
        ),
        ("exempt", piano.famiglie.iter().filter(|f| f.esente).count()),
        (
            "delegates",
            piano
                .famiglie
                .iter()
                .filter(|f| f.delegato.is_some())
                .count(),
        ),
        (
            "twins",
            piano
                .famiglie
                .iter()
                .filter(|f| f.figli.windows(2).any(|w| w[0].nascita == w[1].nascita))
                .count(),
        ),
        (
            "siblings in two buildings",
            piano
                .famiglie
                .iter()
                .filter(|f| f.figli.windows(2).any(|w| w[0].plesso != w[1].plesso))
                .count(),
        ),
        ("diets", piano.diete.len()),
        ("on the bus", piano.iscrizioni.len() - 4_000),
        (
            "who left",
            piano.iscrizioni.iter().filter(|i| i.al.is_some()).count(),
        ),
    ] {
        assert!(quanti >= 5, "{caso}: {quanti}");
    }
    assert!(
        piano.classi.iter().all(|c| c.nome.len() == 2),
        "sections A to Z"
    );
}

/// Every row that anybody can read, as text.
async fn contenuto(db: &DatabaseConnection) -> Vec<String> {
    let mut righe = Vec::new();
    for tabella in [
        "scuola",
        "plesso",
        "classe",
        "persona",
        "famiglia",
        "isee",
        "delega",
        "alunno",
        "iscrizione",
        "calendario",
        "chiusura",
        "dieta",
        "menu",
        "portata",
        "prenotazione",
        "prenotazione_storia",
        "settimana",
        "giorno_prodotto",
        "presenza",
        "presenza_storia",
        "consumo",
        "chiusura_giorno",
        "addebito",
        "scrittura",
        "movimento",
        "incasso",
        "persona_ruolo",
        "attivazione",
    ] {
        let sql = format!("SELECT * FROM {tabella} ORDER BY id");
        let sql = Statement::from_string(db.get_database_backend(), sql);
        let lette = JsonValue::find_by_statement(sql)
            .all(db)
            .await
            .expect("rows");
        assert!(!lette.is_empty(), "{tabella} is empty");
        righe.extend(lette.iter().map(|r| format!("{tabella} {r}")));
    }
    righe
}

/// One engine for all tests: compiling the regulations takes longest. It remembers what is in
/// force in each comune, so every store is of another.
fn scope(db: DatabaseConnection, adesso: Istante) -> Scope {
    static REGOLE: LazyLock<Regole> =
        LazyLock::new(|| Regole::new(Host::nuovo(None).expect("an engine")));
    static COMUNI: AtomicU32 = AtomicU32::new(0);
    let id = format!("prova-{}", COMUNI.fetch_add(1, Ordering::Relaxed));
    let comune = testing::comune(&id, &["anagrafe", "prenotazioni", "refezione"]);
    let clock = Arc::new(FixedClock::new(adesso));
    testing::scope_with(
        comune,
        db,
        clock,
        Services::default()
            .with(Ascoltatori::default())
            .with(REGOLE.clone()),
    )
}

async fn crea(scope: &Scope, piano: &Piano<'_>) {
    let ctx = contesto(scope);
    attiva(&ctx, piano).await.expect("regulations");
    let prezzi = Prezzi::chiedi(&ctx, piano).await.expect("prices");
    riempi(&ctx, piano, &prezzi, "hash").await.expect("rows");
}

/// The accounts are as the module would have left them.
async fn conti_in_ordine(db: &DatabaseConnection) {
    let libro = campanella_ledger::verifica(db).await.expect("checked");
    assert_eq!(libro, [], "the books");
    let conti = campanella_pagamenti::verifica(db).await.expect("checked");
    assert_eq!(conti, [], "the accounts");
}

async fn conta(db: &DatabaseConnection, sql: &str) -> i64 {
    let sql = Statement::from_string(db.get_database_backend(), format!("SELECT ({sql}) AS n"));
    let riga = db
        .query_one_raw(sql)
        .await
        .expect("a query")
        .expect("a row");
    riga.try_get("", "n").expect("a number")
}

#[tokio::test]
async fn two_runs_write_the_same_rows() {
    two_comuni(async |a, b| {
        let profilo = pieve_sant_elmo();
        let adesso = alle("2026-11-23", 12);
        let mut contenuti = Vec::new();
        for db in [a, b] {
            let scope = scope(db, adesso);
            assert_eq!(stato(&scope, 5).await.expect("read"), Stato::Estraneo);
            let piano = Piano::new(&profilo, 5, adesso);
            crea(&scope, &piano).await;
            assert_eq!(stato(&scope, 5).await.expect("read"), Stato::Fatto(adesso));
            assert_eq!(stato(&scope, 6).await.expect("read"), Stato::DaRifare);
            conti_in_ordine(scope.db()).await;
            contenuti.push(contenuto(scope.db()).await);
        }
        let diversa = contenuti[0].iter().zip(&contenuti[1]).find(|(a, b)| a != b);
        assert_eq!(diversa, None);
        assert_eq!(contenuti[0].len(), contenuti[1].len());
    })
    .await;
}

#[tokio::test]
async fn the_year_is_consistent_and_ends_now() {
    for_each_store(async |db| {
        let profilo = valdirovere();
        // Before the cut-off of half past nine: today is still open.
        let adesso = alle("2026-11-23", 9);
        let scope = scope(db, adesso);
        let piano = Piano::new(&profilo, 5, adesso);
        crea(&scope, &piano).await;
        let db = scope.db();
        for (what, sql) in [
            ("presences today or later", "SELECT count(*) FROM presenza WHERE giorno >= '2026-11-23'"),
            ("on the strike", "SELECT count(*) FROM presenza WHERE giorno = '2026-10-09'"),
            ("on Saturdays", "SELECT count(*) FROM presenza WHERE giorno = '2026-10-10'"),
            (
                "where people vote",
                "SELECT count(*) FROM presenza p JOIN chiusura c ON c.plesso_id = p.plesso_id
                  WHERE p.giorno BETWEEN c.dal AND c.al",
            ),
            (
                "meals without a charge",
                "SELECT count(*) FROM presenza p LEFT JOIN consumo c ON c.presenza_id = p.id
                  WHERE p.stato <> 'assente' AND c.id IS NULL",
            ),
            (
                "charges of who was absent",
                "SELECT count(*) FROM presenza p JOIN consumo c ON c.presenza_id = p.id
                  WHERE p.stato = 'assente' AND c.stato <> 'annullato'",
            ),
            (
                "bookings that the day forgot",
                "SELECT count(*) FROM prenotazione b JOIN presenza p
                     ON p.iscrizione_id = b.iscrizione_id AND p.giorno = b.giorno
                  WHERE p.origine = 'chiusura' AND NOT (b.scelta = 'assenza' AND p.stato = 'assente')
                    AND NOT (b.scelta = 'pasto_bianco' AND p.stato = 'pasto_bianco')",
            ),
            ("enrolments without a price",
                "SELECT count(*) FROM iscrizione WHERE servizio = 'refezione' AND importo_unitario IS NULL"),
        ] {
            assert_eq!(conta(db, sql).await, 0, "{what}");
        }
        for (what, sql) in [
            ("presences on Friday", "SELECT count(*) FROM presenza WHERE giorno = '2026-11-20'"),
            ("bookings to come", "SELECT count(*) FROM prenotazione WHERE giorno > '2026-11-23'"),
            ("light meals", "SELECT count(*) FROM presenza WHERE stato = 'pasto_bianco'"),
            ("corrections", "SELECT count(*) FROM presenza_storia"),
            ("prices", "SELECT count(DISTINCT prezzo_unitario) FROM consumo"),
            ("menus to come", "SELECT count(*) FROM menu WHERE giorno > '2026-11-23'"),
        ] {
            assert!(conta(db, sql).await > 3, "{what}");
        }
        let days = "SELECT count(DISTINCT giorno) FROM presenza";
        // 50 days from Monday to Friday since 14 September, less patron, strike: no other feast
        // fell on a weekday.
        assert_eq!(conta(db, days).await, 48);
        for (what, sql) in [
            ("bills", "SELECT count(*) FROM retta WHERE stato = 'emessa'"),
            ("meals that wait for a bill", "SELECT count(*) FROM addebito WHERE stato = 'in_attesa'"),
        ] {
            assert!(conta(db, sql).await > 3, "{what}");
        }
        conti_in_ordine(db).await;
        // A key made here and one made by the store do not meet.
        db.execute_unprepared(
            "INSERT INTO scuola (codice, nome, ordine) VALUES ('nuova', 'Nuova', 'infanzia')",
        )
        .await
        .expect("a new row");
    })
    .await;
}

/// The tariff asks the same on paper as `refezione` asks with what `anagrafe` knows.
#[tokio::test]
async fn the_facts_on_paper_are_those_of_anagrafe() {
    for_each_store(async |db| {
        let profilo = valdirovere();
        let adesso = alle("2027-02-10", 12);
        let scope = scope(db, adesso);
        let piano = Piano::new(&profilo, 5, adesso);
        crea(&scope, &piano).await;

        let mut permessi = PermissionSet::nessuno();
        permessi.concedi(SCUOLE_LEGGI, PlessoScope::Tutti);
        let ctx = scope.authenticated(
            Actor::Sistema {
                lavoro: "prova".to_owned(),
            },
            permessi.into(),
        );
        let oggi = adesso.giorno();
        let plessi = plessi_autorizzati(&ctx, SCUOLE_LEGGI)
            .await
            .expect("buildings");
        let iscritti = iscrizioni_dei_plessi(&ctx, &plessi, Servizio::Refezione, oggi)
            .await
            .expect("children");
        let fatti = fatti_per_tariffa(&ctx, &iscritti, oggi)
            .await
            .expect("facts");
        assert!(fatti.len() > 800, "{}", fatti.len());
        for (iscrizione, ingresso) in domande_del(&piano, oggi) {
            let Some(fatti) = fatti.get(&IscrizioneId::new(iscrizione)) else {
                continue;
            };
            let isee = fatti.isee.as_ref().map(|i| (i.valore, i.dal, i.al));
            assert_eq!(
                ingresso.isee.map(|i| (i.valore, i.dal, i.al)),
                isee,
                "{iscrizione}"
            );
            assert_eq!(
                ingresso.rango_fratelli, fatti.rango_fratelli,
                "{iscrizione}"
            );
            assert_eq!(ingresso.minori_nel_nucleo, fatti.minori, "{iscrizione}");
            assert_eq!(ingresso.disabilita, fatti.disabilita);
            assert_eq!(
                ingresso.esenzione_servizi_sociali,
                fatti.esente_servizi_sociali
            );
            let qui = |r| r == Residenza::NelComune;
            assert_eq!(qui(ingresso.residenza_bambino), fatti.residente_bambino);
            assert_eq!(qui(ingresso.residenza_pagante), fatti.residente_pagante);
        }
    })
    .await;
}

#[test]
fn comuni_for_measures_have_the_children_that_were_asked() {
    let profilo = di_misura(17, 300);
    let piano = Piano::new(&profilo, 1, alle("2026-11-23", 12));
    assert_eq!(
        piano.famiglie.iter().map(|f| f.figli.len()).sum::<usize>(),
        300
    );
}

#[tokio::test]
async fn days_that_went_by_are_closed_at_the_next_start() {
    for_each_store(async |db| {
        let profilo = pieve_sant_elmo();
        let venerdi = alle("2026-11-20", 12);
        let made = scope(db.clone(), venerdi);
        let piano = Piano::new(&profilo, 5, venerdi);
        crea(&made, &piano).await;
        let presenze = "SELECT count(*) FROM presenza WHERE giorno > '2026-11-20'";
        assert_eq!(conta(&db, presenze).await, 0);
        // On Tuesday before the cut-off: only Monday is closed.
        let later = scope(db.clone(), alle("2026-11-24", 8));
        let giorni = recupera(&later, &profilo, venerdi.giorno())
            .await
            .expect("closed");
        assert_eq!(giorni, 1);
        let giorno = "SELECT count(*) FROM presenza WHERE giorno = '2026-11-23'";
        assert!(conta(&db, giorno).await > 100);
        assert_eq!(conta(&db, presenze).await, conta(&db, giorno).await);
        let prezzi = "SELECT count(*) FROM consumo WHERE stato = 'da_verificare'";
        assert_eq!(conta(&db, prezzi).await, 0);
    })
    .await;
}
