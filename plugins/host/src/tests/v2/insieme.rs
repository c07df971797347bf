//! A component of the second version and one of the first, in one comune.

use std::fs;

use campanella_kernel::Servizio;
use serde_json::json;

use crate::NuovaAttivazione;
use crate::decisione::conserva;
use crate::tariffa::Esito;
use crate::tests::attivazioni::{bambino, banco, giorno, tariffa_unica};
use crate::tests::caricati::zip;
use crate::tests::ostili::costruisci::componi;
use crate::tests::plugins;

/// A tariff of the second version: the ISEE in cents is the price in ten-thousandths; without an
/// ISEE it refuses.
fn tariffa() -> Vec<u8> {
    let testo = r#"(module
        (memory (export "memory") 4)
        (global $p (mut i32) (i32.const 65536))
        (data (i32.const 1024) "nuova2.1.0Seconda{}")
        (data (i32.const 1200) "Dal suo ISEE.")
        (data (i32.const 1300) "Manca l'ISEE.")
        (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
            (local $r i32)
            (local.set $r (i32.and (i32.add (global.get $p) (i32.const 7)) (i32.const -8)))
            (global.set $p (i32.add (local.get $r) (local.get 3)))
            (local.get $r))
        (func (export "campanella:regole/regola-tariffa@2.0.0#descrivi") (result i32)
            (i32.store (i32.const 512) (i32.const 1024)) (i32.store (i32.const 516) (i32.const 5))
            (i32.store (i32.const 520) (i32.const 1029)) (i32.store (i32.const 524) (i32.const 5))
            (i32.store (i32.const 528) (i32.const 1034)) (i32.store (i32.const 532) (i32.const 7))
            (i32.store (i32.const 536) (i32.const 1041)) (i32.store (i32.const 540) (i32.const 2))
            (i32.const 512))
        (func (export "campanella:regole/regola-tariffa@2.0.0#verifica")
            (param i32 i32) (result i32) (i32.const 600))
        ;; parametri, giorno, bambini: address and length of each
        (func (export "campanella:regole/regola-tariffa@2.0.0#calcola")
            (param i32 i32 i32 i32 i32 i32) (result i32)
            (local $i i32) (local $b i32) (local $r i32)
            (block $fine
                (loop $l
                    (br_if $fine (i32.ge_u (local.get $i) (local.get 5)))
                    ;; a child has 24 bytes: rank, whether there is an ISEE, the ISEE
                    (local.set $b (i32.add (local.get 4) (i32.mul (local.get $i) (i32.const 24))))
                    ;; an outcome has 32: answered or not, then the price or the sentence
                    (local.set $r (i32.add (i32.const 4096) (i32.mul (local.get $i) (i32.const 32))))
                    (if (i32.load8_u offset=8 (local.get $b))
                        (then
                            (i64.store offset=8 (local.get $r) (i64.load offset=16 (local.get $b)))
                            (i32.store offset=16 (local.get $r) (i32.const 1034))
                            (i32.store offset=20 (local.get $r) (i32.const 7))
                            (i32.store offset=24 (local.get $r) (i32.const 1200))
                            (i32.store offset=28 (local.get $r) (i32.const 13)))
                        (else
                            (i32.store8 (local.get $r) (i32.const 1))
                            (i32.store offset=8 (local.get $r) (i32.const 1300))
                            (i32.store offset=12 (local.get $r) (i32.const 13))))
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br $l)))
            (i32.store (i32.const 3000) (i32.const 4096))
            (i32.store (i32.const 3004) (local.get 5))
            (i32.const 3000)))"#;
    let contratto = fs::read_to_string(plugins().join("host/src/tests/v2/wit/tariffa.wit"));
    componi(testo, &contratto.expect("the contract"), "tariffa")
}

const DICHIARAZIONE: &str = "id = \"nuova\"\nversione = \"2.1.0\"\ncontratto = \"2.0.0\"\n\
    punto = \"tariffa\"\ncomponente = \"regola.wasm\"\n";

const CASI: &str = "
contesto: { servizio: refezione, giorno: 2026-10-05 }
parametri: {}
base: { plesso: CENTRO, ordine: primaria, residenza_bambino: nel_comune,
  residenza_pagante: nel_comune, minori_nel_nucleo: 1, rango_fratelli: 1 }
casi:
  - nome: with an ISEE
    ingresso: { isee: { valore: 31000, dal: 2026-01-01, al: 2026-12-31, tipo: minorenni } }
    atteso: { prezzo: 31000, fascia: Seconda, passi: [PREZZO] }
  - { nome: without, atteso: { rifiuto: CASO_NON_PREVISTO } }
";

#[tokio::test]
async fn a_second_contract_is_served_beside_the_first() {
    let banco = banco().await;
    banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(45_000, giorno(2026, 9, 1)))
        .await
        .expect("the first version in force");
    let pacchetto = zip(&[
        ("regola.toml", DICHIARAZIONE.as_bytes()),
        ("regola.wasm", &tariffa()),
        ("casi/uno.yaml", CASI.as_bytes()),
    ]);
    let verdetto = banco.regole.carica(&banco.ctx, pacchetto).await;
    let verdetto = verdetto.expect("examined");
    assert_eq!(verdetto.rifiuto, None, "{verdetto:?}");
    let seconda = NuovaAttivazione {
        digest: verdetto.componente.expect("a component").digest,
        parametri: json!({}),
        ..tariffa_unica(0, giorno(2026, 10, 6))
    };
    banco
        .regole
        .attiva(&banco.ctx, seconda)
        .await
        .expect("the second version in force");

    let con_isee = json!({ "valore": 31_000, "dal": "2026-01-01", "al": "2026-12-31",
        "tipo": "minorenni" });
    let bambini = [
        crate::tariffa::Ingresso {
            isee: Some(serde_json::from_value(con_isee).expect("an ISEE")),
            ..bambino()
        },
        bambino(),
    ];
    // More than one call has, so that the batch is parted; each child is the first again.
    let molti: Vec<_> = bambini.iter().cycle().take(300).cloned().collect();
    for (quando, contratto, prezzi) in [
        (giorno(2026, 10, 5), "1.0.0", [Some(45_000), Some(45_000)]),
        (giorno(2026, 10, 6), "2.0.0", [Some(31_000), None]),
    ] {
        let esiti = banco
            .regole
            .tariffa(&banco.ctx, Servizio::Refezione, quando, &molti)
            .await
            .expect("the store answers");
        for (esito, atteso) in esiti.iter().zip(prezzi.iter().cycle()) {
            let prezzo = esito.tariffa().and_then(|t| t.prezzo);
            assert_eq!(prezzo.map(|p| p.decimillesimi()), *atteso, "{esito:?}");
        }
        let Esito::Calcolata {
            provenienza,
            traccia,
            ..
        } = &esiti[0]
        else {
            panic!("{esiti:?}");
        };
        assert_eq!(provenienza.contratto, contratto);
        conserva(&banco.ctx, banco.ctx.db(), [traccia.as_ref()])
            .await
            .expect("kept");
        let ripetuta = banco.regole.riesegui(&banco.ctx, traccia.impronta()).await;
        let ripetuta = ripetuta.expect("taken again");
        assert!(ripetuta.uguale());
        assert_eq!(ripetuta.adesso.contratto, contratto);
    }
}
