//! Reads the scenario cases of a regulation: `casi/*.yaml` beside its `regola.toml`.

use std::fs;

use serde::de::DeserializeOwned;

use super::plugins;

/// Every file of cases of a regulation, with its name.
pub(super) fn file<T: DeserializeOwned>(regolamento: &str) -> Vec<(String, T)> {
    let cartella = plugins().join("regolamenti").join(regolamento).join("casi");
    let mut file: Vec<_> = fs::read_dir(cartella)
        .expect("a folder of cases")
        .map(|voce| {
            let percorso = voce.expect("an entry").path();
            let testo = fs::read_to_string(&percorso).expect("a file of cases");
            let nome = percorso.display().to_string();
            let casi = serde_yaml_ng::from_str(&testo).unwrap_or_else(|e| panic!("{nome}: {e}"));
            (nome, casi)
        })
        .collect();
    assert!(!file.is_empty(), "{regolamento} has no cases");
    file.sort_by(|a, b| a.0.cmp(&b.0));
    file
}
