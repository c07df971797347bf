//! Writes a comune into its empty store.

use campanella_identita::{Accesso, predisponi};
use campanella_kernel::{
    Actor, Ctx, Istante, PermissionSet, PersonaId, PlessoId, PlessoScope, Scope, Servizio, audit,
};
use campanella_plugins_host::decisione::conserva;
use campanella_plugins_host::{Estensione, GESTISCI, NuovaAttivazione, Regole, digest, spediti};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use super::conti;
use super::giorni::GiorniDelleClassi;
use super::menu::menu;
use super::piano::Piano;
use super::profilo::Regolamento;
use super::righe::Righe;
use super::scelte::Scelte;
use super::storia;
use super::tariffe::Prezzi;
use super::tavole;

/// Changes whenever the same seed would give another comune.
const VERSIONE: u64 = 3;
/// How the log says that a demonstration was begun, and that it was ended.
const INIZIATA: &str = "inizia_dimostrazione";
const FINITA: &str = "completa_dimostrazione";

/// What a store holds of a demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stato {
    /// Nothing: it is not ours to touch.
    Estraneo,
    /// One that was not ended, of another seed, or of another version of this program.
    DaRifare,
    /// This one, made at that moment.
    Fatto(Istante),
}

/// What the store of `scope` holds.
///
/// # Errors
/// When the store fails.
pub async fn stato(scope: &Scope, seed: u64) -> Result<Stato, DbErr> {
    let righe = audit::Entity::find()
        .filter(audit::Column::Azione.is_in([INIZIATA, FINITA]))
        .order_by_desc(audit::Column::Id)
        .all(scope.db())
        .await?;
    let Some(ultima) = righe.first() else {
        return Ok(Stato::Estraneo);
    };
    let questa = ultima.dettaglio == dettaglio(seed) && ultima.azione == FINITA;
    Ok(if questa {
        Stato::Fatto(ultima.quando)
    } else {
        Stato::DaRifare
    })
}

fn dettaglio(seed: u64) -> serde_json::Value {
    json!({ "seme": seed, "versione": VERSIONE })
}

/// The context in which a demonstration is made: the platform, which may activate regulations.
pub fn contesto(scope: &Scope) -> Ctx {
    let mut permessi = PermissionSet::nessuno();
    permessi.concedi(GESTISCI, PlessoScope::Tutti);
    scope.authenticated(
        Actor::Sistema {
            lavoro: "dimostrazione".to_owned(),
        },
        permessi.into(),
    )
}

/// Whether nobody has entered a school yet: a store that was made and not filled.
///
/// # Errors
/// When the store fails.
pub async fn vuoto(scope: &Scope) -> Result<bool, DbErr> {
    Ok(campanella_anagrafe::scuola::Entity::find()
        .one(scope.db())
        .await?
        .is_none())
}

/// Writes `piano` into the store of `ctx`, where its regulations are in force already;
/// everybody's password has the hash `hash`. Returns how many presences there are.
///
/// # Errors
/// When the store refuses.
pub async fn riempi(
    ctx: &Ctx,
    piano: &Piano<'_>,
    prezzi: &Prezzi,
    hash: &str,
) -> anyhow::Result<u64> {
    let tx = ctx.begin().await?;
    for righe in tavole::tutte(piano, prezzi, hash) {
        scrivi(&tx, righe).await?;
    }
    impiega(ctx, &tx, piano, hash).await?;
    tx.commit().await?;
    // What follows asks `anagrafe` for the days of service, so the calendars must be there.
    let giorni = GiorniDelleClassi::carica(ctx, piano).await?;
    let tx = ctx.begin().await?;
    let mut presenze = 0;
    if piano.profilo.con_storia {
        let scelte = Scelte::new(piano, &giorni);
        for righe in storia::prenotazioni(&scelte) {
            scrivi(&tx, righe).await?;
        }
        let tracce = prezzi.periodi.iter().map(|p| &*p.traccia);
        conserva(ctx, &tx, tracce).await?;
        presenze = storia::presenze(&tx, piano, &giorni, &scelte, prezzi).await?;
        for righe in menu(piano, &giorni.tutti()) {
            scrivi(&tx, righe).await?;
        }
    }
    tx.commit().await?;
    if piano.profilo.con_storia {
        conti::rette(ctx, piano).await?;
    }
    segna(ctx, ctx.db(), FINITA, piano.seed).await?;
    Ok(presenze)
}

/// Lets the people of the offices log in, each with their role.
async fn impiega(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    piano: &Piano<'_>,
    hash: &str,
) -> anyhow::Result<()> {
    for addetto in &piano.personale {
        let id = |plesso: &usize| PlessoId::new(piano.plessi[*plesso].id);
        let plessi: Option<Vec<PlessoId>> = addetto
            .plessi
            .as_ref()
            .map(|plessi| plessi.iter().map(id).collect());
        let accesso = Accesso {
            persona: PersonaId::new(addetto.persona.id),
            hash: Some(hash),
            ruoli: &[(addetto.ruolo, plessi.as_deref())],
        };
        predisponi(ctx, db, accesso).await?;
    }
    Ok(())
}

async fn segna(ctx: &Ctx, db: &impl ConnectionTrait, azione: &str, seed: u64) -> Result<(), DbErr> {
    audit::record(ctx, db, azione, "comune", None, dettaglio(seed)).await
}

/// Begins: puts the regulations of the comune in force from the first day of the school year.
///
/// # Errors
/// When the store or a regulation refuses.
pub async fn attiva(ctx: &Ctx, piano: &Piano<'_>) -> anyhow::Result<()> {
    segna(ctx, ctx.db(), INIZIATA, piano.seed).await?;
    let regole = ctx.service::<Regole>()?;
    let regolamento = &piano.profilo.regolamento;
    for (estensione, componente, parametri) in [
        (
            Estensione::Tariffa,
            spediti::TARIFFA_ISEE,
            regolamento.tariffa.clone(),
        ),
        (
            Estensione::Prenotazione,
            spediti::PRENOTAZIONE_PASTI,
            regolamento.prenotazione(),
        ),
        (
            Estensione::Penale,
            spediti::PENALE_SOLLECITI,
            Regolamento::penale(),
        ),
    ] {
        let nuova = NuovaAttivazione {
            estensione,
            servizio: Servizio::Refezione,
            digest: digest(componente),
            parametri,
            dal: piano.anno.inizio(),
            atto: format!("{} {}", regolamento.atto, piano.anno.anno_inizio()),
        };
        regole.attiva(ctx, nuova).await?;
    }
    Ok(())
}

/// Writes rows; where their keys were given, the store's own counter goes on from them.
async fn scrivi(db: &impl ConnectionTrait, righe: Righe) -> Result<(), DbErr> {
    let tabella = righe.tabella;
    let con_chiave = righe.colonne.first() == Some(&"id") && !righe.valori.is_empty();
    righe.scrivi(db).await?;
    if con_chiave && db.get_database_backend() == DbBackend::Postgres {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('{tabella}', 'id'), (SELECT max(id) FROM {tabella}))"
        );
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}
