//! Families whose money somebody may see or move: the tutore's own, an office's any.

use std::collections::BTreeSet;

use campanella_kernel::{
    AnnoScolastico, CodiceFiscale, Ctx, Giorno, Permission, PlessoId, Rifiuto, Servizio,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use crate::FamigliaId;
use crate::entities::{alunno, classe, famiglia, iscrizione, persona};
use crate::errore::Errore;
use crate::figli::famiglia_di_cui_tutore;
use crate::iscritti::{Iscritto, completi};

/// A family whose accounts may be seen. Only this module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FamigliaAutorizzata {
    /// The family.
    pub famiglia: famiglia::Model,
}

/// The family for which whoever is logged in signs and pays. A delegate sees children, not money.
///
/// # Errors
/// [`Errore::SoloTutore`].
pub async fn famiglia_pagante(ctx: &Ctx) -> Result<FamigliaAutorizzata, Errore> {
    let famiglia = famiglia_di_cui_tutore(ctx, ctx.db()).await?;
    Ok(FamigliaAutorizzata { famiglia })
}

/// The family `id`, for whoever has `permission` on every building: a family has no building.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Rifiuto::NonTrovato`].
pub async fn famiglia_autorizzata(
    ctx: &Ctx,
    permission: Permission,
    id: FamigliaId,
) -> Result<FamigliaAutorizzata, Errore> {
    famiglia_autorizzata_in(ctx, ctx.db(), permission, id).await
}

/// The same within the transaction `db`.
///
/// # Errors
/// As [`famiglia_autorizzata`].
pub async fn famiglia_autorizzata_in(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    permission: Permission,
    id: FamigliaId,
) -> Result<FamigliaAutorizzata, Errore> {
    ctx.tutto_il_comune(permission)?;
    famiglia::Entity::find_by_id(id)
        .one(db)
        .await?
        .map(|famiglia| FamigliaAutorizzata { famiglia })
        .ok_or(Errore::Comune(Rifiuto::NonTrovato("Famiglia")))
}

/// The family of the child, or of the tutore, with exactly that codice fiscale, for whoever has
/// `permission` on every building.
///
/// # Errors
/// [`Rifiuto::NonPermesso`].
pub async fn famiglia_del_codice_fiscale(
    ctx: &Ctx,
    permission: Permission,
    codice: &CodiceFiscale,
) -> Result<Option<FamigliaAutorizzata>, Errore> {
    ctx.tutto_il_comune(permission)?;
    let del_bambino = alunno::Entity::find()
        .select_only()
        .column(alunno::Column::FamigliaId)
        .filter(alunno::Column::CodiceFiscale.eq(codice.as_str()));
    let del_tutore = persona::Entity::find()
        .select_only()
        .column(persona::Column::Id)
        .filter(persona::Column::CodiceFiscale.eq(codice.as_str()));
    let sua = Condition::any()
        .add(famiglia::Column::Id.in_subquery(del_bambino.into_query()))
        .add(famiglia::Column::TutoreId.in_subquery(del_tutore.into_query()));
    let trovata = famiglia::Entity::find()
        .filter(sua)
        .order_by_asc(famiglia::Column::Id)
        .one(ctx.db())
        .await?;
    Ok(trovata.map(|famiglia| FamigliaAutorizzata { famiglia }))
}

/// The enrolments of a period: who used `servizio` from `dal` to `al`, in `plessi` or anywhere.
#[derive(Debug, Clone)]
pub struct IscrizioniDelPeriodo {
    /// The service.
    pub servizio: Servizio,
    /// The school year.
    pub anno: AnnoScolastico,
    /// First day.
    pub dal: Giorno,
    /// Last day.
    pub al: Giorno,
    /// Buildings; none means all.
    pub plessi: BTreeSet<PlessoId>,
}

impl IscrizioniDelPeriodo {
    fn condizione(&self) -> Condition {
        use iscrizione::Column;
        let attiva = iscrizione::StatoIscrizione::Attiva;
        let fino = Condition::any()
            .add(Column::Al.is_null())
            .add(Column::Al.gte(self.dal));
        let tutte = Condition::all()
            .add(Column::Servizio.eq(self.servizio))
            .add(Column::Anno.eq(self.anno))
            .add(Column::Dal.lte(self.al))
            // Who left before the end is no longer active, but was.
            .add(
                Condition::any()
                    .add(Column::Stato.eq(attiva))
                    .add(Column::Al.is_not_null()),
            )
            .add(fino);
        if self.plessi.is_empty() {
            tutte
        } else {
            tutte.add(classe::Column::PlessoId.is_in(self.plessi.iter().copied()))
        }
    }

    /// The next `quante` families that have such an enrolment, after the family `dopo`, by key.
    ///
    /// # Errors
    /// [`Rifiuto::NonPermesso`] without `permission` on every building.
    pub async fn famiglie(
        &self,
        ctx: &Ctx,
        db: &impl ConnectionTrait,
        permission: Permission,
        dopo: Option<FamigliaId>,
        quante: u64,
    ) -> Result<Vec<FamigliaId>, Errore> {
        ctx.tutto_il_comune(permission)?;
        let mut select = iscrizione::Entity::find()
            .inner_join(alunno::Entity)
            .inner_join(classe::Entity)
            .select_only()
            .column(alunno::Column::FamigliaId)
            .distinct()
            .filter(self.condizione())
            .order_by_asc(alunno::Column::FamigliaId)
            .limit(quante);
        if let Some(dopo) = dopo {
            select = select.filter(alunno::Column::FamigliaId.gt(dopo));
        }
        Ok(select.into_tuple().all(db).await?)
    }

    /// Those enrolments of `famiglie`.
    ///
    /// # Errors
    /// [`Rifiuto::NonPermesso`] without `permission` on every building.
    pub async fn di(
        &self,
        ctx: &Ctx,
        db: &impl ConnectionTrait,
        permission: Permission,
        famiglie: &[FamigliaId],
    ) -> Result<Vec<Iscritto>, Errore> {
        ctx.tutto_il_comune(permission)?;
        let loro = alunno::Column::FamigliaId.is_in(famiglie.iter().copied());
        let select = iscrizione::Entity::find().order_by_asc(iscrizione::Column::Id);
        Ok(completi(db, select, self.condizione().add(loro)).await?)
    }
}
