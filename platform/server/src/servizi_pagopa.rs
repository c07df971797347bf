//! The services of pagoPA, as each station is known to them.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, ensure};
use campanella_pagamenti::pagopa::{Checkout, PerStazione, Riscontri};
use campanella_pagopa::cliente::{Certificato, ChiaveApi, Collegamento};

use crate::config::{Config, Stazione};

/// How long a service of pagoPA may take to answer.
const TEMPO: Duration = Duration::from_secs(10);
/// Flows are asked for once a second at the most: pagoPA answers no more.
const RITMO_FLUSSI: Duration = Duration::from_secs(1);

/// The page on which people pay, and the services that tell what was paid.
///
/// # Errors
/// A certificate that cannot be read.
pub fn servizi(config: &Config) -> anyhow::Result<(PerStazione<Checkout>, PerStazione<Riscontri>)> {
    let altre = Stazione {
        chiave_checkout: config.chiave_checkout.clone(),
        chiave_flussi: config.chiave_flussi.clone(),
        chiave_ricevute: config.chiave_ricevute.clone(),
        ..Stazione::default()
    };
    let altre = Credenziali::nuove(&altre)?;
    let mut checkout = PerStazione::uguale(altre.checkout(config)?);
    let mut riscontri = PerStazione::uguale(altre.riscontri(config)?);
    for (nome, stazione) in &config.stazioni {
        let sue = Credenziali::nuove(stazione).with_context(|| format!("la stazione {nome}"))?;
        checkout = checkout.con(nome.clone(), sue.checkout(config)?);
        riscontri = riscontri.con(nome.clone(), sue.riscontri(config)?);
    }
    Ok((checkout, riscontri))
}

struct Credenziali<'a> {
    stazione: &'a Stazione,
    certificato: Option<Certificato>,
}

impl<'a> Credenziali<'a> {
    fn nuove(stazione: &'a Stazione) -> anyhow::Result<Self> {
        let file = |file: &Path| {
            std::fs::read(file).with_context(|| format!("non si legge {}", file.display()))
        };
        let coppia = (&stazione.certificato, &stazione.chiave_privata);
        let certificato = match coppia {
            (Some(catena), Some(chiave)) => {
                let autorita = stazione.autorita.as_deref().map(file).transpose()?;
                let (catena, chiave) = (file(catena)?, file(chiave)?);
                Some(Certificato::leggi(&catena, &chiave, autorita.as_deref())?)
            }
            _ => {
                let da_solo = coppia.0.is_some() || coppia.1.is_some();
                ensure!(!da_solo, "`certificato` e `chiave_privata` vanno insieme");
                None
            }
        };
        Ok(Self {
            stazione,
            certificato,
        })
    }

    fn checkout(&self, config: &Config) -> anyhow::Result<Checkout> {
        let servizio = self.servizio(config.checkout.as_ref(), &self.stazione.chiave_checkout)?;
        Ok(Checkout {
            servizio: servizio.map(Arc::new),
            senza_tls: config.sviluppo,
        })
    }

    fn riscontri(&self, config: &Config) -> anyhow::Result<Riscontri> {
        let flussi = self.servizio(config.flussi.as_ref(), &self.stazione.chiave_flussi)?;
        let ricevute = self.servizio(config.ricevute.as_ref(), &self.stazione.chiave_ricevute)?;
        Ok(Riscontri {
            flussi: flussi.map(|f| Arc::new(f.con_ritmo(RITMO_FLUSSI))),
            ricevute: ricevute.map(Arc::new),
        })
    }

    fn servizio(
        &self,
        url: Option<&String>,
        chiave: &Option<String>,
    ) -> anyhow::Result<Option<Collegamento>> {
        let apri = |url: &String| {
            let chiave = chiave.clone().map(ChiaveApi::new);
            Collegamento::con_certificato(url, chiave, TEMPO, self.certificato.as_ref())
        };
        Ok(url.map(apri).transpose()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(toml: &str) -> Config {
        Config::from_parts(toml, |_| None).expect("valid")
    }

    const SERVIZI: &str = "checkout = \"https://checkout\"\nflussi = \"https://flussi\"\n";

    #[test]
    fn a_station_has_its_own_credentials_and_the_others_the_vendor_s() {
        let testo = format!(
            "{SERVIZI}chiave_checkout = \"di tutti\"\n[stazioni.\"1_01\"]\nchiave_checkout = \"sua\""
        );
        let (checkout, riscontri) = servizi(&config(&testo)).expect("services");
        let sua = |stazione| checkout.di(stazione).servizio.as_ref().map(Arc::as_ptr);
        assert_ne!(sua("1_01"), sua("1_02"));
        assert_eq!(sua("1_02"), sua("1_03"));
        assert!(riscontri.di("1_01").flussi.is_some());
    }

    #[test]
    fn a_certificate_that_cannot_be_read_keeps_the_server_from_starting() {
        for (righe, perche) in [
            ("certificato = \"c.pem\"", "vanno insieme"),
            (
                "certificato = \"non/c/e.pem\"\nchiave_privata = \"k.pem\"",
                "non si legge",
            ),
        ] {
            let testo = format!("{SERVIZI}[stazioni.\"1_01\"]\n{righe}");
            let errore = servizi(&config(&testo)).expect_err("refused");
            let detto = format!("{errore:#}");
            assert!(detto.contains("1_01") && detto.contains(perche), "{detto}");
        }
    }
}
