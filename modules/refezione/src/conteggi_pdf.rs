//! The counts as a sheet to hang in the kitchen: A4, a table for each building, no names.
//!
//! Coordinates are points (1/72 inch) from the lower left corner. The fonts are two of the
//! fourteen that every reader has, so that nothing is embedded.

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::conteggi::ConteggioGiorno;
use crate::riepilogo::{Somma, diete_del_giorno, per_plesso};

const LARGHEZZA: i16 = 595;
const ALTEZZA: i16 = 842;
const MARGINE: i16 = 40;
const INTERLINEA: i16 = 14;
/// Right edges of the columns of numbers.
const COLONNE: [i16; 4] = [170, 225, 295, 355];
const NUMERI: [&str; 4] = ["Pasti", "Base", "In bianco", "Assenti"];
/// Where the diets begin, and how many letters fit there.
const COLONNA_DIETE: i16 = 375;
const LETTERE_DIETE: usize = 36;

const NORMALE: Name<'static> = Name(b"N");
const NERETTO: Name<'static> = Name(b"B");

/// The counts as a PDF, with the name of the comune.
#[must_use]
pub fn conteggi_pdf(conteggio: &ConteggioGiorno, comune: &str) -> Vec<u8> {
    let righe = righe(conteggio, comune);
    let alte = usize::try_from((ALTEZZA - 2 * MARGINE) / INTERLINEA - 2).unwrap_or(1);
    let pagine: Vec<&[Riga]> = righe.chunks(alte).collect();
    let mut numeri = (1..).map(Ref::new);
    let mut nuovo = || numeri.next().unwrap_or(Ref::new(1));
    let (catalogo, albero, normale, neretto, dati) = (nuovo(), nuovo(), nuovo(), nuovo(), nuovo());
    let fogli: Vec<(Ref, Ref)> = pagine.iter().map(|_| (nuovo(), nuovo())).collect();

    let mut pdf = Pdf::new();
    pdf.catalog(catalogo).pages(albero).lang(TextStr("it"));
    let titolo = format!("Conteggio dei pasti del {}", conteggio.giorno);
    pdf.document_info(dati).title(TextStr(&titolo));
    pdf.pages(albero)
        .kids(fogli.iter().map(|(pagina, _)| *pagina))
        .count(i32::try_from(fogli.len()).unwrap_or(i32::MAX));
    for (font, nome) in [(normale, "Helvetica"), (neretto, "Helvetica-Bold")] {
        pdf.type1_font(font)
            .base_font(Name(nome.as_bytes()))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (n, ((foglio, contenuto), righe)) in (1..).zip(fogli.iter().zip(&pagine)) {
        let mut pagina = pdf.page(*foglio);
        let (largo, alto) = (LARGHEZZA.into(), ALTEZZA.into());
        pagina
            .parent(albero)
            .media_box(Rect::new(0.0, 0.0, largo, alto))
            .contents(*contenuto);
        let mut risorse = pagina.resources();
        risorse
            .fonts()
            .pair(NORMALE, normale)
            .pair(NERETTO, neretto);
        risorse.finish();
        pagina.finish();
        let piede = format!("{comune} - pagina {n} di {}", pagine.len());
        pdf.stream(*contenuto, disegna(righe, &piede).as_slice());
    }
    pdf.finish()
}

/// A line of the sheet.
enum Riga {
    Titolo(String),
    Plesso(String),
    Intestazione,
    Conti {
        nome: String,
        numeri: [i32; 4],
        diete: String,
        totale: bool,
    },
    /// Diets for which the line of their class had no more room.
    AltreDiete(String),
    Testo(String),
    Vuota,
}

fn righe(conteggio: &ConteggioGiorno, comune: &str) -> Vec<Riga> {
    let stato = if conteggio.chiuso {
        "prenotazioni chiuse"
    } else {
        "prenotazioni ancora aperte: i numeri possono cambiare"
    };
    let mut righe = vec![
        Riga::Titolo(format!("Conteggio dei pasti del {}", conteggio.giorno)),
        Riga::Testo(format!(
            "{comune} - letto il {} - {stato}",
            conteggio.aggiornato
        )),
        Riga::Vuota,
    ];
    let mut tutti = Somma::default();
    for del_plesso in per_plesso(conteggio) {
        let Some(prima) = del_plesso.first() else {
            continue;
        };
        let mut somma = Somma::default();
        let luogo = &prima.luogo;
        righe.push(Riga::Plesso(format!("{} - {}", luogo.plesso, luogo.scuola)));
        righe.push(Riga::Intestazione);
        for riga in del_plesso {
            somma.aggiungi(riga);
            tutti.aggiungi(riga);
            righe.extend(conti(&riga.luogo.classe, &Somma::di(riga), false));
        }
        righe.extend(conti("Totale plesso", &somma, true));
        righe.push(Riga::Vuota);
    }
    righe.push(Riga::Intestazione);
    righe.extend(conti("Totale", &tutti, true));
    righe.push(Riga::Vuota);
    let legenda = diete_del_giorno(conteggio);
    if !legenda.is_empty() {
        righe.push(Riga::Plesso(
            "Diete (comprese nei pasti contati sopra)".to_owned(),
        ));
    }
    for (codice, descrizione) in legenda {
        let pasti = tutti.della_dieta(&codice);
        righe.push(Riga::Testo(format!("{codice}: {pasti} - {descrizione}")));
    }
    righe
}

/// The line of a class or of a total; many diets take further lines.
fn conti(nome: &str, somma: &Somma, totale: bool) -> Vec<Riga> {
    let voci = somma
        .diete()
        .map(|(codice, pasti)| format!("{codice}: {pasti}"));
    let mut diete = vec![String::new()];
    for voce in voci {
        match diete.last_mut() {
            Some(riga) if riga.is_empty() => *riga = voce,
            Some(riga) if riga.len() + voce.len() + 2 <= LETTERE_DIETE => {
                riga.push_str(", ");
                riga.push_str(&voce);
            }
            _ => diete.push(voce),
        }
    }
    let mut diete = diete.into_iter();
    let prima = Riga::Conti {
        nome: nome.to_owned(),
        numeri: [
            somma.pasti(),
            somma.pasto_base,
            somma.pasto_bianco,
            somma.assenti,
        ],
        diete: diete.next().unwrap_or_default(),
        totale,
    };
    std::iter::once(prima)
        .chain(diete.map(Riga::AltreDiete))
        .collect()
}

fn disegna(righe: &[Riga], piede: &str) -> pdf_writer::Buf {
    let mut foglio = Content::new();
    let mut y = ALTEZZA - MARGINE;
    for riga in righe {
        y -= INTERLINEA;
        match riga {
            Riga::Vuota => {}
            Riga::Titolo(testo) => scrivi(&mut foglio, NERETTO, 15, (MARGINE, y), testo),
            Riga::Testo(testo) => scrivi(&mut foglio, NORMALE, 9, (MARGINE, y), testo),
            Riga::AltreDiete(testo) => scrivi(&mut foglio, NORMALE, 9, (COLONNA_DIETE, y), testo),
            Riga::Plesso(testo) => scrivi(&mut foglio, NERETTO, 11, (MARGINE, y), testo),
            Riga::Intestazione => intestazione(&mut foglio, y),
            Riga::Conti {
                nome,
                numeri,
                diete,
                totale,
            } => {
                let font = if *totale { NERETTO } else { NORMALE };
                scrivi(&mut foglio, font, 10, (MARGINE, y), nome);
                for (numero, destra) in numeri.iter().zip(COLONNE) {
                    a_destra(&mut foglio, font, (destra, y), &numero.to_string());
                }
                scrivi(&mut foglio, font, 9, (COLONNA_DIETE, y), diete);
            }
        }
    }
    scrivi(&mut foglio, NORMALE, 8, (MARGINE, MARGINE / 2), piede);
    foglio.finish()
}

fn intestazione(foglio: &mut Content, y: i16) {
    scrivi(foglio, NERETTO, 9, (MARGINE, y), "Classe");
    for (nome, destra) in NUMERI.iter().zip(COLONNE) {
        // Letters are narrower than digits: near enough for a heading.
        let largo = i16::try_from(nome.len()).unwrap_or_default() * 5;
        scrivi(foglio, NERETTO, 9, (destra - largo, y), nome);
    }
    scrivi(foglio, NERETTO, 9, (COLONNA_DIETE, y), "di cui diete");
    let sotto = y - 3;
    foglio
        .set_line_width(0.5)
        .move_to(MARGINE.into(), sotto.into())
        .line_to((LARGHEZZA - MARGINE).into(), sotto.into())
        .stroke();
}

/// Writes a number that ends at `destra`. At ten points a digit of Helvetica is 5.56 wide.
fn a_destra(foglio: &mut Content, font: Name<'_>, (destra, y): (i16, i16), cifre: &str) {
    let largo = i16::try_from(cifre.len()).unwrap_or_default() * 556 / 100;
    scrivi(foglio, font, 10, (destra - largo, y), cifre);
}

fn scrivi(foglio: &mut Content, font: Name<'_>, corpo: i16, (x, y): (i16, i16), testo: &str) {
    foglio
        .begin_text()
        .set_font(font, corpo.into())
        .next_line(x.into(), y.into())
        .show(Str(&win_ansi(testo)))
        .end_text();
}

/// Text in the encoding of the fonts, which has all letters of Italian.
fn win_ansi(testo: &str) -> Vec<u8> {
    let lettera = |c: char| match c {
        '€' => 0x80,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        c => u8::try_from(u32::from(c))
            .ok()
            .filter(|b| !(0x80..0xa0).contains(b))
            .unwrap_or(b'?'),
    };
    testo.chars().map(lettera).collect()
}
