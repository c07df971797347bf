//! Persons, for log in and for whoever enters them. Rows, without a notion of who asks.

use campanella_kernel::{CodiceFiscale, PersonaId, Rifiuto, Scope};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::codice_persona::nuovo_codice_persona;
use crate::entities::persona::{self, Column, Entity};
use crate::errore::Errore;

pub use crate::entities::persona::Model as Persona;

/// A person to enter.
#[derive(Debug, Clone, Default)]
pub struct NuovaPersona {
    /// Codice fiscale, where known.
    pub codice_fiscale: Option<CodiceFiscale>,
    /// First name.
    pub nome: String,
    /// Surname.
    pub cognome: String,
    /// E-mail address, already checked; not yet confirmed.
    pub email: Option<String>,
    /// Telephone.
    pub telefono: Option<String>,
    /// Postal address.
    pub indirizzo: Option<String>,
    /// True when an office enters the person; see [`persona::Model::verificata`].
    pub verificata: bool,
}

/// The person with that key.
///
/// # Errors
/// [`Rifiuto::NonTrovato`].
pub async fn persona_con_id(db: &impl ConnectionTrait, id: PersonaId) -> Result<Persona, Errore> {
    Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Errore::Comune(Rifiuto::NonTrovato("Persona")))
}

/// The person with that codice fiscale, in whatever form of omocodia.
///
/// # Errors
/// When the store fails.
pub async fn persona_con_codice_fiscale(
    db: &impl ConnectionTrait,
    codice: &CodiceFiscale,
) -> Result<Option<Persona>, DbErr> {
    Entity::find()
        .filter(Column::CfChiave.eq(codice.senza_omocodia()))
        .one(db)
        .await
}

/// The person with that codice persona, in capital or small letters.
///
/// # Errors
/// When the store fails.
pub async fn persona_con_codice_persona(
    db: &impl ConnectionTrait,
    codice: &str,
) -> Result<Option<Persona>, DbErr> {
    Entity::find()
        .filter(Column::CodicePersona.eq(codice.trim().to_uppercase()))
        .one(db)
        .await
}

/// Enters a person, with a new codice persona.
///
/// # Errors
/// When the store refuses, e.g. because the codice fiscale is there already.
pub async fn crea_persona(
    scope: &Scope,
    db: &impl ConnectionTrait,
    dati: NuovaPersona,
) -> Result<Persona, DbErr> {
    Entity::insert(riga(scope, dati))
        .exec_with_returning(db)
        .await
}

/// The row of a new person.
pub(crate) fn riga(scope: &Scope, dati: NuovaPersona) -> persona::ActiveModel {
    persona::ActiveModel {
        cf_chiave: Set(dati
            .codice_fiscale
            .as_ref()
            .map(CodiceFiscale::senza_omocodia)),
        codice_fiscale: Set(dati.codice_fiscale),
        codice_persona: Set(nuovo_codice_persona()),
        nome: Set(dati.nome),
        cognome: Set(dati.cognome),
        email: Set(dati.email),
        email_confermata: Set(false),
        telefono: Set(dati.telefono),
        indirizzo: Set(dati.indirizzo),
        verificata: Set(dati.verificata),
        creata_il: Set(scope.now()),
        ..Default::default()
    }
}

/// Notes that an office knows who the person is: a document was shown, or a code that the office
/// handed over was used.
///
/// # Errors
/// When the store fails.
pub async fn segna_verificata(db: &impl ConnectionTrait, id: PersonaId) -> Result<(), DbErr> {
    let row = persona::ActiveModel {
        id: Set(id),
        verificata: Set(true),
        ..Default::default()
    };
    Entity::update(row).exec(db).await?;
    Ok(())
}
