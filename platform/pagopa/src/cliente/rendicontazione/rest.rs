//! Flows from the REST service («FDR - Flussi di Rendicontazione (ORGs)», version 1). It allows
//! one request a second.

use campanella_kernel::{Giorno, Istante};
use serde::{Deserialize, Serialize};

use super::{EsitoRiga, Flusso, FlussoError, RigaFlusso};
use crate::CodiceFiscaleEnte;
use crate::cliente::collegamento::{Collegamento, ErroreServizio, nel_percorso};
use crate::cliente::numero::Euro;
use crate::xml::Valore;

/// A page of the list of a creditor's flows (`PaginatedFlowsResponse`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElencoFlussi {
    /// Which page of how many.
    pub metadata: Pagina,
    /// How many flows are on this page.
    pub count: u64,
    /// The flows.
    pub data: Vec<VoceElenco>,
}

/// Which page of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pagina {
    /// The size of a page.
    pub page_size: u64,
    /// This page, from 1.
    pub page_number: u64,
    /// How many pages there are.
    pub tot_page: u64,
}

/// A flow in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VoceElenco {
    /// The id of the flow.
    pub fdr: String,
    /// The bank.
    pub psp_id: String,
    /// Its revision: a later one takes the place of the earlier ones.
    pub revision: u64,
}

/// What the service says of a flow besides its payments (`SingleFlowResponse`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Testata {
    fdr: String,
    fdr_date: String,
    regulation: String,
    regulation_date: String,
    sender: Sender,
    receiver: Receiver,
    tot_payments: u64,
    sum_payments: Euro,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sender {
    id: String,
    psp_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Receiver {
    organization_id: String,
}

/// A page of the payments of a flow (`PaginatedPaymentsResponse`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaginaRighe {
    metadata: Pagina,
    count: u64,
    data: Vec<Payment>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Payment {
    index: u64,
    iuv: String,
    iur: String,
    id_transfer: u8,
    pay: Euro,
    pay_status: String,
    pay_date: String,
}

impl ElencoFlussi {
    /// Asks for a page of the flows of a creditor that were published after `dal`.
    ///
    /// # Errors
    /// [`ErroreServizio`].
    pub async fn chiedi(
        fdr: &Collegamento,
        ente: CodiceFiscaleEnte,
        dal: Istante,
        pagina: u64,
    ) -> Result<Self, ErroreServizio> {
        let dal = dal.utc().format("%Y-%m-%dT%H:%M:%SZ");
        let percorso = format!("/organizations/{ente}/fdrs?publishedGt={dal}&page={pagina}");
        let risposta = fdr.prendi(&percorso, "application/json").await?.buona()?;
        serde_json::from_slice(&risposta.corpo).map_err(|e| ErroreServizio::Risposta(e.to_string()))
    }
}

impl Flusso {
    /// Asks for a whole flow, page after page.
    ///
    /// # Errors
    /// [`ErroreServizio`]: a flow of which a page is missing is no flow.
    pub async fn chiedi(
        fdr: &Collegamento,
        ente: CodiceFiscaleEnte,
        voce: &VoceElenco,
    ) -> Result<Self, ErroreServizio> {
        let base = format!(
            "/organizations/{ente}/fdrs/{}/revisions/{}/psps/{}",
            nel_percorso(&voce.fdr),
            voce.revision,
            nel_percorso(&voce.psp_id)
        );
        let testata = fdr.prendi(&base, "application/json").await?.buona()?.corpo;
        let mut pagine = Vec::new();
        let mut quante = 1;
        while pagine.len() < quante {
            let percorso = format!("{base}/payments?page={}", pagine.len() + 1);
            let json = fdr
                .prendi(&percorso, "application/json")
                .await?
                .buona()?
                .corpo;
            let pagina =
                PaginaRighe::da_json(&json).map_err(|e| ErroreServizio::Risposta(e.to_string()))?;
            quante = usize::try_from(pagina.metadata.tot_page).unwrap_or(usize::MAX);
            pagine.push(pagina);
        }
        Self::da_json(&testata, &pagine).map_err(|e| ErroreServizio::Risposta(e.to_string()))
    }

    /// Puts a flow together from what the service says of it and the pages of its payments.
    ///
    /// # Errors
    /// When a value has not the form of the definition.
    pub fn da_json(testata: &[u8], pagine: &[PaginaRighe]) -> Result<Self, FlussoError> {
        let testata: Testata =
            serde_json::from_slice(testata).map_err(|e| FlussoError::Json(e.to_string()))?;
        let righe = pagine.iter().flat_map(|pagina| &pagina.data);
        Ok(Self {
            id: valore("fdr", &testata.fdr)?,
            fatto: valore("fdrDate", &testata.fdr_date)?,
            regolamento: valore("regulation", &testata.regulation)?,
            data_regolamento: valore("regulationDate", &testata.regulation_date)?,
            mittente: valore("sender.id", &testata.sender.id)?,
            nome_mittente: match &testata.sender.psp_name {
                Some(nome) => Some(valore("sender.pspName", nome)?),
                None => None,
            },
            ricevente: valore("receiver.organizationId", &testata.receiver.organization_id)?,
            numero_dichiarato: testata.tot_payments,
            importo_dichiarato: testata.sum_payments.0,
            righe: righe.map(Payment::riga).collect::<Result<_, _>>()?,
        })
    }

    /// What the service says of this flow besides its payments.
    #[must_use]
    pub fn testata(&self) -> Testata {
        Testata {
            fdr: self.id.to_string(),
            fdr_date: self.fatto.utc().to_rfc3339(),
            regulation: self.regolamento.to_string(),
            regulation_date: self.data_regolamento.date().to_string(),
            sender: Sender {
                id: self.mittente.to_string(),
                psp_name: self.nome_mittente.as_ref().map(ToString::to_string),
            },
            receiver: Receiver {
                organization_id: self.ricevente.to_string(),
            },
            tot_payments: self.numero_dichiarato,
            sum_payments: Euro(self.importo_dichiarato),
        }
    }

    /// A page of its payments, from 1, of `quante` each.
    #[must_use]
    pub fn pagina(&self, numero: usize, quante: usize) -> PaginaRighe {
        let first = (numero.max(1) - 1) * quante;
        let rows = self.righe.iter().enumerate().skip(first).take(quante);
        let data: Vec<Payment> = rows.map(|(n, riga)| Payment::di(n + 1, riga)).collect();
        PaginaRighe {
            metadata: Pagina {
                page_size: quante as u64,
                page_number: numero as u64,
                tot_page: self.righe.len().div_ceil(quante) as u64,
            },
            count: data.len() as u64,
            data,
        }
    }
}

impl PaginaRighe {
    /// Reads a page.
    ///
    /// # Errors
    /// When it is not what the definition says.
    pub fn da_json(json: &[u8]) -> Result<Self, FlussoError> {
        serde_json::from_slice(json).map_err(|e| FlussoError::Json(e.to_string()))
    }
}

impl Payment {
    fn riga(&self) -> Result<RigaFlusso, FlussoError> {
        Ok(RigaFlusso {
            iuv: valore("iuv", &self.iuv)?,
            iur: valore("iur", &self.iur)?,
            posto: self.id_transfer,
            importo: self.pay.0,
            esito: EsitoRiga::TUTTI
                .iter()
                .find(|voce| voce.2 == self.pay_status)
                .map(|voce| voce.0)
                .ok_or_else(|| FlussoError::Json("payStatus".to_owned()))?,
            data: giorno(&self.pay_date)?,
        })
    }

    fn di(indice: usize, riga: &RigaFlusso) -> Self {
        let stato = EsitoRiga::TUTTI.iter().find(|voce| voce.0 == riga.esito);
        Self {
            index: indice as u64,
            iuv: riga.iuv.to_string(),
            iur: riga.iur.to_string(),
            id_transfer: riga.posto,
            pay: Euro(riga.importo),
            pay_status: stato.map_or("EXECUTED", |voce| voce.2).to_owned(),
            pay_date: format!("{}T00:00:00Z", riga.data.date()),
        }
    }
}

/// The business day of a moment: the service keeps the day that was written.
fn giorno(text: &str) -> Result<Giorno, FlussoError> {
    valore("payDate", text.split('T').next().unwrap_or(text))
}

fn valore<T: Valore>(campo: &str, text: &str) -> Result<T, FlussoError> {
    T::da_testo(text).ok_or_else(|| FlussoError::Json(format!("{campo}: valore non valido")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Testo;
    use campanella_kernel::Importo;

    #[test]
    fn a_flow_comes_in_pages() {
        let testo = |text: String| Testo::new(&text).expect("it fits");
        let righe: Vec<RigaFlusso> = (0..5)
            .map(|n| RigaFlusso {
                iuv: testo(format!("iuv{n}")),
                iur: testo(format!("iur{n}")),
                posto: 1,
                importo: Importo::from_cents(32_998),
                esito: EsitoRiga::StandIn,
                data: Giorno::new(2026, 11, 23).expect("a day"),
            })
            .collect();
        let flusso = Flusso {
            id: testo("2026-11-24BANCA01-1".into()),
            fatto: chrono::DateTime::UNIX_EPOCH.into(),
            regolamento: testo("TRN".into()),
            data_regolamento: Giorno::new(2026, 11, 24).expect("a day"),
            mittente: testo("BANCITMM".into()),
            nome_mittente: None,
            ricevente: testo("77777777777".into()),
            numero_dichiarato: 5,
            importo_dichiarato: Importo::from_cents(5 * 32_998),
            righe,
        };
        let testata = serde_json::to_vec(&flusso.testata()).expect("json");
        let pagine: Vec<PaginaRighe> = (1..=3)
            .map(|n| serde_json::to_vec(&flusso.pagina(n, 2)).expect("json"))
            .map(|json| PaginaRighe::da_json(&json).expect("a page"))
            .collect();
        assert_eq!(pagine[0].metadata.tot_page, 3);
        let letto = Flusso::da_json(&testata, &pagine).expect("a flow");
        assert_eq!(letto, flusso);
        assert!(letto.quadra());
        let short = Flusso::da_json(&testata, &pagine[..2]).expect("a flow");
        assert!(!short.quadra(), "a page is missing");
    }
}
