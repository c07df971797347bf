//! The tariff, step by step, in the order in which a regulation is read.

use campanella_sdk::tariffa::{Arrotondamento, Esito, Ingresso};
use campanella_sdk::tipi::{Passo, Rifiuto};
use campanella_sdk::{Arrotonda, PassoNuovo, euro, messaggio, prezzo_in_euro};

use crate::isee;
use crate::parametri::{Fascia, Metodo, NonResidenti, Parametri, SenzaIsee, Tabella};
use crate::residenza::residente;

/// Computes one tariff.
pub fn calcola(parametri: &Parametri, ingresso: &Ingresso) -> Result<Esito, Rifiuto> {
    if ingresso.personale {
        return personale(parametri);
    }
    let residente = residente(&parametri.residenza, ingresso);
    let tabella = tabella(parametri, ingresso, residente)?;
    if ingresso.esenzione_servizi_sociali {
        return Ok(esente(parametri, tabella));
    }
    let mut conto = Conto::nuovo(parametri);
    conto.prezzo_di_base(tabella, ingresso, residente)?;
    conto.quota(tabella.quota.as_ref(), ingresso)?;
    conto.fratelli(ingresso, residente)?;
    conto.disabilita(ingresso)?;
    Ok(conto.esito())
}

fn personale(parametri: &Parametri) -> Result<Esito, Rifiuto> {
    let Some(fisso) = &parametri.personale else {
        return Err(Rifiuto::CasoNonPrevisto(messaggio(
            "PERSONALE_NON_PREVISTO",
            "Il regolamento non prevede un prezzo per il personale della scuola.",
        )));
    };
    let passo = PassoNuovo::new("PERSONALE", "Prezzo per il personale della scuola.")
        .articolo(fisso.articolo.as_deref())
        .parametro("personale", prezzo_in_euro(fisso.prezzo))
        .prezzo(fisso.prezzo);
    Ok(Esito {
        prezzo: Some(fisso.prezzo),
        quota: None,
        fascia: "Personale".to_owned(),
        arrotondamento: parametri.arrotondamento.into(),
        motivazione: vec![passo],
    })
}

fn esente(parametri: &Parametri, tabella: &Tabella) -> Esito {
    let passo = PassoNuovo::new(
        "ESENZIONE_SERVIZI_SOCIALI",
        "Il servizio è gratuito: esenzione disposta dai servizi sociali.",
    )
    .articolo(
        parametri
            .articolo_esenzione
            .as_deref()
            .or(parametri.articolo.as_deref()),
    )
    .prezzo(0);
    Esito {
        prezzo: Some(0),
        quota: tabella.quota.as_ref().map(|_| 0),
        fascia: "Esente".to_owned(),
        arrotondamento: parametri.arrotondamento.into(),
        motivazione: vec![passo],
    }
}

fn tabella<'p>(
    parametri: &'p Parametri,
    ingresso: &Ingresso,
    residente: bool,
) -> Result<&'p Tabella, Rifiuto> {
    parametri
        .tabelle
        .iter()
        .find(|t| {
            let ordine = t.ordini.is_empty() || t.ordini.iter().any(|o| o.vale(ingresso.ordine));
            ordine && t.residenti.is_none_or(|r| r == residente)
        })
        .ok_or_else(|| {
            Rifiuto::CasoNonPrevisto(messaggio(
                "TABELLA_NON_PREVISTA",
                "Nessuna tabella del regolamento riguarda questo ordine di scuola e questa \
                 residenza.",
            ))
        })
}

/// The amounts so far and the steps that led to them.
pub(crate) struct Conto<'p> {
    pub(crate) parametri: &'p Parametri,
    pub(crate) prezzo: i64,
    pub(crate) quota: Option<i64>,
    fascia: &'p str,
    pub(crate) passi: Vec<Passo>,
}

impl<'p> Conto<'p> {
    fn nuovo(parametri: &'p Parametri) -> Self {
        Conto {
            parametri,
            prezzo: 0,
            quota: None,
            fascia: "",
            passi: Vec::with_capacity(5),
        }
    }

    fn esito(self) -> Esito {
        Esito {
            prezzo: Some(self.prezzo),
            quota: self.quota,
            fascia: self.fascia.to_owned(),
            arrotondamento: self.parametri.arrotondamento.into(),
            motivazione: self.passi,
        }
    }

    /// Residence first (it may put the ISEE aside), then the ISEE, then the table.
    fn prezzo_di_base(
        &mut self,
        tabella: &'p Tabella,
        ingresso: &Ingresso,
        residente: bool,
    ) -> Result<(), Rifiuto> {
        // A table of their own already is what non-residents pay.
        let regola_a_parte = (!residente && tabella.residenti.is_none())
            .then_some(&self.parametri.residenza.non_residenti);
        match regola_a_parte {
            Some(NonResidenti::PrezzoMassimo) => {
                self.massimo(
                    tabella,
                    ingresso,
                    "NON_RESIDENTE",
                    "Non residente: prezzo massimo.",
                );
            }
            Some(NonResidenti::Prezzo { prezzo, nome }) => {
                self.fisso(
                    *prezzo,
                    nome,
                    "NON_RESIDENTE",
                    "Non residente: prezzo fissato.",
                );
            }
            Some(NonResidenti::Maggiorazione { percento }) => {
                self.secondo_isee(tabella, ingresso)?;
                self.prezzo = self.parte(self.prezzo, 100 + percento)?;
                self.passo_residenza(&format!("Non residente: maggiorazione del {percento}%."));
            }
            Some(NonResidenti::ComeResidenti) | None => self.secondo_isee(tabella, ingresso)?,
        }
        Ok(())
    }

    fn secondo_isee(&mut self, tabella: &'p Tabella, ingresso: &Ingresso) -> Result<(), Rifiuto> {
        match (isee::valore(self.parametri, ingresso), &tabella.metodo) {
            (Ok(valore), Metodo::Fasce { fasce, .. }) => {
                match fasce.iter().find(|f| valore <= f.fino_a) {
                    Some(fascia) => self.in_fascia(fascia, valore, ingresso),
                    None => {
                        let testo = format!("ISEE di {}: oltre l'ultima fascia.", euro(valore));
                        self.massimo(tabella, ingresso, "FASCIA_MASSIMA", &testo);
                    }
                }
                Ok(())
            }
            (Ok(valore), Metodo::Lineare { .. }) => self.lineare(&tabella.metodo, valore),
            (Err(passo), _) => {
                self.passi.push(*passo);
                match &self.parametri.senza_isee {
                    SenzaIsee::PrezzoMassimo => {
                        let testo = "Senza un ISEE valido si applica il prezzo massimo.";
                        self.massimo(tabella, ingresso, "SENZA_ISEE", testo);
                    }
                    SenzaIsee::Prezzo { prezzo, nome } => {
                        let testo = "Senza un ISEE valido si applica il prezzo fissato.";
                        self.fisso(*prezzo, nome, "SENZA_ISEE", testo);
                    }
                }
                Ok(())
            }
        }
    }

    fn in_fascia(&mut self, fascia: &'p Fascia, valore: i64, ingresso: &Ingresso) {
        self.prezzo = per_figlio(&fascia.prezzi, ingresso.rango_fratelli);
        self.fascia = &fascia.nome;
        let testo = format!(
            "ISEE di {}: fascia «{}», fino a {} compresi.",
            euro(valore),
            fascia.nome,
            euro(fascia.fino_a),
        );
        let passo = PassoNuovo::new("FASCIA_ISEE", testo)
            .articolo(self.parametri.articolo.as_deref())
            .dato("isee", euro(valore))
            .dato("figlio", ingresso.rango_fratelli.to_string())
            .parametro(&fascia.nome, prezzo_in_euro(self.prezzo))
            .prezzo(self.prezzo);
        self.passi.push(passo);
    }

    fn lineare(&mut self, metodo: &'p Metodo, valore: i64) -> Result<(), Rifiuto> {
        let Metodo::Lineare {
            isee_min,
            isee_max,
            prezzo_min,
            prezzo_max,
            nome,
        } = metodo
        else {
            return Ok(());
        };
        self.fascia = nome;
        self.prezzo = if valore <= *isee_min {
            *prezzo_min
        } else if valore >= *isee_max {
            *prezzo_max
        } else {
            let ampiezza = isee_max - isee_min;
            let crescita = (prezzo_max - prezzo_min).checked_mul(valore - isee_min);
            let base = prezzo_min.checked_mul(ampiezza);
            let numeratore = crescita.zip(base).and_then(|(c, b)| c.checked_add(b));
            numeratore
                .and_then(|n| {
                    self.modo()
                        .frazione(n, ampiezza, self.parametri.passo_prezzo)
                })
                .ok_or_else(fuori_misura)?
                .clamp(*prezzo_min, *prezzo_max)
        };
        let testo = format!(
            "ISEE di {}: tariffa in proporzione, da {} (fino a {}) a {} (da {}).",
            euro(valore),
            prezzo_in_euro(*prezzo_min),
            euro(*isee_min),
            prezzo_in_euro(*prezzo_max),
            euro(*isee_max),
        );
        let passo = PassoNuovo::new("TARIFFA_LINEARE", testo)
            .articolo(self.parametri.articolo.as_deref())
            .dato("isee", euro(valore))
            .parametro(
                nome,
                format!(
                    "{} – {}",
                    prezzo_in_euro(*prezzo_min),
                    prezzo_in_euro(*prezzo_max)
                ),
            )
            .prezzo(self.prezzo);
        self.passi.push(passo);
        Ok(())
    }

    fn massimo(&mut self, tabella: &'p Tabella, ingresso: &Ingresso, codice: &str, testo: &str) {
        let (nome, prezzo) = match &tabella.metodo {
            Metodo::Fasce { oltre, .. } => (
                oltre.nome.as_str(),
                per_figlio(&oltre.prezzi, ingresso.rango_fratelli),
            ),
            Metodo::Lineare {
                nome, prezzo_max, ..
            } => (nome.as_str(), *prezzo_max),
        };
        self.fisso(prezzo, nome, codice, testo);
    }

    fn fisso(&mut self, prezzo: i64, nome: &'p str, codice: &str, testo: &str) {
        self.prezzo = prezzo;
        self.fascia = nome;
        let articolo = if codice == "NON_RESIDENTE" {
            self.articolo_residenza()
        } else {
            self.parametri.articolo.as_deref()
        };
        let passo = PassoNuovo::new(codice, testo)
            .articolo(articolo)
            .parametro(nome, prezzo_in_euro(prezzo))
            .prezzo(prezzo);
        self.passi.push(passo);
    }

    fn passo_residenza(&mut self, testo: &str) {
        let passo = PassoNuovo::new("NON_RESIDENTE", testo)
            .articolo(self.articolo_residenza())
            .prezzo(self.prezzo);
        self.passi.push(passo);
    }

    /// `percento` per cent of a price, rounded to the step of the regulation.
    pub(crate) fn parte(&self, prezzo: i64, percento: i64) -> Result<i64, Rifiuto> {
        prezzo
            .checked_mul(percento)
            .and_then(|n| self.modo().frazione(n, 100, self.parametri.passo_prezzo))
            .ok_or_else(fuori_misura)
    }

    pub(crate) fn modo(&self) -> Arrotondamento {
        self.parametri.arrotondamento.into()
    }

    fn articolo_residenza(&self) -> Option<&'p str> {
        self.parametri
            .residenza
            .articolo
            .as_deref()
            .or(self.parametri.articolo.as_deref())
    }
}

/// The price of the n-th child; the last of the list holds for those after it.
fn per_figlio(prezzi: &[i64], rango: u32) -> i64 {
    let indice = usize::try_from(rango.saturating_sub(1)).unwrap_or(usize::MAX);
    // The list is not empty: `Parametri::leggi` saw to it.
    prezzi
        .get(indice)
        .or(prezzi.last())
        .copied()
        .unwrap_or_default()
}

pub(crate) fn fuori_misura() -> Rifiuto {
    Rifiuto::ParametriNonValidi(messaggio(
        "IMPORTI_FUORI_MISURA",
        "Gli importi o le percentuali dei parametri non permettono il calcolo.",
    ))
}
