//! How a service is paid, and on which account of the ledger.

use std::collections::HashMap;

use campanella_anagrafe::FamigliaId;
use campanella_kernel::{AnnoScolastico, Giorno, Servizio};
use campanella_ledger::{Conto, Intestatario, Scopo};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::gestione::{self, Modo};
use crate::errore::Errore;

/// How `servizio` is paid in `anno`, if the comune has said.
pub(crate) async fn gestione(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    anno: AnnoScolastico,
) -> Result<Option<gestione::Model>, DbErr> {
    gestione::Entity::find()
        .filter(gestione::Column::Servizio.eq(servizio))
        .filter(gestione::Column::Anno.eq(anno))
        .one(db)
        .await
}

/// How `servizio` is paid in the school year of `giorno`.
///
/// # Errors
/// [`Errore::SenzaGestione`].
pub(crate) async fn gestione_il(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    giorno: Giorno,
) -> Result<gestione::Model, Errore> {
    let anno = AnnoScolastico::del(giorno);
    gestione(db, servizio, anno)
        .await?
        .ok_or_else(|| Errore::SenzaGestione {
            servizio,
            anno: anno.to_string(),
        })
}

/// The last way in which `servizio` was prepaid, up to the school year of `giorno`: there may be
/// credit left from a year before.
///
/// # Errors
/// [`Errore::NonPrepagato`] when it never was.
pub(crate) async fn ultimo_prepagato(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    giorno: Giorno,
) -> Result<gestione::Model, Errore> {
    gestione::Entity::find()
        .filter(gestione::Column::Servizio.eq(servizio))
        .filter(gestione::Column::Anno.lte(AnnoScolastico::del(giorno)))
        .filter(gestione::Column::Modo.eq(Modo::Prepagato))
        .order_by_desc(gestione::Column::Anno)
        .one(db)
        .await?
        .ok_or(Errore::NonPrepagato(servizio))
}

/// Whether a service other than `servizio` has the families' common account in `anno`, or had it
/// and nobody said otherwise yet.
pub(crate) async fn conto_di_altri(
    db: &impl ConnectionTrait,
    servizio: Servizio,
    anno: AnnoScolastico,
) -> Result<bool, DbErr> {
    let righe = gestione::Entity::find()
        .filter(gestione::Column::Servizio.ne(servizio))
        .filter(gestione::Column::Anno.lte(anno))
        .order_by_asc(gestione::Column::Anno)
        .all(db)
        .await?;
    let ultime: HashMap<Servizio, gestione::Model> =
        righe.into_iter().map(|g| (g.servizio, g)).collect();
    let comune =
        |g: &gestione::Model| g.modo == Modo::Prepagato && g.servizio_del_conto().is_none();
    Ok(ultime.values().any(comune))
}

impl gestione::Model {
    /// The prepaid account of `famiglia`.
    pub(crate) fn prepagato(&self, famiglia: FamigliaId) -> Conto {
        let servizio = self.servizio_del_conto();
        Conto::di(intestatario(famiglia), Scopo::Prepagato, servizio)
    }

    /// Refuses unless the service is prepaid.
    pub(crate) fn se_prepagato(self) -> Result<Self, Errore> {
        match self.modo {
            Modo::Prepagato => Ok(self),
            Modo::Postpagato => Err(Errore::NonPrepagato(self.servizio)),
        }
    }
}

/// What `famiglia` owes for bills of `servizio`.
pub(crate) fn credito(famiglia: FamigliaId, servizio: Servizio) -> Conto {
    Conto::di(intestatario(famiglia), Scopo::Credito, Some(servizio))
}

/// The family as the ledger knows it.
pub(crate) fn intestatario(famiglia: FamigliaId) -> Intestatario {
    Intestatario::new(famiglia.key())
}

/// An account of the comune for `servizio`.
pub(crate) fn del_comune(scopo: Scopo, servizio: Servizio) -> Conto {
    Conto::del_comune(scopo, Some(servizio))
}
