//! The dynamic `Field` that a function answers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::access::Access;
use crate::signature::Function;
use crate::{argument, paths};

/// The expression of the field: the access check first, then the arguments, then the call.
///
/// It expects `context` (seaography's) in its surroundings and the function of
/// [`argument::parser`] if there are arguments.
pub fn field(function: &Function, access: &Access) -> TokenStream {
    let name = &function.name;
    let description = &function.description;
    let value = &function.value;
    let authorised = authorised(function, access);
    let locals: Vec<_> = (0..function.arguments.len())
        .map(|position| format_ident!("argument_{position}"))
        .collect();
    let parsed = function
        .arguments
        .iter()
        .map(|(name, ty)| argument::parsed(name, ty, &quote!(ctx.args)));
    let definitions = function
        .arguments
        .iter()
        .map(|(name, ty)| argument::definition(name, ty));
    let call = call(function, &locals);
    let kernel = paths::kernel();
    let dynamic = paths::dynamic();
    let seaography = paths::seaography();
    quote! {
        #dynamic::Field::new(
            #name,
            <#value as #seaography::CustomOutputType>::gql_output_type_ref(context),
            move |ctx| #dynamic::FieldFuture::new(async move {
                #authorised
                #(let #locals = #parsed;)*
                let value: #value = #call.map_err(|error| #kernel::refuse(ctx.ctx, error))?;
                ::std::result::Result::Ok(
                    <#value as #seaography::CustomOutputType>::gql_field_value(value, context)
                )
            }),
        ) #description #(.argument(#definitions))*
    }
}

/// The check of the access rule; binds `caller` if the function wants it.
fn authorised(function: &Function, access: &Access) -> TokenStream {
    let kernel = paths::kernel();
    let caller = match access {
        Access::Public if function.context.is_none() => return TokenStream::new(),
        Access::Public => quote!(#kernel::scope(ctx.ctx)?),
        _ => {
            let access = access.value();
            quote!(#kernel::authorize(ctx.ctx, &#access)?)
        }
    };
    match function.context {
        Some(_) => quote!(let caller = #caller;),
        None => quote!(#caller;),
    }
}

fn call(function: &Function, locals: &[proc_macro2::Ident]) -> TokenStream {
    let seaography = paths::seaography();
    let ident = &function.ident;
    let receiver = function
        .has_self
        .then(|| quote!(#seaography::try_downcast_ref::<Self>(ctx.parent_value)?,));
    let caller = function.context.as_ref().map(|_| quote!(caller,));
    let awaited = function.is_async.then(|| quote!(.await));
    quote!(Self::#ident(#receiver #caller #(#locals),*) #awaited)
}
