//! What every response has: outcome, and why not.

use crate::busta::{PA_FOR_NODE, apri, imbusta};
use crate::fault::FaultLetto;
use crate::xml::{Scrittore, Sequenza, Sintassi};
use crate::{Diniego, Primitiva, Testo};

/// Why a caller of a station got no answer to its request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ErroreRisposta {
    /// The station refused.
    #[error(transparent)]
    Fault(#[from] FaultLetto),
    /// The response is not what the definitions say.
    #[error(transparent)]
    Sintassi(#[from] Sintassi),
}

/// The envelope of a response: `OK` and what `dentro` writes, or `KO` and the fault.
pub(crate) fn scrivi_risposta<T>(
    primitiva: Primitiva,
    esito: &Result<T, Diniego>,
    id: &str,
    dentro: impl FnOnce(&T, &mut Scrittore),
) -> Vec<u8> {
    imbusta(primitiva.risposta(), |w| match esito {
        Ok(risposta) => {
            w.campo("outcome", "OK");
            dentro(risposta, w);
        }
        Err(diniego) => {
            w.campo("outcome", "KO");
            diniego.scrivi(id, w);
        }
    })
}

/// Reads the response to an operation; `dentro` reads what follows the outcome.
pub(crate) fn leggi_risposta<T>(
    primitiva: Primitiva,
    bytes: &[u8],
    dentro: impl FnOnce(&mut Sequenza<'_>) -> Result<T, Sintassi>,
) -> Result<T, ErroreRisposta> {
    let elemento = apri(bytes)?;
    if !elemento.nome.e(Some(PA_FOR_NODE), primitiva.risposta()) {
        return Err(Sintassi::Documento("non è la risposta alla richiesta").into());
    }
    let mut seq = Sequenza::di(&elemento)?;
    let esito: Testo<2> = seq.leggi("outcome")?;
    let fault = seq.se_c_e("fault");
    match (esito.as_str(), fault) {
        ("OK", None) => {
            let letta = dentro(&mut seq)?;
            seq.fine()?;
            Ok(letta)
        }
        ("KO", Some(fault)) => Err(FaultLetto::leggi(Sequenza::di(fault)?)?.into()),
        _ => Err(Sintassi::Valore {
            elemento: "outcome".to_owned(),
        }
        .into()),
    }
}

/// Passes over `metadata`, of which we have no use, having checked its form.
pub(super) fn scarta_metadati(seq: &mut Sequenza<'_>) -> Result<(), Sintassi> {
    let Some(metadata) = seq.se_c_e("metadata") else {
        return Ok(());
    };
    let mut dentro = Sequenza::di(metadata)?;
    for voce in dentro.elementi("mapEntry", 15)? {
        let mut coppia = Sequenza::di(voce)?;
        coppia.leggi::<Testo<140>>("key")?;
        coppia.leggi::<Testo<140>>("value")?;
        coppia.fine()?;
    }
    dentro.fine()
}
