//! The tutore lets a second adult see and book.

use campanella_kernel::{CodiceFiscale, Ctx, Giorno, GraphqlInput, GraphqlOutput, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, SqlErr,
};
use serde_json::json;

use crate::DelegaId;
use crate::contatto::{leggi_email, leggi_testo};
use crate::entities::{delega, famiglia, persona};
use crate::errore::Errore;
use crate::figli::famiglia_di_cui_tutore;
use crate::nome_e_codice::corrispondono;
use crate::persona::{NuovaPersona, Persona, crea_persona, persona_con_codice_fiscale};

/// Delegates of a family at the most.
const DELEGHE_MAX: u64 = 4;

/// Chi può vedere e prenotare per conto del genitore che paga.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Delega {
    id: DelegaId,
    nome: String,
    cognome: String,
    codice_fiscale: CodiceFiscale,
    dal: Giorno,
    /// Falso quando la delega è stata revocata.
    attiva: bool,
}

/// Chi delegare.
#[derive(Debug, Clone, GraphqlInput)]
pub struct DelegaInput {
    /// Codice fiscale della persona delegata.
    pub codice_fiscale: CodiceFiscale,
    /// Nome.
    pub nome: String,
    /// Cognome.
    pub cognome: String,
    /// Indirizzo al quale la persona riceve il codice per registrarsi.
    pub email: String,
}

/// Delegates `dati` from today on. Only who has exactly that codice fiscale is meant: one that
/// differs by omocodia may be somebody else, who must not see the children. A person whom the comune does not know yet is entered, not
/// verified; of one whom it knows nothing is changed, and the answer does not tell the two apart.
///
/// # Errors
/// [`Errore::SoloTutore`], [`Errore::DelegaASeStesso`], [`Errore::DelegaGiaAttiva`],
/// [`Errore::TroppeDeleghe`], or data that are not valid.
pub async fn delega(ctx: &Ctx, dati: DelegaInput) -> Result<Delega, Errore> {
    let nome = leggi_testo("nome", &dati.nome, 100)?;
    let cognome = leggi_testo("cognome", &dati.cognome, 100)?;
    let email = leggi_email("email", &dati.email)?;
    if !corrispondono(&dati.codice_fiscale, &cognome, &nome) {
        let perche = "il codice fiscale non corrisponde al nome e al cognome scritti";
        return Err(Rifiuto::dato("codiceFiscale", perche).into());
    }

    let db = ctx.begin().await?;
    let famiglia = famiglia_di_cui_tutore(ctx, &db).await?;
    let delegato = match persona_con_codice_fiscale(&db, &dati.codice_fiscale).await? {
        Some(persona) => persona,
        None => {
            let nuova = NuovaPersona {
                codice_fiscale: Some(dati.codice_fiscale),
                nome,
                cognome,
                email: Some(email),
                ..Default::default()
            };
            crea_persona(ctx, &db, nuova).await?
        }
    };
    if delegato.id == famiglia.tutore_id {
        return Err(Errore::DelegaASeStesso);
    }
    let active = delega::Entity::find()
        .filter(delega::Column::FamigliaId.eq(famiglia.id))
        .filter(delega::Column::Al.is_null())
        .count(&db)
        .await?;
    if active >= DELEGHE_MAX {
        return Err(Errore::TroppeDeleghe(DELEGHE_MAX));
    }
    let row = delega::ActiveModel {
        famiglia_id: Set(famiglia.id),
        persona_id: Set(delegato.id),
        dal: Set(ctx.oggi()),
        creata_il: Set(ctx.now()),
        ..Default::default()
    };
    let row = delega::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(|e| match e.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Errore::DelegaGiaAttiva,
            _ => e.into(),
        })?;
    registra(ctx, &db, "delega", &row).await?;
    db.commit().await?;
    mostra(row, delegato).ok_or(Errore::Comune(Rifiuto::NonTrovato("Persona")))
}

/// Ends the delegation `id`, which the tutore who is logged in gave. To end it twice is harmless.
///
/// # Errors
/// [`Errore::SoloTutore`], [`Rifiuto::NonTrovato`].
pub async fn revoca_delega(ctx: &Ctx, id: DelegaId) -> Result<(), Errore> {
    let db = ctx.begin().await?;
    let famiglia = famiglia_di_cui_tutore(ctx, &db).await?;
    let row = delega::Entity::find_by_id(id)
        .filter(delega::Column::FamigliaId.eq(famiglia.id))
        .one(&db)
        .await?
        .ok_or(Rifiuto::NonTrovato("Delega"))?;
    if row.al.is_none() {
        let ended = delega::ActiveModel {
            id: Set(row.id),
            al: Set(Some(ctx.oggi())),
            ..Default::default()
        };
        let row = delega::Entity::update(ended).exec(&db).await?;
        registra(ctx, &db, "revocaDelega", &row).await?;
    }
    db.commit().await?;
    Ok(())
}

/// The delegations that whoever is logged in gave, the latest first; none for who is no tutore.
///
/// # Errors
/// When no person is logged in.
pub async fn mie_deleghe(ctx: &Ctx) -> Result<Vec<Delega>, Errore> {
    let rows = delega::Entity::find()
        .inner_join(famiglia::Entity)
        .find_also_related(persona::Entity)
        .filter(famiglia::Column::TutoreId.eq(ctx.persona()?))
        .order_by_desc(delega::Column::Id)
        .all(ctx.db())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, persona)| mostra(row, persona?))
        .collect())
}

async fn registra(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    azione: &str,
    row: &delega::Model,
) -> Result<(), Errore> {
    let dettaglio = json!({ "famiglia": row.famiglia_id, "delegato": row.persona_id });
    audit::record(ctx, db, azione, "delega", Some(row.id.key()), dettaglio).await?;
    Ok(())
}

fn mostra(row: delega::Model, persona: Persona) -> Option<Delega> {
    Some(Delega {
        id: row.id,
        nome: persona.nome,
        cognome: persona.cognome,
        codice_fiscale: persona.codice_fiscale?,
        dal: row.dal,
        attiva: row.al.is_none(),
    })
}
