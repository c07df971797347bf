//! What a question costs, as an author is told.

use super::{HOST, plugins};
use crate::misura;
use crate::pacchetto::Pacchetto;

#[test]
fn every_shipped_rule_tells_its_cost_and_the_fuel_is_the_same_twice() {
    for regola in super::casi::cartelle() {
        let pacchetto = Pacchetto::da_cartella(&regola).expect("a package");
        let regola = HOST.carica(&pacchetto.wasm).expect("accepted");
        let (_, scenario) = pacchetto.scenari.first().expect("cases");
        let (_, parametri, domanda) = scenario.domande().next().expect("a case");
        let costo = || misura::domanda(&HOST, &regola, parametri, &domanda, 20, 40);
        let (primo, secondo) = (costo().expect("measured"), costo().expect("measured"));
        assert_eq!(primo.carburante, secondo.carburante);
        assert!(primo.carburante > 1_000, "{primo:?}");
        assert!(primo.carburante < primo.carburante_concesso, "{primo:?}");
        assert!(primo.uscita > 50 && primo.ingresso > 50, "{primo:?}");
        assert!(!primo.nel_lotto.is_zero(), "{primo:?}");
        assert_eq!(primo.lotto, 40);
    }
}

#[test]
fn a_question_of_another_extension_point_is_not_measured() {
    let cartella = plugins().join("regolamenti/tariffa_isee");
    let pacchetto = Pacchetto::da_cartella(&cartella).expect("a package");
    let (_, scenario) = pacchetto.scenari.first().expect("cases");
    let (_, parametri, domanda) = scenario.domande().next().expect("a case");
    let altra = HOST
        .carica(crate::spediti::PRENOTAZIONE_PASTI)
        .expect("accepted");
    let errore = misura::domanda(&HOST, &altra, parametri, &domanda, 1, 1);
    assert!(matches!(errore, Err(misura::NonMisurata::Domanda(_))));
}
