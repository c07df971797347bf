//! Where the parts of the project are on this machine.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The server, as `build::binaries` leaves it.
pub fn campanella() -> PathBuf {
    target().join("debug/campanella")
}

/// True where a run decides what is accepted: a missing part is a failure there.
pub fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| value == "true")
}
