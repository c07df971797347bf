//! Numbers and lists as a sentence says them.

/// «1 giorno», «3 giorni».
#[must_use]
pub fn giorni(quanti: impl Into<i64>) -> String {
    match quanti.into() {
        1 => "1 giorno".to_owned(),
        n => format!("{n} giorni"),
    }
}

/// Hundredths of a number: `1250` is «12,50», `-5` is «-0,05».
#[must_use]
pub fn centesimi(valore: i64) -> String {
    let segno = if valore < 0 { "-" } else { "" };
    let assoluto = valore.unsigned_abs();
    format!("{segno}{},{:02}", assoluto / 100, assoluto % 100)
}

/// «a, b o c».
#[must_use]
pub fn elenco(voci: &[&str]) -> String {
    match voci {
        [] => String::new(),
        [una] => (*una).to_owned(),
        [prime @ .., ultima] => format!("{} o {ultima}", prime.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_well() {
        assert_eq!(giorni(1), "1 giorno");
        assert_eq!(giorni(0), "0 giorni");
        assert_eq!(centesimi(1_250), "12,50");
        assert_eq!(centesimi(-5), "-0,05");
        assert_eq!(elenco(&["a", "b", "c"]), "a, b o c");
        assert_eq!(elenco(&["a"]), "a");
    }
}
