//! Id types of this module's tables; `PersonaId` and `PlessoId` are the kernel's.

use campanella_kernel::typed_id;

typed_id!(
    /// A family.
    FamigliaId
);
typed_id!(
    /// A child.
    AlunnoId
);
typed_id!(
    /// A child on a service for a school year.
    IscrizioneId
);
typed_id!(
    /// A school.
    ScuolaId
);
typed_id!(
    /// A class of a school year.
    ClasseId
);
typed_id!(
    /// An ISEE attestation.
    IseeId
);
typed_id!(
    /// A delegation to a second adult.
    DelegaId
);
typed_id!(
    /// A calendar of a school year.
    CalendarioId
);
typed_id!(
    /// Days without service.
    ChiusuraId
);
