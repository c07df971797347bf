//! A comune's own roles, made of permissions that there are.

use campanella_kernel::{Ctx, PlessoScope, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use serde_json::json;

use super::{Ruolo, puo_cedere};
use crate::entities::{persona_ruolo, ruolo, ruolo_permesso, token_api};
use crate::predefiniti::predefinito;
use crate::{Errore, Result, politica};

/// Characters of a description at the most.
const DESCRIZIONE_MASSIMA: usize = 200;

/// Makes a role of permissions that whoever acts has in all of the comune.
///
/// # Errors
/// [`Errore::RuoloEsistente`], [`Errore::PermessoNonCedibile`], or a name, description or list
/// that is not valid.
pub async fn crea(
    ctx: &Ctx,
    nome: &str,
    descrizione: &str,
    mut permessi: Vec<String>,
) -> Result<Ruolo> {
    let nome = leggi_nome(nome)?;
    let descrizione = descrizione.trim().to_owned();
    if descrizione.is_empty() || descrizione.chars().count() > DESCRIZIONE_MASSIMA {
        let perche = format!("da 1 a {DESCRIZIONE_MASSIMA} caratteri");
        return Err(Rifiuto::dato("descrizione", perche).into());
    }
    permessi.sort_unstable();
    permessi.dedup();
    if permessi.is_empty() {
        return Err(Rifiuto::dato("permessi", "indicare almeno un permesso").into());
    }
    // A permission that nobody has does not exist: this check is also that of existence.
    let names = permessi.iter().map(String::as_str);
    puo_cedere(ctx.permissions(), names, &PlessoScope::Tutti)?;
    let tx = ctx.begin().await?;
    politica::nuova_versione(&tx).await?;
    if predefinito(&nome) || trova(&tx, &nome).await?.is_some() {
        return Err(Errore::RuoloEsistente);
    }
    inserisci(ctx, &tx, &nome, &descrizione, &permessi).await?;
    let detail = json!({ "ruolo": nome, "permessi": permessi });
    audit::record(ctx, &tx, "creaRuolo", "ruolo", None, detail).await?;
    tx.commit().await?;
    politica::annuncia(ctx, None).await;
    Ok(Ruolo {
        nome,
        descrizione,
        predefinito: false,
        permessi,
        persone: 0,
    })
}

/// Removes a role of the comune's own that nobody has.
///
/// # Errors
/// [`Errore::RuoloInUso`], or a role that is not there or is a default one.
pub async fn elimina(ctx: &Ctx, nome: &str) -> Result<()> {
    let tx = ctx.begin().await?;
    politica::nuova_versione(&tx).await?;
    let row = trova(&tx, nome)
        .await?
        .ok_or(Rifiuto::NonTrovato("Ruolo"))?;
    let held = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::Ruolo.eq(nome))
        .count(&tx)
        .await?;
    let programs = token_api::Entity::find()
        .filter(token_api::Column::Ruolo.eq(nome))
        .filter(token_api::Column::RevocatoIl.is_null())
        .filter(token_api::Column::Scade.gte(ctx.oggi()))
        .count(&tx)
        .await?;
    if held + programs > 0 {
        return Err(Errore::RuoloInUso);
    }
    ruolo_permesso::Entity::delete_many()
        .filter(ruolo_permesso::Column::Ruolo.eq(nome))
        .exec(&tx)
        .await?;
    ruolo::Entity::delete_by_id(row.id).exec(&tx).await?;
    let detail = json!({ "ruolo": nome });
    audit::record(ctx, &tx, "eliminaRuolo", "ruolo", Some(row.id), detail).await?;
    tx.commit().await?;
    politica::annuncia(ctx, None).await;
    Ok(())
}

async fn trova(db: &impl ConnectionTrait, nome: &str) -> Result<Option<ruolo::Model>, DbErr> {
    ruolo::Entity::find()
        .filter(ruolo::Column::Nome.eq(nome))
        .one(db)
        .await
}

async fn inserisci(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    nome: &str,
    descrizione: &str,
    permessi: &[String],
) -> Result<(), DbErr> {
    let row = ruolo::ActiveModel {
        nome: Set(nome.to_owned()),
        descrizione: Set(descrizione.to_owned()),
        creato_da: Set(ctx.actor().descrizione()),
        creato_il: Set(ctx.now()),
        ..Default::default()
    };
    ruolo::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    let rows = permessi.iter().map(|permesso| ruolo_permesso::ActiveModel {
        ruolo: Set(nome.to_owned()),
        permesso: Set(permesso.clone()),
        ..Default::default()
    });
    ruolo_permesso::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Reads the name of a role: it is a key, so it has the shape of the default ones.
fn leggi_nome(nome: &str) -> Result<String, Rifiuto> {
    let nome = nome.trim().to_lowercase();
    let shape = (3..=40).contains(&nome.len())
        && nome.starts_with(|c: char| c.is_ascii_lowercase())
        && nome
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if shape {
        Ok(nome)
    } else {
        let perche = "da 3 a 40 lettere senza accenti, cifre o trattini bassi";
        Err(Rifiuto::dato("nome", perche))
    }
}
