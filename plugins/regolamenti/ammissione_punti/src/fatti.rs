//! The application as the conditions see it.

use campanella_sdk::ammissione::{Genitore, Ingresso};
use campanella_sdk::parametri::{Ordine, nel_comune};
use campanella_sdk::tipi::{Giorno, Istante, Rifiuto};
use campanella_sdk::{euro, giorni_dal_1970, messaggio};

use crate::condizione::Condizione;
use crate::eta::mesi_compiuti;
use crate::parametri::{ChiConta, Parametri, Quando};

/// An application, and the parameters that say what counts.
pub struct Fatti<'a> {
    /// The parameters.
    pub parametri: &'a Parametri,
    /// What the family wrote and the office knows.
    pub ingresso: &'a Ingresso,
}

impl Fatti<'_> {
    /// Whether the conditions hold together.
    pub fn vale(&self, quando: &Quando) -> Result<bool, Rifiuto> {
        for condizione in &quando.se {
            if !self.soddisfa(condizione)? {
                return Ok(false);
            }
        }
        for condizione in &quando.tranne {
            if self.soddisfa(condizione)? {
                return Ok(false);
            }
        }
        for condizione in &quando.una_di {
            if self.soddisfa(condizione)? {
                return Ok(true);
            }
        }
        Ok(quando.una_di.is_empty())
    }

    fn soddisfa(&self, condizione: &Condizione) -> Result<bool, Rifiuto> {
        let i = self.ingresso;
        Ok(match condizione {
            Condizione::Isee { oltre, fino_a } => {
                self.isee().is_some_and(|v| tra(v, *oltre, *fino_a))
            }
            Condizione::SenzaIsee => self.isee().is_none(),
            Condizione::DistanzaScuola { oltre, fino_a } => {
                tra(self.metri_dalla_scuola()?, *oltre, *fino_a)
            }
            Condizione::Eta {
                da_mesi,
                fino_a_mesi,
            } => {
                let mesi = mesi_compiuti(&i.nascita, &i.giorno);
                da_mesi.is_none_or(|da| mesi >= i64::from(da))
                    && fino_a_mesi.is_none_or(|a| mesi <= i64::from(a))
            }
            Condizione::GenitoriCheLavorano {
                almeno,
                ore_minime,
                km_minimi,
            } => {
                let quanti = i.genitori.iter().filter(|g| {
                    lavora(g, *ore_minime)
                        && km_minimi.is_none_or(|m| g.distanza_lavoro_km.is_some_and(|k| k >= m))
                });
                quanti.count() >= usize::from(*almeno)
            }
            Condizione::TuttiLavorano { ore_minime } => {
                !i.genitori.is_empty() && i.genitori.iter().all(|g| lavora(g, *ore_minime))
            }
            Condizione::GenitoreSolo => i.genitori.len() == 1,
            Condizione::GenitoreConDisabilita => i.genitori.iter().any(|g| g.disabilita),
            Condizione::Disabilita => i.disabilita,
            Condizione::ServiziSociali => i.servizi_sociali,
            Condizione::Residente => self.residente(),
            Condizione::FratelliIscritti { almeno } => i.fratelli_iscritti >= *almeno,
            Condizione::Minori { almeno, fino_a } => {
                i.minori_nel_nucleo >= *almeno && fino_a.is_none_or(|a| i.minori_nel_nucleo <= a)
            }
            Condizione::IscrittoAnnoPrecedente => i.iscritto_anno_precedente,
            Condizione::Ordini { ordini } => Ordine::tra(ordini, i.ordine),
            Condizione::Plessi { plessi } => i.plesso.as_ref().is_some_and(|p| plessi.contains(p)),
            Condizione::Classi { classi } => i.classe.as_ref().is_some_and(|c| classi.contains(c)),
            Condizione::Morosita => i.morosita.as_ref().is_some_and(|m| m.importo > 0),
            Condizione::FuoriTermine => self.fuori_termine(),
            Condizione::Risposta { nome, valori } => self
                .risposta(nome)
                .is_some_and(|v| valori.iter().any(|ammesso| ammesso == v)),
        })
    }

    /// The value of an ISEE that is valid on the last day of the call and of a kind that counts.
    pub fn isee(&self) -> Option<i64> {
        let ammessi = &self.parametri.isee_ammessi;
        let giorno = giorni_dal_1970(&self.ingresso.giorno);
        self.ingresso
            .isee
            .as_ref()
            .filter(|isee| {
                (giorni_dal_1970(&isee.dal)..=giorni_dal_1970(&isee.al)).contains(&giorno)
                    && (ammessi.is_empty() || ammessi.iter().any(|a| a.vale(isee.tipo)))
                    && isee.valore >= 0
            })
            .map(|isee| isee.valore)
    }

    /// Never guessed: who lives how far is what the ranking may turn on.
    pub fn metri_dalla_scuola(&self) -> Result<u32, Rifiuto> {
        self.ingresso.distanza_scuola_metri.ok_or_else(|| {
            Rifiuto::DatoMancante(messaggio(
                "DISTANZA_NON_NOTA",
                "Il regolamento guarda la distanza tra casa e scuola, che non è nota.",
            ))
        })
    }

    pub fn residente(&self) -> bool {
        let regole = &self.parametri.residenza;
        let vive_qui = |dove| nel_comune(dove, &regole.comuni_convenzionati);
        let bambino = vive_qui(&self.ingresso.residenza_bambino);
        let pagante = vive_qui(&self.ingresso.residenza_pagante);
        match regole.conta {
            ChiConta::Bambino => bambino,
            ChiConta::Pagante => pagante,
            ChiConta::Entrambi => bambino && pagante,
            ChiConta::AlmenoUno => bambino || pagante,
        }
    }

    pub fn fuori_termine(&self) -> bool {
        secondi(&self.ingresso.presentata) > secondi(&self.ingresso.termine)
    }

    pub fn risposta(&self, nome: &str) -> Option<&str> {
        self.ingresso
            .altri_dati
            .iter()
            .find(|d| d.nome == nome)
            .map(|d| d.valore.as_str())
    }

    /// What a condition looked at, as a step names it.
    pub fn dato(&self, condizione: &Condizione) -> Option<(String, String)> {
        let i = self.ingresso;
        let (nome, valore) = match condizione {
            Condizione::Isee { .. } => ("isee", euro(self.isee()?)),
            Condizione::DistanzaScuola { .. } => (
                "distanza_scuola_metri",
                i.distanza_scuola_metri?.to_string(),
            ),
            Condizione::Eta { .. } => ("mesi", mesi_compiuti(&i.nascita, &i.giorno).to_string()),
            Condizione::Minori { .. } => ("minori_nel_nucleo", i.minori_nel_nucleo.to_string()),
            Condizione::FratelliIscritti { .. } => {
                ("fratelli_iscritti", i.fratelli_iscritti.to_string())
            }
            Condizione::Risposta { nome, .. } => (nome.as_str(), self.risposta(nome)?.to_owned()),
            _ => return None,
        };
        Some((nome.to_owned(), valore))
    }
}

/// Works, and as many hours as are asked: hours that the form leaves out are not claimed.
fn lavora(g: &Genitore, ore_minime: Option<u16>) -> bool {
    g.lavora && ore_minime.is_none_or(|m| g.ore_settimanali.is_some_and(|ore| ore >= m))
}

fn tra<N: PartialOrd>(valore: N, oltre: Option<N>, fino_a: Option<N>) -> bool {
    oltre.is_none_or(|o| valore > o) && fino_a.is_none_or(|a| valore <= a)
}

/// Local seconds since 1970: to compare, not to subtract across a change of the clock.
pub fn secondi(istante: &Istante) -> i64 {
    let giorno: &Giorno = &istante.giorno;
    giorni_dal_1970(giorno) * 86_400
        + i64::from(istante.ora) * 3_600
        + i64::from(istante.minuto) * 60
        + i64::from(istante.secondo)
}
