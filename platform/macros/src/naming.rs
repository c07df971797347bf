//! From Rust names to GraphQL names.

use proc_macro2::Span;
use syn::Ident;
use syn::ext::IdentExt;

use crate::attributes::Options;

/// Name of a type: as written in Rust, unless `#[graphql(name)]` says otherwise.
pub fn type_name(ident: &Ident, options: &Options) -> syn::Result<String> {
    chosen(ident, options, |name| name.to_owned())
}

/// Name of a field or of an argument, in lowerCamelCase.
pub fn field_name(ident: &Ident, options: &Options) -> syn::Result<String> {
    chosen(ident, options, lower_camel_case)
}

/// Name of a variant of an enum, in SCREAMING_SNAKE_CASE.
pub fn variant_name(ident: &Ident, options: &Options) -> syn::Result<String> {
    chosen(ident, options, screaming_snake_case)
}

fn chosen(ident: &Ident, options: &Options, derive: fn(&str) -> String) -> syn::Result<String> {
    match &options.name {
        Some(name) => checked(name.value(), name.span()),
        None => checked(derive(&ident.unraw().to_string()), ident.span()),
    }
}

/// GraphQL names are ASCII, and those that begin with two underscores belong to introspection.
fn checked(name: String, span: Span) -> syn::Result<String> {
    let begins = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    let continues = name
        .chars()
        .all(|each| each.is_ascii_alphanumeric() || each == '_');
    if begins && continues && !name.starts_with("__") {
        Ok(name)
    } else {
        Err(syn::Error::new(
            span,
            format!("`{name}` is not a GraphQL name: give one with #[graphql(name = \"…\")]"),
        ))
    }
}

fn lower_camel_case(snake: &str) -> String {
    let mut words = snake.split('_').filter(|word| !word.is_empty());
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// A word begins at a capital that follows a small letter or a digit (`in|Attesa`), and at the
/// last capital of a run (`ISEE|Valido`).
fn screaming_snake_case(pascal: &str) -> String {
    let letters: Vec<char> = pascal.chars().collect();
    let mut name = String::new();
    for (position, letter) in letters.iter().enumerate() {
        let previous = position
            .checked_sub(1)
            .and_then(|before| letters.get(before));
        let next_is_small = letters
            .get(position + 1)
            .is_some_and(char::is_ascii_lowercase);
        let word_begins = match previous {
            Some(before) if letter.is_ascii_uppercase() => {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && next_is_small)
            }
            _ => false,
        };
        if word_begins {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn fields_are_in_lower_camel_case() {
        for (rust, graphql) in [
            ("id", "id"),
            ("codice_fiscale", "codiceFiscale"),
            ("anno_2", "anno2"),
            ("data_di_nascita", "dataDiNascita"),
            ("_ignorato", "ignorato"),
            ("tipo_", "tipo"),
        ] {
            assert_eq!(lower_camel_case(rust), graphql);
        }
    }

    #[test]
    fn variants_are_in_screaming_snake_case() {
        for (rust, graphql) in [
            ("Accolta", "ACCOLTA"),
            ("InAttesa", "IN_ATTESA"),
            ("ISEE", "ISEE"),
            ("ISEEValido", "ISEE_VALIDO"),
            ("Livello2Spid", "LIVELLO2_SPID"),
        ] {
            assert_eq!(screaming_snake_case(rust), graphql);
        }
    }

    #[test]
    fn a_raw_identifier_loses_its_mark() {
        let ident: Ident = parse_quote!(r#type);
        let name = field_name(&ident, &Options::default());
        assert!(name.is_ok_and(|name| name == "type"));
    }

    #[test]
    fn a_name_that_graphql_refuses_is_a_compile_error() {
        let ident: Ident = parse_quote!(età);
        let error = field_name(&ident, &Options::default()).err();
        let message = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(
            message.starts_with("`età` is not a GraphQL name"),
            "{message}"
        );
    }

    #[test]
    fn a_given_name_wins_and_is_checked_too() {
        let ident: Ident = parse_quote!(tipo);
        let given = |name: &str| Options {
            name: Some(syn::LitStr::new(name, Span::call_site())),
            skip: false,
        };
        assert!(field_name(&ident, &given("type")).is_ok_and(|name| name == "type"));
        assert!(field_name(&ident, &given("__type")).is_err());
        assert!(field_name(&ident, &given("2x")).is_err());
    }
}
