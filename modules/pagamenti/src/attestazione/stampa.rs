//! What a printed certificate says.

use std::collections::BTreeSet;

use campanella_anagrafe::{AlunnoId, FamigliaId, alunno, classe, iscrizione, plesso, scuola};
use campanella_kernel::{AnnoScolastico, Ctx, Giorno, Importo, Rifiuto};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, RelationTrait};

use super::leggi::{Attestazione, attestazioni};
use crate::debitore::{Debitore, debitore, di_chi_stampa};
use crate::errore::Errore;

/// A certificate, and who paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestazioneDaStampare {
    /// Whose it is.
    pub famiglia: FamigliaId,
    /// What was paid.
    pub attestazione: Attestazione,
    /// The child's codice fiscale, where it is known.
    pub codice_fiscale: Option<String>,
    /// The schools of the child in that year.
    pub scuole: Vec<String>,
    /// The most that counts for a child in that year.
    pub massimo: Importo,
    /// Who paid.
    pub pagatore: Debitore,
}

/// The most that counts for a child: 800 € until 2024, 1.000 € from 2025 (L. 207/2024).
fn massimo(anno: i32) -> Importo {
    Importo::from_cents(if anno < 2025 { 80_000 } else { 100_000 })
}

/// What is printed for the child `id` and the calendar year `anno`, for its family or an office
/// that sees accounts.
///
/// # Errors
/// [`Errore::AnnoNonFinito`]; [`Rifiuto::NonTrovato`] where nothing was paid, and for another
/// family's child.
pub async fn attestazione_da_stampare(
    ctx: &Ctx,
    id: AlunnoId,
    anno: i32,
) -> Result<AttestazioneDaStampare, Errore> {
    const COSA: &str = "Attestazione";
    let bambino = alunno::Entity::find_by_id(id).one(ctx.db()).await?;
    let sua = bambino.as_ref().map(|b| b.famiglia_id);
    let famiglia = di_chi_stampa(ctx, sua, COSA).await?;
    let attestazione = attestazioni(ctx, &famiglia)
        .await?
        .into_iter()
        .find(|a| a.alunno == id && a.anno == anno)
        .ok_or(Rifiuto::NonTrovato(COSA))?;
    if !attestazione.disponibile {
        return Err(Errore::AnnoNonFinito(anno));
    }
    Ok(AttestazioneDaStampare {
        famiglia: famiglia.famiglia.id,
        attestazione,
        codice_fiscale: bambino
            .and_then(|b| b.codice_fiscale)
            .map(|c| c.as_str().to_owned()),
        scuole: scuole(ctx, id, anno).await?,
        massimo: massimo(anno),
        pagatore: debitore(ctx, &famiglia).await?,
    })
}

/// Where the child went to school in the two school years of which `anno` has days.
async fn scuole(ctx: &Ctx, alunno: AlunnoId, anno: i32) -> Result<Vec<String>, Errore> {
    let giorni = [Giorno::new(anno, 1, 1), Giorno::new(anno, 12, 31)];
    let anni = giorni.into_iter().flatten().map(AnnoScolastico::del);
    let nomi: Vec<(String, String)> = iscrizione::Entity::find()
        .select_only()
        .column(scuola::Column::Nome)
        .column(plesso::Column::Nome)
        .inner_join(classe::Entity)
        .join(sea_orm::JoinType::InnerJoin, classe::Relation::Plesso.def())
        .join(sea_orm::JoinType::InnerJoin, plesso::Relation::Scuola.def())
        .filter(iscrizione::Column::AlunnoId.eq(alunno))
        .filter(iscrizione::Column::Anno.is_in(anni))
        .into_tuple()
        .all(ctx.db())
        .await?;
    let nomi: BTreeSet<String> = nomi
        .into_iter()
        .map(|(scuola, plesso)| format!("{scuola}, {plesso}"))
        .collect();
    Ok(nomi.into_iter().collect())
}
