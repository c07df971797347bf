//! What each role allows, decided by casbin and compiled once per change.
//!
//! The policy has roles as subjects and the comune as its domain: the default roles of
//! `ruoli.csv` and the comune's own, which [`adattatore`] reads from its store. From a fresh
//! enforcer the decisions are compiled to one [`PermissionSet`] per role, and the enforcer is
//! thrown away: no request asks casbin, and no enforcer holds two comuni.
//!
//! Which person has which role (`g` in casbin's terms) is deliberately not in the enforcer but
//! read with the session of each request, together with the version of the policy. A role that
//! was taken away is thus refused by the very next request on every node, also when the hint on
//! the bus was lost; and a registration, which gives the role of genitore, compiles nothing.

mod adattatore;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use campanella_kernel::{ComuneId, InternalError, PermissionSet, PersonaId, PlessoScope, Scope};
use casbin::{CoreApi, DefaultModel, Enforcer, MgmtApi};
use dashmap::DashMap;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, DatabaseConnection};

use crate::entities::persona_ruolo::Plessi;
use crate::entities::politica;
use crate::segreto;
use adattatore::AdattatoreDelComune;

pub(crate) use adattatore::predefinita;

/// Topic on which a change of roles is announced; the message is the key of the person whose
/// roles changed, or empty when it may be anybody. For pages that are open on a subscription.
pub const TOPIC_RUOLI: &str = "ruoli";

const MODELLO: &str = include_str!("politica/modello.conf");

/// The only row of its table.
pub(crate) const RIGA: i64 = 1;

/// What each role of a comune allows, at one version of its policy.
#[derive(Debug)]
pub(crate) struct Politica {
    versione: String,
    ruoli: BTreeMap<String, Arc<PermissionSet>>,
}

/// The last policy of each comune. It is only ever used for the version it was compiled from.
static COMPILATE: LazyLock<DashMap<ComuneId, Arc<Politica>>> = LazyLock::new(DashMap::new);

impl Politica {
    /// What `ruolo` allows in the whole comune.
    pub(crate) fn ruolo(&self, ruolo: &str) -> Option<&PermissionSet> {
        self.ruoli.get(ruolo).map(Arc::as_ref)
    }

    /// What somebody with these roles may do. A role that there is no more allows nothing.
    pub(crate) fn unisci<'a>(
        &self,
        ruoli: impl IntoIterator<Item = (&'a str, Option<&'a Plessi>)>,
    ) -> Arc<PermissionSet> {
        let mut known = ruoli
            .into_iter()
            .filter_map(|(nome, plessi)| Some((self.ruoli.get(nome)?, Plessi::scope(plessi))))
            .peekable();
        match (known.next(), known.peek()) {
            (None, _) => Arc::default(),
            // Nearly everybody has one role, in all of the comune: nothing to be made anew.
            (Some((set, PlessoScope::Tutti)), None) => Arc::clone(set),
            (Some(first), _) => {
                let mut united = PermissionSet::nessuno();
                for (set, plessi) in std::iter::once(first).chain(known) {
                    for permesso in set.nomi() {
                        united.concedi(permesso, plessi.clone());
                    }
                }
                Arc::new(united)
            }
        }
    }
}

/// The policy of `comune` at `versione`, which the caller has just read from its store.
///
/// # Errors
/// When the store cannot be read, or casbin refuses the policy.
pub(crate) async fn alla_versione(
    comune: &ComuneId,
    store: &DatabaseConnection,
    versione: &str,
) -> Result<Arc<Politica>, InternalError> {
    if let Some(known) = COMPILATE.get(comune).filter(|p| p.versione == versione) {
        return Ok(Arc::clone(&known));
    }
    let made = Arc::new(compila(comune, store, versione).await?);
    COMPILATE.insert(comune.clone(), Arc::clone(&made));
    Ok(made)
}

/// The policy of the comune as it is now.
///
/// # Errors
/// As [`alla_versione`].
pub(crate) async fn attuale(scope: &Scope) -> Result<Arc<Politica>, InternalError> {
    let versione = versione(scope.db()).await?;
    alla_versione(&scope.comune().id, scope.db(), &versione).await
}

/// The version of the policy.
///
/// # Errors
/// When the store has none: its migrations did not run.
pub(crate) async fn versione(db: &impl ConnectionTrait) -> Result<String, InternalError> {
    let row = politica::Entity::find_by_id(RIGA)
        .one(db)
        .await?
        .ok_or_else(|| InternalError::new("the store has no version of its roles"))?;
    Ok(row.versione)
}

/// Gives the policy a new version within the transaction that changes it. Whoever changes roles
/// at the same time waits here until the transaction ends, so that what one of them checks
/// cannot be undone by the other. Call it before the checks.
///
/// # Errors
/// When the store refuses.
pub(crate) async fn nuova_versione(db: &impl ConnectionTrait) -> Result<(), InternalError> {
    let row = politica::ActiveModel {
        id: Set(RIGA),
        versione: Set(segreto::nuovo()?),
    };
    politica::Entity::update(row).exec(db).await?;
    Ok(())
}

/// Tells the open pages of `persona`, or of everybody, that what they may do changed. After the
/// commit.
pub(crate) async fn annuncia(scope: &Scope, persona: Option<PersonaId>) {
    let message = persona.map(|p| p.to_string()).unwrap_or_default();
    scope
        .bus()
        .publish(&scope.topic(TOPIC_RUOLI), message)
        .await;
}

async fn compila(
    comune: &ComuneId,
    store: &DatabaseConnection,
    versione: &str,
) -> Result<Politica, InternalError> {
    let enforcer = enforcer(comune, store).await?;
    let mut ruoli: BTreeMap<String, PermissionSet> = BTreeMap::new();
    // One rule is one decision: the model only allows, and has no roles within roles.
    for rule in enforcer.get_policy() {
        if let [ruolo, dominio, risorsa, azione] = rule.as_slice()
            && dominio == comune.as_str()
        {
            ruoli
                .entry(ruolo.clone())
                .or_default()
                .concedi(format!("{risorsa}:{azione}"), PlessoScope::Tutti);
        }
    }
    Ok(Politica {
        versione: versione.to_owned(),
        ruoli: ruoli
            .into_iter()
            .map(|(r, set)| (r, Arc::new(set)))
            .collect(),
    })
}

/// A fresh enforcer of the comune's policy: casbin's own reload would leave it empty while the
/// store is read.
async fn enforcer(
    comune: &ComuneId,
    store: &DatabaseConnection,
) -> Result<Enforcer, InternalError> {
    let model = DefaultModel::from_str(MODELLO)
        .await
        .map_err(InternalError::new)?;
    let adapter = AdattatoreDelComune::new(comune.clone(), store.clone());
    Enforcer::new(model, adapter)
        .await
        .map_err(InternalError::new)
}

#[cfg(test)]
mod tests;
