//! Whose a bill is, child by child.

use std::collections::{BTreeMap, HashMap};

use campanella_anagrafe::{AlunnoId, FamigliaId, IscrizioneId, alunno, iscrizione};
use campanella_kernel::{Ctx, Importo, Servizio};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::consumi::{Consumi, dividi};
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{piano, rata, retta, riga_piano, riga_retta};
use crate::errore::Errore;
use crate::{RataId, RettaId};

/// Plans of plans that are followed: a bill is never part of itself.
const PROFONDITA: usize = 8;

/// The bills of a family.
pub(super) struct Rette {
    servizi: HashMap<RettaId, Servizio>,
    righe: HashMap<RettaId, Vec<riga_retta::Model>>,
    rate: HashMap<RataId, RettaId>,
    /// What went into the plan that a bill is of, with the bill that it came from.
    parti: HashMap<RettaId, Vec<(RettaId, Importo)>>,
    alunni: HashMap<IscrizioneId, AlunnoId>,
}

impl Rette {
    /// Of the family `famiglia`: six statements.
    pub(super) async fn leggi(ctx: &Ctx, famiglia: FamigliaId) -> Result<Self, Errore> {
        let rette = retta::Entity::find()
            .filter(retta::Column::FamigliaId.eq(famiglia))
            .filter(retta::Column::EmessaIl.is_not_null())
            .all(ctx.db())
            .await?;
        let servizi: HashMap<RettaId, Servizio> =
            rette.into_iter().map(|r| (r.id, r.servizio)).collect();
        let ids = || servizi.keys().copied();
        let mut righe: HashMap<RettaId, Vec<riga_retta::Model>> = HashMap::new();
        let tutte = riga_retta::Entity::find()
            .filter(riga_retta::Column::RettaId.is_in(ids()))
            .all(ctx.db())
            .await?;
        for riga in tutte {
            righe.entry(riga.retta_id).or_default().push(riga);
        }
        let rate: HashMap<RataId, RettaId> = rata::Entity::find()
            .filter(rata::Column::RettaId.is_in(ids()))
            .all(ctx.db())
            .await?
            .into_iter()
            .map(|r| (r.id, r.retta_id))
            .collect();
        let piani = piano::Entity::find()
            .filter(piano::Column::FamigliaId.eq(famiglia))
            .all(ctx.db())
            .await?;
        let nei_piani = riga_piano::Entity::find()
            .filter(riga_piano::Column::PianoId.is_in(piani.iter().map(|p| p.id)))
            .all(ctx.db())
            .await?;
        let mut parti: HashMap<RettaId, Vec<(RettaId, Importo)>> = HashMap::new();
        for parte in nei_piani {
            let piano = piani.iter().find(|p| p.id == parte.piano_id);
            if let (Some(piano), Some(da)) = (piano, rate.get(&parte.rata_id)) {
                let sue = parti.entry(piano.retta_id).or_default();
                sue.push((*da, parte.importo));
            }
        }
        let alunni = iscrizione::Entity::find()
            .inner_join(alunno::Entity)
            .filter(alunno::Column::FamigliaId.eq(famiglia))
            .all(ctx.db())
            .await?
            .into_iter()
            .map(|i| (i.id, i.alunno_id))
            .collect();
        Ok(Self {
            servizi,
            righe,
            rate,
            parti,
            alunni,
        })
    }

    /// The bill of an instalment, with its service.
    pub(super) fn della_rata(&self, rata: RataId) -> Option<(RettaId, Servizio)> {
        let retta = *self.rate.get(&rata)?;
        Some((retta, *self.servizi.get(&retta)?))
    }

    /// Divides what was paid of `retta` among the children; what pays a late fee or the expenses
    /// of a reminder is nobody's, under `None`.
    pub(super) fn dividi(
        &self,
        importo: Importo,
        retta: RettaId,
        consumi: &Consumi,
    ) -> BTreeMap<Option<AlunnoId>, Importo> {
        dividi(importo, &self.pesi(retta, consumi, PROFONDITA))
    }

    fn pesi(
        &self,
        retta: RettaId,
        consumi: &Consumi,
        profondita: usize,
    ) -> BTreeMap<Option<AlunnoId>, Importo> {
        let mut pesi: BTreeMap<Option<AlunnoId>, Importo> = BTreeMap::new();
        let mut aggiungi = |chi: Option<AlunnoId>, importo: Importo| {
            let peso = pesi.entry(chi).or_default();
            *peso = *peso + importo;
        };
        for riga in self.righe.get(&retta).into_iter().flatten() {
            match riga.tipo {
                TipoRiga::Quota | TipoRiga::Consumo | TipoRiga::Conguaglio => {
                    let chi = riga.iscrizione_id.and_then(|i| self.alunni.get(&i));
                    aggiungi(chi.copied(), riga.importo);
                }
                TipoRiga::Penale | TipoRiga::Spese => aggiungi(None, riga.importo),
                TipoRiga::Debito => {
                    let servizio = self.servizi.get(&retta);
                    let usi = servizio.map(|s| consumi.di_sempre(*s)).unwrap_or_default();
                    for (chi, parte) in dividi(riga.importo, &usi) {
                        aggiungi(Some(chi), parte);
                    }
                }
                // A correction is of all in proportion; what went into a plan stands below.
                TipoRiga::Rettifica | TipoRiga::Piano => {}
            }
        }
        if profondita > 0 {
            for (da, importo) in self.parti.get(&retta).into_iter().flatten() {
                for (chi, parte) in dividi(*importo, &self.pesi(*da, consumi, profondita - 1)) {
                    aggiungi(chi, parte);
                }
            }
        }
        pesi
    }
}
