//! What is taken off an amount, how several reductions meet, and the limits of the result.

use campanella_sdk::PassoNuovo;
use campanella_sdk::tipi::Rifiuto;

use crate::conto::{Caso, Conto, Voce};
use crate::parametri::Cumulo;

/// A reduction that applies to the child.
struct Sconto<'p> {
    motivo: Motivo<'p>,
    percento: i64,
    anche_quota: bool,
    articolo: Option<&'p str>,
}

#[derive(Clone, Copy)]
enum Motivo<'p> {
    Fratelli(u32),
    Minori(u32),
    Disabilita,
    Altro(&'p str),
}

impl Conto<'_> {
    /// All reductions, of the price and of the quota.
    pub fn riduzioni(&mut self) -> Result<(), Rifiuto> {
        for voce in [Voce::Prezzo, Voce::Quota] {
            if let Some(base) = self.valore(voce).filter(|v| *v > 0) {
                self.riduci(voce, base)?;
            }
        }
        Ok(())
    }

    fn riduci(&mut self, voce: Voce, base: i64) -> Result<(), Rifiuto> {
        let (caso, isee) = (self.caso, self.isee);
        // Where there is only a quota, there is nothing else to reduce.
        let sola_quota = self.prezzo.is_none();
        let sconti = || {
            sconti(caso, isee).filter(move |s| voce == Voce::Prezzo || s.anche_quota || sola_quota)
        };
        let cumulo = caso.parametri.cumulo;
        let maggiore = sconti().map(|s| s.percento).max().unwrap_or_default();
        let mut applicati = 0;
        let mut totale = 0;
        for sconto in sconti() {
            let ridotto = match cumulo {
                Cumulo::InCascata => {
                    let prima = self.valore(voce).unwrap_or(base);
                    self.parte(voce, prima, (100 - sconto.percento).max(0))?
                }
                Cumulo::Somma => {
                    totale += sconto.percento;
                    self.parte(voce, base, (100 - totale).max(0))?
                }
                Cumulo::SoloLaMaggiore if applicati > 0 || sconto.percento < maggiore => continue,
                Cumulo::SoloLaMaggiore => self.parte(voce, base, (100 - sconto.percento).max(0))?,
            };
            applicati += 1;
            let passo = sconto.passo(caso, voce, sola_quota);
            self.imposta(voce, ridotto, passo);
        }
        if cumulo == Cumulo::SoloLaMaggiore && sconti().count() > 1 {
            let testo = "Le riduzioni non si sommano: vale solo la maggiore.";
            let passo = PassoNuovo::new("SOLO_LA_RIDUZIONE_MAGGIORE", testo)
                .articolo(caso.parametri.articolo.as_deref())
                .decisione("riduzione maggiore");
            self.passi.push(passo);
        }
        let gratis = maggiore >= 100 || totale >= 100;
        if applicati > 0 && !gratis {
            self.limite_minimo(voce, base);
        }
        Ok(())
    }

    /// Reductions do not go below the floor; an amount of the table that is lower stays.
    fn limite_minimo(&mut self, voce: Voce, base: i64) {
        let Some(limiti) = &self.caso.parametri.limiti else {
            return;
        };
        let minimo = match voce {
            Voce::Quota => limiti.quota_minima,
            Voce::Prezzo | Voce::Pasto => limiti.prezzo_minimo,
        };
        let Some(minimo) = minimo.map(|m| m.min(base)) else {
            return;
        };
        if self.valore(voce).is_some_and(|v| v < minimo) {
            let testo = format!("Le riduzioni non portano sotto {}.", voce.scritto(minimo));
            let passo = PassoNuovo::new("LIMITE_MINIMO", testo)
                .articolo(self.caso.parametri.articolo(limiti.articolo.as_deref()))
                .parametro("minimo", voce.scritto(minimo));
            self.imposta(voce, minimo, passo);
        }
    }

    /// Nobody pays more than the ceiling.
    pub fn limite_massimo(&mut self) {
        let Some(limiti) = &self.caso.parametri.limiti else {
            return;
        };
        let massimi = [
            (Voce::Prezzo, limiti.prezzo_massimo),
            (Voce::Quota, limiti.quota_massima),
        ];
        for (voce, massimo) in massimi {
            let Some(massimo) = massimo.filter(|m| self.valore(voce).is_some_and(|v| v > *m))
            else {
                continue;
            };
            let testo = format!("Nessuno paga più di {}.", voce.scritto(massimo));
            let passo = PassoNuovo::new("LIMITE_MASSIMO", testo)
                .articolo(self.caso.parametri.articolo(limiti.articolo.as_deref()))
                .parametro("massimo", voce.scritto(massimo));
            self.imposta(voce, massimo, passo);
        }
    }
}

/// The reductions of a child, in the order in which they are applied.
fn sconti(caso: Caso<'_>, isee: Option<i64>) -> impl Iterator<Item = Sconto<'_>> {
    fratelli(caso)
        .into_iter()
        .chain(minori(caso, isee))
        .chain(disabilita(caso))
        .chain(altre(caso, isee))
        .filter(|s| s.percento > 0)
}

fn fratelli(caso: Caso<'_>) -> Option<Sconto<'_>> {
    let regola = caso.parametri.fratelli.as_ref()?;
    if regola.solo_residenti && !caso.residente {
        return None;
    }
    let rango = caso.ingresso.rango_fratelli;
    let riduzione = regola.riduzioni.iter().rfind(|r| r.dal_figlio <= rango)?;
    Some(Sconto {
        motivo: Motivo::Fratelli(rango),
        percento: riduzione.percento,
        anche_quota: regola.anche_quota,
        articolo: regola.articolo.as_deref(),
    })
}

fn minori(caso: Caso<'_>, isee: Option<i64>) -> Option<Sconto<'_>> {
    let regola = caso.parametri.minori.as_ref()?;
    if regola.solo_residenti && !caso.residente {
        return None;
    }
    let isee = isee?;
    let riga = regola.righe.iter().find(|r| isee <= r.fino_a)?;
    let minori = caso.ingresso.minori_nel_nucleo;
    Some(Sconto {
        motivo: Motivo::Minori(minori),
        percento: riga.percento(minori),
        anche_quota: regola.anche_quota,
        articolo: regola.articolo.as_deref(),
    })
}

fn disabilita(caso: Caso<'_>) -> Option<Sconto<'_>> {
    let regola = caso.parametri.disabilita.as_ref()?;
    let prevista = regola
        .solo_se
        .as_ref()
        .is_none_or(|c| c.vale(caso.ingresso));
    (caso.ingresso.disabilita && prevista).then_some(Sconto {
        motivo: Motivo::Disabilita,
        percento: regola.percento,
        anche_quota: regola.anche_quota,
        articolo: regola.articolo.as_deref(),
    })
}

fn altre(caso: Caso<'_>, isee: Option<i64>) -> impl Iterator<Item = Sconto<'_>> {
    let regole = caso.parametri.altre_riduzioni.iter();
    regole
        .filter(move |r| {
            let entro = r.isee_fino_a.is_none_or(|l| isee.is_some_and(|i| i <= l));
            entro && (caso.residente || !r.solo_residenti) && r.quando.vale(caso.ingresso)
        })
        .map(|r| Sconto {
            motivo: Motivo::Altro(&r.nome),
            percento: r.percento,
            anche_quota: r.anche_quota,
            articolo: r.articolo.as_deref(),
        })
}

impl Sconto<'_> {
    fn passo(&self, caso: Caso<'_>, voce: Voce, sola_quota: bool) -> PassoNuovo {
        let quanto = match self.percento {
            100 => "gratuito".to_owned(),
            p => format!("riduzione del {p}%"),
        };
        let (codice, perche) = match self.motivo {
            Motivo::Fratelli(rango) => (
                "RIDUZIONE_FRATELLI",
                format!("{rango}° figlio iscritto al servizio"),
            ),
            Motivo::Minori(1) => ("RIDUZIONE_MINORI", "Un minore nel nucleo".to_owned()),
            Motivo::Minori(n) => ("RIDUZIONE_MINORI", format!("{n} minori nel nucleo")),
            Motivo::Disabilita => ("RIDUZIONE_DISABILITA", "Disabilità".to_owned()),
            Motivo::Altro(nome) => ("RIDUZIONE_PREVISTA", nome.to_owned()),
        };
        let accanto = voce == Voce::Quota && !sola_quota;
        let passo = if accanto {
            PassoNuovo::new("RIDUZIONE_QUOTA", format!("Quota. {perche}: {quanto}."))
        } else {
            PassoNuovo::new(codice, format!("{perche}: {quanto}."))
        };
        let parametri = caso.parametri;
        let passo = passo
            .articolo(parametri.articolo(self.articolo))
            .parametro("riduzione", format!("{}%", self.percento));
        match self.motivo {
            Motivo::Fratelli(rango) => passo.dato("figlio", rango.to_string()),
            Motivo::Minori(minori) => passo.dato("minori", minori.to_string()),
            Motivo::Disabilita | Motivo::Altro(_) => passo,
        }
    }
}
