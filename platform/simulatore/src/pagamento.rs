//! A payment: verify, ask what is to be credited, take the money, make the receipt.

use campanella_kernel::Importo;
use campanella_pagopa::{
    Accredito, CodiceQr, Dovuto, Esito, InvioRicevuta, Pagamento, Prestatore, Primitiva, Ricevuta,
    RichiestaPagamento, Testo, TestoError, TipoTrasferimento, Versamento, VersamentoPagato,
};
use uuid::Uuid;

use crate::Comportamento;
use crate::nodo::{ErroreNodo, Nodo, Pagante, Pagato};

/// What the simulated bank asks for its service.
const COMMISSIONE: Importo = Importo::from_cents(150);
/// By how much the amount of a wrong receipt is wrong.
const DIFFERENZA: i64 = 100;

impl Nodo {
    /// Pays a notice, and hands over the receipts whose time has come. `mostrato` is the amount
    /// that the payer saw and agreed to.
    ///
    /// # Errors
    /// When the creditor refuses or does not answer, or the amount is another by now: nothing was
    /// paid. A receipt that the creditor does not take is no error of the payment.
    pub async fn paga(
        &self,
        qr: CodiceQr,
        mostrato: Dovuto,
        pagante: &Pagante,
    ) -> Result<Pagato, ErroreNodo> {
        let offerta = self.verifica(qr).await?;
        if offerta.importo != mostrato {
            return Err(ErroreNodo::ImportoCambiato(offerta.importo));
        }
        let quanti = match pagante.comportamento {
            Comportamento::DuePagamenti => 2,
            _ => 1,
        };
        let mut preparati = Vec::new();
        for _ in 0..quanti {
            preparati.push(self.prepara(qr, mostrato, pagante).await?);
        }
        let mut pagato = Pagato {
            ricevute: Vec::new(),
            importo: mostrato,
        };
        for preparato in preparati {
            let invio = self.ricevuta(qr, &preparato, pagante)?;
            pagato.ricevute.push(invio.ricevuta.id.clone());
            self.accoda(invio, pagante.comportamento);
        }
        if let Err(e) = self.consegna().await {
            tracing::warn!("the station did not take a receipt, which goes out again: {e}");
        }
        Ok(pagato)
    }

    async fn prepara(
        &self,
        qr: CodiceQr,
        importo: Dovuto,
        pagante: &Pagante,
    ) -> Result<Pagamento, ErroreNodo> {
        let richiesta = RichiestaPagamento {
            versione: pagante.versione,
            instradamento: self.instradamento(qr.ente)?,
            qr,
            importo: Some(importo.importo()),
            trasferimento: Some(TipoTrasferimento::PagoPa),
        };
        let primitiva = Primitiva::Pagamento(pagante.versione);
        let risposta = self.stazione.chiama(primitiva, richiesta.busta()).await?;
        Ok(RichiestaPagamento::risposta(pagante.versione, &risposta)?)
    }

    fn ricevuta(
        &self,
        qr: CodiceQr,
        pagamento: &Pagamento,
        pagante: &Pagante,
    ) -> Result<InvioRicevuta, TestoError> {
        let differenza = match pagante.comportamento {
            Comportamento::ImportoErrato => DIFFERENZA,
            _ => 0,
        };
        let mut versamenti = (1_u8..)
            .zip(pagamento.versamenti())
            .map(|(posto, versamento)| versato(posto, versamento))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(primo) = versamenti.first_mut() {
            let wrong = Importo::from_cents(primo.importo.cents() + differenza);
            primo.importo = Dovuto::new(wrong).unwrap_or(primo.importo);
        }
        let adesso = self.clock.now();
        Ok(InvioRicevuta {
            versione: pagante.versione,
            instradamento: self.instradamento(qr.ente)?,
            ricevuta: Ricevuta {
                id: Testo::new(&Uuid::new_v4().simple().to_string())?,
                avviso: qr.avviso,
                ente: qr.ente,
                esito: Esito::Ok,
                iuv: Testo::new(&pagamento.iuv().to_string())?,
                importo: versamenti.iter().map(|v| v.importo.importo()).sum(),
                causale: Testo::new(pagamento.causale().as_str())?,
                denominazione: pagamento.denominazione().clone(),
                ufficio: None,
                debitore: pagamento.debitore().clone(),
                versamenti,
                prestatore: prestatore()?,
                pagatore: pagante.pagatore.clone(),
                metodo: Some(pagante.metodo.clone()),
                commissione: Some(COMMISSIONE),
                pagata: Some(adesso.al_secondo()),
                applicata: Some(adesso.giorno()),
                accreditata: Some(adesso.giorno().dopo(1)),
                stand_in: false,
            },
        })
    }
}

fn versato(posto: u8, versamento: &Versamento) -> Result<VersamentoPagato, TestoError> {
    Ok(VersamentoPagato {
        posto,
        importo: versamento.importo,
        ente: versamento.ente,
        accredito: Accredito::Iban(Testo::new(versamento.iban.as_str())?),
        causale: Testo::new(versamento.causale.as_str())?,
        tassonomia: Testo::new(versamento.tassonomia.as_str())?,
    })
}

/// The bank of the simulator.
fn prestatore() -> Result<Prestatore, TestoError> {
    Ok(Prestatore {
        id: Testo::new("SIMULATORE")?,
        codice_fiscale: Some(Testo::new("00000000000")?),
        partita_iva: None,
        denominazione: Testo::new("Banca del simulatore")?,
        canale: Testo::new("00000000000_01")?,
        tipo_canale: Testo::new("simulatore")?,
    })
}
