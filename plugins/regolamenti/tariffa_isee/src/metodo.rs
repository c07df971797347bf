//! An amount by the method of its table.

use campanella_sdk::tipi::Rifiuto;
use campanella_sdk::{Arrotonda, PassoNuovo, euro, messaggio, prezzo_in_euro};

use crate::base::{Causa, Via};
use crate::conto::{Conto, Voce, fuori_misura};
use crate::parametri::{Fascia, FasciaMassima, Metodo, Punto};

impl<'p> Conto<'p> {
    /// Computes an amount and says how.
    pub fn importo(
        &mut self,
        voce: Voce,
        metodo: &'p Metodo,
        via: Via<'p>,
    ) -> Result<i64, Rifiuto> {
        match (via, metodo) {
            (Via::Fissato(causa, fissato), _)
                if causa == Causa::NonResidente || metodo.guarda_isee() =>
            {
                let valore = match voce {
                    Voce::Quota => fissato.quota,
                    Voce::Prezzo | Voce::Pasto => fissato.prezzo,
                };
                let valore = valore.ok_or_else(importo_mancante)?;
                self.fisso(voce, valore, &fissato.nome, causa, "l'importo fissato");
                Ok(valore)
            }
            (_, Metodo::Pasti { pasti, prezzo }) => self.pasti(voce, *pasti, prezzo, via),
            (Via::Massimo(causa), _) if causa == Causa::NonResidente || metodo.guarda_isee() => {
                let (nome, valore) = metodo.massimo(self.caso.ingresso.rango_fratelli);
                self.fisso(voce, valore, nome, causa, "l'importo massimo");
                Ok(valore)
            }
            (Via::Isee(isee), Metodo::Fasce { fasce, oltre }) => {
                Ok(match fasce.iter().find(|f| isee <= f.fino_a) {
                    Some(fascia) => self.in_fascia(voce, fascia, isee),
                    None => self.oltre(voce, oltre, isee),
                })
            }
            (Via::Isee(isee), Metodo::Tratti { nome, punti }) => {
                self.tratti(voce, nome, punti, isee)
            }
            (Via::Isee(isee), Metodo::Proporzionale { .. }) => {
                Ok(self.proporzionale(voce, metodo, isee))
            }
            // Only the method that does not look at the ISEE is left.
            _ => Ok(self.unico(voce, metodo)),
        }
    }

    fn pasti(
        &mut self,
        voce: Voce,
        pasti: i64,
        prezzo: &'p Metodo,
        via: Via<'p>,
    ) -> Result<i64, Rifiuto> {
        let unitario = self.importo(Voce::Pasto, prezzo, via)?;
        let importo = unitario
            .checked_mul(pasti)
            .and_then(|n| self.modo().frazione(n, 100, 1))
            .ok_or_else(fuori_misura)?;
        let testo = format!("{pasti} pasti a {} l'uno.", prezzo_in_euro(unitario));
        let passo = PassoNuovo::new("PASTI_DELL_ANNO", testo)
            .articolo(self.articolo(voce))
            .parametro("pasti", pasti.to_string());
        self.imposta(voce, importo, passo);
        Ok(importo)
    }

    fn unico(&mut self, voce: Voce, metodo: &'p Metodo) -> i64 {
        let (nome, valore) = metodo.massimo(self.caso.ingresso.rango_fratelli);
        let testo = format!("«{nome}»: importo che non dipende dall'ISEE.");
        let passo = self.passo_base(voce, "TARIFFA_UNICA", testo);
        self.concludi(voce, valore, nome, passo)
    }

    fn in_fascia(&mut self, voce: Voce, fascia: &'p Fascia, isee: i64) -> i64 {
        let scritto = euro(isee);
        let testo = format!(
            "ISEE di {scritto}: fascia «{}», fino a {} compresi.",
            fascia.nome,
            euro(fascia.fino_a),
        );
        let mut passo = self
            .passo_base(voce, "FASCIA_ISEE", testo)
            .dato("isee", scritto);
        let rango = self.caso.ingresso.rango_fratelli;
        if fascia.prezzi.len() > 1 {
            passo = passo.dato("figlio", rango.to_string());
        }
        let valore = per_figlio(&fascia.prezzi, rango);
        self.concludi(voce, valore, &fascia.nome, passo)
    }

    fn oltre(&mut self, voce: Voce, oltre: &'p FasciaMassima, isee: i64) -> i64 {
        let scritto = euro(isee);
        let testo = format!(
            "ISEE di {scritto}: oltre l'ultima fascia, «{}».",
            oltre.nome
        );
        let passo = self
            .passo_base(voce, "FASCIA_MASSIMA", testo)
            .dato("isee", scritto);
        let valore = per_figlio(&oltre.prezzi, self.caso.ingresso.rango_fratelli);
        self.concludi(voce, valore, &oltre.nome, passo)
    }

    fn tratti(
        &mut self,
        voce: Voce,
        nome: &'p str,
        punti: &[Punto],
        isee: i64,
    ) -> Result<i64, Rifiuto> {
        let dopo = punti.partition_point(|p| p.isee <= isee);
        let (valore, come) = match (
            dopo.checked_sub(1).and_then(|i| punti.get(i)),
            punti.get(dopo),
        ) {
            (Some(a), Some(b)) => (
                self.sul_tratto(voce, a, b, isee)?,
                format!(
                    "in proporzione tra {} (ISEE {}) e {} (ISEE {})",
                    voce.scritto(a.prezzo),
                    euro(a.isee),
                    voce.scritto(b.prezzo),
                    euro(b.isee),
                ),
            ),
            (None, Some(primo)) => (
                primo.prezzo,
                format!("importo minimo, che vale fino a {}", euro(primo.isee)),
            ),
            (Some(ultimo), None) => (
                ultimo.prezzo,
                format!("importo massimo, che vale da {}", euro(ultimo.isee)),
            ),
            (None, None) => return Err(importo_mancante()),
        };
        let scritto = euro(isee);
        let testo = format!("ISEE di {scritto}: {come}.");
        let passo = self
            .passo_base(voce, "TARIFFA_LINEARE", testo)
            .dato("isee", scritto);
        Ok(self.concludi(voce, valore, nome, passo))
    }

    fn sul_tratto(&self, voce: Voce, a: &Punto, b: &Punto, isee: i64) -> Result<i64, Rifiuto> {
        let ampiezza = b.isee - a.isee;
        let crescita = (b.prezzo - a.prezzo).checked_mul(isee - a.isee);
        let base = a.prezzo.checked_mul(ampiezza);
        let numeratore = crescita.zip(base).and_then(|(c, b)| c.checked_add(b));
        let valore = numeratore.and_then(|n| self.modo().frazione(n, ampiezza, self.passo(voce)));
        Ok(valore.ok_or_else(fuori_misura)?.clamp(a.prezzo, b.prezzo))
    }

    fn proporzionale(&mut self, voce: Voce, metodo: &'p Metodo, isee: i64) -> i64 {
        let Metodo::Proporzionale {
            nome,
            ogni_mille_euro,
            minimo,
            massimo,
            gratis_fino_a,
        } = metodo
        else {
            return self.unico(voce, metodo);
        };
        let gratis = gratis_fino_a.filter(|limite| isee <= *limite);
        let (valore, come) = match gratis {
            Some(limite) => (0, format!("gratuito fino a {}", euro(limite))),
            None => {
                // A product beyond 64 bits is far beyond the greatest amount.
                let pieno = isee
                    .checked_mul(*ogni_mille_euro)
                    .and_then(|n| self.modo().frazione(n, 100_000, self.passo(voce)))
                    .unwrap_or(*massimo);
                let come = format!(
                    "{} ogni 1.000,00 € di ISEE, da {} a {}",
                    voce.scritto(*ogni_mille_euro),
                    voce.scritto(*minimo),
                    voce.scritto(*massimo),
                );
                (pieno.clamp(*minimo, *massimo), come)
            }
        };
        let scritto = euro(isee);
        let testo = format!("ISEE di {scritto}: {come}.");
        let passo = self
            .passo_base(voce, "TARIFFA_PROPORZIONALE", testo)
            .dato("isee", scritto);
        self.concludi(voce, valore, nome, passo)
    }

    /// A step on an amount of the table; beside a price, one on the quota says so.
    fn passo_base(&self, voce: Voce, codice: &str, testo: String) -> PassoNuovo {
        let accanto = voce != Voce::Prezzo && self.prezzo.is_some();
        let passo = if accanto {
            PassoNuovo::new(codice, format!("Quota. {testo}"))
        } else {
            PassoNuovo::new(codice, testo)
        };
        passo.articolo(self.articolo(voce))
    }

    fn concludi(&mut self, voce: Voce, valore: i64, nome: &'p str, passo: PassoNuovo) -> i64 {
        self.nomina(nome);
        let passo = passo.parametro(nome, voce.scritto(valore));
        self.imposta(voce, valore, passo);
        valore
    }

    /// The article on a price or on a quota.
    pub fn articolo(&self, voce: Voce) -> Option<&'p str> {
        let proprio = match (voce, &self.caso.tabella.quota) {
            (Voce::Quota | Voce::Pasto, Some(quota)) => quota.articolo.as_deref(),
            _ => None,
        };
        self.caso.parametri.articolo(proprio)
    }
}

impl Metodo {
    /// The highest amount for a child, and the label that goes with it.
    fn massimo(&self, rango: u32) -> (&str, i64) {
        match self {
            Metodo::Unico(massima) | Metodo::Fasce { oltre: massima, .. } => {
                (&massima.nome, per_figlio(&massima.prezzi, rango))
            }
            Metodo::Tratti { nome, punti } => (nome, punti.last().map_or(0, |p| p.prezzo)),
            Metodo::Proporzionale { nome, massimo, .. } => (nome, *massimo),
            Metodo::Pasti { prezzo, .. } => prezzo.massimo(rango),
        }
    }
}

/// The amount of the n-th child; the last of the list holds for those after it.
fn per_figlio(prezzi: &[i64], rango: u32) -> i64 {
    let indice = usize::try_from(rango.saturating_sub(1)).unwrap_or(usize::MAX);
    // The list is not empty: `verifica` saw to it.
    let prezzo = prezzi.get(indice).or(prezzi.last());
    prezzo.copied().unwrap_or_default()
}

fn importo_mancante() -> Rifiuto {
    Rifiuto::ParametriNonValidi(messaggio(
        "IMPORTO_MANCANTE",
        "Nei parametri manca l'importo per questo caso.",
    ))
}
