//! What a station has of its own: an intermediary has credentials for each.

use std::collections::HashMap;

/// Something of each station: of those that have their own, and of all the others.
#[derive(Debug, Clone, Default)]
pub struct PerStazione<T> {
    altre: T,
    proprie: HashMap<String, T>,
}

impl<T> PerStazione<T> {
    /// The same for every station.
    #[must_use]
    pub fn uguale(altre: T) -> Self {
        Self {
            altre,
            proprie: HashMap::new(),
        }
    }

    /// With one of its own for `stazione`.
    #[must_use]
    pub fn con(mut self, stazione: String, sua: T) -> Self {
        self.proprie.insert(stazione, sua);
        self
    }

    /// That of `stazione`.
    #[must_use]
    pub fn di(&self, stazione: &str) -> &T {
        self.proprie.get(stazione).unwrap_or(&self.altre)
    }
}
