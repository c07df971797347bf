//! `#[derive(GraphqlOutput)]`: a struct as an object type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Field, Fields};

use crate::attributes::Options;
use crate::{docs, naming, paths};

/// The impls of `CustomOutputType` and `CustomOutputObject`.
pub fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    let ident = &item.ident;
    let name = naming::type_name(ident, &Options::of(&item.attrs)?)?;
    let description = docs::description(&item.attrs);
    let mut fields = Vec::new();
    for field in named_fields(item, "GraphqlOutput")? {
        fields.extend(object_field(field)?);
    }
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    Ok(quote! {
        #[automatically_derived]
        impl #seaography::CustomOutputType for #ident {
            fn gql_output_type_ref(
                _context: &'static #seaography::BuilderContext,
            ) -> #dynamic::TypeRef {
                #dynamic::TypeRef::named_nn(#name)
            }

            fn gql_field_value(
                self,
                _context: &'static #seaography::BuilderContext,
            ) -> ::std::option::Option<#dynamic::FieldValue<'static>> {
                ::std::option::Option::Some(#dynamic::FieldValue::owned_any(self))
            }
        }

        #[automatically_derived]
        impl #seaography::CustomOutputObject for #ident {
            fn basic_object(
                context: &'static #seaography::BuilderContext,
            ) -> #dynamic::Object {
                // An object may have only computed fields, which need no context here.
                let _ = context;
                #dynamic::Object::new(#name) #description #(.field(#fields))*
            }
        }
    })
}

/// The named fields of a struct, or a complaint that names the derive.
pub fn named_fields<'a>(
    item: &'a DeriveInput,
    derive: &str,
) -> syn::Result<impl Iterator<Item = &'a Field>> {
    if !item.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(
            &item.generics,
            format!("{derive}: a GraphQL type has one name, so it cannot be generic"),
        ));
    }
    match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Ok(fields.named.iter()),
            _ => Err(syn::Error::new_spanned(
                &item.ident,
                format!("{derive} is for structs with named fields"),
            )),
        },
        _ => Err(syn::Error::new_spanned(
            &item.ident,
            format!("{derive} is for structs with named fields"),
        )),
    }
}

/// The definition of one field, unless it is skipped.
fn object_field(field: &Field) -> syn::Result<Option<TokenStream>> {
    let options = Options::of_output_field(&field.attrs)?;
    let (false, Some(ident)) = (options.skip, &field.ident) else {
        return Ok(None);
    };
    let name = naming::field_name(ident, &options)?;
    let description = docs::description(&field.attrs);
    let ty = &field.ty;
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    Ok(Some(quote! {
        #dynamic::Field::new(
            #name,
            <#ty as #seaography::CustomOutputType>::gql_output_type_ref(context),
            move |ctx| #dynamic::FieldFuture::new(async move {
                let parent = #seaography::try_downcast_ref::<Self>(ctx.parent_value)?;
                let value: #ty = ::std::clone::Clone::clone(&parent.#ident);
                ::std::result::Result::Ok(
                    <#ty as #seaography::CustomOutputType>::gql_field_value(value, context)
                )
            }),
        ) #description
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn names_descriptions_and_skips_are_honoured() {
        let tokens = expand(&parse_quote! {
            /// Un minore.
            #[graphql(name = "Minore")]
            struct MinoreModel {
                /// Nome di battesimo.
                nome_proprio: String,
                #[graphql(skip)]
                interno: i64,
            }
        });
        let text = tokens.map(|tokens| tokens.to_string()).unwrap_or_default();
        assert!(text.contains("named_nn (\"Minore\")"));
        assert!(text.contains(". description (\"Un minore.\")"));
        assert!(text.contains("\"nomeProprio\""));
        assert!(text.contains(". description (\"Nome di battesimo.\")"));
        assert!(!text.contains("interno"));
    }

    #[test]
    fn only_plain_named_structs_are_accepted() {
        let message = |item: DeriveInput| {
            let error = expand(&item).err();
            error.map(|error| error.to_string()).unwrap_or_default()
        };
        let wrong_shape = "GraphqlOutput is for structs with named fields";
        assert_eq!(
            message(parse_quote!(
                struct A(String);
            )),
            wrong_shape
        );
        assert_eq!(
            message(parse_quote!(
                enum A {
                    B,
                }
            )),
            wrong_shape
        );
        assert_eq!(
            message(parse_quote!(
                struct A<T> {
                    b: T,
                }
            )),
            "GraphqlOutput: a GraphQL type has one name, so it cannot be generic"
        );
    }
}
