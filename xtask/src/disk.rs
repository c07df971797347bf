//! Room on the disk: a compiler that has none left fails late, in words of its own.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{command, project};

/// Megabytes that the tests take in a fresh clone, stores and npm modules among them: what `df -m`
/// says before and after `.ci/run`.
const FROM_NOTHING: u64 = 11_000;
/// What another build may add to one that is there.
const AGAIN: u64 = 3_000;

/// Whether what is built has room.
///
/// # Errors
/// Says how much there is and how much is needed.
pub fn check() -> Result<()> {
    let needed = if project::campanella().is_file() {
        AGAIN
    } else {
        FROM_NOTHING
    };
    let mut df = Command::new("df");
    let said = command::output(df.arg("-Pm").arg(project::target()))?;
    let free = free(&said).context("`df` does not say how much is free")?;
    if free < needed {
        bail!(
            "{free} MB are free where this is built, and about {needed} are needed: make room \
             (`cargo clean` empties the folder of builds), or the build may fail"
        );
    }
    Ok(())
}

/// The megabytes that are available, of what `df -Pm` prints.
fn free(said: &str) -> Option<u64> {
    said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::free;

    #[test]
    fn what_df_says_is_read() {
        let said = "Filesystem 1048576-blocks  Used Available Capacity Mounted on\n\
                    /dev/vda        257888 88064      5120      95% /\n";
        assert_eq!(
            free(said),
            Some(5120),
            "what may be used, not what is there"
        );
        assert_eq!(free("df: no such folder\n"), None);
    }
}
