//! One instalment of a bill that was issued changes, and the bill with it: the bill stays the sum
//! of its lines and of its instalments.

use campanella_kernel::{Ctx, Importo, Rifiuto};
use campanella_ledger::{
    Causa, Conto, NuovaScrittura, ScritturaId, TipoCausa, Trasferimento, registra,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::scadute::Oneri;
use crate::RataId;
use crate::credito_disponibile::blocca;
use crate::entities::riga_retta::TipoRiga;
use crate::entities::{rata, retta, riga_retta};
use crate::errore::Errore;
use crate::gestione::credito;
use crate::incassa::pagato;

/// A line to be added to a bill.
pub(super) struct RigaNuova {
    pub(super) tipo: TipoRiga,
    pub(super) descrizione: String,
    pub(super) importo: Importo,
    /// Its explanation, which is kept already.
    pub(super) spiegazione: Option<String>,
}

/// The lines of late fee and expenses, those that are not nothing.
pub(super) fn righe_di(
    oneri: Oneri,
    titolo: &str,
    spiegazione: Option<&str>,
    segno: impl Fn(Importo) -> Importo,
) -> Vec<RigaNuova> {
    let voci = [
        (TipoRiga::Penale, "Penale per il ritardo", oneri.penale),
        (TipoRiga::Spese, "Spese del sollecito", oneri.spese),
    ];
    let dovute = voci.into_iter().filter(|(.., i)| *i > Importo::ZERO);
    let riga = |(tipo, nome, importo): (TipoRiga, &str, Importo)| RigaNuova {
        tipo,
        descrizione: format!("{nome} ({titolo})"),
        importo: segno(importo),
        spiegazione: spiegazione.map(str::to_owned),
    };
    dovute.map(riga).collect()
}

/// Adds `righe` to the bill `retta` and their sum to `rata`, one of its instalments.
pub(super) async fn aggiungi_righe(
    tx: &DatabaseTransaction,
    (retta, rata): (&retta::Model, &rata::Model),
    righe: Vec<RigaNuova>,
) -> Result<Importo, Errore> {
    let somma: Importo = righe.iter().map(|r| r.importo).sum();
    let nuova = |r: RigaNuova| riga_retta::ActiveModel {
        retta_id: Set(retta.id),
        iscrizione_id: Set(None),
        tipo: Set(r.tipo),
        descrizione: Set(r.descrizione),
        mese: Set(None),
        quantita: Set(1),
        prezzo: Set(None),
        arrotondamento: Set(None),
        importo: Set(r.importo),
        fascia: Set(None),
        spiegazione: Set(r.spiegazione),
        decisione: Set(None),
        ..Default::default()
    };
    riga_retta::Entity::insert_many(righe.into_iter().map(nuova))
        .exec_without_returning(tx)
        .await?;
    rata::Entity::update_many()
        .col_expr(
            rata::Column::Importo,
            Expr::col(rata::Column::Importo).add(somma.cents()),
        )
        .filter(rata::Column::Id.eq(rata.id))
        .exec(tx)
        .await?;
    retta::Entity::update_many()
        .col_expr(
            retta::Column::Importo,
            Expr::col(retta::Column::Importo).add(somma.cents()),
        )
        .filter(retta::Column::Id.eq(retta.id))
        .exec(tx)
        .await?;
    Ok(somma)
}

/// The same, with the entry of what the family owes more, or less, against `contro`.
pub(super) async fn varia_rata(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    (retta, rata): (&retta::Model, &rata::Model),
    righe: Vec<RigaNuova>,
    (contro, chiave, descrizione): (Conto, String, String),
) -> Result<ScritturaId, Errore> {
    let somma = aggiungi_righe(tx, (retta, rata), righe).await?;
    let deve = credito(retta.famiglia_id, retta.servizio);
    let movimento = if somma < Importo::ZERO {
        Trasferimento::nuovo(contro, deve, -somma)?
    } else {
        Trasferimento::nuovo(deve, contro, somma)?
    };
    let causa = Causa::nuova(TipoCausa::Retta, retta.id);
    let scrittura = NuovaScrittura::nuova(chiave, causa, descrizione, ctx.oggi(), movimento);
    Ok(registra(ctx, tx, &scrittura).await?)
}

/// An instalment and its bill, while nobody else pays or changes them.
pub(super) async fn ferma(
    ctx: &Ctx,
    tx: &DatabaseTransaction,
    id: RataId,
) -> Result<(rata::Model, retta::Model), Errore> {
    let non_trovata = || Rifiuto::NonTrovato("Rata");
    let cerca = || rata::Entity::find_by_id(id).find_also_related(retta::Entity);
    let (_, retta) = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    let retta = retta.ok_or_else(non_trovata)?;
    blocca(ctx, tx, credito(retta.famiglia_id, retta.servizio)).await?;
    let (rata, retta) = cerca().one(tx).await?.ok_or_else(non_trovata)?;
    Ok((rata, retta.ok_or_else(non_trovata)?))
}

/// Takes `oneri` off the instalment again; whoever calls it keeps others out and undoes their entry.
pub(super) async fn togli(
    tx: &DatabaseTransaction,
    (retta, rata): (&retta::Model, &rata::Model),
    oneri: Oneri,
    (titolo, motivo): (&str, &str),
) -> Result<(), Errore> {
    let resta = rata.importo - pagato(tx, &[rata.id]).await?;
    if resta < oneri.somma() {
        return Err(Errore::OneriPagati);
    }
    let titolo = format!("{titolo}, annullato: {motivo}");
    let righe = righe_di(oneri, &titolo, None, std::ops::Neg::neg);
    if oneri.somma() > Importo::ZERO {
        aggiungi_righe(tx, (retta, rata), righe).await?;
    }
    Ok(())
}
