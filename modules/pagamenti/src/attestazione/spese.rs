//! What was paid in a year, child by child and service by service.

use std::collections::{BTreeMap, BTreeSet};

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Importo, Servizio};
use chrono::Datelike;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::consumi::{Consumi, Uso};
use super::rette::Rette;
use crate::RettaId;
use crate::entities::incasso::{self, Mezzo};
use crate::entities::rimborso::{self, StatoRimborso};
use crate::errore::Errore;

/// What came in of a family, what went back, and what both were for.
pub(super) struct Spese {
    incassi: Vec<incasso::Model>,
    rimborsi: Vec<rimborso::Model>,
    rette: Rette,
    consumi: Consumi,
}

/// Of one child on one service.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spesa {
    /// By means that can be traced.
    pub(super) attestata: Importo,
    /// By other means.
    pub(super) esclusa: Importo,
}

impl Spese {
    /// Of the family `famiglia`: eleven statements, for all its years.
    pub(super) async fn leggi(ctx: &Ctx, famiglia: FamigliaId) -> Result<Self, Errore> {
        Ok(Self {
            // Credit was counted when it was paid in.
            incassi: incasso::Entity::find()
                .filter(incasso::Column::FamigliaId.eq(famiglia))
                .filter(incasso::Column::StornatoIl.is_null())
                .filter(incasso::Column::Mezzo.ne(Mezzo::Credito))
                .all(ctx.db())
                .await?,
            rimborsi: rimborso::Entity::find()
                .filter(rimborso::Column::FamigliaId.eq(famiglia))
                .filter(rimborso::Column::Stato.eq(StatoRimborso::Pagato))
                .all(ctx.db())
                .await?,
            rette: Rette::leggi(ctx, famiglia).await?,
            consumi: Consumi::leggi(ctx, famiglia).await?,
        })
    }

    /// The calendar years in which something was paid.
    pub(super) fn anni(&self) -> BTreeSet<i32> {
        let anni = self.incassi.iter().map(|i| i.giorno.date().year());
        anni.collect()
    }

    /// What was paid in `anno`, without what went back in that year.
    pub(super) fn dell_anno(&self, anno: i32) -> BTreeMap<Uso, Spesa> {
        let mut rette: BTreeMap<(RettaId, Servizio), Spesa> = BTreeMap::new();
        let mut ricariche: BTreeMap<Servizio, Spesa> = BTreeMap::new();
        for incasso in self
            .incassi
            .iter()
            .filter(|i| i.giorno.date().year() == anno)
        {
            let della_rata = incasso.rata_id.and_then(|r| self.rette.della_rata(r));
            let spesa = match della_rata {
                Some(retta) => rette.entry(retta).or_default(),
                None => ricariche.entry(incasso.servizio).or_default(),
            };
            let parte = if incasso.mezzo.tracciabile() {
                &mut spesa.attestata
            } else {
                &mut spesa.esclusa
            };
            *parte = *parte + incasso.importo;
        }
        for rimborso in &self.rimborsi {
            let pagato = rimborso
                .deciso_il
                .map(|quando| quando.giorno().date().year());
            if let Some(spesa) = ricariche.get_mut(&rimborso.servizio)
                && pagato == Some(anno)
            {
                spesa.attestata = (spesa.attestata - rimborso.importo).max(Importo::ZERO);
            }
        }
        self.divise(anno, rette, ricariche)
    }

    fn divise(
        &self,
        anno: i32,
        rette: BTreeMap<(RettaId, Servizio), Spesa>,
        ricariche: BTreeMap<Servizio, Spesa>,
    ) -> BTreeMap<Uso, Spesa> {
        let mut divise: BTreeMap<Uso, Spesa> = BTreeMap::new();
        for ((retta, servizio), spesa) in rette {
            let parti = |importo| self.rette.dividi(importo, retta, &self.consumi);
            for (chi, importo) in parti(spesa.attestata) {
                let Some(alunno) = chi else { continue };
                let sua = divise.entry((servizio, alunno)).or_default();
                sua.attestata = sua.attestata + importo;
            }
            for (chi, importo) in parti(spesa.esclusa) {
                let Some(alunno) = chi else { continue };
                let sua = divise.entry((servizio, alunno)).or_default();
                sua.esclusa = sua.esclusa + importo;
            }
        }
        for (servizio, spesa) in ricariche {
            for (uso, importo) in self.consumi.dividi(spesa.attestata, servizio, anno) {
                let sua = divise.entry(uso).or_default();
                sua.attestata = sua.attestata + importo;
            }
            for (uso, importo) in self.consumi.dividi(spesa.esclusa, servizio, anno) {
                let sua = divise.entry(uso).or_default();
                sua.esclusa = sua.esclusa + importo;
            }
        }
        divise.retain(|_, s| *s != Spesa::default());
        divise
    }
}
