//! The value types of the domain as GraphQL scalars: integers and texts, never floats.

use async_graphql::Value;
use async_graphql::dynamic::Scalar;

use crate::{AnnoScolastico, CodiceFiscale, Giorno, Importo, Istante, PrezzoUnitario};

/// A value type that GraphQL writes as one scalar.
pub trait GraphqlScalar: Sized {
    /// Name of the scalar.
    const NAME: &'static str;

    /// As GraphQL writes it.
    fn to_value(&self) -> Value;

    /// Reads it; the error is for the person who typed it.
    ///
    /// # Errors
    /// Why the value is refused, in Italian.
    fn parse(value: &Value) -> Result<Self, String>;
}

/// Lets a [`GraphqlScalar`] be the type of fields and arguments.
#[macro_export]
macro_rules! graphql_scalar {
    ($name:ty) => {
        impl $crate::graphql::__private::seaography::CustomOutputType for $name {
            fn gql_output_type_ref(
                _ctx: &'static $crate::graphql::__private::seaography::BuilderContext,
            ) -> $crate::graphql::__private::async_graphql::dynamic::TypeRef {
                $crate::graphql::__private::async_graphql::dynamic::TypeRef::named_nn(
                    <$name as $crate::graphql::GraphqlScalar>::NAME,
                )
            }

            fn gql_field_value(
                self,
                _ctx: &'static $crate::graphql::__private::seaography::BuilderContext,
            ) -> Option<$crate::graphql::__private::async_graphql::dynamic::FieldValue<'static>>
            {
                Some(
                    $crate::graphql::__private::async_graphql::dynamic::FieldValue::value(
                        $crate::graphql::GraphqlScalar::to_value(&self),
                    ),
                )
            }
        }

        impl $crate::graphql::__private::seaography::CustomInputType for $name {
            fn gql_input_type_ref(
                _ctx: &'static $crate::graphql::__private::seaography::BuilderContext,
            ) -> $crate::graphql::__private::async_graphql::dynamic::TypeRef {
                $crate::graphql::__private::async_graphql::dynamic::TypeRef::named_nn(
                    <$name as $crate::graphql::GraphqlScalar>::NAME,
                )
            }

            fn parse_value(
                _context: &'static $crate::graphql::__private::seaography::BuilderContext,
                value: Option<
                    $crate::graphql::__private::async_graphql::dynamic::ValueAccessor<'_>,
                >,
            ) -> $crate::graphql::__private::seaography::SeaResult<Self> {
                use $crate::graphql::__private::{async_graphql::Error, seaography};
                let read = match value {
                    Some(v) => <$name as $crate::graphql::GraphqlScalar>::parse(v.as_value()),
                    None => Err("manca un valore".to_owned()),
                };
                read.map_err(|why| seaography::SeaographyError::AsyncGraphQLError(Error::new(why)))
            }
        }
    };
}

/// Reads the key in an `ID`.
///
/// # Errors
/// When it is no key of ours.
pub fn parse_id(value: &Value) -> Result<i64, String> {
    let key = match value {
        Value::String(s) => s.parse().ok(),
        Value::Number(n) => n.as_i64(),
        _ => None,
    };
    key.filter(|k| *k > 0)
        .ok_or_else(|| "identificativo non valido".to_owned())
}

fn text(value: &Value) -> Result<&str, String> {
    match value {
        Value::String(s) => Ok(s),
        _ => Err("qui serve un testo".to_owned()),
    }
}

fn integer(value: &Value) -> Result<i64, String> {
    match value {
        Value::Number(n) => n
            .as_i64()
            .ok_or_else(|| "qui serve un numero intero".to_owned()),
        _ => Err("qui serve un numero intero".to_owned()),
    }
}

macro_rules! scalar {
    ($type:ty, $name:literal, |$this:ident| $write:expr, |$value:ident| $read:expr) => {
        impl GraphqlScalar for $type {
            const NAME: &'static str = $name;

            fn to_value(&self) -> Value {
                let $this = self;
                $write.into()
            }

            fn parse($value: &Value) -> Result<Self, String> {
                $read
            }
        }

        crate::graphql_scalar!($type);
    };
}

scalar!(Importo, "Importo", |i| i.cents(), |v| integer(v)
    .map(Importo::from_cents));
scalar!(
    PrezzoUnitario,
    "PrezzoUnitario",
    |p| p.decimillesimi(),
    |v| integer(v).map(PrezzoUnitario::from_decimillesimi)
);
scalar!(Giorno, "Giorno", |g| g.date().to_string(), |v| {
    Giorno::parse_iso(text(v)?).map_err(|e| e.to_string())
});
scalar!(
    Istante,
    "Istante",
    |t| t.utc().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
    |v| {
        chrono::DateTime::parse_from_rfc3339(text(v)?)
            .map(|t| t.to_utc().into())
            .map_err(|_| "istante non valido: serve una data e ora RFC 3339".to_owned())
    }
);
scalar!(AnnoScolastico, "AnnoScolastico", |a| a.to_string(), |v| {
    AnnoScolastico::parse(text(v)?).map_err(|e| e.to_string())
});
scalar!(CodiceFiscale, "CodiceFiscale", |c| c.as_str(), |v| {
    CodiceFiscale::parse(text(v)?).map_err(|e| e.to_string())
});

/// Adds the scalars of the domain to a schema.
pub fn register_scalars(builder: &mut seaography::Builder) {
    for (name, description) in [
        (Importo::NAME, "Importo in centesimi di euro, intero."),
        (
            PrezzoUnitario::NAME,
            "Prezzo unitario in decimillesimi di euro, intero.",
        ),
        (Giorno::NAME, "Giorno di calendario, AAAA-MM-GG."),
        (Istante::NAME, "Istante, RFC 3339 in UTC."),
        (AnnoScolastico::NAME, "Anno scolastico, 2026/2027."),
        (
            CodiceFiscale::NAME,
            "Codice fiscale, anche con omocodia o provvisorio.",
        ),
    ] {
        builder.register_scalar(Scalar::new(name).description(description));
    }
}
