//! The flow of reconciliation: the bank pays the creditor what its payers paid.

use campanella_pagopa::cliente::{EsitoRiga, Flusso, RigaFlusso};
use campanella_pagopa::{CodiceFiscaleEnte, Testo, TestoError, VersamentoPagato};

use crate::nodo::{Nodo, RicevutaDelNodo};

/// The bank of the simulator, as flows name it.
pub(crate) const PSP: &str = "SIMULATORE";

impl Nodo {
    /// Closes a flow of all payments to that creditor that are in no flow yet, whether or not
    /// their receipts were handed over. Nothing when there are none.
    ///
    /// # Errors
    /// Never, in practice: the ids fit.
    pub fn rendiconta(&self, ente: CodiceFiscaleEnte) -> Result<Option<Flusso>, TestoError> {
        let now = self.clock.now();
        let mut stato = self.stato();
        let mut righe = Vec::new();
        for ricevuta in &mut stato.ricevute {
            if ricevuta.rendicontata.insert(ente) {
                righe.extend(righe_di(ricevuta, ente, now.giorno())?);
            }
        }
        if righe.is_empty() {
            return Ok(None);
        }
        let oggi = now.giorno().date();
        let progressivo = stato.flussi.len() + 1;
        let flusso = Flusso {
            id: Testo::new(&format!("{oggi}{PSP}-{progressivo:04}"))?,
            fatto: now.al_secondo(),
            regolamento: Testo::new(&format!("TRN{}{progressivo:04}", oggi.format("%Y%m%d")))?,
            data_regolamento: now.giorno().dopo(1),
            mittente: Testo::new("SIMUITM1XXX")?,
            nome_mittente: Some(Testo::new("Banca del simulatore")?),
            ricevente: Testo::new(&ente.to_string())?,
            numero_dichiarato: righe.len() as u64,
            importo_dichiarato: righe.iter().map(|riga| riga.importo).sum(),
            righe,
        };
        stato.flussi.push(flusso.clone());
        Ok(Some(flusso))
    }
}

/// What that creditor gets of a payment.
fn righe_di(
    ricevuta: &RicevutaDelNodo,
    ente: CodiceFiscaleEnte,
    oggi: campanella_kernel::Giorno,
) -> Result<Vec<RigaFlusso>, TestoError> {
    let documento = &ricevuta.invio.ricevuta;
    let riga = |versamento: &VersamentoPagato| {
        Ok(RigaFlusso {
            iuv: documento.iuv.clone(),
            iur: Testo::new(documento.id.as_str())?,
            posto: versamento.posto,
            importo: versamento.importo.importo(),
            esito: EsitoRiga::Eseguito,
            data: documento.applicata.unwrap_or(oggi),
        })
    };
    let suoi = documento.versamenti.iter().filter(|v| v.ente == ente);
    suoi.map(riga).collect()
}
