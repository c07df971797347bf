//! The parts into which a payment is divided.

use super::Versione;
use super::risposta::scarta_metadati;
use crate::xml::{Scrittore, Sequenza, Sintassi};
use crate::{Causale, CodiceFiscaleEnte, Dovuto, Iban, Tassonomia, Testo};

/// A part that is to be credited (`ctTransferPA`, `ctTransferPAV2`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versamento {
    /// How much.
    pub importo: Dovuto,
    /// To whom.
    pub ente: CodiceFiscaleEnte,
    /// On which account.
    pub iban: Iban,
    /// Reason on the credit transfer (remittanceInformation).
    pub causale: Causale,
    /// What it is for.
    pub tassonomia: Tassonomia,
}

impl Versamento {
    pub(crate) fn leggi(mut seq: Sequenza<'_>, versione: Versione) -> Result<Self, Sintassi> {
        seq.leggi::<IdVersamento>("idTransfer")?;
        let importo = seq.leggi("transferAmount")?;
        let ente = seq.leggi("fiscalCodePA")?;
        if versione == Versione::V2 {
            seq.leggi_se_c_e::<Testo<140>>("companyName")?;
        }
        let iban: Testo<35> = seq.leggi("IBAN")?;
        let letto = Self {
            importo,
            ente,
            iban: Iban::parse(iban.as_str()).map_err(|_| Sintassi::Valore {
                elemento: "IBAN".to_owned(),
            })?,
            causale: Causale::letta(seq.leggi("remittanceInformation")?),
            tassonomia: seq.leggi("transferCategory")?,
        };
        scarta_metadati(&mut seq)?;
        seq.fine()?;
        Ok(letto)
    }

    pub(crate) fn scrivi(&self, posto: usize, w: &mut Scrittore) {
        w.elemento("transfer", |w| {
            w.campo("idTransfer", posto);
            w.campo(
                "transferAmount",
                crate::dovuto::decimale(self.importo.importo()),
            );
            w.campo("fiscalCodePA", self.ente);
            w.campo("IBAN", &self.iban);
            w.campo("remittanceInformation", &self.causale);
            w.campo("transferCategory", &self.tassonomia);
        });
    }
}

/// Where a part of a payment went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accredito {
    /// To an account, as the receipt writes it.
    Iban(Testo<35>),
    /// Into a digital revenue stamp (`MBDAttachment`).
    MarcaDaBollo(Vec<u8>),
}

/// A part that was paid, as the receipt tells it: other creditors may have a part too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersamentoPagato {
    /// Its place in the payment, 1 to 5: the flow of reconciliation refers to it.
    pub posto: u8,
    /// How much.
    pub importo: Dovuto,
    /// To whom.
    pub ente: CodiceFiscaleEnte,
    /// Where.
    pub accredito: Accredito,
    /// Reason on the credit transfer.
    pub causale: Testo<140>,
    /// What it is for, as written.
    pub tassonomia: Testo<140>,
}

impl VersamentoPagato {
    pub(crate) fn leggi(mut seq: Sequenza<'_>, versione: Versione) -> Result<Self, Sintassi> {
        let IdVersamento(posto) = seq.leggi("idTransfer")?;
        let importo = seq.leggi("transferAmount")?;
        let ente = seq.leggi("fiscalCodePA")?;
        if versione == Versione::V2 {
            seq.leggi_se_c_e::<Testo<140>>("companyName")?;
        }
        let marca = match versione {
            Versione::V1 => None,
            Versione::V2 => seq.leggi_se_c_e("MBDAttachment")?,
        };
        let accredito = match marca {
            Some(marca) => Accredito::MarcaDaBollo(marca),
            None => Accredito::Iban(seq.leggi("IBAN")?),
        };
        let letto = Self {
            posto,
            importo,
            ente,
            accredito,
            causale: seq.leggi("remittanceInformation")?,
            tassonomia: seq.leggi("transferCategory")?,
        };
        scarta_metadati(&mut seq)?;
        seq.fine()?;
        Ok(letto)
    }

    pub(crate) fn scrivi(&self, w: &mut Scrittore) {
        w.elemento("transfer", |w| {
            w.campo("idTransfer", self.posto);
            w.campo(
                "transferAmount",
                crate::dovuto::decimale(self.importo.importo()),
            );
            w.campo("fiscalCodePA", self.ente);
            match &self.accredito {
                Accredito::Iban(iban) => w.campo("IBAN", iban),
                Accredito::MarcaDaBollo(marca) => w.campo("MBDAttachment", base64(marca)),
            }
            w.campo("remittanceInformation", &self.causale);
            w.campo("transferCategory", &self.tassonomia);
        });
    }
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// `stIdTransfer`: 1 to 5.
struct IdVersamento(u8);

impl crate::xml::Valore for IdVersamento {
    fn da_testo(text: &str) -> Option<Self> {
        let posto = text.trim().parse().ok()?;
        (1..=5).contains(&posto).then_some(Self(posto))
    }
}
