//! Checkout: the page of pagoPA on which one to five notices are paid at once.

use hyper::Uri;
use serde::{Deserialize, Serialize};

use super::collegamento::{Collegamento, ErroreServizio, indirizzo};
use crate::messaggi::CodiceQr;
use crate::{CodiceAvviso, CodiceFiscaleEnte, Dovuto, Testo};
use campanella_kernel::Importo;

/// A cart (`CartRequest`, `CartRequestV2` of the «Checkout - EC API»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrello {
    voci: Vec<VoceCarrello>,
    ritorni: Ritorni,
    id: Option<Testo<140>>,
    email: Option<Testo<256>>,
    solo_postale: bool,
}

/// A notice in a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoceCarrello {
    /// Creditor and number.
    pub qr: CodiceQr,
    /// How much is due.
    pub importo: Dovuto,
    /// The name of the creditor.
    pub denominazione: Testo<140>,
    /// What for: the causale.
    pub causale: Testo<140>,
}

/// Where the payer's browser goes afterwards. None of these proves anything: a payment is credited
/// when its receipt comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ritorni {
    /// Paid, says the browser.
    pub pagato: Uri,
    /// The payer changed their mind.
    pub annullato: Uri,
    /// Something went wrong.
    pub errore: Uri,
    /// It is not known yet: version 2 of the service has it, version 1 has not.
    pub attesa: Option<Uri>,
}

/// Why notices do not make a cart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarrelloError {
    /// A cart has one to five notices.
    #[error("si possono pagare insieme da 1 a 5 avvisi")]
    Voci,
    /// A notice can be in a cart once.
    #[error("lo stesso avviso è stato scelto due volte")]
    Ripetuto,
    /// A text that was read is not a cart.
    #[error("il carrello non è valido: {0}")]
    Forma(&'static str),
}

impl Carrello {
    /// A cart of those notices.
    ///
    /// # Errors
    /// [`CarrelloError`] when they are none, too many, or not all different.
    pub fn new(voci: Vec<VoceCarrello>, ritorni: Ritorni) -> Result<Self, CarrelloError> {
        if !(1..=5).contains(&voci.len()) {
            return Err(CarrelloError::Voci);
        }
        let repeated =
            |(n, voce): (usize, &VoceCarrello)| voci[..n].iter().any(|v| v.qr == voce.qr);
        if voci.iter().enumerate().any(repeated) {
            return Err(CarrelloError::Ripetuto);
        }
        Ok(Self {
            voci,
            ritorni,
            id: None,
            email: None,
            solo_postale: false,
        })
    }

    /// The same, with an id by which we know it.
    #[must_use]
    pub fn con_id(self, id: Testo<140>) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// The notices.
    #[must_use]
    pub fn voci(&self) -> &[VoceCarrello] {
        &self.voci
    }

    /// Where the payer's browser goes afterwards.
    #[must_use]
    pub const fn ritorni(&self) -> &Ritorni {
        &self.ritorni
    }

    /// The body of `POST /carts`.
    ///
    /// # Errors
    /// Never, in practice: only texts and numbers are written.
    pub fn json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&CartRequest::from(self))
    }

    /// Reads the body of `POST /carts`.
    ///
    /// # Errors
    /// [`CarrelloError`].
    pub fn da_json(json: &[u8]) -> Result<Self, CarrelloError> {
        let request: CartRequest =
            serde_json::from_slice(json).map_err(|_| CarrelloError::Forma("non è JSON"))?;
        request.try_into()
    }

    /// Asks Checkout for the page on which this cart is paid, to send the payer's browser there.
    ///
    /// # Errors
    /// [`ErroreServizio`]. Asking again makes another page, not another payment.
    pub async fn apri(&self, checkout: &Collegamento) -> Result<Uri, ErroreServizio> {
        let wrong = |perche: &str| ErroreServizio::Risposta(perche.to_owned());
        let json = self.json().map_err(|e| wrong(&e.to_string()))?;
        let risposta = checkout.manda_json("/carts", json).await?.buona()?;
        let pagina = risposta.destinazione.as_deref().and_then(indirizzo);
        match (risposta.stato, pagina) {
            (302, Some(pagina)) => Ok(pagina),
            _ => Err(wrong("manca l'indirizzo della pagina di pagamento")),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CartRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    email_notice: Option<String>,
    payment_notices: Vec<PaymentNotice>,
    return_urls: ReturnUrls,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_cart: Option<String>,
    #[serde(rename = "allCCP", default, skip_serializing_if = "std::ops::Not::not")]
    all_ccp: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PaymentNotice {
    notice_number: String,
    fiscal_code: String,
    /// Euro cents.
    amount: i64,
    company_name: String,
    description: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReturnUrls {
    return_ok_url: String,
    return_cancel_url: String,
    return_error_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    return_waiting_url: Option<String>,
}

impl From<&Carrello> for CartRequest {
    fn from(carrello: &Carrello) -> Self {
        let notice = |voce: &VoceCarrello| PaymentNotice {
            notice_number: voce.qr.avviso.to_string(),
            fiscal_code: voce.qr.ente.to_string(),
            amount: voce.importo.cents(),
            company_name: voce.denominazione.to_string(),
            description: voce.causale.to_string(),
        };
        let ritorni = &carrello.ritorni;
        Self {
            email_notice: carrello.email.as_ref().map(ToString::to_string),
            payment_notices: carrello.voci.iter().map(notice).collect(),
            return_urls: ReturnUrls {
                return_ok_url: ritorni.pagato.to_string(),
                return_cancel_url: ritorni.annullato.to_string(),
                return_error_url: ritorni.errore.to_string(),
                return_waiting_url: ritorni.attesa.as_ref().map(ToString::to_string),
            },
            id_cart: carrello.id.as_ref().map(ToString::to_string),
            all_ccp: carrello.solo_postale,
        }
    }
}

impl TryFrom<CartRequest> for Carrello {
    type Error = CarrelloError;

    fn try_from(request: CartRequest) -> Result<Self, CarrelloError> {
        let voci = request
            .payment_notices
            .iter()
            .map(voce)
            .collect::<Result<_, _>>()?;
        let uri = |text: &str| indirizzo(text).ok_or(CarrelloError::Forma("returnUrls"));
        let urls = &request.return_urls;
        let ritorni = Ritorni {
            pagato: uri(&urls.return_ok_url)?,
            annullato: uri(&urls.return_cancel_url)?,
            errore: uri(&urls.return_error_url)?,
            attesa: urls.return_waiting_url.as_deref().map(uri).transpose()?,
        };
        let id = request.id_cart.as_deref().map(Testo::new).transpose();
        let email = request.email_notice.as_deref().map(Testo::new).transpose();
        Ok(Self {
            id: id.map_err(|_| CarrelloError::Forma("idCart"))?,
            email: email.map_err(|_| CarrelloError::Forma("emailNotice"))?,
            solo_postale: request.all_ccp,
            ..Self::new(voci, ritorni)?
        })
    }
}

fn voce(notice: &PaymentNotice) -> Result<VoceCarrello, CarrelloError> {
    let forma = CarrelloError::Forma;
    Ok(VoceCarrello {
        qr: CodiceQr {
            ente: CodiceFiscaleEnte::parse(&notice.fiscal_code).map_err(|_| forma("fiscalCode"))?,
            avviso: CodiceAvviso::parse(&notice.notice_number)
                .map_err(|_| forma("noticeNumber"))?,
        },
        importo: Dovuto::new(Importo::from_cents(notice.amount)).map_err(|_| forma("amount"))?,
        denominazione: Testo::new(&notice.company_name).map_err(|_| forma("companyName"))?,
        causale: Testo::new(&notice.description).map_err(|_| forma("description"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voci(quante: usize) -> Vec<VoceCarrello> {
        let numeri = [
            "302012387654312386",
            "301000000000000144",
            "300000000000000104",
            "322201151398574181",
            "300715700000000032",
            "345999999999999975",
        ];
        let voce = |numero: &&str| VoceCarrello {
            qr: CodiceQr {
                ente: CodiceFiscaleEnte::parse("77777777777").expect("eleven digits"),
                avviso: CodiceAvviso::parse(numero).expect("eighteen digits"),
            },
            importo: Dovuto::new(Importo::from_cents(1000)).expect("an amount"),
            denominazione: Testo::new("Comune di Pieve Sant'Elmo").expect("it fits"),
            causale: Testo::new("Refezione, tessera 10442").expect("it fits"),
        };
        numeri.iter().take(quante).map(voce).collect()
    }

    fn ritorni() -> Ritorni {
        let uri = |text: &str| indirizzo(text).expect("an address");
        Ritorni {
            pagato: uri("https://pieve.example/ok"),
            annullato: uri("https://pieve.example/annullato"),
            errore: uri("https://pieve.example/errore"),
            attesa: Some(uri("https://pieve.example/attesa")),
        }
    }

    #[test]
    fn the_body_is_that_of_the_definition() {
        let carrello = Carrello::new(voci(1), ritorni()).expect("a cart");
        let carrello = carrello.con_id(Testo::new("c1").expect("it fits"));
        let json = carrello.json().expect("json");
        let value: serde_json::Value = serde_json::from_slice(&json).expect("json");
        assert_eq!(
            value,
            serde_json::json!({
                "paymentNotices": [{
                    "noticeNumber": "302012387654312386",
                    "fiscalCode": "77777777777",
                    "amount": 1000,
                    "companyName": "Comune di Pieve Sant'Elmo",
                    "description": "Refezione, tessera 10442",
                }],
                "returnUrls": {
                    "returnOkUrl": "https://pieve.example/ok",
                    "returnCancelUrl": "https://pieve.example/annullato",
                    "returnErrorUrl": "https://pieve.example/errore",
                    "returnWaitingUrl": "https://pieve.example/attesa",
                },
                "idCart": "c1",
            })
        );
        assert_eq!(Carrello::da_json(&json), Ok(carrello));
    }

    #[test]
    fn one_to_five_different_notices() {
        assert_eq!(Carrello::new(voci(0), ritorni()), Err(CarrelloError::Voci));
        assert_eq!(Carrello::new(voci(6), ritorni()), Err(CarrelloError::Voci));
        let twice = [voci(1), voci(1)].concat();
        assert_eq!(
            Carrello::new(twice, ritorni()),
            Err(CarrelloError::Ripetuto)
        );
        assert!(Carrello::new(voci(5), ritorni()).is_ok());
    }

    #[test]
    fn a_cart_from_outside_is_checked() {
        let json = Carrello::new(voci(1), ritorni()).map(|c| c.json().expect("json"));
        let json = String::from_utf8(json.expect("a cart")).expect("text");
        for (via, con) in [
            ("1000", "0"),
            ("1000", "10.5"),
            ("77777777777", "7"),
            ("302012387654312386", "3020"),
            ("https://pieve.example/ok", "javascript:alert(1)"),
            ("returnCancelUrl", "x"),
        ] {
            assert!(
                Carrello::da_json(json.replace(via, con).as_bytes()).is_err(),
                "{con}"
            );
        }
    }
}
