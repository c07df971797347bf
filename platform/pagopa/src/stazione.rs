//! The station: the endpoint that the node of pagoPA calls (`paForNode`).

use async_trait::async_trait;
use campanella_kernel::Importo;

use crate::busta::{PA_FOR_NODE, apri, soap_fault};
use crate::messaggi::{
    AvvisoSpontaneo, CodiceQr, Instradamento, InvioRicevuta, Offerta, Pagamento, Primitiva,
    Ricevuta, RichiestaAvviso, RichiestaPagamento, RichiestaVerifica, TipoTrasferimento, Versione,
    scrivi_risposta,
};
use crate::xml::{Elemento, Scrittore, Sequenza, Sintassi};
use crate::{CodiceFault, CodiceFiscaleEnte, Diniego, NumeroAvviso};

/// Finds the comune that a request is for. One endpoint serves all of them.
#[async_trait]
pub trait Stazione: Send + Sync {
    /// A comune, ready to answer.
    type Ente: EnteCreditore;

    /// The comune with that tax code, if intermediary and station of the request are its own.
    ///
    /// # Errors
    /// [`CodiceFault::IdDominioErrato`] for a comune that is not served here,
    /// [`CodiceFault::IdIntermediarioErrato`] and [`CodiceFault::StazioneErrata`] when the request
    /// comes through another's station.
    async fn ente(
        &self,
        ente: CodiceFiscaleEnte,
        instradamento: &Instradamento,
    ) -> Result<Self::Ente, Diniego>;
}

/// What a comune answers to the node.
#[async_trait]
pub trait EnteCreditore: Send + Sync {
    /// Whether the notice can be paid, and for how much: computed now. Asking changes nothing.
    ///
    /// # Errors
    /// The `Pagamento…` codes of [`CodiceFault`].
    async fn verifica(&self, numero: NumeroAvviso) -> Result<Offerta, Diniego>;

    /// What must be credited where. The position stays open: it is paid when the receipt comes.
    ///
    /// # Errors
    /// The `Pagamento…` codes of [`CodiceFault`], or [`CodiceFault::ImportoNonValido`].
    async fn pagamento(&self, richiesta: Attivazione) -> Result<Pagamento, Diniego>;

    /// Takes a receipt: once, however often it comes. Money was paid: a receipt that fits no
    /// notice, or that has another amount, is kept for the office and not refused.
    ///
    /// # Errors
    /// Only when it could not be kept; the node sends it again.
    async fn ricevuta(&self, ricevuta: &Ricevuta) -> Result<(), Diniego>;

    /// Makes a notice for somebody who wants to pay without one.
    ///
    /// # Errors
    /// [`CodiceFault::Semantica`] when the service is not offered or its data are not understood.
    async fn avviso_spontaneo(
        &self,
        richiesta: &RichiestaAvviso,
    ) -> Result<AvvisoSpontaneo, Diniego>;
}

/// What `paGetPayment` asks of a comune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attivazione {
    /// The notice.
    pub numero: NumeroAvviso,
    /// How much the payer is about to pay, if the payer's bank says it.
    pub importo: Option<Importo>,
    /// On which circuit.
    pub trasferimento: Option<TipoTrasferimento>,
}

/// A response to the node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RispostaSoap {
    /// HTTP status: 200, or 500 with a SOAP fault (SOAP 1.1, section 6.2).
    pub stato: u16,
    /// `text/xml; charset=utf-8`.
    pub corpo: Vec<u8>,
}

/// The largest request that is read: a receipt with a revenue stamp is far smaller.
pub const BYTE_MASSIMI_RICHIESTA: usize = 1024 * 1024;

/// Answers one request of the node: `azione` is the header SOAPAction, `corpo` the envelope.
///
/// What is not a request gets a SOAP fault; a request that the XSD does not allow,
/// `PAA_SINTASSI_XSD`; everything else is for the comune that it names.
pub async fn rispondi<S: Stazione>(stazione: &S, azione: &str, corpo: &[u8]) -> RispostaSoap {
    let Some(primitiva) = Primitiva::da_azione(azione) else {
        return rifiuta("SOAPAction non prevista");
    };
    if corpo.len() > BYTE_MASSIMI_RICHIESTA {
        return rifiuta("la richiesta è troppo grande");
    }
    let elemento = match apri(corpo) {
        Ok(elemento) => elemento,
        Err(perche) => return rifiuta(&perche.to_string()),
    };
    if !elemento.nome.e(Some(PA_FOR_NODE), primitiva.richiesta()) {
        return rifiuta("la richiesta non è quella della SOAPAction");
    }
    let corpo = esegui(stazione, primitiva, &elemento).await;
    RispostaSoap { stato: 200, corpo }
}

fn rifiuta(perche: &str) -> RispostaSoap {
    RispostaSoap {
        stato: 500,
        corpo: soap_fault(perche),
    }
}

async fn esegui<S: Stazione>(stazione: &S, primitiva: Primitiva, elemento: &Elemento) -> Vec<u8> {
    let id = ente_nominato(elemento);
    match primitiva {
        Primitiva::Verifica => {
            let esito = verifica(stazione, elemento).await;
            chiudi(primitiva, esito, &id, Offerta::scrivi)
        }
        Primitiva::Pagamento(versione) => {
            let esito = pagamento(stazione, elemento, versione).await;
            chiudi(primitiva, esito, &id, Pagamento::scrivi)
        }
        Primitiva::Ricevuta(versione) => {
            let esito = ricevuta(stazione, elemento, versione).await;
            chiudi(primitiva, esito, &id, |(), _| ())
        }
        Primitiva::AvvisoSpontaneo => {
            let esito = avviso_spontaneo(stazione, elemento).await;
            chiudi(primitiva, esito, &id, AvvisoSpontaneo::scrivi)
        }
    }
}

/// Writes the response; a failure of ours is logged here, where its cause is still known.
fn chiudi<T>(
    primitiva: Primitiva,
    esito: Result<T, Diniego>,
    id: &str,
    scrivi: impl FnOnce(&T, &mut Scrittore),
) -> Vec<u8> {
    if let Err(Diniego::Interno(errore)) = &esito {
        tracing::error!(
            primitiva = primitiva.azione(),
            ente = id,
            errore = %errore.cause(),
            "the station could not answer the node"
        );
    }
    scrivi_risposta(primitiva, &esito, id, scrivi)
}

/// The creditor as the request names it, for the id of a fault, even when the rest is wrong.
fn ente_nominato(elemento: &Elemento) -> String {
    let primo = elemento.figli.first().filter(|e| e.nome.e(None, "idPA"));
    primo.map_or_else(String::new, |e| e.testo.chars().take(35).collect())
}

async fn verifica<S: Stazione>(stazione: &S, elemento: &Elemento) -> Result<Offerta, Diniego> {
    let (instradamento, seq) = apertura(elemento)?;
    let richiesta = RichiestaVerifica::leggi(seq, instradamento)?;
    let ente = ente_dell_avviso(stazione, &richiesta.instradamento, richiesta.qr).await?;
    ente.verifica(nostro(richiesta.qr)?).await
}

async fn pagamento<S: Stazione>(
    stazione: &S,
    elemento: &Elemento,
    versione: Versione,
) -> Result<Pagamento, Diniego> {
    let (instradamento, seq) = apertura(elemento)?;
    let richiesta = RichiestaPagamento::leggi(seq, versione, instradamento)?;
    let ente = ente_dell_avviso(stazione, &richiesta.instradamento, richiesta.qr).await?;
    ente.pagamento(Attivazione {
        numero: nostro(richiesta.qr)?,
        importo: richiesta.importo,
        trasferimento: richiesta.trasferimento,
    })
    .await
}

async fn ricevuta<S: Stazione>(
    stazione: &S,
    elemento: &Elemento,
    versione: Versione,
) -> Result<(), Diniego> {
    let (instradamento, seq) = apertura(elemento)?;
    let invio = InvioRicevuta::leggi(seq, versione, instradamento)?;
    let codice = codice_fiscale(&invio.instradamento)?;
    let ricevuta = &invio.ricevuta;
    // Who has a part in a payment gets its receipt, whoever's notice it was.
    if codice != ricevuta.ente && !ricevuta.versamenti.iter().any(|v| v.ente == codice) {
        return Err(CodiceFault::IdDominioErrato.into());
    }
    let ente = stazione.ente(codice, &invio.instradamento).await?;
    ente.ricevuta(ricevuta).await
}

async fn avviso_spontaneo<S: Stazione>(
    stazione: &S,
    elemento: &Elemento,
) -> Result<AvvisoSpontaneo, Diniego> {
    let (instradamento, seq) = apertura(elemento)?;
    let richiesta = RichiestaAvviso::leggi(seq, instradamento)?;
    let codice = codice_fiscale(&richiesta.instradamento)?;
    let ente = stazione.ente(codice, &richiesta.instradamento).await?;
    ente.avviso_spontaneo(&richiesta).await
}

fn apertura(elemento: &Elemento) -> Result<(Instradamento, Sequenza<'_>), Sintassi> {
    let mut seq = Sequenza::di(elemento)?;
    Ok((Instradamento::leggi(&mut seq)?, seq))
}

fn codice_fiscale(instradamento: &Instradamento) -> Result<CodiceFiscaleEnte, Diniego> {
    let codice = instradamento.codice_fiscale();
    codice.ok_or_else(|| CodiceFault::IdDominioErrato.into())
}

/// The comune that is asked, which must be the one whose notice it is.
async fn ente_dell_avviso<S: Stazione>(
    stazione: &S,
    instradamento: &Instradamento,
    qr: CodiceQr,
) -> Result<S::Ente, Diniego> {
    let codice = codice_fiscale(instradamento)?;
    if codice != qr.ente {
        return Err(CodiceFault::IdDominioErrato.into());
    }
    stazione.ente(codice, instradamento).await
}

/// The number, if we could have given it: one with wrong check digits is unknown.
fn nostro(qr: CodiceQr) -> Result<NumeroAvviso, Diniego> {
    let numero = qr.avviso.numero();
    numero.map_err(|_| CodiceFault::PagamentoSconosciuto.into())
}

impl From<Sintassi> for Diniego {
    fn from(sintassi: Sintassi) -> Self {
        Self::spiegato(CodiceFault::SintassiXsd, &sintassi.to_string())
    }
}
