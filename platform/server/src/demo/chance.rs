//! Chance that repeats itself: the same seed and label give the same choices.

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A stream of choices. Each subject has a stream of its own, so that a change in how one is made
/// up does not shuffle the others.
pub struct Chance(StdRng);

impl Chance {
    /// The stream of `label` under `seed`.
    pub fn new(seed: u64, label: &str) -> Self {
        let digest = Sha256::digest(format!("{seed}/{label}"));
        Self(StdRng::from_seed(digest.into()))
    }

    /// A number from `min` to `max`, both included.
    pub fn between(&mut self, min: u32, max: u32) -> u32 {
        self.0.random_range(min..=max)
    }

    /// True `n` times out of a hundred.
    pub fn percent(&mut self, n: u32) -> bool {
        self.0.random_ratio(n, 100)
    }

    /// True `n` times out of a thousand.
    pub fn per_mille(&mut self, n: u32) -> bool {
        self.0.random_ratio(n, 1000)
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        items.choose(&mut self.0).unwrap_or(&items[0])
    }

    /// One of `items`, each as likely as its weight.
    pub fn weighted<'a, T>(&mut self, items: &'a [(u32, T)]) -> &'a T {
        let total: u32 = items.iter().map(|(weight, _)| weight).sum();
        let mut left = self.between(0, total.saturating_sub(1));
        for (weight, item) in items {
            if left < *weight {
                return item;
            }
            left -= weight;
        }
        &items[0].1
    }

    /// Puts `items` in another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        items.shuffle(&mut self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(seed: u64, label: &str) -> Vec<u32> {
        let mut chance = Chance::new(seed, label);
        (0..20).map(|_| chance.between(0, 1_000_000)).collect()
    }

    #[test]
    fn repeats_itself_and_only_itself() {
        assert_eq!(draws(1, "a"), draws(1, "a"));
        assert_ne!(draws(1, "a"), draws(2, "a"));
        assert_ne!(draws(1, "a"), draws(1, "b"));
    }

    #[test]
    fn weights_are_respected() {
        let mut chance = Chance::new(7, "pesi");
        let items = [(0, "mai"), (1, "raro"), (9, "spesso")];
        let drawn: Vec<_> = (0..1000).map(|_| *chance.weighted(&items)).collect();
        let count = |what| drawn.iter().filter(|d| **d == what).count();
        assert_eq!(count("mai"), 0);
        assert!((50..200).contains(&count("raro")), "{}", count("raro"));
    }
}
