//! Accounts: a purpose, for a service, for a family where the money is a family's.

use std::fmt;

use campanella_kernel::{Importo, Servizio, typed_id};
use sea_orm::{DeriveActiveEnum, EnumIter};

typed_id!(
    /// Whose account it is: the key of a family. The ledger knows no more of it.
    Intestatario
);

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Scopo {
    /// Money that the comune received.
    #[sea_orm(string_value = "cassa")]
    Cassa,
    /// The «conto elettronico»: what a family paid in and has not used yet. The comune owes it.
    #[sea_orm(string_value = "prepagato")]
    Prepagato,
    /// What a family owes for bills that were issued.
    #[sea_orm(string_value = "credito")]
    Credito,
    /// Refunds that were granted and are not paid out yet.
    #[sea_orm(string_value = "da_rimborsare")]
    DaRimborsare,
    /// Money that came in and of which nobody knows yet whose it is. The comune owes it.
    #[sea_orm(string_value = "da_attribuire")]
    DaAttribuire,
    /// What the comune earned with a service.
    #[sea_orm(string_value = "ricavo")]
    Ricavo,
    /// Late fees and expenses of reminders: not the price of a service.
    #[sea_orm(string_value = "penali")]
    Penali,
    /// Corrections by the office.
    #[sea_orm(string_value = "rettifiche")]
    Rettifiche,
}

impl Scopo {
    /// The name in the store.
    #[must_use]
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Cassa => "cassa",
            Self::Prepagato => "prepagato",
            Self::Credito => "credito",
            Self::DaRimborsare => "da_rimborsare",
            Self::DaAttribuire => "da_attribuire",
            Self::Ricavo => "ricavo",
            Self::Penali => "penali",
            Self::Rettifiche => "rettifiche",
        }
    }

    /// Whether what is given (avere) makes it grow: liabilities and revenues.
    #[must_use]
    pub const fn cresce_in_avere(self) -> bool {
        matches!(
            self,
            Self::Prepagato | Self::DaRimborsare | Self::DaAttribuire | Self::Ricavo | Self::Penali
        )
    }

    /// The balance as people read it: positive when there is something in the account.
    #[must_use]
    pub fn leggibile(self, saldo: Importo) -> Importo {
        if self.cresce_in_avere() {
            -saldo
        } else {
            saldo
        }
    }
}

/// An account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conto {
    /// What it is for.
    pub scopo: Scopo,
    /// Whose it is; none for those of the comune.
    pub famiglia: Option<Intestatario>,
    /// Which service; none for one that a family has for all of them.
    pub servizio: Option<Servizio>,
}

impl Conto {
    /// An account of the comune for a service.
    #[must_use]
    pub const fn del_comune(scopo: Scopo, servizio: Option<Servizio>) -> Self {
        Self {
            scopo,
            famiglia: None,
            servizio,
        }
    }

    /// An account of a family.
    #[must_use]
    pub const fn di(famiglia: Intestatario, scopo: Scopo, servizio: Option<Servizio>) -> Self {
        Self {
            scopo,
            famiglia: Some(famiglia),
            servizio,
        }
    }
}

/// The key: purpose, family, service.
impl fmt::Display for Conto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let famiglia = self.famiglia.map_or(0, Intestatario::key);
        let servizio = self.servizio.map_or("tutti", Servizio::nome);
        write!(f, "{}:{famiglia}:{servizio}", self.scopo.nome())
    }
}
