//! The SQL that a server sends, read from PostgreSQL's log: a baseline that is made of it cannot
//! fall behind the code.

/// What the log must put before each line: the database.
pub const LOG_LINE_PREFIX: &str = "%d|";

/// A statement with the values of its parameters, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// With `$1`, `$2`, … where values go.
    pub text: String,
    values: Vec<Option<String>>,
}

/// The statements that were executed on `database`, in order.
#[must_use]
pub fn statements(log: &str, database: &str) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    for entry in entries(log) {
        let Some((name, message)) = entry.split_once('|') else {
            continue;
        };
        if name != database {
            continue;
        }
        if let Some(text) = executed(message) {
            found.push(Statement {
                text: text.to_owned(),
                values: Vec::new(),
            });
        } else if let (Some(values), Some(last)) = (parameters(message), found.last_mut()) {
            last.values = values;
        }
    }
    found
}

/// Entries of the log: lines after the first of an entry begin with a tab.
fn entries(log: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in log.lines() {
        match (line.strip_prefix('\t'), entries.last_mut()) {
            (Some(more), Some(entry)) => {
                entry.push('\n');
                entry.push_str(more);
            }
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

fn executed(message: &str) -> Option<&str> {
    let said = message.strip_prefix("LOG:  ")?;
    said.strip_prefix("statement: ")
        .or_else(|| Some(said.strip_prefix("execute ")?.split_once(": ")?.1))
}

fn parameters(message: &str) -> Option<Vec<Option<String>>> {
    let said = message.strip_prefix("DETAIL:  ")?;
    let list = said
        .strip_prefix("parameters: ")
        .or_else(|| said.strip_prefix("Parameters: "))?;
    let mut values = Vec::new();
    let mut rest = list;
    while let Some((_, value)) = rest.split_once(" = ") {
        let Some(quoted) = value.strip_prefix('\'') else {
            values.push(None);
            rest = value;
            continue;
        };
        let (value, after) = unquote(quoted);
        values.push(Some(value));
        rest = after;
    }
    Some(values)
}

/// The text up to the closing quote, of which two in a row are one, and what follows.
fn unquote(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = quoted;
    while let Some((before, after)) = rest.split_once('\'') {
        value.push_str(before);
        let Some(more) = after.strip_prefix('\'') else {
            return (value, after);
        };
        value.push('\'');
        rest = more;
    }
    (value, "")
}

impl Statement {
    /// The statement on one line with its values in place, for `pgbench`, which would take a
    /// colon and a letter for a variable of its own.
    #[must_use]
    pub fn written_out(&self) -> String {
        let mut written = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('$') {
            written.push_str(before);
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = after.split_at(digits);
            let place = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            match place.and_then(|place| self.values.get(place)) {
                Some(Some(value)) => written.push_str(&literal(value)),
                Some(None) => written.push_str("NULL"),
                None => {
                    written.push('$');
                    written.push_str(number);
                }
            }
            rest = after;
        }
        written.push_str(rest);
        written.replace('\n', " ")
    }
}

fn literal(value: &str) -> String {
    let escaped = value
        .replace('\\', "\\\\")
        .replace('\'', "''")
        .replace('\n', "\\n")
        .replace(':', "\\x3a");
    format!("E'{escaped}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
uno|LOG:  statement: BEGIN
due|LOG:  statement: SELECT 1
uno|LOG:  execute sqlx_s_3: UPDATE t SET a = $1, b = $2
\tWHERE c = $10 AND d = $3
uno|DETAIL:  parameters: $1 = 'l''una, $2 = ''x''', $2 = NULL, $3 = '10:30
\tdopo', $4 = '4', $5 = '5', $6 = '6', $7 = '7', $8 = '8', $9 = '9', $10 = 'dieci'
uno|LOG:  statement: COMMIT
";

    #[test]
    fn the_statements_of_one_database_are_read_in_order() {
        let texts: Vec<_> = statements(LOG, "uno").into_iter().map(|s| s.text).collect();
        assert_eq!(
            texts,
            [
                "BEGIN",
                "UPDATE t SET a = $1, b = $2\nWHERE c = $10 AND d = $3",
                "COMMIT"
            ]
        );
    }

    #[test]
    fn values_stand_where_they_belong() {
        let read = statements(LOG, "uno");
        assert_eq!(
            read[1].written_out(),
            "UPDATE t SET a = E'l''una, $2 = ''x''', b = NULL WHERE c = E'dieci' \
             AND d = E'10\\x3a30\\ndopo'"
        );
    }
}
