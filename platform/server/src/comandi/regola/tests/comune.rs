//! The two verbs that look at a comune, on the smallest of the demonstration.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use campanella_kernel::clock::FixedClock;
use campanella_kernel::{Giorno, Istante};
use chrono::NaiveTime;
use clap::Parser;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;

use super::{Riga, scrivi};
use crate::app::App;
use crate::comandi::regola::{ComandoRegola, riesegui, simula};
use crate::config::Config;
use crate::demo;

/// A platform with that comune, on Monday 23 November 2026.
struct Banco {
    app: Arc<App>,
    comune: String,
    cartella: tempfile::TempDir,
}

impl Banco {
    async fn prepara() -> Self {
        let cartella = tempfile::tempdir().expect("a folder");
        let config = Config {
            dati: cartella.path().join("dati"),
            ..Config::default()
        };
        let lunedi = Giorno::new(2026, 11, 23).expect("a day");
        let mezzogiorno = NaiveTime::from_hms_opt(12, 0, 0).expect("an hour");
        let orologio = FixedClock::new(Istante::da_ora_locale(lunedi, mezzogiorno));
        let app = App::start(config, Arc::new(orologio)).await;
        let app = app.expect("a platform");
        let comune = demo::il_piu_piccolo(&app).await.expect("a comune");
        Self {
            app,
            comune,
            cartella,
        }
    }

    /// What the verb writes, and the error that ends it.
    async fn esegui(&self, verbo: &str, argomenti: &[&str]) -> (String, Option<String>) {
        let riga = [&["regola", verbo, "--comune", &self.comune], argomenti].concat();
        let riga = Riga::try_parse_from(riga).expect("a command");
        let mut uscita = Vec::new();
        let esito = match &riga.comando {
            ComandoRegola::Riesegui(o) => riesegui::esegui(o, &self.app, &mut uscita).await,
            ComandoRegola::Simula(o) => simula::esegui(o, &self.app, &mut uscita).await,
            altro => panic!("{altro:?}"),
        };
        let scritto = String::from_utf8(uscita).expect("text");
        (scritto, esito.err().map(|e| format!("{e:#}")))
    }

    async fn sql(&self, sql: &str) -> Vec<String> {
        let id = campanella_kernel::ComuneId::parse(&self.comune).expect("an id");
        let aperto = self.app.comuni.stores().open(&id).await;
        let (_, db) = aperto.expect("the store");
        let righe = db
            .query_all_raw(Statement::from_string(DbBackend::Sqlite, sql))
            .await
            .expect("rows");
        let testo = |r: &sea_orm::QueryResult| r.try_get_by_index::<String>(0).expect("text");
        righe.iter().map(testo).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_decisions_are_taken_again_one_or_all() {
    let banco = Banco::prepara().await;
    let tutte = banco.sql("SELECT impronta FROM decisione").await;
    assert!(tutte.len() > 100, "{}", tutte.len());
    let periodo = ["--dal", "2026-09-01", "--al", "2027-08-31"];
    let (scritto, errore) = banco.esegui("riesegui", &periodo).await;
    assert_eq!(errore, None, "{scritto}");
    assert_eq!(scritto, format!("{} decisioni rieseguite\n", tutte.len()));

    let (scritto, errore) = banco.esegui("riesegui", &[&tutte[0]]).await;
    assert_eq!(errore, None, "{scritto}");
    for parte in [
        "tariffa (refezione)",
        "tariffa-isee 1.0",
        "(come allora)",
        "Perché?",
    ] {
        assert!(scritto.contains(parte), "{parte}: {scritto}");
    }
    let (scritto, _) = banco.esegui("riesegui", &[&tutte[0], "--json"]).await;
    let esito: Value = serde_json::from_str(&scritto).expect("JSON");
    assert_eq!(esito["uguale"], true);
    assert_eq!(esito["allora"], esito["adesso"]);
    assert_eq!(esito["domanda"]["ingresso"]["plesso"], "X", "pseudonymised");

    let falsa = format!(
        "UPDATE decisione SET uscita = 'altra' WHERE impronta = '{}'",
        tutte[0]
    );
    banco.sql(&falsa).await;
    let (scritto, errore) = banco.esegui("riesegui", &[&tutte[0]]).await;
    assert!(scritto.contains("altra allora"), "{scritto}");
    assert!(errore.expect("it fails").contains("non è uguale"));
    let (scritto, errore) = banco.esegui("riesegui", &periodo).await;
    assert!(
        scritto.contains(&format!("DIVERSA {}", tutte[0])),
        "{scritto}"
    );
    assert!(errore.is_some());
    let (_, errore) = banco.esegui("riesegui", &["nessuna"]).await;
    assert!(errore.expect("it fails").contains("Decisione"));
}

const PARAMETRI: &str = "
tabelle:
  - metodo: { tipo: fasce, fasce: [], oltre: { nome: Unica, prezzi: [50000] } }
";

#[tokio::test(flavor = "multi_thread")]
async fn another_tariff_is_simulated_and_nothing_is_written() {
    let banco = Banco::prepara().await;
    let parametri = scrivi(banco.cartella.path(), "parametri.yaml", PARAMETRI);
    let xlsx = banco.cartella.path().join("simulazione.xlsx");
    let xlsx = xlsx.to_string_lossy().into_owned();
    let contenuto = "SELECT (SELECT count(*) FROM simulazione) || '/' || (SELECT count(*) FROM \
        consumo) || '/' || (SELECT count(*) FROM lavoro) || '/' || (SELECT count(*) FROM \
        registro WHERE azione NOT IN ('simula_tariffa'))";
    let prima = banco.sql(contenuto).await;
    let ottobre = [
        "tariffa-isee",
        "--parametri",
        &parametri,
        "--dal",
        "2026-10-01",
        "--al",
        "2026-10-31",
    ];
    let (scritto, errore) = banco
        .esegui("simula", &[&ottobre[..], &["--json"]].concat())
        .await;
    assert_eq!(errore, None, "{scritto}");
    let esito: Value = serde_json::from_str(&scritto).expect("JSON");
    let pasti = esito["pasti"].as_i64().expect("a number");
    assert!(pasti > 500, "{esito}");
    let di_ottobre = "FROM consumo c JOIN presenza p ON p.id = c.presenza_id WHERE c.stato <> \
        'annullato' AND p.giorno LIKE '2026-10-%'";
    let conta = async |che: &str| {
        let sql = format!("SELECT CAST({che} AS TEXT) {di_ottobre}");
        banco.sql(&sql).await[0].parse::<i64>().expect("a number")
    };
    assert_eq!(pasti, conta("count(*)").await);
    assert_eq!(esito["totale_vecchio"], conta("sum(c.importo)").await);
    // Five euros for everybody, but for those whom the social services exempt.
    let paganti = conta("sum(CASE WHEN c.importo > 0 THEN 1 ELSE 0 END)").await;
    assert_eq!(esito["totale_nuovo"], paganti * 500);

    let (scritto, errore) = banco
        .esegui("simula", &[&ottobre[..], &["--xlsx", &xlsx]].concat())
        .await;
    assert_eq!(errore, None, "{scritto}");
    for parte in ["Totale simulato", "Fascia ISEE", "Cambiamenti maggiori"] {
        assert!(scritto.contains(parte), "{parte}: {scritto}");
    }
    assert!(
        fs::read(Path::new(&xlsx))
            .expect("a file")
            .starts_with(b"PK")
    );
    assert_eq!(banco.sql(contenuto).await, prima, "nothing is written");
    let nota = "SELECT chi FROM registro WHERE azione = 'simula_tariffa'";
    let nota = banco.sql(nota).await;
    assert_eq!(
        nota, ["sistema (riga di comando)"; 2],
        "but that somebody looked"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_simulated_says_why() {
    let banco = Banco::prepara().await;
    let parametri = scrivi(banco.cartella.path(), "parametri.yaml", PARAMETRI);
    let storti = scrivi(banco.cartella.path(), "storti.yaml", "tabelle: nessuna");
    let ignota = "0".repeat(64);
    for (fonte, parametri, al, atteso) in [
        ("tariffa-isee", &parametri, "2026-11-23", "fino a ieri"),
        ("tariffa-isee", &storti, "2026-10-31", "non sono completi"),
        ("penale-solleciti", &parametri, "2026-10-31", "non riguarda"),
        (ignota.as_str(), &parametri, "2026-10-31", "non è presente"),
        ("nessuna", &parametri, "2026-10-31", "non è una cartella"),
    ] {
        let argomenti = [
            fonte,
            "--parametri",
            parametri,
            "--dal",
            "2026-10-01",
            "--al",
            al,
        ];
        let (_, errore) = banco.esegui("simula", &argomenti).await;
        let errore = errore.expect("it fails");
        assert!(errore.contains(atteso), "{fonte}: {errore}");
    }
}
