//! The SDK computes what every guest language must compute: the vectors of `plugins/vettori`.

use campanella_sdk::tariffa::Arrotondamento;
use campanella_sdk::tipi::{Giorno, Istante};
use campanella_sdk::{
    Arrotonda, data_italiana, euro, giorni_dal_1970, giorno_dal_1970, giorno_feriale, ora_italiana,
    prezzo_in_euro,
};
use serde_json::Value;

fn vettori(json: &str, nome: &str) -> Vec<Value> {
    let tutti: Value = serde_json::from_str(json).expect("JSON");
    let lista = tutti[nome].as_array().expect("a list").clone();
    assert!(!lista.is_empty(), "{nome}");
    lista
}

fn denaro(nome: &str) -> Vec<Value> {
    vettori(include_str!("../../vettori/denaro.json"), nome)
}

fn calendario(nome: &str) -> Vec<Value> {
    vettori(include_str!("../../vettori/calendario.json"), nome)
}

fn lungo(v: &Value, nome: &str) -> i64 {
    let testo = v[nome].as_str().expect("digits");
    testo.parse().expect("a whole number")
}

fn corto<T: TryFrom<u64>>(v: &Value, nome: &str) -> T {
    let numero = v[nome].as_u64().expect("a whole number");
    T::try_from(numero).ok().expect("in range")
}

#[test]
fn fractions_are_rounded_alike() {
    for v in denaro("frazione") {
        let arrotondamento = match v["arrotondamento"].as_str().expect("a name") {
            "commerciale" => Arrotondamento::Commerciale,
            "per-difetto" => Arrotondamento::PerDifetto,
            "per-eccesso" => Arrotondamento::PerEccesso,
            altro => panic!("{altro}"),
        };
        let (n, d) = (lungo(&v, "numeratore"), lungo(&v, "denominatore"));
        let avuto = arrotondamento.frazione(n, d, lungo(&v, "passo"));
        let atteso = (!v["atteso"].is_null()).then(|| lungo(&v, "atteso"));
        assert_eq!(avuto, atteso, "{v}");
    }
}

#[test]
fn amounts_are_written_alike() {
    for v in denaro("euro") {
        assert_eq!(euro(lungo(&v, "centesimi")), v["atteso"], "{v}");
    }
    for v in denaro("prezzo_in_euro") {
        assert_eq!(
            prezzo_in_euro(lungo(&v, "decimillesimi")),
            v["atteso"],
            "{v}"
        );
    }
}

#[test]
fn days_are_counted_and_written_alike() {
    for v in calendario("giorni") {
        let giorno = Giorno {
            anno: corto(&v, "anno"),
            mese: corto(&v, "mese"),
            giorno: corto(&v, "giorno"),
        };
        let dal_1970 = v["dal_1970"].as_i64().expect("a whole number");
        assert_eq!(giorni_dal_1970(&giorno), dal_1970, "{v}");
        assert_eq!(giorno_dal_1970(dal_1970).as_ref(), Some(&giorno), "{v}");
        assert_eq!(giorno_feriale(dal_1970), v["feriale"], "{v}");
        assert_eq!(data_italiana(&giorno), v["scritto"], "{v}");
    }
}

#[test]
fn hours_are_written_alike() {
    for v in calendario("ore") {
        let istante = Istante {
            giorno: Giorno {
                anno: 2026,
                mese: 10,
                giorno: 5,
            },
            ora: corto(&v, "ora"),
            minuto: corto(&v, "minuto"),
            secondo: 0,
        };
        assert_eq!(ora_italiana(&istante), v["scritto"], "{v}");
    }
}
