//! Whatever is done in whatever order, the books are those of a much simpler model.

use std::collections::BTreeMap;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::libro::{
    CHIUDI, Libro, alle_otto, cassa, con_libro, euro, novembre, pasto, prepagato, ricarica, ricavo,
};
use crate::{Conto, Errore, NuovaScrittura, ScritturaId, chiudi_periodo, saldi, storna, verifica};

/// Sequences of each kind of store, and acts of a sequence.
const SEMI: u64 = 12;
const ATTI: usize = 60;

/// The books as a list of what holds.
#[derive(Default)]
struct Modello {
    saldi: BTreeMap<Conto, i64>,
    /// By key: what was posted, and whether it was undone.
    postate: BTreeMap<String, (NuovaScrittura, ScritturaId, bool)>,
    chiuso: Option<u32>,
}

impl Modello {
    fn muovi(&mut self, nuova: &NuovaScrittura, segno: i64) {
        for m in &nuova.movimenti {
            *self.saldi.entry(m.dare()).or_default() += segno * m.importo().cents();
            *self.saldi.entry(m.avere()).or_default() -= segno * m.importo().cents();
        }
    }
}

#[tokio::test]
async fn the_books_hold_whatever_happens() {
    for seme in 0..SEMI {
        con_libro(async |libro| {
            let mut caso = StdRng::seed_from_u64(seme);
            let mut modello = Modello::default();
            for atto in 0..ATTI {
                un_atto(&libro, &mut modello, &mut caso).await;
                if atto % 10 == 9 {
                    confronta(&libro, &modello, seme).await;
                }
            }
        })
        .await;
    }
}

async fn un_atto(libro: &Libro, modello: &mut Modello, caso: &mut StdRng) {
    match caso.random_range(0..10) {
        0..=5 => posta(libro, modello, caso).await,
        6..=7 => annulla(libro, modello, caso).await,
        8 => chiudi(libro, modello, caso).await,
        _ => posta_e_cambia_idea(libro, caso).await,
    }
}

/// Any entry, on any day, with a key that may have been used.
fn qualunque(caso: &mut StdRng) -> (NuovaScrittura, u32) {
    let giorno = caso.random_range(1..=23);
    let famiglia = caso.random_range(1..=2);
    let chiave = format!("k{}", caso.random_range(0..80));
    // Few amounts: a key that is used again often says the same.
    let cents = caso.random_range(1..=3) * 100 + 55;
    let nuova = if caso.random_bool(0.5) {
        ricarica(&chiave, famiglia, cents, novembre(giorno))
    } else {
        pasto(&chiave, famiglia, cents, novembre(giorno))
    };
    let altra = caso
        .random_bool(0.3)
        .then(|| pasto("x", famiglia, 7, novembre(giorno)));
    let nuova = match altra {
        Some(altra) => nuova.con(altra.movimenti[0]).expect("a small sum"),
        None => nuova,
    };
    (nuova, giorno)
}

async fn posta(libro: &Libro, modello: &mut Modello, caso: &mut StdRng) {
    let (nuova, giorno) = qualunque(caso);
    let esito = libro.registra(&nuova).await;
    match modello.postate.get(&nuova.chiave) {
        Some((gia, id, _)) if gia.causa == nuova.causa && gia.movimenti == nuova.movimenti => {
            assert_eq!(esito.expect("posted before"), *id);
        }
        Some(_) => assert!(matches!(esito, Err(Errore::ChiaveRiusata)), "{esito:?}"),
        None if modello.chiuso.is_some_and(|c| giorno <= c) => {
            assert!(matches!(esito, Err(Errore::PeriodoChiuso(_))), "{esito:?}");
        }
        None => {
            let id = esito.expect("posted");
            modello.muovi(&nuova, 1);
            modello
                .postate
                .insert(nuova.chiave.clone(), (nuova, id, false));
        }
    }
}

async fn annulla(libro: &Libro, modello: &mut Modello, caso: &mut StdRng) {
    let scelta = caso.random_range(0..modello.postate.len().max(1));
    let Some((nuova, id, stornata)) = modello.postate.values_mut().nth(scelta) else {
        return;
    };
    let ctx = &libro.ctx;
    let tx = ctx.begin().await.expect("begun");
    let esito = storna(ctx, &tx, *id, "prova").await;
    if *stornata {
        assert!(matches!(esito, Err(Errore::GiaStornata)), "{esito:?}");
        return;
    }
    esito.expect("undone");
    tx.commit().await.expect("committed");
    *stornata = true;
    let nuova = nuova.clone();
    modello.muovi(&nuova, -1);
}

async fn chiudi(libro: &Libro, modello: &mut Modello, caso: &mut StdRng) {
    let al = caso.random_range(1..=15);
    let esito = chiudi_periodo(&libro.ctx, CHIUDI, novembre(al)).await;
    if modello.chiuso.is_some_and(|c| al <= c) {
        assert!(matches!(esito, Err(Errore::PeriodoChiuso(_))), "{esito:?}");
    } else {
        esito.expect("closed");
        modello.chiuso = Some(al);
    }
}

/// A transaction that does not commit, as a kill leaves it.
async fn posta_e_cambia_idea(libro: &Libro, caso: &mut StdRng) {
    let (nuova, _) = qualunque(caso);
    let tx = libro.ctx.begin().await.expect("begun");
    let _ = crate::registra(&libro.ctx, &tx, &nuova).await;
    drop(tx);
    libro.orologio.set(alle_otto(novembre(23)));
}

async fn confronta(libro: &Libro, modello: &Modello, seme: u64) {
    let db = libro.ctx.db();
    let conti = [prepagato(1), prepagato(2), cassa(), ricavo()];
    let letti = saldi(db, &conti).await.expect("balances");
    for conto in conti {
        let atteso = modello.saldi.get(&conto).copied().unwrap_or(0);
        let letto = letti.get(&conto).copied().unwrap_or_default();
        assert_eq!(
            letto,
            conto.scopo.leggibile(euro(atteso)),
            "{conto}, seed {seme}"
        );
    }
    let tutti: i64 = modello.saldi.values().sum();
    assert_eq!(tutti, 0, "the model itself sums to zero");
    assert_eq!(verifica(db).await.expect("checked"), [], "seed {seme}");
}
