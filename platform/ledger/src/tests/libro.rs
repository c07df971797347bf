//! A store with two families, and who posts.

use std::sync::Arc;

use campanella_kernel::clock::FixedClock;
use campanella_kernel::testing::{comune, scope};
use campanella_kernel::{
    Actor, Azione, Ctx, Giorno, Importo, Istante, Permission, PermissionSet, PlessoScope, Servizio,
};
use campanella_tenants::testing::for_each_store;
use chrono::NaiveTime;
use sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::{
    Causa, Conto, Errore, Intestatario, NuovaScrittura, Scopo, ScritturaId, TipoCausa,
    Trasferimento, registra,
};

/// Whoever closes the books has it on every building.
pub const CHIUDI: Permission = Permission::new("contabilita", Azione::Gestisci);
pub const MENSA: Option<Servizio> = Some(Servizio::Refezione);

/// A day of November 2026.
pub fn novembre(giorno: u32) -> Giorno {
    Giorno::new(2026, 11, giorno).expect("a day")
}

pub fn euro(cents: i64) -> Importo {
    Importo::from_cents(cents)
}

/// The books, and a clock to move.
pub struct Libro {
    pub ctx: Ctx,
    pub orologio: Arc<FixedClock>,
}

/// Runs `test` with empty books, on every store.
pub async fn con_libro(test: impl AsyncFn(Libro)) {
    for_each_store(async |store| test(Libro::nuovo(store).await).await).await;
}

impl Libro {
    async fn nuovo(store: DatabaseConnection) -> Self {
        let orologio = Arc::new(FixedClock::new(alle_otto(novembre(23))));
        for sql in [
            "INSERT INTO persona (id, codice_persona, nome, cognome, email_confermata, verificata,
                 creata_il)
             VALUES (1, 'P1', 'Ada', 'Uno', FALSE, TRUE, '2026-09-01T08:00:00Z'),
                    (2, 'P2', 'Ugo', 'Due', FALSE, TRUE, '2026-09-01T08:00:00Z')",
            "INSERT INTO famiglia (id, tutore_id, residente, esente_servizi_sociali, minori, creata_il)
             VALUES (1, 1, TRUE, FALSE, 1, '2026-09-01T08:00:00Z'),
                    (2, 2, TRUE, FALSE, 1, '2026-09-01T08:00:00Z')",
        ] {
            store.execute_unprepared(sql).await.expect("families");
        }
        let scope = scope(comune("prova", &[]), store, Arc::clone(&orologio));
        let actor = Actor::Sistema {
            lavoro: "prova".to_owned(),
        };
        let mut permessi = PermissionSet::nessuno();
        permessi.concedi(CHIUDI, PlessoScope::Tutti);
        let ctx = scope.authenticated(actor, Arc::new(permessi));
        Self { ctx, orologio }
    }

    /// Posts one entry in a transaction of its own.
    pub async fn registra(&self, nuova: &NuovaScrittura) -> Result<ScritturaId, Errore> {
        let tx = self.ctx.begin().await?;
        let id = registra(&self.ctx, &tx, nuova).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// What the store says to a statement by somebody who goes around the program.
    pub async fn forza(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        self.ctx.db().execute_unprepared(sql).await.map(drop)
    }
}

pub fn alle_otto(giorno: Giorno) -> Istante {
    let otto = NaiveTime::from_hms_opt(8, 0, 0).expect("an hour");
    Istante::da_ora_locale(giorno, otto)
}

pub fn prepagato(famiglia: i64) -> Conto {
    Conto::di(Intestatario::new(famiglia), Scopo::Prepagato, MENSA)
}

pub fn cassa() -> Conto {
    Conto::del_comune(Scopo::Cassa, MENSA)
}

pub fn ricavo() -> Conto {
    Conto::del_comune(Scopo::Ricavo, MENSA)
}

/// The family pays `cents` in.
pub fn ricarica(chiave: &str, famiglia: i64, cents: i64, giorno: Giorno) -> NuovaScrittura {
    let movimento =
        Trasferimento::nuovo(cassa(), prepagato(famiglia), euro(cents)).expect("an amount");
    let causa = Causa::nuova(TipoCausa::Incasso, chiave);
    NuovaScrittura::nuova(chiave, causa, "Ricarica", giorno, movimento)
}

/// A meal of `cents`.
pub fn pasto(chiave: &str, famiglia: i64, cents: i64, giorno: Giorno) -> NuovaScrittura {
    let movimento =
        Trasferimento::nuovo(prepagato(famiglia), ricavo(), euro(cents)).expect("an amount");
    let causa = Causa::nuova(TipoCausa::Consumo, chiave);
    NuovaScrittura::nuova(chiave, causa, "Pasto", giorno, movimento)
}
