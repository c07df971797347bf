//! Import against a store.

use campanella_kernel::{DomainError, PlessoScope};
use campanella_tenants::testing::for_each_store;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{ANNA, Banco, MARIO, anna, cf};
use crate::entities::{alunno, classe, famiglia, iscrizione, persona};
use crate::importa::{Conteggio, Rapporto, esegui};
use crate::{figli, persona_con_codice_fiscale};

const INTESTAZIONE: &str = "Codice fiscale alunno;Cognome;Nome;Data di nascita;Plesso;Classe;\
     Tessera;Importo pasto;CF genitore;Cognome genitore;Nome genitore;Note";
const SARA: &str = "RSSSRA20C41H501M";
const LUCA: &str = "RSSLCU18B28H501K";

/// A codice fiscale with its check character, from the first fifteen.
fn con_controllo(first: &str) -> String {
    (b'A'..=b'Z')
        .map(|last| format!("{first}{}", char::from(last)))
        .find(|text| campanella_kernel::CodiceFiscale::parse(text).is_ok())
        .expect("a check character")
}

fn sara() -> String {
    con_controllo(&SARA[..15])
}

fn luca() -> String {
    con_controllo(&LUCA[..15])
}

fn file() -> String {
    format!(
        "{INTESTAZIONE}\n\
         {};Rossi;Sara;01/03/2020;Centro;1ª A;101;4,80;{MARIO};Rossi;Mario;allergica\n\
         {};Rossi;Luca;28/02/2018;COLLINA;3C;102;1,055;{MARIO};;;\n",
        sara(),
        luca()
    )
}

async fn importa(banco: &Banco, text: &str, prova: bool) -> Rapporto {
    esegui(
        &banco.ufficio(),
        text.as_bytes().to_vec(),
        "alunni.csv",
        prova,
    )
    .await
    .expect("a report")
}

fn conteggio(creati: u32, aggiornati: u32, invariati: u32) -> Conteggio {
    Conteggio {
        creati,
        aggiornati,
        invariati,
    }
}

#[tokio::test]
async fn a_file_is_tried_written_and_repeated_without_duplicates() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let trial = importa(&banco, &file(), true).await;
        assert_eq!(trial.errori, []);
        assert_eq!((trial.alunni, trial.scritto), (conteggio(2, 0, 0), false));
        assert_eq!(
            banco.quanti::<alunno::Entity>().await,
            0,
            "a trial writes nothing"
        );
        assert_eq!(banco.quanti::<persona::Entity>().await, 0);

        let done = importa(&banco, &file(), false).await;
        assert_eq!(
            done,
            Rapporto {
                prova: false,
                scritto: true,
                ..trial
            }
        );
        assert_eq!((done.famiglie_create, done.classi_create), (1, 1));
        assert_eq!(done.colonne_ignorate, ["Note"]);
        let mario = persona_con_codice_fiscale(&db, &cf(MARIO))
            .await
            .expect("a person");
        let seen = figli(&banco.genitore(mario.expect("entered").id))
            .await
            .expect("children");
        let names: Vec<_> = seen.iter().map(|f| f.alunno.nome.as_str()).collect();
        assert_eq!(names, ["Luca", "Sara"]);

        let again = importa(&banco, &file(), false).await;
        let unchanged = conteggio(0, 0, 2);
        assert_eq!((again.alunni, again.iscrizioni), (unchanged, unchanged));
        assert_eq!((again.famiglie_create, again.classi_create), (0, 0));
        assert_eq!(banco.quanti::<alunno::Entity>().await, 2);
        assert_eq!(banco.quanti::<famiglia::Entity>().await, 1);

        let changed = file()
            .replace("1ª A;101", "1B;201")
            .replace("Rossi;Luca", "Rossi Verdi;Luca");
        let changed = importa(&banco, &changed, false).await;
        assert_eq!(changed.alunni, conteggio(0, 1, 1));
        assert_eq!(changed.iscrizioni, conteggio(0, 1, 1));
        let row = iscrizione::Entity::find()
            .filter(iscrizione::Column::Tessera.eq("201"))
            .one(&db)
            .await
            .expect("a read")
            .expect("an enrolment");
        assert_eq!(row.classe_id, banco.classi[1]);
        assert_eq!(banco.quanti::<iscrizione::Entity>().await, 2);
        assert_eq!(banco.quanti::<classe::Entity>().await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_code_that_differs_by_omocodia_is_not_taken_for_another() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        importa(&banco, &file(), false).await;
        // The last digit of the birth place, 1, written as the letter M.
        let omocode = con_controllo(&format!("{}M", &sara()[..14]));
        let parent = con_controllo("RSSMRA80A01H50M");
        for (text, colonna, chi) in [
            (
                file().replace(&sara(), &omocode),
                "Codice fiscale alunno",
                "Rossi Sara",
            ),
            (file().replace(MARIO, &parent), "CF genitore", "Rossi Mario"),
        ] {
            let refused = importa(&banco, &text, false).await;
            let first = &refused.errori[0];
            assert_eq!(
                (first.riga, first.colonna.as_deref()),
                (Some(2), Some(colonna))
            );
            assert!(first.motivo.starts_with(chi), "{}", first.motivo);
            assert!(
                first.motivo.contains("solo per omocodia"),
                "{}",
                first.motivo
            );
            assert!(!refused.scritto);
        }
        // Two children of the same file, whom nobody knows yet.
        let row = |cf: &str, badge: u8| {
            format!("{cf};Verdi;Gianna;01/03/2019;Centro;1A;{badge};4,80;{MARIO};;;\n")
        };
        let uno = con_controllo("VRDGNN19C41H501");
        let due = con_controllo("VRDGNN19C41H50M");
        let twins = format!("{INTESTAZIONE}\n{}{}", row(&uno, 1), row(&due, 2));
        let refused = importa(&banco, &twins, false).await;
        assert_eq!(
            (refused.errori_totali, refused.errori[0].riga),
            (1, Some(3))
        );
        assert!(refused.errori[0].motivo.starts_with("una riga precedente"));
        assert_eq!(banco.quanti::<alunno::Entity>().await, 2);
        assert_eq!(banco.quanti::<persona::Entity>().await, 1);
    })
    .await;
}

#[tokio::test]
async fn windows_text_keeps_its_accents_and_the_offices_code_wins() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let text = format!(
            "Elenco alunni 2026;;\r\nMatricola;Cognome;Nome;Nato il;Scuola;Plesso;Classe;Sez.;CF tutore;\
             Cognome tutore;Nome tutore\r\n7;Niccolò;José;29/02/2020;Istituto comprensivo;centro;1;A;\
             {ANNA};Boschi;Matteo\r\n"
        );
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
        let first = esegui(&banco.ufficio(), bytes, "a.csv", false).await.expect("a report");
        assert_eq!(first.errori, []);
        assert_eq!(first.alunni.creati, 1);
        let row = alunno::Entity::find().one(&db).await.expect("a read").expect("a child");
        assert_eq!((row.cognome.as_str(), row.nome.as_str()), ("Niccolò", "José"));
        assert_eq!(row.codice_esterno.as_deref(), Some("7"));

        // The office learns the codice fiscale and corrects the name: the number finds the child.
        let later = format!(
            "Id alunno,CF,Cognome,Nome,Plesso,Classe\n7,{},Rossi,Sara,TOEE800011,I A\n",
            sara()
        );
        let later = importa(&banco, &later, false).await;
        assert_eq!(later.errori, []);
        assert_eq!(later.alunni, conteggio(0, 1, 0));
        let row = alunno::Entity::find().one(&db).await.expect("a read").expect("a child");
        assert_eq!(row.codice_fiscale, Some(cf(&sara())));
    })
    .await;
}

#[tokio::test]
async fn every_error_is_told_with_line_and_column_and_nothing_is_written() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let (sara, luca) = (sara(), luca());
        let text = format!(
            "{INTESTAZIONE}\n\
             {sara};Rossi;Sara;01/03/2020;Centro;1A;101;4,80;{MARIO};Rossi;Mario;\n\
             {sara};Rossi;Sara;01/03/2020;Centro;1A;101;4,80;{MARIO};Rossi;Mario;\n\
             RSSLCU18B28H501A;;Luca;31/02/2018;Centro;9Z;102;caro;{MARIO};Rossi;Mario;\n\
             {luca};Rossi;Luca;28/02/2018;Montagna;1A;101;4,80;{ANNA};;;\n"
        );
        let report = importa(&banco, &text, false).await;
        assert!(!report.scritto);
        let told: Vec<String> = report
            .errori
            .iter()
            .map(|e| {
                let line = e.riga.map_or_else(String::new, |r| r.to_string());
                format!(
                    "{line} {} {}",
                    e.colonna.as_deref().unwrap_or("-"),
                    e.motivo
                )
            })
            .collect();
        for expected in [
            "3 - questa iscrizione c'è già alla riga 2",
            "4 Codice fiscale alunno il codice fiscale contiene un errore",
            "4 Cognome questo dato è obbligatorio",
            "4 Data di nascita «31/02/2018» non è una data valida",
            "4 Classe «9Z»: la classe va da 1 a 5",
            "4 Importo pasto «caro» non è un prezzo",
            "5 Tessera la tessera «101» è già di un altro bambino nel file",
            "5 Plesso il plesso «Montagna» non esiste",
            "5 CF genitore il genitore non è in archivio: servono anche cognome e nome",
        ] {
            assert!(
                told.iter().any(|t| t.starts_with(expected)),
                "{expected}\n{told:#?}"
            );
        }
        assert_eq!(told.len(), 9, "{told:#?}");
        assert_eq!(report.errori_totali, 9);
        assert_eq!(banco.quanti::<alunno::Entity>().await, 0);
        assert_eq!(banco.quanti::<persona::Entity>().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_child_named_in_two_ways_is_enrolled_once() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let head =
            "Codice;CF;Cognome;Nome;Plesso;Classe;CF genitore;Cognome genitore;Nome genitore";
        let parent = format!("{MARIO};Rossi;Mario");
        let first = format!("{head}\n7;{};Rossi;Sara;Centro;1A;{parent}\n", sara());
        assert_eq!(importa(&banco, &first, false).await.errori, []);
        let twice = format!(
            "{head};A.S.;Nata il\n7;;Rossi;Sara;Centro;2A;;;;2027/2028;01/03/2020\n\
             ;{};Rossi;Sara;Centro;2A;;;;2027/2028;01/03/2020\n",
            sara()
        );
        let report = importa(&banco, &twice, false).await;
        let told: Vec<_> = report
            .errori
            .iter()
            .map(|e| (e.riga, e.motivo.as_str()))
            .collect();
        assert_eq!(told, [(Some(3), "questa iscrizione c'è già alla riga 2")]);
    })
    .await;
}

#[tokio::test]
async fn a_badge_of_the_store_is_not_given_twice() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(ANNA, "Matteo", "Boschi").await;
        let taken = file().replace(";101;", &format!(";T{};", nucleo.alunno));
        let report = importa(&banco, &taken, false).await;
        assert_eq!(report.errori.len(), 1);
        assert_eq!(report.errori[0].colonna.as_deref(), Some("Tessera"));
    })
    .await;
}

#[tokio::test]
async fn a_delegate_who_becomes_tutore_is_pointed_out() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let nucleo = banco.nucleo(MARIO, "Mario", "Rossi").await;
        crate::delega(&banco.genitore(nucleo.tutore), anna())
            .await
            .expect("a delegation");
        let report = importa(&banco, &file().replace(MARIO, ANNA), false).await;
        assert!(report.scritto, "{report:?}");
        assert!(
            report
                .avvisi
                .iter()
                .any(|a| a.motivo.contains("solo come delegata"))
        );
        let matteo = persona_con_codice_fiscale(&db, &cf(ANNA))
            .await
            .expect("a person");
        let seen = figli(&banco.genitore(matteo.expect("known").id))
            .await
            .expect("children");
        assert_eq!(
            seen.len(),
            1,
            "the family that delegates, and not yet the new one"
        );
    })
    .await;
}

#[tokio::test]
async fn files_without_sense_and_people_without_right_are_refused() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let ctx = banco.ufficio();
        let garbage = esegui(&ctx, vec![0; 64], "a.xlsx", true)
            .await
            .expect_err("garbage");
        assert_eq!(garbage.code(), "FILE_NON_LEGGIBILE");
        for (text, words) in [
            ("uno;due;tre\n1;2;3\n", "nomi delle colonne"),
            ("CF;Nome;Classe;Plesso\n", "manca la colonna «Cognome»"),
            ("CF;Cognome;Nome;Classe\n", "nessuna riga"),
            (
                "CF;Cognome;Nome;Classe;Codice fiscale alunno\nx;x;x;x;x\n",
                "due volte",
            ),
        ] {
            let report = importa(&banco, text, true).await;
            assert!(
                report.errori[0].motivo.contains(words),
                "{:?}",
                report.errori
            );
        }
        let limited = banco.ufficio_di(PlessoScope::Solo([banco.plessi[0]].into()));
        let refused = esegui(&limited, file().into_bytes(), "a.csv", true).await;
        assert_eq!(refused.expect_err("limited").code(), "NON_PERMESSO");
    })
    .await;
}
