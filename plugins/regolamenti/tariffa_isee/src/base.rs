//! The amounts of the table, before reductions: by the ISEE, or the highest, or fixed ones.

use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{PassoNuovo, messaggio};

use crate::conto::{Conto, Voce, fuori_misura};
use crate::isee;
use crate::parametri::{ImportoFissato, Metodo, NonResidenti, SenzaIsee};

/// What an amount follows from.
#[derive(Clone, Copy)]
pub enum Via<'p> {
    /// A valid ISEE, in cents.
    Isee(i64),
    /// The highest amount of the table.
    Massimo(Causa),
    /// Amounts that look at nothing else.
    Fissato(Causa, &'p ImportoFissato),
}

/// Why the ISEE does not decide.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Causa {
    NonResidente,
    SenzaIsee,
}

impl<'p> Conto<'p> {
    /// Price and quota of the table.
    pub fn importi_di_base(&mut self) -> Result<(), Rifiuto> {
        let via = self.via()?;
        let tabella = self.caso.tabella;
        if let Some(metodo) = &tabella.metodo {
            self.importo(Voce::Prezzo, metodo, via)?;
        }
        if let Some(quota) = &tabella.quota {
            self.importo(Voce::Quota, &quota.metodo, via)?;
        }
        self.maggiorazione()
    }

    /// What non-residents pay, unless the table is theirs.
    fn regola_non_residenti(&self) -> Option<&'p NonResidenti> {
        let senza_tabella = !self.caso.residente && self.caso.tabella.residenti.is_none();
        senza_tabella.then_some(&self.caso.parametri.residenza.non_residenti)
    }

    fn via(&mut self) -> Result<Via<'p>, Rifiuto> {
        match self.regola_non_residenti() {
            Some(NonResidenti::PrezzoMassimo) => Ok(Via::Massimo(Causa::NonResidente)),
            Some(NonResidenti::Prezzo(fissato)) => Ok(Via::Fissato(Causa::NonResidente, fissato)),
            Some(NonResidenti::NonAmmessi) => Err(Rifiuto::CasoNonPrevisto(messaggio(
                "SOLO_RESIDENTI",
                "Il regolamento riserva il servizio ai residenti.",
            ))),
            Some(NonResidenti::Maggiorazione { .. } | NonResidenti::ComeResidenti) | None => {
                Ok(self.secondo_isee())
            }
        }
    }

    fn secondo_isee(&mut self) -> Via<'p> {
        let parametri = self.caso.parametri;
        match isee::valore(parametri, self.caso.ingresso) {
            Ok(valore) => {
                self.isee = Some(valore);
                Via::Isee(valore)
            }
            Err(perche) => {
                if self.caso.tabella.metodi().any(Metodo::guarda_isee) {
                    let passo = perche.passo(parametri, self.caso.ingresso);
                    self.passi.push(passo);
                }
                match &parametri.senza_isee {
                    SenzaIsee::PrezzoMassimo => Via::Massimo(Causa::SenzaIsee),
                    SenzaIsee::Prezzo(fissato) => Via::Fissato(Causa::SenzaIsee, fissato),
                }
            }
        }
    }

    /// An amount that the ISEE does not decide.
    pub fn fisso(&mut self, voce: Voce, valore: i64, nome: &'p str, causa: Causa, come: &str) {
        let parametri = self.caso.parametri;
        let (codice, perche, articolo) = match causa {
            Causa::NonResidente => (
                "NON_RESIDENTE",
                "Non residente",
                parametri.articolo(parametri.residenza.articolo.as_deref()),
            ),
            Causa::SenzaIsee => (
                "SENZA_ISEE",
                "Senza un ISEE valido",
                parametri.articolo.as_deref(),
            ),
        };
        self.nomina(nome);
        let passo = PassoNuovo::new(codice, format!("{perche}: si applica {come}."))
            .articolo(articolo)
            .parametro(nome, voce.scritto(valore));
        self.imposta(voce, valore, passo);
    }

    /// The first band that is found is the one the family reads.
    pub fn nomina(&mut self, fascia: &'p str) {
        if self.fascia.is_empty() {
            self.fascia = fascia;
        }
    }

    fn maggiorazione(&mut self) -> Result<(), Rifiuto> {
        let Some(NonResidenti::Maggiorazione { percento }) = self.regola_non_residenti() else {
            return Ok(());
        };
        let intero = percento.checked_add(100).ok_or_else(fuori_misura)?;
        let parametri = self.caso.parametri;
        for voce in [Voce::Prezzo, Voce::Quota] {
            let Some(valore) = self.valore(voce) else {
                continue;
            };
            let maggiorato = self.parte(voce, valore, intero)?;
            let testo = format!("Non residente: maggiorazione del {percento}%.");
            let passo = PassoNuovo::new("NON_RESIDENTE", testo)
                .articolo(parametri.articolo(parametri.residenza.articolo.as_deref()))
                .parametro("maggiorazione", format!("{percento}%"));
            self.imposta(voce, maggiorato, passo);
        }
        Ok(())
    }
}
