//! The notice: `avviso di pagamento`, with the layout that pagoPA prescribes.

use campanella_kernel::Giorno;
use campanella_pagopa::{
    Causale, CodiceFiscaleEnte, ContoPostale, Dovuto, NumeroAvviso, TestoDataMatrix,
    TestoDataMatrixError, TestoQr,
};
use serde::Serialize;

use crate::codici;
use crate::stampa::{DocumentoError, Stampa};

/// A notice («Avviso di pagamento» 3.5.1): one payment, or one for each instalment, each with its
/// own number.
#[derive(Debug, Clone)]
pub struct Avviso {
    /// What for: AVVISO.OGGETTO.
    pub oggetto: Causale,
    /// Who owes it: name and surname, DESTINATARIO.NOMECOMPLETO.
    pub destinatario: String,
    /// Tax code of who owes it.
    pub codice_fiscale: String,
    /// Address of who owes it.
    pub indirizzo: Option<String>,
    /// The code by which banks find the creditor (ENTE.CBILL: the SIA code).
    pub cbill: Option<String>,
    /// How it can be paid at the post office, where the comune has a postal account.
    pub bollettino: Option<Bollettino>,
    /// The payments: the whole amount, or its instalments, or both.
    pub pagamenti: Vec<DatiPagamento>,
}

/// A postal account on which notices can be paid at any post office counter.
#[derive(Debug, Clone)]
pub struct Bollettino {
    /// The account.
    pub conto: ContoPostale,
    /// To whom it is registered.
    pub intestato_a: String,
    /// The authorisation that Poste Italiane gave to print (`Aut. DB/… del …`).
    pub autorizzazione: String,
}

/// One way to pay: a number, an amount, a day.
#[derive(Debug, Clone)]
pub struct DatiPagamento {
    /// Which part of the whole it is.
    pub rata: Rata,
    /// The number of the notice.
    pub numero: NumeroAvviso,
    /// How much.
    pub importo: Dovuto,
    /// The last day without consequences.
    pub scadenza: Option<Giorno>,
}

/// Which part of the whole a payment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rata {
    /// All of it (`rata unica`).
    Unica,
    /// An instalment, from 1.
    Numero(u8),
}

/// Why a notice is not printed.
#[derive(Debug, thiserror::Error)]
pub enum AvvisoError {
    /// There is nothing to pay.
    #[error("l'avviso non ha importi da pagare")]
    Vuoto,
    /// It cannot be paid at the post office.
    #[error(transparent)]
    Bollettino(#[from] TestoDataMatrixError),
    /// The document cannot be made.
    #[error(transparent)]
    Documento(#[from] DocumentoError),
}

#[derive(Serialize)]
struct Dati<'a> {
    oggetto: &'a str,
    destinatario: &'a str,
    codice_fiscale: &'a str,
    indirizzo: Option<&'a str>,
    cbill: Option<String>,
    intestato_a: Option<&'a str>,
    conto: Option<String>,
    autorizzazione: Option<&'a str>,
    pagamenti: Vec<Voce>,
}

#[derive(Serialize)]
struct Voce {
    /// None for the whole amount.
    rata: Option<u8>,
    numero: String,
    importo: String,
    scadenza: Option<String>,
    /// SVG of the QR code.
    qr: String,
    /// SVG of the Data Matrix, where there is a postal account.
    datamatrix: Option<String>,
}

impl Avviso {
    /// Its words, for the comune `ente`.
    ///
    /// # Errors
    /// [`AvvisoError`].
    pub fn componi(&self, ente: CodiceFiscaleEnte) -> Result<Stampa, AvvisoError> {
        let Some(primo) = self.pagamenti.first() else {
            return Err(AvvisoError::Vuoto);
        };
        let pagamenti = self.pagamenti.iter().map(|p| self.voce(ente, p));
        let bollettino = self.bollettino.as_ref();
        let dati = Dati {
            oggetto: self.oggetto.as_str(),
            destinatario: &self.destinatario,
            codice_fiscale: &self.codice_fiscale,
            indirizzo: self.indirizzo.as_deref(),
            cbill: self.cbill.as_ref().map(|c| c.to_uppercase()),
            intestato_a: bollettino.map(|b| b.intestato_a.as_str()),
            conto: bollettino.map(|b| b.conto.to_string()),
            autorizzazione: bollettino.map(|b| b.autorizzazione.as_str()),
            pagamenti: pagamenti.collect::<Result<_, _>>()?,
        };
        let identita = format!("avviso {ente} {}", primo.numero);
        Ok(Stampa::nuova("avviso.typ", &dati, identita)?)
    }

    fn voce(
        &self,
        ente: CodiceFiscaleEnte,
        pagamento: &DatiPagamento,
    ) -> Result<Voce, AvvisoError> {
        let qr = TestoQr::new(pagamento.numero, ente, pagamento.importo);
        let datamatrix = match &self.bollettino {
            None => None,
            Some(bollettino) => codici::datamatrix(&TestoDataMatrix::new(
                pagamento.numero,
                bollettino.conto,
                pagamento.importo,
                ente,
                (&self.codice_fiscale, &self.destinatario),
                self.oggetto.as_str(),
            )?),
        };
        Ok(Voce {
            rata: match pagamento.rata {
                Rata::Unica => None,
                Rata::Numero(n) => Some(n),
            },
            numero: pagamento.numero.a_gruppi(),
            importo: pagamento.importo.to_string(),
            scadenza: pagamento.scadenza.map(|giorno| giorno.to_string()),
            qr: codici::qr(&qr).unwrap_or_default(),
            datamatrix,
        })
    }
}
