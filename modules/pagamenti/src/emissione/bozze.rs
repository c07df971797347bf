//! Writing down what was computed: bills that are not issued yet, their lines, what to look at.

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};

use super::calcola::Calcolo;
use super::lotto::RIGHE;
use crate::entities::retta::StatoRetta;
use crate::entities::{anomalia_emissione, emissione, retta, riga_retta};
use crate::errore::Errore;
use crate::{EmissioneId, RettaId};

pub(super) async fn scrivi_anomalie(
    tx: &DatabaseTransaction,
    id: EmissioneId,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
) -> Result<(), Errore> {
    let righe: Vec<_> = calcoli
        .iter()
        .flat_map(|(famiglia, c)| c.anomalie.iter().map(move |a| (famiglia, a)))
        .map(|(famiglia, a)| anomalia_emissione::ActiveModel {
            emissione_id: Set(id),
            famiglia_id: Set(*famiglia),
            iscrizione_id: Set(a.iscrizione),
            tipo: Set(a.tipo),
            dettaglio: Set(a.dettaglio.clone()),
            ..Default::default()
        })
        .collect();
    for alcune in righe.chunks(RIGHE) {
        anomalia_emissione::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

pub(super) async fn scrivi_bozze(
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
) -> Result<(), Errore> {
    let con_righe = || calcoli.iter().filter(|(_, c)| !c.righe.is_empty());
    let bozze: Vec<_> = con_righe()
        .map(|(famiglia, calcolo)| retta::ActiveModel {
            emissione_id: Set(emissione.id),
            famiglia_id: Set(*famiglia),
            servizio: Set(emissione.servizio),
            descrizione: Set(emissione.descrizione.clone()),
            importo: Set(calcolo.importo()),
            stato: Set(StatoRetta::Bozza),
            motivo: Set(None),
            scrittura_id: Set(None),
            emessa_il: Set(None),
            ..Default::default()
        })
        .collect();
    if bozze.is_empty() {
        return Ok(());
    }
    retta::Entity::insert_many(bozze)
        .exec_without_returning(tx)
        .await?;
    let scritte: Vec<(RettaId, FamigliaId)> = retta::Entity::find()
        .select_only()
        .columns([retta::Column::Id, retta::Column::FamigliaId])
        .filter(retta::Column::EmissioneId.eq(emissione.id))
        .filter(retta::Column::FamigliaId.is_in(con_righe().map(|(f, _)| *f)))
        .into_tuple()
        .all(tx)
        .await?;
    scrivi_righe(tx, calcoli, &scritte).await
}

/// Writes the lines of the bills `rette`.
pub(super) async fn scrivi_righe(
    tx: &DatabaseTransaction,
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
    rette: &[(RettaId, FamigliaId)],
) -> Result<(), Errore> {
    let mut righe = Vec::new();
    for (retta, famiglia) in rette {
        for r in calcoli
            .get(famiglia)
            .map_or(&[][..], |c| c.righe.as_slice())
        {
            righe.push(riga_retta::ActiveModel {
                retta_id: Set(*retta),
                iscrizione_id: Set(r.iscrizione),
                tipo: Set(r.tipo),
                descrizione: Set(r.descrizione.clone()),
                mese: Set(r.mese),
                quantita: Set(r.quantita),
                prezzo: Set(r.prezzo),
                arrotondamento: Set(r.arrotondamento),
                importo: Set(r.importo),
                fascia: Set(r.fascia.clone()),
                spiegazione: Set(r.spiegazione.clone()),
                decisione: Set(r.decisione.clone()),
                ..Default::default()
            });
        }
    }
    for alcune in righe.chunks(RIGHE) {
        riga_retta::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
