//! The context of whatever is done: first argument of every service function, jobs included.
//!
//! [`Scope`] is a comune being served, before anyone is known: enough to log in, not to read.
//! [`Ctx`] adds who acts and what they may do; it can only be built with both.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::dataloader::DataLoader;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use crate::bus::{Bus, Topic};
use crate::clock::Clock;
use crate::{
    Actor, Comune, Giorno, InternalError, Istante, Permission, PermissionSet, PersonaId,
    PlessoScope, Rifiuto,
};

/// Tells the job runner that a comune has work at some moment.
pub trait JobWaker: Send + Sync {
    /// There is work in `comune` from `at` on.
    fn wake(&self, comune: &Comune, at: Istante);
}

/// What the transport knows of who is calling.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Address of the caller, for the throttling of guesses.
    pub indirizzo: Option<IpAddr>,
    /// The name, and the port if there is one, by which the caller reached the comune.
    pub host: Option<String>,
    /// What the browser says of itself, shown among the person's sessions.
    pub dispositivo: String,
    /// Key of the session that the cookie names, once it has been checked.
    pub sessione: Option<i64>,
}

/// The services of the platform that modules use and the kernel does not know, such as the host
/// of the regulations; put together once, when the server starts.
#[derive(Clone, Default)]
pub struct Services(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl Services {
    /// Adds a service, found again by its type.
    #[must_use]
    pub fn with<T: Send + Sync + 'static>(mut self, service: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Arc::new(service));
        self
    }

    fn get<T: 'static>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

/// The parts of a [`Scope`].
pub struct ScopeParts {
    /// The comune that is served.
    pub comune: Arc<Comune>,
    /// Its store, and no other's.
    pub store: DatabaseConnection,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Hints to whoever watches.
    pub bus: Arc<dyn Bus>,
    /// The job runner.
    pub waker: Arc<dyn JobWaker>,
    /// Services beyond the kernel.
    pub services: Arc<Services>,
    /// Id that ties logs, audit rows and the answer together.
    pub correlation: String,
    /// Who is calling, as far as the transport knows.
    pub client: Client,
}

/// A comune being served. Cheap to clone.
#[derive(Clone)]
pub struct Scope {
    parts: Arc<ScopeParts>,
    set_cookie: Arc<Mutex<Option<String>>>,
}

impl Scope {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: ScopeParts) -> Self {
        Self {
            parts: Arc::new(parts),
            set_cookie: Arc::default(),
        }
    }

    /// The same comune for whoever lives by another clock: a history that is written afterwards.
    #[must_use]
    pub fn con_orologio(&self, clock: Arc<dyn Clock>) -> Self {
        let parts = &self.parts;
        Self::new(ScopeParts {
            comune: Arc::clone(&parts.comune),
            store: parts.store.clone(),
            clock,
            bus: Arc::clone(&parts.bus),
            waker: Arc::clone(&parts.waker),
            services: Arc::clone(&parts.services),
            correlation: parts.correlation.clone(),
            client: parts.client.clone(),
        })
    }

    /// The comune.
    #[must_use]
    pub fn comune(&self) -> &Comune {
        &self.parts.comune
    }

    /// The comune's store, for reads. Writes go through [`Scope::begin`].
    #[must_use]
    pub fn db(&self) -> &DatabaseConnection {
        &self.parts.store
    }

    /// Begins a transaction that will write. On SQLite it takes the write lock at once, so that
    /// two writers wait for each other instead of failing in the middle.
    ///
    /// # Errors
    /// When the store cannot be reached or stays busy.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        self.parts.store.begin_with_options(options).await
    }

    /// The service `T` of the platform.
    ///
    /// # Errors
    /// When the server was put together without it: a bug of ours.
    pub fn service<T: 'static>(&self) -> Result<&T, InternalError> {
        self.parts
            .services
            .get()
            .ok_or_else(|| InternalError::new(format!("no {}", std::any::type_name::<T>())))
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Istante {
        self.parts.clock.now()
    }

    /// The present day in Italy.
    #[must_use]
    pub fn oggi(&self) -> Giorno {
        self.now().giorno()
    }

    /// The correlation id.
    #[must_use]
    pub fn correlation(&self) -> &str {
        &self.parts.correlation
    }

    /// Who is calling.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.parts.client
    }

    /// The topic `nome` of this comune.
    #[must_use]
    pub fn topic(&self, nome: &'static str) -> Topic {
        Topic::new(self.parts.comune.id.clone(), nome)
    }

    /// The bus.
    #[must_use]
    pub fn bus(&self) -> &dyn Bus {
        &*self.parts.bus
    }

    /// Tells the job runner that this comune has work from `at` on. Call it after the commit.
    pub fn wake_jobs(&self, at: Istante) {
        self.parts.waker.wake(&self.parts.comune, at);
    }

    /// Asks the transport to send this `Set-Cookie` with the answer.
    pub fn set_cookie(&self, header: String) {
        *self
            .set_cookie
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(header);
    }

    /// The `Set-Cookie` asked for; for the transport, when the answer is ready.
    #[must_use]
    pub fn take_cookie(&self) -> Option<String> {
        self.set_cookie
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Makes a context for `actor`, whom the caller has authenticated.
    #[must_use]
    pub fn authenticated(&self, actor: Actor, permissions: Arc<PermissionSet>) -> Ctx {
        Ctx {
            inner: Arc::new(CtxInner {
                scope: self.clone(),
                actor,
                permissions,
                loaders: Mutex::default(),
            }),
        }
    }
}

/// A batching loader that lives as long as one request: it never meets another comune or person.
pub trait RequestLoader: Send + Sync + 'static {
    /// Makes the loader of this request.
    fn for_request(ctx: &Ctx) -> Self;
}

struct CtxInner {
    scope: Scope,
    actor: Actor,
    permissions: Arc<PermissionSet>,
    loaders: Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

/// A comune being served on behalf of somebody. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    inner: Arc<CtxInner>,
}

impl std::ops::Deref for Ctx {
    type Target = Scope;

    fn deref(&self) -> &Scope {
        &self.inner.scope
    }
}

impl Ctx {
    /// The same context with loaders of its own: for another request of the same WebSocket.
    #[must_use]
    pub fn renewed(&self) -> Self {
        let inner = &self.inner;
        inner
            .scope
            .authenticated(inner.actor.clone(), Arc::clone(&inner.permissions))
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.inner.actor
    }

    /// The person who is logged in.
    ///
    /// # Errors
    /// When a program or the platform acts.
    pub fn persona(&self) -> Result<PersonaId, Rifiuto> {
        self.inner.actor.persona().ok_or(Rifiuto::NonPermesso)
    }

    /// What the actor may do.
    #[must_use]
    pub fn permissions(&self) -> &PermissionSet {
        &self.inner.permissions
    }

    /// Refuses unless `permission` is granted.
    ///
    /// # Errors
    /// [`Rifiuto::NonPermesso`].
    pub fn require(&self, permission: Permission) -> Result<(), Rifiuto> {
        if self.inner.permissions.permette(permission) {
            Ok(())
        } else {
            Err(Rifiuto::NonPermesso)
        }
    }

    /// The buildings on which `permission` is granted.
    ///
    /// # Errors
    /// [`Rifiuto::NonPermesso`] when it is not granted at all.
    pub fn plessi(&self, permission: Permission) -> Result<&PlessoScope, Rifiuto> {
        self.inner
            .permissions
            .plessi(permission)
            .ok_or(Rifiuto::NonPermesso)
    }

    /// Refuses who has `permission` for some buildings only: the thing belongs to the whole comune.
    ///
    /// # Errors
    /// [`Rifiuto::NonPermesso`].
    pub fn tutto_il_comune(&self, permission: Permission) -> Result<(), Rifiuto> {
        match self.plessi(permission)? {
            PlessoScope::Tutti => Ok(()),
            PlessoScope::Solo(_) => Err(Rifiuto::NonPermesso),
        }
    }

    /// The loader `L` of this request, made at its first use.
    #[must_use]
    pub fn loader<L: RequestLoader>(&self) -> Arc<DataLoader<L>> {
        let mut loaders = self
            .inner
            .loaders
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let slot = loaders.entry(TypeId::of::<L>()).or_insert_with(|| {
            // One millisecond is async-graphql's own window for gathering keys.
            Arc::new(DataLoader::new(L::for_request(self), tokio::spawn))
        });
        Arc::clone(slot)
            .downcast()
            .unwrap_or_else(|_| unreachable!("keyed by its own type"))
    }
}
