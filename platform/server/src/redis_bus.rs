//! The bus of several nodes: hints travel over Redis pub/sub and are handed on by each node's own
//! [`LocalBus`].
//!
//! A node listens to one pattern and hands on what somebody here watches. Whatever Redis may have
//! lost (a broken connection, a hint that could not be sent) becomes an empty message afterwards:
//! read anew.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use campanella_kernel::bus::{Bus, LocalBus, Topic};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use redis::aio::{ConnectionManager, ConnectionManagerConfig, PubSub};
use redis::{AsyncCommands, Client, RedisError, RedisResult};
use tokio::time::{sleep, timeout};
use tokio_util::task::AbortOnDropHandle;

/// What every channel of ours begins with.
const PREFIX: &str = "campanella:";

/// Longest wait for Redis within a request.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often a silent connection is asked whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Waits between two attempts to connect, doubled from the first to the second.
const FIRST_RETRY: Duration = Duration::from_millis(100);
const LAST_RETRY: Duration = Duration::from_secs(10);

/// A bus over Redis. It lives until it is dropped.
pub struct RedisBus {
    shared: Arc<Shared>,
    sender: ConnectionManager,
    _listener: AbortOnDropHandle<()>,
}

struct Shared {
    /// Names this node in what it sends, so that it does not hear itself.
    node: String,
    local: LocalBus,
    /// Topics that were ever watched here, by their channel: the only ones that are handed on.
    watched: Mutex<HashMap<String, Topic>>,
    /// Channels of which the other nodes missed a hint.
    unsent: Mutex<HashSet<String>>,
    listening: AtomicBool,
}

impl RedisBus {
    /// Begins to listen. A server that does not answer yet is tried again until it does.
    ///
    /// # Errors
    /// When `url` is not the address of a Redis server.
    pub fn start(url: &str) -> RedisResult<Self> {
        let client = Client::open(url)?;
        let patience = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE))
            .set_number_of_retries(0);
        let sender = client.get_connection_manager_lazy(patience)?;
        let shared = Arc::new(Shared {
            node: format!("{:032x}", rand::random::<u128>()),
            local: LocalBus::default(),
            watched: Mutex::default(),
            unsent: Mutex::default(),
            listening: AtomicBool::new(false),
        });
        let listener = tokio::spawn(listen(client, sender.clone(), Arc::clone(&shared)));
        Ok(Self {
            shared,
            sender,
            _listener: AbortOnDropHandle::new(listener),
        })
    }

    /// True while hints go both ways; for the readiness of the node.
    pub async fn ready(&self) -> bool {
        let mut sender = self.sender.clone();
        let answered = timeout(PATIENCE, sender.ping::<()>()).await;
        self.shared.listening.load(Ordering::Acquire) && matches!(answered, Ok(Ok(())))
    }
}

#[async_trait::async_trait]
impl Bus for RedisBus {
    async fn publish(&self, topic: &Topic, message: String) {
        let channel = channel(topic);
        let payload = format!("{} {message}", self.shared.node);
        // This node need not wait for Redis, nor go without when Redis is away.
        self.shared.local.deliver(topic, message);
        if let Err(error) = send(&mut self.sender.clone(), &channel, &payload).await {
            tracing::warn!(%error, channel, "other nodes missed a hint");
            lock(&self.shared.unsent).insert(channel);
        }
    }

    fn subscribe(&self, topic: &Topic) -> BoxStream<'static, String> {
        let stream = self.shared.local.subscribe(topic);
        lock(&self.shared.watched)
            .entry(channel(topic))
            .or_insert_with(|| topic.clone());
        stream
    }
}

/// The only maker of channel names: there is no channel without a comune.
fn channel(topic: &Topic) -> String {
    format!("{PREFIX}{}:{}", topic.comune, topic.nome)
}

async fn send(sender: &mut ConnectionManager, channel: &str, payload: &str) -> RedisResult<()> {
    match timeout(PATIENCE, sender.publish(channel, payload)).await {
        Ok(sent) => sent,
        Err(_) => Err(RedisError::from(std::io::Error::from(
            std::io::ErrorKind::TimedOut,
        ))),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens for ever, connecting again whenever the connection breaks.
async fn listen(client: Client, mut sender: ConnectionManager, shared: Arc<Shared>) {
    let mut wait = FIRST_RETRY;
    loop {
        match timeout(PATIENCE, subscribe(&client)).await {
            Ok(Ok(connection)) => {
                wait = FIRST_RETRY;
                shared.listening.store(true, Ordering::Release);
                shared.tell_all_to_read_anew();
                hand_on(connection, &mut sender, &shared).await;
                shared.listening.store(false, Ordering::Release);
                tracing::warn!("the connection to Redis broke");
            }
            Ok(Err(error)) => tracing::warn!(%error, "Redis does not answer"),
            Err(_) => tracing::warn!("Redis does not answer in time"),
        }
        sleep(wait).await;
        wait = (wait * 2).min(LAST_RETRY);
    }
}

async fn subscribe(client: &Client) -> RedisResult<PubSub> {
    let mut connection = client.get_async_pubsub().await?;
    connection.psubscribe(format!("{PREFIX}*")).await?;
    Ok(connection)
}

/// Hands messages on until the connection breaks.
async fn hand_on(connection: PubSub, sender: &mut ConnectionManager, shared: &Shared) {
    let (mut sink, mut messages) = connection.split();
    loop {
        shared.make_up_for_unsent(sender).await;
        match timeout(HEARTBEAT, messages.next()).await {
            Ok(Some(message)) => {
                if let Ok(payload) = message.get_payload::<String>() {
                    shared.receive(message.get_channel_name(), &payload);
                }
            }
            Ok(None) => return,
            Err(_) => match timeout(PATIENCE, sink.ping::<redis::Value>()).await {
                Ok(Ok(_)) => {}
                _ => return,
            },
        }
    }
}

impl Shared {
    fn receive(&self, channel: &str, payload: &str) {
        let Some((node, message)) = payload.split_once(' ') else {
            return;
        };
        let topic = lock(&self.watched).get(channel).cloned();
        if let Some(topic) = topic
            && node != self.node
        {
            self.local.deliver(&topic, message.to_owned());
        }
    }

    fn tell_all_to_read_anew(&self) {
        let topics: Vec<Topic> = lock(&self.watched).values().cloned().collect();
        for topic in topics {
            self.local.deliver(&topic, String::new());
        }
    }

    async fn make_up_for_unsent(&self, sender: &mut ConnectionManager) {
        let channels = std::mem::take(&mut *lock(&self.unsent));
        let payload = format!("{} ", self.node);
        for channel in channels {
            if send(sender, &channel, &payload).await.is_err() {
                lock(&self.unsent).insert(channel);
            }
        }
    }
}

#[cfg(test)]
mod tests;
