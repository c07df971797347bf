//! The schemas: one for families and one for offices, per distinct set of enabled modules.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::dynamic::{Schema, SchemaError};
use campanella_kernel::Module;
use campanella_kernel::graphql::{Api, EntityPolicy, LoaderInserter, RootAccess, register_scalars};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};
use seaography::{Builder, BuilderContext, LifecycleHooks, PaginationInputConfig, TypesMapConfig};

use crate::comune::{CollegamentiComune, Comune, ComuneQuery, ContattiComune};
use crate::limits::{MAX_DIRECTIVES, MAX_PAGE};
use crate::observe::Observe;

/// Rows of a generated page when the caller does not say.
const DEFAULT_PAGE: u64 = 50;

/// Which of the two APIs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SchemaKind {
    /// For families.
    Portale,
    /// For offices.
    Ufficio,
}

/// A schema with what requests to it need.
pub struct Composed {
    /// The schema.
    pub schema: Schema,
    /// Who may use which root field.
    pub roots: Vec<RootAccess>,
    /// Loaders that each request brings of its own.
    pub loaders: Vec<LoaderInserter>,
}

type Key = (SchemaKind, BTreeSet<String>);

/// All schemas, built at their first use and shared by the comuni with the same modules.
pub struct Schemas {
    modules: Vec<Arc<dyn Module>>,
    context: &'static BuilderContext,
    policy: EntityPolicy,
    /// An empty store in memory. seaography wants a connection to build a schema; should a
    /// request ever lack its own, it would find no table rather than another comune's.
    nowhere: DatabaseConnection,
    built: Mutex<HashMap<Key, Arc<Composed>>>,
}

impl Schemas {
    /// Prepares to build schemas of `modules`. The configuration of seaography lives as long as
    /// the process, which it asks for: make one `Schemas` per process.
    ///
    /// # Errors
    /// When the empty store cannot be made.
    pub async fn new(modules: Vec<Arc<dyn Module>>) -> Result<Self, DbErr> {
        let policy = EntityPolicy::default();
        let context = Box::leak(Box::new(BuilderContext {
            hooks: LifecycleHooks::new(policy.clone()),
            pagination_input: PaginationInputConfig {
                default_limit: Some(DEFAULT_PAGE),
                max_limit: Some(MAX_PAGE),
                ..Default::default()
            },
            types: TypesMapConfig {
                timestamp_rfc3339: true,
                ..Default::default()
            },
            ..Default::default()
        }));
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.connect_lazy(true).max_connections(1);
        Ok(Self {
            modules,
            context,
            policy,
            nowhere: Database::connect(options).await?,
            built: Mutex::default(),
        })
    }

    /// The names of all modules.
    pub fn module_names(&self) -> impl Iterator<Item = &'static str> {
        self.modules.iter().map(|m| m.name())
    }

    /// The schema of `kind` for a comune that has enabled `enabled`.
    ///
    /// # Errors
    /// When the modules contradict each other: a bug of ours, which a test finds.
    pub fn get(
        &self,
        kind: SchemaKind,
        enabled: &BTreeSet<String>,
    ) -> Result<Arc<Composed>, SchemaError> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (kind, enabled.clone());
        if let Some(composed) = built.get(&key) {
            return Ok(Arc::clone(composed));
        }
        let composed = Arc::new(self.compose(kind, enabled)?);
        built.insert(key, Arc::clone(&composed));
        Ok(composed)
    }

    fn compose(
        &self,
        kind: SchemaKind,
        enabled: &BTreeSet<String>,
    ) -> Result<Composed, SchemaError> {
        let mut builder = Builder::new(self.context, self.nowhere.clone());
        // Without the mutation `_ping` that the builder begins with.
        builder.mutation = async_graphql::dynamic::Object::new("Mutation");
        register_scalars(&mut builder);
        let mut api = Api::new(builder, self.policy.clone());
        api.output::<Comune>()
            .output::<ContattiComune>()
            .output::<CollegamentiComune>()
            .query::<ComuneQuery>();
        for module in self.modules.iter().filter(|m| enabled.contains(m.name())) {
            match kind {
                SchemaKind::Portale => module.portale(&mut api),
                SchemaKind::Ufficio => module.ufficio(&mut api),
            }
        }
        let Api {
            builder,
            roots,
            loaders,
            ..
        } = api;
        let schema = builder
            .schema_builder()
            .disable_suggestions()
            .limit_directives(MAX_DIRECTIVES)
            .extension(Observe)
            .finish()?;
        Ok(Composed {
            schema,
            roots,
            loaders,
        })
    }
}
