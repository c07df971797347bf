//! The permissions that this module's fields ask for.

use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Azione, Permission};

/// To see one's own children.
pub const FAMIGLIA_LEGGI: Permission = Permission::new("famiglia", Azione::Leggi);
/// To delegate, and to change the data of one's own family.
pub const FAMIGLIA_SCRIVI: Permission = Permission::new("famiglia", Azione::Scrivi);
/// To see families, persons and children.
pub const FAMIGLIE_LEGGI: Permission = Permission::new("famiglie", Azione::Leggi);
/// To enter and change families, persons and children.
pub const FAMIGLIE_SCRIVI: Permission = Permission::new("famiglie", Azione::Scrivi);
/// To see enrolments.
pub const ISCRIZIONI_LEGGI: Permission = Permission::new("iscrizioni", Azione::Leggi);
/// To enter and change enrolments, one by one or from a file.
pub const ISCRIZIONI_SCRIVI: Permission = Permission::new("iscrizioni", Azione::Scrivi);
/// To see ISEE attestations.
pub const ISEE_LEGGI: Permission = Permission::new("isee", Azione::Leggi);
/// To enter ISEE attestations and exemptions.
pub const ISEE_SCRIVI: Permission = Permission::new("isee", Azione::Scrivi);
/// To see schools, buildings and classes.
pub const SCUOLE_LEGGI: Permission = Permission::new("scuole", Azione::Leggi);
/// To change schools, buildings and classes, and to move classes to the next year.
pub const SCUOLE_GESTISCI: Permission = Permission::new("scuole", Azione::Gestisci);
/// To see calendars and closures.
pub const CALENDARIO_LEGGI: Permission = Permission::new("calendario", Azione::Leggi);
/// To enter closures.
pub const CALENDARIO_SCRIVI: Permission = Permission::new("calendario", Azione::Scrivi);
/// To set the calendar of a school year.
pub const CALENDARIO_GESTISCI: Permission = Permission::new("calendario", Azione::Gestisci);

const fn info(permission: Permission, descrizione: &'static str) -> PermissionInfo {
    PermissionInfo {
        permission,
        descrizione,
    }
}

/// Every permission of the module, with its meaning.
pub(crate) const TUTTI: &[PermissionInfo] = &[
    info(FAMIGLIA_LEGGI, "Vedere i propri figli e le loro iscrizioni"),
    info(FAMIGLIA_SCRIVI, "Delegare un altro adulto della famiglia"),
    info(FAMIGLIE_LEGGI, "Vedere famiglie, persone e bambini"),
    info(
        FAMIGLIE_SCRIVI,
        "Inserire e correggere famiglie, persone e bambini",
    ),
    info(ISCRIZIONI_LEGGI, "Vedere le iscrizioni ai servizi"),
    info(
        ISCRIZIONI_SCRIVI,
        "Inserire e correggere le iscrizioni, anche da un file",
    ),
    info(ISEE_LEGGI, "Vedere le attestazioni ISEE"),
    info(ISEE_SCRIVI, "Inserire attestazioni ISEE ed esenzioni"),
    info(SCUOLE_LEGGI, "Vedere scuole, plessi e classi"),
    info(
        SCUOLE_GESTISCI,
        "Modificare scuole, plessi e classi ed eseguire il passaggio di classe",
    ),
    info(CALENDARIO_LEGGI, "Vedere calendari e chiusure"),
    info(CALENDARIO_SCRIVI, "Inserire e annullare chiusure"),
    info(CALENDARIO_GESTISCI, "Impostare il calendario scolastico"),
];
