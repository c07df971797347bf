use campanella_kernel::clock::SystemClock;
use campanella_kernel::jobs::{NewJob, enqueue};
use campanella_kernel::{Actor, PermissionSet, Scope, testing};
use campanella_tenants::{NomeHost, NuovoComune};
use tokio::time::timeout;

use super::*;
use crate::config::Config;
use crate::posta::INVIA;

/// More than any job here needs.
const PATIENCE: Duration = Duration::from_secs(30);

async fn scope_of_new_comune(app: &App) -> Scope {
    let model = testing::comune("aulla", &[]);
    let nuovo = NuovoComune {
        id: model.id.clone(),
        impostazioni: model.impostazioni,
        host: vec![NomeHost::parse("aulla.localhost").expect("a host")],
        moduli: model.moduli,
    };
    app.comuni.crea(nuovo, "test").await.expect("a comune");
    let (comune, store) = app.comuni.stores().open(&model.id).await.expect("a store");
    app.scope(comune, store, "test".to_owned())
}

/// Asks for an e-mail without waking anybody, as a node does that is killed after its commit.
async fn ask_in_silence(scope: &Scope) {
    let system = Actor::Sistema {
        lavoro: "test".to_owned(),
    };
    let ctx = scope.authenticated(system, Arc::new(PermissionSet::nessuno()));
    let job = NewJob {
        tipo: INVIA,
        chiave: "una".to_owned(),
        contenuto: serde_json::json!({ "a": "a@example.org", "oggetto": "b", "testo": "c" }),
        da_eseguire: scope.now(),
    };
    enqueue(&ctx, scope.db(), job).await.expect("enqueued");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_starting_node_finds_work_that_nobody_told_of_and_stops_when_asked() {
    let dati =
        std::env::temp_dir().join(format!("campanella-corri-{:016x}", rand::random::<u64>()));
    let config = Config {
        dati: dati.clone(),
        ..Config::default()
    };
    let app = App::start(config, Arc::new(SystemClock))
        .await
        .expect("a platform");
    ask_in_silence(&scope_of_new_comune(&app).await).await;

    let stop = CancellationToken::new();
    let runner = tokio::spawn(corri(Arc::clone(&app), stop.clone()));
    let mailbox = dati.join("posta/aulla");
    let delivered = async {
        while !mailbox.exists() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, delivered)
        .await
        .expect("the e-mail is sent");
    stop.cancel();
    timeout(PATIENCE, runner)
        .await
        .expect("it stops")
        .expect("it stops well");
    let next = app.comuni.sveglie().next().await.expect("a catalog");
    assert!(
        next.is_none_or(|at| at > app.now()),
        "nothing is left to do now"
    );
    app.comuni.stores().close_all().await;
    std::fs::remove_dir_all(dati).expect("removed");
}
