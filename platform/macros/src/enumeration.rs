//! `#[derive(GraphqlEnum)]`: an enum without data as a GraphQL enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Fields, Ident};

use crate::attributes::Options;
use crate::{docs, naming, paths};

struct Variant<'a> {
    ident: &'a Ident,
    name: String,
    description: TokenStream,
}

/// The impls of `CustomEnum`, `CustomOutputType` and `CustomInputType`.
pub fn expand(item: &DeriveInput) -> syn::Result<TokenStream> {
    let ident = &item.ident;
    let Data::Enum(data) = &item.data else {
        return Err(syn::Error::new_spanned(ident, "GraphqlEnum is for enums"));
    };
    let name = naming::type_name(ident, &Options::of(&item.attrs)?)?;
    let description = docs::description(&item.attrs);
    let variants = variants(data)?;
    let idents: Vec<_> = variants.iter().map(|variant| variant.ident).collect();
    let names: Vec<_> = variants.iter().map(|variant| &variant.name).collect();
    let descriptions = variants.iter().map(|variant| &variant.description);
    let async_graphql = paths::async_graphql();
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    Ok(quote! {
        #[automatically_derived]
        impl #seaography::CustomEnum for #ident {
            fn to_enum() -> #dynamic::Enum {
                #dynamic::Enum::new(#name) #description
                    #(.item(#dynamic::EnumItem::new(#names) #descriptions))*
            }
        }

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
                let name = match self { #(Self::#idents => #names,)* };
                ::std::option::Option::Some(#dynamic::FieldValue::value(
                    #async_graphql::Value::Enum(#async_graphql::Name::new(name)),
                ))
            }
        }

        #[automatically_derived]
        impl #seaography::CustomInputType for #ident {
            fn gql_input_type_ref(
                _context: &'static #seaography::BuilderContext,
            ) -> #dynamic::TypeRef {
                #dynamic::TypeRef::named_nn(#name)
            }

            fn parse_value(
                _context: &'static #seaography::BuilderContext,
                value: ::std::option::Option<#dynamic::ValueAccessor<'_>>,
            ) -> #seaography::SeaResult<Self> {
                let value = value
                    .ok_or_else(|| #async_graphql::Error::new("valore obbligatorio"))?;
                match value.enum_name()? {
                    #(#names => ::std::result::Result::Ok(Self::#idents),)*
                    other => ::std::result::Result::Err(
                        #async_graphql::Error::new(
                            ::std::format!("valore non ammesso: {}", other)
                        ).into()
                    ),
                }
            }
        }
    })
}

fn variants(data: &DataEnum) -> syn::Result<Vec<Variant<'_>>> {
    data.variants
        .iter()
        .map(|variant| match variant.fields {
            Fields::Unit => Ok(Variant {
                ident: &variant.ident,
                name: naming::variant_name(&variant.ident, &Options::of(&variant.attrs)?)?,
                description: docs::description(&variant.attrs),
            }),
            _ => Err(syn::Error::new_spanned(
                variant,
                format!(
                    "GraphqlEnum: the variant `{}` carries data, which a GraphQL enum cannot",
                    variant.ident
                ),
            )),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn variants_are_renamed_and_described() {
        let tokens = expand(&parse_quote! {
            enum Stato {
                /// Da esaminare.
                InAttesa,
                #[graphql(name = "OK")]
                Accolta,
            }
        });
        let text = tokens.map(|tokens| tokens.to_string()).unwrap_or_default();
        assert!(text.contains("new (\"IN_ATTESA\") . description (\"Da esaminare.\")"));
        assert!(text.contains("\"OK\" => :: std :: result :: Result :: Ok (Self :: Accolta)"));
    }

    #[test]
    fn a_variant_with_data_is_refused_by_name() {
        let error = expand(&parse_quote!(
            enum Stato {
                Ok,
                Respinta(String),
            }
        ))
        .err();
        assert_eq!(
            error.map(|error| error.to_string()).as_deref(),
            Some("GraphqlEnum: the variant `Respinta` carries data, which a GraphQL enum cannot")
        );
    }
}
