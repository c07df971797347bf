//! Guests that mean harm. Each is contained, and the verdict names what it did.

pub(super) mod costruisci;

use campanella_kernel::{Giorno, Istante, Servizio};
use chrono::NaiveTime;
use costruisci::{contratto, onesta, prenotazione, tariffa, tariffa_con};

use super::HOST;
use crate::fatti::{OrdineScuola, Residenza};
use crate::prenotazione::{Calendario, GiornoChiesto, PuntoPrenotazione, Scelta};
use crate::tariffa::{Contesto, Ingresso, PuntoTariffa};
use crate::{ComponenteRifiutato, prenotazione as dominio};

/// A guest that answers as it should.
pub(super) fn tariffa_onesta() -> Vec<u8> {
    tariffa(&onesta())
}

/// A guest that never ends.
pub(super) fn tariffa_senza_fine() -> Vec<u8> {
    tariffa("(loop $l (br $l)) (unreachable)")
}

/// A guest that would know what time it is.
pub(super) fn orologio() -> Vec<u8> {
    let con_orologio = contratto().replace(
        "world tariffa {",
        "interface orologio { adesso: func() -> u64; } world tariffa { import orologio;",
    );
    let importa =
        "(import \"campanella:regole/orologio@1.0.0\" \"adesso\" (func $adesso (result i64)))";
    tariffa_con(
        &format!("(drop (call $adesso)) {}", onesta()),
        costruisci::REALLOC,
        importa,
        &con_orologio,
        "tariffa",
    )
}

fn bambino() -> Ingresso {
    Ingresso {
        plesso: "CENTRO".to_owned(),
        ordine: OrdineScuola::Primaria,
        classe: None,
        residenza_bambino: Residenza::NelComune,
        residenza_pagante: Residenza::NelComune,
        isee: None,
        minori_nel_nucleo: 1,
        rango_fratelli: 1,
        disabilita: false,
        esenzione_servizi_sociali: false,
        articolo: None,
        personale: false,
        anticipatario: false,
        iscritto_dal: None,
        iscritto_al: None,
        presenze_del_mese: None,
        altri_dati: std::collections::BTreeMap::new(),
    }
}

fn lunedi() -> Giorno {
    Giorno::new(2026, 10, 5).expect("a day")
}

fn di_lunedi() -> Contesto {
    Contesto {
        servizio: Servizio::Refezione,
        giorno: lunedi(),
    }
}

/// The code of the verdict on a tariff, or `RISPOSTA` when it is believed.
fn verdetto(componente: &[u8]) -> String {
    let regola = HOST
        .carica(componente)
        .expect("the component itself is in order");
    let esito = HOST
        .chiedi::<PuntoTariffa>(&regola, "{}", di_lunedi(), &[bambino()])
        .remove(0);
    esito.map_or_else(|e| e.codice().to_owned(), |_| "RISPOSTA".to_owned())
}

#[test]
fn the_honest_guest_of_the_same_making_is_believed() {
    assert_eq!(verdetto(&tariffa(&onesta())), "RISPOSTA");
}

#[test]
fn what_a_guest_does_is_contained_and_named() {
    let casi = [
        (
            "endless loop",
            "(loop $l (br $l)) (unreachable)",
            "REGOLA_CARBURANTE",
        ),
        (
            "memory bomb",
            "(loop $l (drop (memory.grow (i32.const 16))) (br $l)) (unreachable)",
            "REGOLA_MEMORIA",
        ),
        (
            "table bomb",
            "(loop $l (drop (table.grow $t (ref.null func) (i32.const 5000))) (br $l)) \
             (unreachable)",
            "REGOLA_MEMORIA",
        ),
        (
            "deep recursion",
            "(i32.add (call $calcola (local.get 0)) (i32.const 1))",
            "REGOLA_PILA",
        ),
        ("trap", "(unreachable)", "REGOLA_INTERROTTA"),
    ];
    for (nome, corpo, atteso) in casi {
        assert_eq!(verdetto(&tariffa(corpo)), atteso, "{nome}");
    }
}

#[test]
fn what_a_guest_answers_is_checked_again() {
    let dopo = |istruzioni: &str| tariffa(&onesta().replace("(; dopo ;)", istruzioni));
    let casi = [
        (
            "huge string",
            "(i32.store (i32.const 2092) (i32.const 200000))",
            "REGOLA_USCITA",
        ),
        (
            "endless explanation",
            "(i32.store (i32.const 2104) (i32.const 2500))",
            "REGOLA_USCITA",
        ),
        (
            "text outside memory",
            "(i32.store (i32.const 2088) (i32.const 2147483647))",
            "REGOLA_INTERROTTA",
        ),
        (
            "invalid UTF-8",
            "(i32.store8 (i32.const 1300) (i32.const 255))",
            "REGOLA_INTERROTTA",
        ),
        (
            "a discriminant that is none",
            "(i32.store8 (i32.const 2096) (i32.const 9))",
            "REGOLA_INTERROTTA",
        ),
        (
            "amount out of range",
            "(i64.store (i32.const 2064) (i64.const 1000000000000))",
            "REGOLA_RISPOSTA",
        ),
        (
            "negative amount",
            "(i64.store (i32.const 2064) (i64.const -1))",
            "REGOLA_RISPOSTA",
        ),
        (
            "neither price nor quota",
            "(i32.store8 (i32.const 2056) (i32.const 0))",
            "REGOLA_RISPOSTA",
        ),
        (
            "explanation of another price",
            "(i64.store (i32.const 3144) (i64.const 1))",
            "REGOLA_RISPOSTA",
        ),
        (
            "no explanation",
            "(i32.store (i32.const 2104) (i32.const 0))",
            "REGOLA_RISPOSTA",
        ),
        (
            "control characters",
            "(i32.store8 (i32.const 1300) (i32.const 7))",
            "REGOLA_RISPOSTA",
        ),
    ];
    for (nome, istruzioni, atteso) in casi {
        assert_eq!(verdetto(&dopo(istruzioni)), atteso, "{nome}");
    }
}

#[test]
fn a_guest_that_cannot_take_its_input_is_named() {
    let componente = tariffa_con(&onesta(), "(unreachable)", "", &contratto(), "tariffa");
    assert_eq!(verdetto(&componente), "REGOLA_INTERROTTA");
}

/// Resources of the guest's own: their handles are the host's memory, and cost the guest nothing.
#[test]
fn a_flood_of_handles_is_contained_and_named() {
    let con_risorsa = contratto().replace(
        "interface regola-tariffa {",
        "interface regola-tariffa { resource maniglia { constructor(); }",
    );
    let importa = "
        (import \"[export]campanella:regole/regola-tariffa@1.0.0\" \"[resource-new]maniglia\"
            (func $nuova (param i32) (result i32)))
        (func (export \"campanella:regole/regola-tariffa@1.0.0#[constructor]maniglia\") (result i32)
            (call $nuova (i32.const 0)))";
    let inonda = |quante: u32| {
        let ciclo = format!(
            "(local $i i32)
             (loop $l
                (drop (call $nuova (i32.const 0)))
                (local.set $i (i32.add (local.get $i) (i32.const 1)))
                (br_if $l (i32.lt_u (local.get $i) (i32.const {quante}))))"
        );
        let corpo = format!("{ciclo} {}", onesta());
        tariffa_con(
            &corpo,
            costruisci::REALLOC,
            importa,
            &con_risorsa,
            "tariffa",
        )
    };
    for quante in [1, 1_000, 1_000_000] {
        assert_eq!(verdetto(&inonda(quante)), "REGOLA_MANIGLIE", "{quante}");
    }
}

/// The bits of a NaN differ from processor to processor: a price made of them would not be the
/// same on every node, nor when a charge is computed again next year. `D` is a float of the guest.
#[test]
fn the_bits_of_a_nan_tell_a_guest_nothing() {
    let casi = [
        (
            "sign of 0/0",
            "(D.div (D.load (i32.const 3208)) (D.load (i32.const 3208)))",
        ),
        (
            "payload of a sum",
            "(D.add (D.load (i32.const 3200)) (D.const 1))",
        ),
    ];
    for (nome, nan) in casi {
        // A guest that sees other bits than the canonical ones contradicts its own explanation.
        let spia = format!(
            "(i64.store (i32.const 3200) (i64.const 0x7ff4000000000001))
             (if (i64.ne (i64.reinterpret_D {nan}) (i64.const 0x7ff8000000000000))
                (then (i64.store (i32.const 2064) (i64.const 1))))"
        );
        let spia = spia.replace('D', concat!("f", "64"));
        let componente = tariffa(&onesta().replace("(; dopo ;)", &spia));
        assert_eq!(verdetto(&componente), "RISPOSTA", "{nome}");
    }
}

#[test]
fn a_batch_is_saved_from_the_one_child_that_breaks_it() {
    // Loops for the second sibling only: the rank is at offset 112 of the input record, whose
    // address follows that of the parameters.
    let corpo = onesta().replace(
        "(; prima ;)",
        "(if (i32.eq (i32.load8_u (i32.add (local.get 0) (i32.const @RANGO@))) (i32.const 2)) \
         (then (loop $l (br $l))))",
    );
    let corpo = corpo.replace("@RANGO@", &costruisci::scostamento_rango().to_string());
    let regola = HOST.carica(&tariffa(&corpo)).expect("accepted");
    let secondo = Ingresso {
        rango_fratelli: 2,
        ..bambino()
    };
    let ingressi = [bambino(), secondo, bambino()];
    let esiti = HOST.chiedi::<PuntoTariffa>(&regola, "{}", di_lunedi(), &ingressi);
    let riusciti: Vec<bool> = esiti.iter().map(Result::is_ok).collect();
    assert_eq!(riusciti, [true, false, true], "{esiti:?}");
}

#[test]
fn a_guest_that_wants_the_outside_is_refused_at_upload() {
    match HOST.carica(&orologio()) {
        Err(ComponenteRifiutato::Importa(nomi)) => {
            assert_eq!(nomi, ["campanella:regole/orologio@1.0.0"]);
        }
        altro => panic!("{:?}", altro.map(|r| r.manifesto().clone())),
    }
}

#[test]
fn a_contract_of_the_future_is_refused_at_upload() {
    let futuro = contratto().replace("campanella:regole@1.0.0", "campanella:regole@9.0.0");
    let componente = tariffa_con(&onesta(), costruisci::REALLOC, "", &futuro, "tariffa");
    match HOST.carica(&componente) {
        Err(ComponenteRifiutato::ContrattoSconosciuto(nome)) => {
            assert!(nome.contains("@9.0.0"), "{nome}");
        }
        altro => panic!("{:?}", altro.map(|r| r.manifesto().clone())),
    }
}

#[test]
fn what_is_no_component_is_refused_at_upload() {
    let modulo = wat::parse_str("(module)").expect("a module");
    for byte in [b"testo".to_vec(), modulo, b"(component)".to_vec()] {
        let esito = HOST.carica(&byte);
        assert!(matches!(esito, Err(ComponenteRifiutato::NonValido(_))));
    }
    let enorme = vec![0; 4 * 1024 * 1024 + 1];
    assert!(matches!(
        HOST.carica(&enorme),
        Err(ComponenteRifiutato::TroppoGrande)
    ));
}

/// The code of the verdict on a booking of Monday 5 October 2026, asked at `ora` of that day.
fn verdetto_prenotazione(componente: &[u8], ora: u32) -> String {
    let regola = HOST
        .carica(componente)
        .expect("the component itself is in order");
    let ora = NaiveTime::from_hms_opt(ora, 0, 0).expect("an hour");
    let ingresso = dominio::Ingresso {
        plesso: "CENTRO".to_owned(),
        ordine: OrdineScuola::Primaria,
        classe: None,
        vicini: Vec::new(),
        giorni: vec![GiornoChiesto {
            giorno: lunedi(),
            calendario: Calendario::DiServizio,
            predefinita: Scelta::PastoBase,
        }],
    };
    let adesso = Istante::da_ora_locale(lunedi(), ora);
    let contesto = dominio::Contesto {
        servizio: Servizio::Refezione,
        adesso,
    };
    let esito = HOST
        .chiedi::<PuntoPrenotazione>(&regola, "{}", contesto, &[ingresso])
        .remove(0);
    esito.map_or_else(|e| e.codice().to_owned(), |_| "RISPOSTA".to_owned())
}

#[test]
fn a_booking_rule_cannot_answer_for_another_day_or_after_its_own_limit() {
    // It allows pasto base on the day given here until 9:30 of 5 October 2026.
    assert_eq!(verdetto_prenotazione(&prenotazione(5), 9), "RISPOSTA");
    assert_eq!(
        verdetto_prenotazione(&prenotazione(6), 9),
        "REGOLA_RISPOSTA"
    );
    assert_eq!(
        verdetto_prenotazione(&prenotazione(5), 10),
        "REGOLA_RISPOSTA"
    );
}
