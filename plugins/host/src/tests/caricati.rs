//! Packages that a comune uploads: examined, kept, used by that comune alone.

use std::fs;
use std::io::{Cursor, Write};

use campanella_kernel::DomainError;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::attivazioni::{banco, banco_di, giorno, tariffa_unica};
use super::ostili::{orologio, tariffa_onesta};
use super::plugins;
use crate::pacchetti;
use crate::verdetto::Verdetto;
use crate::{Host, NuovaAttivazione, Regole};

const DICHIARAZIONE: &str = "id = \"ostile\"\nversione = \"1.0.0\"\ncontratto = \"1.0.0\"\n\
    punto = \"tariffa\"\ncomponente = \"regola.wasm\"\n";

/// A case that the honest guest satisfies: its price and band, whoever asks.
const CASI: &str = "
contesto: { servizio: refezione, giorno: 2026-10-05 }
parametri: {}
base: { plesso: CENTRO, ordine: primaria, residenza_bambino: nel_comune,
  residenza_pagante: nel_comune, minori_nel_nucleo: 1, rango_fratelli: 1 }
casi: [{ nome: uno, atteso: ATTESO }]
";

pub(super) fn zip(file: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nome, byte) in file {
        zip.start_file(*nome, SimpleFileOptions::default())
            .expect("a file");
        zip.write_all(byte).expect("its bytes");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// What the honest guest answers, found by asking it.
fn atteso(wasm: &[u8]) -> String {
    let regola = super::HOST.carica(wasm).expect("accepted");
    let scenario = crate::casi::Scenario::leggi("uno", &CASI.replace("ATTESO", "{}"));
    let scenario = scenario.expect("a scenario");
    let (_, parametri, domanda) = scenario.domande().next().expect("a case");
    let decisione = super::HOST
        .rispondi(&regola, parametri, &domanda)
        .expect("a question");
    decisione.riassunto.to_string()
}

fn pacchetto(atteso: &str) -> Vec<u8> {
    let casi = CASI.replace("ATTESO", atteso);
    zip(&[
        ("regola.toml", DICHIARAZIONE.as_bytes()),
        ("regola.wasm", &tariffa_onesta()),
        ("casi/uno.yaml", casi.as_bytes()),
    ])
}

fn con(caricato: &Verdetto) -> NuovaAttivazione {
    let componente = caricato.componente.as_ref().expect("a component");
    NuovaAttivazione {
        digest: componente.digest.clone(),
        parametri: serde_json::json!({}),
        ..tariffa_unica(0, giorno(2026, 10, 1))
    }
}

#[tokio::test]
async fn an_uploaded_rule_is_used_by_its_comune_alone_also_after_a_restart() {
    let banco = banco().await;
    let zip = pacchetto(&atteso(&tariffa_onesta()));
    let caricato = banco
        .regole
        .carica(&banco.ctx, zip.clone())
        .await
        .expect("taken in");
    assert_eq!(caricato.rifiuto, None);
    assert_eq!(caricato.titolo.as_deref(), Some("Ostile"));
    let [caso] = caricato.casi.as_slice() else {
        panic!("one case: {caricato:?}");
    };
    let consumo = caso.consumo;
    assert!(
        (1..consumo.concesso).contains(&consumo.carburante),
        "{consumo:?}"
    );
    // The memory that the guest declares: four pages.
    assert_eq!(consumo.memoria, 4 * 64 * 1024);
    let ancora = banco
        .regole
        .carica(&banco.ctx, zip)
        .await
        .expect("examined");
    assert_eq!(ancora, caricato, "the same again changes nothing");
    banco
        .regole
        .attiva(&banco.ctx, con(&caricato))
        .await
        .expect("in force");
    let prezzo = banco.prezzo(giorno(2026, 10, 5)).await.expect("a price");

    // The same process, another comune: the host knows the component, that comune does not.
    let altro = banco_di("barga", banco.regole.clone()).await;
    let rubato = altro.regole.attiva(&altro.ctx, con(&caricato)).await;
    assert_eq!(
        rubato.expect_err("not theirs").code(),
        "REGOLAMENTO_ASSENTE"
    );

    let regole = Regole::new(Host::nuovo(None).expect("the engine starts"));
    let dopo = super::attivazioni::Banco { regole, ..banco };
    assert_eq!(dopo.prezzo(giorno(2026, 10, 5)).await, Ok(prezzo));
}

#[tokio::test]
async fn a_package_that_fails_is_not_kept_and_says_why() {
    let banco = banco().await;
    let buono = atteso(&tariffa_onesta());
    let altra_fascia = buono.replace("\"fascia\":\"", "\"fascia\":\"Z");
    let che_importa = orologio();
    let casi: [(&str, Vec<u8>, &str); 6] = [
        (
            "too large",
            vec![0; pacchetti::PACCHETTO_MASSIMO + 1],
            "PACCHETTO_TROPPO_GRANDE",
        ),
        (
            "a component that looks outside",
            zip(&[
                ("regola.toml", DICHIARAZIONE.as_bytes()),
                ("regola.wasm", &che_importa),
                ("casi/uno.yaml", CASI.replace("ATTESO", &buono).as_bytes()),
            ]),
            "COMPONENTE_IMPORTA",
        ),
        (
            "a case that fails",
            pacchetto(&altra_fascia),
            "CASI_FALLITI",
        ),
        ("no zip file", b"testo".to_vec(), "PACCHETTO_ILLEGGIBILE"),
        (
            "no cases",
            zip(&[
                ("regola.toml", DICHIARAZIONE.as_bytes()),
                ("regola.wasm", &tariffa_onesta()),
            ]),
            "PACCHETTO_SENZA_CASI",
        ),
        (
            "a component that does not fit",
            zip(&[
                ("regola.toml", DICHIARAZIONE.as_bytes()),
                ("regola.wasm", &vec![0; 4 * 1024 * 1024 + 1]),
                ("casi/uno.yaml", CASI.replace("ATTESO", &buono).as_bytes()),
            ]),
            "PACCHETTO_ILLEGGIBILE",
        ),
    ];
    for (nome, zip, codice) in casi {
        let verdetto = banco
            .regole
            .carica(&banco.ctx, zip)
            .await
            .expect("examined");
        let rifiuto = verdetto.rifiuto.as_ref().expect(nome);
        assert_eq!(rifiuto.codice, codice, "{nome}: {rifiuto:?}");
        assert_eq!(verdetto.titolo, None, "{nome}");
        match codice {
            "CASI_FALLITI" => {
                let difetto = verdetto.casi[0].difetto.as_deref().expect("a defect");
                assert!(difetto.contains("fascia"), "{difetto}");
            }
            "COMPONENTE_IMPORTA" => {
                assert_eq!(verdetto.importazioni, ["campanella:regole/orologio@1.0.0"]);
                assert_eq!(verdetto.dichiarazione.expect("it can be read").id, "ostile");
            }
            _ => assert!(
                verdetto.importazioni.is_empty() && verdetto.casi.is_empty(),
                "{nome}"
            ),
        }
    }
    let elenco = pacchetti::elenco(banco.ctx.db()).await.expect("a list");
    assert!(elenco.is_empty());
}

#[tokio::test]
async fn a_version_is_used_once() {
    let banco = banco().await;
    let buono = atteso(&tariffa_onesta());
    banco
        .regole
        .carica(&banco.ctx, pacchetto(&buono))
        .await
        .expect("taken in");
    // The same name and version, other bytes: a custom section more.
    let mut altro = tariffa_onesta();
    altro.extend_from_slice(&[0, 3, 1, b'x', 0]);
    let casi = CASI.replace("ATTESO", &buono);
    let zip = zip(&[
        ("regola.toml", DICHIARAZIONE.as_bytes()),
        ("regola.wasm", &altro),
        ("casi/uno.yaml", casi.as_bytes()),
    ]);
    let verdetto = banco
        .regole
        .carica(&banco.ctx, zip)
        .await
        .expect("examined");
    assert_eq!(verdetto.rifiuto.expect("refused").codice, "VERSIONE_USATA");
    let elenco = pacchetti::elenco(banco.ctx.db()).await.expect("a list");
    assert_eq!(elenco.len(), 1, "the first stays");
}

#[tokio::test]
async fn the_cases_run_again_under_another_engine() {
    use sea_orm::{EntityTrait, IntoActiveModel, Set};
    let banco = banco().await;
    let zip = pacchetto(&atteso(&tariffa_onesta()));
    let caricato = banco.regole.carica(&banco.ctx, zip).await.expect("in");
    banco
        .regole
        .attiva(&banco.ctx, con(&caricato))
        .await
        .expect("in force");
    let riga = pacchetti::Entity::find_by_id(con(&caricato).digest)
        .one(banco.ctx.db())
        .await
        .expect("the store answers")
        .expect("a row");
    // As an older engine left it, with cases that this one does not satisfy.
    let guasto = pacchetto("{ prezzo: 1 }");
    let mut riga = riga.into_active_model();
    riga.motore = Set("wasmtime 1.0.0".to_owned());
    riga.pacchetto = Set({
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(guasto)
    });
    pacchetti::Entity::update(riga)
        .exec(banco.ctx.db())
        .await
        .expect("changed");
    let regole = Regole::new(Host::nuovo(None).expect("the engine starts"));
    let dopo = super::attivazioni::Banco { regole, ..banco };
    let esito = dopo.prezzo(giorno(2026, 10, 5)).await;
    assert_eq!(esito, Err("REGOLA_ASSENTE".to_owned()), "out of use");
}

#[test]
fn the_engine_of_the_records_is_the_one_that_is_locked() {
    let lock = fs::read_to_string(plugins().join("../Cargo.lock")).expect("the lock file");
    let versione = crate::decisione::MOTORE
        .strip_prefix("wasmtime ")
        .expect("a name and a version");
    let voce = format!("name = \"wasmtime\"\nversion = \"{versione}\"\n");
    assert!(
        lock.contains(&voce),
        "raise decisione::MOTORE with the engine"
    );
}
