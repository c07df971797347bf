//! The comuni that are hosted here, and the store of each.

mod connect;
mod template;
pub mod testing;

#[cfg(test)]
mod tests;
