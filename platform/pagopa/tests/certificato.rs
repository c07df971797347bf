//! Services that ask for the certificate of a station. Keys and certificates are made for this test
//! and of nobody.

use std::sync::Arc;
use std::time::Duration;

use campanella_pagopa::Primitiva;
use campanella_pagopa::cliente::{Certificato, CertificatoError, Collegamento, ErroreServizio};
use rustls::RootCertStore;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

const AUTORITA: &[u8] = include_bytes!("certificati/autorita.pem");

/// A service that answers whoever has a certificate of our authority; where it is.
async fn servizio() -> String {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut radici = RootCertStore::empty();
    let autorita = CertificateDer::from_pem_slice(AUTORITA).expect("a certificate");
    radici.add(autorita).expect("an authority");
    let chi = WebPkiClientVerifier::builder_with_provider(Arc::new(radici), Arc::clone(&provider))
        .build()
        .expect("a verifier");
    let catena = CertificateDer::from_pem_slice(include_bytes!("certificati/server.pem"));
    let chiave = PrivateKeyDer::from_pem_slice(include_bytes!("certificati/server.key"));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_client_cert_verifier(chi)
        .with_single_cert(vec![catena.expect("a certificate")], chiave.expect("a key"))
        .expect("a pair");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.expect("a connection");
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                let mut letto = [0; 4096];
                let _ = stream.read(&mut letto).await;
                let risposta =
                    b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nsi";
                let _ = stream.write_all(risposta).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    format!("https://{address}")
}

fn certificato(catena: &[u8], chiave: &[u8]) -> Certificato {
    Certificato::leggi(catena, chiave, Some(AUTORITA)).expect("PEM")
}

async fn chiama(url: &str, certificato: Option<&Certificato>) -> Result<Vec<u8>, ErroreServizio> {
    let tempo = Duration::from_secs(10);
    Collegamento::con_certificato(url, None, tempo, certificato)?
        .soap(Primitiva::Verifica, Vec::new())
        .await
}

#[tokio::test]
async fn a_station_is_known_by_its_certificate() {
    let url = servizio().await;
    let stazione = certificato(
        include_bytes!("certificati/stazione.pem"),
        include_bytes!("certificati/stazione.key"),
    );
    let risposta = chiama(&url, Some(&stazione)).await;
    assert_eq!(risposta.expect("known"), b"si");
    let estranea = certificato(
        include_bytes!("certificati/estranea.pem"),
        include_bytes!("certificati/estranea.key"),
    );
    for chi in [Some(&estranea), None] {
        let rifiuto = chiama(&url, chi).await;
        assert!(
            matches!(rifiuto, Err(ErroreServizio::Rete(_))),
            "{rifiuto:?}"
        );
    }
}

#[test]
fn what_is_no_certificate_is_refused() {
    let catena = include_bytes!("certificati/stazione.pem");
    let chiave = include_bytes!("certificati/stazione.key");
    let errore =
        |catena: &[u8], chiave: &[u8], autorita| Certificato::leggi(catena, chiave, autorita).err();
    assert_eq!(errore(catena, chiave, None), None);
    let casi = [
        (errore(b"", chiave, None), "certificato"),
        (errore(catena, b"chiave", None), "chiave privata"),
        (errore(catena, chiave, Some(&b"x"[..])), "autorità"),
    ];
    for (errore, che) in casi {
        assert_eq!(errore, Some(CertificatoError::Pem(che)));
    }
    // Of another pair.
    let altra = include_bytes!("certificati/estranea.key");
    let misto = Certificato::leggi(catena, altra, None).expect("PEM");
    let tempo = Duration::from_secs(1);
    assert!(Collegamento::con_certificato("https://x", None, tempo, Some(&misto)).is_err());
}
