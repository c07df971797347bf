//! Issuing the bills of a confirmed run. Each is computed once more: what changed since the office
//! looked is not issued, and the office is told.

use std::collections::BTreeMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{Ctx, Importo};
use campanella_ledger::{
    Causa, Conto, NuovaScrittura, Scopo, TipoCausa, Trasferimento, registra_molte,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::bozze::{scrivi_anomalie, scrivi_righe};
use super::calcola::{Anomalia, Calcolo, calcola};
use super::compensa::compensa;
use super::lotto::{LOTTO, RIGHE, avanza, comincia};
use super::quote::quote;
use super::rate::dividi;
use crate::entities::addebito::StatoAddebito;
use crate::entities::anomalia_emissione::TipoAnomalia;
use crate::entities::emissione::StatoEmissione;
use crate::entities::retta::StatoRetta;
use crate::entities::{addebito, emissione, rata, retta, riga_retta};
use crate::errore::Errore;
use crate::gestione::{credito, del_comune};
use crate::pagopa::avvisa::avvisa_rette;
use crate::{AddebitoId, RettaId};

/// Issues the next bills; whether there are more.
pub(super) async fn conferma_lotto(ctx: &Ctx, riga: emissione::Model) -> Result<bool, Errore> {
    let bozze = retta::Entity::find()
        .filter(retta::Column::EmissioneId.eq(riga.id))
        .filter(retta::Column::Stato.eq(StatoRetta::Bozza))
        .filter(retta::Column::FamigliaId.gt(FamigliaId::new(riga.ultima)))
        .order_by_asc(retta::Column::FamigliaId)
        .limit(LOTTO)
        .all(ctx.db())
        .await?;
    let famiglie: Vec<FamigliaId> = bozze.iter().map(|b| b.famiglia_id).collect();
    let quote = quote(ctx, &riga, &famiglie).await?;
    let Some(tx) = comincia(ctx, &riga).await? else {
        return Ok(false);
    };
    let Some(ultima) = famiglie.last().copied() else {
        finisci(ctx, tx, riga).await?;
        return Ok(false);
    };
    let calcoli = calcola(ctx, &tx, &riga, &famiglie, quote).await?;
    let (uguali, cambiate): (Vec<_>, Vec<_>) = bozze.into_iter().partition(|b| {
        calcoli
            .get(&b.famiglia_id)
            .is_some_and(|c| c.importo() == b.importo)
    });
    lascia_fuori(&tx, &riga, &cambiate).await?;
    emetti(ctx, &tx, &riga, &uguali, &calcoli).await?;
    let stato = riga.stato;
    avanza(tx, riga, Some((ultima, famiglie.len())), stato).await?;
    ctx.wake_jobs(ctx.now());
    Ok(true)
}

async fn finisci(ctx: &Ctx, tx: DatabaseTransaction, riga: emissione::Model) -> Result<(), Errore> {
    emissione::Entity::update_many()
        .col_expr(emissione::Column::FinitaIl, Expr::value(ctx.now()))
        .filter(emissione::Column::Id.eq(riga.id))
        .exec(&tx)
        .await?;
    avanza(tx, riga, None, StatoEmissione::Emessa).await
}

/// Bills that are not what the office confirmed: their consumptions wait for another run.
async fn lascia_fuori(
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    cambiate: &[retta::Model],
) -> Result<(), Errore> {
    if cambiate.is_empty() {
        return Ok(());
    }
    let motivo = "Cambiata dopo l'anteprima: entra in un'altra emissione.";
    retta::Entity::update_many()
        .col_expr(retta::Column::Stato, Expr::value(StatoRetta::Esclusa))
        .col_expr(retta::Column::Motivo, Expr::value(motivo))
        .filter(retta::Column::Id.is_in(cambiate.iter().map(|b| b.id)))
        .exec(tx)
        .await?;
    let anomalia = |b: &retta::Model| {
        let anomalie = vec![Anomalia {
            iscrizione: None,
            tipo: TipoAnomalia::Cambiata,
            dettaglio: format!("In anteprima era di {}.", b.importo),
        }];
        let calcolo = Calcolo {
            righe: Vec::new(),
            anomalie,
        };
        (b.famiglia_id, calcolo)
    };
    let anomalie = cambiate.iter().map(anomalia).collect();
    scrivi_anomalie(tx, emissione.id, &anomalie).await
}

async fn emetti(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    rette: &[retta::Model],
    calcoli: &BTreeMap<FamigliaId, Calcolo>,
) -> Result<(), Errore> {
    if rette.is_empty() {
        return Ok(());
    }
    let ids: Vec<RettaId> = rette.iter().map(|r| r.id).collect();
    // The lines as they are now: prices may have changed with the same total.
    riga_retta::Entity::delete_many()
        .filter(riga_retta::Column::RettaId.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    let loro: Vec<_> = rette.iter().map(|r| (r.id, r.famiglia_id)).collect();
    scrivi_righe(tx, calcoli, &loro).await?;
    let addebiti = loro
        .iter()
        .filter_map(|(_, famiglia)| calcoli.get(famiglia))
        .flat_map(|c| c.righe.iter().flat_map(|r| r.addebiti.iter().copied()));
    segna_addebiti(tx, emissione, addebiti.collect()).await?;
    scrivi_rate(tx, emissione, rette).await?;
    let ricavo = |r: &retta::Model| del_comune(Scopo::Ricavo, r.servizio);
    posta(ctx, tx, rette, ricavo).await?;
    avvisa_rette(ctx, tx, rette).await?;
    compensa(ctx, tx, emissione, rette).await
}

/// Each consumption goes on the line that has its price and explanation.
async fn segna_addebiti(
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    addebiti: Vec<AddebitoId>,
) -> Result<(), Errore> {
    let riga = format!(
        "(SELECT r.id FROM riga_retta r JOIN retta t ON t.id = r.retta_id
           WHERE t.emissione_id = {} AND t.famiglia_id = addebito.famiglia_id
             AND r.iscrizione_id = addebito.iscrizione_id
             AND r.tipo = CASE WHEN addebito.quantita < 0 THEN 'conguaglio' ELSE 'consumo' END
             AND r.prezzo = addebito.prezzo AND r.arrotondamento = addebito.arrotondamento
             AND r.spiegazione = addebito.spiegazione)",
        emissione.id
    );
    for alcuni in addebiti.chunks(RIGHE) {
        addebito::Entity::update_many()
            .col_expr(addebito::Column::Stato, Expr::value(StatoAddebito::Emesso))
            .col_expr(addebito::Column::RigaId, Expr::cust(riga.clone()))
            .filter(addebito::Column::Id.is_in(alcuni.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(())
}

pub(super) async fn scrivi_rate(
    tx: &DatabaseTransaction,
    emissione: &emissione::Model,
    rette: &[retta::Model],
) -> Result<(), Errore> {
    let mut righe = Vec::new();
    for retta in rette.iter().filter(|r| r.importo > Importo::ZERO) {
        let divise = dividi(retta.importo, &emissione.scadenze.0);
        for (numero, (scadenza, importo)) in (1..).zip(divise) {
            righe.push(rata::ActiveModel {
                retta_id: Set(retta.id),
                numero: Set(numero),
                importo: Set(importo),
                scadenza: Set(scadenza),
                ..Default::default()
            });
        }
    }
    for alcune in righe.chunks(RIGHE) {
        rata::Entity::insert_many(alcune.to_vec())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// What the families owe from today on, out of the account that `da` says.
pub(super) async fn posta(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    rette: &[retta::Model],
    da: impl Fn(&retta::Model) -> Conto,
) -> Result<(), Errore> {
    let scritture: Vec<NuovaScrittura> = rette
        .iter()
        .filter(|r| r.importo > Importo::ZERO)
        .map(|r| {
            let movimento =
                Trasferimento::nuovo(credito(r.famiglia_id, r.servizio), da(r), r.importo)?;
            Ok::<_, Errore>(NuovaScrittura::nuova(
                format!("retta:{}", r.id),
                Causa::nuova(TipoCausa::Retta, r.id),
                format!("Retta: {}", r.descrizione),
                ctx.oggi(),
                movimento,
            ))
        })
        .collect::<Result<_, Errore>>()?;
    registra_molte(ctx, tx, &scritture).await?;
    let scrittura = "(SELECT s.id FROM scrittura s WHERE s.chiave = 'retta:' || retta.id)";
    retta::Entity::update_many()
        .col_expr(retta::Column::Stato, Expr::value(StatoRetta::Emessa))
        .col_expr(retta::Column::EmessaIl, Expr::value(ctx.oggi()))
        .col_expr(retta::Column::ScritturaId, Expr::cust(scrittura))
        .filter(retta::Column::Id.is_in(rette.iter().map(|r| r.id)))
        .exec(tx)
        .await?;
    Ok(())
}
