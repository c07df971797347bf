//! Compiled code on disk: reused, never believed when damaged, never from a shared folder.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::componente::digest;
use crate::{Host, HostNonPartito, Regole, spediti};

#[test]
fn a_second_start_reuses_and_a_damaged_file_is_compiled_again() {
    let radice = tempfile::tempdir().expect("a folder");
    let cartella = radice.path().join("compilati");
    let carica = || {
        let host = Host::nuovo(Some(&cartella)).expect("starts");
        host.carica(spediti::PRENOTAZIONE_PASTI)
            .expect("accepted")
            .manifesto()
            .id
            .clone()
    };
    let file = || {
        let voci = fs::read_dir(&cartella).expect("the folder");
        voci.map(|v| v.expect("an entry").path())
            .collect::<Vec<_>>()
    };
    assert_eq!(carica(), "prenotazione-pasti");
    let [compilato] = file().try_into().expect("one file");
    let prima = fs::metadata(&compilato)
        .expect("metadata")
        .modified()
        .expect("a time");
    assert_eq!(carica(), "prenotazione-pasti");
    let dopo = fs::metadata(&compilato)
        .expect("metadata")
        .modified()
        .expect("a time");
    assert_eq!(prima, dopo, "the second start compiled again");

    let mut contenuto = fs::read(&compilato).expect("the file");
    let ultimo = contenuto.len() - 1;
    contenuto[ultimo] ^= 1;
    fs::write(&compilato, contenuto).expect("written");
    assert_eq!(carica(), "prenotazione-pasti");
    fs::write(&compilato, b"torn").expect("written");
    assert_eq!(carica(), "prenotazione-pasti");
    assert!(
        fs::metadata(&compilato).expect("metadata").len() > 1_000,
        "not written anew"
    );
}

#[test]
fn a_folder_that_others_can_write_is_refused() {
    let cartella = tempfile::tempdir().expect("a folder");
    fs::set_permissions(cartella.path(), fs::Permissions::from_mode(0o777)).expect("set");
    let esito = Host::nuovo(Some(cartella.path()));
    assert!(matches!(esito, Err(HostNonPartito::Cartella(_))));
}

#[tokio::test]
async fn what_ships_is_ready_before_anybody_asks_for_it() {
    let cartella = tempfile::tempdir().expect("a folder");
    let regole = Regole::new(Host::nuovo(Some(cartella.path())).expect("an engine"));
    let pronte = || {
        let noti = spediti::TUTTI.iter().map(|wasm| digest(wasm));
        noti.filter(|d| regole.host().conosce(d)).count()
    };
    assert_eq!(pronte(), 0);
    // What a server does when it starts.
    regole.spedite().await.expect("compiled");
    assert_eq!(pronte(), spediti::TUTTI.len());
}
