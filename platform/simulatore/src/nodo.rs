//! The node: what it knows, and how it hands over receipts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use campanella_kernel::Istante;
use campanella_kernel::clock::Clock;
use campanella_pagopa::cliente::{Carrello, ErroreServizio, Flusso};
use campanella_pagopa::{
    AvvisoSpontaneo, CodiceFiscaleEnte, CodiceQr, DatiRicarica, Dovuto, ErroreRisposta,
    Instradamento, InvioRicevuta, Offerta, Primitiva, RichiestaAvviso, RichiestaVerifica, Soggetto,
    Testo, TestoError, Versione,
};

use crate::{Comportamento, Trasporto};

/// How much later a late receipt comes.
/// The service of the catalogue by which counters of this node top up («Pagamento mensa scolastica»).
pub const SERVIZIO_CATALOGO: &str = "00009";
/// Who offers it in this node's catalogue.
pub const SOGGETTO_CATALOGO: &str = "00001";

const RITARDO_SECONDI: i64 = 20;

/// A node with one station behind it. It keeps what it did in memory, and forgets it when it ends.
pub struct Nodo {
    pub(crate) stazione: Box<dyn Trasporto>,
    intermediario: Testo<35>,
    id_stazione: Testo<35>,
    pub(crate) clock: Arc<dyn Clock>,
    stato: Mutex<Stato>,
}

/// What the node remembers.
#[derive(Default)]
pub(crate) struct Stato {
    pub(crate) carrelli: BTreeMap<String, Carrello>,
    pub(crate) ricevute: Vec<RicevutaDelNodo>,
    pub(crate) flussi: Vec<Flusso>,
}

/// A receipt that the node made: the payment took place, whatever becomes of the receipt.
#[derive(Debug, Clone)]
pub struct RicevutaDelNodo {
    /// The receipt, and through whom it goes.
    pub invio: InvioRicevuta,
    /// How the node behaves with it.
    pub comportamento: Comportamento,
    /// Whether the station has it.
    pub consegna: Consegna,
    /// In whose flows of reconciliation it is.
    pub rendicontata: BTreeSet<CodiceFiscaleEnte>,
}

/// Where a receipt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consegna {
    /// It goes out from that moment on.
    Dal(Istante),
    /// It goes out after the next one that is handed over.
    DopoUnAltra,
    /// It waits to be asked for.
    SuRichiesta,
    /// The station has it.
    Fatta,
}

/// Who pays, with what, how the node is to behave.
#[derive(Debug, Clone)]
pub struct Pagante {
    /// With which form of the operations.
    pub versione: Versione,
    /// How the node behaves.
    pub comportamento: Comportamento,
    /// Who pays, if they say so.
    pub pagatore: Option<Soggetto>,
    /// With what: `creditCard`, `cash`.
    pub metodo: Testo<35>,
}

/// A payment that took place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagato {
    /// The ids of its receipts: one, or two if two people paid.
    pub ricevute: Vec<Testo<255>>,
    /// How much was paid each time.
    pub importo: Dovuto,
}

/// Why the node did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum ErroreNodo {
    /// The station refused.
    #[error("{0}")]
    Stazione(#[from] ErroreRisposta),
    /// The station was not reached.
    #[error("l'ente non risponde: {0}")]
    Rete(#[from] ErroreServizio),
    /// The notice cannot be paid together with what the page showed.
    #[error("l'importo è cambiato: ora sono dovuti {0}")]
    ImportoCambiato(Dovuto),
    /// A text does not fit into a message.
    #[error(transparent)]
    Testo(#[from] TestoError),
}

impl Nodo {
    /// A node that reaches the station of that intermediary through `stazione`.
    ///
    /// # Errors
    /// When an id has more than 35 characters.
    pub fn new(
        stazione: Box<dyn Trasporto>,
        intermediario: &str,
        id_stazione: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, TestoError> {
        Ok(Self {
            stazione,
            intermediario: Testo::new(intermediario)?,
            id_stazione: Testo::new(id_stazione)?,
            clock,
            stato: Mutex::default(),
        })
    }

    pub(crate) fn stato(&self) -> MutexGuard<'_, Stato> {
        self.stato.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn instradamento(
        &self,
        ente: CodiceFiscaleEnte,
    ) -> Result<Instradamento, TestoError> {
        Ok(Instradamento {
            ente: Testo::new(&ente.to_string())?,
            intermediario: self.intermediario.clone(),
            stazione: self.id_stazione.clone(),
        })
    }

    /// Asks the creditor whether a notice can be paid.
    ///
    /// # Errors
    /// [`ErroreNodo`]: what the creditor refuses, or that it does not answer.
    pub async fn verifica(&self, qr: CodiceQr) -> Result<Offerta, ErroreNodo> {
        let richiesta = RichiestaVerifica {
            instradamento: self.instradamento(qr.ente)?,
            qr,
        };
        let busta = richiesta.busta();
        let risposta = self.stazione.chiama(Primitiva::Verifica, busta).await?;
        Ok(RichiestaVerifica::risposta(&risposta)?)
    }

    /// Asks a creditor for a notice by which somebody at a counter tops up: the answer names it.
    ///
    /// # Errors
    /// [`ErroreNodo`]: what the creditor refuses, or that it does not answer.
    pub async fn chiedi_avviso(
        &self,
        ente: CodiceFiscaleEnte,
        dati: &DatiRicarica,
    ) -> Result<AvvisoSpontaneo, ErroreNodo> {
        let richiesta = RichiestaAvviso {
            instradamento: self.instradamento(ente)?,
            servizio: Testo::new(SERVIZIO_CATALOGO)?,
            soggetto: Testo::new(SOGGETTO_CATALOGO)?,
            dati: dati.documento(),
        };
        let busta = richiesta.busta();
        let risposta = self.stazione.chiama(Primitiva::AvvisoSpontaneo, busta);
        Ok(RichiestaAvviso::risposta(&risposta.await?)?)
    }

    /// Keeps a receipt that is to go out, by the behaviour that was asked for.
    pub(crate) fn accoda(&self, invio: InvioRicevuta, comportamento: Comportamento) {
        let now = self.clock.now();
        let consegna = match comportamento {
            Comportamento::Tardiva => Consegna::Dal(now.piu_secondi(RITARDO_SECONDI)),
            Comportamento::FuoriOrdine => Consegna::DopoUnAltra,
            Comportamento::MaiConsegnata => Consegna::SuRichiesta,
            _ => Consegna::Dal(now),
        };
        self.stato().ricevute.push(RicevutaDelNodo {
            invio,
            comportamento,
            consegna,
            rendicontata: BTreeSet::new(),
        });
    }

    /// Hands over every receipt whose time has come. One that the station does not take stays,
    /// and goes out again the next time, as with the real node.
    ///
    /// # Errors
    /// The first that could not be handed over; the others were tried too.
    pub async fn consegna(&self) -> Result<(), ErroreNodo> {
        let now = self.clock.now();
        let due = |r: &RicevutaDelNodo| matches!(r.consegna, Consegna::Dal(t) if t <= now);
        let (mut outcome, mut handed_over) = (Ok(()), false);
        for ricevuta in self.quali(due) {
            match self.consegna_una(&ricevuta).await {
                Ok(()) => handed_over = true,
                Err(e) => outcome = outcome.and(Err(e)),
            }
        }
        if handed_over {
            for ricevuta in self.quali(|r| r.consegna == Consegna::DopoUnAltra) {
                outcome = outcome.and(self.consegna_una(&ricevuta).await);
            }
        }
        outcome
    }

    /// Hands over everything that still goes out by itself, however late it should be.
    ///
    /// # Errors
    /// As [`Self::consegna`].
    pub async fn consegna_tutto(&self) -> Result<(), ErroreNodo> {
        let mut outcome = Ok(());
        let goes_out =
            |r: &RicevutaDelNodo| matches!(r.consegna, Consegna::Dal(_) | Consegna::DopoUnAltra);
        // The last first: order is nothing that a station may count on.
        for ricevuta in self.quali(goes_out).iter().rev() {
            outcome = outcome.and(self.consegna_una(ricevuta).await);
        }
        outcome
    }

    fn quali(&self, which: impl Fn(&RicevutaDelNodo) -> bool) -> Vec<RicevutaDelNodo> {
        let stato = self.stato();
        stato
            .ricevute
            .iter()
            .filter(|r| which(r))
            .cloned()
            .collect()
    }

    async fn consegna_una(&self, ricevuta: &RicevutaDelNodo) -> Result<(), ErroreNodo> {
        let invio = &ricevuta.invio;
        match ricevuta.comportamento {
            Comportamento::Doppia => self.manda(invio).await?,
            Comportamento::RispostaPersa => {
                // The station did what it did: the node does not know.
                let _ = self.manda(invio).await;
            }
            Comportamento::EnteSconosciuto => {
                let mut altrui = invio.clone();
                altrui.instradamento.ente = Testo::new(ENTE_SCONOSCIUTO)?;
                if let Err(ErroreNodo::Rete(e)) = self.manda(&altrui).await {
                    return Err(e.into());
                }
            }
            _ => {}
        }
        self.manda(invio).await?;
        for kept in &mut self.stato().ricevute {
            if kept.invio.ricevuta.id == invio.ricevuta.id {
                kept.consegna = Consegna::Fatta;
            }
        }
        Ok(())
    }

    async fn manda(&self, invio: &InvioRicevuta) -> Result<(), ErroreNodo> {
        let primitiva = Primitiva::Ricevuta(invio.versione);
        let risposta = self.stazione.chiama(primitiva, invio.busta()).await?;
        Ok(InvioRicevuta::risposta(invio.versione, &risposta)?)
    }

    /// Every receipt that the node made.
    #[must_use]
    pub fn ricevute(&self) -> Vec<RicevutaDelNodo> {
        self.stato().ricevute.clone()
    }

    /// The receipt with that id, as the events service gives it.
    pub(crate) fn ricevuta_per_iur(
        &self,
        ente: CodiceFiscaleEnte,
        iur: &str,
    ) -> Option<InvioRicevuta> {
        let stato = self.stato();
        let mut sue = stato.ricevute.iter().map(|r| &r.invio);
        sue.find(|i| i.ricevuta.ente == ente && i.ricevuta.id.as_str() == iur)
            .cloned()
    }
}

/// A creditor that no station serves.
const ENTE_SCONOSCIUTO: &str = "00000000000";
