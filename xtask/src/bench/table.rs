//! A table of figures, to be read in a terminal.

use super::figures::{Aim, Figure, Unit};

const COLUMNS: [&str; 5] = ["", "median", "least … most", "ratio", "aim"];

/// The figures of a part, with the ratios of those that stand beside another.
pub fn render(part: &str, figures: &[Figure]) -> String {
    let rows: Vec<_> = figures.iter().map(|f| row(f, figures)).collect();
    let mut widths = COLUMNS.map(|column| column.chars().count());
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let header = COLUMNS.map(str::to_owned);
    let lines: Vec<_> = std::iter::once(&header)
        .chain(&rows)
        .map(|row| line(row, &widths))
        .collect();
    format!("{part}\n{}", lines.join("\n"))
}

fn line(row: &[String; 5], widths: &[usize; 5]) -> String {
    let mut line = format!("  {:<1$}", row[0], widths[0]);
    for (cell, width) in row.iter().zip(widths).skip(1) {
        line.push_str(&format!("  {cell:>width$}"));
    }
    line.trim_end().to_owned()
}

fn row(figure: &Figure, all: &[Figure]) -> [String; 5] {
    let show = |value| shown(value, figure.unit);
    let range = figure.range();
    let range = range.map(|(least, most)| format!("{} … {}", show(least), show(most)));
    let other = figure.beside.as_ref();
    let other = other.and_then(|name| all.iter().find(|f| f.name == *name));
    let percent = other.and_then(|other| figure.percent_of(other));
    [
        figure.name.clone(),
        show(figure.median()),
        range.unwrap_or_default(),
        percent.map(ratio).unwrap_or_default(),
        figure
            .aim
            .map(|aim| reached(aim, figure, percent))
            .unwrap_or_default(),
    ]
}

fn reached(aim: Aim, figure: &Figure, percent: Option<u64>) -> String {
    let (aim, is_reached) = match aim {
        Aim::PercentAtLeast(least) => (
            format!("at least {}", ratio(least)),
            percent.is_some_and(|percent| percent >= least),
        ),
        Aim::AtMost(most) => (
            format!("at most {}", shown(most, figure.unit)),
            figure.median() <= most,
        ),
    };
    format!("{aim}: {}", if is_reached { "reached" } else { "MISSED" })
}

/// Hundredths as a factor.
fn ratio(percent: u64) -> String {
    format!("{}.{:02}×", percent / 100, percent % 100)
}

fn shown(value: u64, unit: Unit) -> String {
    match unit {
        Unit::Count => value.to_string(),
        Unit::PerSecond => format!("{value}/s"),
        Unit::Bytes => match value {
            0..=1_048_575 => format!("{} KiB", value / 1024),
            _ => format!("{} MiB", value >> 20),
        },
        Unit::Time => match value {
            0..=9_999 => format!("{value} ns"),
            10_000..=9_999_999 => format!("{}.{} µs", value / 1_000, value / 100 % 10),
            _ => format!("{}.{} ms", value / 1_000_000, value / 100_000 % 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(line: &str) -> Figure {
        Figure::read(line).unwrap()
    }

    #[test]
    fn a_table_shows_ratios_and_aims() {
        let figures = [
            figure(r#"{"figure":"alone","unit":"per_second","rounds":[1000,1100,900]}"#),
            figure(
                r#"{"figure":"over HTTP","unit":"per_second","rounds":[400,440,360],
                    "beside":"alone","aim":{"percent_at_least":50}}"#,
            ),
            figure(
                r#"{"figure":"memory","unit":"bytes","rounds":[2097152],
                    "aim":{"at_most":1073741824}}"#,
            ),
        ];
        assert_eq!(
            render("disdette", &figures),
            "\
disdette
             median    least … most  ratio                        aim
  alone      1000/s  900/s … 1100/s
  over HTTP   400/s   360/s … 440/s  0.40×     at least 0.50×: MISSED
  memory      2 MiB                         at most 1024 MiB: reached"
        );
    }

    #[test]
    fn units_are_short_to_read() {
        assert_eq!(shown(9_999, Unit::Time), "9999 ns");
        assert_eq!(shown(12_345, Unit::Time), "12.3 µs");
        assert_eq!(shown(12_345_678, Unit::Time), "12.3 ms");
        assert_eq!(shown(20_480, Unit::Bytes), "20 KiB");
        assert_eq!(ratio(1_205), "12.05×");
    }
}
