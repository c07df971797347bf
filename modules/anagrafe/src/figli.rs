//! The children of whoever is logged in: their tutore, or a delegate.

use std::ops::Deref;

use campanella_kernel::{Ctx, Giorno, PersonaId, Rifiuto};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::entities::{alunno, delega, famiglia, persona};
use crate::errore::Errore;
use crate::iscritti::{self, Iscritto};
use crate::{AlunnoId, IscrizioneId};

/// On what ground somebody sees a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Veste {
    /// Signs and pays.
    Tutore,
    /// Sees and books; does not delegate further.
    Delegato,
}

/// A child of the person who is logged in. Only this module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Figlio {
    /// The child.
    pub alunno: alunno::Model,
    /// The family.
    pub famiglia: famiglia::Model,
    /// On what ground the child is seen.
    pub veste: Veste,
}

/// An enrolment of a child of the person who is logged in. Only this module can make one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct IscrizioneFiglio {
    /// The enrolment, with child, class, building and school.
    pub iscritto: Iscritto,
    /// The family.
    pub famiglia: famiglia::Model,
    /// On what ground it is seen.
    pub veste: Veste,
}

impl Deref for IscrizioneFiglio {
    type Target = Iscritto;

    fn deref(&self) -> &Iscritto {
        &self.iscritto
    }
}

/// The children of whoever is logged in, eldest first.
///
/// # Errors
/// When no person is logged in.
pub async fn figli(ctx: &Ctx) -> Result<Vec<Figlio>, Errore> {
    let persona = ctx.persona()?;
    let rows = alunno::Entity::find()
        .find_also_related(famiglia::Entity)
        .filter(famiglie_di(persona, ctx.oggi()))
        .order_by_asc(alunno::Column::DataNascita)
        .order_by_asc(alunno::Column::Id)
        .all(ctx.db())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| riga(persona, row))
        .collect())
}

/// The child `id` of whoever is logged in.
///
/// # Errors
/// [`Rifiuto::NonTrovato`] when it is another's child or nobody's.
pub async fn figlio(ctx: &Ctx, id: AlunnoId) -> Result<Figlio, Errore> {
    let persona = ctx.persona()?;
    alunno::Entity::find_by_id(id)
        .find_also_related(famiglia::Entity)
        .filter(famiglie_di(persona, ctx.oggi()))
        .one(ctx.db())
        .await?
        .and_then(|row| riga(persona, row))
        .ok_or(Errore::Comune(Rifiuto::NonTrovato("Alunno")))
}

fn riga(
    persona: PersonaId,
    (alunno, famiglia): (alunno::Model, Option<famiglia::Model>),
) -> Option<Figlio> {
    let famiglia = famiglia?;
    Some(Figlio {
        alunno,
        veste: veste(persona, &famiglia),
        famiglia,
    })
}

/// The enrolment `id` of a child of whoever is logged in.
///
/// # Errors
/// [`Rifiuto::NonTrovato`] when it is of another's child or does not exist.
pub async fn iscrizione_del_figlio(
    ctx: &Ctx,
    id: IscrizioneId,
) -> Result<IscrizioneFiglio, Errore> {
    let persona = ctx.persona()?;
    iscritti::una_con_famiglia(ctx.db(), id, famiglie_di(persona, ctx.oggi()))
        .await?
        .map(|(iscritto, famiglia)| IscrizioneFiglio {
            iscritto,
            veste: veste(persona, &famiglia),
            famiglia,
        })
        .ok_or(Errore::Comune(Rifiuto::NonTrovato("Iscrizione")))
}

/// On what ground `persona` sees a family on `oggi`, if any: whoever does has the role of a
/// parent, without an office giving it.
///
/// # Errors
/// When the store fails.
pub async fn ruolo_in_famiglia(
    db: &impl ConnectionTrait,
    persona: PersonaId,
    oggi: Giorno,
) -> Result<Option<Veste>, DbErr> {
    let families = famiglia::Entity::find()
        .filter(famiglie_di(persona, oggi))
        .all(db)
        .await?;
    let vesti = || families.iter().map(|f| veste(persona, f));
    Ok(vesti()
        .find(|v| *v == Veste::Tutore)
        .or_else(|| vesti().next()))
}

/// The family of which whoever is logged in is the tutore.
///
/// # Errors
/// [`Errore::SoloTutore`].
pub(crate) async fn famiglia_di_cui_tutore(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
) -> Result<famiglia::Model, Errore> {
    let persona = ctx.persona()?;
    famiglia::Entity::find()
        .filter(famiglie_di(persona, ctx.oggi()))
        .filter(famiglia::Column::TutoreId.eq(persona))
        .one(db)
        .await?
        .ok_or(Errore::SoloTutore)
}

fn veste(persona: PersonaId, famiglia: &famiglia::Model) -> Veste {
    if famiglia.tutore_id == persona {
        Veste::Tutore
    } else {
        Veste::Delegato
    }
}

/// Families that `persona` may see on `oggi`: as their tutore, once an office knows who that is,
/// or as a delegate.
fn famiglie_di(persona: PersonaId, oggi: Giorno) -> Condition {
    let verified = persona::Entity::find_by_id(persona)
        .select_only()
        .column(persona::Column::Id)
        .filter(persona::Column::Verificata.eq(true));
    let delegating = delega::Entity::find()
        .select_only()
        .column(delega::Column::FamigliaId)
        .filter(delega::Column::PersonaId.eq(persona))
        .filter(delega::in_vigore(oggi));
    Condition::any()
        .add(famiglia::Column::TutoreId.in_subquery(verified.into_query()))
        .add(famiglia::Column::Id.in_subquery(delegating.into_query()))
}
