//! A WebSocket stays open while the world changes: whoever opened it may log out, be logged out,
//! or lose a role. It ends then, so that the browser comes back and is checked anew.

use std::sync::Arc;
use std::time::Duration;

use campanella_kernel::{Ctx, InternalError, Scope};
use futures_util::future::{BoxFuture, FutureExt, pending};
use futures_util::stream::{BoxStream, SelectAll, StreamExt, select_all};
use tokio::time::timeout;

/// Topics of hints about what somebody may do. The message is the key of the person concerned,
/// or empty: it may be anybody.
const REVOKING: [&str; 2] = ["ruoli", "sessioni"];

/// How often whoever is behind a connection is looked at although no hint came: a session expires
/// in silence, and a hint may be lost.
const EVERY: Duration = Duration::from_secs(60);

/// Recognises anew who is behind an open connection, by what was shown when it was opened. Whoever
/// authenticates puts it among the extensions of a request that asks for a WebSocket.
#[derive(Clone)]
pub struct Recognise(Arc<Again>);

type Again = dyn Fn() -> BoxFuture<'static, Result<Option<Ctx>, InternalError>> + Send + Sync;

impl Recognise {
    /// Asks `again`, which answers as the authentication of a new request would.
    #[must_use]
    pub fn new<F>(again: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Option<Ctx>, InternalError>> + Send + 'static,
    {
        Self(Arc::new(move || again().boxed()))
    }
}

/// Ends when whoever `opened` the connection is no longer recognised, or may do other things.
pub(crate) async fn revoked(scope: Scope, opened: Option<Ctx>, recognise: Recognise) {
    watch(&scope, opened.as_ref(), &recognise, EVERY).await;
}

async fn watch(scope: &Scope, opened: Option<&Ctx>, recognise: &Recognise, every: Duration) {
    // Watch first, look after: a change in between is then seen as a hint.
    let mut hints = select_all(REVOKING.map(|t| scope.bus().subscribe(&scope.topic(t))));
    while still_holds(opened, recognise).await {
        // Hints about others do not put the look off.
        let _ = timeout(every, hint_about(opened, &mut hints)).await;
    }
}

async fn still_holds(opened: Option<&Ctx>, recognise: &Recognise) -> bool {
    match ((recognise.0)().await, opened) {
        (Ok(Some(now)), Some(then)) => {
            now.actor() == then.actor() && now.permissions() == then.permissions()
        }
        (Ok(now), then) => now.is_none() && then.is_none(),
        (Err(error), _) => {
            tracing::warn!(causa = %error.cause(), "who is behind a connection cannot be told");
            false
        }
    }
}

/// The next hint that may concern whoever `opened` the connection.
async fn hint_about(opened: Option<&Ctx>, hints: &mut SelectAll<BoxStream<'static, String>>) {
    let person = opened.and_then(|ctx| ctx.actor().persona());
    let person = person.map(|key| key.to_string());
    while let Some(message) = hints.next().await {
        if message.is_empty() || person.as_ref() == Some(&message) {
            return;
        }
    }
    // The bus has ended, with the process.
    pending().await
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicU32, Ordering};

    use campanella_kernel::clock::FixedClock;
    use campanella_kernel::{
        Actor, Giorno, Istante, PermissionSet, PersonaId, PlessoScope, testing,
    };
    use chrono::NaiveTime;
    use sea_orm::DatabaseConnection;

    use super::*;

    /// Longer than any look takes.
    const PATIENCE: Duration = Duration::from_secs(10);
    /// Long enough for a hint to be heard, and to be seen to change nothing.
    const MOMENT: Duration = Duration::from_millis(150);

    /// What a new request of the person would be given, and how often that was asked.
    #[derive(Clone)]
    struct Door {
        scope: Scope,
        now: Arc<Mutex<Option<Ctx>>>,
        asked: Arc<AtomicU32>,
    }

    impl Door {
        fn new() -> Self {
            let day = Giorno::new(2026, 11, 23).expect("a day");
            let clock = FixedClock::new(Istante::da_ora_locale(day, NaiveTime::MIN));
            let comune = testing::comune("aulla", &[]);
            let scope = testing::scope(comune, DatabaseConnection::default(), Arc::new(clock));
            let door = Self {
                scope,
                now: Arc::default(),
                asked: Arc::default(),
            };
            door.gives(Some(&["conteggi:leggi"]));
            door
        }

        /// From now on the person has these permissions, or no session.
        fn gives(&self, permissions: Option<&[&str]>) {
            let ctx = permissions.map(|names| {
                let mut set = PermissionSet::nessuno();
                for name in names {
                    set.concedi(name, PlessoScope::Tutti);
                }
                let actor = Actor::Persona {
                    id: PersonaId::new(7),
                    nome: "Maria Rossi".to_owned(),
                };
                self.scope.authenticated(actor, Arc::new(set))
            });
            *self.now.lock().expect("a lock") = ctx;
        }

        fn asked(&self) -> u32 {
            self.asked.load(Ordering::SeqCst)
        }

        /// A connection that is looked at `every` so often.
        fn connect(&self, every: Duration) -> tokio::task::JoinHandle<()> {
            let door = self.clone();
            let opened = door.now.lock().expect("a lock").clone();
            let (now, asked) = (Arc::clone(&door.now), Arc::clone(&door.asked));
            let recognise = Recognise::new(move || {
                asked.fetch_add(1, Ordering::SeqCst);
                let now = now.lock().expect("a lock").clone();
                async move { Ok(now) }
            });
            tokio::spawn(async move {
                watch(&door.scope, opened.as_ref(), &recognise, every).await;
            })
        }

        async fn hint(&self, topic: &'static str, message: &str) {
            let topic = self.scope.topic(topic);
            self.scope.bus().publish(&topic, message.to_owned()).await;
            tokio::time::sleep(MOMENT).await;
        }
    }

    #[tokio::test]
    async fn a_hint_about_somebody_else_leaves_a_connection_alone() {
        let door = Door::new();
        let connection = door.connect(PATIENCE);
        tokio::time::sleep(MOMENT).await;
        let before = door.asked();
        for topic in REVOKING {
            door.hint(topic, "8").await;
        }
        assert_eq!(door.asked(), before, "nobody looks for another's sake");
        // Read anew, and a log-out on another device: looked at, and still the same.
        door.hint("ruoli", "").await;
        door.hint("sessioni", "7").await;
        assert_eq!(door.asked(), before + 2);
        assert!(!connection.is_finished());
        connection.abort();
    }

    #[tokio::test]
    async fn a_lost_role_and_an_ended_session_end_it_at_once() {
        let ways: [(&str, &str, Option<&[&str]>); 3] = [
            ("ruoli", "7", Some(&[])),
            ("ruoli", "", Some(&["diete:leggi"])),
            ("sessioni", "7", None),
        ];
        for (topic, message, left) in ways {
            let door = Door::new();
            let connection = door.connect(PATIENCE);
            tokio::time::sleep(MOMENT).await;
            door.gives(left);
            door.hint(topic, message).await;
            assert!(connection.is_finished(), "{topic} {message:?}");
        }
    }

    #[tokio::test]
    async fn a_session_that_expires_in_silence_ends_it_whatever_others_do() {
        let door = Door::new();
        let connection = door.connect(4 * MOMENT);
        door.gives(None);
        // Others' roles change all the time.
        for _ in 0..20 {
            door.hint("ruoli", "8").await;
        }
        assert!(connection.is_finished());
    }
}
