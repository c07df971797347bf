//! `#[graphql_root]`: functions as queries or mutations.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItemFn, ItemImpl};

use crate::access::Access;
use crate::signature::{Function, functions};
use crate::{argument, paths, resolver};

/// The impl of the kernel's `RootFields`.
pub fn expand(item: &ItemImpl) -> syn::Result<TokenStream> {
    let ty = &item.self_ty;
    let functions = functions(item, root_function)?;
    let parser = functions
        .iter()
        .any(|function| !function.arguments.is_empty())
        .then(argument::parser);
    let fields = functions
        .iter()
        .map(root_field)
        .collect::<syn::Result<Vec<_>>>()?;
    let kernel = paths::kernel();
    let seaography = paths::seaography();
    Ok(quote! {
        #[automatically_derived]
        impl #kernel::RootFields for #ty {
            fn root_fields(
                context: &'static #seaography::BuilderContext,
            ) -> ::std::vec::Vec<#kernel::RootField> {
                #parser
                ::std::vec![#(#fields),*]
            }
        }
    })
}

fn root_function(function: &ImplItemFn) -> syn::Result<Function> {
    let parsed = Function::parse(function)?;
    let ident = &parsed.ident;
    let access = declared(&parsed)?;
    let message = if parsed.has_self {
        format!("`{ident}` is a root field: there is no `self`")
    } else if parsed.context.is_some() {
        return Ok(parsed);
    } else if matches!(access, Access::Public) {
        format!("`{ident}` must take `scope: &Scope` first")
    } else {
        format!("`{ident}` must take `ctx: &Ctx` first")
    };
    Err(syn::Error::new_spanned(ident, message))
}

fn root_field(function: &Function) -> syn::Result<TokenStream> {
    let access = declared(function)?;
    let name = &function.name;
    let field = resolver::field(function, access);
    let access = access.value();
    let kernel = paths::kernel();
    Ok(quote! {
        #kernel::RootField {
            name: ::std::string::String::from(#name),
            access: #access,
            field: #field,
        }
    })
}

/// The access rule of a root field, which has no default.
fn declared(function: &Function) -> syn::Result<&Access> {
    function.access.as_ref().ok_or_else(|| {
        syn::Error::new_spanned(
            &function.ident,
            format!(
                "`{}` does not say who may call it: add one of #[permission(…)], \
                 #[authenticated], #[public]",
                function.ident
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn messages(item: ItemImpl) -> Vec<String> {
        match expand(&item) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
        }
    }

    #[test]
    fn each_function_without_access_rule_is_named() {
        let messages = messages(parse_quote! {
            impl Query {
                async fn calendario(ctx: &Ctx) -> Result<T, E> {}
                #[authenticated]
                async fn io(ctx: &Ctx) -> Result<T, E> {}
                async fn fasce(ctx: &Ctx) -> Result<T, E> {}
            }
        });
        assert_eq!(
            messages,
            [
                "`calendario` does not say who may call it: add one of #[permission(…)], \
                 #[authenticated], #[public]",
                "`fasce` does not say who may call it: add one of #[permission(…)], \
                 #[authenticated], #[public]",
            ]
        );
    }

    #[test]
    fn two_access_rules_are_one_too_many() {
        let messages = messages(parse_quote! {
            impl Query {
                #[public]
                #[permission(Permission::Vedi)]
                async fn calendario(ctx: &Ctx) -> Result<T, E> {}
            }
        });
        assert_eq!(
            messages,
            [
                "`calendario` has more than one access rule: keep one of #[permission(…)], \
              #[authenticated], #[public]"
            ]
        );
    }

    #[test]
    fn the_context_comes_first() {
        let messages = messages(parse_quote! {
            impl Query {
                #[authenticated]
                async fn io(id: Id) -> Result<T, E> {}
                #[public]
                async fn comune() -> Result<T, E> {}
                #[authenticated]
                async fn noi(&self, ctx: &Ctx) -> Result<T, E> {}
            }
        });
        assert_eq!(
            messages,
            [
                "`io` must take `ctx: &Ctx` first",
                "`comune` must take `scope: &Scope` first",
                "`noi` is a root field: there is no `self`",
            ]
        );
    }

    #[test]
    fn an_empty_permission_is_refused() {
        let messages = messages(parse_quote! {
            impl Query {
                #[permission()]
                async fn io(ctx: &Ctx) -> Result<T, E> {}
            }
        });
        assert_eq!(messages.len(), 1);
    }

    #[test]
    fn a_trait_impl_is_refused() {
        let messages = messages(parse_quote!(impl Trait for Query {}));
        assert_eq!(
            messages,
            ["expected a plain `impl Type { … }`, without trait or generics"]
        );
    }
}
