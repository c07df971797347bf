//! Who is logged in, as the two APIs tell it.

use async_graphql::dynamic::{Field, FieldFuture};
use campanella_anagrafe::{Delega, Veste, mie_deleghe, persona_con_id, ruolo_in_famiglia};
use campanella_kernel::graphql::{Access, RootField, RootFields, refuse};
use campanella_kernel::{Actor, CodiceFiscale, Ctx, GraphqlOutput, PersonaId};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;
use seaography::{BuilderContext, CustomOutputType};

use crate::Result;
use crate::entities::persona_ruolo;
use crate::predefiniti::ASSISTENZA;

/// Chi ha effettuato l'accesso al portale delle famiglie.
#[derive(Debug, Clone, GraphqlOutput)]
pub struct Io {
    id: PersonaId,
    nome: String,
    cognome: String,
    codice_fiscale: Option<CodiceFiscale>,
    /// Il nome con cui accede chi non ha codice fiscale.
    codice_persona: String,
    email: Option<String>,
    /// Vero se l'indirizzo e-mail è stato confermato con un codice.
    email_confermata: bool,
    telefono: Option<String>,
    indirizzo: Option<String>,
    ruoli: Vec<String>,
    permessi: Vec<String>,
    /// Vero per il genitore che paga i servizi.
    tutore: bool,
    /// Le deleghe date ad altri adulti.
    deleghe: Vec<Delega>,
}

impl Io {
    /// Whoever is logged in; none for a program or the vendor, who have no family.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn di(ctx: &Ctx) -> Result<Option<Self>> {
        let Some(id) = ctx.actor().persona() else {
            return Ok(None);
        };
        let persona = persona_con_id(ctx.db(), id).await?;
        let veste = ruolo_in_famiglia(ctx.db(), id, ctx.oggi()).await?;
        Ok(Some(Self {
            id,
            nome: persona.nome,
            cognome: persona.cognome,
            codice_fiscale: persona.codice_fiscale,
            codice_persona: persona.codice_persona,
            email: persona.email,
            email_confermata: persona.email_confermata,
            telefono: persona.telefono,
            indirizzo: persona.indirizzo,
            ruoli: ruoli(ctx, id).await?,
            permessi: permessi(ctx),
            tutore: veste == Some(Veste::Tutore),
            deleghe: mie_deleghe(ctx).await?,
        }))
    }
}

/// Chi ha effettuato l'accesso agli uffici.
#[derive(Debug, Clone, GraphqlOutput)]
#[graphql(name = "Io")]
pub struct IoUfficio {
    /// Assente per i programmi e per l'assistenza del fornitore.
    id: Option<PersonaId>,
    nome: String,
    cognome: String,
    email: Option<String>,
    ruoli: Vec<String>,
    permessi: Vec<String>,
    /// Vero per l'assistenza del fornitore.
    supporto: bool,
}

impl IoUfficio {
    /// Whoever is logged in, a program and the vendor included.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn di(ctx: &Ctx) -> Result<Option<Self>> {
        let known = Self {
            id: ctx.actor().persona(),
            nome: ctx.actor().descrizione(),
            cognome: String::new(),
            email: None,
            ruoli: Vec::new(),
            permessi: permessi(ctx),
            supporto: matches!(ctx.actor(), Actor::Supporto { .. }),
        };
        Ok(Some(match known.id {
            Some(id) => {
                let persona = persona_con_id(ctx.db(), id).await?;
                Self {
                    nome: persona.nome,
                    cognome: persona.cognome,
                    email: persona.email,
                    ruoli: ruoli(ctx, id).await?,
                    ..known
                }
            }
            None if known.supporto => Self {
                ruoli: vec![ASSISTENZA.to_owned()],
                ..known
            },
            None => known,
        }))
    }
}

async fn ruoli(ctx: &Ctx, id: PersonaId) -> Result<Vec<String>> {
    let rows = persona_ruolo::Entity::find()
        .filter(persona_ruolo::Column::PersonaId.eq(id))
        .order_by_asc(persona_ruolo::Column::Ruolo)
        .all(ctx.db())
        .await?;
    Ok(rows.into_iter().map(|r| r.ruolo).collect())
}

fn permessi(ctx: &Ctx) -> Vec<String> {
    ctx.permissions().nomi().map(str::to_owned).collect()
}

/// The root query `io` of the families, which answers strangers too: with null.
pub(crate) struct IoQuery;

impl RootFields for IoQuery {
    fn root_fields(context: &'static BuilderContext) -> Vec<RootField> {
        vec![campo_io(context, |ctx| async move { Io::di(&ctx).await })]
    }
}

/// The same of the offices.
pub(crate) struct IoUfficioQuery;

impl RootFields for IoUfficioQuery {
    fn root_fields(context: &'static BuilderContext) -> Vec<RootField> {
        vec![campo_io(
            context,
            |ctx| async move { IoUfficio::di(&ctx).await },
        )]
    }
}

/// Written out because a `#[public]` field sees no context, and this one wants it when there is
/// one.
fn campo_io<T, F, Fut>(context: &'static BuilderContext, di: F) -> RootField
where
    T: CustomOutputType + Send,
    F: Fn(Ctx) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Option<T>>> + Send,
{
    let field = Field::new(
        "io",
        Option::<T>::gql_output_type_ref(context),
        move |ctx| {
            let di = di.clone();
            FieldFuture::new(async move {
                let Some(known) = ctx.data_opt::<Ctx>() else {
                    return Ok(None);
                };
                let value = di(known.clone()).await.map_err(|e| refuse(ctx.ctx, e))?;
                Ok(value.gql_field_value(context))
            })
        },
    );
    RootField {
        name: "io".to_owned(),
        access: Access::Public,
        field: field.description("Chi ha effettuato l'accesso; nulla se nessuno."),
    }
}
