//! The job runner: does what was asked for later, at least once, also after a kill.
//!
//! A job is a row in the comune's store; the catalog remembers for each comune when it next has
//! work (`sveglia`), so that no store is opened in vain. A node takes a job with a lease, which it
//! renews while it works. A node that dies renews no more, and another takes the job over.

mod daily;
mod lease;
mod run;
mod runner;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use campanella_kernel::jobs::JobHandler;
use campanella_kernel::{Comune, Module, PermissionSet};

pub use runner::corri;

/// Who does the jobs of each kind.
pub struct Handlers {
    all: Vec<Entry>,
    /// The platform acts for everybody, so it may do everything.
    permissions: Arc<PermissionSet>,
}

struct Entry {
    /// The module that must be enabled; none for the platform's own.
    modulo: Option<&'static str>,
    handler: Arc<dyn JobHandler>,
}

impl Handlers {
    /// The jobs of the platform and of `moduli`, done with `permissions`.
    #[must_use]
    pub fn new(
        platform: Vec<Arc<dyn JobHandler>>,
        moduli: &[Arc<dyn Module>],
        permissions: Arc<PermissionSet>,
    ) -> Self {
        let platform = platform.into_iter().map(|handler| Entry {
            modulo: None,
            handler,
        });
        let of_module = |m: &Arc<dyn Module>| {
            let modulo = Some(m.name());
            let entry = move |handler| Entry { modulo, handler };
            m.jobs().into_iter().map(entry)
        };
        Self {
            all: platform.chain(moduli.iter().flat_map(of_module)).collect(),
            permissions,
        }
    }

    /// Those that `comune` has use for.
    fn of(&self, comune: &Comune) -> Vec<&dyn JobHandler> {
        self.all
            .iter()
            .filter(|e| e.modulo.is_none_or(|m| comune.moduli.contains(m)))
            .map(|e| &*e.handler)
            .collect()
    }
}

/// How often a job is begun before it is given up.
const TRIES: i32 = 8;

/// The wait after the first failure, in seconds; each later one is twice as long.
const FIRST_WAIT: i64 = 30;

/// How long a node may hold a job without renewing, in seconds: the longest silence after a kill.
const LEASE: i64 = 60;

/// How often a lease is renewed. Clocks of two nodes may differ by what is left of the lease.
const RENEWAL: Duration = Duration::from_secs(20);

/// The longest a job may take.
const LONGEST: Duration = Duration::from_secs(600);
