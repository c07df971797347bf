//! The fields of a question, by name.

use campanella_sdk::tipi::{Dato, Giorno, Isee, Istante, OrdineScuola, Residenza, TipoIsee};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The fields of a question or of a part of it. A name that is missing or misspelt panics.
pub struct Campi(Map<String, Value>);

impl Campi {
    pub(crate) fn nuovi(campi: Map<String, Value>) -> Self {
        Campi(campi)
    }

    /// Absent or `null`: nothing.
    pub(crate) fn forse<T: DeserializeOwned>(&self, nome: &str) -> Option<T> {
        let valore = self.0.get(nome).filter(|v| !v.is_null())?;
        Some(serde_json::from_value(valore.clone()).unwrap_or_else(|e| panic!("{nome}: {e}")))
    }

    pub(crate) fn certo<T: DeserializeOwned>(&self, nome: &str) -> T {
        self.forse(nome)
            .unwrap_or_else(|| panic!("{nome}: missing"))
    }

    /// Absent: the empty value.
    pub(crate) fn o_vuoto<T: DeserializeOwned + Default>(&self, nome: &str) -> T {
        self.forse(nome).unwrap_or_default()
    }

    pub(crate) fn parte(&self, nome: &str) -> Option<Campi> {
        self.forse(nome).map(Campi)
    }

    /// Its fields, or the text that it is.
    pub(crate) fn parte_o_testo(&self, nome: &str) -> Result<Campi, String> {
        match self.certo::<Value>(nome) {
            Value::Object(campi) => Ok(Campi(campi)),
            altro => Err(altro.as_str().unwrap_or_default().to_owned()),
        }
    }

    pub(crate) fn parti(&self, nome: &str) -> Vec<Campi> {
        let parti: Vec<Map<String, Value>> = self.o_vuoto(nome);
        parti.into_iter().map(Campi).collect()
    }

    pub(crate) fn giorno(&self, nome: &str) -> Giorno {
        giorno(&self.certo::<String>(nome))
    }

    pub(crate) fn forse_giorno(&self, nome: &str) -> Option<Giorno> {
        self.forse::<String>(nome).map(|testo| giorno(&testo))
    }

    pub(crate) fn istante(&self, nome: &str) -> Istante {
        let testo: String = self.certo(nome);
        let (data, ora) = testo.split_once('T').expect("a moment");
        let numeri = numeri(ora, ':');
        Istante {
            giorno: giorno(data),
            ora: numeri[0] as u8,
            minuto: numeri[1] as u8,
            secondo: numeri[2] as u8,
        }
    }

    pub(crate) fn anno(&self, nome: &str) -> u16 {
        numeri(&self.certo::<String>(nome), '/')[0]
    }

    pub(crate) fn ordine(&self) -> OrdineScuola {
        match self.certo::<String>("ordine").as_str() {
            "nido" => OrdineScuola::Nido,
            "infanzia" => OrdineScuola::Infanzia,
            "primaria" => OrdineScuola::Primaria,
            "secondaria_primo_grado" => OrdineScuola::SecondariaPrimoGrado,
            "secondaria_secondo_grado" => OrdineScuola::SecondariaSecondoGrado,
            altro => panic!("ordine: {altro}"),
        }
    }

    pub(crate) fn residenza(&self, nome: &str) -> Residenza {
        match self.parte_o_testo(nome) {
            Ok(dove) => Residenza::AltroComune(dove.forse("altro_comune")),
            Err(testo) if testo == "nel_comune" => Residenza::NelComune,
            Err(altro) => panic!("{nome}: {altro}"),
        }
    }

    pub(crate) fn isee(&self) -> Option<Isee> {
        let isee = self.parte("isee")?;
        Some(Isee {
            valore: isee.certo("valore"),
            dal: isee.giorno("dal"),
            al: isee.giorno("al"),
            presentata: isee.forse_giorno("presentata"),
            tipo: match isee.certo::<String>("tipo").as_str() {
                "ordinario" => TipoIsee::Ordinario,
                "minorenni" => TipoIsee::Minorenni,
                "corrente" => TipoIsee::Corrente,
                altro => panic!("tipo: {altro}"),
            },
        })
    }

    pub(crate) fn altri_dati(&self) -> Vec<Dato> {
        let dati: Map<String, Value> = self.o_vuoto("altri_dati");
        dati.into_iter()
            .map(|(nome, valore)| Dato {
                nome,
                valore: valore.as_str().expect("a text").to_owned(),
            })
            .collect()
    }
}

fn giorno(testo: &str) -> Giorno {
    let numeri = numeri(testo, '-');
    Giorno {
        anno: numeri[0],
        mese: numeri[1] as u8,
        giorno: numeri[2] as u8,
    }
}

fn numeri(testo: &str, fra: char) -> Vec<u16> {
    testo
        .split(fra)
        .map(|n| {
            n.parse()
                .unwrap_or_else(|_| panic!("{testo}: not a number"))
        })
        .collect()
}
