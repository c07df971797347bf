//! `paSendRT` and `paSendRTV2`: the receipt.

use campanella_kernel::{Giorno, Importo, Istante};

use super::risposta::{ErroreRisposta, leggi_risposta, scarta_metadati};
use super::{Instradamento, Primitiva, Soggetto, VersamentoPagato, Versione};
use crate::busta::imbusta;
use crate::dovuto::decimale;
use crate::xml::{Scrittore, Sequenza, Sintassi, Valore};
use crate::{CodiceAvviso, CodiceFiscaleEnte, Testo};

/// Whether it was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Esito {
    /// Paid.
    Ok,
    /// Not paid.
    Ko,
}

/// The bank or shop that took the money (PSP).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prestatore {
    /// Its id at the node.
    pub id: Testo<35>,
    /// Its tax code.
    pub codice_fiscale: Option<Testo<70>>,
    /// Its partita IVA.
    pub partita_iva: Option<Testo<20>>,
    /// Its name.
    pub denominazione: Testo<70>,
    /// Its channel at the node.
    pub canale: Testo<35>,
    /// What kind of channel it is.
    pub tipo_canale: Testo<35>,
}

/// A receipt (`ctReceipt`, `ctReceiptV2`): the proof that a notice was paid, and the only thing on
/// which a payment may be credited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ricevuta {
    /// Its id (receiptId), the IUR of the flow of reconciliation: a receipt may come more than
    /// once, and must be accepted once.
    pub id: Testo<255>,
    /// The number of the notice.
    pub avviso: CodiceAvviso,
    /// The creditor of the notice, which may not be the one that receives the receipt: whoever has
    /// a part gets one.
    pub ente: CodiceFiscaleEnte,
    /// Whether it was paid.
    pub esito: Esito,
    /// The IUV, as written.
    pub iuv: Testo<35>,
    /// How much was paid, without the fee.
    pub importo: Importo,
    /// What for.
    pub causale: Testo<140>,
    /// The name of the creditor.
    pub denominazione: Testo<140>,
    /// Its office.
    pub ufficio: Option<Testo<140>>,
    /// Who owed it.
    pub debitore: Soggetto,
    /// Its parts, one to five.
    pub versamenti: Vec<VersamentoPagato>,
    /// Who took the money.
    pub prestatore: Prestatore,
    /// Who paid, if it is known.
    pub pagatore: Option<Soggetto>,
    /// With what it was paid.
    pub metodo: Option<Testo<35>>,
    /// The fee that the payer paid besides.
    pub commissione: Option<Importo>,
    /// When it was paid.
    pub pagata: Option<Istante>,
    /// The day of the entry on the account of the payer's bank.
    pub applicata: Option<Giorno>,
    /// The day of the credit transfer.
    pub accreditata: Option<Giorno>,
    /// Whether it was paid while the station did not answer.
    pub stand_in: bool,
}

/// A receipt, and through whom it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvioRicevuta {
    /// Which form of it.
    pub versione: Versione,
    /// Through whom.
    pub instradamento: Instradamento,
    /// The receipt.
    pub ricevuta: Ricevuta,
}

impl InvioRicevuta {
    pub(crate) fn leggi(
        mut seq: Sequenza<'_>,
        versione: Versione,
        instradamento: Instradamento,
    ) -> Result<Self, Sintassi> {
        let ricevuta = Ricevuta::leggi(Sequenza::di(seq.elemento("receipt")?)?, versione)?;
        seq.fine()?;
        Ok(Self {
            versione,
            instradamento,
            ricevuta,
        })
    }

    /// The envelope of the request.
    #[must_use]
    pub fn busta(&self) -> Vec<u8> {
        imbusta(Primitiva::Ricevuta(self.versione).richiesta(), |w| {
            self.scrivi(w)
        })
    }

    /// Reads the envelope of the response to a receipt of that form.
    ///
    /// # Errors
    /// [`ErroreRisposta`]: the station refused, or what it wrote cannot be read.
    pub fn risposta(versione: Versione, bytes: &[u8]) -> Result<(), ErroreRisposta> {
        leggi_risposta(Primitiva::Ricevuta(versione), bytes, |_| Ok(()))
    }

    fn scrivi(&self, w: &mut Scrittore) {
        self.instradamento.scrivi(w);
        w.elemento("receipt", |w| self.ricevuta.scrivi(w));
    }
}

impl Ricevuta {
    fn leggi(mut seq: Sequenza<'_>, versione: Versione) -> Result<Self, Sintassi> {
        let letta = Self {
            id: seq.leggi("receiptId")?,
            avviso: seq.leggi("noticeNumber")?,
            ente: seq.leggi("fiscalCode")?,
            esito: seq.leggi("outcome")?,
            iuv: seq.leggi("creditorReferenceId")?,
            importo: seq.leggi("paymentAmount")?,
            causale: seq.leggi("description")?,
            denominazione: seq.leggi("companyName")?,
            ufficio: seq.leggi_se_c_e("officeName")?,
            debitore: Soggetto::leggi(Sequenza::di(seq.elemento("debtor")?)?)?,
            versamenti: versamenti(&mut seq, versione)?,
            prestatore: Prestatore::leggi(&mut seq)?,
            pagatore: match seq.se_c_e("payer") {
                Some(payer) => Some(Soggetto::leggi(Sequenza::di(payer)?)?),
                None => None,
            },
            metodo: seq.leggi_se_c_e("paymentMethod")?,
            commissione: {
                scarta_se_v2::<Testo<210>>(&mut seq, versione, &["paymentNote"])?;
                seq.leggi_se_c_e("fee")?
            },
            pagata: {
                scarta_se_v2::<Importo>(&mut seq, versione, &["primaryCiIncurredFee"])?;
                scarta_se_v2::<Testo<70>>(&mut seq, versione, &["idBundle", "idCiBundle"])?;
                seq.leggi_se_c_e("paymentDateTime")?
            },
            applicata: seq.leggi_se_c_e("applicationDate")?,
            accreditata: seq.leggi_se_c_e("transferDate")?,
            stand_in: {
                scarta_metadati(&mut seq)?;
                seq.leggi_se_c_e("standIn")?.unwrap_or(false)
            },
        };
        seq.fine()?;
        Ok(letta)
    }

    fn scrivi(&self, w: &mut Scrittore) {
        w.campo("receiptId", &self.id);
        w.campo("noticeNumber", self.avviso);
        w.campo("fiscalCode", self.ente);
        w.campo("outcome", self.esito.nome());
        w.campo("creditorReferenceId", &self.iuv);
        w.campo("paymentAmount", decimale(self.importo));
        w.campo("description", &self.causale);
        w.campo("companyName", &self.denominazione);
        w.campo_se_c_e("officeName", self.ufficio.as_ref());
        self.debitore.scrivi("debtor", w);
        w.elemento("transferList", |w| {
            self.versamenti.iter().for_each(|v| v.scrivi(w));
        });
        self.prestatore.scrivi(w);
        if let Some(pagatore) = &self.pagatore {
            pagatore.scrivi("payer", w);
        }
        w.campo_se_c_e("paymentMethod", self.metodo.as_ref());
        w.campo_se_c_e("fee", self.commissione.map(decimale).as_ref());
        let pagata = self.pagata.map(|i| i.utc().format("%Y-%m-%dT%H:%M:%SZ"));
        w.campo_se_c_e("paymentDateTime", pagata.as_ref());
        w.campo_se_c_e("applicationDate", self.applicata.map(Giorno::date).as_ref());
        w.campo_se_c_e("transferDate", self.accreditata.map(Giorno::date).as_ref());
        w.campo_se_c_e("standIn", self.stand_in.then_some(true).as_ref());
    }

    /// What of it is for that creditor.
    #[must_use]
    pub fn importo_di(&self, ente: CodiceFiscaleEnte) -> Importo {
        let suoi = self.versamenti.iter().filter(|v| v.ente == ente);
        suoi.map(|v| v.importo.importo()).sum()
    }
}

fn versamenti(
    seq: &mut Sequenza<'_>,
    versione: Versione,
) -> Result<Vec<VersamentoPagato>, Sintassi> {
    let mut lista = Sequenza::di(seq.elemento("transferList")?)?;
    let versamenti = lista
        .elementi("transfer", 5)?
        .into_iter()
        .map(|e| VersamentoPagato::leggi(Sequenza::di(e)?, versione))
        .collect::<Result<_, _>>()?;
    lista.fine()?;
    Ok(versamenti)
}

/// Passes over fields of the second form that we have no use for, having checked their form.
fn scarta_se_v2<T: Valore>(
    seq: &mut Sequenza<'_>,
    versione: Versione,
    nomi: &[&'static str],
) -> Result<(), Sintassi> {
    if versione == Versione::V2 {
        for nome in nomi {
            seq.leggi_se_c_e::<T>(nome)?;
        }
    }
    Ok(())
}

impl Prestatore {
    fn leggi(seq: &mut Sequenza<'_>) -> Result<Self, Sintassi> {
        Ok(Self {
            id: seq.leggi("idPSP")?,
            codice_fiscale: seq.leggi_se_c_e("pspFiscalCode")?,
            partita_iva: seq.leggi_se_c_e("pspPartitaIVA")?,
            denominazione: seq.leggi("PSPCompanyName")?,
            canale: seq.leggi("idChannel")?,
            tipo_canale: seq.leggi("channelDescription")?,
        })
    }

    fn scrivi(&self, w: &mut Scrittore) {
        w.campo("idPSP", &self.id);
        w.campo_se_c_e("pspFiscalCode", self.codice_fiscale.as_ref());
        w.campo_se_c_e("pspPartitaIVA", self.partita_iva.as_ref());
        w.campo("PSPCompanyName", &self.denominazione);
        w.campo("idChannel", &self.canale);
        w.campo("channelDescription", &self.tipo_canale);
    }
}

impl Esito {
    pub(crate) const fn nome(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Ko => "KO",
        }
    }
}

impl Valore for Esito {
    fn da_testo(text: &str) -> Option<Self> {
        [Self::Ok, Self::Ko].into_iter().find(|e| e.nome() == text)
    }
}
