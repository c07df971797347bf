//! How often somebody may guess, without anybody being locked out by it.
//!
//! An account is never locked: whoever knows a codice fiscale (it can be computed from name and
//! birth) could otherwise keep a parent out by typing wrong passwords. What is limited is the
//! pair of an account and an address, and an address as a whole:
//!
//! - [`ACCESSO`]: five wrong passwords in a quarter of an hour for one account from one address.
//!   From another address, and on devices with a session, that person goes on undisturbed. The
//!   account is counted by what was typed, so a person who does not exist is refused likewise.
//! - [`INDIRIZZO`]: a hundred failures in a quarter of an hour from one address, over all
//!   accounts. It stops one password being tried on many people, and is high enough for a school
//!   or a mobile network that shows many families as one address.
//!
//! Guesses spread over many addresses remain: 480 a day from each. They meet passwords of at
//! least ten characters that are none of the common ones.
//!
//! The guess is counted before it is judged and taken back when it was right, so that guesses
//! sent at the same moment count each other. A refused one does not count: waiting always ends.
//! IPv6 addresses count by their /64, which is what one household is given.

use std::net::IpAddr;

use campanella_kernel::Scope;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, Condition, QueryOrder, QuerySelect};

use crate::entities::tentativo;
use crate::segreto::impronta;
use crate::{Errore, Result};

/// So many in a window of time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limite {
    nome: &'static str,
    massimo: u64,
    /// Counts for the address as a whole too.
    anche_indirizzo: bool,
}

/// Wrong passwords for one account from one address.
pub(crate) const ACCESSO: Limite = Limite {
    nome: "accesso",
    massimo: 5,
    anche_indirizzo: true,
};
/// Wrong one-time codes from one address.
pub(crate) const CODICE: Limite = Limite {
    nome: "codice",
    massimo: 20,
    anche_indirizzo: true,
};
/// E-mails asked for from one address: they are no guesses, and each mailbox has its own limit.
pub(crate) const POSTA: Limite = Limite {
    nome: "posta",
    massimo: 60,
    anche_indirizzo: false,
};
/// Failures from one address.
const INDIRIZZO: Limite = Limite {
    nome: "indirizzo",
    massimo: 100,
    anche_indirizzo: false,
};

/// How long a guess counts: a quarter of an hour.
pub(crate) const FINESTRA_SECONDI: i64 = 15 * 60;

/// A guess that was counted. Dropped, it stays counted.
#[must_use]
pub(crate) struct Tentativo {
    righe: Vec<i64>,
    /// The pair's earlier failures are forgiven together with this guess.
    chiave: String,
}

/// Counts a guess of `chi` (an account, or nothing) under `limite`, and under the limit of the
/// address.
///
/// # Errors
/// [`Errore::TroppiTentativi`] when there were too many already.
pub(crate) async fn conta(scope: &Scope, limite: Limite, chi: &str) -> Result<Tentativo> {
    let address = indirizzo(scope);
    let pair = chiave(limite, &[chi, &address]);
    let mut limits = vec![(limite, pair.clone())];
    if limite.anche_indirizzo {
        limits.push((INDIRIZZO, chiave(INDIRIZZO, &[&address])));
    }
    let mut righe = Vec::with_capacity(limits.len());
    let tx = scope.begin().await?;
    for (_, key) in &limits {
        let row = tentativo::ActiveModel {
            chiave: Set(key.clone()),
            quando: Set(scope.now()),
            ..Default::default()
        };
        righe.push(
            tentativo::Entity::insert(row)
                .exec(&tx)
                .await?
                .last_insert_id,
        );
    }
    tx.commit().await?;
    for (limite, key) in &limits {
        if let Some(minuti) = attesa(scope, *limite, key).await? {
            dimentica(scope, &righe).await?;
            return Err(Errore::TroppiTentativi { minuti });
        }
    }
    Ok(Tentativo {
        righe,
        chiave: pair,
    })
}

impl Tentativo {
    /// The guess was right: it and the pair's earlier ones no longer count.
    pub(crate) async fn riuscito(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        tentativo::Entity::delete_many()
            .filter(
                Condition::any()
                    .add(tentativo::Column::Id.is_in(self.righe))
                    .add(tentativo::Column::Chiave.eq(self.chiave)),
            )
            .exec(db)
            .await?;
        Ok(())
    }
}

/// Minutes to wait when there are more than `limite` allows.
async fn attesa(scope: &Scope, limite: Limite, key: &str) -> Result<Option<i64>, DbErr> {
    let since = scope.now().piu_secondi(-FINESTRA_SECONDI);
    let times = tentativo::Entity::find()
        .filter(tentativo::Column::Chiave.eq(key))
        .filter(tentativo::Column::Quando.gt(since))
        .order_by_desc(tentativo::Column::Quando)
        .limit(limite.massimo + 1)
        .all(scope.db())
        .await?;
    if u64::try_from(times.len()).unwrap_or(u64::MAX) <= limite.massimo {
        return Ok(None);
    }
    // When the oldest of them leaves the window, there is room for one more.
    let oldest = times.last().map_or(scope.now(), |t| t.quando);
    let free = oldest.piu_secondi(FINESTRA_SECONDI).utc() - scope.now().utc();
    Ok(Some(free.num_seconds().max(0) / 60 + 1))
}

async fn dimentica(scope: &Scope, rows: &[i64]) -> Result<(), DbErr> {
    let tx = scope.begin().await?;
    tentativo::Entity::delete_many()
        .filter(tentativo::Column::Id.is_in(rows.iter().copied()))
        .exec(&tx)
        .await?;
    tx.commit().await
}

/// The key of a row: the name of the limit and a digest, for what people type is personal.
fn chiave(limite: Limite, whom: &[&str]) -> String {
    format!("{}:{}", limite.nome, impronta(&whom.join("\n")))
}

fn indirizzo(scope: &Scope) -> String {
    match scope.client().indirizzo.map(|ip| ip.to_canonical()) {
        None => "ignoto".to_owned(),
        Some(IpAddr::V4(ip)) => ip.to_string(),
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
