//! Two nodes over a real Redis; the test says so and passes when none is named.

use std::time::Duration;

use campanella_kernel::ComuneId;
use campanella_kernel::bus::{Bus, Topic};
use campanella_kernel::testing::Cable;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use tokio::time::timeout;

use super::RedisBus;

/// More than any hint needs, less than anyone waits.
const PATIENCE: Duration = Duration::from_secs(15);

fn redis_url() -> Option<String> {
    let url = std::env::var("CAMPANELLA_TEST_REDIS").ok();
    if url.is_none() {
        println!("skipped: CAMPANELLA_TEST_REDIS is not set");
    }
    url
}

/// A topic of a comune that no other test uses.
fn topic(nome: &'static str) -> Topic {
    let id = format!("test-{:016x}", rand::random::<u64>());
    Topic::new(ComuneId::parse(&id).expect("a valid id"), nome)
}

async fn ready(bus: &RedisBus) {
    let wait = async {
        while !bus.ready().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, wait).await.expect("Redis answers");
}

/// A cable to Redis, and the address of Redis at its near end.
async fn cable(url: &str) -> (Cable, String) {
    let server = redis::Client::open(url)
        .expect("an address")
        .get_connection_info()
        .addr()
        .to_string();
    let cable = Cable::to(server.clone()).await;
    // Only the way to the server differs: the password is asked for at its end.
    let address = url.replacen(&server, cable.near_end(), 1);
    assert_ne!(address, url, "the cable is on the way");
    (cable, address)
}

/// The next message that says something.
async fn said(watcher: &mut BoxStream<'static, String>) -> String {
    let next = async {
        loop {
            let message = watcher.next().await.expect("the bus lives");
            if !message.is_empty() {
                return message;
            }
        }
    };
    timeout(PATIENCE, next).await.expect("a hint in time")
}

async fn next(watcher: &mut BoxStream<'static, String>) -> Option<String> {
    timeout(PATIENCE, watcher.next())
        .await
        .expect("a hint in time")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hint_reaches_the_other_node_and_no_other_comune() {
    let Some(url) = redis_url() else { return };
    let one = RedisBus::start(&url).expect("an address");
    let two = RedisBus::start(&url).expect("an address");
    let (ours, other) = (topic("prenotazioni"), topic("prenotazioni"));
    let (mut here, mut there) = (one.subscribe(&ours), two.subscribe(&ours));
    let mut elsewhere = two.subscribe(&other);
    ready(&one).await;
    ready(&two).await;
    one.publish(&ours, "a".into()).await;
    one.publish(&ours, "b".into()).await;
    for watcher in [&mut here, &mut there] {
        assert_eq!(said(watcher).await, "a");
        assert_eq!(said(watcher).await, "b", "each hint comes once");
    }
    two.publish(&other, "c".into()).await;
    assert_eq!(
        said(&mut elsewhere).await,
        "c",
        "nothing of the other comune"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_cut_watchers_read_anew_on_both_sides() {
    let Some(url) = redis_url() else { return };
    let (cable, address) = cable(&url).await;
    let near = RedisBus::start(&address).expect("an address");
    let far = RedisBus::start(&url).expect("an address");
    let topic = topic("ruoli");
    let (mut near_hears, mut far_hears) = (near.subscribe(&topic), far.subscribe(&topic));
    ready(&near).await;
    ready(&far).await;

    cable.cut();
    near.publish(&topic, "near".into()).await;
    assert_eq!(
        said(&mut near_hears).await,
        "near",
        "this node hears itself without Redis"
    );
    assert!(!near.ready().await);

    while let Ok(Some(_)) = timeout(Duration::from_millis(50), far_hears.next()).await {}
    cable.mend();
    assert_eq!(
        next(&mut near_hears).await.as_deref(),
        Some(""),
        "who watches here reads anew"
    );
    assert_eq!(
        next(&mut far_hears).await.as_deref(),
        Some(""),
        "so does who missed the hint"
    );
    far.publish(&topic, "far".into()).await;
    assert_eq!(said(&mut near_hears).await, "far");
}
