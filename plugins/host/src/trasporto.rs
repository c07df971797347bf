//! Which stops and ticket types a child may have: the question and the answer, and what is
//! believed of it.

use std::collections::{BTreeMap, HashSet};

use campanella_kernel::Giorno;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::estensione::Estensione;
use crate::fatti::{OrdineScuola, Residenza};
use crate::guasto::Guasto;
use crate::messaggio::Messaggio;
use crate::passo::{Passo, codici, verifica_messaggio, verifica_passi};
use crate::punto::Punto;
use crate::riga_esito::RigaEsito;

/// The extension point.
#[derive(Debug, Clone, Copy)]
pub enum PuntoTrasporto {}

/// What a batch of children shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contesto {
    /// The day from which the child would ride.
    pub giorno: Giorno,
}

/// A stop of a line that serves the child's school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fermata {
    /// Its code.
    pub codice: String,
    /// Its line.
    pub linea: String,
    /// Zone of the tariff, where the comune has zones.
    #[serde(default)]
    pub zona: Option<String>,
    /// Metres from the child's home, where they are known.
    #[serde(default)]
    pub distanza_casa_metri: Option<u32>,
    /// Seats still free on the line; `None`: not counted.
    #[serde(default)]
    pub posti_liberi: Option<u32>,
}

/// One child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ingresso {
    /// Code of the school building.
    pub plesso: String,
    /// Order of school.
    pub ordine: OrdineScuola,
    /// Class, as the school writes it.
    #[serde(default)]
    pub classe: Option<String>,
    /// Residence of the child.
    pub residenza_bambino: Residenza,
    /// The child has a certified disability.
    #[serde(default)]
    pub disabilita: bool,
    /// Zone of the child's home.
    #[serde(default)]
    pub zona: Option<String>,
    /// Metres from home to the school.
    #[serde(default)]
    pub distanza_scuola_metri: Option<u32>,
    /// Adults whom the family named to meet the child at the stop.
    #[serde(default)]
    pub delegati: u32,
    /// The family allows the child to go home alone.
    #[serde(default)]
    pub rientro_autonomo: bool,
    /// The stops of the lines that serve the school.
    pub fermate: Vec<Fermata>,
    /// Codes of the ticket types that the comune sells.
    pub titoli: Vec<String>,
    /// Data of this comune that the contract does not name.
    #[serde(default)]
    pub altri_dati: BTreeMap<String, String>,
}

/// A stop or a ticket type, allowed or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voce {
    /// Its code.
    pub codice: String,
    /// Why not; `None`: allowed.
    pub divieto: Option<Messaggio>,
}

/// What the regulation answers; a stop or ticket type that is in no list is not offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Possibilita {
    /// Stops.
    pub fermate: Vec<Voce>,
    /// Ticket types.
    pub titoli: Vec<Voce>,
    /// Why.
    pub motivazione: Vec<Passo>,
}

impl Punto for PuntoTrasporto {
    const ESTENSIONE: Estensione = Estensione::Trasporto;
    const VOCI_PER_CHIAMATA: usize = 200;
    type Contesto = Contesto;
    type Ingresso = Ingresso;
    type Risposta = Possibilita;

    fn peso(i: &Ingresso) -> usize {
        let zona = |f: &Fermata| f.zona.as_ref().map_or(0, String::len);
        let fermate = i
            .fermate
            .iter()
            .map(|f| 64 + f.codice.len() + f.linea.len() + zona(f));
        let titoli = i.titoli.iter().map(|t| t.len() + 8);
        let altri = i.altri_dati.iter().map(|(n, v)| n.len() + v.len() + 16);
        192 + i.plesso.len() + fermate.sum::<usize>() + titoli.sum::<usize>() + altri.sum::<usize>()
    }

    fn voci(i: &Ingresso) -> usize {
        i.fermate.len() + i.titoli.len()
    }

    fn verifica(_: Contesto, i: &Ingresso, r: &Possibilita) -> Result<(), Guasto> {
        verifica_voci(i.fermate.iter().map(|f| f.codice.as_str()), &r.fermate)?;
        verifica_voci(i.titoli.iter().map(String::as_str), &r.titoli)?;
        verifica_passi(&r.motivazione)
    }

    /// Of each stop and ticket type `permessa` or the code of the refusal.
    fn riassunto(r: &Possibilita) -> Value {
        let voci = |voci: &[Voce]| -> Value {
            let esito = |v: &Voce| {
                let esito = v.divieto.as_ref().map_or("permessa", |m| m.codice.as_str());
                (v.codice.clone(), json!(esito))
            };
            Value::Object(voci.iter().map(esito).collect())
        };
        json!({
            "fermate": voci(&r.fermate),
            "titoli": voci(&r.titoli),
            "passi": codici(&r.motivazione),
        })
    }

    fn in_parole(r: &Possibilita) -> Vec<RigaEsito> {
        let riga = |cosa: &str, v: &Voce| {
            RigaEsito::possibile(format!("{cosa} {}", v.codice), v.divieto.as_ref())
        };
        let fermate = r.fermate.iter().map(|v| riga("Fermata", v));
        let titoli = r.titoli.iter().map(|v| riga("Titolo", v));
        let righe: Vec<_> = fermate.chain(titoli).collect();
        if righe.is_empty() {
            return vec![RigaEsito::new("Fermate e titoli", "nessuno")];
        }
        righe
    }

    fn motivazione(r: &Possibilita) -> Vec<Passo> {
        r.motivazione.clone()
    }
}

/// Refuses codes that were not asked about, and the same code twice.
fn verifica_voci<'a>(
    chiesti: impl Iterator<Item = &'a str>,
    risposte: &[Voce],
) -> Result<(), Guasto> {
    let mut restanti: HashSet<&str> = chiesti.collect();
    for voce in risposte {
        if !restanti.remove(voce.codice.as_str()) {
            return Err(Guasto::risposta("un codice non chiesto, o ripetuto"));
        }
        voce.divieto.iter().try_for_each(verifica_messaggio)?;
    }
    Ok(())
}
