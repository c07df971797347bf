//! Who owes, who paid.

use std::fmt;

use campanella_kernel::CodiceFiscale;

use crate::Testo;
use crate::xml::{Scrittore, Sequenza, Sintassi};

/// Person or company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TipoSoggetto {
    /// `F`.
    PersonaFisica,
    /// `G`.
    PersonaGiuridica,
}

/// A debtor or payer (`ctSubject`). Address and e-mail, which the messages may carry, are neither
/// sent nor kept: nothing that we do needs them.
#[derive(Clone, PartialEq, Eq)]
pub struct Soggetto {
    /// Person or company.
    pub tipo: TipoSoggetto,
    /// Tax code, as written: 2 to 16 characters.
    pub codice: Testo<16>,
    /// Name and surname.
    pub nome: Testo<70>,
}

impl TipoSoggetto {
    pub(crate) const fn lettera(self) -> &'static str {
        match self {
            Self::PersonaFisica => "F",
            Self::PersonaGiuridica => "G",
        }
    }

    pub(crate) fn da_lettera(lettera: &str) -> Option<Self> {
        let tipi = [Self::PersonaFisica, Self::PersonaGiuridica];
        tipi.into_iter().find(|tipo| tipo.lettera() == lettera)
    }
}

impl Soggetto {
    /// A person.
    ///
    /// # Errors
    /// When the name is empty.
    pub fn persona(
        codice_fiscale: &CodiceFiscale,
        nome: &str,
    ) -> Result<Self, crate::testo::TestoError> {
        Ok(Self {
            tipo: TipoSoggetto::PersonaFisica,
            codice: Testo::new(codice_fiscale.as_str())?,
            nome: Testo::tronca(nome)?,
        })
    }

    /// Somebody without a codice fiscale, whose name then is not told either.
    ///
    /// # Errors
    /// Never: the words fit.
    pub fn anonimo() -> Result<Self, crate::testo::TestoError> {
        Ok(Self {
            tipo: TipoSoggetto::PersonaFisica,
            codice: Testo::new("ANONIMO")?,
            nome: Testo::new("ANONIMO")?,
        })
    }

    pub(crate) fn leggi(mut seq: Sequenza<'_>) -> Result<Self, Sintassi> {
        let mut id = Sequenza::di(seq.elemento("uniqueIdentifier")?)?;
        let tipo: Testo<1> = id.leggi("entityUniqueIdentifierType")?;
        let codice: Testo<16> = id.leggi("entityUniqueIdentifierValue")?;
        id.fine()?;
        let wrong = |elemento: &str| Sintassi::Valore {
            elemento: elemento.to_owned(),
        };
        let tipo = TipoSoggetto::da_lettera(tipo.as_str())
            .ok_or_else(|| wrong("entityUniqueIdentifierType"))?;
        if codice.as_str().chars().count() < 2 {
            return Err(wrong("entityUniqueIdentifierValue"));
        }
        let nome = seq.leggi("fullName")?;
        seq.leggi_se_c_e::<Testo<70>>("streetName")?;
        seq.leggi_se_c_e::<Testo<16>>("civicNumber")?;
        seq.leggi_se_c_e::<Testo<16>>("postalCode")?;
        seq.leggi_se_c_e::<Testo<35>>("city")?;
        seq.leggi_se_c_e::<Testo<35>>("stateProvinceRegion")?;
        seq.leggi_se_c_e::<Testo<2>>("country")?;
        seq.leggi_se_c_e::<Testo<256>>("e-mail")?;
        seq.fine()?;
        Ok(Self { tipo, codice, nome })
    }

    pub(crate) fn scrivi(&self, elemento: &str, w: &mut Scrittore) {
        w.elemento(elemento, |w| {
            w.elemento("uniqueIdentifier", |w| {
                w.campo("entityUniqueIdentifierType", self.tipo.lettera());
                w.campo("entityUniqueIdentifierValue", &self.codice);
            });
            w.campo("fullName", &self.nome);
        });
    }
}

/// Shows only that there is one: logs carry no personal data.
impl fmt::Debug for Soggetto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Soggetto(…)")
    }
}
