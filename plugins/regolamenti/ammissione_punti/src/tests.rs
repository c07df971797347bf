use campanella_sdk::ammissione::Guest;

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
            r#"{"requisiti":{"eta":{"minimo_mesi":36,"massimo_mesi":3}}}"#,
            "L'età minima (36 mesi) supera la massima (3 mesi).",
        ),
        (
            r#"{"requisiti":{"eta":{}}}"#,
            "Il requisito di età non dice né un minimo né un massimo.",
        ),
        (
            r#"{"fuori_termine":{"tipo":"penalizzata","punti":0}}"#,
            "Le domande fuori termine perdono zero punti: scegliere quanti.",
        ),
        (
            r#"{"precedenze":[{"titolo":"Tutti","quando":{}}]}"#,
            "La precedenza «Tutti» vale per tutti.",
        ),
        (
            r#"{"criteri":[{"codice":"A","titolo":"Uno","punti":1},{"codice":"A","titolo":"Due","punti":1}]}"#,
            "Due criteri hanno lo stesso codice «A».",
        ),
        (
            r#"{"criteri":[{"codice":"A","titolo":"Uno","punti":0}]}"#,
            "Il criterio «Uno» non dà punti.",
        ),
        (
            r#"{"criteri":[{"codice":"A","titolo":"Uno","punti":300,
                "per_ogni":{"unita":{"tipo":"minori"},"massimo":299}}]}"#,
            "Il massimo del criterio «Uno» è più basso dei punti di una sola unità.",
        ),
        (
            r#"{"criteri":[{"codice":"A","titolo":"Uno","punti":300,
                "quando":{"se":[{"tipo":"isee","oltre":600000,"fino_a":600000}]}}]}"#,
            "Il criterio «Uno» ha una condizione che nessuna domanda può soddisfare: controllare i \
             limiti.",
        ),
        (
            r#"{"criteri":[{"codice":"A","titolo":"Uno","punti":300,
                "quando":{"se":[{"tipo":"disabilita"}],"tranne":[{"tipo":"disabilita"}]}}]}"#,
            "Il criterio «Uno» chiede e insieme esclude la stessa condizione.",
        ),
        (
            r#"{"criteri":[{"codice":"A","titolo":"Uno","punti":60000},{"codice":"B","titolo":"Due","punti":40001}]}"#,
            "I criteri insieme superano i 1.000 punti.",
        ),
        (
            r#"{"spareggi":["piu_giovane","piu_grande"]}"#,
            "Gli spareggi «più piccolo» e «più grande» si escludono.",
        ),
    ];
    for (parametri, testo) in casi {
        assert_eq!(rifiuto(parametri), testo, "{parametri}");
    }
}
