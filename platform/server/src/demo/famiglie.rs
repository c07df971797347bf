//! Families who do not exist: who pays, who is delegated, the children, the ISEE.

mod isee;
mod persone;

use std::collections::HashSet;

use campanella_kernel::{AnnoScolastico, CodiceFiscale, Giorno, Sesso};

use super::chance::Chance;
use super::codice_fiscale::Dati;
use super::coorte::{COORTI, Coorte};
use super::luoghi::{ALL_ESTERO, CITTA, Luogo, ORIGINI, Origine};
use super::nomi;
use super::profilo::Profilo;

pub use isee::Isee;
pub use persone::Persona;
use persone::{adulti, email_di};

/// A child, and where at school.
#[derive(Debug, Clone)]
pub struct Bambino {
    pub id: i64,
    pub codice_fiscale: Option<CodiceFiscale>,
    pub nome: String,
    pub cognome: String,
    pub nascita: Giorno,
    pub luogo: Luogo,
    pub sesso: Sesso,
    pub residente: bool,
    pub disabilita: bool,
    pub senza_maiale: bool,
    pub coorte: Coorte,
    /// Which of the buildings of the comune.
    pub plesso: usize,
}

impl Bambino {
    /// Whether it was born abroad.
    pub fn nato_all_estero(&self) -> bool {
        self.luogo.1.starts_with('Z')
    }
}

/// A family.
#[derive(Debug, Clone)]
pub struct Famiglia {
    pub id: i64,
    pub tutore: Persona,
    pub delegato: Option<Persona>,
    pub indirizzo: String,
    pub residente: bool,
    pub esente: bool,
    pub minori: u32,
    pub isee: Vec<Isee>,
    pub figli: Vec<Bambino>,
}

/// Makes up persons and families, each with a codice fiscale of its own.
pub struct Anagrafe<'p> {
    profilo: &'p Profilo,
    anno: AnnoScolastico,
    oggi: Giorno,
    chance: Chance,
    /// The town with the maternity ward where most are born.
    citta: Luogo,
    /// For each building of the comune, its order, as cohorts know it.
    ordini: Vec<campanella_anagrafe::scuola::OrdineScuola>,
    /// Codici fiscali without omocodia: `anagrafe` takes each once.
    dati: HashSet<String>,
    persone: i64,
    bambini: i64,
    famiglie: i64,
}

impl<'p> Anagrafe<'p> {
    /// Nobody yet.
    pub fn new(profilo: &'p Profilo, seed: u64, anno: AnnoScolastico, oggi: Giorno) -> Self {
        let mut chance = Chance::new(seed, &format!("{}/famiglie", profilo.slug));
        let citta = *chance.pick(CITTA);
        let ordini = profilo
            .scuole
            .iter()
            .flat_map(|s| s.plessi.iter().map(|_| s.ordine))
            .collect();
        Self {
            profilo,
            anno,
            oggi,
            chance,
            citta,
            ordini,
            dati: HashSet::new(),
            persone: 0,
            bambini: 0,
            famiglie: 0,
        }
    }

    /// Families with as many children as the profile wants.
    pub fn famiglie(&mut self) -> Vec<Famiglia> {
        let mut famiglie = Vec::new();
        let mut mancano = self.profilo.bambini;
        while mancano > 0 {
            let famiglia = self.famiglia(mancano);
            mancano = mancano.saturating_sub(u32::try_from(famiglia.figli.len()).unwrap_or(1));
            famiglie.push(famiglia);
        }
        famiglie
    }

    fn famiglia(&mut self, al_massimo: u32) -> Famiglia {
        self.famiglie += 1;
        let straniera = self.chance.percent(14);
        let origine = straniera.then(|| self.chance.weighted(ORIGINI));
        let residente = !self.chance.percent(self.profilo.non_residenti);
        let strada = *self.chance.pick(nomi::STRADE);
        let indirizzo = format!("{strada}, {}", self.chance.between(1, 120));

        let (mut padre, mut madre) = (self.cognome(origine), self.cognome(origine));
        if self.chance.percent(4) {
            std::mem::swap(&mut padre, &mut madre);
        }
        let figli = self.figli(al_massimo, origine, residente, &padre);
        let nascita_figlio = figli.iter().map(|f| f.nascita).min().unwrap_or(self.oggi);
        let (tutore, altro) = self.genitori(
            origine,
            nascita_figlio,
            [(padre, Sesso::Maschio), (madre, Sesso::Femmina)],
        );
        let in_piu = *self.chance.weighted(&[(75, 0), (20, 1), (5, 2)]);
        Famiglia {
            id: self.famiglie,
            tutore: Persona {
                indirizzo: Some(indirizzo.clone()),
                ..tutore
            },
            delegato: altro,
            indirizzo,
            residente,
            esente: self.chance.per_mille(15),
            minori: u32::try_from(figli.len()).unwrap_or(1) + in_piu,
            isee: self.isee(),
            figli,
        }
    }

    fn cognome(&mut self, origine: Option<&Origine>) -> String {
        let cognomi = origine.map_or(nomi::COGNOMI, |o| o.cognomi);
        (*self.chance.pick(cognomi)).to_owned()
    }

    /// Who pays, and sometimes the other parent as a delegate.
    fn genitori(
        &mut self,
        origine: Option<&Origine>,
        figlio: Giorno,
        mut coppia: [(String, Sesso); 2],
    ) -> (Persona, Option<Persona>) {
        use chrono::Datelike;
        if self.chance.percent(58) {
            coppia.swap(0, 1);
        }
        let delega = self.chance.percent(30);
        let [primo, secondo] = coppia.map(|(cognome, sesso)| {
            let nomi = origine.map_or(adulti(sesso), |o| match sesso {
                Sesso::Femmina => o.femminili,
                Sesso::Maschio => o.maschili,
            });
            let nome = (*self.chance.pick(nomi)).to_owned();
            let eta = i32::try_from(self.chance.between(22, 41)).unwrap_or(30);
            let all_estero = origine.filter(|_| self.chance.percent(85));
            let luogo = all_estero.map_or_else(|| self.luogo_in_italia(), |o| (o.stato, o.codice));
            (nome, cognome, sesso, figlio.date().year() - eta, luogo)
        });
        let mut famigliare = |(nome, cognome, sesso, anno, luogo), verificata| {
            let mut persona = self.persona(nome, cognome, sesso, anno, luogo);
            persona.email = self.chance.percent(93).then(|| email_di(&persona));
            persona.verificata = verificata;
            persona
        };
        let tutore = famigliare(primo, true);
        (tutore, delega.then(|| famigliare(secondo, false)))
    }

    fn figli(
        &mut self,
        al_massimo: u32,
        origine: Option<&Origine>,
        residente: bool,
        cognome: &str,
    ) -> Vec<Bambino> {
        let quanti = *self.chance.weighted(&[(60, 1), (32, 2), (7, 3), (1, 4)]);
        let residenti = residente || self.chance.percent(15);
        let mut figli: Vec<Bambino> = Vec::new();
        for _ in 0..quanti.min(al_massimo) {
            let gemello = figli.last().filter(|_| self.chance.percent(4)).cloned();
            let coorte = match (&gemello, figli.last()) {
                (Some(gemello), _) => gemello.coorte,
                (None, Some(altro)) => {
                    let anni = self.chance.between(1, 5);
                    match altro.coorte.fratello(anni) {
                        Some(coorte) => coorte,
                        None => continue,
                    }
                }
                (None, None) => *self.chance.weighted(COORTI),
            };
            let plesso = self.plesso(coorte, &figli);
            let mut bambino = self.bambino(origine, cognome, coorte, gemello.as_ref());
            bambino.residente = residenti;
            bambino.plesso = plesso;
            figli.push(bambino);
        }
        figli
    }

    fn bambino(
        &mut self,
        origine: Option<&Origine>,
        cognome: &str,
        coorte: Coorte,
        gemello: Option<&Bambino>,
    ) -> Bambino {
        self.bambini += 1;
        let sesso = self.sesso();
        let nomi_italiani = match sesso {
            Sesso::Femmina => nomi::BAMBINE,
            Sesso::Maschio => nomi::BAMBINI,
        };
        let nomi =
            origine
                .filter(|_| self.chance.percent(65))
                .map_or(nomi_italiani, |o| match sesso {
                    Sesso::Femmina => o.femminili,
                    Sesso::Maschio => o.maschili,
                });
        let luogo = gemello.map_or_else(|| self.luogo_del_bambino(origine), |g| g.luogo);
        let mut nascita = gemello.map_or_else(|| self.nascita(coorte), |g| g.nascita);
        let omocodo = self.chance.per_mille(6);
        let (nome, codice) = loop {
            let nome = *self.chance.pick(nomi);
            // Twins do not have the same name.
            if gemello.is_some_and(|g| g.nome == nome) {
                continue;
            }
            let dati = Dati {
                cognome,
                nome,
                sesso,
                nascita,
                luogo: luogo.1,
            };
            match self.codice_fiscale(&dati, omocodo) {
                Some(codice) => break (nome.to_owned(), codice),
                // Somebody has these data already; a twin takes another name.
                None if gemello.is_none() => nascita = self.nascita(coorte),
                None => {}
            }
        };
        // A family that has just arrived waits for the tax office.
        let in_attesa = luogo.1.starts_with('Z') && self.chance.percent(6);
        Bambino {
            id: self.bambini,
            codice_fiscale: (!in_attesa).then_some(codice),
            nome,
            cognome: cognome.to_owned(),
            nascita,
            luogo,
            sesso,
            residente: true,
            disabilita: self.chance.per_mille(22),
            senza_maiale: origine.is_some_and(|o| o.senza_maiale),
            coorte,
            plesso: 0,
        }
    }

    /// A building of the order; brothers and sisters mostly go to the same.
    fn plesso(&mut self, coorte: Coorte, fratelli: &[Bambino]) -> usize {
        let insieme = fratelli
            .iter()
            .find(|f| f.coorte.ordine() == coorte.ordine());
        if let Some(fratello) = insieme.filter(|_| self.chance.percent(88)) {
            return fratello.plesso;
        }
        let possibili: Vec<usize> = (0..self.ordini.len())
            .filter(|p| self.ordini[*p] == coorte.ordine())
            .collect();
        *self.chance.pick(&possibili)
    }

    fn nascita(&mut self, coorte: Coorte) -> Giorno {
        let capodanno = Giorno::new(coorte.anno_di_nascita(self.anno), 1, 1);
        let giorno = u64::from(self.chance.between(0, 364));
        capodanno.map_or(self.oggi, |g| g.dopo(giorno))
    }

    fn luogo_del_bambino(&mut self, origine: Option<&Origine>) -> Luogo {
        match origine {
            Some(origine) if self.chance.percent(25) => (origine.stato, origine.codice),
            None if self.chance.per_mille(12) => *self.chance.pick(ALL_ESTERO),
            _ => self.luogo_in_italia(),
        }
    }

    fn luogo_in_italia(&mut self) -> Luogo {
        if self.chance.percent(75) {
            self.citta
        } else {
            *self.chance.pick(CITTA)
        }
    }

    fn sesso(&mut self) -> Sesso {
        if self.chance.percent(49) {
            Sesso::Femmina
        } else {
            Sesso::Maschio
        }
    }
}
