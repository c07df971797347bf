//! The files that the project keeps, as git sees them.

use std::fs;
use std::process::Command;

use crate::{command, project};

/// A text file of the project.
pub struct Source {
    /// From the folder of the workspace.
    pub path: String,
    /// All of it.
    pub text: String,
}

impl Source {
    /// True when the name ends in one of these (`rs`, `ts`).
    pub fn is_one_of(&self, extensions: &[&str]) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, extension)| extensions.contains(&extension))
    }
}

/// All files that are tracked, or would be: what is ignored is not ours to judge.
/// Files that are not text are left out.
pub fn all() -> Vec<Source> {
    let mut git = Command::new("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ])
    .current_dir(project::root());
    let names = command::output(&mut git).unwrap();
    let sources: Vec<Source> = names.split_terminator('\0').filter_map(read).collect();
    assert!(sources.len() > 20, "git shows no project here");
    sources
}

fn read(path: &str) -> Option<Source> {
    // A file that was removed but not yet from git's list is no file.
    let text = fs::read_to_string(project::root().join(path)).ok()?;
    Some(Source {
        path: path.into(),
        text,
    })
}
