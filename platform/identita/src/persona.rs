//! Persons, who are `anagrafe`'s: found by what they log in with, and their contacts changed.

use campanella_anagrafe::{Persona, persona_con_codice_persona, persona_riconosciuta};
use campanella_kernel::{CodiceFiscale, PersonaId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, ModelTrait};

use crate::DiChi;

pub(crate) type Entity = <Persona as ModelTrait>::Entity;
pub(crate) type Column = <Entity as EntityTrait>::Column;
type ActiveModel = <Entity as EntityTrait>::ActiveModel;

/// The person who logs in as `utente`: a codice fiscale, also in another form of omocodia if that
/// leaves no doubt, or a codice persona.
///
/// # Errors
/// When the store fails.
pub(crate) async fn con_nome_utente(
    db: &impl ConnectionTrait,
    utente: &str,
) -> Result<Option<Persona>, DbErr> {
    match CodiceFiscale::parse(utente) {
        Ok(codice) => persona_riconosciuta(db, &codice).await,
        Err(_) => persona_con_codice_persona(db, utente).await,
    }
}

/// What was typed to log in, in the one form in which guesses at it are counted.
pub(crate) fn chiave_utente(utente: &str) -> String {
    CodiceFiscale::parse(utente)
        .map_or_else(|_| utente.trim().to_uppercase(), |c| c.senza_omocodia())
}

/// What a password of `persona` must not contain.
pub(crate) fn di_chi(persona: &Persona) -> DiChi<'_> {
    DiChi {
        codice_fiscale: persona.codice_fiscale.as_ref().map(CodiceFiscale::as_str),
        nome: &persona.nome,
        cognome: &persona.cognome,
    }
}

/// Sets the e-mail of `id`.
///
/// # Errors
/// When the store fails.
pub(crate) async fn imposta_email(
    db: &impl ConnectionTrait,
    id: PersonaId,
    email: String,
    confermata: bool,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(id),
        email: Set(Some(email)),
        email_confermata: Set(confermata),
        ..Default::default()
    };
    Entity::update(row).exec(db).await?;
    Ok(())
}

/// Sets telephone and postal address of `id`.
///
/// # Errors
/// When the store fails.
pub(crate) async fn imposta_recapiti(
    db: &impl ConnectionTrait,
    id: PersonaId,
    telefono: Option<String>,
    indirizzo: Option<String>,
) -> Result<(), DbErr> {
    let row = ActiveModel {
        id: Set(id),
        telefono: Set(telefono),
        indirizzo: Set(indirizzo),
        ..Default::default()
    };
    Entity::update(row).exec(db).await?;
    Ok(())
}
