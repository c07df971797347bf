//! The certificate by which a station is known to services that ask for one.

use std::fmt;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};

/// A certificate with its chain, its key, and an authority that is believed besides the public ones.
pub struct Certificato {
    catena: Vec<CertificateDer<'static>>,
    chiave: PrivateKeyDer<'static>,
    autorita: Vec<CertificateDer<'static>>,
}

/// Why there is no certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificatoError {
    /// Not PEM, or nothing in it.
    #[error("{0}: non è un file PEM con ciò che serve")]
    Pem(&'static str),
}

impl Certificato {
    /// Reads PEM: the certificate and what lies between it and its authority, its private key
    /// (PKCS #8, PKCS #1 or SEC 1), and authorities that are believed besides the public ones.
    ///
    /// # Errors
    /// [`CertificatoError`].
    pub fn leggi(
        catena: &[u8],
        chiave: &[u8],
        autorita: Option<&[u8]>,
    ) -> Result<Self, CertificatoError> {
        let chiave = PrivateKeyDer::from_pem_slice(chiave)
            .map_err(|_| CertificatoError::Pem("chiave privata"))?;
        Ok(Self {
            catena: certificati(catena, "certificato")?,
            chiave,
            autorita: autorita
                .map(|pem| certificati(pem, "autorità"))
                .transpose()?
                .unwrap_or_default(),
        })
    }
}

impl fmt::Debug for Certificato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Certificato(…)")
    }
}

fn certificati(
    pem: &[u8],
    che: &'static str,
) -> Result<Vec<CertificateDer<'static>>, CertificatoError> {
    let letti: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match letti {
        Ok(letti) if !letti.is_empty() => Ok(letti),
        _ => Err(CertificatoError::Pem(che)),
    }
}

/// How a connection is made: whom it believes, and by what it is known.
pub(super) fn tls(certificato: Option<&Certificato>) -> Result<ClientConfig, rustls::Error> {
    let mut radici = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for autorita in certificato.iter().flat_map(|c| &c.autorita) {
        radici.add(autorita.clone())?;
    }
    let config =
        ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(radici);
    match certificato {
        Some(c) => config.with_client_auth_cert(c.catena.clone(), c.chiave.clone_key()),
        None => Ok(config.with_no_client_auth()),
    }
}
