//! A published contract never changes: comuni have components that were built against it.

use std::fs;

use sha2::{Digest, Sha256};

use super::plugins;

/// SHA-256 over names and contents of `plugins/wit/v1`, in order of name.
const V1: &str = "348915153cf03fe0c560e9b94d77f1f07da54a571188e1942ee3575548e1ebb1";

#[test]
fn the_published_contract_is_frozen() {
    let mut file: Vec<_> = fs::read_dir(plugins().join("wit/v1"))
        .expect("the contract")
        .map(|voce| voce.expect("an entry").path())
        .collect();
    file.sort();
    let mut somma = Sha256::new();
    for percorso in file {
        somma.update(percorso.file_name().expect("a name").as_encoded_bytes());
        somma.update(fs::read(percorso).expect("a file"));
    }
    assert_eq!(
        hex::encode(somma.finalize()),
        V1,
        "plugins/wit/v1 is published: make a new folder for a new version"
    );
}
