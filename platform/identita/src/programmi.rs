//! Tokens of the offices' programs: made, listed, revoked.

use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Istante, PlessoScope, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use serde_json::json;

use crate::autentica::PREFISSO_PROGRAMMA;
use crate::entities::token_api;
use crate::predefiniti::automatico;
use crate::ruoli::puo_cedere;
use crate::{Result, TokenApiId, politica, segreto};

/// A token holds for two years at the most.
const GIORNI_MASSIMI: i64 = 730;
/// Characters of a name at the most.
const NOME_MASSIMO: usize = 100;
/// Characters of a token that are kept readable, to recognise it: too few to guess the rest.
const CARATTERI_IN_CHIARO: usize = PREFISSO_PROGRAMMA.len() + 4;

/// La chiave di un programma degli uffici.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct TokenApi {
    id: TokenApiId,
    nome: String,
    /// I primi caratteri della chiave.
    prefisso: String,
    ruolo: String,
    /// Ultimo giorno di validità.
    scadenza: Giorno,
    creato_da: String,
    creato_il: Istante,
    revocato_il: Option<Istante>,
    ultimo_uso: Option<Istante>,
}

/// Una chiave appena creata: si vede soltanto ora.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct TokenApiCreato {
    /// Da usare nell'intestazione «Authorization: Bearer».
    pub(crate) token: String,
    dati: TokenApi,
}

impl From<token_api::Model> for TokenApi {
    fn from(t: token_api::Model) -> Self {
        Self {
            id: t.id,
            nome: t.nome,
            prefisso: t.prefisso,
            ruolo: t.ruolo,
            scadenza: t.scade,
            creato_da: t.creato_da,
            creato_il: t.creato_il,
            revocato_il: t.revocato_il,
            ultimo_uso: t.ultimo_uso,
        }
    }
}

/// The tokens of the comune, the latest first, revoked ones too.
///
/// # Errors
/// When the store fails.
pub async fn token_api(ctx: &Ctx) -> Result<Vec<TokenApi>> {
    let rows = token_api::Entity::find()
        .order_by_desc(token_api::Column::Id)
        .all(ctx.db())
        .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Makes a token that acts with `ruolo` until the end of the day `scadenza`.
///
/// # Errors
/// [`crate::Errore::PermessoNonCedibile`], or a name, role or day that is not valid.
pub async fn crea_token_api(
    ctx: &Ctx,
    nome: &str,
    ruolo: &str,
    scadenza: Giorno,
) -> Result<TokenApiCreato> {
    let nome = nome.trim();
    if nome.is_empty() || nome.chars().count() > NOME_MASSIMO {
        let perche = format!("da 1 a {NOME_MASSIMO} caratteri");
        return Err(Rifiuto::dato("nome", perche).into());
    }
    if !(0..=GIORNI_MASSIMI).contains(&ctx.oggi().distanza(scadenza)) {
        return Err(Rifiuto::dato("scadenza", "un giorno da oggi a due anni").into());
    }
    if automatico(ruolo) {
        return Err(Rifiuto::dato("ruolo", "un programma non può avere questo ruolo").into());
    }
    let policy = politica::attuale(ctx).await?;
    let allows = policy.ruolo(ruolo).ok_or(Rifiuto::NonTrovato("Ruolo"))?;
    puo_cedere(ctx.permissions(), allows.nomi(), &PlessoScope::Tutti)?;
    let token = format!("{PREFISSO_PROGRAMMA}{}", segreto::nuovo()?);
    let tx = ctx.begin().await?;
    let row = token_api::ActiveModel {
        nome: Set(nome.to_owned()),
        prefisso: Set(token.chars().take(CARATTERI_IN_CHIARO).collect()),
        hash: Set(segreto::impronta(&token)),
        ruolo: Set(ruolo.to_owned()),
        scade: Set(scadenza),
        creato_da: Set(ctx.actor().descrizione()),
        creato_il: Set(ctx.now()),
        ..Default::default()
    };
    let made = token_api::Entity::insert(row)
        .exec_with_returning(&tx)
        .await?;
    let detail = json!({ "nome": nome, "ruolo": ruolo, "scadenza": scadenza });
    let key = Some(made.id.key());
    audit::record(ctx, &tx, "creaTokenApi", "token_api", key, detail).await?;
    tx.commit().await?;
    Ok(TokenApiCreato {
        token,
        dati: made.into(),
    })
}

/// Revokes a token: the next request with it is a stranger's. To revoke it twice is harmless.
///
/// # Errors
/// When there is no such token.
pub async fn revoca_token_api(ctx: &Ctx, id: TokenApiId) -> Result<()> {
    let tx = ctx.begin().await?;
    let row = token_api::Entity::find_by_id(id)
        .one(&tx)
        .await?
        .ok_or(Rifiuto::NonTrovato("Chiave"))?;
    if row.revocato_il.is_none() {
        let revoked = token_api::ActiveModel {
            id: Set(id),
            revocato_il: Set(Some(ctx.now())),
            ..Default::default()
        };
        token_api::Entity::update(revoked).exec(&tx).await?;
        let detail = json!({ "nome": row.nome });
        audit::record(
            ctx,
            &tx,
            "revocaTokenApi",
            "token_api",
            Some(id.key()),
            detail,
        )
        .await?;
    }
    tx.commit().await?;
    politica::annuncia(ctx, None).await;
    Ok(())
}
