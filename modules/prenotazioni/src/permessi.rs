//! The permissions of this module.

use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Azione, Permission};

/// Families: to see the calendar of their own children.
pub const LEGGI_FAMIGLIA: Permission = Permission::new("prenotazioni_famiglia", Azione::Leggi);
/// Families: to choose for their own children.
pub const SCRIVI_FAMIGLIA: Permission = Permission::new("prenotazioni_famiglia", Azione::Scrivi);
/// Offices: to see the bookings of any child.
pub const LEGGI: Permission = Permission::new("prenotazioni", Azione::Leggi);
/// Offices: to book on behalf of a family, with a reason.
pub const SCRIVI: Permission = Permission::new("prenotazioni", Azione::Scrivi);

/// All of them.
pub const PERMESSI: &[PermissionInfo] = &[
    PermissionInfo {
        permission: LEGGI_FAMIGLIA,
        descrizione: "Vedere il calendario delle prenotazioni dei propri figli",
    },
    PermissionInfo {
        permission: SCRIVI_FAMIGLIA,
        descrizione: "Disdire e prenotare i pasti dei propri figli",
    },
    PermissionInfo {
        permission: LEGGI,
        descrizione: "Vedere le prenotazioni degli alunni",
    },
    PermissionInfo {
        permission: SCRIVI,
        descrizione: "Prenotare o disdire per conto di una famiglia, indicando il motivo",
    },
];
