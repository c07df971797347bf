//! One id type per table: an id of one thing cannot be passed for another's.

/// Defines the id type of a table: a 64-bit key given by the store, an `ID` in GraphQL.
#[macro_export]
macro_rules! typed_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, sea_orm::DeriveValueType,
        )]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// The id of the row with that key.
            #[must_use]
            pub const fn new(key: i64) -> Self {
                Self(key)
            }

            /// The key of the row.
            #[must_use]
            pub const fn key(self) -> i64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl $crate::graphql::GraphqlScalar for $name {
            const NAME: &'static str = "ID";

            fn to_value(&self) -> $crate::graphql::__private::async_graphql::Value {
                self.0.to_string().into()
            }

            fn parse(
                value: &$crate::graphql::__private::async_graphql::Value,
            ) -> Result<Self, String> {
                $crate::graphql::parse_id(value).map(Self)
            }
        }

        $crate::graphql_scalar!($name);
    };
}

typed_id!(
    /// A person of `anagrafe.persona`: a parent, a delegate, somebody of the offices.
    PersonaId
);
typed_id!(
    /// A school building of `anagrafe.plesso`; roles are limited to buildings.
    PlessoId
);
