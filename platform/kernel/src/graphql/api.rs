//! One of the two schemas, while modules add their parts.

use std::future::Future;
use std::sync::Arc;

use async_graphql::dynamic::{
    Field, FieldValue, InputValue, ResolverContext, SubscriptionField, SubscriptionFieldFuture,
};
use futures_util::{Stream, StreamExt};
use seaography::{
    Builder, BuilderContext, CustomEnum, CustomFields, CustomInputObject, CustomOutputObject,
    CustomOutputType,
};

use super::entity::{EntityPolicy, LoaderInserter};
use super::{authorize, refuse};
use crate::{Ctx, DomainError, Permission};

/// Who may use a root field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever visits the site.
    Public,
    /// Whoever is logged in.
    Authenticated,
    /// Whoever has the permission.
    Permission(Permission),
}

/// Which root a field hangs from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RootKind {
    /// `Query`.
    Query,
    /// `Mutation`.
    Mutation,
    /// `Subscription`.
    Subscription,
}

/// A root field and who may use it. `#[graphql_root]` makes them.
pub struct RootField {
    /// Name in the schema.
    pub name: String,
    /// Who may use it.
    pub access: Access,
    /// The field; its resolver checks `access` before anything else.
    pub field: Field,
}

/// A group of root fields. `#[graphql_root]` implements it.
pub trait RootFields {
    /// The fields of the group.
    fn root_fields(context: &'static BuilderContext) -> Vec<RootField>;
}

/// Who may use which root field, for the tests that walk a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootAccess {
    /// The root.
    pub kind: RootKind,
    /// The field.
    pub name: String,
    /// Who may use it.
    pub access: Access,
}

/// A schema to which modules add types and root fields.
pub struct Api {
    /// The builder of seaography, for the registers whose reads are generated.
    pub builder: Builder,
    /// Every root field added so far.
    pub roots: Vec<RootAccess>,
    /// What each request needs for the relations of generated types.
    pub loaders: Vec<LoaderInserter>,
    pub(super) policy: EntityPolicy,
}

impl Api {
    /// An empty schema, whose generated types will obey `policy`: the same that the hooks of
    /// the builder's context ask.
    #[must_use]
    pub fn new(builder: Builder, policy: EntityPolicy) -> Self {
        Self {
            builder,
            roots: Vec::new(),
            loaders: Vec::new(),
            policy,
        }
    }

    /// Adds an object type.
    pub fn output<T: CustomOutputObject>(&mut self) -> &mut Self {
        self.builder.register_custom_output::<T>();
        self
    }

    /// Adds an object type that has computed fields.
    pub fn output_with_fields<T: CustomOutputObject + CustomFields>(&mut self) -> &mut Self {
        self.builder.register_complex_custom_output::<T>();
        self
    }

    /// Adds an input type.
    pub fn input<T: CustomInputObject>(&mut self) -> &mut Self {
        self.builder.register_custom_input::<T>();
        self
    }

    /// Adds an enumeration.
    pub fn enumeration<T: CustomEnum>(&mut self) -> &mut Self {
        self.builder.register_custom_enum::<T>();
        self
    }

    /// Adds root queries.
    pub fn query<T: RootFields>(&mut self) -> &mut Self {
        for root in T::root_fields(self.builder.context) {
            self.note(RootKind::Query, &root);
            self.builder.queries.push(root.field);
        }
        self
    }

    /// Adds root mutations.
    pub fn mutation<T: RootFields>(&mut self) -> &mut Self {
        for root in T::root_fields(self.builder.context) {
            self.note(RootKind::Mutation, &root);
            self.builder.mutations.push(root.field);
        }
        self
    }

    fn note(&mut self, kind: RootKind, root: &RootField) {
        self.roots.push(RootAccess {
            kind,
            name: root.name.clone(),
            access: root.access,
        });
    }

    /// Adds a root subscription for whoever has `permission`. `read` reads the arguments, `open`
    /// makes the stream of values.
    pub fn subscription<A, T, E, S, Fut>(
        &mut self,
        (name, description): (&'static str, &'static str),
        permission: Permission,
        arguments: Vec<InputValue>,
        read: fn(&ResolverContext<'_>) -> Result<A, async_graphql::Error>,
        open: impl Fn(Ctx, A) -> Fut + Send + Sync + 'static,
    ) -> &mut Self
    where
        A: Send + 'static,
        T: CustomOutputType + Send + 'static,
        E: DomainError,
        S: Stream<Item = Result<T, E>> + Send + 'static,
        Fut: Future<Output = Result<S, E>> + Send + 'static,
    {
        let access = Access::Permission(permission);
        let context = self.builder.context;
        let open = Arc::new(open);
        let field = SubscriptionField::new(name, T::gql_output_type_ref(context), move |ctx| {
            let open = Arc::clone(&open);
            SubscriptionFieldFuture::new(async move {
                let known = authorize(ctx.ctx, &access)?.clone();
                let arguments = read(&ctx)?;
                let stream = open(known, arguments)
                    .await
                    .map_err(|e| refuse(ctx.ctx, e))?;
                let values = stream.map(move |item| match item {
                    Ok(value) => Ok(value.gql_field_value(context).unwrap_or(FieldValue::NULL)),
                    Err(e) => Err(refuse(ctx.ctx, e)),
                });
                Ok(values)
            })
        });
        let field = arguments
            .into_iter()
            .fold(field, SubscriptionField::argument);
        self.roots.push(RootAccess {
            kind: RootKind::Subscription,
            name: name.to_owned(),
            access,
        });
        self.builder
            .register_subscription_field(field.description(description));
        self
    }
}
