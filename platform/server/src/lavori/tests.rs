//! Jobs on both stores: once each, again after a death, daily through both changes of the clock.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use campanella_kernel::clock::FixedClock;
use campanella_kernel::jobs::{self, JobHandler, NewJob, enqueue};
use campanella_kernel::{
    Actor, Ctx, Giorno, InternalError, Istante, PermissionSet, Scope, testing,
};
use campanella_tenants::testing::for_each_store;
use chrono::{NaiveTime, Timelike};
use sea_orm::{DatabaseConnection, EntityTrait, QueryOrder};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::run::run_due;
use super::{Handlers, LEASE, TRIES};

/// What a test handler does with a job.
#[derive(Clone, Copy)]
enum Conduct {
    Succeed,
    Fail,
    Panic,
    /// Works for ever: it dies with its runner.
    Hang,
}

struct TestHandler {
    conduct: Conduct,
    every_day: Option<(u32, u32)>,
    begun: AtomicUsize,
    seen: Mutex<Vec<Value>>,
}

impl TestHandler {
    fn new(conduct: Conduct) -> Arc<Self> {
        Self::daily(conduct, None)
    }

    fn daily(conduct: Conduct, every_day: Option<(u32, u32)>) -> Arc<Self> {
        Arc::new(Self {
            conduct,
            every_day,
            begun: AtomicUsize::new(0),
            seen: Mutex::default(),
        })
    }

    fn begun(&self) -> usize {
        self.begun.load(Ordering::SeqCst)
    }

    fn seen(&self) -> Vec<Value> {
        self.seen.lock().expect("a lock").clone()
    }
}

#[async_trait::async_trait]
impl JobHandler for TestHandler {
    fn tipo(&self) -> &'static str {
        "prova"
    }

    fn ogni_giorno(&self) -> Option<(u32, u32)> {
        self.every_day
    }

    async fn run(&self, ctx: &Ctx, contenuto: &Value) -> Result<(), InternalError> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        // Gives another runner the time to come in between.
        tokio::task::yield_now().await;
        assert!(matches!(ctx.actor(), Actor::Sistema { lavoro } if lavoro == "prova"));
        match self.conduct {
            Conduct::Succeed => self.seen.lock().expect("a lock").push(contenuto.clone()),
            Conduct::Fail => return Err(InternalError::new("il server di posta non risponde")),
            Conduct::Panic => panic!("a bug"),
            Conduct::Hang => std::future::pending().await,
        }
        Ok(())
    }
}

fn handlers(handler: &Arc<TestHandler>) -> Handlers {
    let handler: Arc<dyn JobHandler> = handler.clone();
    Handlers::new(vec![handler], &[], Arc::new(PermissionSet::nessuno()))
}

fn noon(anno: i32, mese: u32, giorno: u32) -> Istante {
    let giorno = Giorno::new(anno, mese, giorno).expect("a day");
    Istante::da_ora_locale(giorno, NaiveTime::from_hms_opt(12, 0, 0).expect("noon"))
}

fn scope(db: DatabaseConnection) -> (Scope, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::new(noon(2026, 11, 23)));
    let comune = testing::comune("aulla", &[]);
    (testing::scope(comune, db, clock.clone()), clock)
}

async fn ask(scope: &Scope, chiave: &str) {
    let system = Actor::Sistema {
        lavoro: "test".into(),
    };
    let ctx = scope.authenticated(system, Arc::new(PermissionSet::nessuno()));
    let job = NewJob {
        tipo: "prova",
        chiave: chiave.to_owned(),
        contenuto: Value::String(chiave.to_owned()),
        da_eseguire: scope.now(),
    };
    assert!(enqueue(&ctx, scope.db(), job).await.expect("enqueued"));
}

async fn run(scope: &Scope, handler: &Arc<TestHandler>) -> Option<Istante> {
    run_due(scope, &handlers(handler), &CancellationToken::new())
        .await
        .expect("a store")
}

async fn rows(scope: &Scope) -> Vec<jobs::Model> {
    jobs::Entity::find()
        .order_by_asc(jobs::Column::Id)
        .all(scope.db())
        .await
        .expect("rows")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runners_at_once_do_each_job_once() {
    for_each_store(async |db| {
        let (scope, _) = scope(db);
        for n in 0..20 {
            ask(&scope, &format!("lavoro {n:02}")).await;
        }
        let handler = TestHandler::new(Conduct::Succeed);
        tokio::join!(
            run(&scope, &handler),
            run(&scope, &handler),
            run(&scope, &handler)
        );
        assert_eq!(handler.begun(), 20);
        let mut seen: Vec<String> = handler.seen().iter().map(Value::to_string).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 20);
        assert!(rows(&scope).await.iter().all(|j| j.stato == jobs::FATTO));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_runner_held_is_done_by_another() {
    for_each_store(async |db| {
        let (scope, clock) = scope(db);
        ask(&scope, "da finire").await;
        let dies = TestHandler::new(Conduct::Hang);
        let runner = tokio::spawn({
            let (scope, dies) = (scope.clone(), dies.clone());
            async move { run(&scope, &dies).await }
        });
        while dies.begun() == 0 {
            tokio::task::yield_now().await;
        }
        runner.abort();

        let other = TestHandler::new(Conduct::Succeed);
        let next = run(&scope, &other).await;
        assert_eq!(other.begun(), 0, "the lease still holds");
        assert_eq!(
            next,
            Some(scope.now().piu_secondi(LEASE)),
            "and it is known until when"
        );
        clock.set(scope.now().piu_secondi(LEASE));
        run(&scope, &other).await;
        assert_eq!(other.begun(), 1);
        let job = &rows(&scope).await[0];
        assert_eq!((job.stato.as_str(), job.tentativi), (jobs::FATTO, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failures_are_tried_again_ever_later_and_then_shown() {
    for_each_store(async |db| {
        for conduct in [Conduct::Fail, Conduct::Panic] {
            let (scope, clock) = scope(db.clone());
            let handler = TestHandler::new(conduct);
            ask(&scope, &format!("senza speranza {}", conduct as u8)).await;
            let mut waits = Vec::new();
            while let Some(next) = run(&scope, &handler).await {
                waits.push((next.utc() - scope.now().utc()).num_seconds());
                assert_eq!(
                    run(&scope, &handler).await,
                    Some(next),
                    "not before its time"
                );
                clock.set(next);
            }
            assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1920]);
            assert_eq!(handler.begun(), usize::try_from(TRIES).expect("a count"));
            let job = rows(&scope).await.pop().expect("it stays");
            assert_eq!(job.stato, jobs::FALLITO);
            assert!(job.errore.is_some_and(|e| !e.is_empty()));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_kills_its_runner_each_time_is_given_up() {
    for_each_store(async |db| {
        let (scope, clock) = scope(db);
        ask(&scope, "veleno").await;
        for _ in 0..TRIES {
            let job = super::lease::take(&scope, &["prova"])
                .await
                .expect("a store");
            assert!(job.is_some());
            clock.set(scope.now().piu_secondi(LEASE));
        }
        let handler = TestHandler::new(Conduct::Succeed);
        assert_eq!(run(&scope, &handler).await, None);
        assert_eq!(handler.begun(), 0);
        assert_eq!(rows(&scope).await[0].stato, jobs::FALLITO);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_the_lease_ends_nothing() {
    for_each_store(async |db| {
        let (scope, clock) = scope(db);
        ask(&scope, "conteso").await;
        let first = super::lease::take(&scope, &["prova"])
            .await
            .expect("a store");
        let first = first.expect("a job");
        clock.set(scope.now().piu_secondi(LEASE));
        let second = super::lease::take(&scope, &["prova"])
            .await
            .expect("a store");
        assert!(second.is_some());
        assert!(!super::lease::renew(&scope, &first).await.expect("a store"));
        assert!(!super::lease::done(&scope, &first).await.expect("a store"));
        super::lease::failed(&scope, &first, "tardi")
            .await
            .expect("a store");
        let job = &rows(&scope).await[0];
        assert_eq!(job.stato, jobs::IN_ATTESA);
        assert_eq!(job.preso_fino, second.and_then(|j| j.preso_fino));
        assert_eq!(job.errore, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopping_runner_begins_nothing_new() {
    for_each_store(async |db| {
        let (scope, _) = scope(db);
        ask(&scope, "dopo").await;
        let handler = TestHandler::new(Conduct::Succeed);
        let stop = CancellationToken::new();
        stop.cancel();
        let next = run_due(&scope, &handlers(&handler), &stop)
            .await
            .expect("a store");
        assert_eq!(handler.begun(), 0);
        assert_eq!(next, Some(scope.now()), "and says that there is work");
    })
    .await;
}

/// Runs hour by hour from noon of the first to noon of the last day; the days and local hours at
/// which the daily job ran.
async fn hours_of_daily(
    db: DatabaseConnection,
    at: (u32, u32),
    from: Istante,
    to: Istante,
) -> Vec<(String, u32)> {
    let (scope, clock) = scope(db);
    clock.set(from);
    let handler = TestHandler::daily(Conduct::Succeed, Some(at));
    run(&scope, &handler).await;
    // What was already due on the first day is not what is being looked at.
    handler.seen.lock().expect("a lock").clear();
    let mut ran = Vec::new();
    while scope.now() < to {
        clock.set(scope.now().piu_secondi(30 * 60));
        run(&scope, &handler).await;
        for day in handler.seen.lock().expect("a lock").drain(..) {
            let day = day["giorno"].as_str().expect("a day").to_owned();
            ran.push((day, scope.now().ora_locale().hour()));
        }
    }
    ran
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_job_runs_once_a_day_through_both_changes_of_the_clock() {
    for_each_store(async |db| {
        let autumn = hours_of_daily(db, (2, 30), noon(2026, 10, 24), noon(2026, 10, 26)).await;
        assert_eq!(autumn, [("2026-10-25".into(), 2), ("2026-10-26".into(), 2)]);
    })
    .await;
    for_each_store(async |db| {
        let spring = hours_of_daily(db, (2, 30), noon(2027, 3, 27), noon(2027, 3, 29)).await;
        assert_eq!(spring, [("2027-03-28".into(), 3), ("2027-03-29".into(), 2)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_nobody_was_awake_for_are_made_up_for() {
    for_each_store(async |db| {
        let (scope, clock) = scope(db);
        let handler = TestHandler::daily(Conduct::Succeed, Some((9, 30)));
        let next = run(&scope, &handler).await.expect("tomorrow's");
        assert_eq!(next.to_string(), "24/11/2026 alle 09:30");
        assert_eq!(handler.begun(), 1, "today's hour has passed");
        clock.set(noon(2026, 11, 27));
        run(&scope, &handler).await;
        let days: Vec<Value> = handler.seen().iter().map(|d| d["giorno"].clone()).collect();
        let expected = [
            "2026-11-23",
            "2026-11-24",
            "2026-11-25",
            "2026-11-26",
            "2026-11-27",
        ];
        assert_eq!(days, expected);
    })
    .await;
}
