//! Families that top up, and payers of their notices, whatever becomes of the server.

use anyhow::Result;
use campanella_kernel::Importo;
use campanella_pagopa::{CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Dovuto, Testo, Versione};
use campanella_simulatore::{Comportamento, Nodo, Pagante};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::json;

use crate::client::{Connection, body};
use crate::famiglie::{Famiglia, Portale};
use crate::server::Server;

/// How the node behaves; it does not keep a receipt to itself, since in the end each must be there.
const COMPORTAMENTI: [Comportamento; 6] = [
    Comportamento::Regolare,
    Comportamento::Regolare,
    Comportamento::Doppia,
    Comportamento::RispostaPersa,
    Comportamento::FuoriOrdine,
    Comportamento::DuePagamenti,
];

/// Families that log in: more would pay no more.
const FAMIGLIE: usize = 40;

/// Those that pay, logged in.
pub struct Famiglie {
    tutte: Vec<Famiglia>,
    ente: CodiceFiscaleEnte,
}

/// Some of them, in turn.
pub struct Turno<'a> {
    famiglie: Vec<&'a Famiglia>,
    ente: CodiceFiscaleEnte,
    caso: StdRng,
}

impl Famiglie {
    /// Logs them in.
    pub async fn accedi(
        server: &Server,
        portale: &Portale,
        host: &str,
        tutori: &[String],
        ente: CodiceFiscaleEnte,
    ) -> Result<Self> {
        let mut connection = server.connect().await?;
        let mut tutte = Vec::new();
        for utente in tutori.iter().take(FAMIGLIE) {
            let cookie = portale.accedi(&mut connection, host, utente).await?;
            let host = host.to_owned();
            tutte.push(Famiglia { host, cookie });
        }
        Ok(Self { tutte, ente })
    }

    /// Divides them among so many payers.
    pub fn paganti(&self, quanti: usize, seme: u64) -> Vec<Turno<'_>> {
        (0..quanti)
            .map(|n| Turno {
                famiglie: self.tutte.iter().skip(n).step_by(quanti).collect(),
                ente: self.ente,
                caso: StdRng::seed_from_u64(seme.wrapping_add(n as u64)),
            })
            .collect()
    }
}

impl Turno<'_> {
    /// Tops up and pays, one family after the other, until the server is no longer there.
    pub async fn paga(&mut self, server: &Server, nodo: &Nodo) {
        let Ok(mut connection) = server.connect().await else {
            return;
        };
        // What could not be handed over before the last kill.
        let _ = nodo.consegna().await;
        while self.una_volta(&mut connection, nodo).await.is_ok() {}
    }

    async fn una_volta(&mut self, connection: &mut Connection, nodo: &Nodo) -> Result<()> {
        let quale = self.caso.random_range(0..self.famiglie.len());
        let cents = self.caso.random_range(100..5_000);
        let chiedi = "mutation($servizio: Servizio!, $importo: Importo!) {
            chiediRicarica(servizio: $servizio, importo: $importo) { numero importo } }";
        let variables = json!({ "servizio": "REFEZIONE", "importo": cents });
        let famiglia = self.famiglie[quale];
        let dati = famiglia.ask(connection, body(chiedi, &variables)).await?;
        let avviso = &dati["chiediRicarica"];
        let qr = CodiceQr {
            ente: self.ente,
            avviso: CodiceAvviso::parse(avviso["numero"].as_str().unwrap_or_default())?,
        };
        let importo = avviso["importo"].as_i64().unwrap_or_default();
        let pagante = Pagante {
            versione: Versione::V2,
            comportamento: *COMPORTAMENTI
                .choose(&mut self.caso)
                .unwrap_or(&COMPORTAMENTI[0]),
            pagatore: None,
            metodo: Testo::new("creditCard")?,
        };
        // One that does not come through goes out again, if it took place at all.
        let _ = nodo
            .paga(qr, Dovuto::new(Importo::from_cents(importo))?, &pagante)
            .await;
        Ok(())
    }
}
