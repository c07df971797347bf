//! Generated writes of flat registers: a row at a time, named by its key, and of it the columns
//! that the register lists.
//!
//! seaography generates updates and deletes of whatever a filter finds, and no filter finds every
//! row; it takes any column and writes no log. So its mutations are never registered: these take
//! its types of columns, and nothing else of it.

use std::sync::Arc;

use async_graphql::Error;
use async_graphql::dynamic::{
    Field, FieldFuture, FieldValue, InputObject, InputValue, ResolverContext, TypeRef,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait,
    IdenStatic, IntoActiveModel, Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter,
    QuerySelect,
};
use seaography::{
    BuilderContext, EntityColumnId, EntityObjectBuilder, EntityQueryFieldBuilder, TypesMapHelper,
    converted_null_to_sea_orm_value,
};
use serde_json::{Map, json};

use super::refused_write::RefusedWrite;
use super::{Access, Api, RootAccess, RootKind, bad_argument, parse_id, refuse};
use crate::{Ctx, Permission, Rifiuto, audit};

/// What is generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// `<registro>Crea(dati)`: the new row.
    Create,
    /// `<registro>Modifica(id, dati)`: the row as it is then.
    Update,
    /// `<registro>Elimina(id)`: true.
    Delete,
}

/// A register whose rows are written as they are, because no rule of the domain concerns them.
/// Its reads are generated too ([`Api::entity`]).
pub struct FlatRegister<E: EntityTrait> {
    /// What a row is, for people: «Centro di cottura».
    pub name: &'static str,
    /// Who may write it, on every building.
    pub permission: Permission,
    /// What is generated.
    pub writes: &'static [Write],
    /// The columns that may be written; any other keeps what it has.
    pub columns: &'static [E::Column],
    /// Said when another row has a value that must be of one row only.
    pub duplicate: &'static str,
    /// Said when a row cannot go because others refer to it.
    pub in_use: &'static str,
}

impl Api {
    /// Adds the generated writes of `register`.
    pub fn register<E>(&mut self, register: FlatRegister<E>) -> &mut Self
    where
        E: EntityTrait,
        E::Model: Sync + IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        let context = self.builder.context;
        let (permission, writes) = (register.permission, register.writes);
        let types = Types::of(context, register);
        self.policy.allow_write(types.object.clone(), permission);
        let takes_data = |w: &Write| *w != Write::Delete;
        if writes.iter().any(takes_data) {
            self.builder.inputs.push(types.input_object());
        }
        let types = Arc::new(types);
        for write in writes {
            let (types, policy) = (Arc::clone(&types), self.policy.clone());
            let name = types.field(*write);
            let field = Field::new(&name, types.answer(*write), {
                let (types, write) = (Arc::clone(&types), *write);
                move |ctx| {
                    let (types, policy) = (Arc::clone(&types), policy.clone());
                    FieldFuture::new(async move {
                        let known = policy.writer(&ctx, &types.object)?;
                        let value = match write {
                            Write::Create => types.create(&ctx, known).await,
                            Write::Update => types.update(&ctx, known).await,
                            Write::Delete => types.delete(&ctx, known).await,
                        };
                        value.map(Some).map_err(|e| e.told(&ctx))
                    })
                }
            });
            self.roots.push(RootAccess {
                kind: RootKind::Mutation,
                name,
                access: Access::Permission(permission),
            });
            self.builder.mutations.push(types.describe(*write, field));
        }
        self
    }
}

/// Why nothing was written: an argument that could not be read, or a refusal.
enum NotWritten {
    Argument(Error),
    Refused(RefusedWrite),
}

impl NotWritten {
    fn told(self, ctx: &ResolverContext<'_>) -> Error {
        match self {
            Self::Argument(error) => error,
            Self::Refused(refusal) => refuse(ctx.ctx, refusal),
        }
    }
}

impl From<RefusedWrite> for NotWritten {
    fn from(refusal: RefusedWrite) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Rifiuto> for NotWritten {
    fn from(refusal: Rifiuto) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<DbErr> for NotWritten {
    fn from(e: DbErr) -> Self {
        Self::Refused(e.into())
    }
}

/// The register in one schema.
struct Types<E: EntityTrait> {
    context: &'static BuilderContext,
    register: FlatRegister<E>,
    /// The generated type of a row.
    object: String,
}

impl<E> Types<E>
where
    E: EntityTrait,
    E::Model: Sync + IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    fn of(context: &'static BuilderContext, register: FlatRegister<E>) -> Self {
        Self {
            context,
            register,
            object: EntityObjectBuilder { context }.type_name::<E>(),
        }
    }

    fn input(&self) -> String {
        format!("{}Dati", self.object)
    }

    fn field(&self, write: Write) -> String {
        let context = self.context;
        let register = EntityQueryFieldBuilder { context }.type_name::<E>();
        let verb = match write {
            Write::Create => "Crea",
            Write::Update => "Modifica",
            Write::Delete => "Elimina",
        };
        format!("{register}{verb}")
    }

    fn answer(&self, write: Write) -> TypeRef {
        match write {
            Write::Create | Write::Update => TypeRef::named_nn(&self.object),
            Write::Delete => TypeRef::named_nn(TypeRef::BOOLEAN),
        }
    }

    fn describe(&self, write: Write, field: Field) -> Field {
        let id = || InputValue::new("id", TypeRef::named_nn(TypeRef::ID));
        let dati = || InputValue::new("dati", TypeRef::named_nn(self.input()));
        let name = self.register.name;
        match write {
            Write::Create => field
                .argument(dati())
                .description(format!("{name}: aggiunge una riga.")),
            Write::Update => field
                .argument(id())
                .argument(dati())
                .description(format!("{name}: sostituisce i dati di una riga.")),
            Write::Delete => field
                .argument(id())
                .description(format!("{name}: elimina una riga che nulla usa.")),
        }
    }

    fn column_name(&self, column: &E::Column) -> String {
        let context = self.context;
        EntityObjectBuilder { context }.column_name::<E>(column)
    }

    /// All the columns that may be written: who writes a row says the whole of it, so that
    /// nothing is lost or kept by being left out unseen.
    fn input_object(&self) -> InputObject {
        let helper = TypesMapHelper {
            context: self.context,
        };
        let description = format!("{}: i dati di una riga.", self.register.name);
        let object = InputObject::new(self.input()).description(description);
        self.register.columns.iter().fold(object, |object, column| {
            let id = EntityColumnId::of::<E>(column);
            let needed = !column.def().is_null();
            match helper.input_type_for_column::<E>(column, &id, needed) {
                Some(ty) => object.field(InputValue::new(self.column_name(column), ty)),
                None => object,
            }
        })
    }

    /// The columns as the caller wrote them.
    fn read(
        &self,
        ctx: &ResolverContext<'_>,
    ) -> Result<Vec<(E::Column, sea_orm::Value)>, NotWritten> {
        let helper = TypesMapHelper {
            context: self.context,
        };
        let argument = ctx.args.try_get("dati").map_err(NotWritten::Argument)?;
        let dati = argument.object().map_err(NotWritten::Argument)?;
        let mut written = Vec::new();
        for column in self.register.columns {
            let campo = self.column_name(column);
            let value = match dati.get(&campo) {
                Some(value) => helper.async_graphql_value_to_sea_orm_value::<E>(column, &value),
                None => converted_null_to_sea_orm_value(&helper.get_column_type::<E>(column)),
            };
            let value = value.map_err(|e| NotWritten::Argument(bad_argument(&campo, e)))?;
            written.push((*column, tidy(column, campo, value)?));
        }
        Ok(written)
    }

    fn key(&self) -> Result<E::Column, Rifiuto> {
        let mut keys = E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column);
        match (keys.next(), keys.next()) {
            (Some(key), None) => Ok(key),
            _ => Err(crate::InternalError::new(format!("{} has no one key", self.object)).into()),
        }
    }

    /// The row that the argument `id` names, held until the transaction ends.
    async fn find(
        &self,
        ctx: &ResolverContext<'_>,
        tx: &DatabaseTransaction,
    ) -> Result<(i64, E::Model), NotWritten> {
        let argument = ctx.args.try_get("id").map_err(NotWritten::Argument)?;
        let id = parse_id(argument.as_value())
            .map_err(|e| NotWritten::Argument(bad_argument("id", e)))?;
        let row = E::find()
            .filter(self.key()?.eq(id))
            .lock_exclusive()
            .one(tx)
            .await?
            .ok_or(Rifiuto::NonTrovato(self.register.name))?;
        Ok((id, row))
    }

    async fn create(
        &self,
        ctx: &ResolverContext<'_>,
        known: &Ctx,
    ) -> Result<FieldValue<'static>, NotWritten> {
        let row = self.active(E::ActiveModel::default(), self.read(ctx)?)?;
        let tx = known.begin().await?;
        let row = row.insert(&tx).await.map_err(|e| self.refused(e))?;
        let id = self.id_of(&row)?;
        let dettaglio = json!({ "dopo": shown::<E>(&row) });
        self.note(known, &tx, "crea", id, dettaglio).await?;
        tx.commit().await?;
        Ok(FieldValue::owned_any(row))
    }

    async fn update(
        &self,
        ctx: &ResolverContext<'_>,
        known: &Ctx,
    ) -> Result<FieldValue<'static>, NotWritten> {
        let written = self.read(ctx)?;
        let tx = known.begin().await?;
        let (id, row) = self.find(ctx, &tx).await?;
        let before = shown::<E>(&row);
        let row = self.active(row.into_active_model(), written)?;
        let row = row.update(&tx).await.map_err(|e| self.refused(e))?;
        let after = shown::<E>(&row);
        if before != after {
            let dettaglio = json!({ "prima": before, "dopo": after });
            self.note(known, &tx, "modifica", id, dettaglio).await?;
        }
        tx.commit().await?;
        Ok(FieldValue::owned_any(row))
    }

    async fn delete(
        &self,
        ctx: &ResolverContext<'_>,
        known: &Ctx,
    ) -> Result<FieldValue<'static>, NotWritten> {
        let tx = known.begin().await?;
        let (id, row) = self.find(ctx, &tx).await?;
        let dettaglio = json!({ "prima": shown::<E>(&row) });
        let in_use = self.register.in_use;
        let row: E::ActiveModel = row.into_active_model();
        row.delete(&tx)
            .await
            .map_err(|e| RefusedWrite::of_delete(e, in_use))?;
        self.note(known, &tx, "elimina", id, dettaglio).await?;
        tx.commit().await?;
        Ok(FieldValue::value(true))
    }

    /// `row` with the columns that were written.
    fn active(
        &self,
        mut row: E::ActiveModel,
        written: Vec<(E::Column, sea_orm::Value)>,
    ) -> Result<E::ActiveModel, NotWritten> {
        for (column, value) in written {
            row.try_set(column, value)?;
        }
        Ok(row)
    }

    fn refused(&self, e: DbErr) -> RefusedWrite {
        RefusedWrite::of_write(e, self.register.duplicate)
    }

    fn id_of(&self, row: &E::Model) -> Result<i64, Rifiuto> {
        match row.get(self.key()?) {
            sea_orm::Value::BigInt(Some(id)) => Ok(id),
            other => Err(crate::InternalError::new(format!("{other:?} is no key")).into()),
        }
    }

    async fn note(
        &self,
        ctx: &Ctx,
        tx: &DatabaseTransaction,
        verb: &str,
        id: i64,
        dettaglio: serde_json::Value,
    ) -> Result<(), NotWritten> {
        let table = E::default().table_name().to_owned();
        audit::record(ctx, tx, verb, &table, Some(id), dettaglio).await?;
        Ok(())
    }
}

/// Characters of a text at the most: what a label or an address needs.
const TEXT_MAX: usize = 200;

/// A text without blanks around; where it may be absent, a blank one is.
fn tidy<C: ColumnTrait>(
    column: &C,
    campo: String,
    value: sea_orm::Value,
) -> Result<sea_orm::Value, RefusedWrite> {
    let sea_orm::Value::String(Some(text)) = value else {
        return Ok(value);
    };
    let text = text.trim();
    if text.is_empty() && column.def().is_null() {
        return Ok(sea_orm::Value::String(None));
    }
    let one_line = !text.chars().any(char::is_control);
    if text.is_empty() || text.chars().count() > TEXT_MAX || !one_line {
        let perche = format!("Scrivere un testo su una riga, da 1 a {TEXT_MAX} caratteri.");
        return Err(RefusedWrite::Dato { campo, perche });
    }
    Ok(sea_orm::Value::String(Some(text.to_owned())))
}

/// The row as the log keeps it: a flat register holds nothing of anybody.
fn shown<E: EntityTrait>(row: &E::Model) -> serde_json::Value {
    let fields: Map<String, serde_json::Value> = E::Column::iter()
        .map(|column| {
            let value = sea_orm::sea_query::sea_value_to_json_value(&row.get(column));
            (column.as_str().to_owned(), value)
        })
        .collect();
    fields.into()
}
