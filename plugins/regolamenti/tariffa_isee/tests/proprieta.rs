//! What holds for every regulation of `casi/*.yaml` and every child in it, whatever the ISEE.

mod comuni;

use campanella_sdk::tariffa::Guest;
use campanella_sdk::tariffa::{Esito, Ingresso};
use campanella_sdk::tipi;
use tariffa_isee::{Regola, calcola};

/// ISEE around each number of the parameters, and two hundred others up to 50.000 euros.
fn isee_di_prova(parametri: &str) -> Vec<i64> {
    let numeri = parametri.split(|c: char| !c.is_ascii_digit());
    let vicini = numeri
        .filter_map(|n| n.parse::<i64>().ok())
        .flat_map(|n| [n.saturating_sub(1), n, n + 1]);
    let sparsi = (0..200).map(|n| n * 24_999);
    let mut tutti: Vec<i64> = vicini.chain(sparsi).filter(|v| *v >= 0).collect();
    tutti.sort_unstable();
    tutti.dedup();
    tutti
}

/// The child with an ISEE that is surely valid, presented long ago.
fn con_isee(ingresso: &Ingresso, valore: i64) -> Ingresso {
    let giorno = |anno| tipi::Giorno {
        anno,
        mese: 1,
        giorno: 1,
    };
    let isee = tipi::Isee {
        valore,
        dal: giorno(2020),
        al: giorno(2040),
        tipo: tipi::TipoIsee::Minorenni,
        presentata: None,
    };
    Ingresso {
        isee: Some(isee),
        ..ingresso.clone()
    }
}

fn un_bambino() -> Ingresso {
    let (_, scenario) = comuni::tutti().remove(0);
    scenario.domande().remove(0).ingresso
}

fn importi(esito: &Esito) -> [Option<i64>; 2] {
    [esito.prezzo, esito.quota]
}

#[test]
fn a_higher_isee_never_pays_less_and_no_isee_pays_the_most() {
    for (file, scenario) in comuni::tutti() {
        let parametri = scenario.parametri.to_string();
        let prove = isee_di_prova(&parametri);
        for domanda in scenario.domande() {
            let dove = format!("{file}, {}", domanda.nome);
            let bambini = prove.iter().map(|v| con_isee(&domanda.ingresso, *v));
            let esiti = Regola::calcola_molti(parametri.clone(), bambini.collect());
            let mut prima: Option<[Option<i64>; 2]> = None;
            for (isee, esito) in prove.iter().zip(esiti) {
                let Ok(esito) = esito else { continue };
                let ora = importi(&esito);
                assert!(
                    ora.iter().flatten().all(|v| *v >= 0),
                    "{dove}: {ora:?} at {isee}"
                );
                if let Some(prima) = prima {
                    assert!(prima <= ora, "{dove}: {prima:?}, then {ora:?} at {isee}");
                }
                prima = Some(ora);
            }
            let senza = Ingresso {
                isee: None,
                ..domanda.ingresso.clone()
            };
            if let (Some(massimo), Ok(senza)) = (prima, calcola(&parametri, &senza)) {
                assert!(massimo <= importi(&senza), "{dove}: without ISEE {senza:?}");
            }
        }
    }
}

#[test]
fn instalments_add_up_to_the_cent() {
    let bambino = un_bambino();
    let rate = [[1, 1, 1], [4, 3, 3], [7, 11, 13]];
    for parti in rate {
        for intera in [1, 2, 100, 101, 9_999, 13_300, 60_465] {
            let parametri = format!(
                r#"{{"tabelle":[{{"quota":{{"metodo":{{"tipo":"unico","nome":"Q",
                "importi":[{intera}]}},"quando":{{"tipo":"annuale","piani":[{{"nome":"Tre",
                "rate":[{{"mese":9,"parti":{}}},{{"mese":1,"parti":{}}},
                {{"mese":4,"parti":{}}}]}}]}}}}}}]}}"#,
                parti[0], parti[1], parti[2]
            );
            let nel_mese = |mese: u8| {
                let giorno = tipi::Giorno {
                    mese,
                    ..bambino.giorno
                };
                let ingresso = Ingresso {
                    giorno,
                    ..bambino.clone()
                };
                calcola(&parametri, &ingresso)
                    .expect("a quota")
                    .quota
                    .expect("a quota")
            };
            assert_eq!((1..=12).map(nel_mese).sum::<i64>(), intera, "{parti:?}");
        }
    }
}

#[test]
fn reductions_stop_at_the_floor_and_never_raise() {
    let bambino = un_bambino();
    for base in (0..200).map(|n| n * 250) {
        for minimo in [0, 1_000, 14_000, 30_000] {
            for rango in 1..=3 {
                let parametri = format!(
                    r#"{{"tabelle":[{{"metodo":{{"tipo":"unico","nome":"P","prezzi":[{base}]}}}}],
                    "fratelli":{{"riduzioni":[{{"dal_figlio":2,"percento":35}},
                    {{"dal_figlio":3,"percento":70}}]}},"disabilita":{{"percento":45}},
                    "limiti":{{"prezzo_minimo":{minimo}}}}}"#
                );
                let ingresso = Ingresso {
                    rango_fratelli: rango,
                    disabilita: true,
                    ..bambino.clone()
                };
                let prezzo = calcola(&parametri, &ingresso).expect("a price").prezzo;
                let prezzo = prezzo.expect("a price");
                // A price of the table that does not end at a cent is rounded when it is reduced.
                assert!(prezzo >= base.min(minimo), "{base} {minimo}: {prezzo}");
                assert!(prezzo <= base + 50, "{base} {minimo}: {prezzo}");
            }
        }
    }
}
