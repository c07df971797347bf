//! The documents, judged by programs that are not ours: a renderer, a QR reader, validators.

use std::path::{Path, PathBuf};
use std::process::Command;

use campanella_documenti::{
    Aspetto, Attestazione, Avviso, AvvisoError, Bollettino, DatiPagamento, EstrattoConto, Logo,
    MovimentoStampato, Rata, RataStampata, RettaStampata, RicevutaPagamento, RigaStampata,
    SollecitoStampato, Stampa, VocePagata,
};
use campanella_kernel::comune::Colore;
use campanella_kernel::{Giorno, Importo, Istante, PrezzoUnitario};
use campanella_pagopa::{
    Causale, CodiceFiscaleEnte, CodiceSegregazione, ContoPostale, Dovuto, NumeroAvviso, Testo,
    TestoDataMatrix,
};

const STEMMA: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 48'>\
    <path d='M2 2h36v24q0 14-18 20Q2 40 2 26z' fill='#0a5c36' stroke='#d4af37' stroke-width='2'/>\
    <circle cx='20' cy='20' r='8' fill='#fff'/></svg>";

fn ente() -> CodiceFiscaleEnte {
    CodiceFiscaleEnte::parse("77777777777").expect("eleven digits")
}

/// Draws what was composed.
fn pdf<E: std::fmt::Debug>(composta: Result<Stampa, E>, aspetto: &Aspetto) -> Vec<u8> {
    composta
        .expect("words")
        .pdf(aspetto, fatto())
        .expect("a document")
}

fn aspetto() -> Aspetto {
    Aspetto {
        nome: "Comune di Pieve Sant'Elmo".into(),
        codice_fiscale: ente(),
        ufficio: Some("Ufficio servizi scolastici".into()),
        contatti: vec![
            "Piazza del Municipio 1, 00000 Pieve Sant'Elmo (RM)".into(),
            "scuola@pieve.example · 06 000000".into(),
        ],
        nota: Some(
            "Lo sportello è aperto il martedì.\nIl giovedì si riceve per appuntamento.".into(),
        ),
        colore: Colore::parse("#0a5c36").expect("dark enough"),
        logo: Logo::new(STEMMA.into()).ok(),
    }
}

fn numero(base: u64) -> NumeroAvviso {
    let segregazione = CodiceSegregazione::new(12).expect("a code");
    NumeroAvviso::new(segregazione, base).expect("thirteen digits")
}

fn pagamento(rata: Rata, base: u64, cents: i64) -> DatiPagamento {
    DatiPagamento {
        rata,
        numero: numero(base),
        importo: Dovuto::new(Importo::from_cents(cents)).expect("an amount"),
        scadenza: Giorno::new(2026, 12, 31).ok(),
    }
}

fn avviso(pagamenti: Vec<DatiPagamento>) -> Avviso {
    Avviso {
        oggetto: Causale::new("Refezione scolastica, ottobre 2026, tessera 10442", &[])
            .expect("names nobody"),
        destinatario: "Łucja Maria Rossi D'Àgata".into(),
        codice_fiscale: "RSSMRA80A01H501U".into(),
        indirizzo: Some("Via Garibaldi 12, 00000 Pieve Sant'Elmo (RM)".into()),
        cbill: Some("abcd1".into()),
        bollettino: Some(Bollettino {
            conto: ContoPostale::parse("10019").expect("an account"),
            intestato_a: "Comune di Pieve Sant'Elmo, Tesoreria".into(),
            autorizzazione: "Aut. DB/PROVA 00000 del 01/09/2026".into(),
        }),
        pagamenti,
    }
}

fn fatto() -> Istante {
    chrono::DateTime::UNIX_EPOCH.into()
}

fn ricevuta() -> RicevutaPagamento {
    let voce = |descrizione: &str, cents| VocePagata {
        descrizione: descrizione.into(),
        importo: Importo::from_cents(cents),
    };
    RicevutaPagamento {
        id: Testo::new("0f3c9a7be1").expect("it fits"),
        iuv: numero(1).iuv(),
        pagata: fatto().giorno(),
        debitore: ("Mario Rossi".into(), "RSSMRA80A01H501U".into()),
        pagatore: None,
        prestatore: "Banca di Prova".into(),
        metodo: Some("carta".into()),
        commissione: Some(Importo::from_cents(150)),
        voci: vec![
            voce("Refezione, ottobre 2026, Anna", 4800),
            voce("Refezione, ottobre 2026, 李", 3360),
        ],
    }
}

fn retta(annullata: Option<&str>) -> RettaStampata {
    let riga = |bambino: Option<&str>, quantita, cents| RigaStampata {
        bambino: bambino.map(str::to_owned),
        descrizione: "Pasti di ottobre 2026".into(),
        quantita,
        importo: Importo::from_cents(cents),
        spiegazione: vec!["ISEE di 9.000,00 €: fascia «B», fino a 12.000,00 € compresi.".into()],
    };
    let rata = |numero, pagato, avviso| RataStampata {
        numero,
        scadenza: Giorno::new(2026, 12, 15).expect("a day"),
        importo: Importo::from_cents(4_220),
        pagato: Importo::from_cents(pagato),
        avviso,
    };
    RettaStampata {
        chiave: 7,
        descrizione: "Refezione scolastica, ottobre 2026".into(),
        emessa: Giorno::new(2026, 11, 5).ok(),
        annullata: annullata.map(str::to_owned),
        debitore: ("Mario Rossi".into(), "RSSMRA80A01H501U".into()),
        indirizzo: Some("Via Roma 1".into()),
        righe: vec![
            riga(
                Some("Anna Rossi"),
                Some((20, PrezzoUnitario::from_decimillesimi(42_200))),
                8_440,
            ),
            riga(None, None, -100),
        ],
        rate: vec![rata(1, 4_220, Some(numero(1))), rata(2, 0, None)],
        importo: Importo::from_cents(8_340),
    }
}

fn estratto(movimenti: Vec<MovimentoStampato>) -> EstrattoConto {
    let giorno = |g| Giorno::new(2026, 11, g).expect("a day");
    EstrattoConto {
        conto: "Refezione scolastica, conto elettronico".into(),
        giorni: (giorno(1), giorno(30)),
        intestatario: ("Mario Rossi".into(), "RSSMRA80A01H501U".into()),
        iniziale: Importo::from_cents(-450),
        finale: movimenti.iter().map(|m| m.importo).sum::<Importo>() + Importo::from_cents(-450),
        movimenti,
    }
}

fn sollecito(annullato: Option<&str>) -> SollecitoStampato {
    let giorno = |mese, g| Giorno::new(2026, mese, g).expect("a day");
    let cents = Importo::from_cents;
    SollecitoStampato {
        chiave: 3,
        titolo: "Messa in mora".into(),
        inviato: giorno(12, 1),
        termine: giorno(12, 31),
        annullato: annullato.map(str::to_owned),
        debitore: ("Mario Rossi".into(), "RSSMRA80A01H501U".into()),
        indirizzo: Some("Via Roma 1".into()),
        oggetto: "Refezione scolastica, ottobre 2026, rata 1".into(),
        scadenza: giorno(10, 31),
        residuo: cents(4_220),
        penale: Importo::ZERO,
        spese: cents(588),
        dovuto: cents(5_508),
        avviso: annullato.is_none().then(|| numero(1)),
        spiegazione: vec!["Restano da pagare 42,20 €, scaduti il 31/10/2026.".into()],
    }
}

fn attestazione(escluso: i64) -> Attestazione {
    Attestazione {
        anno: 2026,
        pagatore: ("Mario Rossi".into(), "RSSMRA80A01H501U".into()),
        alunno: ("Anna Rossi".into(), Some("RSSNNA18E44H501K".into())),
        scuole: vec!["Scuola primaria Rodari".into()],
        servizi: vec![
            ("Refezione scolastica".into(), Importo::from_cents(60_000)),
            ("Trasporto scolastico".into(), Importo::from_cents(25_050)),
        ],
        escluso: Importo::from_cents(escluso),
        massimo: Importo::from_cents(100_000),
    }
}

/// More than a page of them.
fn movimenti() -> Vec<MovimentoStampato> {
    let movimento = |n: i64| MovimentoStampato {
        giorno: Giorno::new(2026, 11, 3).expect("a day"),
        descrizione: format!("Pasto di Anna, n. {n}"),
        importo: Importo::from_cents(-n),
    };
    (1..=80).map(movimento).collect()
}

fn documenti() -> Vec<(&'static str, Vec<u8>)> {
    let unica = avviso(vec![pagamento(Rata::Unica, 1, 4800)]);
    let rate = avviso(vec![
        pagamento(Rata::Unica, 1, 9600),
        pagamento(Rata::Numero(1), 2, 4800),
        pagamento(Rata::Numero(2), 3, 4800),
    ]);
    let mut semplice = avviso(vec![pagamento(Rata::Unica, 1, 1)]);
    semplice.bollettino = None;
    semplice.cbill = None;
    semplice.pagamenti[0].scadenza = None;
    let senza_logo = Aspetto {
        logo: None,
        ..aspetto()
    };
    vec![
        ("avviso", pdf(unica.componi(ente()), &aspetto())),
        ("avviso-rate", pdf(rate.componi(ente()), &aspetto())),
        (
            "avviso-semplice",
            pdf(semplice.componi(ente()), &senza_logo),
        ),
        ("retta", pdf(retta(None).componi(ente()), &aspetto())),
        (
            "retta-annullata",
            pdf(retta(Some("doppia")).componi(ente()), &senza_logo),
        ),
        (
            "estratto",
            pdf(estratto(movimenti()).componi(ente()), &aspetto()),
        ),
        (
            "estratto-vuoto",
            pdf(estratto(Vec::new()).componi(ente()), &senza_logo),
        ),
        (
            "sollecito",
            pdf(sollecito(None).componi(ente()), &aspetto()),
        ),
        (
            "sollecito-annullato",
            pdf(
                sollecito(Some("indirizzo errato")).componi(ente()),
                &senza_logo,
            ),
        ),
        (
            "attestazione",
            pdf(attestazione(0).componi(ente()), &aspetto()),
        ),
        (
            "attestazione-contanti",
            pdf(attestazione(1_000).componi(ente()), &senza_logo),
        ),
        ("ricevuta", pdf(ricevuta().componi(ente()), &aspetto())),
    ]
}

/// A program of the machine; said when it is not there.
fn programma(nome: &str, pacchetto: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join(nome));
    let found = found.into_iter().find(|file| file.is_file());
    if found.is_none() {
        println!("SKIPPED: no {nome} ({pacchetto})");
    }
    found
}

/// Runs a program: whether it was content, what it printed, what it complained of.
fn esegui(programma: &Path, argomenti: &[&str]) -> (bool, String, String) {
    let output = Command::new(programma)
        .args(argomenti)
        .output()
        .expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.success(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

struct Cartella(tempfile::TempDir);

impl Cartella {
    fn nuova() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn file(&self, nome: &str, bytes: &[u8]) -> String {
        let file = self.0.path().join(nome);
        std::fs::write(&file, bytes).expect("written");
        file.to_str().expect("text").to_owned()
    }

    fn pagine(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder");
        let mut pages: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.path().to_str().map(str::to_owned))
            .filter(|name| name.ends_with(".png"))
            .collect();
        pages.sort();
        pages
    }
}

/// The pages of a PDF as pictures of 200 points an inch.
fn pagine(pdf: &[u8]) -> Option<(Cartella, Vec<String>)> {
    let pdftoppm = programma("pdftoppm", "Debian package poppler-utils")?;
    let cartella = Cartella::nuova();
    let file = cartella.file("documento.pdf", pdf);
    let prefix = file.replace("documento.pdf", "pagina");
    assert!(esegui(&pdftoppm, &["-r", "200", "-png", &file, &prefix]).0);
    let pages = cartella.pagine();
    Some((cartella, pages))
}

#[test]
fn a_reader_of_qr_codes_reads_what_is_due() {
    let pagamenti = vec![
        pagamento(Rata::Unica, 1, 9600),
        pagamento(Rata::Numero(1), 2, 4800),
        pagamento(Rata::Numero(2), 3, 99_999_999),
    ];
    let pdf = pdf(avviso(pagamenti.clone()).componi(ente()), &aspetto());
    let (Some((_cartella, pages)), Some(zbarimg)) = (
        pagine(&pdf),
        programma("zbarimg", "Debian package zbar-tools"),
    ) else {
        return;
    };
    let only_qr = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
    let mut read: Vec<String> = Vec::new();
    for page in &pages {
        let (_, said, _) = esegui(&zbarimg, &[&only_qr[..], &[page]].concat());
        read.extend(said.lines().map(str::to_owned));
    }
    read.sort();
    let mut written: Vec<String> = pagamenti
        .iter()
        .map(|p| format!("PAGOPA|002|{}|77777777777|{}", p.numero, p.importo.cents()))
        .collect();
    written.sort();
    assert_eq!(read, written);
}

#[test]
fn a_reader_of_data_matrix_reads_what_the_post_office_wants() {
    let pagamento = pagamento(Rata::Unica, 1, 9600);
    let pdf = pdf(avviso(vec![pagamento]).componi(ente()), &aspetto());
    let (Some((_cartella, pages)), Some(dmtxread)) = (
        pagine(&pdf),
        programma("dmtxread", "Debian package dmtx-utils"),
    ) else {
        return;
    };
    let (_, said, _) = esegui(&dmtxread, &["--stop-after=1", &pages[0]]);
    let read = TestoDataMatrix::parse(&said).expect("256 characters as prescribed");
    assert_eq!(
        read.codeline(),
        "18312000000000000119120000000100191000000096003896"
    );
    assert!(said.contains("LUCJA MARIA ROSSI D'AGATA"));
}

#[test]
fn the_text_of_a_notice_can_be_read() {
    let Some(pdftotext) = programma("pdftotext", "Debian package poppler-utils") else {
        return;
    };
    let cartella = Cartella::nuova();
    for (nome, pdf) in documenti() {
        let file = cartella.file(&format!("{nome}.pdf"), &pdf);
        let (_, text, _) = esegui(&pdftotext, &["-layout", &file, "-"]);
        let expected: &[&str] = match nome {
            "ricevuta" => &[
                "81,60 €",
                "Anna",
                "1,50 €",
                "Comune di Pieve Sant'Elmo",
                "?",
            ],
            "avviso-semplice" => &["0,01 €", "3120 0000 0000 0001"],
            "retta" => &[
                "Anna Rossi",
                "4,22 €",
                "83,40 €",
                "fascia «B»",
                "15/12/2026",
            ],
            "retta-annullata" => &["Questa retta è annullata", "doppia"],
            "estratto" => &[
                "Saldo iniziale",
                "-4,50 €",
                "Pasto di Anna, n. 80",
                "-36,90 €",
            ],
            "sollecito" => &[
                "Messa in mora",
                "55,08 €",
                "entro il 31/12/2026",
                "Penale e spese dei solleciti precedenti",
                "7,00 €",
                "3120 0000 0000 0001",
            ],
            "sollecito-annullato" => &["Questo sollecito è annullato", "indirizzo errato"],
            "attestazione" => &[
                "Anna Rossi",
                "850,50 €",
                "1.000,00 €",
                "Rodari",
                "codice 12",
            ],
            "attestazione-contanti" => &["Non sono comprese somme per 10,00 €"],
            "estratto-vuoto" => &["Nessun movimento nel periodo", "-4,50 €"],
            _ => &[
                "BOLLETTINO POSTALE PA",
                "ABCD1",
                "Łucja Maria Rossi D'Àgata",
                "31/12/2026",
            ],
        };
        for words in expected {
            assert!(text.contains(words), "{nome} has no «{words}»:\n{text}");
        }
        let si_paga = text.contains("si paga con pagoPA");
        assert!(
            !nome.ends_with("annullata") && !nome.ends_with("annullato") || !si_paga,
            "it is not to be paid:\n{text}"
        );
    }
}

#[test]
fn every_document_is_archivable_and_accessible() {
    let folder = std::env::var_os("CAMPANELLA_TEST_PDF").map(PathBuf::from);
    let tool = |nome: &str| {
        folder
            .as_ref()
            .map(|f| f.join(nome))
            .filter(|f| f.is_file())
    };
    let Some(python) = tool("python") else {
        println!("SKIPPED: CAMPANELLA_TEST_PDF names no Python with page-validation");
        return;
    };
    let cartella = Cartella::nuova();
    for (nome, pdf) in documenti() {
        let file = cartella.file(&format!("{nome}.pdf"), &pdf);
        for profile in ["2a", "ua1"] {
            let (ok, _, said) = esegui(&python, &[VALIDA, &file, profile]);
            assert!(ok, "{nome}, {profile}: {said}");
        }
    }
    // A guard that cannot fail guards nothing: a document without tags is refused.
    let untagged = cartella.file("senza.pdf", SENZA_STRUTTURA);
    assert!(!esegui(&python, &[VALIDA, &untagged, "ua1"]).0);
}

const VALIDA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/valida.py");
/// The least that is a PDF.
const SENZA_STRUTTURA: &[u8] = b"%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
162
%%EOF
";

#[test]
fn a_notice_with_nothing_to_pay_is_refused() {
    let vuoto = avviso(Vec::new()).componi(ente());
    assert!(matches!(vuoto, Err(AvvisoError::Vuoto)));
}

#[test]
fn the_same_document_is_made_twice() {
    assert_eq!(documenti(), documenti());
}

#[test]
fn what_a_document_says_decides_whether_it_is_the_same() {
    let impronta = |a: i64| attestazione(a).componi(ente()).expect("words").impronta();
    assert_eq!(impronta(0), impronta(0));
    assert_ne!(impronta(0), impronta(1_000));
    let senza_logo = Aspetto {
        logo: None,
        ..aspetto()
    };
    assert_eq!(aspetto().impronta(), aspetto().impronta());
    assert_ne!(aspetto().impronta(), senza_logo.impronta());
}

#[test]
fn a_logo_that_cannot_be_drawn_is_an_error_and_no_half_document() {
    let logo = Logo::new(b"<svg".to_vec()).ok();
    let aspetto = Aspetto { logo, ..aspetto() };
    let composta = ricevuta().componi(ente()).expect("words");
    assert!(composta.pdf(&aspetto, fatto()).is_err());
}
