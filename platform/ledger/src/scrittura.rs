//! An entry before it is posted.

use campanella_kernel::{Giorno, Importo};

use crate::causa::Causa;
use crate::conto::Conto;
use crate::errore::Errore;

/// An amount that goes from one account to another: it sums to zero by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trasferimento {
    dare: Conto,
    avere: Conto,
    importo: Importo,
}

impl Trasferimento {
    /// Debits `dare` and credits `avere` with `importo`.
    ///
    /// # Errors
    /// [`Errore::ImportoNonPositivo`], [`Errore::StessoConto`].
    pub fn nuovo(dare: Conto, avere: Conto, importo: Importo) -> Result<Self, Errore> {
        if importo <= Importo::ZERO {
            return Err(Errore::ImportoNonPositivo(importo));
        }
        if dare == avere {
            return Err(Errore::StessoConto);
        }
        Ok(Self {
            dare,
            avere,
            importo,
        })
    }

    /// The account that is debited.
    #[must_use]
    pub const fn dare(&self) -> Conto {
        self.dare
    }

    /// The account that is credited.
    #[must_use]
    pub const fn avere(&self) -> Conto {
        self.avere
    }

    /// The amount.
    #[must_use]
    pub const fn importo(&self) -> Importo {
        self.importo
    }

    /// The same amount, back.
    pub(crate) const fn inverso(self) -> Self {
        Self {
            dare: self.avere,
            avere: self.dare,
            importo: self.importo,
        }
    }
}

/// An entry to be posted: never without a cause nor without a movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NuovaScrittura {
    pub(crate) chiave: String,
    pub(crate) causa: Causa,
    pub(crate) descrizione: String,
    pub(crate) giorno: Giorno,
    pub(crate) movimenti: Vec<Trasferimento>,
    pub(crate) totale: Importo,
}

impl NuovaScrittura {
    /// An entry of one movement, of `giorno`. Posting `chiave` twice posts it once. `descrizione`
    /// is read by the family and by the office; it names nobody.
    #[must_use]
    pub fn nuova(
        chiave: impl Into<String>,
        causa: Causa,
        descrizione: impl Into<String>,
        giorno: Giorno,
        movimento: Trasferimento,
    ) -> Self {
        Self {
            chiave: chiave.into(),
            causa,
            descrizione: descrizione.into(),
            giorno,
            movimenti: vec![movimento],
            totale: movimento.importo,
        }
    }

    /// The same with one more movement.
    ///
    /// # Errors
    /// [`Errore::ImportoTroppoGrande`].
    pub fn con(mut self, movimento: Trasferimento) -> Result<Self, Errore> {
        let totale = self.totale.cents().checked_add(movimento.importo.cents());
        self.totale = totale
            .map(Importo::from_cents)
            .ok_or(Errore::ImportoTroppoGrande)?;
        self.movimenti.push(movimento);
        Ok(self)
    }
}
