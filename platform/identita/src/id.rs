//! Ids of the tables that others see.

use campanella_kernel::typed_id;

typed_id!(
    /// A session of `identita.sessione`.
    SessioneId
);
typed_id!(
    /// A token of `identita.token_api`.
    TokenApiId
);
typed_id!(
    /// An entrance of the vendor, of `identita.accesso_supporto`.
    AccessoSupportoId
);
