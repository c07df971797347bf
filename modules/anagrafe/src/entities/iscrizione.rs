//! Enrolments.

use campanella_kernel::{
    AnnoScolastico, Giorno, GraphqlEnum, Importo, Istante, PrezzoUnitario, Servizio,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{AlunnoId, ClasseId, IscrizioneId};

/// Stato di un'iscrizione.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    DeriveActiveEnum,
    GraphqlEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text")]
#[serde(rename_all = "snake_case")]
pub enum StatoIscrizione {
    /// Il bambino usa il servizio.
    #[sea_orm(string_value = "attiva")]
    Attiva,
    /// Il bambino non usa (o non usa più) il servizio.
    #[sea_orm(string_value = "disattiva")]
    Disattiva,
}

/// The article of whoever needs nothing particular.
pub const ARTICOLO_BASE: &str = "base";

/// A child on a service for a school year; the same fields for every service.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "iscrizione")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: IscrizioneId,
    /// The child.
    pub alunno_id: AlunnoId,
    /// The service.
    pub servizio: Servizio,
    /// The school year.
    pub anno: AnnoScolastico,
    /// The badge: a child keeps it from year to year.
    pub tessera: String,
    /// The class, and with it building and school: each service has its own.
    pub classe_id: ClasseId,
    /// Band given by the regulation.
    pub fascia: Option<String>,
    /// Fixed fee, in cents.
    pub importo_quota: Option<Importo>,
    /// Price of a meal or ride, in ten-thousandths of a euro.
    pub importo_unitario: Option<PrezzoUnitario>,
    /// Diet or ticket type; `base` is the common one. A diet is special data: not shown by
    /// generated reads.
    #[seaography(ignore)]
    pub articolo: String,
    /// State.
    pub stato: StatoIscrizione,
    /// First day.
    pub dal: Giorno,
    /// Last day, included; none when it lasts to the end of the school year.
    pub al: Option<Giorno>,
    /// When the row was made.
    pub creata_il: Istante,
    /// The child.
    #[sea_orm(belongs_to, from = "alunno_id", to = "id")]
    pub alunno: BelongsTo<super::alunno::Entity>,
    /// The class.
    #[sea_orm(belongs_to, from = "classe_id", to = "id")]
    pub classe: BelongsTo<super::classe::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
