//! Payments: prepaid accounts, consumptions that are charged to them, bills for services that are
//! paid afterwards, money that comes in and goes back.
//!
//! Architecture invariants: every cent that moves is an entry of the ledger with its cause, posted
//! in the transaction of the act; a balance is nowhere but there. What a service consumed comes by
//! an event, at least once and in any order, and is charged once. No price is decided here: it
//! comes with the consumption, or the regulation answers. No diet is known here.

mod addebita;
mod attestazione;
mod capitoli;
mod consumi;
mod credito_disponibile;
mod da_addebitare;
mod debitore;
mod documenti;
mod emissione;
mod entities;
mod errore;
mod foglio;
mod gestione;
mod giorno_contabile;
mod iban;
mod id;
mod imposta_gestione;
mod incassa;
mod lavori;
mod lettera;
mod morosita;
mod movimenti;
pub mod pagopa;
mod permessi;
mod portale;
mod registra_consumi;
mod rette;
mod rettifica;
mod riepilogo;
mod rimborsi;
mod riporta;
mod ripresa;
mod soglia;
mod spiegazioni;
mod stampa_estratto;
mod stampa_retta;
mod stato_contabile;
#[cfg(test)]
mod tests;
mod trasferisci;
mod turno;
mod ufficio;
mod verifica;
mod vincolo_saldo;

use std::sync::Arc;

use campanella_kernel::eventi::Ascolto;
use campanella_kernel::graphql::Api;
use campanella_kernel::jobs::JobHandler;
use campanella_kernel::module::PermissionInfo;
use campanella_kernel::{Module, Rifiuto};

pub use attestazione::{Attestazione, SpesaAttestata, attestazioni};
pub use capitoli::{
    Capitolo, TotaleDelCapitolo, capitoli, capitoli_in_file, imposta_capitolo, riepilogo_capitoli,
};
pub use consumi::{ConsumoConnection, ConsumoEdge, ConsumoFamiglia, StatoConsumo, consumi};
pub use documenti::{
    CartaIntestata, CartaIntestataInput, ContoPostaleInput, ContoPostaleStampato, Documento,
    Foglio, LottoDocumenti, carta_intestata, documento, estratto_conto, facsimile, imposta_carta,
    imposta_logo, lotti_attestazioni, lotti_emissione, lotti_solleciti, lotto_in_zip,
    prepara_attestazioni, prepara_avvisi, prepara_lettere, prepara_rette,
};
pub use emissione::leggi::{AnomaliaEmissione, Emissione, anomalie, emissione, emissioni};
pub use emissione::leggi_rette::{
    AvvisoDellaRata, Rata, Retta, RettaConnection, RettaEdge, RigaRetta, retta_della_famiglia,
    rette_da_pagare, rette_dell_emissione, rette_della_famiglia,
};
pub use emissione::{
    ConsumiDaEmettere, RichiestaEmissione, conferma_emissione, consumi_da_emettere, escludi_retta,
    prepara_emissione, riprendi_emissione, scarta_emissione, un_lotto_di_emissione,
};
pub use entities::capitolo::Voce;
pub use entities::gestione::{AZero, ContoPer, Modo};
pub use entities::incasso::Mezzo;
pub use entities::invio_solleciti::StatoInvio;
pub use entities::piano::StatoPiano;
pub use entities::ricevuta_pagopa::{Anomalia, StatoRicevuta};
pub use entities::riga_flusso::EsitoRendicontato;
pub use errore::Errore;
pub use foglio::Formato;
pub use id::{
    AddebitoId, AffidamentoId, AvvisoId, DerogaId, DocumentoId, EmissioneId, FlussoId, IncassoId,
    InvioId, LottoId, PianoId, RataId, RettaId, RicevutaId, RigaFlussoId, RigaId, RimborsoId,
    SollecitoId,
};
pub use imposta_gestione::{Gestione, GestioneInput, gestioni, imposta_gestione};
pub use incassa::{NuovoIncasso, incassa, registra_incasso, storna_incasso};
pub use morosita::{
    Affidamento, Deroga, InvioSolleciti, NuovoPiano, Piano, RataScaduta, RataScadutaConnection,
    RataScadutaEdge, Sollecito, VincoloMorosita, affida_riscossione, affidamenti,
    affidamenti_in_file, annulla_piano, annulla_sollecito, blocco_iscrizioni, concedi_deroga,
    concedi_piano, decadi_piano, deroghe, invii_solleciti, piani_della_famiglia, rate_scadute,
    rate_scadute_della_famiglia, revoca_deroga, ripristina_piano, ritira_affidamento,
    segna_ricevuto, sollecita, solleciti_della_famiglia, un_lotto_di_solleciti,
};
pub use movimenti::{
    CausaMovimento, Movimento, MovimentoConnection, MovimentoEdge, Periodo, QualeConto, movimenti,
};
pub use permessi::{
    CONTO_FAMIGLIA, GESTISCI_CONTABILITA, LEGGI_CONTI, LEGGI_EMISSIONI, MUOVI_CREDITO, PERMESSI,
    SCRIVI_CONTI, SCRIVI_EMISSIONI,
};
pub use registra_consumi::registra_consumi;
pub use rette::{annulla_retta, correggi_retta};
pub use rettifica::rettifica_credito;
pub use riepilogo::{IncassiDelGiorno, riepilogo_in_file, riepilogo_incassi};
pub use rimborsi::{
    RichiestaRimborso, Rimborso, chiedi_rimborso, decidi_rimborso, paga_rimborso, rimborsi,
};
pub use spiegazioni::{PassoSpiegazione, conserva_spiegazioni};
pub use stato_contabile::{StatoServizio, stato_contabile};
pub use trasferisci::{Capo, trasferisci};
pub use verifica::verifica;
pub use vincolo_saldo::VincoloSaldo;

/// The module.
pub struct Pagamenti;

impl Module for Pagamenti {
    fn name(&self) -> &'static str {
        "pagamenti"
    }

    fn permissions(&self) -> &'static [PermissionInfo] {
        PERMESSI
    }

    fn portale(&self, api: &mut Api) {
        portale::register(api);
        pagopa::portale::register(api);
    }

    fn ufficio(&self, api: &mut Api) {
        ufficio::register(api);
        pagopa::ufficio::register(api);
    }

    fn jobs(&self) -> Vec<Arc<dyn JobHandler>> {
        lavori::tutti()
    }

    fn ascolta(&self) -> &'static [Ascolto] {
        lavori::ASCOLTA
    }
}

/// The reason that an office must give for what it undoes or corrects.
fn leggi_motivo(motivo: &str) -> Result<String, Rifiuto> {
    let motivo = motivo.trim();
    if motivo.is_empty() || motivo.chars().count() > 200 {
        return Err(Rifiuto::dato(
            "motivo",
            "indicare il motivo, in 200 caratteri al massimo",
        ));
    }
    Ok(motivo.to_owned())
}

/// A key by which whoever asks makes asking twice harmless.
fn leggi_chiave(chiave: &str) -> Result<(), Rifiuto> {
    if chiave.is_empty() || chiave.len() > 200 {
        return Err(Rifiuto::dato("chiave", "da 1 a 200 caratteri"));
    }
    Ok(())
}
