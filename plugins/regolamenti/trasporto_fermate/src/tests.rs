use campanella_sdk::trasporto::Guest;

use super::Regola;

/// What `verifica` says of parameters that contradict each other.
fn rifiuto(parametri: &str) -> String {
    Regola::verifica(parametri.to_owned())
        .expect_err("a contradiction")
        .testo
}

#[test]
fn contradictions_are_said_in_italian() {
    let casi = [
        (
            r#"{"distanze_minime":[{"metri":500},{"ordini":["primaria"],"metri":800}]}"#,
            "La distanza minima di 800 metri non vale mai: chi la riguarda ha già una distanza più \
             sopra.",
        ),
        (
            r#"{"distanze_minime":[{"ordini":["primaria","infanzia"],"metri":500},
                {"ordini":["infanzia"],"metri":300}]}"#,
            "La distanza minima di 300 metri non vale mai: chi la riguarda ha già una distanza più \
             sopra.",
        ),
        (
            r#"{"delegati":{"minimo":3,"massimo":2}}"#,
            "Servono almeno 3 delegati e se ne ammettono al massimo 2.",
        ),
        (
            r#"{"rientro_autonomo":{"ammessi":[{"ordine":"primaria","anni":[5]},{"ordine":"primaria"}]}}"#,
            "Il rientro da soli nomina due volte lo stesso ordine (scuola primaria).",
        ),
        (
            r#"{"titoli":[{"codice":"A"},{"codice":"A"}]}"#,
            "Il titolo «A» compare due volte.",
        ),
        (
            r#"{"solo_residenti":true,"titoli":[{"codice":"A","residenti":false}]}"#,
            "Il titolo «A» è per i non residenti, che non hanno il servizio.",
        ),
    ];
    for (parametri, testo) in casi {
        assert_eq!(rifiuto(parametri), testo, "{parametri}");
    }
}

#[test]
fn orders_with_distances_of_their_own_do_not_contradict_each_other() {
    let parametri = r#"{"distanze_minime":[{"ordini":["infanzia"],"metri":300},{"metri":800}]}"#;
    assert!(Regola::verifica(parametri.to_owned()).is_ok());
}
