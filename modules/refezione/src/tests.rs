//! Meals over both stores.
