//! The permissions that this module's fields ask for.

use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Azione, Permission};

/// Families: to see their own accounts and bills.
pub const CONTO_FAMIGLIA: Permission = Permission::new("conto_famiglia", Azione::Leggi);
/// Families: to move their own credit and to ask for it back.
pub const MUOVI_CREDITO: Permission = Permission::new("conto_famiglia", Azione::Scrivi);
/// Offices: to see the accounts of a family.
pub const LEGGI_CONTI: Permission = Permission::new("conti", Azione::Leggi);
/// Offices: to register money, to move, correct and give back credit.
pub const SCRIVI_CONTI: Permission = Permission::new("conti", Azione::Scrivi);
/// Offices: to see bill runs, and what is overdue.
pub const LEGGI_EMISSIONI: Permission = Permission::new("emissioni", Azione::Leggi);
/// Offices: to prepare, confirm and cancel bills, and to act on what is overdue.
pub const SCRIVI_EMISSIONI: Permission = Permission::new("emissioni", Azione::Scrivi);
/// Offices: to say how each service is paid, and to close the books.
pub const GESTISCI_CONTABILITA: Permission = Permission::new("contabilita", Azione::Gestisci);

/// All of them.
pub const PERMESSI: &[PermissionInfo] = &[
    info(CONTO_FAMIGLIA, "Vedere i propri conti, movimenti e rette"),
    info(
        MUOVI_CREDITO,
        "Trasferire il proprio credito da un servizio all'altro e chiederne il rimborso",
    ),
    info(LEGGI_CONTI, "Vedere i conti di una famiglia"),
    info(
        SCRIVI_CONTI,
        "Registrare incassi, trasferire, correggere e rimborsare il credito di una famiglia",
    ),
    info(
        LEGGI_EMISSIONI,
        "Vedere le emissioni di rette, le rate scadute e i solleciti",
    ),
    info(
        SCRIVI_EMISSIONI,
        "Emettere, correggere e annullare rette; solleciti, piani, riscossione coattiva",
    ),
    info(
        GESTISCI_CONTABILITA,
        "Stabilire come si paga ogni servizio e chiudere i periodi contabili",
    ),
];

const fn info(permission: Permission, descrizione: &'static str) -> PermissionInfo {
    PermissionInfo {
        permission,
        descrizione,
    }
}
