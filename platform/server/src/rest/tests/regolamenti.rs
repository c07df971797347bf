//! Regulations as files: the package that a comune uploads, the workbook of a simulation.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use campanella_kernel::Module;
use campanella_kernel::ctx::Services;
use campanella_plugins_host::{Host, Regole, digest, spediti};
use campanella_refezione::{Refezione, Richiesta, SimulazioneId, avvia_simulazione};
use poem::http::StatusCode;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

static REGOLE: LazyLock<Regole> =
    LazyLock::new(|| Regole::new(Host::nuovo(None).expect("an engine")));

const GESTORE: &[&str] = &["regolamenti:gestisci", "regolamenti:leggi"];

fn con_regole(db: DatabaseConnection) -> Scope {
    let senza = scope(db);
    testing::scope_with(
        testing::comune("aulla", &["refezione"]),
        senza.db().clone(),
        Arc::new(FixedClock::new(senza.now())),
        Services::default().with(REGOLE.clone()),
    )
}

/// The shipped rule on unpaid amounts as a package of a comune, its cases in one file.
fn pacchetto(casi: &str) -> Vec<u8> {
    let toml = "id = \"penale-solleciti\"\nversione = \"1.0.0\"\ncontratto = \"1.0.0\"\n\
        punto = \"penale\"\ncomponente = \"regola.wasm\"\n";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (nome, byte) in [
        ("regola.toml", toml.as_bytes()),
        ("regola.wasm", spediti::PENALE_SOLLECITI),
        ("casi/uno.yaml", casi.as_bytes()),
    ] {
        zip.start_file(nome, SimpleFileOptions::default())
            .expect("a file");
        zip.write_all(byte).expect("its bytes");
    }
    zip.finish().expect("a zip file").into_inner()
}

/// Cases that the shipped rule passes.
const CASI: &str =
    include_str!("../../../../../plugins/regolamenti/penale_solleciti/casi/aprilia.yaml");

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_package_gets_a_verdict() {
    for_each_store(async |db| {
        let scope = con_regole(db);
        let send = async |permissions: Option<&[&str]>, csrf: bool, zip: Vec<u8>| {
            let field = TestFormField::bytes(zip)
                .name("file")
                .filename("regola.zip");
            let client = office(&scope, permissions);
            let mut request = client
                .post("/api/regolamenti/pacchetti")
                .multipart(TestForm::new().field(field));
            if csrf {
                request = request.header("x-campanella", "1");
            }
            request.send().await
        };
        let buono = pacchetto(CASI);
        for (permissions, csrf, status, code) in [
            (None, true, StatusCode::UNAUTHORIZED, "NON_AUTENTICATO"),
            (Some(WRITERS), true, StatusCode::FORBIDDEN, "NON_PERMESSO"),
            (
                Some(GESTORE),
                false,
                StatusCode::FORBIDDEN,
                "INTESTAZIONE_MANCANTE",
            ),
        ] {
            let refused = send(permissions, csrf, buono.clone()).await;
            assert_eq!(body(refused, status).await["code"], code);
        }

        let verdetto = send(Some(GESTORE), true, b"testo".to_vec()).await;
        let verdetto = body(verdetto, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert_eq!(verdetto["accettato"], false);
        assert_eq!(verdetto["rifiuto"]["codice"], "PACCHETTO_ILLEGGIBILE");
        assert_eq!(verdetto["limiti"], json!([]));

        let storto = CASI.replacen("atteso: { penale: ", "atteso: { penale: 1", 1);
        assert_ne!(storto, CASI);
        let verdetto = send(Some(GESTORE), true, pacchetto(&storto)).await;
        let verdetto = body(verdetto, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert_eq!(verdetto["rifiuto"]["codice"], "CASI_FALLITI");
        let falliti = verdetto["casi"].as_array().expect("cases").iter();
        let falliti: Vec<_> = falliti.filter(|c| c["riuscito"] == false).collect();
        assert_eq!(falliti.len(), 1, "{falliti:?}");
        let difetto = falliti[0]["difetto"].as_str().expect("a defect");
        assert!(difetto.contains("penale: atteso 1"), "{difetto}");

        let verdetto = send(Some(GESTORE), true, buono).await;
        let verdetto = body(verdetto, StatusCode::OK).await;
        assert_eq!(verdetto["accettato"], true);
        assert_eq!(verdetto["nome"], "penale-solleciti");
        assert_eq!(verdetto["punto"], "penale");
        assert_eq!(verdetto["digest"], digest(spediti::PENALE_SOLLECITI));
        assert_eq!(verdetto["importazioni"], json!([]));
        assert_eq!(verdetto.get("rifiuto"), None);
        let limiti = verdetto["limiti"].as_array().expect("limits");
        assert_eq!(limiti.len(), 3);
        for limite in limiti {
            let usato = limite["usato"].as_u64().expect("a number");
            let massimo = limite["massimo"].as_u64().expect("a number");
            assert!((1..massimo).contains(&usato), "{limite}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_simulation_that_ended_is_a_workbook() {
    for_each_store(async |db| {
        let scope = con_regole(db);
        let get = async |permissions: Option<&[&str]>, file: &str| {
            let client = office(&scope, permissions);
            let path = format!("/api/regolamenti/simulazioni/{file}");
            client.get(path).send().await
        };
        let ctx = program(&scope, GESTORE);
        let ieri = ctx.oggi().prima(1);
        let richiesta = Richiesta {
            digest: digest(spediti::TARIFFA_ISEE),
            parametri: json!({ "tabelle": [{ "metodo": { "tipo": "fasce", "fasce": [],
                "oltre": { "nome": "Unica", "prezzi": [45_000] } } }] }),
            dal: ieri,
            al: ieri,
        };
        let id = avvia_simulazione(&ctx, richiesta).await.expect("begun");
        let file = format!("{id}.xlsx");
        let missing = get(Some(GESTORE), &file).await;
        assert_eq!(
            body(missing, StatusCode::NOT_FOUND).await["code"],
            "NON_TROVATO"
        );

        finish(&ctx, id).await;
        let refused = get(Some(WRITERS), &file).await;
        assert_eq!(
            body(refused, StatusCode::FORBIDDEN).await["code"],
            "NON_PERMESSO"
        );
        body(get(None, &file).await, StatusCode::UNAUTHORIZED).await;
        let answer = get(Some(GESTORE), &file).await;
        answer.assert_status_is_ok();
        answer.assert_content_type(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        );
        let saved = format!("attachment; filename=\"simulazione-{id}.xlsx\"");
        answer.assert_header(header::CONTENT_DISPOSITION, saved);
        let bytes = answer.0.into_body().into_bytes().await.expect("bytes");
        assert!(bytes.starts_with(b"PK"), "a zip file, as workbooks are");
        let nonsense = get(Some(GESTORE), "tutte.xlsx").await;
        assert_eq!(
            body(nonsense, StatusCode::BAD_REQUEST).await["code"],
            "DATO_NON_VALIDO"
        );
    })
    .await;
}

/// Does the work of a simulation.
async fn finish(ctx: &Ctx, id: SimulazioneId) {
    let jobs = Refezione.jobs();
    let job = jobs.iter().find(|j| j.tipo() == "refezione.simulazione");
    let content = json!({ "simulazione": id.key() });
    let done = job.expect("a handler").run(ctx, &content).await;
    done.expect("done");
}
