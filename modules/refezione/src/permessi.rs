//! The permissions of this module.

use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Azione, Permission};

/// Families: to see the meals of their own children, what they cost and why.
pub const PRESENZE_FAMIGLIA: Permission = Permission::new("presenze_famiglia", Azione::Leggi);
/// Families: to see the menu.
pub const MENU_FAMIGLIA: Permission = Permission::new("menu_famiglia", Azione::Leggi);
/// Kitchens and offices: to see how many meals to cook, without names.
pub const CONTEGGI: Permission = Permission::new("conteggi", Azione::Leggi);
/// Offices: to produce the presences of a day by hand.
pub const CHIUDI: Permission = Permission::new("conteggi", Azione::Gestisci);
/// School staff: to see the roll call of a class.
pub const LEGGI_APPELLO: Permission = Permission::new("appello", Azione::Leggi);
/// School staff: to do the roll call of a class.
pub const SEGNA_APPELLO: Permission = Permission::new("appello", Azione::Scrivi);
/// Offices: to correct a presence afterwards, with a reason.
pub const CORREGGI: Permission = Permission::new("presenze", Azione::Scrivi);
/// To see the diets of a child: special data, every reading is logged.
pub const LEGGI_DIETE: Permission = Permission::new("diete", Azione::Leggi);
/// To grant and revoke diets.
pub const SCRIVI_DIETE: Permission = Permission::new("diete", Azione::Scrivi);
/// Offices: to see menus, kitchens and kinds of diet.
pub const LEGGI_MENU: Permission = Permission::new("menu", Azione::Leggi);
/// Offices: to publish menus.
pub const PUBBLICA_MENU: Permission = Permission::new("menu", Azione::Scrivi);

/// Offices: to keep the registers of kitchens and kinds of diet.
pub const GESTISCI_CUCINE: Permission = Permission::new("cucine", Azione::Gestisci);

/// All of them.
pub const PERMESSI: &[PermissionInfo] = &[
    info(
        PRESENZE_FAMIGLIA,
        "Vedere i pasti dei propri figli, con importi e motivazioni",
    ),
    info(MENU_FAMIGLIA, "Vedere il menù dei propri figli"),
    info(CONTEGGI, "Vedere i conteggi dei pasti, senza nomi"),
    info(CHIUDI, "Chiudere a mano le prenotazioni di un giorno"),
    info(LEGGI_APPELLO, "Vedere l'appello di una classe"),
    info(SEGNA_APPELLO, "Fare l'appello di una classe"),
    info(
        CORREGGI,
        "Correggere una presenza registrata, indicando il motivo",
    ),
    info(
        LEGGI_DIETE,
        "Vedere le diete speciali (ogni lettura è registrata)",
    ),
    info(SCRIVI_DIETE, "Concedere e revocare le diete speciali"),
    info(
        LEGGI_MENU,
        "Vedere i menù, i centri di cottura e i tipi di dieta",
    ),
    info(PUBBLICA_MENU, "Pubblicare i menù"),
    info(
        GESTISCI_CUCINE,
        "Tenere i registri dei centri di cottura e dei tipi di dieta",
    ),
];

const fn info(permission: Permission, descrizione: &'static str) -> PermissionInfo {
    PermissionInfo {
        permission,
        descrizione,
    }
}
