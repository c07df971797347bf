//! Papers: bills, notices, reminders, receipts and certificates as PDF, each drawn once and kept.
//!
//! What a paper says decides whether it is the same: while nothing changed, the file that was kept
//! is handed out, also years later. One that changed (an instalment was paid) is drawn beside it.
//! What is past its time is thrown away (`scarta.rs`).

mod carta;
mod componi;
mod conserva;
mod insieme;
mod lavoro;
mod lotti;
mod scarta;
mod zip;

use campanella_anagrafe::{AlunnoId, FamigliaId};
use campanella_documenti::{Aspetto, Stampa};
use campanella_kernel::{Ctx, Giorno, InternalError, Servizio};

use crate::entities::documento::TipoDocumento;
use crate::errore::Errore;
use crate::movimenti::QualeConto;
use crate::{AvvisoId, IncassoId, RettaId, SollecitoId};
use conserva::Per;

pub use carta::{
    CartaIntestata, CartaIntestataInput, ContoPostaleInput, ContoPostaleStampato, carta_intestata,
    facsimile, imposta_carta, imposta_logo,
};
pub(crate) use lavoro::Prepara;
pub use lotti::{
    LottoDocumenti, lotti_attestazioni, lotti_emissione, lotti_solleciti, prepara_attestazioni,
    prepara_avvisi, prepara_lettere, prepara_rette,
};
pub(crate) use scarta::Scarta;
pub use zip::lotto_in_zip;

/// A paper that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Documento {
    /// A notice that can be paid.
    Avviso(AvvisoId),
    /// A bill that was issued.
    Retta(RettaId),
    /// A reminder that was sent.
    Sollecito(SollecitoId),
    /// The receipt of a payment by pagoPA.
    Ricevuta(IncassoId),
    /// What was paid for a child in a calendar year.
    Attestazione(AlunnoId, i32),
}

/// A file to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foglio {
    /// The name to save it under: letters, digits, hyphens and an end, nothing to escape.
    pub nome: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Documento {
    const fn tipo(self) -> TipoDocumento {
        match self {
            Self::Avviso(_) => TipoDocumento::Avviso,
            Self::Retta(_) => TipoDocumento::Retta,
            Self::Sollecito(_) => TipoDocumento::Sollecito,
            Self::Ricevuta(_) => TipoDocumento::Ricevuta,
            Self::Attestazione(..) => TipoDocumento::Attestazione,
        }
    }

    fn chiave(self) -> String {
        match self {
            Self::Avviso(id) => id.to_string(),
            Self::Retta(id) => id.to_string(),
            Self::Sollecito(id) => id.to_string(),
            Self::Ricevuta(id) => id.to_string(),
            Self::Attestazione(alunno, anno) => format!("{alunno}-{anno}"),
        }
    }
}

/// A paper whose words are settled.
struct Composto {
    /// Whose it is.
    famiglia: FamigliaId,
    nome: String,
    stampa: Stampa,
}

/// The paper, for the family whose it is or an office that sees accounts: the one that was kept, or
/// one drawn now and kept.
///
/// # Errors
/// [`campanella_kernel::Rifiuto::NonTrovato`], also of another family's; what there is no paper of:
/// [`Errore::AvvisoNonPagabile`], [`Errore::SenzaRicevuta`], [`Errore::AnnoNonFinito`].
pub async fn documento(ctx: &Ctx, quale: Documento) -> Result<Foglio, Errore> {
    let composto = componi::componi(ctx, quale).await?;
    let riga = conserva::conservato(ctx, quale, composto, Per::Consegna).await?;
    Ok(Foglio {
        nome: riga.nome,
        bytes: riga.pdf,
    })
}

/// The statement of an account from the first to the last of `giorni`: of the family of whoever
/// asks; of `famiglia` for an office that sees accounts. It is drawn each time: the days are the
/// asker's.
///
/// # Errors
/// [`Errore::NonPrepagato`]; [`campanella_kernel::Rifiuto::NonTrovato`] for a family that names
/// another one; an office that does not say whose; days in the wrong order, or with too many
/// movements.
pub async fn estratto_conto(
    ctx: &Ctx,
    famiglia: Option<FamigliaId>,
    conto: (Servizio, QualeConto),
    giorni: (Giorno, Giorno),
) -> Result<Foglio, Errore> {
    let (nome, stampa) = componi::estratto(ctx, famiglia, conto, giorni).await?;
    let bytes = disegna(ctx, carta::aspetto(ctx).await?, stampa).await?;
    Ok(Foglio { nome, bytes })
}

/// Draws away from the threads that answer requests: it takes a moment.
async fn disegna(ctx: &Ctx, aspetto: Aspetto, stampa: Stampa) -> Result<Vec<u8>, Errore> {
    let adesso = ctx.now();
    let disegno = move || stampa.pdf(&aspetto, adesso);
    let disegnato = tokio::task::spawn_blocking(disegno).await;
    let pdf = disegnato.map_err(InternalError::new)?;
    Ok(pdf.map_err(InternalError::new)?)
}
