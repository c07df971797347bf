//! The persons whom the comune knows, for whoever gives roles and codes.

use std::collections::{HashMap, HashSet};

use campanella_anagrafe::Persona as Riga;
use campanella_kernel::graphql::{PageInfo, PageRequest, encode_cursor};
use campanella_kernel::{CodiceFiscale, Ctx, GraphqlOutput, PersonaId, PlessoId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Result;
use crate::entities::{credenziale, persona_ruolo};
use crate::persona::{Column, Entity};

/// Words of a search that are looked at.
const PAROLE_MASSIME: usize = 5;

/// Una persona conosciuta dal comune.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Persona {
    pub(crate) id: PersonaId,
    nome: String,
    cognome: String,
    codice_fiscale: Option<CodiceFiscale>,
    codice_persona: String,
    email: Option<String>,
    /// Vero se la persona ha una password.
    registrata: bool,
    ruoli: Vec<RuoloAssegnato>,
}

/// Un ruolo di una persona.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct RuoloAssegnato {
    ruolo: String,
    /// I plessi ai quali è limitato; assente per tutto il comune.
    plessi: Option<Vec<PlessoId>>,
}

/// Una persona nella sua pagina.
#[derive(Clone, GraphqlOutput)]
pub struct PersonaEdge {
    cursor: String,
    pub(crate) node: Persona,
}

/// Una pagina di persone.
#[derive(Clone, GraphqlOutput)]
pub struct PersonaConnection {
    pub(crate) edges: Vec<PersonaEdge>,
    page_info: PageInfo,
}

/// A page of persons, in the order in which they were entered: all, or those of whom each word of
/// `cerca` begins the name or the surname, or is the codice fiscale or codice persona.
///
/// # Errors
/// When the store fails.
pub async fn persone(
    ctx: &Ctx,
    cerca: Option<String>,
    page: PageRequest,
) -> Result<PersonaConnection> {
    let mut select = Entity::find()
        .filter(ricerca(&cerca.unwrap_or_default()))
        .order_by_asc(Column::Id)
        .limit(page.limit());
    if let Some(after) = page.after {
        select = select.filter(Column::Id.gt(after));
    }
    let mut rows = select.all(ctx.db()).await?;
    let page_info = page.cut(&mut rows, |p| p.id.key());
    let ids: Vec<PersonaId> = rows.iter().map(|p| p.id).collect();
    let registered = registrate(ctx, &ids).await?;
    let mut roles = ruoli_di(ctx, &ids).await?;
    let edges = rows
        .into_iter()
        .map(|row| PersonaEdge {
            cursor: encode_cursor(row.id.key()),
            node: mostra(&registered, &mut roles, row),
        })
        .collect();
    Ok(PersonaConnection { edges, page_info })
}

fn mostra(
    registered: &HashSet<PersonaId>,
    roles: &mut HashMap<PersonaId, Vec<RuoloAssegnato>>,
    row: Riga,
) -> Persona {
    Persona {
        registrata: registered.contains(&row.id),
        ruoli: roles.remove(&row.id).unwrap_or_default(),
        id: row.id,
        nome: row.nome,
        cognome: row.cognome,
        codice_fiscale: row.codice_fiscale,
        codice_persona: row.codice_persona,
        email: row.email,
    }
}

fn ricerca(text: &str) -> Condition {
    text.split_whitespace()
        .take(PAROLE_MASSIME)
        .fold(Condition::all(), |all, word| {
            let begins =
                LikeExpr::new(format!("{}%", senza_jolly(word).to_lowercase())).escape('\\');
            let lower = |column| Expr::expr(Func::lower(Expr::col(column)));
            all.add(
                Condition::any()
                    .add(lower(Column::Cognome).like(begins.clone()))
                    .add(lower(Column::Nome).like(begins))
                    .add(Column::CodicePersona.eq(word.to_uppercase()))
                    .add(Column::CfChiave.eq(crate::persona::chiave_utente(word))),
            )
        })
}

/// The word with the wildcards of `LIKE` made plain characters.
fn senza_jolly(word: &str) -> String {
    word.chars()
        .flat_map(|c| match c {
            '%' | '_' | '\\' => vec!['\\', c],
            c => vec![c],
        })
        .collect()
}

async fn registrate(ctx: &Ctx, ids: &[PersonaId]) -> Result<HashSet<PersonaId>> {
    let rows = credenziale::Entity::find()
        .select_only()
        .column(credenziale::Column::PersonaId)
        .filter(credenziale::Column::PersonaId.is_in(ids.iter().copied()))
        .into_tuple()
        .all(ctx.db())
        .await?;
    Ok(rows.into_iter().collect())
}

async fn ruoli_di(ctx: &Ctx, ids: &[PersonaId]) -> Result<HashMap<PersonaId, Vec<RuoloAssegnato>>> {
    let rows = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::PersonaId.is_in(ids.iter().copied()))
        .order_by_asc(persona_ruolo::Column::Ruolo)
        .all(ctx.db())
        .await?;
    let mut roles: HashMap<PersonaId, Vec<RuoloAssegnato>> = HashMap::new();
    for row in rows {
        roles
            .entry(row.persona_id)
            .or_default()
            .push(RuoloAssegnato {
                ruolo: row.ruolo,
                plessi: row.plessi.map(|p| p.0),
            });
    }
    Ok(roles)
}
