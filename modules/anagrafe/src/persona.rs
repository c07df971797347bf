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

/// The person with exactly that codice fiscale. A code that differs only by omocodia is of
/// somebody else: that is what omocodia is for.
///
/// # Errors
/// When the store fails.
pub async fn persona_con_codice_fiscale(
    db: &impl ConnectionTrait,
    codice: &CodiceFiscale,
) -> Result<Option<Persona>, DbErr> {
    Entity::find()
        .filter(Column::CodiceFiscale.eq(codice.clone()))
        .one(db)
        .await
}

/// The person who goes by that codice fiscale: who has exactly that one, or else the only one
/// whose code differs by omocodia alone, because a person may still know an older form of it.
/// For where the person proves who they are by something else (a password, a code); nobody, when
/// there are two to choose from.
///
/// # Errors
/// When the store fails.
pub async fn persona_riconosciuta(
    db: &impl ConnectionTrait,
    codice: &CodiceFiscale,
) -> Result<Option<Persona>, DbErr> {
    // One question, whoever there is: its time must not tell.
    let mut found = Entity::find()
        .filter(Column::CfChiave.eq(codice.senza_omocodia()))
        .all(db)
        .await?;
    let exact = |p: &Persona| p.codice_fiscale.as_ref() == Some(codice);
    if let Some(at) = found.iter().position(exact) {
        return Ok(Some(found.swap_remove(at)));
    }
    Ok(match found.len() {
        1 => found.pop(),
        _ => None,
    })
}

/// Refuses `codice` for a person when another has one that differs only by omocodia, unless the
/// office has seen that they are `distinte`.
///
/// # Errors
/// [`Errore::OmocodiaDaVerificare`].
pub(crate) async fn verifica_omocodia(
    db: &impl ConnectionTrait,
    codice: Option<&CodiceFiscale>,
    di: Option<PersonaId>,
    distinte: bool,
) -> Result<(), Errore> {
    let Some(codice) = codice.filter(|_| !distinte) else {
        return Ok(());
    };
    let mut similar = Entity::find()
        .filter(Column::CfChiave.eq(codice.senza_omocodia()))
        .filter(Column::CodiceFiscale.ne(codice.clone()));
    if let Some(id) = di {
        similar = similar.filter(Column::Id.ne(id));
    }
    match similar.one(db).await? {
        None => Ok(()),
        Some(p) => Err(Errore::OmocodiaDaVerificare {
            chi: format!("{} {}", p.cognome, p.nome),
        }),
    }
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
