//! Papers are drawn once, kept as they were handed out, and drawn together for an office.

use std::io::{Cursor, Read};

use campanella_kernel::{Ctx, DomainError, Servizio};
use campanella_tenants::testing::at_once;
use sea_orm::{EntityTrait, QueryOrder};

use super::citta::{Citta, in_citta, novembre, pasto};
use super::emissioni::{emetti, novembre_intero, prepara, rette};
use super::morosita::versa;
use super::pagopa::{collega, ricarica};
use super::stampe::famiglia;
use crate::entities::documento;
use crate::entities::lotto_documenti::StatoLotto;
use crate::{
    CartaIntestataInput, ContoPostaleInput, Documento, EmissioneId, LottoDocumenti, Modo, Retta,
    carta_intestata, documento, facsimile, imposta_carta, imposta_logo, lotti_attestazioni,
    lotti_emissione, lotto_in_zip, prepara_attestazioni, prepara_avvisi, prepara_rette,
};

const MENSA: Servizio = Servizio::Refezione;
const STEMMA: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 4'>\
    <circle cx='2' cy='2' r='2'/></svg>";

/// The bills of Ada and Ugo for November, issued.
pub(super) async fn novembre_emesso(citta: &Citta) -> (EmissioneId, Vec<Retta>) {
    citta.gestione(MENSA, 2026, Modo::Postpagato).await;
    let pasti = vec![
        pasto(citta.ada, 1, novembre(5)),
        pasto(citta.ugo, 2, novembre(5)),
    ];
    citta.consuma(pasti).await;
    let id = prepara(citta, novembre_intero(MENSA)).await;
    emetti(citta, id).await;
    (id, rette(citta, id).await)
}

pub(super) async fn conservati(citta: &Citta) -> Vec<documento::Model> {
    documento::Entity::find()
        .order_by_asc(documento::Column::Id)
        .all(citta.scope.db())
        .await
        .expect("read")
}

fn carta(versione: i32, nota: &str) -> CartaIntestataInput {
    CartaIntestataInput {
        ufficio: Some(" Ufficio scuola ".into()),
        nota: Some(nota.into()),
        cbill: None,
        conto_postale: None,
        versione,
    }
}

pub(super) async fn leggi(ctx: &Ctx, quale: Documento) -> Vec<u8> {
    documento(ctx, quale).await.expect("a paper").bytes
}

#[tokio::test]
async fn what_was_handed_out_stays_until_it_says_something_else() {
    in_citta(async |citta| {
        let (_, rette) = novembre_emesso(citta).await;
        let sua = rette.iter().find(|r| r.famiglia == citta.ada.id);
        let (genitore, retta) = (famiglia(citta, citta.ada), sua.expect("Ada's"));
        let quale = Documento::Retta(retta.id);
        let prima = leggi(&genitore, quale).await;
        assert!(prima.starts_with(b"%PDF-"));
        // Another look, another day: what the family has is what the office sees.
        imposta_carta(&citta.ufficio(), carta(0, "Martedì chiuso."))
            .await
            .expect("written");
        assert_eq!(leggi(&citta.ufficio(), quale).await, prima);
        assert_eq!(conservati(citta).await.len(), 1);
        let altrui = documento(&famiglia(citta, citta.ugo), quale).await;
        assert_eq!(altrui.expect_err("not his").code(), "NON_TROVATO");
        // A part of it is paid: the bill says so, and the one that was handed out is still there.
        versa(citta, retta.rate[0].id, 50).await.expect("paid");
        assert_ne!(leggi(&genitore, quale).await, prima);
        let righe = conservati(citta).await;
        assert_eq!(righe.len(), 2);
        assert_eq!(righe[0].pdf, prima);
    })
    .await;
}

#[tokio::test]
async fn devices_that_ask_at_once_are_given_the_same_file() {
    at_once(in_citta(async |citta| {
        let (_, rette) = novembre_emesso(citta).await;
        let (ctx, quale) = (citta.ufficio(), Documento::Retta(rette[0].id));
        let (una, due) = tokio::join!(leggi(&ctx, quale), leggi(&ctx, quale));
        assert_eq!(una, due);
        let [riga] = &conservati(citta).await[..] else {
            panic!("one file");
        };
        assert!(riga.pdf == una && riga.consegnato_il.is_some());
    }))
    .await;
}

#[tokio::test]
async fn what_nobody_was_given_follows_the_letterhead() {
    in_citta(async |citta| {
        let (emissione, _) = novembre_emesso(citta).await;
        let ufficio = citta.ufficio();
        prepara_rette(&ufficio, emissione).await.expect("asked");
        citta.lavora().await;
        let prima = conservati(citta).await;
        imposta_logo(&ufficio, Some(STEMMA.to_vec()))
            .await
            .expect("a coat of arms");
        prepara_rette(&ufficio, emissione).await.expect("asked");
        citta.lavora().await;
        let dopo = conservati(citta).await;
        assert_eq!((prima.len(), dopo.len()), (2, 2));
        for (prima, dopo) in prima.iter().zip(&dopo) {
            assert_eq!(prima.impronta, dopo.impronta);
            assert_ne!(prima.pdf, dopo.pdf);
        }
    })
    .await;
}

#[tokio::test]
async fn the_papers_of_a_run_are_drawn_together() {
    in_citta(async |citta| {
        collega(citta).await;
        let (emissione, rette) = novembre_emesso(citta).await;
        let ufficio = citta.ufficio();
        let chiesto = prepara_rette(&ufficio, emissione).await.expect("asked");
        assert_eq!((chiesto.totale, chiesto.fatti, chiesto.parti), (2, 0, 0));
        let ancora = prepara_rette(&ufficio, emissione).await.expect("asked");
        assert_eq!(ancora, chiesto, "twice while it goes on is once");
        let presto = lotto_in_zip(&ufficio, chiesto.id, 1).await;
        assert_eq!(presto.expect_err("nothing yet").code(), "NON_TROVATO");
        citta.lavora().await;
        let [lotto] = &lotti_emissione(&ufficio, emissione).await.expect("read")[..] else {
            panic!("one lot");
        };
        assert_eq!((lotto.stato, lotto.fatti), (StatoLotto::Pronto, 2));
        assert_eq!((lotto.senza, lotto.parti), (0, 1));

        let zip = lotto_in_zip(&ufficio, lotto.id, 1).await.expect("a file");
        let mut zip = zip::ZipArchive::new(Cursor::new(zip.bytes)).expect("a ZIP");
        let mut nomi: Vec<_> = zip.file_names().map(str::to_owned).collect();
        nomi.sort();
        let mut attesi: Vec<_> = rette
            .iter()
            .map(|r| format!("retta-{}.pdf", r.id))
            .collect();
        attesi.sort();
        assert_eq!(nomi, attesi);
        let date = conservati(citta).await;
        assert!(date.iter().all(|d| d.consegnato_il.is_some()));
        let mut pdf = Vec::new();
        let file = format!("retta-{}.pdf", rette[0].id);
        let mut dentro = zip.by_name(&file).expect("a bill");
        dentro.read_to_end(&mut pdf).expect("read");
        assert_eq!(leggi(&ufficio, Documento::Retta(rette[0].id)).await, pdf);
        for parte in [0, 2] {
            let niente = lotto_in_zip(&ufficio, lotto.id, parte).await;
            assert_eq!(niente.expect_err("no such part").code(), "NON_TROVATO");
        }
        let genitore = famiglia(citta, citta.ada);
        let vietato = lotto_in_zip(&genitore, lotto.id, 1).await;
        assert_eq!(vietato.expect_err("a family").code(), "NON_PERMESSO");
    })
    .await;
}

#[tokio::test]
async fn a_notice_that_is_paid_has_no_paper() {
    in_citta(async |citta| {
        collega(citta).await;
        let (emissione, rette) = novembre_emesso(citta).await;
        let pagata = &rette[0].rate[0];
        versa(citta, pagata.id, pagata.importo.cents())
            .await
            .expect("paid");
        let ufficio = citta.ufficio();
        prepara_avvisi(&ufficio, emissione).await.expect("asked");
        citta.lavora().await;
        let lotti = lotti_emissione(&ufficio, emissione).await.expect("read");
        let conta = |l: &LottoDocumenti| (l.totale, l.fatti, l.senza);
        assert_eq!(lotti.iter().map(conta).collect::<Vec<_>>(), [(4, 3, 1)]);
    })
    .await;
}

#[tokio::test]
async fn certificates_are_drawn_for_a_year_that_is_over() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        citta.ricarica(citta.ada, 2000).await;
        citta.consuma(vec![pasto(citta.ada, 1, novembre(5))]).await;
        let ufficio = citta.ufficio();
        let presto = prepara_attestazioni(&ufficio, 2026).await;
        assert_eq!(presto.expect_err("not over").code(), "ANNO_NON_FINITO");
        super::morosita::vai_al(citta, super::morosita::gennaio(10));
        let ufficio = citta.ufficio();
        let chiesto = prepara_attestazioni(&ufficio, 2026).await.expect("asked");
        citta.lavora().await;
        let lotti = lotti_attestazioni(&ufficio, 2026).await.expect("read");
        assert_eq!((lotti[0].id, lotti[0].fatti), (chiesto.id, 1));
        assert_eq!(lotti[0].fatti + lotti[0].senza, lotti[0].totale);
        assert!(
            lotti_attestazioni(&ufficio, 2025)
                .await
                .expect("read")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_notice_can_be_paid_at_the_post_office_where_the_comune_has_an_account() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        collega(citta).await;
        let avviso = ricarica(citta, citta.ada, 2000).await;
        let ufficio = citta.ufficio();
        leggi(&ufficio, Documento::Avviso(avviso.id)).await;
        let con_conto = CartaIntestataInput {
            cbill: Some("ab1c2".into()),
            conto_postale: Some(ContoPostaleInput {
                numero: "1234 5678".into(),
                intestato_a: "Comune di prova, tesoreria".into(),
                autorizzazione: "Aut. DB/XXXX 1 del 1.1.2026".into(),
            }),
            ..carta(0, "")
        };
        let scritta = imposta_carta(&ufficio, con_conto).await.expect("written");
        assert_eq!(scritta.ufficio.as_deref(), Some("Ufficio scuola"));
        assert_eq!(
            (scritta.nota, scritta.cbill.as_deref()),
            (None, Some("AB1C2"))
        );
        leggi(&ufficio, Documento::Avviso(avviso.id)).await;
        // What it says changed: how it can be paid.
        let impronte: Vec<_> = conservati(citta).await;
        assert_eq!(impronte.len(), 2);
        assert_ne!(impronte[0].impronta, impronte[1].impronta);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_printed_is_refused() {
    in_citta(async |citta| {
        let ufficio = citta.ufficio();
        let conto = |numero: &str, intestato_a: &str| {
            Some(ContoPostaleInput {
                numero: numero.into(),
                intestato_a: intestato_a.into(),
                autorizzazione: "Aut. 1".into(),
            })
        };
        let conti = [
            ("contoPostale.numero", conto("12x", "Comune")),
            ("contoPostale.intestatoA", conto("12", " ")),
        ];
        for (campo, conto_postale) in conti {
            let dati = CartaIntestataInput {
                conto_postale,
                ..carta(0, "")
            };
            let rifiutata = imposta_carta(&ufficio, dati).await.expect_err("refused");
            assert_eq!(rifiutata.campo(), Some(campo));
        }
        for (campo, cbill, nota) in [
            ("cbill", "ABCD", String::new()),
            ("nota", "ABCDE", "n".repeat(601)),
            ("nota", "ABCDE", "a\u{7}b".to_owned()),
        ] {
            let dati = CartaIntestataInput {
                cbill: Some(cbill.into()),
                ..carta(0, &nota)
            };
            let rifiutata = imposta_carta(&ufficio, dati).await.expect_err("refused");
            assert_eq!(rifiutata.campo(), Some(campo), "{cbill} {nota}");
        }
        for bytes in [&b"GIF89a"[..], b"<svg"] {
            let rifiutato = imposta_logo(&ufficio, Some(bytes.to_vec())).await;
            assert_eq!(rifiutato.expect_err("no picture").campo(), Some("file"));
        }
        assert_eq!(carta_intestata(&ufficio).await.expect("read").versione, 0);

        imposta_carta(&ufficio, carta(0, "Prima"))
            .await
            .expect("written");
        let vecchia = imposta_carta(&ufficio, carta(0, "Dopo")).await;
        assert_eq!(vecchia.expect_err("stale").code(), "GESTIONE_CAMBIATA");
        let foglio = facsimile(&ufficio).await.expect("a paper");
        assert!(foglio.bytes.starts_with(b"%PDF-"));
    })
    .await;
}
