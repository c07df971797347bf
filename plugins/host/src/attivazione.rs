//! Activations: which rule, with which parameters, holds from a day to a day.

use campanella_kernel::{Giorno, Istante, Servizio, typed_id};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DbBackend, QueryOrder};

use crate::componente::Regola;
use crate::estensione::Estensione;
use crate::messaggio::Messaggio;
use crate::passo::Provenienza;

typed_id!(
    /// A row of `regolamenti.attivazione`.
    AttivazioneId
);

/// A rule in force for a service. Rows are added, and the last day of the latest is set once,
/// when the next begins: history is never overwritten.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attivazione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The extension point.
    pub estensione: Estensione,
    /// The service.
    pub servizio: Servizio,
    /// SHA-256 of the component.
    pub digest: String,
    /// Parameters, valid for the component's schema.
    #[sea_orm(column_type = "Json")]
    pub parametri: Json,
    /// First day.
    pub dal: Giorno,
    /// Last day; `None` until the next activation begins.
    pub al: Option<Giorno>,
    /// The deliberation.
    pub atto: String,
    /// Who approved it.
    pub approvata_da: String,
    /// When it was written.
    pub creata_il: Istante,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its id.
    #[must_use]
    pub const fn attivazione(&self) -> AttivazioneId {
        AttivazioneId::new(self.id)
    }

    /// Where an answer of `regola` under this activation comes from.
    pub(crate) fn provenienza(&self, regola: &Regola) -> Provenienza {
        Provenienza {
            attivazione: self.attivazione(),
            regola: regola.manifesto().id.clone(),
            versione: regola.manifesto().versione.clone(),
            contratto: regola.manifesto().contratto.clone(),
            digest: self.digest.clone(),
            atto: self.atto.clone(),
            dal: self.dal,
            al: self.al,
        }
    }

    /// Whether it holds on `giorno`.
    #[must_use]
    pub fn vale(&self, giorno: Giorno) -> bool {
        self.dal <= giorno && self.al.is_none_or(|al| giorno <= al)
    }
}

/// The one of `attivazioni` that holds for a service on a day.
pub(crate) fn in_vigore(
    attivazioni: &[Model],
    estensione: Estensione,
    servizio: Servizio,
    giorno: Giorno,
) -> Option<&Model> {
    attivazioni
        .iter()
        .find(|a| a.estensione == estensione && a.servizio == servizio && a.vale(giorno))
}

/// No rule is in force on `giorno`.
pub(crate) fn nessuna(giorno: Giorno) -> Messaggio {
    Messaggio::new(
        "NESSUN_REGOLAMENTO",
        format!("Nessun regolamento è in vigore il {giorno}: occorre attivarne uno."),
    )
}

/// Every activation of the comune, the latest first.
///
/// # Errors
/// When the store fails.
pub async fn tutte(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .order_by_desc(Column::Dal)
        .order_by_desc(Column::Id)
        .all(db)
        .await
}

/// The activations of one rule, the latest first, while no other can be written.
pub(crate) async fn per_scrivere(
    db: &impl ConnectionTrait,
    estensione: Estensione,
    servizio: Servizio,
) -> Result<Vec<Model>, DbErr> {
    // On SQLite the transaction already holds the write lock. Activations are rare: the whole
    // table may wait.
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("LOCK TABLE attivazione IN SHARE ROW EXCLUSIVE MODE")
            .await?;
    }
    Entity::find()
        .filter(Column::Estensione.eq(estensione))
        .filter(Column::Servizio.eq(servizio))
        .order_by_desc(Column::Dal)
        .all(db)
        .await
}
