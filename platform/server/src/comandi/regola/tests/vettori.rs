//! The JavaScript helpers of the template compute what the Rust SDK computes.

use std::process::Command;

use super::plugins;

#[test]
fn javascript_helpers_satisfy_the_shared_vectors() {
    let esito = Command::new("node")
        .arg(plugins().join("vettori/prova.mjs"))
        .output();
    let Ok(esito) = esito else {
        return super::costruzione::senza_attrezzi("Node.js", "the vectors in JavaScript");
    };
    let errori = String::from_utf8_lossy(&esito.stderr);
    assert!(esito.status.success(), "{errori}");
    let detto = String::from_utf8_lossy(&esito.stdout);
    let provati = detto.split_whitespace().next().expect("a number");
    assert!(provati.parse::<u32>().expect("a number") > 80, "{detto}");
}
