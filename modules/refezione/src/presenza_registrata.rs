//! The calendar of the bookings also shows what was registered in the end: this module adds a
//! field to the days of `prenotazioni`, which knows nothing of presences.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use async_graphql::dynamic::{Field, FieldFuture, FieldValue};
use campanella_anagrafe::IscrizioneId;
use campanella_kernel::ctx::RequestLoader;
use campanella_kernel::graphql::{Access, Api, authorize, refuse};
use campanella_kernel::{Ctx, Giorno, InternalError, Rifiuto};
use campanella_prenotazioni::GiornoCalendario;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use seaography::{BuilderContext, CustomOutputType};

use crate::entities::presenza;
use crate::permessi::PRESENZE_FAMIGLIA;
use crate::stato::StatoPresenza;

/// Name of the type of `prenotazioni` that gets the field.
const TIPO: &str = "GiornoCalendario";

/// Adds `presenzaRegistrata` to the days of the calendar, where there is one.
pub(crate) fn estendi(api: &mut Api) {
    let context = api.builder.context;
    let outputs = std::mem::take(&mut api.builder.outputs);
    api.builder.outputs = outputs
        .into_iter()
        .map(|tipo| match tipo.type_name() {
            TIPO => tipo.field(campo(context)),
            _ => tipo,
        })
        .collect();
}

fn campo(context: &'static BuilderContext) -> Field {
    let tipo = <Option<StatoPresenza>>::gql_output_type_ref(context);
    Field::new("presenzaRegistrata", tipo, move |resolver| {
        FieldFuture::new(async move {
            let access = Access::Permission(PRESENZE_FAMIGLIA);
            let ctx = authorize(resolver.ctx, &access)?;
            let giorno = resolver
                .parent_value
                .try_downcast_ref::<GiornoCalendario>()?;
            let chiave = (giorno.iscrizione(), giorno.giorno());
            let registrata = ctx
                .loader::<Registrate>()
                .load_one(chiave)
                .await
                .map_err(|e| refuse(resolver.ctx, Rifiuto::from(InternalError::new(e))))?;
            let valore = registrata.and_then(|stato| stato.gql_field_value(context));
            Ok(valore.or(FieldValue::NONE))
        })
    })
    .description("Che cosa è stato registrato, quando le prenotazioni sono chiuse.")
}

/// What was registered for the days of one request. Whoever has such a day was shown that the
/// child is theirs.
struct Registrate(Ctx);

impl RequestLoader for Registrate {
    fn for_request(ctx: &Ctx) -> Self {
        Self(ctx.clone())
    }
}

impl Loader<(IscrizioneId, Giorno)> for Registrate {
    type Value = StatoPresenza;
    type Error = Arc<DbErr>;

    async fn load(
        &self,
        chiavi: &[(IscrizioneId, Giorno)],
    ) -> Result<HashMap<(IscrizioneId, Giorno), StatoPresenza>, Arc<DbErr>> {
        let giorni = || chiavi.iter().map(|(_, giorno)| *giorno);
        let (Some(dal), Some(al)) = (giorni().min(), giorni().max()) else {
            return Ok(HashMap::new());
        };
        let iscrizioni: std::collections::BTreeSet<_> = chiavi.iter().map(|(i, _)| *i).collect();
        let righe = presenza::Entity::find()
            .filter(presenza::Column::IscrizioneId.is_in(iscrizioni))
            .filter(presenza::Column::Giorno.between(dal, al))
            .all(self.0.db())
            .await
            .map_err(Arc::new)?;
        let stato = |p: presenza::Model| ((p.iscrizione_id, p.giorno), p.stato);
        Ok(righe.into_iter().map(stato).collect())
    }
}
