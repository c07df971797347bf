//! Receipts that are asked for, when they do not arrive by themselves.

use campanella_kernel::{Giorno, Istante};
use serde::{Deserialize, Serialize};

use super::collegamento::{Collegamento, ErroreServizio, nel_percorso};
use super::numero::Euro;
use crate::messaggi::{
    Accredito, Esito, Prestatore, Ricevuta, Soggetto, TipoSoggetto, VersamentoPagato, base64,
};
use crate::xml::Valore;
use crate::{CodiceAvviso, CodiceFiscaleEnte, Dovuto, Testo};

impl Ricevuta {
    /// Asks the events service (`bizevents`) for the receipt with that id, which a flow of
    /// reconciliation calls IUR.
    ///
    /// # Errors
    /// [`ErroreServizio::NonTrovato`] when there is none.
    pub async fn chiedi_per_iur(
        bizevents: &Collegamento,
        ente: CodiceFiscaleEnte,
        iur: &str,
    ) -> Result<Self, ErroreServizio> {
        let percorso = format!("/organizations/{ente}/receipts/{}", nel_percorso(&iur));
        let risposta = bizevents
            .prendi(&percorso, "application/json")
            .await?
            .buona()?;
        Self::da_evento(&risposta.corpo)
    }

    /// Reads the JSON of the events service (`CtReceiptModelResponse`).
    ///
    /// # Errors
    /// [`ErroreServizio::Risposta`] when it is not one.
    pub fn da_evento(json: &[u8]) -> Result<Self, ErroreServizio> {
        let wrong = |perche: String| ErroreServizio::Risposta(perche);
        let letta: CtReceipt = serde_json::from_slice(json).map_err(|e| wrong(e.to_string()))?;
        letta
            .ricevuta()
            .map_err(|campo| wrong(format!("{campo}: valore non valido")))
    }

    /// Writes the JSON of the events service.
    ///
    /// # Errors
    /// Never, in practice: only texts and numbers are written.
    pub fn evento(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&CtReceipt::from(self))
    }
}

/// The fields of which we have a use. Amounts are euros.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct CtReceipt {
    receipt_id: String,
    notice_number: String,
    fiscal_code: String,
    outcome: String,
    creditor_reference_id: String,
    payment_amount: Euro,
    description: String,
    company_name: String,
    office_name: Option<String>,
    debtor: Subject,
    transfer_list: Vec<Transfer>,
    #[serde(rename = "idPSP")]
    id_psp: String,
    psp_fiscal_code: Option<String>,
    #[serde(rename = "pspPartitaIVA")]
    psp_partita_iva: Option<String>,
    psp_company_name: String,
    id_channel: String,
    channel_description: String,
    payer: Option<Subject>,
    payment_method: Option<String>,
    fee: Option<Euro>,
    payment_date_time: Option<String>,
    application_date: Option<String>,
    transfer_date: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Subject {
    entity_unique_identifier_type: String,
    entity_unique_identifier_value: String,
    full_name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Transfer {
    id_transfer: u8,
    transfer_amount: Euro,
    #[serde(rename = "fiscalCodePA")]
    fiscal_code_pa: String,
    iban: Option<String>,
    mbd_attachment: Option<String>,
    remittance_information: String,
    transfer_category: String,
}

impl From<&Ricevuta> for CtReceipt {
    fn from(ricevuta: &Ricevuta) -> Self {
        let prestatore = &ricevuta.prestatore;
        Self {
            receipt_id: ricevuta.id.to_string(),
            notice_number: ricevuta.avviso.to_string(),
            fiscal_code: ricevuta.ente.to_string(),
            outcome: ricevuta.esito.nome().to_owned(),
            creditor_reference_id: ricevuta.iuv.to_string(),
            payment_amount: Euro(ricevuta.importo),
            description: ricevuta.causale.to_string(),
            company_name: ricevuta.denominazione.to_string(),
            office_name: text(&ricevuta.ufficio),
            debtor: Subject::from(&ricevuta.debitore),
            transfer_list: ricevuta.versamenti.iter().map(Transfer::from).collect(),
            id_psp: prestatore.id.to_string(),
            psp_fiscal_code: text(&prestatore.codice_fiscale),
            psp_partita_iva: text(&prestatore.partita_iva),
            psp_company_name: prestatore.denominazione.to_string(),
            id_channel: prestatore.canale.to_string(),
            channel_description: prestatore.tipo_canale.to_string(),
            payer: ricevuta.pagatore.as_ref().map(Subject::from),
            payment_method: text(&ricevuta.metodo),
            fee: ricevuta.commissione.map(Euro),
            payment_date_time: ricevuta.pagata.map(|i| i.utc().to_rfc3339()),
            application_date: ricevuta.applicata.map(|g| g.date().to_string()),
            transfer_date: ricevuta.accreditata.map(|g| g.date().to_string()),
        }
    }
}

impl From<&Soggetto> for Subject {
    fn from(soggetto: &Soggetto) -> Self {
        Self {
            entity_unique_identifier_type: soggetto.tipo.lettera().to_owned(),
            entity_unique_identifier_value: soggetto.codice.to_string(),
            full_name: soggetto.nome.to_string(),
        }
    }
}

impl From<&VersamentoPagato> for Transfer {
    fn from(versamento: &VersamentoPagato) -> Self {
        let (iban, marca) = match &versamento.accredito {
            Accredito::Iban(iban) => (Some(iban.to_string()), None),
            Accredito::MarcaDaBollo(marca) => (None, Some(base64(marca))),
        };
        Self {
            id_transfer: versamento.posto,
            transfer_amount: Euro(versamento.importo.importo()),
            fiscal_code_pa: versamento.ente.to_string(),
            iban,
            mbd_attachment: marca,
            remittance_information: versamento.causale.to_string(),
            transfer_category: versamento.tassonomia.to_string(),
        }
    }
}

fn text<const MAX: usize>(text: &Option<Testo<MAX>>) -> Option<String> {
    text.as_ref().map(ToString::to_string)
}

/// The name of a field whose value is wrong.
type Sbagliato = &'static str;

impl CtReceipt {
    fn ricevuta(self) -> Result<Ricevuta, Sbagliato> {
        Ok(Ricevuta {
            id: valore("receiptId", &self.receipt_id)?,
            avviso: valore::<CodiceAvviso>("noticeNumber", &self.notice_number)?,
            ente: valore("fiscalCode", &self.fiscal_code)?,
            esito: valore::<Esito>("outcome", &self.outcome)?,
            iuv: valore("creditorReferenceId", &self.creditor_reference_id)?,
            importo: self.payment_amount.0,
            causale: valore("description", &self.description)?,
            denominazione: valore("companyName", &self.company_name)?,
            ufficio: se_c_e("officeName", self.office_name)?,
            debitore: self.debtor.soggetto()?,
            versamenti: versamenti(self.transfer_list)?,
            prestatore: Prestatore {
                id: valore("idPSP", &self.id_psp)?,
                codice_fiscale: se_c_e("pspFiscalCode", self.psp_fiscal_code)?,
                partita_iva: se_c_e("pspPartitaIVA", self.psp_partita_iva)?,
                denominazione: valore("pspCompanyName", &self.psp_company_name)?,
                canale: valore("idChannel", &self.id_channel)?,
                tipo_canale: valore("channelDescription", &self.channel_description)?,
            },
            pagatore: self.payer.map(Subject::soggetto).transpose()?,
            metodo: se_c_e("paymentMethod", self.payment_method)?,
            commissione: self.fee.map(|fee| fee.0),
            pagata: se_c_e::<Istante>("paymentDateTime", self.payment_date_time)?,
            applicata: se_c_e::<Giorno>("applicationDate", self.application_date)?,
            accreditata: se_c_e::<Giorno>("transferDate", self.transfer_date)?,
            stand_in: false,
        })
    }
}

impl Subject {
    fn soggetto(self) -> Result<Soggetto, Sbagliato> {
        Ok(Soggetto {
            tipo: TipoSoggetto::da_lettera(&self.entity_unique_identifier_type)
                .ok_or("entityUniqueIdentifierType")?,
            codice: valore(
                "entityUniqueIdentifierValue",
                &self.entity_unique_identifier_value,
            )?,
            nome: valore("fullName", &self.full_name)?,
        })
    }
}

fn versamenti(transfers: Vec<Transfer>) -> Result<Vec<VersamentoPagato>, Sbagliato> {
    if !(1..=5).contains(&transfers.len()) {
        return Err("transferList");
    }
    transfers.into_iter().map(Transfer::versamento).collect()
}

impl Transfer {
    fn versamento(self) -> Result<VersamentoPagato, Sbagliato> {
        Ok(VersamentoPagato {
            posto: self.id_transfer,
            importo: Dovuto::new(self.transfer_amount.0).map_err(|_| "transferAmount")?,
            ente: valore("fiscalCodePA", &self.fiscal_code_pa)?,
            accredito: match (self.iban, self.mbd_attachment) {
                (Some(iban), _) => Accredito::Iban(valore("iban", &iban)?),
                (None, Some(marca)) => Accredito::MarcaDaBollo(valore("mbdAttachment", &marca)?),
                (None, None) => return Err("iban"),
            },
            causale: valore("remittanceInformation", &self.remittance_information)?,
            tassonomia: valore::<Testo<140>>("transferCategory", &self.transfer_category)?,
        })
    }
}

fn valore<T: Valore>(campo: Sbagliato, text: &str) -> Result<T, Sbagliato> {
    T::da_testo(text).ok_or(campo)
}

fn se_c_e<T: Valore>(campo: Sbagliato, text: Option<String>) -> Result<Option<T>, Sbagliato> {
    text.map(|text| valore(campo, &text)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evento() -> serde_json::Value {
        serde_json::json!({
            "receiptId": "r1",
            "noticeNumber": "302012387654312386",
            "fiscalCode": "77777777777",
            "outcome": "OK",
            "creditorReferenceId": "02012387654312386",
            "paymentAmount": 329.98,
            "description": "Refezione",
            "companyName": "Comune di Prova",
            "officeName": null,
            "debtor": {
                "entityUniqueIdentifierType": "F",
                "entityUniqueIdentifierValue": "RSSMRA80A01H501U",
                "fullName": "Mario Rossi",
                "streetName": "Via Roma",
            },
            "transferList": [{
                "idTransfer": 1,
                "transferAmount": 329.98,
                "fiscalCodePA": "77777777777",
                "iban": "IT60X0542811101000000123456",
                "remittanceInformation": "/RFB/1",
                "transferCategory": "9/0107101TS/",
            }],
            "idPSP": "BANCA01",
            "pspCompanyName": "Banca di Prova",
            "idChannel": "00000000000_01",
            "channelDescription": "app",
            "fee": 1.5,
            "paymentDateTime": "2026-11-23T10:30:00",
            "transferDate": "2026-11-24",
        })
    }

    #[test]
    fn an_event_is_a_receipt() {
        let ricevuta = Ricevuta::da_evento(evento().to_string().as_bytes()).expect("a receipt");
        assert_eq!(ricevuta.importo.cents(), 32_998);
        assert_eq!(ricevuta.versamenti[0].importo.cents(), 32_998);
        assert_eq!(ricevuta.commissione.map(|c| c.cents()), Some(150));
        assert_eq!(ricevuta.accreditata, Giorno::new(2026, 11, 24).ok());
        assert_eq!(ricevuta.debitore.nome.as_str(), "Mario Rossi");
        let written = ricevuta.evento().expect("json");
        assert_eq!(Ricevuta::da_evento(&written).expect("a receipt"), ricevuta);
    }

    #[test]
    fn what_is_wrong_in_it_is_named() {
        for (campo, valore) in [
            ("noticeNumber", serde_json::json!("1")),
            ("outcome", serde_json::json!("FORSE")),
            ("transferList", serde_json::json!([])),
            ("paymentDateTime", serde_json::json!("ieri")),
        ] {
            let mut evento = evento();
            evento[campo] = valore;
            let errore = Ricevuta::da_evento(evento.to_string().as_bytes());
            let errore = errore.expect_err("wrong").to_string();
            assert!(errore.contains(campo), "{errore}");
        }
    }
}
