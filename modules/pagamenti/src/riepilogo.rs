//! What came in, day by day, by service and by means: what an accountant holds against the till
//! and the treasurer.

mod file;

use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Importo, Rifiuto, Servizio};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entities::incasso::{Column, Entity, Mezzo};
use crate::errore::Errore;
use crate::permessi::LEGGI_CONTI;

pub use file::riepilogo_in_file;

/// Days of one report at the most.
const GIORNI_MASSIMI: i64 = 366;

/// Gli incassi di un giorno per un servizio, fatti nello stesso modo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, GraphqlOutput)]
pub struct IncassiDelGiorno {
    /// Il giorno del pagamento.
    pub giorno: Giorno,
    /// Il servizio.
    pub servizio: Servizio,
    /// Come sono stati pagati.
    pub mezzo: Mezzo,
    /// Quanti.
    pub quanti: i32,
    /// Quanto.
    pub importo: Importo,
}

/// The payments from `dal` to `al`, by day, service and means; without those that were undone, and
/// without what was paid by credit, which came in before. One statement.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building; days in the wrong order, or
/// more than a year of them.
pub async fn riepilogo_incassi(
    ctx: &Ctx,
    (dal, al): (Giorno, Giorno),
) -> Result<Vec<IncassiDelGiorno>, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    match dal.distanza(al) + 1 {
        ..=0 => return Err(Rifiuto::dato("al", "la fine viene prima dell'inizio").into()),
        1..=GIORNI_MASSIMI => {}
        _ => return Err(Rifiuto::dato("al", "si può chiedere al massimo un anno").into()),
    }
    // PostgreSQL adds big integers up to a numeric.
    let somma = Func::sum(Expr::col(Column::Importo)).cast_as("bigint");
    let righe: Vec<(Giorno, Servizio, Mezzo, i64, i64)> = Entity::find()
        .select_only()
        .columns([Column::Giorno, Column::Servizio, Column::Mezzo])
        .column_as(Column::Id.count(), "quanti")
        .column_as(somma, "importo")
        .filter(Column::Giorno.between(dal, al))
        .filter(Column::StornatoIl.is_null())
        .filter(Column::Mezzo.ne(Mezzo::Credito))
        .group_by(Column::Giorno)
        .group_by(Column::Servizio)
        .group_by(Column::Mezzo)
        .order_by_asc(Column::Giorno)
        .order_by_asc(Column::Servizio)
        .order_by_asc(Column::Mezzo)
        .into_tuple()
        .all(ctx.db())
        .await?;
    let riga = |(giorno, servizio, mezzo, quanti, importo)| IncassiDelGiorno {
        giorno,
        servizio,
        mezzo,
        quanti: i32::try_from(quanti).unwrap_or(i32::MAX),
        importo: Importo::from_cents(importo),
    };
    Ok(righe.into_iter().map(riga).collect())
}
