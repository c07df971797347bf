//! The calendar of a school year, for the comune or for one building.

use campanella_kernel::{
    AnnoScolastico, Ctx, Giorno, GraphqlInput, PlessoId, PlessoScope, Rifiuto, audit,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::autorizzati::plesso_autorizzato;
use crate::cambia::cambia;
use crate::chiusure::annuncia;
use crate::entities::calendario;
use crate::errore::Errore;
use crate::permessi::CALENDARIO_GESTISCI;

/// I giorni di servizio di un anno scolastico.
#[derive(Debug, Clone, GraphqlInput)]
pub struct CalendarioInput {
    /// Anno scolastico.
    pub anno: AnnoScolastico,
    /// Plesso, se ha un calendario proprio; altrimenti tutto il comune.
    pub plesso: Option<PlessoId>,
    /// Primo giorno di servizio.
    pub inizio: Giorno,
    /// Ultimo giorno di servizio, compreso.
    pub fine: Giorno,
    /// Giorni della settimana con servizio: 1 è lunedì, 7 domenica.
    pub giorni_settimana: Vec<i32>,
}

/// Sets the calendar of a year; one that is there is replaced.
///
/// # Errors
/// Data that are not valid; a building that the permission does not reach is not found.
pub async fn imposta_calendario(
    ctx: &Ctx,
    dati: CalendarioInput,
) -> Result<calendario::Model, Errore> {
    let giorni_settimana = leggi_giorni_settimana(&dati.giorni_settimana)?;
    for (campo, giorno) in [("inizio", dati.inizio), ("fine", dati.fine)] {
        if !dati.anno.contiene(giorno) {
            let perche = format!("la data non è dell'anno scolastico {}", dati.anno);
            return Err(Rifiuto::dato(campo, perche).into());
        }
    }
    if dati.fine < dati.inizio {
        return Err(Rifiuto::dato("fine", "la fine viene prima dell'inizio").into());
    }
    match dati.plesso {
        Some(plesso) => {
            plesso_autorizzato(ctx, CALENDARIO_GESTISCI, plesso).await?;
        }
        None if *ctx.plessi(CALENDARIO_GESTISCI)? != PlessoScope::Tutti => {
            return Err(Rifiuto::dato("plesso", "indicare il plesso").into());
        }
        None => {}
    }

    let db = ctx.begin().await?;
    let of_plesso = match dati.plesso {
        Some(plesso) => calendario::Column::PlessoId.eq(plesso),
        None => calendario::Column::PlessoId.is_null(),
    };
    let present = calendario::Entity::find()
        .filter(calendario::Column::Anno.eq(dati.anno))
        .filter(of_plesso)
        .one(&db)
        .await?;
    let row = match present {
        Some(before) => {
            let after = calendario::Model {
                inizio: dati.inizio,
                fine: dati.fine,
                giorni_settimana,
                ..before.clone()
            };
            cambia::<calendario::Entity>(&db, before, after.clone()).await?;
            after
        }
        None => {
            let row = calendario::ActiveModel {
                anno: Set(dati.anno),
                plesso_id: Set(dati.plesso),
                inizio: Set(dati.inizio),
                fine: Set(dati.fine),
                giorni_settimana: Set(giorni_settimana),
                ..Default::default()
            };
            calendario::Entity::insert(row)
                .exec_with_returning(&db)
                .await?
        }
    };
    let dettaglio = json!({
        "anno": row.anno, "plesso": row.plesso_id, "inizio": row.inizio, "fine": row.fine,
        "giorniSettimana": row.giorni_settimana,
    });
    let key = Some(row.id.key());
    audit::record(ctx, &db, "impostaCalendario", "calendario", key, dettaglio).await?;
    db.commit().await?;
    annuncia(ctx).await;
    Ok(row)
}

fn leggi_giorni_settimana(giorni: &[i32]) -> Result<String, Rifiuto> {
    let mut sorted = giorni.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.is_empty()
        || sorted.len() != giorni.len()
        || sorted.iter().any(|g| !(1..=7).contains(g))
    {
        return Err(Rifiuto::dato(
            "giorniSettimana",
            "indicare almeno un giorno, da 1 (lunedì) a 7 (domenica), ciascuno una volta",
        ));
    }
    Ok(sorted.iter().map(ToString::to_string).collect())
}
