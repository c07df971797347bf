//! Files as offices send them, and files that no office should.

use std::io::{Cursor, Write};

use campanella_kernel::DomainError;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::SimpleFileOptions;

use super::*;

fn celle(bytes: &[u8]) -> Vec<Vec<String>> {
    let tabella = leggi(bytes).expect("a readable file");
    tabella.righe.into_iter().map(|r| r.celle).collect()
}

fn rifiutato(bytes: &[u8]) -> String {
    let e = leggi(bytes).expect_err("a refusal");
    assert_eq!(e.code(), "FILE_NON_LEGGIBILE");
    e.to_string()
}

#[test]
fn text_is_read_in_every_encoding_and_with_every_separator() {
    let expected = vec![
        vec!["Cognome".to_owned(), "Nome".to_owned()],
        vec!["Papà".to_owned(), "Noè, Ugo".to_owned()],
    ];
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(
            "Cognome\tNome\r\nPapà\tNoè, Ugo\r\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    for (how, bytes) in [
        ("UTF-8", "Cognome;Nome\nPapà;Noè, Ugo\n".as_bytes().to_vec()),
        (
            "BOM",
            "\u{feff}Cognome;Nome\r\nPapà;Noè, Ugo".as_bytes().to_vec(),
        ),
        (
            "commas",
            "Cognome,Nome\nPapà,\"Noè, Ugo\"\n".as_bytes().to_vec(),
        ),
        (
            "tabs",
            "Cognome\tNome\n\nPapà\t Noè,\u{a0} Ugo \n;".as_bytes()[..].to_vec(),
        ),
        (
            "Windows-1252",
            b"Cognome;Nome\r\nPap\xe0;No\xe8, Ugo\r\n".to_vec(),
        ),
        ("UTF-16", utf16),
    ] {
        let mut read = celle(&bytes);
        // The stray semicolon of one of the files is a cell of its own.
        read.truncate(2);
        assert_eq!(read, expected, "{how}");
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let tabella = leggi(b"a;b\n\n\"c\nd\";e\n;;;\nf;g\n").expect("readable");
    let lines: Vec<u32> = tabella.righe.iter().map(|r| r.numero).collect();
    assert_eq!(lines, [1, 3, 6]);
}

#[test]
fn what_is_no_table_is_refused_in_words() {
    let long = format!("a;b\n{};c\n", "x".repeat(CARATTERI_MAX + 1));
    let wide = ";x".repeat(COLONNE_MAX + 1);
    let many = "a;b\n".repeat(RIGHE_MAX + 20);
    for (bytes, words) in [
        (&b""[..], "vuoto"),
        (b" \n;;\n", "vuoto"),
        (b"a;b\n\"c;d\ne;f\n", "virgolette aperte alla riga 2"),
        (b"\x00\x01\x02\x03\xff", "non è un testo"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "non è un testo"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (b"PK\x03\x04 and nothing more", "danneggiato"),
        (long.as_bytes(), "caratteri"),
        (wide.as_bytes(), "colonne"),
        (many.as_bytes(), "troppo grande"),
    ] {
        let refusal = rifiutato(bytes);
        assert!(refusal.contains(words), "{refusal}");
    }
    assert!(rifiutato(&vec![b'a'; BYTE_MAX + 1]).contains("troppo grande"));
}

#[test]
fn quotes_are_balanced_as_the_reader_sees_them() {
    for text in [
        "a;\"b\"\"c\";d\n",
        "\"\";x\n",
        "a;5\"\nb;6\n",
        "\"a;\nb\";c",
    ] {
        assert!(leggi(text.as_bytes()).is_ok(), "{text}");
    }
    for text in ["a;\"b\n", "\"a\"\";b\n", "a\n\"\"\"b\n"] {
        assert!(leggi(text.as_bytes()).is_err(), "{text}");
    }
}

fn cartella() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let born = ExcelDateTime::from_ymd(2020, 2, 29).expect("a day");
    sheet.write(0, 0, "Cognome").expect("a cell");
    sheet.write(0, 2, "Nato il").expect("a cell");
    sheet.write(0, 3, "Tessera").expect("a cell");
    sheet.write(0, 4, "Prezzo").expect("a cell");
    sheet.write(2, 0, " De\u{a0}Luca ").expect("a cell");
    sheet.write_with_format(2, 2, &born, &date).expect("a cell");
    sheet.write(2, 3, 12345).expect("a cell");
    sheet.write(2, 4, 4.8).expect("a cell");
    workbook.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_is_read_as_it_looks() {
    let tabella = leggi(&cartella()).expect("readable");
    let lines: Vec<u32> = tabella.righe.iter().map(|r| r.numero).collect();
    assert_eq!(lines, [1, 3]);
    let row = &tabella.righe[1].celle;
    assert_eq!(row, &["De Luca", "", "29/02/2020", "12345", "4,8"]);
}

#[test]
fn a_workbook_cut_anywhere_is_refused() {
    let whole = cartella();
    for part in 1..20 {
        let cut = &whole[..whole.len() * part / 20];
        assert!(leggi(cut).is_err(), "{part} twentieths");
    }
    // A byte changed in the middle of the parts: refused or read, never a panic.
    for at in (0..whole.len()).step_by(97) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _read_or_refused = leggi(&changed);
    }
}

/// The workbook with its sheet replaced.
fn con_foglio(sheet: &[u8]) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(Cursor::new(cartella())).expect("an archive");
    let mut target = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for index in 0..source.len() {
        let mut part = source.by_index(index).expect("a part");
        target.start_file(part.name(), options).expect("a part");
        if part.name() == "xl/worksheets/sheet1.xml" {
            target.write_all(sheet).expect("a part");
        } else {
            std::io::copy(&mut part, &mut target).expect("a part");
        }
    }
    target.finish().expect("an archive").into_inner()
}

fn foglio(rows: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/\
         spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    )
    .into_bytes()
}

#[test]
fn a_workbook_that_swells_is_refused_before_it_does() {
    let bomb = con_foglio(&vec![b' '; 120 * 1024 * 1024]);
    assert!(bomb.len() < BYTE_MAX, "it is small when packed");
    assert!(rifiutato(&bomb).contains("una volta aperto"));
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing() {
    let cell = |r: &str| format!("<c r=\"{r}\" t=\"inlineStr\"><is><t>x</t></is></c>");
    let low = format!("<row r=\"1048576\">{}</row>", cell("A1048576"));
    let read = leggi(&con_foglio(&foglio(&low))).expect("readable");
    assert_eq!(read.righe[0].numero, 1_048_576);
    let right = format!("<row r=\"1\">{}</row>", cell("XFD1"));
    assert!(rifiutato(&con_foglio(&foglio(&right))).contains("colonne"));
}
