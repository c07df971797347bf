//! Rows of this module's tables.

pub mod addebito;
pub mod anomalia_emissione;
pub mod avviso_pagamento;
pub mod avviso_saldo;
pub mod collegamento_pagopa;
pub mod emissione;
pub mod flusso_pagopa;
pub mod gestione;
pub mod incasso;
pub mod numero_avviso;
pub mod rata;
pub mod retta;
pub mod ricevuta_pagopa;
pub mod riga_flusso;
pub mod riga_retta;
pub mod rimborso;
pub mod spiegazione;
