//! What was decided last December comes out the same a year later, on another build of the engine,
//! although another rule is in force since January.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use campanella_kernel::{Istante, Servizio};
use chrono::NaiveTime;
use serde_json::json;
use wasmtime::{Config, OptLevel};

use super::attivazioni::{Banco, bambino, banco_di, giorno, tariffa_unica};
use crate::decisione::conserva;
use crate::tariffa::{Esito, Ingresso};
use crate::{Host, NuovaAttivazione, Regole};

/// The engine as a later build might be: the same sandbox, other machine code.
fn motore_dopo() -> Config {
    let mut config = crate::motore::configurazione();
    config.cranelift_opt_level(OptLevel::None);
    config
}

/// The compiled files of a cache, by name.
fn compilati(cartella: &Path) -> BTreeSet<String> {
    let voci = fs::read_dir(cartella).expect("the cache");
    voci.map(|voce| {
        voce.expect("an entry")
            .file_name()
            .to_string_lossy()
            .into_owned()
    })
    .collect()
}

/// Bands with a personalised line among them, so that cents come out of a division.
fn per_isee(prezzo_massimo: i64, dal: campanella_kernel::Giorno) -> NuovaAttivazione {
    NuovaAttivazione {
        parametri: json!({ "tabelle": [{ "metodo": { "tipo": "lineare", "isee_min": 550_000,
            "isee_max": 3_000_000, "prezzo_min": 15_000, "prezzo_max": prezzo_massimo,
            "nome": "Personalizzata" } }] }),
        ..tariffa_unica(0, dal)
    }
}

fn con_isee() -> Ingresso {
    let isee = json!({ "valore": 1_777_777, "dal": "2026-01-15", "al": "2027-12-31",
        "tipo": "minorenni" });
    Ingresso {
        isee: Some(serde_json::from_value(isee).expect("an ISEE")),
        ..bambino()
    }
}

async fn esito(banco: &Banco, regole: &Regole, mese: u32, g: u32, anno: i32) -> Esito {
    let quando = giorno(anno, mese, g);
    regole
        .tariffa(&banco.ctx, Servizio::Refezione, quando, &[con_isee()])
        .await
        .expect("the store answers")
        .remove(0)
}

#[tokio::test]
async fn december_stays_as_it_was_a_year_later_on_another_engine() {
    let cartella = tempfile::tempdir().expect("a folder");
    let cache = cartella.path().join("compilati");
    let prima = Regole::new(Host::nuovo(Some(&cache)).expect("the engine starts"));
    let banco = banco_di("aulla", prima.clone()).await;
    for nuova in [
        per_isee(60_000, giorno(2026, 9, 1)),
        per_isee(72_500, giorno(2027, 1, 1)),
    ] {
        prima.attiva(&banco.ctx, nuova).await.expect("in force");
    }
    let dicembre = esito(&banco, &prima, 12, 15, 2026).await;
    let gennaio = esito(&banco, &prima, 1, 15, 2027).await;
    let importo = |e: &Esito| e.tariffa().and_then(|t| t.prezzo).expect("a price");
    assert_ne!(importo(&dicembre), importo(&gennaio), "another tariff");
    let traccia = dicembre.traccia().expect("a decision").clone();
    conserva(&banco.ctx, banco.ctx.db(), [&traccia])
        .await
        .expect("kept");
    let di_prima = compilati(&cache);

    let a_mezzogiorno = NaiveTime::from_hms_opt(12, 0, 0).expect("an hour");
    let un_anno_dopo = Istante::da_ora_locale(giorno(2027, 12, 15), a_mezzogiorno);
    banco.orologio.set(un_anno_dopo);
    let host = Host::con_motore(&motore_dopo(), Some(&cache)).expect("the engine starts");
    let dopo = Regole::new(host);
    let ancora = esito(&banco, &dopo, 12, 15, 2026).await;
    // Cents, band, every step of the explanation, and the regulation that it names.
    assert_eq!(ancora, dicembre);
    assert_eq!(esito(&banco, &dopo, 1, 15, 2027).await, gennaio);
    let ripetuta = dopo.riesegui(&banco.ctx, traccia.impronta()).await;
    assert!(ripetuta.expect("taken again").uguale());

    let nuovi: Vec<String> = compilati(&cache).difference(&di_prima).cloned().collect();
    let impronta = |nome: &str| nome.split('-').next().map(str::to_owned);
    assert_eq!(nuovi.len(), 1, "compiled anew: {nuovi:?}");
    let stessa = di_prima.iter().any(|n| impronta(n) == impronta(&nuovi[0]));
    assert!(stessa, "the same component: {nuovi:?}, {di_prima:?}");
}
