//! The permissions of identity.

use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Azione, Permission};

/// To see the roles and who has them.
pub const RUOLI_LEGGI: Permission = Permission::new("ruoli", Azione::Leggi);
/// To give and take roles, and to make new ones.
pub const RUOLI_GESTISCI: Permission = Permission::new("ruoli", Azione::Gestisci);
/// To search the persons whom the comune knows.
pub const PERSONE_LEGGI: Permission = Permission::new("persone", Azione::Leggi);
/// To give out codes with which a person registers.
pub const CODICI_ATTIVAZIONE_SCRIVI: Permission =
    Permission::new("codici_attivazione", Azione::Scrivi);
/// To make and revoke tokens of programs.
pub const TOKEN_API_GESTISCI: Permission = Permission::new("token_api", Azione::Gestisci);
/// To see the vendor's entrances.
pub const ACCESSI_SUPPORTO_LEGGI: Permission = Permission::new("accessi_supporto", Azione::Leggi);
/// To close an entrance of the vendor before its end.
pub const ACCESSI_SUPPORTO_GESTISCI: Permission =
    Permission::new("accessi_supporto", Azione::Gestisci);
/// To read the log of what was done.
pub const REGISTRO_LEGGI: Permission = Permission::new("registro", Azione::Leggi);
/// To see and change the settings of the comune.
pub const IMPOSTAZIONI_GESTISCI: Permission = Permission::new("impostazioni", Azione::Gestisci);

/// All of them, in words.
pub const INFO: &[PermissionInfo] = &[
    PermissionInfo {
        permission: RUOLI_LEGGI,
        descrizione: "Vedere i ruoli e a chi sono assegnati",
    },
    PermissionInfo {
        permission: RUOLI_GESTISCI,
        descrizione: "Assegnare e togliere ruoli, crearne di nuovi",
    },
    PermissionInfo {
        permission: PERSONE_LEGGI,
        descrizione: "Cercare le persone conosciute dal comune",
    },
    PermissionInfo {
        permission: CODICI_ATTIVAZIONE_SCRIVI,
        descrizione: "Consegnare codici di attivazione per la registrazione",
    },
    PermissionInfo {
        permission: TOKEN_API_GESTISCI,
        descrizione: "Creare e revocare le chiavi dei programmi degli uffici",
    },
    PermissionInfo {
        permission: ACCESSI_SUPPORTO_LEGGI,
        descrizione: "Vedere gli ingressi dell'assistenza del fornitore",
    },
    PermissionInfo {
        permission: ACCESSI_SUPPORTO_GESTISCI,
        descrizione: "Chiudere un ingresso dell'assistenza del fornitore",
    },
    PermissionInfo {
        permission: REGISTRO_LEGGI,
        descrizione: "Leggere il registro delle operazioni",
    },
    PermissionInfo {
        permission: IMPOSTAZIONI_GESTISCI,
        descrizione: "Vedere e cambiare nome, stemma, colore, recapiti e collegamenti del comune",
    },
];
