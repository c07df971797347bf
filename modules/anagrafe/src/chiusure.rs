//! Closures: the office says on which days there is no service.

use campanella_kernel::{Ctx, Giorno, GraphqlInput, PlessoId, PlessoScope, Rifiuto, audit};
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::json;

use crate::autorizzati::{classe_autorizzata, plesso_autorizzato};
use crate::contatto::leggi_testo;
use crate::entities::chiusura::{self, TipoChiusura};
use crate::errore::Errore;
use crate::permessi::CALENDARIO_SCRIVI;
use crate::{ChiusuraId, ClasseId};

/// The topic on which pages hear that days of service changed.
pub const TOPIC_CALENDARIO: &str = "calendario";
/// Days of a closure at the most: longer is a wrong year.
const GIORNI_MAX: i64 = 120;

/// Giorni senza servizio.
#[derive(Debug, Clone, GraphqlInput)]
pub struct ChiusuraInput {
    /// Primo giorno.
    pub dal: Giorno,
    /// Ultimo giorno, compreso.
    pub al: Giorno,
    /// Plesso chiuso; né plesso né classe: tutto il comune.
    pub plesso: Option<PlessoId>,
    /// Classe senza servizio, per esempio in gita.
    pub classe: Option<ClasseId>,
    /// Tipo di chiusura.
    pub tipo: TipoChiusura,
    /// Motivo, come lo leggono le famiglie.
    pub motivo: String,
}

/// Closes the comune, a building or a class from a day to a day.
///
/// # Errors
/// [`Errore::ChiusuraPassata`]; data that are not valid; a building or class that the permission
/// does not reach is not found.
pub async fn crea_chiusura(ctx: &Ctx, dati: ChiusuraInput) -> Result<chiusura::Model, Errore> {
    let motivo = leggi_testo("motivo", &dati.motivo, 200)?;
    if dati.al < dati.dal || dati.dal.distanza(dati.al) >= GIORNI_MAX {
        let perche =
            format!("l'ultimo giorno viene dopo il primo, di al massimo {GIORNI_MAX} giorni");
        return Err(Rifiuto::dato("al", perche).into());
    }
    if dati.dal < ctx.oggi() {
        return Err(Errore::ChiusuraPassata);
    }
    let plesso_id = dove(ctx, &dati).await?;
    let row = chiusura::ActiveModel {
        dal: Set(dati.dal),
        al: Set(dati.al),
        plesso_id: Set(plesso_id),
        classe_id: Set(dati.classe),
        tipo: Set(dati.tipo),
        motivo: Set(motivo),
        creata_da: Set(ctx.actor().descrizione()),
        creata_il: Set(ctx.now()),
        ..Default::default()
    };
    let db = ctx.begin().await?;
    let row = chiusura::Entity::insert(row)
        .exec_with_returning(&db)
        .await?;
    registra(ctx, &db, "creaChiusura", &row).await?;
    db.commit().await?;
    annuncia(ctx).await;
    Ok(row)
}

/// The building that is closed, when the person may close it.
async fn dove(ctx: &Ctx, dati: &ChiusuraInput) -> Result<Option<PlessoId>, Errore> {
    if let Some(classe) = dati.classe {
        let classe = classe_autorizzata(ctx, CALENDARIO_SCRIVI, classe).await?;
        if dati.plesso.is_some_and(|p| p != classe.plesso.id) {
            return Err(Rifiuto::dato("classe", "la classe è di un altro plesso").into());
        }
        return Ok(Some(classe.plesso.id));
    }
    if let Some(plesso) = dati.plesso {
        let plesso = plesso_autorizzato(ctx, CALENDARIO_SCRIVI, plesso).await?;
        return Ok(Some(plesso.plesso.id));
    }
    match ctx.plessi(CALENDARIO_SCRIVI)? {
        PlessoScope::Tutti => Ok(None),
        PlessoScope::Solo(_) => Err(Rifiuto::dato("plesso", "indicare il plesso").into()),
    }
}

/// Takes a closure back. Of one that has begun only the days from today on come back.
///
/// # Errors
/// [`Errore::ChiusuraPassata`]; [`Rifiuto::NonTrovato`].
pub async fn annulla_chiusura(ctx: &Ctx, id: ChiusuraId) -> Result<(), Errore> {
    let scope = ctx.plessi(CALENDARIO_SCRIVI)?;
    let db = ctx.begin().await?;
    let row = chiusura::Entity::find_by_id(id)
        .one(&db)
        .await?
        .filter(|c| match c.plesso_id {
            Some(plesso) => scope.comprende(plesso),
            None => *scope == PlessoScope::Tutti,
        })
        .ok_or(Rifiuto::NonTrovato("Chiusura"))?;
    let oggi = ctx.oggi();
    if row.al < oggi {
        return Err(Errore::ChiusuraPassata);
    }
    if row.dal < oggi {
        let shortened = chiusura::ActiveModel {
            id: Set(id),
            al: Set(oggi.prima(1)),
            ..Default::default()
        };
        chiusura::Entity::update(shortened).exec(&db).await?;
    } else {
        chiusura::Entity::delete_by_id(id).exec(&db).await?;
    }
    registra(ctx, &db, "annullaChiusura", &row).await?;
    db.commit().await?;
    annuncia(ctx).await;
    Ok(())
}

async fn registra(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    azione: &str,
    row: &chiusura::Model,
) -> Result<(), Errore> {
    let dettaglio = json!({
        "dal": row.dal, "al": row.al, "plesso": row.plesso_id, "classe": row.classe_id,
        "tipo": row.tipo, "motivo": row.motivo,
    });
    audit::record(ctx, db, azione, "chiusura", Some(row.id.key()), dettaglio).await?;
    Ok(())
}

/// Tells open pages to read the calendar anew.
pub(crate) async fn annuncia(ctx: &Ctx) {
    ctx.bus()
        .publish(&ctx.topic(TOPIC_CALENDARIO), String::new())
        .await;
}
