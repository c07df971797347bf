//! What this module refuses, in words for the family and the office.

use campanella_kernel::{DomainError, Giorno, Importo, InternalError, Rifiuto, Servizio};
use serde_json::{Map, Value};

/// A refusal of `pagamenti`.
#[derive(Debug, thiserror::Error)]
pub enum Errore {
    /// Nobody said how the service is paid in that school year.
    #[error("Per {servizio} il comune non ha ancora stabilito come si paga nel {anno}.")]
    SenzaGestione {
        /// The service.
        servizio: Servizio,
        /// The school year.
        anno: String,
    },
    /// The service is not of that kind.
    #[error("{0} non ha un conto elettronico: si paga con le rette.")]
    NonPrepagato(Servizio),
    /// The service is not of that kind.
    #[error("{0} si paga con il conto elettronico: non ha rette.")]
    NonPostpagato(Servizio),
    /// Money was moved already.
    #[error(
        "Nel {0} per questo servizio ci sono già addebiti: il modo di pagamento non si cambia più."
    )]
    GestioneInUso(String),
    /// Somebody changed it in the meantime.
    #[error("La gestione è stata cambiata da altri nel frattempo: aggiornare la pagina.")]
    GestioneCambiata,
    /// There is less than that.
    #[error("Il credito disponibile è {0}: non basta.")]
    CreditoInsufficiente(Importo),
    /// Not an IBAN.
    #[error("L'IBAN non è valido: controllare che sia scritto per intero.")]
    IbanNonValido,
    /// The refund was decided.
    #[error("Su questo rimborso si è già deciso.")]
    RimborsoDeciso,
    /// The refund is not granted.
    #[error("Questo rimborso non è fra quelli accolti e ancora da pagare.")]
    RimborsoNonAccolto,
    /// It was undone before.
    #[error("Questo incasso è già stato stornato.")]
    IncassoStornato,
    /// It came by pagoPA.
    #[error(
        "Un pagamento di pagoPA non si storna: il denaro è arrivato. Si può trasferire o rimborsare."
    )]
    IncassoPagopa,
    /// The run is not at that point.
    #[error("Questa emissione è {0}: l'operazione non è possibile.")]
    StatoEmissione(&'static str),
    /// Dates that cannot be due dates.
    #[error("Le scadenze vanno indicate in ordine, la prima non prima di {0}.")]
    ScadenzeNonValide(Giorno),
    /// A due date went by before the run was confirmed.
    #[error("Una scadenza di questa emissione è passata: scartarla e prepararne un'altra.")]
    ScadenzePassate,
    /// The bill is not in that state.
    #[error("Questa retta è {0}: l'operazione non è possibile.")]
    StatoRetta(&'static str),
    /// Something of the bill was paid.
    #[error("Su questa retta risultano pagati {0}: stornare prima gli incassi.")]
    RettaPagata(Importo),
    /// More than is due.
    #[error("Della rata restano da pagare {0}.")]
    OltreIlDovuto(Importo),
    /// The comune is not connected to pagoPA.
    #[error("Il comune non ha ancora attivato i pagamenti con pagoPA.")]
    SenzaPagopa,
    /// Too many notices that are not paid.
    #[error(
        "Ci sono già troppi avvisi di ricarica non pagati: pagarne uno, o attendere che scadano."
    )]
    TroppiAvvisi,
    /// A notice that cannot be paid.
    #[error("L'avviso {0} non si può più pagare: aggiornare la pagina.")]
    AvvisoNonPagabile(String),
    /// A payment of which pagoPA knows nothing.
    #[error(
        "Di questo pagamento non c'è una ricevuta di pagoPA: per una quietanza occorre rivolgersi \
         all'ufficio."
    )]
    SenzaRicevuta,
    /// Checkout did not answer.
    #[error(
        "Il servizio di pagamento di pagoPA non risponde: riprovare fra qualche minuto, o pagare con il numero di avviso."
    )]
    CheckoutNonRisponde,
    /// Notices that cannot be paid together.
    #[error("{0}")]
    Carrello(String),
    /// The receipt was decided on.
    #[error("Su questa ricevuta si è già deciso.")]
    RicevutaRisolta,
    /// No office decided on the receipt.
    #[error(
        "Su questa ricevuta l'ufficio non ha deciso nulla: si riapre solo ciò che è stato attribuito \
         o reso. Un pagamento che ha pagato il suo avviso si rende con un rimborso."
    )]
    RicevutaNonRisolta,
    /// The year is not over.
    #[error("L'attestazione del {0} si può scaricare quando l'anno è finito: dal 1° gennaio.")]
    AnnoNonFinito(i32),
    /// Reminders are being sent.
    #[error("Un invio di solleciti di questo servizio è ancora in corso: attendere che finisca.")]
    InvioInCorso,
    /// The reminder was cancelled.
    #[error("Questo sollecito è stato annullato.")]
    SollecitoAnnullato,
    /// Late fee or expenses were paid.
    #[error(
        "La penale e le spese sono già state pagate: si possono rendere con una rettifica del credito."
    )]
    OneriPagati,
    /// The regulation does not want it collected by force.
    #[error("Il regolamento non prevede ancora la riscossione coattiva. {0}")]
    NonCoattiva(String),
    /// It is on the list for coercive collection.
    #[error("Una rata è affidata alla riscossione coattiva: ritirarla prima.")]
    RataAffidata,
    /// Somebody paid or changed them in the meantime.
    #[error("Le rate sono cambiate nel frattempo: aggiornare la pagina.")]
    RateCambiate,
    /// Nothing is left to pay.
    #[error("Una delle rate è già pagata: aggiornare la pagina.")]
    NullaDaPagare,
    /// The bill, or a part of it, is in a plan.
    #[error(
        "Questa retta fa parte di un piano di rateizzazione: occorre prima annullare il piano."
    )]
    RettaInPiano,
    /// The plan is not in that state.
    #[error("Questo piano è {0}: l'operazione non è possibile.")]
    StatoPiano(&'static str),
    /// What the ledger refuses.
    #[error(transparent)]
    Contabilita(#[from] campanella_ledger::Errore),
    /// What `anagrafe` refuses.
    #[error(transparent)]
    Anagrafe(#[from] campanella_anagrafe::Errore),
    /// What every module refuses.
    #[error(transparent)]
    Comune(#[from] Rifiuto),
}

impl Errore {
    /// The refusal of another module, if it is one.
    fn altrui(&self) -> Option<&dyn DomainError> {
        match self {
            Self::Contabilita(e) => Some(e),
            Self::Anagrafe(e) => Some(e),
            Self::Comune(e) => Some(e),
            _ => None,
        }
    }
}

impl DomainError for Errore {
    fn code(&self) -> &'static str {
        match self {
            Self::SenzaGestione { .. } => "SENZA_GESTIONE",
            Self::NonPrepagato(_) => "NON_PREPAGATO",
            Self::NonPostpagato(_) => "NON_POSTPAGATO",
            Self::GestioneInUso(_) => "GESTIONE_IN_USO",
            Self::GestioneCambiata => "GESTIONE_CAMBIATA",
            Self::CreditoInsufficiente(_) => "CREDITO_INSUFFICIENTE",
            Self::IbanNonValido => "IBAN_NON_VALIDO",
            Self::RimborsoDeciso => "RIMBORSO_DECISO",
            Self::RimborsoNonAccolto => "RIMBORSO_NON_ACCOLTO",
            Self::IncassoStornato => "INCASSO_STORNATO",
            Self::IncassoPagopa => "INCASSO_PAGOPA",
            Self::StatoEmissione(_) => "STATO_EMISSIONE",
            Self::ScadenzeNonValide(_) => "SCADENZE_NON_VALIDE",
            Self::ScadenzePassate => "SCADENZE_PASSATE",
            Self::StatoRetta(_) => "STATO_RETTA",
            Self::RettaPagata(_) => "RETTA_PAGATA",
            Self::OltreIlDovuto(_) => "OLTRE_IL_DOVUTO",
            Self::SenzaPagopa => "SENZA_PAGOPA",
            Self::TroppiAvvisi => "TROPPI_AVVISI",
            Self::AvvisoNonPagabile(_) => "AVVISO_NON_PAGABILE",
            Self::SenzaRicevuta => "SENZA_RICEVUTA",
            Self::CheckoutNonRisponde => "CHECKOUT_NON_RISPONDE",
            Self::Carrello(_) => "CARRELLO",
            Self::RicevutaRisolta => "RICEVUTA_RISOLTA",
            Self::RicevutaNonRisolta => "RICEVUTA_NON_RISOLTA",
            Self::AnnoNonFinito(_) => "ANNO_NON_FINITO",
            Self::InvioInCorso => "INVIO_IN_CORSO",
            Self::SollecitoAnnullato => "SOLLECITO_ANNULLATO",
            Self::OneriPagati => "ONERI_PAGATI",
            Self::NonCoattiva(_) => "NON_COATTIVA",
            Self::RataAffidata => "RATA_AFFIDATA",
            Self::RateCambiate => "RATE_CAMBIATE",
            Self::NullaDaPagare => "NULLA_DA_PAGARE",
            Self::RettaInPiano => "RETTA_IN_PIANO",
            Self::StatoPiano(_) => "STATO_PIANO",
            Self::Contabilita(e) => e.code(),
            Self::Anagrafe(e) => e.code(),
            Self::Comune(e) => e.code(),
        }
    }

    fn campo(&self) -> Option<&str> {
        self.altrui()?.campo()
    }

    fn internal(&self) -> Option<&InternalError> {
        self.altrui()?.internal()
    }

    fn dettagli(&self) -> Map<String, Value> {
        self.altrui().map(DomainError::dettagli).unwrap_or_default()
    }
}

/// For jobs, which have nobody to refuse anything to: the cause of a failure is not hidden behind
/// the words for people.
impl From<Errore> for InternalError {
    fn from(errore: Errore) -> Self {
        match errore {
            Errore::Comune(Rifiuto::Interno(e))
            | Errore::Anagrafe(campanella_anagrafe::Errore::Comune(Rifiuto::Interno(e)))
            | Errore::Contabilita(campanella_ledger::Errore::Comune(Rifiuto::Interno(e))) => e,
            altro => Self::new(altro),
        }
    }
}

impl From<sea_orm::DbErr> for Errore {
    fn from(e: sea_orm::DbErr) -> Self {
        Self::Comune(e.into())
    }
}

impl From<InternalError> for Errore {
    fn from(e: InternalError) -> Self {
        Self::Comune(e.into())
    }
}
