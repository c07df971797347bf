//! A table in a terminal: words to the left, numbers to the right.

/// The lines: `nomi` of the columns, then `righe`. The first column is of words.
pub(super) fn tabella(nomi: &[&str], righe: &[Vec<String>]) -> Vec<String> {
    let lunga = |testo: &str| testo.chars().count();
    let larghezze: Vec<usize> = (0..nomi.len())
        .map(|colonna| {
            let celle = righe.iter().filter_map(|riga| riga.get(colonna));
            let celle = celle.map(|cella| lunga(cella));
            celle.chain([lunga(nomi[colonna])]).max().unwrap_or(0)
        })
        .collect();
    let scrivi = |celle: &mut dyn Iterator<Item = &str>| {
        let celle = celle.zip(&larghezze).enumerate();
        let riga: Vec<String> = celle
            .map(|(colonna, (cella, &larga))| match colonna {
                0 => format!("{cella:<larga$}"),
                _ => format!("{cella:>larga$}"),
            })
            .collect();
        riga.join("  ").trim_end().to_owned()
    };
    let intestazione = scrivi(&mut nomi.iter().copied());
    let corpo = righe
        .iter()
        .map(|riga| scrivi(&mut riga.iter().map(String::as_str)));
    std::iter::once(intestazione).chain(corpo).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let righe = [
            vec!["fino a 5.000 €".to_owned(), "3".to_owned()],
            vec!["oltre".to_owned(), "1200".to_owned()],
        ];
        assert_eq!(
            tabella(&["Fascia", "Bambini"], &righe),
            [
                "Fascia          Bambini",
                "fino a 5.000 €        3",
                "oltre              1200"
            ]
        );
    }
}
