//! Papers that were drawn together, as files that an office saves.

use std::io::{Cursor, Write};

use campanella_kernel::{Ctx, InternalError, Rifiuto};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Foglio, conserva};
use crate::entities::documento::{Column, Entity, Model};
use crate::entities::lotto_documenti;
use crate::errore::Errore;
use crate::permessi::LEGGI_CONTI;
use crate::{DocumentoId, LottoId};

/// Papers of one file: some ten megabytes.
pub(super) const PARTE: u64 = 200;

/// A part of a lot, from 1, as a ZIP.
///
/// # Errors
/// [`Rifiuto::NonTrovato`] for a lot or a part that there is not.
pub async fn lotto_in_zip(ctx: &Ctx, id: LottoId, parte: u64) -> Result<Foglio, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let non_trovato = || Rifiuto::NonTrovato("Documenti");
    lotto_documenti::Entity::find_by_id(id)
        .one(ctx.db())
        .await?
        .ok_or_else(non_trovato)?;
    let prima = parte.checked_sub(1).and_then(|p| p.checked_mul(PARTE));
    let ids: Vec<DocumentoId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::LottoId.eq(id))
        .order_by_asc(Column::Id)
        .offset(prima.ok_or_else(non_trovato)?)
        .limit(PARTE)
        .into_tuple()
        .all(ctx.db())
        .await?;
    // Before they are read: what is handed out is not thrown away any more.
    let questi = || Column::Id.is_in(ids.iter().copied());
    Entity::update_many()
        .col_expr(Column::ConsegnatoIl, conserva::prima_consegna(ctx))
        .filter(questi())
        .exec(ctx.db())
        .await?;
    let documenti = Entity::find()
        .filter(questi())
        .order_by_asc(Column::Id)
        .all(ctx.db())
        .await?;
    if documenti.is_empty() {
        return Err(non_trovato().into());
    }
    let fatto = tokio::task::spawn_blocking(move || in_zip(&documenti)).await;
    let bytes = fatto
        .map_err(InternalError::new)?
        .map_err(InternalError::new)?;
    Ok(Foglio {
        nome: format!("documenti-{id}-{parte}.zip"),
        bytes,
    })
}

fn in_zip(documenti: &[Model]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A PDF is compressed already.
    let cosi = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for documento in documenti {
        zip.start_file(documento.nome.as_str(), cosi)?;
        zip.write_all(&documento.pdf)?;
    }
    Ok(zip.finish()?.into_inner())
}
