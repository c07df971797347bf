//! How arguments of functions and fields of input types are declared and parsed.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::paths;

/// The declaration of an argument, as a dynamic `InputValue`.
pub fn definition(name: &str, ty: &Type) -> TokenStream {
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    quote! {
        #dynamic::InputValue::new(
            #name,
            <#ty as #seaography::CustomInputType>::gql_input_type_ref(context),
        )
    }
}

/// The parsed value of an argument, taken from an `ObjectAccessor` with the function of
/// [`parser`].
pub fn parsed(name: &str, ty: &Type, arguments: &TokenStream) -> TokenStream {
    quote!(argument::<#ty>(context, #name, &#arguments)?)
}

/// The function that parses one argument; to be emitted where [`parsed`] is used.
///
/// It refuses a missing value itself, because seaography's parsers of scalars panic on one, and
/// gives errors from within an input type the path of the field: `dati.codiceFiscale`.
pub fn parser() -> TokenStream {
    let kernel = paths::kernel();
    let async_graphql = paths::async_graphql();
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    quote! {
        fn argument<T: #seaography::CustomInputType>(
            context: &'static #seaography::BuilderContext,
            name: &str,
            arguments: &#dynamic::ObjectAccessor<'_>,
        ) -> ::std::result::Result<T, #async_graphql::Error> {
            let value = arguments.get(name);
            let missing = value.as_ref().is_none_or(|value| value.is_null());
            let required = ::std::matches!(
                T::gql_input_type_ref(context),
                #dynamic::TypeRef::NonNull(_)
            );
            if missing && required {
                return ::std::result::Result::Err(
                    #kernel::bad_argument(name, "valore obbligatorio")
                );
            }
            T::parse_value(context, value).map_err(|error| match error {
                #seaography::SeaographyError::AsyncGraphQLError(error) => {
                    let inner = error.extensions.as_ref().and_then(|values| values.get("campo"));
                    match inner {
                        ::std::option::Option::Some(#async_graphql::Value::String(inner)) => {
                            #kernel::bad_argument(&::std::format!("{name}.{inner}"), &error.message)
                        }
                        _ => #kernel::bad_argument(name, &error.message),
                    }
                }
                #seaography::SeaographyError::TypeConversionError(message, _) => {
                    #kernel::bad_argument(name, message)
                }
                other => #kernel::bad_argument(name, other),
            })
        }
    }
}
