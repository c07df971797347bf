//! What a person may do: few actions on many resources, granted by roles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::PlessoId;

/// What is done to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Azione {
    /// To see it.
    Leggi,
    /// To change it in the course of daily work.
    Scrivi,
    /// To configure it.
    Gestisci,
}

impl Azione {
    /// The name in the role matrix.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Leggi => "leggi",
            Self::Scrivi => "scrivi",
            Self::Gestisci => "gestisci",
        }
    }
}

/// A permission: an action on a resource. Each module declares its own as constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission {
    risorsa: &'static str,
    azione: Azione,
}

impl Permission {
    /// To do `azione` on `risorsa`.
    #[must_use]
    pub const fn new(risorsa: &'static str, azione: Azione) -> Self {
        Self { risorsa, azione }
    }

    /// The resource.
    #[must_use]
    pub const fn risorsa(self) -> &'static str {
        self.risorsa
    }

    /// The action.
    #[must_use]
    pub const fn azione(self) -> Azione {
        self.azione
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.risorsa, self.azione.nome())
    }
}

/// The school buildings to which a granted permission is limited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlessoScope {
    /// All of the comune.
    Tutti,
    /// Only these.
    Solo(BTreeSet<PlessoId>),
}

impl PlessoScope {
    /// True when `plesso` is within.
    #[must_use]
    pub fn comprende(&self, plesso: PlessoId) -> bool {
        match self {
            Self::Tutti => true,
            Self::Solo(ids) => ids.contains(&plesso),
        }
    }

    fn unito(self, altro: Self) -> Self {
        match (self, altro) {
            (Self::Solo(mut a), Self::Solo(b)) => {
                a.extend(b);
                Self::Solo(a)
            }
            _ => Self::Tutti,
        }
    }
}

/// The decisions of the policy for one person, compiled when roles change, so that no field of a
/// row asks the policy engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PermissionSet(BTreeMap<String, PlessoScope>);

impl PermissionSet {
    /// Nothing is allowed.
    #[must_use]
    pub fn nessuno() -> Self {
        Self::default()
    }

    /// Adds the permission written `risorsa:azione`, limited to `plessi`.
    pub fn concedi(&mut self, permesso: impl fmt::Display, plessi: PlessoScope) {
        let key = permesso.to_string();
        let united = match self.0.remove(&key) {
            Some(already) => already.unito(plessi),
            None => plessi,
        };
        self.0.insert(key, united);
    }

    /// True when `permission` is granted, on whatever buildings.
    #[must_use]
    pub fn permette(&self, permission: Permission) -> bool {
        self.0.contains_key(&permission.to_string())
    }

    /// The buildings on which `permission` is granted, if it is.
    #[must_use]
    pub fn plessi(&self, permission: Permission) -> Option<&PlessoScope> {
        self.0.get(&permission.to_string())
    }

    /// The names of the granted permissions, in order.
    pub fn nomi(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: Permission = Permission::new("conteggi", Azione::Leggi);

    fn solo(keys: &[i64]) -> PlessoScope {
        PlessoScope::Solo(keys.iter().copied().map(PlessoId::new).collect())
    }

    #[test]
    fn two_roles_unite_their_buildings() {
        let mut set = PermissionSet::nessuno();
        assert!(!set.permette(P));
        set.concedi(P, solo(&[1]));
        set.concedi(P, solo(&[2]));
        assert_eq!(set.plessi(P), Some(&solo(&[1, 2])));
        set.concedi("conteggi:leggi", PlessoScope::Tutti);
        assert_eq!(set.plessi(P), Some(&PlessoScope::Tutti));
    }
}
