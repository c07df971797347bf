use std::sync::Arc;

use campanella_kernel::clock::FixedClock;
use campanella_kernel::{Actor, Giorno, Istante, PermissionSet, Scope, testing};
use chrono::NaiveTime;
use poem::http::StatusCode;
use poem::test::TestClient;
use poem::{EndpointExt, Route};
use sea_orm::DatabaseConnection;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::*;

fn scope(comune: &str) -> Scope {
    let day = Giorno::new(2026, 11, 23).expect("a day");
    let clock = FixedClock::new(Istante::da_ora_locale(day, NaiveTime::MIN));
    let no_store = DatabaseConnection::default();
    testing::scope(testing::comune(comune, &[]), no_store, Arc::new(clock))
}

fn ctx(scope: &Scope) -> Ctx {
    let system = Actor::Sistema {
        lavoro: INVIA.into(),
    };
    scope.authenticated(system, Arc::new(PermissionSet::nessuno()))
}

fn message() -> serde_json::Value {
    serde_json::json!({
        "a": "giulia@example.org",
        "oggetto": "Però <b>recupera</b> la password",
        "testo": "Aprire\r\nhttps://aulla.example/recupero?c=1&d=2 entro un'ora."
    })
}

fn folder() -> std::path::PathBuf {
    std::env::temp_dir().join(format!("campanella-posta-{:016x}", rand::random::<u64>()))
}

#[tokio::test]
async fn each_comune_sees_its_own_local_mail_and_no_markup_gets_in() {
    let dati = folder();
    let posta = Posta::new("Campanella <noreply@example.org>", None, &dati).expect("valid");
    let (aulla, bardi) = (scope("aulla"), scope("bardi"));
    posta
        .run(&ctx(&aulla), &message())
        .await
        .expect("delivered");

    let app = |scope: Scope, casella: Option<CasellaLocale>| {
        let route = Route::new().at("/posta-locale", posta_locale(casella));
        TestClient::new(route.data(scope))
    };
    let casella = posta.casella().cloned();
    let shown = app(aulla.clone(), casella.clone())
        .get("/posta-locale")
        .send()
        .await;
    let html = shown.0.into_body().into_string().await.expect("a page");
    assert!(html.contains("Però &lt;b&gt;recupera&lt;/b&gt;"), "{html}");
    assert!(
        html.contains("href=\"https://aulla.example/recupero?c=1&amp;d=2\""),
        "{html}"
    );
    let other = app(bardi, casella).get("/posta-locale").send().await;
    let html = other.0.into_body().into_string().await.expect("a page");
    assert!(html.contains("Nessun messaggio"), "{html}");
    let production = app(aulla, None).get("/posta-locale").send().await;
    production.assert_status(StatusCode::NOT_FOUND);
    tokio::fs::remove_dir_all(dati).await.expect("removed");
}

#[tokio::test]
async fn a_second_header_cannot_be_smuggled_in() {
    let dati = folder();
    let posta = Posta::new("noreply@example.org", None, &dati).expect("valid");
    let mut smuggler = message();
    smuggler["oggetto"] = "ciao\r\nBcc: altri@example.org".into();
    let refused = posta.run(&ctx(&scope("aulla")), &smuggler).await;
    assert!(refused.is_err());
    assert!(!dati.exists());
}

/// A mail server that knows just enough: takes one message, refusing the recipient if so asked.
async fn mail_server(refuse: bool) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("smtp://{}", listener.local_addr().expect("a port"));
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 here\r\n").await.expect("sent");
        let (mut heard, mut data) = (String::new(), false);
        while let Ok(Some(line)) = lines.next_line().await {
            heard.push_str(&line);
            heard.push('\n');
            let answer = match line.as_str() {
                "." => {
                    data = false;
                    "250 taken"
                }
                _ if data => continue,
                "DATA" => {
                    data = true;
                    "354 go on"
                }
                l if refuse && l.starts_with("RCPT") => "550 no giulia@example.org here",
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            if write
                .write_all(format!("{answer}\r\n").as_bytes())
                .await
                .is_err()
            {
                break;
            }
        }
        heard
    });
    (url, server)
}

#[tokio::test]
async fn a_message_goes_out_in_the_name_of_the_comune() {
    let (url, server) = mail_server(false).await;
    let posta = Posta::new("noreply@example.org", Some(&url), &folder()).expect("valid");
    posta
        .run(&ctx(&scope("aulla")), &message())
        .await
        .expect("sent");
    drop(posta);
    let heard = server.await.expect("a transcript");
    assert!(heard.contains("RCPT TO:<giulia@example.org>"), "{heard}");
    assert!(
        heard.contains("From: \"Comune di aulla\" <noreply@example.org>"),
        "{heard}"
    );
}

#[tokio::test]
async fn a_refusal_is_told_without_the_address() {
    let (url, _server) = mail_server(true).await;
    let posta = Posta::new("noreply@example.org", Some(&url), &folder()).expect("valid");
    let refused = posta.run(&ctx(&scope("aulla")), &message()).await;
    let cause = refused.expect_err("refused").cause().to_string();
    assert_eq!(cause, "il server di posta ha risposto 550");
}
