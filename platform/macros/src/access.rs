//! Who may call a function: `#[permission(…)]`, `#[authenticated]` or `#[public]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, Ident};

use crate::paths;

/// The access attribute of a function.
pub enum Access {
    /// Anybody, even without a session.
    Public,
    /// Anybody with a session.
    Authenticated,
    /// Who holds the permission that the expression names.
    Permission(Box<Expr>),
}

impl Access {
    /// The one access attribute of the function, if it has one; more than one is an error.
    pub fn of(function: &Ident, attrs: &[Attribute]) -> syn::Result<Option<Self>> {
        let mut found = None;
        for attr in attrs {
            let Some(access) = Self::parse(attr)? else {
                continue;
            };
            if found.replace(access).is_some() {
                return Err(syn::Error::new_spanned(
                    attr,
                    format!(
                        "`{function}` has more than one access rule: keep one of \
                         #[permission(…)], #[authenticated], #[public]"
                    ),
                ));
            }
        }
        Ok(found)
    }

    fn parse(attr: &Attribute) -> syn::Result<Option<Self>> {
        if attr.path().is_ident("permission") {
            let permission: Expr = attr.parse_args()?;
            Ok(Some(Self::Permission(Box::new(permission))))
        } else if attr.path().is_ident("authenticated") {
            attr.meta.require_path_only()?;
            Ok(Some(Self::Authenticated))
        } else if attr.path().is_ident("public") {
            attr.meta.require_path_only()?;
            Ok(Some(Self::Public))
        } else {
            Ok(None)
        }
    }

    /// The kernel's `Access` value.
    pub fn value(&self) -> TokenStream {
        let kernel = paths::kernel();
        match self {
            Self::Public => quote!(#kernel::Access::Public),
            Self::Authenticated => quote!(#kernel::Access::Authenticated),
            Self::Permission(permission) => quote!(#kernel::Access::Permission(#permission)),
        }
    }
}
