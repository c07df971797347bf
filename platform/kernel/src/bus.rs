//! Hints that something changed, to whoever is watching: pages open on a subscription, caches of
//! settings, roles and activations. A hint may be lost or doubled; the store has the truth.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use tokio::sync::broadcast;

use crate::ComuneId;

/// What a hint is about: a subject within one comune. There is no topic without a comune.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Topic {
    /// The comune.
    pub comune: ComuneId,
    /// The subject, e.g. `prenotazioni`.
    pub nome: &'static str,
}

impl Topic {
    /// The subject `nome` of `comune`.
    #[must_use]
    pub const fn new(comune: ComuneId, nome: &'static str) -> Self {
        Self { comune, nome }
    }
}

/// Carries hints between the parts of one node, or of several.
#[async_trait::async_trait]
pub trait Bus: Send + Sync {
    /// Tells whoever watches `topic`. Call it after the commit; never fails the caller.
    async fn publish(&self, topic: &Topic, message: String);

    /// The messages on `topic` from now on. A watcher that lags gets an empty message: read anew.
    fn subscribe(&self, topic: &Topic) -> BoxStream<'static, String>;
}

/// Messages that a slow watcher may be behind before it is told to read anew.
const BACKLOG: usize = 256;

/// The bus of a single node.
#[derive(Clone, Default)]
pub struct LocalBus {
    topics: Arc<Mutex<HashMap<Topic, broadcast::Sender<String>>>>,
}

impl LocalBus {
    /// Delivers to the watchers on this node; topics that nobody watches any more are dropped.
    pub fn deliver(&self, topic: &Topic, message: String) {
        let mut topics = self.topics.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = topics.get(topic)
            && sender.send(message).is_err()
        {
            topics.remove(topic);
        }
    }
}

#[async_trait::async_trait]
impl Bus for LocalBus {
    async fn publish(&self, topic: &Topic, message: String) {
        self.deliver(topic, message);
    }

    fn subscribe(&self, topic: &Topic) -> BoxStream<'static, String> {
        let receiver = {
            let mut topics = self.topics.lock().unwrap_or_else(PoisonError::into_inner);
            topics
                .entry(topic.clone())
                .or_insert_with(|| broadcast::channel(BACKLOG).0)
                .subscribe()
        };
        stream::unfold(receiver, |mut receiver| async move {
            match receiver.recv().await {
                Ok(message) => Some((message, receiver)),
                Err(broadcast::error::RecvError::Lagged(_)) => Some((String::new(), receiver)),
                Err(broadcast::error::RecvError::Closed) => None,
            }
        })
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_comune_does_not_hear_another() {
        let bus = LocalBus::default();
        let a = Topic::new(ComuneId::parse("aulla").expect("id"), "prenotazioni");
        let b = Topic::new(ComuneId::parse("bardi").expect("id"), "prenotazioni");
        let mut hears_a = bus.subscribe(&a);
        let mut hears_b = bus.subscribe(&b);
        bus.publish(&b, "b".into()).await;
        bus.publish(&a, "a".into()).await;
        assert_eq!(hears_a.next().await.as_deref(), Some("a"));
        assert_eq!(hears_b.next().await.as_deref(), Some("b"));
    }
}
