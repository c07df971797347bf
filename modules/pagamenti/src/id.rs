//! Id types of this module's tables.

use campanella_kernel::typed_id;

typed_id!(
    /// A consumption to be charged.
    AddebitoId
);
typed_id!(
    /// Money that came in.
    IncassoId
);
typed_id!(
    /// A refund.
    RimborsoId
);
typed_id!(
    /// A bill run.
    EmissioneId
);
typed_id!(
    /// A bill.
    RettaId
);
typed_id!(
    /// A line of a bill.
    RigaId
);
typed_id!(
    /// A notice of payment.
    AvvisoId
);
typed_id!(
    /// A receipt of pagoPA.
    RicevutaId
);
typed_id!(
    /// A flow of reconciliation of pagoPA.
    FlussoId
);
typed_id!(
    /// A payment in a flow of reconciliation.
    RigaFlussoId
);
typed_id!(
    /// An instalment of a bill.
    RataId
);
typed_id!(
    /// Reminders sent together.
    InvioId
);
typed_id!(
    /// A reminder.
    SollecitoId
);
typed_id!(
    /// A plan of instalments.
    PianoId
);
typed_id!(
    /// An instalment on the list for coercive collection.
    AffidamentoId
);
typed_id!(
    /// An exception to the block of new enrolments.
    DerogaId
);
typed_id!(
    /// A paper that was drawn.
    DocumentoId
);
typed_id!(
    /// Papers drawn together.
    LottoId
);
