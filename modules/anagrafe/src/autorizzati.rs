//! Schools, buildings, classes and children that an office's permission reaches.

use campanella_kernel::{AnnoScolastico, Ctx, Permission, PlessoId, PlessoScope, Rifiuto};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::{alunno, classe, iscrizione, plesso, scuola};
use crate::errore::Errore;
use crate::{AlunnoId, ClasseId};

/// A building that a permission reaches. Only this module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlessoAutorizzato {
    /// The building.
    pub plesso: plesso::Model,
    /// Its school.
    pub scuola: scuola::Model,
}

/// A class in a building that a permission reaches. Only this module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ClasseAutorizzata {
    /// The class.
    pub classe: classe::Model,
    /// Its building.
    pub plesso: plesso::Model,
}

/// A child that a permission reaches. Only this module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AlunnoAutorizzato {
    /// The child.
    pub alunno: alunno::Model,
}

/// The buildings that `permission` reaches, by name.
///
/// # Errors
/// [`Rifiuto::NonPermesso`].
pub async fn plessi_autorizzati(
    ctx: &Ctx,
    permission: Permission,
) -> Result<Vec<PlessoAutorizzato>, Errore> {
    let mut select = plesso::Entity::find().order_by_asc(plesso::Column::Nome);
    if let PlessoScope::Solo(ids) = ctx.plessi(permission)? {
        select = select.filter(plesso::Column::Id.is_in(ids.iter().copied()));
    }
    let rows = select
        .find_also_related(scuola::Entity)
        .all(ctx.db())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(plesso, scuola)| {
            Some(PlessoAutorizzato {
                plesso,
                scuola: scuola?,
            })
        })
        .collect())
}

/// The building `id`, when `permission` reaches it.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Rifiuto::NonTrovato`].
pub async fn plesso_autorizzato(
    ctx: &Ctx,
    permission: Permission,
    id: PlessoId,
) -> Result<PlessoAutorizzato, Errore> {
    let not_found = || Errore::Comune(Rifiuto::NonTrovato("Plesso"));
    if !ctx.plessi(permission)?.comprende(id) {
        return Err(not_found());
    }
    let row = plesso::Entity::find_by_id(id)
        .find_also_related(scuola::Entity)
        .one(ctx.db())
        .await?;
    match row {
        Some((plesso, Some(scuola))) => Ok(PlessoAutorizzato { plesso, scuola }),
        _ => Err(not_found()),
    }
}

/// The class `id`, when `permission` reaches its building.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Rifiuto::NonTrovato`].
pub async fn classe_autorizzata(
    ctx: &Ctx,
    permission: Permission,
    id: ClasseId,
) -> Result<ClasseAutorizzata, Errore> {
    let scope = ctx.plessi(permission)?;
    let row = classe::Entity::find_by_id(id)
        .find_also_related(plesso::Entity)
        .one(ctx.db())
        .await?;
    match row {
        Some((classe, Some(plesso))) if scope.comprende(plesso.id) => {
            Ok(ClasseAutorizzata { classe, plesso })
        }
        _ => Err(Errore::Comune(Rifiuto::NonTrovato("Classe"))),
    }
}

/// The classes of `plesso` in `anno`, by name.
///
/// # Errors
/// When the store fails.
pub async fn classi_del_plesso(
    ctx: &Ctx,
    plesso: &PlessoAutorizzato,
    anno: AnnoScolastico,
) -> Result<Vec<ClasseAutorizzata>, Errore> {
    let rows = classe::Entity::find()
        .filter(classe::Column::PlessoId.eq(plesso.plesso.id))
        .filter(classe::Column::Anno.eq(anno))
        .order_by_asc(classe::Column::Nome)
        .all(ctx.db())
        .await?;
    Ok(rows
        .into_iter()
        .map(|classe| ClasseAutorizzata {
            classe,
            plesso: plesso.plesso.clone(),
        })
        .collect())
}

/// The child `id`, when `permission` reaches a building in which it is, or was, enrolled.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Rifiuto::NonTrovato`].
pub async fn alunno_autorizzato(
    ctx: &Ctx,
    permission: Permission,
    id: AlunnoId,
) -> Result<AlunnoAutorizzato, Errore> {
    let scope = ctx.plessi(permission)?;
    match alunno::Entity::find_by_id(id).one(ctx.db()).await? {
        Some(alunno) if alunno_nei_plessi(ctx.db(), id, scope).await? => {
            Ok(AlunnoAutorizzato { alunno })
        }
        _ => Err(Errore::Comune(Rifiuto::NonTrovato("Alunno"))),
    }
}

/// Whether any enrolment of `alunno` is in a building of `plessi`.
async fn alunno_nei_plessi(
    db: &impl ConnectionTrait,
    alunno: AlunnoId,
    plessi: &PlessoScope,
) -> Result<bool, DbErr> {
    let PlessoScope::Solo(ids) = plessi else {
        return Ok(true);
    };
    let found = iscrizione::Entity::find()
        .inner_join(classe::Entity)
        .filter(iscrizione::Column::AlunnoId.eq(alunno))
        .filter(classe::Column::PlessoId.is_in(ids.iter().copied()))
        .one(db)
        .await?;
    Ok(found.is_some())
}
