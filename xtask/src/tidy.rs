//! Rules of the project that no compiler holds. They run with `cargo test`; each has
//! beside it a test that shows it refusing a made-up offence.

mod arrows;
mod components;
mod files;
mod sources;
