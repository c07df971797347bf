//! Who consumed what a family topped up.

use std::collections::BTreeMap;

use campanella_anagrafe::{AlunnoId, FamigliaId, alunno, iscrizione};
use campanella_kernel::{Ctx, Importo, Servizio};
use chrono::Datelike;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::ripartisci::ripartisci;
use crate::entities::addebito::{self, StatoAddebito};
use crate::entities::gestione::{self, ContoPer, Modo};
use crate::errore::Errore;

/// A child on a service.
pub(super) type Uso = (Servizio, AlunnoId);

/// What the children of a family used.
pub(super) struct Consumi {
    /// What was taken from prepaid accounts, by calendar year.
    addebitati: BTreeMap<i32, BTreeMap<Uso, Importo>>,
    /// Who is enrolled, by the year in which the school year begins.
    iscritti: Vec<(i32, Uso)>,
    /// School years, by their beginning, in which a service shares the family's account.
    comuni: Vec<(i32, Servizio)>,
}

impl Consumi {
    /// Of the family `famiglia`: three statements.
    pub(super) async fn leggi(ctx: &Ctx, famiglia: FamigliaId) -> Result<Self, Errore> {
        let righe = addebito::Entity::find()
            .filter(addebito::Column::FamigliaId.eq(famiglia))
            .filter(addebito::Column::Stato.eq(StatoAddebito::Addebitato))
            .all(ctx.db())
            .await?;
        let mut addebitati: BTreeMap<i32, BTreeMap<Uso, Importo>> = BTreeMap::new();
        for riga in righe {
            let anno = addebitati.entry(riga.giorno.date().year()).or_default();
            let somma = anno.entry((riga.servizio, riga.alunno_id)).or_default();
            *somma = *somma + riga.importo().unwrap_or_default();
        }
        let iscrizioni = iscrizione::Entity::find()
            .inner_join(alunno::Entity)
            .filter(alunno::Column::FamigliaId.eq(famiglia))
            .all(ctx.db())
            .await?;
        let iscritti = iscrizioni
            .into_iter()
            .map(|i| (i.anno.anno_inizio(), (i.servizio, i.alunno_id)));
        let gestioni = gestione::Entity::find()
            .filter(gestione::Column::Modo.eq(Modo::Prepagato))
            .filter(gestione::Column::Conto.eq(ContoPer::Famiglia))
            .all(ctx.db())
            .await?;
        let comuni = gestioni
            .into_iter()
            .map(|g| (g.anno.anno_inizio(), g.servizio));
        Ok(Self {
            addebitati,
            iscritti: iscritti.collect(),
            comuni: comuni.collect(),
        })
    }

    /// The services that share an account with `servizio` in the calendar year `anno`.
    fn insieme(&self, servizio: Servizio, anno: i32) -> Vec<Servizio> {
        let comuni: Vec<Servizio> = self
            .comuni
            .iter()
            .filter(|(inizio, _)| [anno - 1, anno].contains(inizio))
            .map(|(_, s)| *s)
            .collect();
        if comuni.contains(&servizio) {
            comuni
        } else {
            vec![servizio]
        }
    }

    /// Divides what was topped up for `servizio` in `anno`: by what each child consumed in that
    /// year, or equally among those enrolled.
    pub(super) fn dividi(
        &self,
        importo: Importo,
        servizio: Servizio,
        anno: i32,
    ) -> BTreeMap<Uso, Importo> {
        let insieme = self.insieme(servizio, anno);
        let consumati = self.addebitati.get(&anno).into_iter().flatten();
        let mut pesi: BTreeMap<Uso, Importo> = consumati
            .filter(|((s, _), i)| insieme.contains(s) && **i > Importo::ZERO)
            .map(|(uso, i)| (*uso, *i))
            .collect();
        if pesi.is_empty() {
            let iscritti = self.iscritti.iter();
            pesi = iscritti
                .filter(|(inizio, (s, _))| *s == servizio && [anno - 1, anno].contains(inizio))
                .map(|(_, uso)| (*uso, Importo::ZERO))
                .collect();
        }
        dividi(importo, &pesi)
    }

    /// What was consumed of `servizio` in all years: by it a debt that was left is divided.
    pub(super) fn di_sempre(&self, servizio: Servizio) -> BTreeMap<AlunnoId, Importo> {
        let mut somme: BTreeMap<AlunnoId, Importo> = BTreeMap::new();
        for ((s, alunno), importo) in self.addebitati.values().flatten() {
            if *s == servizio {
                let somma = somme.entry(*alunno).or_default();
                *somma = *somma + *importo;
            }
        }
        somme
    }
}

/// Divides `importo` by the weights of a map.
pub(super) fn dividi<K: Ord + Copy>(
    importo: Importo,
    pesi: &BTreeMap<K, Importo>,
) -> BTreeMap<K, Importo> {
    let valori: Vec<Importo> = pesi.values().copied().collect();
    let parti = ripartisci(importo, &valori);
    pesi.keys().copied().zip(parti).collect()
}
