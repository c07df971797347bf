//! The number of a notice (`numero avviso`, NAV) and what follows from it: IUV, QR, Data Matrix.
//!
//! Source: SACI 3.0.0, «Generazione dell'identificativo univoco di versamento».

mod causale;
mod codice;
mod datamatrix;
mod iuv;
mod numero;
mod qr;
mod segregazione;

pub use causale::{Causale, CausaleError};
pub use codice::{CodiceAvviso, CodiceAvvisoError};
pub use datamatrix::{ContoPostale, ContoPostaleError, TestoDataMatrix, TestoDataMatrixError};
pub use iuv::{Iuv, IuvError};
pub use numero::{NumeroAvviso, NumeroAvvisoError};
pub use qr::{TestoQr, TestoQrError};
pub use segregazione::{CodiceSegregazione, CodiceSegregazioneError};
