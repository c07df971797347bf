//! Rows of this module's tables.

pub mod addebito;
pub mod affidamento;
pub mod anomalia_emissione;
pub mod avviso_pagamento;
pub mod avviso_saldo;
pub mod capitolo;
pub mod collegamento_pagopa;
pub mod deroga_blocco;
pub mod emissione;
pub mod flusso_pagopa;
pub mod gestione;
pub mod incasso;
pub mod invio_solleciti;
pub mod numero_avviso;
pub mod piano;
pub mod rata;
pub mod retta;
pub mod ricevuta_pagopa;
pub mod riga_flusso;
pub mod riga_piano;
pub mod riga_retta;
pub mod rimborso;
pub mod sollecito;
pub mod spiegazione;
