//! Sessions: begun by logging in, listed and ended by their person.
//!
//! The cookie holds a random secret, the store its SHA-256. A session is of one comune because it
//! is in that comune's store: another comune has no such row.

use campanella_kernel::{Ctx, GraphqlOutput, Istante, PersonaId, Rifiuto, Scope, audit};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, QueryOrder};
use serde_json::json;

use crate::entities::sessione;
use crate::{Result, SessioneId, segreto};

/// Name of the cookie. Browsers take a `__Host-` cookie only from the host itself, over TLS, for
/// the whole site: no other comune's host can set it.
pub const COOKIE: &str = "__Host-campanella";

/// Without use for so long a session ends: two hours.
pub(crate) const INATTIVITA_SECONDI: i64 = 2 * 60 * 60;
/// However much it is used it ends after so long: twelve hours, a day of work.
pub(crate) const DURATA_SECONDI: i64 = 12 * 60 * 60;
/// The last use is written at most this often: five minutes.
pub(crate) const SCARTO_USO_SECONDI: i64 = 5 * 60;
/// Characters of a browser's name that are kept.
const DISPOSITIVO_MASSIMO: usize = 200;

/// Topic on which the end of sessions is announced; the message is the key of the person. For
/// pages that are open on a subscription.
pub const TOPIC_SESSIONI: &str = "sessioni";

/// Una sessione: un dispositivo su cui si è effettuato l'accesso.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Sessione {
    id: SessioneId,
    creata: Istante,
    ultimo_uso: Istante,
    /// Ciò che il browser dice di sé.
    dispositivo: String,
    /// Vero per la sessione con cui si sta leggendo.
    pub(crate) questa: bool,
}

/// Begins a session of `persona` within the transaction `db` and returns its secret; hand it to
/// [`consegna`] after the commit. The session with which the request came, if any, ends.
pub(crate) async fn apri(
    scope: &Scope,
    db: &impl ConnectionTrait,
    persona: PersonaId,
) -> Result<String> {
    if let Some(earlier) = scope.client().sessione {
        revoca(db, sessione::Column::Id.eq(SessioneId::new(earlier))).await?;
    }
    let secret = segreto::nuovo()?;
    let row = sessione::ActiveModel {
        hash: Set(segreto::impronta(&secret)),
        persona_id: Set(persona),
        creata: Set(scope.now()),
        ultimo_uso: Set(scope.now()),
        scade: Set(scope.now().piu_secondi(DURATA_SECONDI)),
        dispositivo: Set(dispositivo(&scope.client().dispositivo)),
        revocata: Set(false),
        ..Default::default()
    };
    sessione::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(secret)
}

/// Gives the browser the secret of its session.
pub(crate) fn consegna(scope: &Scope, secret: &str) {
    scope.set_cookie(format!(
        "{COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={DURATA_SECONDI}"
    ));
}

/// Takes the secret away from the browser.
fn ritira(scope: &Scope) {
    scope.set_cookie(format!(
        "{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
    ));
}

/// The sessions of whoever is logged in, the last used first.
///
/// # Errors
/// When no person is logged in, or the store fails.
pub async fn sessioni(ctx: &Ctx) -> Result<Vec<Sessione>> {
    let rows = sessione::Entity::find()
        .filter(sessione::Column::PersonaId.eq(ctx.persona()?))
        .filter(sessione::Column::Revocata.eq(false))
        .filter(sessione::Column::Scade.gt(ctx.now()))
        .filter(sessione::Column::UltimoUso.gt(ctx.now().piu_secondi(-INATTIVITA_SECONDI)))
        .order_by_desc(sessione::Column::UltimoUso)
        .order_by_desc(sessione::Column::Id)
        .all(ctx.db())
        .await?;
    let this = ctx.client().sessione.map(SessioneId::new);
    Ok(rows
        .into_iter()
        .map(|s| Sessione {
            id: s.id,
            creata: s.creata,
            ultimo_uso: s.ultimo_uso,
            dispositivo: s.dispositivo,
            questa: Some(s.id) == this,
        })
        .collect())
}

/// Ends the session with which the request came.
///
/// # Errors
/// When no person is logged in, or the store fails.
pub async fn esci(ctx: &Ctx) -> Result<()> {
    let persona = ctx.persona()?;
    let this = ctx.client().sessione.ok_or(Rifiuto::NonAutenticato)?;
    let tx = ctx.begin().await?;
    revoca(&tx, sessione::Column::Id.eq(SessioneId::new(this))).await?;
    audit::record(ctx, &tx, "esci", "sessione", Some(this), json!({})).await?;
    tx.commit().await?;
    ritira(ctx);
    annuncia(ctx, persona).await;
    Ok(())
}

/// Ends every session of whoever is logged in, this one too.
///
/// # Errors
/// When no person is logged in, or the store fails.
pub async fn esci_ovunque(ctx: &Ctx) -> Result<()> {
    let persona = ctx.persona()?;
    let tx = ctx.begin().await?;
    revoca(&tx, sessione::Column::PersonaId.eq(persona)).await?;
    let key = Some(persona.key());
    audit::record(ctx, &tx, "esciOvunque", "persona", key, json!({})).await?;
    tx.commit().await?;
    ritira(ctx);
    annuncia(ctx, persona).await;
    Ok(())
}

/// Ends the sessions of `persona`, except `salvo`, within the transaction `db`. After the commit
/// call [`annuncia`].
pub(crate) async fn chiudi(
    db: &impl ConnectionTrait,
    persona: PersonaId,
    salvo: Option<i64>,
) -> Result<(), DbErr> {
    let mut which = sessione::Column::PersonaId.eq(persona);
    if let Some(kept) = salvo {
        which = which.and(sessione::Column::Id.ne(SessioneId::new(kept)));
    }
    revoca(db, which).await
}

/// Tells the open pages of `persona` that sessions ended.
pub(crate) async fn annuncia(scope: &Scope, persona: PersonaId) {
    scope
        .bus()
        .publish(&scope.topic(TOPIC_SESSIONI), persona.to_string())
        .await;
}

async fn revoca(db: &impl ConnectionTrait, which: Expr) -> Result<(), DbErr> {
    sessione::Entity::update_many()
        .col_expr(sessione::Column::Revocata, Expr::value(true))
        .filter(which)
        .filter(sessione::Column::Revocata.eq(false))
        .exec(db)
        .await?;
    Ok(())
}

/// What a browser says of itself, cut to a length and without control characters.
fn dispositivo(says: &str) -> String {
    says.chars()
        .filter(|c| !c.is_control())
        .take(DISPOSITIVO_MASSIMO)
        .collect()
}
