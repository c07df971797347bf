//! Doc comments as GraphQL descriptions.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// `.description("…")` for a builder of async-graphql, or nothing where there is no comment.
pub fn description(attrs: &[Attribute]) -> TokenStream {
    match text(attrs) {
        Some(text) => quote!(.description(#text)),
        None => TokenStream::new(),
    }
}

/// The text of a doc comment: one line per `///`, without the space that follows the slashes.
fn text(attrs: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attrs
        .iter()
        .filter_map(line)
        .map(|line| {
            line.strip_prefix(' ')
                .unwrap_or(&line)
                .trim_end()
                .to_owned()
        })
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn line(attr: &Attribute) -> Option<String> {
    match &attr.meta {
        Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(line),
                ..
            }) => Some(line.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::{ItemStruct, parse_quote};

    #[test]
    fn lines_are_joined_and_trimmed() {
        let item: ItemStruct = parse_quote! {
            /// Prima riga.
            ///
            ///   Rientrata.
            #[derive(Clone)]
            struct A;
        };
        assert_eq!(
            text(&item.attrs).as_deref(),
            Some("Prima riga.\n\n  Rientrata.")
        );
    }

    #[test]
    fn no_comment_means_no_description() {
        let item: ItemStruct = parse_quote!(
            #[doc(hidden)]
            struct A;
        );
        assert!(description(&item.attrs).is_empty());
    }
}
