//! The books on both kinds of store.

mod libro;
mod proprieta;
mod scritture;
