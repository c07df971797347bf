//! End-to-end tests, and what they share: a whole platform in the process of the test, and
//! requests made from the schemas themselves.

pub mod documento;
