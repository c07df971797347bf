//! `#[derive(GraphqlInput)]`: a struct as an input type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Field};

use crate::attributes::Options;
use crate::output::named_fields;
use crate::{argument, docs, naming, paths};

/// The impls of `CustomInputType` and `CustomInputObject`.
pub fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    let ident = &item.ident;
    let name = naming::type_name(ident, &Options::of(&item.attrs)?)?;
    let description = docs::description(&item.attrs);
    let mut definitions = Vec::new();
    let mut values = Vec::new();
    for field in named_fields(item, "GraphqlInput")? {
        let (definition, value) = input_field(field)?;
        definitions.push(definition);
        values.push(value);
    }
    if values.is_empty() {
        return Err(syn::Error::new_spanned(
            ident,
            "GraphqlInput needs at least one field",
        ));
    }
    let parser = argument::parser();
    let async_graphql = paths::async_graphql();
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    Ok(quote! {
        #[automatically_derived]
        impl #seaography::CustomInputType for #ident {
            fn gql_input_type_ref(
                _context: &'static #seaography::BuilderContext,
            ) -> #dynamic::TypeRef {
                #dynamic::TypeRef::named_nn(#name)
            }

            fn parse_value(
                context: &'static #seaography::BuilderContext,
                value: ::std::option::Option<#dynamic::ValueAccessor<'_>>,
            ) -> #seaography::SeaResult<Self> {
                #parser

                let value = value
                    .ok_or_else(|| #async_graphql::Error::new("valore obbligatorio"))?;
                let arguments = value.object()?;
                ::std::result::Result::Ok(Self { #(#values),* })
            }
        }

        #[automatically_derived]
        impl #seaography::CustomInputObject for #ident {
            fn input_object(
                context: &'static #seaography::BuilderContext,
            ) -> #dynamic::InputObject {
                #dynamic::InputObject::new(#name) #description #(.field(#definitions))*
            }
        }
    })
}

/// The definition of a field, and the expression that parses it.
fn input_field(field: &Field) -> syn::Result<(TokenStream, TokenStream)> {
    let ident = field.ident.as_ref();
    let options = Options::of(&field.attrs)?;
    let name = match ident {
        Some(ident) => naming::field_name(ident, &options)?,
        None => return Err(syn::Error::new_spanned(field, "a field needs a name")),
    };
    let description = docs::description(&field.attrs);
    let definition = argument::definition(&name, &field.ty);
    let value = argument::parsed(&name, &field.ty, &quote!(arguments));
    Ok((quote!(#definition #description), quote!(#ident: #value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn message(item: DeriveInput) -> String {
        let error = expand(&item).err();
        error.map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_type_is_named_as_written_and_its_fields_in_camel_case() {
        let tokens = expand(&parse_quote! {
            struct RegistratiInput { codice_fiscale: CodiceFiscale }
        });
        let text = tokens.map(|tokens| tokens.to_string()).unwrap_or_default();
        assert!(text.contains("named_nn (\"RegistratiInput\")"));
        assert!(text.contains("\"codiceFiscale\""));
    }

    #[test]
    fn empty_and_skipping_inputs_are_refused() {
        assert_eq!(
            message(parse_quote!(
                struct A {}
            )),
            "GraphqlInput needs at least one field"
        );
        assert_eq!(
            message(parse_quote!(
                struct A {
                    #[graphql(skip)]
                    b: i32,
                }
            )),
            "`skip` is for the fields of a GraphqlOutput only"
        );
    }
}
