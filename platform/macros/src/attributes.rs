//! The `#[graphql(…)]` attribute, and the removal of our attributes from what is kept.

use syn::{Attribute, ImplItem, ItemImpl, LitStr};

/// What `#[graphql(…)]` asks for.
#[derive(Default)]
pub struct Options {
    /// The name to use instead of the derived one.
    pub name: Option<LitStr>,
    /// Leave this field out of the schema.
    pub skip: bool,
}

impl Options {
    /// Options of a field of an output type, where `skip` is allowed.
    pub fn of_output_field(attrs: &[Attribute]) -> syn::Result<Self> {
        let mut options = Self::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("graphql")) {
            attr.parse_nested_meta(|meta| {
                if meta.path.is_ident("name") {
                    options.name = Some(meta.value()?.parse()?);
                    Ok(())
                } else if meta.path.is_ident("skip") {
                    options.skip = true;
                    Ok(())
                } else {
                    Err(meta.error("expected `name = \"…\"` or `skip`"))
                }
            })?;
        }
        Ok(options)
    }

    /// Options of anything else, where only a name can be given.
    pub fn of(attrs: &[Attribute]) -> syn::Result<Self> {
        let options = Self::of_output_field(attrs)?;
        if !options.skip {
            return Ok(options);
        }
        let attr = attrs.iter().find(|attr| attr.path().is_ident("graphql"));
        Err(syn::Error::new_spanned(
            attr,
            "`skip` is for the fields of a GraphqlOutput only",
        ))
    }
}

/// Removes the attributes that only these macros understand from the functions of an `impl`.
pub fn strip(item: &mut ItemImpl) {
    const OURS: [&str; 4] = ["permission", "authenticated", "public", "graphql"];
    for item in &mut item.items {
        if let ImplItem::Fn(function) = item {
            function
                .attrs
                .retain(|attr| !OURS.iter().any(|ours| attr.path().is_ident(ours)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;
    use syn::parse_quote;

    #[test]
    fn skip_is_refused_outside_output_fields() {
        let attrs: Vec<Attribute> = vec![parse_quote!(#[graphql(skip)])];
        assert!(Options::of_output_field(&attrs).is_ok_and(|options| options.skip));
        let error = Options::of(&attrs).err().map(|error| error.to_string());
        assert_eq!(
            error.as_deref(),
            Some("`skip` is for the fields of a GraphqlOutput only")
        );
    }

    #[test]
    fn an_unknown_option_is_refused() {
        let attrs: Vec<Attribute> = vec![parse_quote!(#[graphql(nome = "x")])];
        let error = Options::of(&attrs).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("expected `name = \"…\"` or `skip`"));
    }

    #[test]
    fn strip_removes_our_attributes_and_no_other() {
        let mut item: ItemImpl = parse_quote! {
            impl A {
                /// Kept.
                #[permission(P)]
                #[graphql(name = "b")]
                #[tracing::instrument]
                async fn a(ctx: &Ctx) {}
            }
        };
        strip(&mut item);
        let text = item.to_token_stream().to_string();
        assert!(!text.contains("permission") && !text.contains("graphql"));
        assert!(text.contains("Kept.") && text.contains("instrument"));
    }
}
