//! Nobody gets what is not theirs: every root field of both schemas, taken from the schemas
//! themselves, is tried by whoever may not use it.

mod attori;
mod campi;
mod insieme;
mod percorsi;
mod tentativi;

use std::collections::BTreeSet;

use campanella_tests::piattaforma::in_ogni_archivio;

use attori::Attori;
use campi::campi;
use tentativi::Tentativi;

/// Fields that are known not to be tried.
fn scoperti() -> BTreeSet<String> {
    include_str!("../isolamento_scoperti.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_answers_whoever_may_not_use_it() {
    in_ogni_archivio(async |p| {
        let attori = Attori::new(p, &p.montalba).await;
        let stranieri = Attori::new(p, &p.rovereta).await;
        let mut tentativi = Tentativi::new(p, &attori, &stranieri);
        let mut non_provati = BTreeSet::new();
        for campo in campi(p) {
            tentativi.da_chi_non_puo(&campo).await;
            if let Err(why) = tentativi.da_un_altra_famiglia(&campo).await {
                eprintln!("{}: {why}", campo.nome());
                non_provati.insert(campo.nome());
            }
        }
        let provati = tentativi.provati;
        let errori = tentativi.errori;
        assert!(
            errori.is_empty(),
            "{} answers:\n{}",
            errori.len(),
            errori.join("\n")
        );
        assert!(provati > 400, "only {provati} tries");
        assert_eq!(
            non_provati,
            scoperti(),
            "not tried, and tests/isolamento_scoperti.txt"
        );
    })
    .await;
}
