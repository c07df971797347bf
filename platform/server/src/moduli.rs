//! The modules of the platform: the one list of them.

use std::sync::Arc;

use campanella_kernel::vincoli::Vincoli;
use campanella_kernel::{Module, PermissionSet, PlessoScope};

/// Every module, a module after those that it builds on.
#[must_use]
pub fn tutti() -> Vec<Arc<dyn Module>> {
    vec![
        Arc::new(campanella_anagrafe::Anagrafe),
        Arc::new(campanella_identita::Identita),
        Arc::new(campanella_plugins_host::Regolamenti),
        Arc::new(campanella_prenotazioni::Prenotazioni),
        Arc::new(campanella_refezione::Refezione),
        Arc::new(campanella_pagamenti::Pagamenti),
    ]
}

/// What some of them object to what others are asked for.
#[must_use]
pub fn vincoli() -> Vincoli {
    Vincoli::default()
        .con("pagamenti", Arc::new(campanella_pagamenti::VincoloSaldo))
        .con("pagamenti", Arc::new(campanella_pagamenti::VincoloMorosita))
}

/// Their names.
pub const NOMI: &[&str] = &[
    "anagrafe",
    "identita",
    "regolamenti",
    "prenotazioni",
    "refezione",
    "pagamenti",
];

/// Modules without which a comune cannot work: always enabled.
pub const INDISPENSABILI: [&str; 3] = ["anagrafe", "identita", "regolamenti"];

/// Every permission of `moduli` on every building: what the platform itself acts with in jobs.
#[must_use]
pub fn ogni_permesso(moduli: &[Arc<dyn Module>]) -> PermissionSet {
    let mut set = PermissionSet::nessuno();
    for info in moduli.iter().flat_map(|m| m.permissions()) {
        set.concedi(info.permission, PlessoScope::Tutti);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_those_of_the_modules() {
        let names: Vec<_> = tutti().iter().map(|m| m.name()).collect();
        assert_eq!(names, NOMI);
    }
}
