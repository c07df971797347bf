//! Schools, buildings and classes, entered by the office.

use campanella_kernel::{AnnoScolastico, Ctx, GraphqlInput, PlessoId, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{DbErr, EntityTrait, SqlErr};
use serde_json::json;

use crate::ScuolaId;
use crate::autorizzati::plesso_autorizzato;
use crate::contatto::{leggi_testo, leggi_testo_facoltativo};
use crate::entities::scuola::OrdineScuola;
use crate::entities::{classe, plesso, scuola};
use crate::errore::Errore;
use crate::permessi::SCUOLE_GESTISCI;

/// Una scuola.
#[derive(Debug, Clone, GraphqlInput)]
pub struct ScuolaInput {
    /// Codice meccanografico, o un codice dell'ufficio.
    pub codice: String,
    /// Nome.
    pub nome: String,
    /// Ordine di scuola.
    pub ordine: OrdineScuola,
}

/// Un plesso.
#[derive(Debug, Clone, GraphqlInput)]
pub struct PlessoInput {
    /// La scuola.
    pub scuola: ScuolaId,
    /// Codice meccanografico, o un codice dell'ufficio.
    pub codice: String,
    /// Nome.
    pub nome: String,
    /// Indirizzo.
    pub indirizzo: Option<String>,
}

/// Una classe di un anno scolastico.
#[derive(Debug, Clone, GraphqlInput)]
pub struct ClasseInput {
    /// Il plesso.
    pub plesso: PlessoId,
    /// L'anno scolastico.
    pub anno: AnnoScolastico,
    /// Nome, per esempio 3A.
    pub nome: String,
    /// Livello, da 1; 0 per una sezione di età miste.
    pub livello: i32,
    /// Tempo scuola, per esempio «40 ore».
    pub tempo: Option<String>,
}

/// A row that is there already becomes `perche`; any other failure stays one.
pub(crate) fn doppione(perche: &'static str) -> impl Fn(DbErr) -> Errore {
    move |e| match e.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Errore::GiaPresente(perche),
        _ => e.into(),
    }
}

/// Enters a school.
///
/// # Errors
/// [`Errore::GiaPresente`], or data that are not valid.
pub async fn crea_scuola(ctx: &Ctx, dati: ScuolaInput) -> Result<scuola::Model, Errore> {
    ctx.tutto_il_comune(SCUOLE_GESTISCI)?;
    let row = scuola::ActiveModel {
        codice: Set(leggi_testo("codice", &dati.codice, 20)?.to_uppercase()),
        nome: Set(leggi_testo("nome", &dati.nome, 100)?),
        ordine: Set(dati.ordine),
        ..Default::default()
    };
    let db = ctx.begin().await?;
    let row = scuola::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(doppione("C'è già una scuola con questo codice."))?;
    let dettaglio = json!({ "codice": row.codice, "nome": row.nome });
    audit::record(
        ctx,
        &db,
        "creaScuola",
        "scuola",
        Some(row.id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(row)
}

/// Enters a building.
///
/// # Errors
/// [`Errore::GiaPresente`], [`Rifiuto::NonTrovato`], or data that are not valid.
pub async fn crea_plesso(ctx: &Ctx, dati: PlessoInput) -> Result<plesso::Model, Errore> {
    ctx.tutto_il_comune(SCUOLE_GESTISCI)?;
    let row = plesso::ActiveModel {
        scuola_id: Set(dati.scuola),
        codice: Set(leggi_testo("codice", &dati.codice, 20)?.to_uppercase()),
        nome: Set(leggi_testo("nome", &dati.nome, 100)?),
        indirizzo: Set(leggi_testo_facoltativo("indirizzo", dati.indirizzo, 200)?),
        ..Default::default()
    };
    let db = ctx.begin().await?;
    scuola::Entity::find_by_id(dati.scuola)
        .one(&db)
        .await?
        .ok_or(Rifiuto::NonTrovato("Scuola"))?;
    let row = plesso::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(doppione("C'è già un plesso con questo codice."))?;
    let dettaglio = json!({ "codice": row.codice, "nome": row.nome });
    audit::record(
        ctx,
        &db,
        "creaPlesso",
        "plesso",
        Some(row.id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(row)
}

/// Enters a class.
///
/// # Errors
/// [`Errore::GiaPresente`], [`Rifiuto::NonTrovato`], or data that are not valid.
pub async fn crea_classe(ctx: &Ctx, dati: ClasseInput) -> Result<classe::Model, Errore> {
    let plesso = plesso_autorizzato(ctx, SCUOLE_GESTISCI, dati.plesso).await?;
    let last = plesso.scuola.ordine.ultimo_livello();
    if !(0..=last).contains(&dati.livello) {
        return Err(Rifiuto::dato("livello", format!("da 0 a {last}")).into());
    }
    let row = classe::ActiveModel {
        plesso_id: Set(plesso.plesso.id),
        anno: Set(dati.anno),
        nome: Set(leggi_testo("nome", &dati.nome, 30)?),
        livello: Set(dati.livello),
        tempo: Set(leggi_testo_facoltativo("tempo", dati.tempo, 30)?),
        ..Default::default()
    };
    let db = ctx.begin().await?;
    let row = classe::Entity::insert(row)
        .exec_with_returning(&db)
        .await
        .map_err(doppione(
            "In questo plesso c'è già una classe con questo nome.",
        ))?;
    let dettaglio = json!({ "plesso": row.plesso_id, "anno": row.anno, "nome": row.nome });
    audit::record(
        ctx,
        &db,
        "creaClasse",
        "classe",
        Some(row.id.key()),
        dettaglio,
    )
    .await?;
    db.commit().await?;
    Ok(row)
}
