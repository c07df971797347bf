//! `#[graphql_fields]`: methods as computed fields of an output type.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItemFn, ItemImpl};

use crate::access::Access;
use crate::signature::{Function, functions};
use crate::{argument, paths, resolver};

/// The impl of `CustomFields`.
pub fn expand(item: &ItemImpl) -> syn::Result<TokenStream> {
    let ty = &item.self_ty;
    let functions = functions(item, method)?;
    let parser = functions
        .iter()
        .any(|function| !function.arguments.is_empty())
        .then(argument::parser);
    let fields = functions.iter().map(|function| {
        let access = function.access.as_ref().unwrap_or(&Access::Authenticated);
        resolver::field(function, access)
    });
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    Ok(quote! {
        #[automatically_derived]
        impl #seaography::CustomFields for #ty {
            fn to_fields(
                context: &'static #seaography::BuilderContext,
            ) -> ::std::vec::Vec<#dynamic::Field> {
                #parser
                ::std::vec![#(#fields),*]
            }
        }
    })
}

fn method(function: &ImplItemFn) -> syn::Result<Function> {
    let parsed = Function::parse(function)?;
    if parsed.has_self {
        return Ok(parsed);
    }
    Err(syn::Error::new_spanned(
        &parsed.ident,
        format!(
            "`{}` must take `&self`: it is a field of its object",
            parsed.ident
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn without_an_attribute_the_caller_must_be_authenticated() {
        let text = expand(&parse_quote! {
            impl Minore { async fn eta_oggi(&self) -> Result<i32, E> { Ok(1) } }
        })
        .map(|tokens| tokens.to_string())
        .unwrap_or_default();
        assert!(text.contains("\"etaOggi\""));
        assert!(text.contains("Access :: Authenticated"));
    }

    #[test]
    fn a_permission_replaces_the_default() {
        let text = expand(&parse_quote! {
            impl Minore {
                #[permission(Permission::Vedi)]
                async fn eta(&self, ctx: &Ctx) -> Result<i32, E> { Ok(1) }
            }
        })
        .map(|tokens| tokens.to_string())
        .unwrap_or_default();
        assert!(text.contains("Access :: Permission (Permission :: Vedi)"));
        assert!(!text.contains("Access :: Authenticated"));
    }

    #[test]
    fn a_function_without_self_is_refused_by_name() {
        let error = expand(&parse_quote! {
            impl Minore { async fn eta(ctx: &Ctx) -> Result<i32, E> { Ok(1) } }
        })
        .err();
        assert_eq!(
            error.map(|error| error.to_string()).as_deref(),
            Some("`eta` must take `&self`: it is a field of its object")
        );
    }
}
