//! Tests of this crate that need a store.

mod archivi_guasti;
mod crea;
mod elimina;
mod migra;
mod nodi;
mod schema;
mod stores;
mod sveglia;

use campanella_kernel::{Comune, ComuneId};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use crate::connect::{Place, Pool, connect};
use crate::testing::{Installazione, nuovo_comune};

fn id(text: &str) -> ComuneId {
    ComuneId::parse(text).expect("an id")
}

/// Makes the comuni `ids`.
async fn con_comuni(installazione: &Installazione, ids: &[&str]) {
    for id in ids {
        installazione
            .comuni
            .crea(nuovo_comune(id), "prova")
            .await
            .expect("made");
    }
}

/// A connection to the store of `id` that nobody knows of.
async fn aside(installazione: &Installazione, comune: &str) -> DatabaseConnection {
    let scheda = installazione.comuni.scheda(&id(comune)).await.expect("it");
    let place = installazione
        .comuni
        .place(&scheda.archivio)
        .expect("a place");
    connect(&place, &Pool::of(1, campanella_migrations::STORE))
        .await
        .expect("a connection")
}

/// Makes a store that of a program which did not know the module `regolamenti` yet.
async fn senza_regolamenti(store: &DatabaseConnection) {
    // Those that refer to others first.
    for tabella in [
        "decisione",
        "ingresso_regola",
        "guasto_regola",
        "proposta",
        "opzioni_regolamenti",
        "componente",
        "attivazione",
    ] {
        let sql = format!("DROP TABLE {tabella}");
        store.execute_unprepared(&sql).await.expect("dropped");
    }
    let sql = "DELETE FROM regolamenti_migrazioni";
    store.execute_unprepared(sql).await.expect("forgotten");
}

/// The SQLite file of `comune`.
fn file(installazione: &Installazione, comune: &str) -> std::path::PathBuf {
    crate::address::folder(&installazione.config.dati).join(format!("{comune}.db"))
}

fn is_sqlite(installazione: &Installazione) -> bool {
    matches!(installazione.config.catalog_place(), Place::Sqlite(_))
}

/// Writes a row that names the comune into its own store.
async fn sign(db: &DatabaseConnection, comune: &Comune) {
    let sql = format!(
        "INSERT INTO lavoro (tipo, chiave, contenuto, da_eseguire, tentativi, stato, creato) \
         VALUES ('prova', '{}', '{{\"n\": 1}}', '2026-11-23T08:00:00Z', 0, 'fatto', \
                 '2026-11-23T08:00:00Z')",
        comune.id
    );
    db.execute_unprepared(&sql).await.expect("written");
}

/// The names that were signed into a store.
async fn signatures(db: &DatabaseConnection) -> Vec<String> {
    use sea_orm::Statement;
    let sql = "SELECT chiave FROM lavoro ORDER BY chiave";
    let backend: DbBackend = db.get_database_backend();
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("read");
    rows.iter()
        .map(|row| row.try_get("", "chiave").expect("a key"))
        .collect()
}
