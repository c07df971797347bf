//! Accounts: a purpose, for a service, for a family where the money is a family's.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use campanella_kernel::{Importo, Scope, Servizio, typed_id};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, DeriveActiveEnum, EntityTrait, EnumIter};
use sea_orm::{QueryFilter, TryInsertResult};

use crate::ContoId;
use crate::entities::conto;

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

    fn chiave(&self) -> String {
        self.to_string()
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

/// Keys in one statement: below the bound parameters that any of the stores takes.
pub(crate) const RIGHE: usize = 1000;

/// The keys of `chiesti`, opened where they are not yet: two statements for each thousand, three
/// when some are new.
///
/// # Errors
/// When the store fails.
pub async fn conti(
    scope: &Scope,
    db: &impl ConnectionTrait,
    chiesti: impl IntoIterator<Item = Conto>,
) -> Result<HashMap<Conto, ContoId>, DbErr> {
    let chiesti: Vec<Conto> = chiesti
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut trovati = esistenti(db, &chiesti).await?;
    let nuovi: Vec<Conto> = chiesti
        .into_iter()
        .filter(|c| !trovati.contains_key(c))
        .collect();
    for alcuni in nuovi.chunks(RIGHE) {
        let righe = alcuni.iter().map(|c| conto::ActiveModel {
            chiave: Set(c.chiave()),
            scopo: Set(c.scopo),
            famiglia_id: Set(c.famiglia),
            servizio: Set(c.servizio),
            aperto_il: Set(scope.now()),
            ..Default::default()
        });
        // Another transaction may open the same one.
        let _: TryInsertResult<_> = conto::Entity::insert_many(righe)
            .on_conflict_do_nothing_on([conto::Column::Chiave])
            .exec_without_returning(db)
            .await?;
    }
    trovati.extend(esistenti(db, &nuovi).await?);
    Ok(trovati)
}

/// The account, if anything was ever posted to it.
///
/// # Errors
/// When the store fails.
pub async fn conto_esistente(
    db: &impl ConnectionTrait,
    conto: Conto,
) -> Result<Option<ContoId>, DbErr> {
    Ok(esistenti(db, &[conto]).await?.remove(&conto))
}

/// Those of `chiesti` that are open.
pub(crate) async fn esistenti(
    db: &impl ConnectionTrait,
    chiesti: &[Conto],
) -> Result<HashMap<Conto, ContoId>, DbErr> {
    let mut trovati = HashMap::with_capacity(chiesti.len());
    for alcuni in chiesti.chunks(RIGHE) {
        let righe = conto::Entity::find()
            .filter(conto::Column::Chiave.is_in(alcuni.iter().map(Conto::chiave)))
            .all(db)
            .await?;
        trovati.extend(righe.into_iter().map(|r| (r.conto(), r.id)));
    }
    Ok(trovati)
}
