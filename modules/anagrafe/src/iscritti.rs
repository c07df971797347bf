//! Enrolments with all that belongs to them, as offices and services take them.

use std::collections::BTreeSet;

use campanella_kernel::{AnnoScolastico, Ctx, Giorno, Permission, PlessoId, Rifiuto, Servizio};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Select,
};

use crate::autorizzati::{ClasseAutorizzata, PlessoAutorizzato};
use crate::entities::iscrizione::StatoIscrizione;
use crate::entities::{alunno, classe, famiglia, iscrizione, plesso, scuola};
use crate::errore::Errore;
use crate::{AlunnoId, IscrizioneId};

/// An enrolment with child, class, building and school, seen by somebody who may. Only this
/// module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Iscritto {
    /// The enrolment.
    pub iscrizione: iscrizione::Model,
    /// The child.
    pub alunno: alunno::Model,
    /// The class.
    pub classe: classe::Model,
    /// The building.
    pub plesso: plesso::Model,
    /// The school.
    pub scuola: scuola::Model,
}

impl Iscritto {
    /// True when the child uses the service on `giorno`.
    #[must_use]
    pub fn attivo_il(&self, giorno: Giorno) -> bool {
        let i = &self.iscrizione;
        i.stato == StatoIscrizione::Attiva
            && i.anno.contiene(giorno)
            && i.dal <= giorno
            && i.al.is_none_or(|al| al >= giorno)
    }
}

/// The enrolment `id`, when its building is among those on which `permission` is granted.
///
/// # Errors
/// [`Rifiuto::NonPermesso`], [`Rifiuto::NonTrovato`].
pub async fn iscrizione_autorizzata(
    ctx: &Ctx,
    permission: Permission,
    id: IscrizioneId,
) -> Result<Iscritto, Errore> {
    let scope = ctx.plessi(permission)?.clone();
    completi(
        ctx.db(),
        iscrizione::Entity::find_by_id(id),
        Condition::all(),
    )
    .await?
    .into_iter()
    .find(|i| scope.comprende(i.plesso.id))
    .ok_or(Errore::Comune(Rifiuto::NonTrovato("Iscrizione")))
}

/// The children of `classe` who use `servizio` on `giorno`, by surname and name.
///
/// # Errors
/// When the store fails.
pub async fn iscrizioni_della_classe(
    ctx: &Ctx,
    classe: &ClasseAutorizzata,
    servizio: Servizio,
    giorno: Giorno,
) -> Result<Vec<Iscritto>, Errore> {
    let one = classe::Column::Id.eq(classe.classe.id);
    Ok(attivi(ctx.db(), servizio, giorno, Condition::all().add(one)).await?)
}

/// The children of `plesso` who use `servizio` on `giorno`, class by class.
///
/// # Errors
/// When the store fails.
pub async fn iscrizioni_del_plesso(
    ctx: &Ctx,
    plesso: &PlessoAutorizzato,
    servizio: Servizio,
    giorno: Giorno,
) -> Result<Vec<Iscritto>, Errore> {
    iscrizioni_dei_plessi(ctx, [plesso], servizio, giorno).await
}

/// The children of `plessi` who use `servizio` on `giorno`, building by building and class by
/// class: one query.
///
/// # Errors
/// When the store fails.
pub async fn iscrizioni_dei_plessi(
    ctx: &Ctx,
    plessi: impl IntoIterator<Item = &PlessoAutorizzato>,
    servizio: Servizio,
    giorno: Giorno,
) -> Result<Vec<Iscritto>, Errore> {
    let ids: BTreeSet<PlessoId> = plessi.into_iter().map(|p| p.plesso.id).collect();
    let among = plesso::Column::Id.is_in(ids);
    Ok(attivi(ctx.db(), servizio, giorno, Condition::all().add(among)).await?)
}

/// Every enrolment of `alunni` in the school year of `dal` or a later one. The caller has shown
/// that they may be seen.
pub(crate) async fn degli_alunni(
    db: &impl ConnectionTrait,
    alunni: &[AlunnoId],
    dal: AnnoScolastico,
) -> Result<Vec<Iscritto>, DbErr> {
    let select = iscrizione::Entity::find()
        .filter(iscrizione::Column::AlunnoId.is_in(alunni.iter().copied()))
        .filter(iscrizione::Column::Anno.gte(dal))
        .order_by_asc(iscrizione::Column::Anno)
        .order_by_asc(iscrizione::Column::Servizio);
    completi(db, select, Condition::all()).await
}

/// Enrolments in force on `giorno`.
pub(crate) fn in_vigore(servizio: Servizio, giorno: Giorno) -> Condition {
    use iscrizione::Column;
    Condition::all()
        .add(Column::Servizio.eq(servizio))
        .add(Column::Anno.eq(AnnoScolastico::del(giorno)))
        .add(Column::Stato.eq(StatoIscrizione::Attiva))
        .add(Column::Dal.lte(giorno))
        .add(
            Condition::any()
                .add(Column::Al.is_null())
                .add(Column::Al.gte(giorno)),
        )
}

async fn attivi(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    giorno: Giorno,
    dove: Condition,
) -> Result<Vec<Iscritto>, DbErr> {
    let mut found = completi(
        db,
        iscrizione::Entity::find().filter(in_vigore(servizio, giorno)),
        dove,
    )
    .await?;
    found.sort_by(|a, b| {
        let key = |i: &Iscritto| {
            (
                i.plesso.nome.clone(),
                i.classe.nome.clone(),
                i.alunno.cognome.clone(),
                i.alunno.nome.clone(),
                i.iscrizione.id,
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(found)
}

pub(crate) async fn completi(
    db: &impl ConnectionTrait,
    select: Select<iscrizione::Entity>,
    dove: Condition,
) -> Result<Vec<Iscritto>, DbErr> {
    let rows = select
        .find_also_related(alunno::Entity)
        .find_also_related(classe::Entity)
        .find_also(classe::Entity, plesso::Entity)
        .find_also(plesso::Entity, scuola::Entity)
        .filter(dove)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(iscrizione, alunno, classe, plesso, scuola)| {
            Some(Iscritto {
                iscrizione,
                alunno: alunno?,
                classe: classe?,
                plesso: plesso?,
                scuola: scuola?,
            })
        })
        .collect())
}

/// The enrolment `id` when its family satisfies `dove`.
pub(crate) async fn una_con_famiglia(
    db: &impl ConnectionTrait,
    id: IscrizioneId,
    dove: Condition,
) -> Result<Option<(Iscritto, famiglia::Model)>, DbErr> {
    let row = iscrizione::Entity::find_by_id(id)
        .find_also_related(alunno::Entity)
        .find_also_related(classe::Entity)
        .find_also(classe::Entity, plesso::Entity)
        .find_also(plesso::Entity, scuola::Entity)
        .find_also(alunno::Entity, famiglia::Entity)
        .filter(dove)
        .one(db)
        .await?;
    Ok(
        row.and_then(|(iscrizione, alunno, classe, plesso, scuola, famiglia)| {
            let iscritto = Iscritto {
                iscrizione,
                alunno: alunno?,
                classe: classe?,
                plesso: plesso?,
                scuola: scuola?,
            };
            Some((iscritto, famiglia?))
        }),
    )
}
