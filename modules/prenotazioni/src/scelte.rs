//! What holds for a child on a day: what was told for the day, else the weekly pattern, else the
//! pasto base.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use campanella_anagrafe::{Iscritto, IscrizioneId};
use campanella_kernel::{Ctx, Giorno};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use crate::entities::{prenotazione, settimana};
use crate::errore::{Errore, StatoAttuale};
use crate::prodotti::giorni_prodotti;
use crate::scelta::Scelta;

/// The choices of one child over a range of days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Scelte {
    giorni: BTreeMap<Giorno, prenotazione::Model>,
    /// The later first.
    settimane: Vec<settimana::Model>,
    prodotti: BTreeSet<Giorno>,
}

impl Scelte {
    /// Reads the choices of `iscritto` from `dal` to `al`, in three queries.
    pub(crate) async fn leggi(
        db: &impl ConnectionTrait,
        iscritto: &Iscritto,
        dal: Giorno,
        al: Giorno,
    ) -> Result<Self, DbErr> {
        let iscrizione = iscritto.iscrizione.id;
        let giorni = prenotazione::Entity::find()
            .filter(prenotazione::Column::IscrizioneId.eq(iscrizione))
            .filter(prenotazione::Column::Giorno.between(dal, al))
            .all(db)
            .await?;
        let settimane = settimana::Entity::find()
            .filter(settimana::Column::IscrizioneId.eq(iscrizione))
            .filter(vigente(dal, al))
            .order_by_desc(settimana::Column::Id)
            .all(db)
            .await?;
        Ok(Self {
            giorni: giorni.into_iter().map(|p| (p.giorno, p)).collect(),
            settimane,
            prodotti: giorni_prodotti(db, iscritto.plesso.id, dal, al).await?,
        })
    }

    /// What holds on `giorno`.
    pub(crate) fn effettiva(&self, giorno: Giorno) -> Scelta {
        match self.del_giorno(giorno) {
            Some(prenotazione) => prenotazione.scelta,
            None => dalla_settimana(&self.settimane, giorno),
        }
    }

    /// What was told for `giorno` itself.
    pub(crate) fn del_giorno(&self, giorno: Giorno) -> Option<&prenotazione::Model> {
        self.giorni.get(&giorno)
    }

    /// How many times `giorno` was told: what a device sends back to say what it saw.
    pub(crate) fn versione(&self, giorno: Giorno) -> i32 {
        self.del_giorno(giorno).map_or(0, |p| p.versione)
    }

    /// True when the presences of `giorno` have been produced: no booking changes it any more.
    pub(crate) fn prodotto(&self, giorno: Giorno) -> bool {
        self.prodotti.contains(&giorno)
    }

    /// Takes in a choice.
    pub(crate) fn metti(&mut self, prenotazione: prenotazione::Model) {
        self.giorni.insert(prenotazione.giorno, prenotazione);
    }

    /// What the day holds, for a device that saw something else.
    pub(crate) fn stato_attuale(&self, giorno: Giorno) -> StatoAttuale {
        let detto = self.del_giorno(giorno);
        StatoAttuale {
            giorno,
            scelta: self.effettiva(giorno),
            versione: self.versione(giorno),
            aggiornata_da: detto.map(|p| p.aggiornata_da.clone()),
            aggiornata_il: detto.map(|p| p.aggiornata_il),
        }
    }
}

/// Keys in one query: below the bound parameters that any of the stores takes.
const CHIAVI: usize = 10_000;

/// The choice of each of `iscrizioni` on `giorno`, in two queries whatever their number (but for
/// ten thousand at a time). Those that nobody said anything about have the default.
///
/// # Errors
/// When the store cannot be read.
pub async fn scelte_effettive(
    _ctx: &Ctx,
    db: &impl ConnectionTrait,
    iscrizioni: &[IscrizioneId],
    giorno: Giorno,
) -> Result<HashMap<IscrizioneId, Scelta>, Errore> {
    let mut scelte: HashMap<_, _> = iscrizioni
        .iter()
        .map(|id| (*id, Scelta::PREDEFINITA))
        .collect();
    for alcune in iscrizioni.chunks(CHIAVI) {
        // The earlier first, so that the later takes its place, and the day itself after all.
        let settimane = settimana::Entity::find()
            .filter(settimana::Column::IscrizioneId.is_in(alcune.iter().copied()))
            .filter(settimana::Column::GiornoSettimana.eq(i16::from(giorno.giorno_settimana())))
            .filter(vigente(giorno, giorno))
            .order_by_asc(settimana::Column::Id)
            .all(db)
            .await?;
        scelte.extend(settimane.into_iter().map(|s| (s.iscrizione_id, s.scelta)));
        let dette = prenotazione::Entity::find()
            .filter(prenotazione::Column::Giorno.eq(giorno))
            .filter(prenotazione::Column::IscrizioneId.is_in(alcune.iter().copied()))
            .all(db)
            .await?;
        scelte.extend(dette.into_iter().map(|p| (p.iscrizione_id, p.scelta)));
    }
    Ok(scelte)
}

/// Patterns that touch the range.
fn vigente(dal: Giorno, al: Giorno) -> Condition {
    Condition::all().add(settimana::Column::Dal.lte(al)).add(
        Condition::any()
            .add(settimana::Column::Al.is_null())
            .add(settimana::Column::Al.gte(dal)),
    )
}

/// What the pattern says of `giorno`; `settimane` come the later first.
fn dalla_settimana(settimane: &[settimana::Model], giorno: Giorno) -> Scelta {
    settimane
        .iter()
        .find(|s| s.copre(giorno))
        .map_or(Scelta::PREDEFINITA, |s| s.scelta)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn giorno(g: u32) -> Giorno {
        Giorno::new(2026, 11, g).expect("a day")
    }

    fn settimana(id: i64, scelta: Scelta, dal: u32, al: Option<u32>) -> settimana::Model {
        settimana::Model {
            id,
            iscrizione_id: IscrizioneId::new(1),
            giorno_settimana: 1,
            scelta,
            dal: giorno(dal),
            al: al.map(giorno),
        }
    }

    #[test]
    fn the_later_pattern_wins_and_only_on_its_days() {
        // 2, 9, 16, 23 and 30 November 2026 are Mondays.
        let scelte = Scelte {
            settimane: vec![
                settimana(2, Scelta::PastoBase, 16, Some(22)),
                settimana(1, Scelta::Assenza, 9, None),
            ],
            ..Default::default()
        };
        for (g, attesa) in [
            (2, Scelta::PastoBase),
            (9, Scelta::Assenza),
            (10, Scelta::PastoBase),
            (16, Scelta::PastoBase),
            (23, Scelta::Assenza),
        ] {
            assert_eq!(scelte.effettiva(giorno(g)), attesa, "{g}");
        }
    }
}
