//! Whatever arrives, the station answers: no panic, no half answer, nothing kept.

mod comune;

use campanella_pagopa::{Primitiva, Versione};
use comune::{avviso_spontaneo, chiedi, invio, pagamento, stazione, verifica};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

const PROVE: usize = 5000;

/// Pieces that have broken other readers of XML.
const PEZZI: [&[u8]; 14] = [
    b"<",
    b">",
    b"&",
    b"&lt;",
    b"&#x110000;",
    b"&#0;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<?x",
    b"<!DOCTYPE a [",
    b"xmlns=''",
    b"\xff",
    b"\0",
];

/// The message with some bytes changed, taken out, put in or said twice; every second time only
/// with other digits, so that it is still XML.
fn rovina(rng: &mut StdRng, messaggio: &[u8]) -> Vec<u8> {
    let mut rotto = messaggio.to_vec();
    let gently = rng.random();
    for _ in 0..rng.random_range(1..5) {
        if rotto.is_empty() {
            break;
        }
        if gently {
            cambia_cifra(rng, &mut rotto);
        } else {
            guasta(rng, &mut rotto);
        }
    }
    rotto
}

fn cambia_cifra(rng: &mut StdRng, rotto: &mut [u8]) {
    let digits: Vec<usize> = (0..rotto.len())
        .filter(|n| rotto[*n].is_ascii_digit())
        .collect();
    if let Some(at) = digits.choose(rng) {
        rotto[*at] = *b"0123456789.-+e x".choose(rng).unwrap_or(&b'0');
    }
}

fn guasta(rng: &mut StdRng, rotto: &mut Vec<u8>) {
    let at = rng.random_range(0..rotto.len());
    let to = (at + rng.random_range(0..40)).min(rotto.len());
    match rng.random_range(0..5) {
        0 => rotto[at] = rng.random(),
        1 => drop(rotto.drain(at..to)),
        2 => {
            let again = rotto[at..to].to_vec();
            rotto.splice(at..at, again);
        }
        3 => rotto.truncate(at),
        _ => {
            let pezzo = PEZZI.choose(rng).copied().unwrap_or_default();
            rotto.splice(at..at, pezzo.iter().copied());
        }
    }
}

#[tokio::test]
async fn a_broken_message_is_answered() {
    let mut rng = StdRng::seed_from_u64(1);
    let stazione = stazione();
    let qr = stazione.apri(500);
    let (v1, v2) = (Versione::V1, Versione::V2);
    let buoni = [
        (Primitiva::Verifica, verifica(&stazione, qr).busta()),
        (
            Primitiva::Pagamento(v1),
            pagamento(&stazione, qr, v1).busta(),
        ),
        (
            Primitiva::Pagamento(v2),
            pagamento(&stazione, qr, v2).busta(),
        ),
        (
            Primitiva::Ricevuta(v1),
            invio(&stazione, qr, 500, "r1", v1).busta(),
        ),
        (
            Primitiva::Ricevuta(v2),
            invio(&stazione, qr, 500, "r2", v2).busta(),
        ),
        (
            Primitiva::AvvisoSpontaneo,
            avviso_spontaneo(&stazione, "00009").busta(),
        ),
    ];
    let (mut refused, mut broken) = (0, 0);
    for _ in 0..PROVE {
        let (primitiva, buono) = buoni.choose(&mut rng).expect("messages");
        let rotto = rovina(&mut rng, buono);
        let risposta = chiedi(&stazione, *primitiva, &rotto).await;
        let corpo = String::from_utf8(risposta.corpo).expect("text");
        assert!(corpo.ends_with("</soapenv:Envelope>"), "{corpo}");
        match risposta.stato {
            500 => broken += 1,
            200 if corpo.contains("<outcome>KO</outcome>") => refused += 1,
            200 => assert!(corpo.contains("<outcome>OK</outcome>"), "{corpo}"),
            stato => panic!("{stato}"),
        }
    }
    // Both kinds of refusal were tried often.
    assert!(
        broken > PROVE / 4 && refused > PROVE / 50,
        "{broken} {refused}"
    );
}
