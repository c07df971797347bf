//! Where the generated code finds the crates it speaks of.

use proc_macro2::TokenStream;
use quote::quote;

/// The kernel's GraphQL module.
pub fn kernel() -> TokenStream {
    quote!(::campanella_kernel::graphql)
}

/// async-graphql, as the kernel re-exports it.
pub fn async_graphql() -> TokenStream {
    quote!(::campanella_kernel::graphql::__private::async_graphql)
}

/// async-graphql's dynamic schema.
pub fn dynamic() -> TokenStream {
    quote!(::campanella_kernel::graphql::__private::async_graphql::dynamic)
}

/// seaography, as the kernel re-exports it.
pub fn seaography() -> TokenStream {
    quote!(::campanella_kernel::graphql::__private::seaography)
}
