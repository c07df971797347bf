//! What the signature of a function says about its GraphQL field.

use proc_macro2::TokenStream;
use syn::{
    FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, ItemImpl, Pat, PatType, PathArguments,
    ReturnType, Type,
};

use crate::access::Access;
use crate::attributes::Options;
use crate::{docs, naming};

/// A function that answers a field.
pub struct Function {
    /// Its Rust name.
    pub ident: Ident,
    /// Its GraphQL name.
    pub name: String,
    /// `.description("…")`, or nothing.
    pub description: TokenStream,
    /// The access attribute; `None` where none is written.
    pub access: Option<Access>,
    /// Whether it takes `&self`.
    pub has_self: bool,
    /// Whether it is `async`.
    pub is_async: bool,
    /// The type behind the reference of its first parameter: `Ctx` or `Scope`.
    pub context: Option<Type>,
    /// Its GraphQL arguments: name and type.
    pub arguments: Vec<(String, Type)>,
    /// What it answers when all is well: `T` of `Result<T, E>` or of an alias `Result<T>`.
    pub value: Type,
}

/// The functions of an inherent `impl`, each parsed by `parse`; all mistakes are reported at
/// once.
pub fn functions(
    item: &ItemImpl,
    parse: fn(&ImplItemFn) -> syn::Result<Function>,
) -> syn::Result<Vec<Function>> {
    if item.trait_.is_some() || !item.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(
            &item.self_ty,
            "expected a plain `impl Type { … }`, without trait or generics",
        ));
    }
    let mut functions = Vec::new();
    let mut mistakes: Option<syn::Error> = None;
    for item in &item.items {
        let ImplItem::Fn(function) = item else {
            continue;
        };
        match (parse(function), &mut mistakes) {
            (Ok(function), _) => functions.push(function),
            (Err(mistake), Some(mistakes)) => mistakes.combine(mistake),
            (Err(mistake), none) => *none = Some(mistake),
        }
    }
    match mistakes {
        Some(mistakes) => Err(mistakes),
        None => Ok(functions),
    }
}

impl Function {
    /// Reads a function of the `impl`.
    pub fn parse(function: &ImplItemFn) -> syn::Result<Self> {
        let signature = &function.sig;
        let ident = &signature.ident;
        if !signature.generics.params.is_empty() {
            return Err(syn::Error::new_spanned(
                &signature.generics,
                format!("`{ident}`: a GraphQL field cannot be generic"),
            ));
        }
        let mut has_self = false;
        let mut context = None;
        let mut arguments = Vec::new();
        for input in &signature.inputs {
            match input {
                FnArg::Receiver(receiver) => {
                    if receiver.reference.is_none() || receiver.mutability.is_some() {
                        return Err(syn::Error::new_spanned(
                            receiver,
                            format!("`{ident}` must take `&self`"),
                        ));
                    }
                    has_self = true;
                }
                FnArg::Typed(typed) => match typed.ty.as_ref() {
                    Type::Reference(reference) if context.is_none() && arguments.is_empty() => {
                        context = Some((*reference.elem).clone());
                    }
                    Type::Reference(_) => {
                        return Err(syn::Error::new_spanned(
                            typed,
                            format!(
                                "`{ident}`: only the context, which comes first, is a \
                                 reference; GraphQL arguments are owned"
                            ),
                        ));
                    }
                    ty => arguments.push((argument_name(typed)?, ty.clone())),
                },
            }
        }
        let parsed = Self {
            ident: ident.clone(),
            name: naming::field_name(ident, &Options::of(&function.attrs)?)?,
            description: docs::description(&function.attrs),
            access: Access::of(ident, &function.attrs)?,
            has_self,
            is_async: signature.asyncness.is_some(),
            context,
            arguments,
            value: value_type(ident, &signature.output)?,
        };
        parsed.check_context()?;
        Ok(parsed)
    }

    /// `&Scope` for the public, `&Ctx` for the others: said here, because the compiler would
    /// speak of types in code that nobody wrote.
    fn check_context(&self) -> syn::Result<()> {
        let Some(context) = &self.context else {
            return Ok(());
        };
        let ident = &self.ident;
        let message = match (&self.access, last_segment(context).as_deref()) {
            (Some(Access::Public), Some("Ctx")) => format!(
                "`{ident}` is #[public]: there may be no session, so it takes `scope: &Scope`"
            ),
            (Some(Access::Authenticated | Access::Permission(_)) | None, Some("Scope")) => {
                format!("`{ident}` is not #[public]: it takes `ctx: &Ctx`")
            }
            _ => return Ok(()),
        };
        Err(syn::Error::new_spanned(context, message))
    }
}

fn argument_name(typed: &PatType) -> syn::Result<String> {
    match typed.pat.as_ref() {
        Pat::Ident(pat) => naming::field_name(&pat.ident, &Options::default()),
        other => Err(syn::Error::new_spanned(
            other,
            "a GraphQL argument needs a plain name",
        )),
    }
}

fn value_type(ident: &Ident, output: &ReturnType) -> syn::Result<Type> {
    let value = match output {
        ReturnType::Type(_, ty) => result_value(ty),
        ReturnType::Default => None,
    };
    value.ok_or_else(|| {
        syn::Error::new_spanned(ident, format!("`{ident}` must return `Result<T, E>`"))
    })
}

fn result_value(ty: &Type) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    if !last.ident.to_string().ends_with("Result") {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(value) => Some(value.clone()),
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path
        .segments
        .last()
        .map(|segment| segment.ident.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;
    use syn::parse_quote;

    fn message(function: ImplItemFn) -> String {
        let error = Function::parse(&function).err();
        error.map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_value_is_the_first_argument_of_result_or_of_its_alias() {
        for function in [
            parse_quote!(
                fn a(ctx: &Ctx) -> Result<Vec<Id>, E> {}
            ),
            parse_quote!(
                fn a(ctx: &Ctx) -> anagrafe::Result<Vec<Id>> {}
            ),
            parse_quote!(
                fn a(ctx: &Ctx) -> CommandResult<Vec<Id>> {}
            ),
        ] {
            let value = Function::parse(&function)
                .map(|function| function.value.to_token_stream().to_string());
            assert_eq!(value.unwrap_or_default(), "Vec < Id >");
        }
    }

    #[test]
    fn a_function_without_result_is_refused() {
        let expected = "`a` must return `Result<T, E>`";
        assert_eq!(
            message(parse_quote!(
                fn a(ctx: &Ctx) -> String {}
            )),
            expected
        );
        assert_eq!(
            message(parse_quote!(
                fn a(ctx: &Ctx) {}
            )),
            expected
        );
    }

    #[test]
    fn arguments_are_owned_and_plainly_named() {
        assert!(
            message(parse_quote!(
                fn a(ctx: &Ctx, b: &str) -> Result<T, E> {}
            ))
            .contains("GraphQL arguments are owned")
        );
        assert_eq!(
            message(parse_quote!(
                fn a(ctx: &Ctx, (b, c): Pair) -> Result<T, E> {}
            )),
            "a GraphQL argument needs a plain name"
        );
        assert_eq!(
            message(parse_quote!(
                fn a(self) -> Result<T, E> {}
            )),
            "`a` must take `&self`"
        );
    }

    #[test]
    fn the_context_matches_the_access_rule() {
        assert_eq!(
            message(parse_quote!(
                #[public]
                fn a(ctx: &Ctx) -> Result<T, E> {}
            )),
            "`a` is #[public]: there may be no session, so it takes `scope: &Scope`"
        );
        assert_eq!(
            message(parse_quote!(
                #[authenticated]
                fn a(scope: &Scope) -> Result<T, E> {}
            )),
            "`a` is not #[public]: it takes `ctx: &Ctx`"
        );
    }
}
