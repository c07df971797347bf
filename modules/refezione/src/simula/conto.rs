//! Adding up a simulation: pure, a meal at a time, kept between one job and the next.

use std::collections::BTreeMap;

use campanella_kernel::{Giorno, GraphqlOutput, Importo};
use serde::{Deserialize, Serialize};

/// Upper ends of the bands of ISEE by which families are told apart, in cents, included.
const FASCE_ISEE: [(i64, &str); 5] = [
    (500_000, "fino a 5.000 €"),
    (1_000_000, "da 5.000,01 a 10.000 €"),
    (1_500_000, "da 10.000,01 a 15.000 €"),
    (2_000_000, "da 15.000,01 a 20.000 €"),
    (3_000_000, "da 20.000,01 a 30.000 €"),
];
const OLTRE: &str = "oltre 30.000 €";
const SENZA: &str = "senza ISEE";

/// Upper ends of the classes of change, in cents a meal, included.
const CAMBIAMENTI: [(i64, &str); 7] = [
    (-100, "1 € o più in meno"),
    (-50, "da 0,50 a 0,99 € in meno"),
    (-1, "fino a 0,49 € in meno"),
    (0, "invariato"),
    (49, "fino a 0,49 € in più"),
    (99, "da 0,50 a 0,99 € in più"),
    (i64::MAX, "1 € o più in più"),
];

/// Children shown with the largest change.
const MAGGIORI: usize = 20;

/// The account of a simulation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conto {
    /// The next day to compute; `None` before the first.
    pub(crate) prossimo: Option<Giorno>,
    bambini: BTreeMap<i64, Bambino>,
    errori: BTreeMap<String, (String, u64)>,
    senza_dati: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Bambino {
    /// The latest, in cents.
    isee: Option<i64>,
    pasti: i64,
    vecchio: i64,
    nuovo: i64,
}

impl Bambino {
    /// Cents a meal, towards zero.
    const fn cambiamento(&self) -> i64 {
        (self.nuovo - self.vecchio) / if self.pasti > 0 { self.pasti } else { 1 }
    }

    fn fascia(&self) -> &'static str {
        let Some(isee) = self.isee else { return SENZA };
        let fascia = FASCE_ISEE.iter().find(|(fino_a, _)| isee <= *fino_a);
        fascia.map_or(OLTRE, |(_, nome)| nome)
    }
}

impl Conto {
    /// Adds a meal of `iscrizione`, charged `vecchio` and now `nuovo`.
    pub(crate) fn pasto(
        &mut self,
        iscrizione: i64,
        isee: Option<Importo>,
        vecchio: Importo,
        nuovo: Importo,
    ) {
        let bambino = self.bambini.entry(iscrizione).or_default();
        bambino.isee = isee.map(Importo::cents);
        bambino.pasti += 1;
        bambino.vecchio += vecchio.cents();
        bambino.nuovo += nuovo.cents();
    }

    /// Counts a meal that the new rule does not price.
    pub(crate) fn errore(&mut self, codice: &str, testo: &str) {
        let errore = self
            .errori
            .entry(codice.to_owned())
            .or_insert_with(|| (testo.to_owned(), 0));
        errore.1 += 1;
    }

    /// Counts a meal whose input was not recorded, or whose charge waits.
    pub(crate) const fn senza_dati(&mut self) {
        self.senza_dati += 1;
    }

    /// What the office reads.
    #[must_use]
    pub fn riepilogo(&self) -> Riepilogo {
        let tutti = || self.bambini.values();
        let somma = |di: fn(&Bambino) -> i64| Importo::from_cents(tutti().map(di).sum());
        let nomi = FASCE_ISEE.iter().map(|(_, nome)| *nome);
        let fasce = nomi.chain([OLTRE, SENZA]).map(|nome| self.fascia(nome));
        Riepilogo {
            pasti: quanti(tutti().map(|b| b.pasti.unsigned_abs()).sum()),
            bambini: quanti(self.bambini.len() as u64),
            totale_vecchio: somma(|b| b.vecchio),
            totale_nuovo: somma(|b| b.nuovo),
            senza_dati: quanti(self.senza_dati),
            fasce: fasce.filter(|f| f.bambini > 0).collect(),
            distribuzione: self.distribuzione(),
            maggiori: self.maggiori(),
            errori: self
                .errori
                .iter()
                .map(|(codice, (testo, n))| ErroreSimulazione {
                    codice: codice.clone(),
                    testo: testo.clone(),
                    pasti: quanti(*n),
                })
                .collect(),
        }
    }

    fn fascia(&self, nome: &'static str) -> FasciaSimulazione {
        let della_fascia = || self.bambini.values().filter(|b| b.fascia() == nome);
        let conta = |quale: fn(&Bambino) -> bool| {
            quanti(della_fascia().filter(|b| quale(b)).count() as u64)
        };
        FasciaSimulazione {
            fascia: nome.to_owned(),
            bambini: quanti(della_fascia().count() as u64),
            pagano_meno: conta(|b| b.nuovo < b.vecchio),
            pagano_piu: conta(|b| b.nuovo > b.vecchio),
            invariati: conta(|b| b.nuovo == b.vecchio),
            totale_vecchio: Importo::from_cents(della_fascia().map(|b| b.vecchio).sum()),
            totale_nuovo: Importo::from_cents(della_fascia().map(|b| b.nuovo).sum()),
        }
    }

    fn distribuzione(&self) -> Vec<ClasseDiCambiamento> {
        let mut da = i64::MIN;
        CAMBIAMENTI
            .iter()
            .map(|(fino_a, nome)| {
                let nella_classe = |b: &&Bambino| (da..=*fino_a).contains(&b.cambiamento());
                let bambini = self.bambini.values().filter(nella_classe).count();
                da = fino_a.saturating_add(1);
                ClasseDiCambiamento {
                    cambiamento: (*nome).to_owned(),
                    bambini: quanti(bambini as u64),
                }
            })
            .collect()
    }

    fn maggiori(&self) -> Vec<CambiamentoBambino> {
        let mut tutti: Vec<(&i64, &Bambino)> = self.bambini.iter().collect();
        tutti.sort_by_key(|(id, b)| (-(b.nuovo - b.vecchio).abs(), **id));
        tutti
            .into_iter()
            .filter(|(_, b)| b.nuovo != b.vecchio)
            .take(MAGGIORI)
            .map(|(id, b)| CambiamentoBambino {
                iscrizione: campanella_anagrafe::IscrizioneId::new(*id),
                fascia_isee: b.fascia().to_owned(),
                pasti: quanti(b.pasti.unsigned_abs()),
                vecchio: Importo::from_cents(b.vecchio),
                nuovo: Importo::from_cents(b.nuovo),
            })
            .collect()
    }
}

/// GraphQL's whole numbers have 32 bits.
fn quanti(n: u64) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Che cosa cambierebbe.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Riepilogo {
    /// Pasti ricalcolati.
    pub pasti: i32,
    /// Bambini che li hanno consumati.
    pub bambini: i32,
    /// Quanto è stato addebitato.
    pub totale_vecchio: Importo,
    /// Quanto sarebbe stato addebitato.
    pub totale_nuovo: Importo,
    /// Pasti che non si possono ricalcolare: addebitati prima che i dati fossero conservati, o
    /// ancora da verificare.
    pub senza_dati: i32,
    /// Per fascia di ISEE.
    pub fasce: Vec<FasciaSimulazione>,
    /// Quanti bambini, per cambiamento medio a pasto.
    pub distribuzione: Vec<ClasseDiCambiamento>,
    /// I cambiamenti più grandi.
    pub maggiori: Vec<CambiamentoBambino>,
    /// Pasti ai quali la nuova regola non dà un prezzo.
    pub errori: Vec<ErroreSimulazione>,
}

/// Che cosa cambierebbe per le famiglie di una fascia di ISEE.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct FasciaSimulazione {
    /// La fascia.
    pub fascia: String,
    /// Bambini.
    pub bambini: i32,
    /// Quanti pagherebbero meno.
    pub pagano_meno: i32,
    /// Quanti pagherebbero di più.
    pub pagano_piu: i32,
    /// Quanti pagherebbero lo stesso.
    pub invariati: i32,
    /// Quanto è stato addebitato.
    pub totale_vecchio: Importo,
    /// Quanto sarebbe stato addebitato.
    pub totale_nuovo: Importo,
}

/// Quanti bambini hanno un certo cambiamento.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct ClasseDiCambiamento {
    /// Il cambiamento medio a pasto.
    pub cambiamento: String,
    /// Bambini.
    pub bambini: i32,
}

/// Il cambiamento di un bambino in tutto il periodo.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct CambiamentoBambino {
    /// L'iscrizione.
    pub iscrizione: campanella_anagrafe::IscrizioneId,
    /// Fascia di ISEE.
    pub fascia_isee: String,
    /// Pasti.
    pub pasti: i32,
    /// Quanto è stato addebitato.
    pub vecchio: Importo,
    /// Quanto sarebbe stato addebitato.
    pub nuovo: Importo,
}

/// Pasti ai quali la nuova regola non dà un prezzo, per lo stesso motivo.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct ErroreSimulazione {
    /// Codice.
    pub codice: String,
    /// Motivo.
    pub testo: String,
    /// Quanti.
    pub pasti: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(n: i64) -> Importo {
        Importo::from_cents(n)
    }

    #[test]
    fn winners_and_losers_are_told_by_band_and_totals_agree() {
        let mut conto = Conto::default();
        for _ in 0..10 {
            conto.pasto(1, Some(cents(500_000)), cents(400), cents(300));
            conto.pasto(2, Some(cents(500_001)), cents(400), cents(450));
            conto.pasto(3, None, cents(500), cents(500));
        }
        conto.errore("CASO", "Caso non previsto.");
        conto.senza_dati();
        let r = conto.riepilogo();
        assert_eq!((r.pasti, r.bambini, r.senza_dati), (30, 3, 1));
        assert_eq!(
            (r.totale_vecchio, r.totale_nuovo),
            (cents(13_000), cents(12_500))
        );
        let fasce: Vec<_> = r
            .fasce
            .iter()
            .map(|f| (f.fascia.as_str(), f.pagano_meno, f.pagano_piu, f.invariati))
            .collect();
        assert_eq!(
            fasce,
            [
                ("fino a 5.000 €", 1, 0, 0),
                ("da 5.000,01 a 10.000 €", 0, 1, 0),
                ("senza ISEE", 0, 0, 1)
            ]
        );
        assert_eq!(r.maggiori[0].iscrizione.key(), 1);
        assert_eq!(r.maggiori.len(), 2, "who does not change is not shown");
        assert_eq!(r.errori[0].pasti, 1);
    }

    #[test]
    fn every_change_falls_into_one_class() {
        for (centesimi, classe) in [
            (-101, "1 € o più in meno"),
            (-100, "1 € o più in meno"),
            (-99, "da 0,50 a 0,99 € in meno"),
            (-49, "fino a 0,49 € in meno"),
            (0, "invariato"),
            (1, "fino a 0,49 € in più"),
            (50, "da 0,50 a 0,99 € in più"),
            (100, "1 € o più in più"),
        ] {
            let mut conto = Conto::default();
            conto.pasto(1, None, cents(500), cents(500 + centesimi));
            let classi = conto.riepilogo().distribuzione;
            let piene: Vec<_> = classi.iter().filter(|c| c.bambini > 0).collect();
            assert_eq!(piene.len(), 1, "{centesimi}");
            assert_eq!(piene[0].cambiamento, classe, "{centesimi}");
        }
    }
}
