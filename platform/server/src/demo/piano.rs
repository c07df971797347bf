//! A whole comune on paper: who, where, on which service. Nothing here looks at a store, so that
//! the same seed and day give the same comune.

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_kernel::{AnnoScolastico, Giorno, Istante, Servizio};

use super::calendario::{self, Chiusura};
use super::chance::Chance;
use super::classi::{Classe, forma};
use super::diete;
use super::famiglie::{Anagrafe, Bambino, Famiglia};
use super::personale::{Addetto, assumi};
use super::profilo::{Plesso, Profilo};

/// A building, and the school of which it is.
pub struct PlessoPiano {
    pub id: i64,
    pub scuola_id: i64,
    pub ordine: OrdineScuola,
    pub profilo: &'static Plesso,
}

/// A child on a service.
pub struct Iscrizione {
    pub id: i64,
    pub servizio: Servizio,
    pub bambino: i64,
    pub tutore: String,
    pub tessera: String,
    /// Which of the classes.
    pub classe: usize,
    /// `base`, a diet, or a bus ticket.
    pub articolo: &'static str,
    pub dal: Giorno,
    /// Last day, for a child who left the service.
    pub al: Option<Giorno>,
}

/// A diet granted.
pub struct Dieta {
    pub bambino: i64,
    /// Which of [`diete::TIPI`].
    pub tipo: usize,
}

/// The comune.
pub struct Piano<'p> {
    pub profilo: &'p Profilo,
    pub seed: u64,
    pub anno: AnnoScolastico,
    pub adesso: Istante,
    pub plessi: Vec<PlessoPiano>,
    pub classi: Vec<Classe>,
    pub chiusure: Vec<Chiusura>,
    pub famiglie: Vec<Famiglia>,
    pub iscrizioni: Vec<Iscrizione>,
    pub diete: Vec<Dieta>,
    pub personale: Vec<Addetto>,
}

impl<'p> Piano<'p> {
    /// The comune of `profilo` as it stands at `adesso`.
    pub fn new(profilo: &'p Profilo, seed: u64, adesso: Istante) -> Self {
        let oggi = adesso.giorno();
        let anno = calendario::anno_da_mostrare(oggi);
        let mut anagrafe = Anagrafe::new(profilo, seed, anno, oggi);
        let famiglie = anagrafe.famiglie();
        let personale = assumi(profilo, &mut anagrafe);
        let mut chance = Chance::new(seed, &format!("{}/scuola", profilo.slug));
        let plessi = plessi(profilo);
        let formate = forma(&mut chance, &famiglie);

        let primaria = plessi
            .iter()
            .position(|p| p.ordine == OrdineScuola::Primaria);
        let mut chiusure = calendario::chiusure(anno, profilo.patrono, primaria);
        let quinta = formate.classi.iter().position(|c| c.nome == "5A");
        chiusure.extend(quinta.map(|classe| calendario::gita(oggi, classe)));

        let mut piano = Self {
            profilo,
            seed,
            anno,
            adesso,
            plessi,
            classi: formate.classi,
            chiusure,
            famiglie,
            iscrizioni: Vec::new(),
            diete: Vec::new(),
            personale,
        };
        for (bambino, classe) in formate.di {
            piano.iscrivi(&mut chance, bambino, classe);
        }
        piano
    }

    /// Enrols a child: on meals, and where it lives far away on the bus.
    fn iscrivi(&mut self, chance: &mut Chance, id: i64, classe: usize) {
        let Some((famiglia, bambino)) = self.bambino(id) else {
            return;
        };
        let tutore = format!("{} {}", famiglia.tutore.nome, famiglia.tutore.cognome);
        let dieta = diete::dieta(chance, bambino);
        let articolo = dieta.map_or("base", |d| diete::TIPI[d].codice);
        let (mut dal, mut al) = (self.anno.inizio(), None);
        if chance.per_mille(20) {
            dal = calendario::inizio(self.anno).dopo(chance.between(14, 50).into());
        } else if chance.per_mille(12) {
            let fine = calendario::inizio(self.anno).dopo(chance.between(30, 80).into());
            al = (fine < self.adesso.giorno()).then_some(fine);
        }
        let mut iscrizione = |servizio, articolo| {
            let numero = i64::try_from(self.iscrizioni.len() + 1).unwrap_or(i64::MAX);
            self.iscrizioni.push(Iscrizione {
                id: numero,
                servizio,
                bambino: id,
                tutore: tutore.clone(),
                tessera: format!("{:06}", 100_000 + id),
                classe,
                articolo,
                dal,
                al,
            });
        };
        iscrizione(Servizio::Refezione, articolo);
        if chance.percent(self.profilo.trasporto) {
            let andata_e_ritorno = (80, "andata_ritorno");
            iscrizione(
                Servizio::Trasporto,
                *chance.weighted(&[andata_e_ritorno, (20, "sola_andata")]),
            );
        }
        self.diete
            .extend(dieta.map(|tipo| Dieta { bambino: id, tipo }));
    }

    /// A child and its family. Keys of children go up with those of families.
    pub fn bambino(&self, id: i64) -> Option<(&Famiglia, &Bambino)> {
        let dopo = self
            .famiglie
            .partition_point(|f| f.figli.last().is_some_and(|ultimo| ultimo.id < id));
        let famiglia = self.famiglie.get(dopo)?;
        Some((famiglia, famiglia.figli.iter().find(|b| b.id == id)?))
    }

    /// The building of a class.
    pub fn plesso(&self, classe: usize) -> &PlessoPiano {
        &self.plessi[self.classi[classe].plesso]
    }
}

fn plessi(profilo: &Profilo) -> Vec<PlessoPiano> {
    let mut plessi: Vec<PlessoPiano> = Vec::new();
    for (scuola_id, scuola) in (1..).zip(&profilo.scuole) {
        for profilo in scuola.plessi {
            let id = i64::try_from(plessi.len() + 1).unwrap_or(i64::MAX);
            plessi.push(PlessoPiano {
                id,
                scuola_id,
                ordine: scuola.ordine,
                profilo,
            });
        }
    }
    plessi
}
