//! Generated reads of registers, for the offices only, and what closes seaography's holes:
//! one dispatcher of hooks that fails closed, loaders made for each request, no `having`.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use async_graphql::Request;
use async_graphql::dataloader::DataLoader;
use async_graphql::dynamic::{Field, ResolverContext};
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, DatabaseConnection, EntityTrait, Iterable};
use seaography::{
    BuilderContext, EntityObjectBuilder, GuardAction, LifecycleHooksInterface, OneToManyLoader,
    OneToOneLoader, OperationType, RelatedEntityFilter, RelatedEntityFilterField, RelationBuilder,
};

use super::{Access, authorize, refuse};
use crate::{Ctx, Permission, PlessoScope, Rifiuto};

/// Which permission each generated type asks for, to be read and to be written. A type that is
/// not here can be neither.
#[derive(Clone, Default)]
pub struct EntityPolicy(Arc<RwLock<Permissions>>);

#[derive(Default)]
struct Permissions {
    read: BTreeMap<String, Permission>,
    write: BTreeMap<String, Permission>,
}

impl EntityPolicy {
    fn allow_read(&self, entity: String, permission: Permission) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.read.insert(entity, permission);
    }

    pub(super) fn allow_write(&self, entity: String, permission: Permission) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.write.insert(entity, permission);
    }

    /// The permission that reading the generated type `entity` asks for.
    #[must_use]
    pub fn permission(&self, entity: &str) -> Option<Permission> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.read.get(entity).copied()
    }

    /// Whoever asks, if they may write rows of the generated type `entity`.
    pub(super) fn writer<'a>(
        &self,
        ctx: &ResolverContext<'a>,
        entity: &str,
    ) -> Result<&'a Ctx, async_graphql::Error> {
        let permission = {
            let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
            all.write.get(entity).copied()
        };
        let permission = permission.ok_or_else(|| refuse(ctx.ctx, Rifiuto::NonPermesso))?;
        let known = authorize(ctx.ctx, &Access::Permission(permission))?;
        match known.permissions().plessi(permission) {
            Some(PlessoScope::Tutti) => Ok(known),
            _ => Err(refuse(ctx.ctx, Rifiuto::NonPermesso)),
        }
    }

    /// A generated read has no notion of buildings, so it is for those who see all of them.
    fn allows(&self, ctx: &ResolverContext<'_>, entity: &str) -> bool {
        let granted = || {
            let permission = self.permission(entity)?;
            ctx.data_opt::<Ctx>()?.permissions().plessi(permission)
        };
        matches!(granted(), Some(PlessoScope::Tutti))
    }
}

/// Refuses whatever is not a permitted read: seaography's own defaults would allow it. Its
/// mutations are refused always; ours do not pass here.
#[async_trait::async_trait]
impl LifecycleHooksInterface for EntityPolicy {
    fn entity_guard(
        &self,
        ctx: &ResolverContext,
        entity: &str,
        action: OperationType,
    ) -> GuardAction {
        if action == OperationType::Read && self.allows(ctx, entity) {
            GuardAction::Allow
        } else {
            GuardAction::Block(Some(
                "Il proprio ruolo non permette questa operazione.".to_owned(),
            ))
        }
    }

    fn entity_filter(
        &self,
        ctx: &ResolverContext,
        entity: &str,
        action: OperationType,
    ) -> Option<Condition> {
        let allowed = action == OperationType::Read && self.allows(ctx, entity);
        (!allowed).then(|| Condition::all().add(Expr::cust("1 = 0")))
    }
}

/// Puts the relation loaders of one entity, over the request's own store, into a request.
pub type LoaderInserter = fn(&DatabaseConnection, Request) -> Request;

/// seaography's loaders live in the schema and batch the relations of different requests into one
/// query with the row filter of the first: different comuni and people would be mixed. Those in
/// the request's data take precedence, and die with it.
pub(super) fn insert_loaders<E>(db: &DatabaseConnection, request: Request) -> Request
where
    E: EntityTrait,
    E::Model: Sync,
{
    request
        .data(DataLoader::new(
            OneToManyLoader::<E>::new(db.clone()),
            tokio::spawn,
        ))
        .data(DataLoader::new(
            OneToOneLoader::<E>::new(db.clone()),
            tokio::spawn,
        ))
}

/// No relation may be used to filter: `having` obeys no hook.
#[derive(Clone, Copy)]
enum NoRelations {}

impl sea_orm::strum::IntoEnumIterator for NoRelations {
    type Iterator = std::iter::Empty<Self>;

    fn iter() -> Self::Iterator {
        std::iter::empty()
    }
}

impl RelationBuilder for NoRelations {
    fn get_relation_name(&self, _context: &'static BuilderContext) -> String {
        match *self {}
    }

    fn get_relation(&self, _context: &'static BuilderContext) -> Field {
        match *self {}
    }

    fn get_related_entity_filter(
        &self,
        _context: &'static BuilderContext,
    ) -> RelatedEntityFilterField {
        match *self {}
    }
}

impl super::Api {
    /// Adds the generated read of a register, with its relations `R`, for whoever has
    /// `permission` on every building.
    pub fn entity<E, R>(&mut self, permission: Permission) -> &mut Self
    where
        E: EntityTrait,
        E::Model: Sync,
        R: Iterable + RelationBuilder,
    {
        self.entity_with::<E, R>(permission, Vec::new())
    }

    /// The same, with `fields` besides columns and relations: their parent value is the row.
    pub fn entity_with<E, R>(&mut self, permission: Permission, fields: Vec<Field>) -> &mut Self
    where
        E: EntityTrait,
        E::Model: Sync,
        R: Iterable + RelationBuilder,
    {
        let context = self.builder.context;
        let name = EntityObjectBuilder { context }.type_name::<E>();
        self.policy.allow_read(name, permission);
        let relations = R::iter().map(|r| r.get_relation(context));
        let relations = relations.chain(fields).collect();
        let closed = RelatedEntityFilter::<E>::build::<NoRelations>(context);
        self.builder.register_entity::<E>(relations, &closed);
        let schema = std::mem::replace(
            &mut self.builder.schema,
            async_graphql::dynamic::Schema::build("Query", None, None),
        );
        self.builder.schema = schema.data(closed);
        self.loaders.push(insert_loaders::<E>);
        self
    }
}
