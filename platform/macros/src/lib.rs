//! Macros that turn Rust types and functions into the GraphQL schema.
//!
//! They implement seaography's traits, so that the hand-written part of the schema and the
//! part generated from the tables live in one builder, and add what seaography's own macros
//! lack: lowerCamelCase names, doc comments as descriptions, and an access rule on every root
//! field that cannot be forgotten, because without it the code does not compile.
//!
//! The generated code speaks of everything through `::campanella_kernel::graphql`; the kernel
//! itself needs `extern crate self as campanella_kernel;` to use them. `tests/usage.rs` holds
//! the examples below as a schema that compiles and answers.
//!
//! # Types
//!
//! ```ignore
//! /// Stato di un'iscrizione.
//! #[derive(Clone, Copy, GraphqlEnum)]
//! pub enum StatoIscrizione {
//!     /// Presentata, non ancora esaminata.      → IN_ATTESA
//!     InAttesa,
//!     Accolta,
//! }
//!
//! /// Iscrizione di un minore a un servizio.
//! #[derive(Clone, GraphqlOutput)]
//! pub struct Iscrizione {
//!     /// Numero di protocollo.                  → numeroProtocollo: String!
//!     numero_protocollo: String,
//!     stato: StatoIscrizione,
//!     note: Option<String>,
//!     #[graphql(skip)]
//!     quota: Centesimi,
//! }
//!
//! /// Dati di una nuova iscrizione.              (the name is the one written here)
//! #[derive(GraphqlInput)]
//! pub struct IscriviInput {
//!     codice_fiscale: CodiceFiscale,
//!     note: Option<String>,
//! }
//! ```
//!
//! `#[graphql(name = "…")]` gives a type, a field or a variant another name.
//!
//! # Computed fields
//!
//! ```ignore
//! #[graphql_fields]
//! impl Iscrizione {
//!     /// Quota dovuta, in centesimi.
//!     #[permission(Permission::VediQuote)]
//!     async fn quota_dovuta(&self, ctx: &Ctx, anno: i32) -> Result<i64, QuotaError> { … }
//! }
//! ```
//!
//! `ctx: &Ctx` may be left out; without an access attribute the caller must be authenticated.
//! `#[public]` and `#[authenticated]` are accepted as on root fields.
//!
//! # Root fields
//!
//! ```ignore
//! pub struct IscrizioniQuery;
//!
//! #[graphql_root]
//! impl IscrizioniQuery {
//!     /// Un'iscrizione, per numero di protocollo.
//!     #[permission(Permission::LeggiIscrizioni)]
//!     async fn iscrizione(ctx: &Ctx, numero_protocollo: String) -> Result<Iscrizione, IscrizioneError> { … }
//!
//!     /// Le mie iscrizioni.
//!     #[authenticated]
//!     async fn mie_iscrizioni(ctx: &Ctx, stato: Option<StatoIscrizione>) -> Result<Vec<Iscrizione>, IscrizioneError> { … }
//!
//!     /// Il nome del comune.
//!     #[public]
//!     #[graphql(name = "comune")]
//!     async fn nome_del_comune(scope: &Scope) -> Result<String, IscrizioneError> { … }
//! }
//! ```
//!
//! For each call the access rule is checked first, then the arguments are parsed, then the
//! function runs. An argument that does not parse is refused with its parser's message and the
//! path of the field (`dati.codiceFiscale`); a typed error of the function goes through
//! `refuse`.

mod access;
mod argument;
mod attributes;
mod docs;
mod enumeration;
mod fields;
mod input;
mod naming;
mod output;
mod paths;
mod resolver;
mod root;
mod signature;

use proc_macro::TokenStream;
use quote::quote;
use syn::{DeriveInput, ItemImpl, parse_macro_input};

/// Makes a struct with named fields an object type of the schema.
///
/// Implements seaography's `CustomOutputType` and `CustomOutputObject`. The struct and its
/// fields must be `Clone`.
#[proc_macro_derive(GraphqlOutput, attributes(graphql))]
pub fn derive_graphql_output(item: TokenStream) -> TokenStream {
    derived(output::expand(&parse_macro_input!(item as DeriveInput)))
}

/// Makes a struct with named fields an input type of the schema.
///
/// Implements seaography's `CustomInputType` and `CustomInputObject`.
#[proc_macro_derive(GraphqlInput, attributes(graphql))]
pub fn derive_graphql_input(item: TokenStream) -> TokenStream {
    derived(input::expand(&parse_macro_input!(item as DeriveInput)))
}

/// Makes an enum without data an enum of the schema, usable both ways.
///
/// Implements seaography's `CustomEnum`, `CustomOutputType` and `CustomInputType`.
#[proc_macro_derive(GraphqlEnum, attributes(graphql))]
pub fn derive_graphql_enum(item: TokenStream) -> TokenStream {
    derived(enumeration::expand(&parse_macro_input!(
        item as DeriveInput
    )))
}

/// Makes the methods of an `impl` computed fields of its output type.
///
/// Implements seaography's `CustomFields`.
#[proc_macro_attribute]
pub fn graphql_fields(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attributed(
        arguments,
        parse_macro_input!(item as ItemImpl),
        fields::expand,
    )
}

/// Makes the functions of an `impl` root fields (queries or mutations) of the schema.
///
/// Implements `campanella_kernel::graphql::RootFields`. Each function carries exactly one of
/// `#[permission(…)]`, `#[authenticated]` and `#[public]`.
#[proc_macro_attribute]
pub fn graphql_root(arguments: TokenStream, item: TokenStream) -> TokenStream {
    attributed(
        arguments,
        parse_macro_input!(item as ItemImpl),
        root::expand,
    )
}

fn derived(expanded: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expanded
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// The `impl` as its author wrote it, minus our attributes, followed by what it expands to.
/// The `impl` is kept even on error, so that only the real mistake is reported.
fn attributed(
    arguments: TokenStream,
    mut item: ItemImpl,
    expand: fn(&ItemImpl) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    let expanded = if arguments.is_empty() {
        expand(&item)
    } else {
        Err(syn::Error::new(
            proc_macro2::Span::call_site(),
            "this attribute takes no arguments",
        ))
    };
    let expanded = expanded.unwrap_or_else(syn::Error::into_compile_error);
    attributes::strip(&mut item);
    quote!(#item #expanded).into()
}
