//! The counts as files.

use super::citta::{in_citta, lunedi};
use crate::{conteggi, conteggi_csv, conteggi_pdf};

#[tokio::test]
async fn the_csv_has_totals_and_no_names() {
    in_citta(async |citta| {
        let conto = conteggi(&citta.sistema(), lunedi(), None).await.expect("counts");
        let csv = String::from_utf8(conteggi_csv(&conto).expect("a file")).expect("UTF-8");
        let atteso = "\u{feff}Giorno;Scuola;Plesso;Classe;Pasti;Pasto base;Pasto in bianco;Assenti;D01 Senza glutine\r\n\
            23/11/2026;Istituto Comprensivo;Montessori;4B;1;1;0;0;0\r\n\
            23/11/2026;Istituto Comprensivo;Montessori;Totale plesso;1;1;0;0;0\r\n\
            23/11/2026;Istituto Comprensivo;Rodari;3A;2;2;0;0;1\r\n\
            23/11/2026;Istituto Comprensivo;Rodari;Totale plesso;2;2;0;0;1\r\n\
            23/11/2026;;;Totale;3;3;0;0;1\r\n";
        assert_eq!(csv, atteso);
    })
    .await;
}

#[tokio::test]
async fn the_pdf_has_the_numbers_on_as_many_pages_as_it_takes() {
    in_citta(async |citta| {
        let mut conto = conteggi(&citta.sistema(), lunedi(), None)
            .await
            .expect("counts");
        let una = conteggi_pdf(&conto, "Comune di Città");
        assert!(una.starts_with(b"%PDF-"));
        let contiene = |pdf: &[u8], testo: &[u8]| pdf.windows(testo.len()).any(|w| w == testo);
        // Text beyond ASCII is written in hexadecimal; «à» is E0 in the encoding of the fonts.
        let esadecimale =
            |testo: &[u8]| -> String { testo.iter().map(|b| format!("{b:02X}")).collect() };
        let piede = esadecimale(b"Comune di Citt\xe0 - pagina 1 di 1");
        assert!(contiene(&una, piede.as_bytes()));
        assert!(contiene(&una, b"D01: 1 - Senza glutine"));
        for nome in ["Anna", "Bruno", "Carla", "Prova"] {
            assert!(!contiene(&una, nome.as_bytes()), "{nome}");
        }
        let riga = conto.righe[0].clone();
        conto.righe.splice(0..0, std::iter::repeat_n(riga, 120));
        let lunga = conteggi_pdf(&conto, "Comune di prova");
        assert!(contiene(&lunga, b"pagina 3 di 3"));
    })
    .await;
}
