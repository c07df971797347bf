//! Classes of the year, and who is in which.

use std::collections::BTreeMap;

use campanella_anagrafe::scuola::OrdineScuola;

use super::chance::Chance;
use super::coorte::Coorte;
use super::famiglie::Famiglia;

/// Children in a class at the most, before another is made.
const ALUNNI_MASSIMI: usize = 23;

/// A class.
#[derive(Debug, Clone)]
pub struct Classe {
    pub id: i64,
    /// Which of the buildings.
    pub plesso: usize,
    pub ordine: OrdineScuola,
    pub nome: String,
    pub livello: u32,
}

impl Classe {
    /// School time, as offices write it.
    pub const fn tempo(&self) -> &'static str {
        match self.ordine {
            OrdineScuola::Infanzia | OrdineScuola::Primaria => "40 ore",
            OrdineScuola::Secondaria => "36 ore con due rientri",
        }
    }
}

/// The classes, and for each child (by key) the place of its class among them.
pub struct Classi {
    pub classi: Vec<Classe>,
    pub di: BTreeMap<i64, usize>,
}

/// Puts the children of each building and level into classes of about the same size.
pub fn forma(chance: &mut Chance, famiglie: &[Famiglia]) -> Classi {
    let mut gruppi: BTreeMap<(usize, Coorte), Vec<i64>> = BTreeMap::new();
    for bambino in famiglie.iter().flat_map(|f| &f.figli) {
        gruppi
            .entry((bambino.plesso, bambino.coorte))
            .or_default()
            .push(bambino.id);
    }
    let mut formate = Classi {
        classi: Vec::new(),
        di: BTreeMap::new(),
    };
    for ((plesso, coorte), mut bambini) in gruppi {
        chance.shuffle(&mut bambini);
        let sezioni = bambini.len().div_ceil(ALUNNI_MASSIMI);
        let prima = formate.classi.len();
        for sezione in ('A'..='Z').take(sezioni) {
            formate.classi.push(Classe {
                id: i64::try_from(formate.classi.len() + 1).unwrap_or(i64::MAX),
                plesso,
                ordine: coorte.ordine(),
                nome: format!("{}{sezione}", coorte.livello()),
                livello: coorte.livello(),
            });
        }
        for (i, bambino) in bambini.into_iter().enumerate() {
            formate.di.insert(bambino, prima + i % sezioni);
        }
    }
    formate
}
