//! Receipts that come in: each pays a notice, moves money and is kept.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use campanella_anagrafe::{FamigliaId, famiglia_autorizzata};
use campanella_kernel::clock::{Clock, SystemClock};
use campanella_kernel::{Ctx, Importo, Servizio};
use campanella_pagamenti::SCRIVI_CONTI;
use campanella_pagamenti::pagopa::{
    CollegamentoInput, EntePagopa, Richiedente, chiedi_ricarica, imposta_pagopa,
};
use campanella_pagopa::{
    CodiceAvviso, CodiceFiscaleEnte, CodiceQr, Diniego, Dovuto, Instradamento, Stazione, Testo,
    Versione,
};
use campanella_simulatore::{Comportamento, InProcesso, Nodo, Pagante};
use futures_util::future::try_join_all;

use super::comune::ComuneDiMisura;
use crate::Bench;
use crate::figure::Figure;
use crate::postgres::Postgres;

const INTERMEDIARIO: &str = "15376371009";
const STAZIONE: &str = "15376371009_01";
/// Payers at once.
const INSIEME: usize = 8;
/// Receipts of each of them in a round: a family may have so many open notices.
const CIASCUNO: usize = 20;

struct UnaStazione(Ctx);

#[async_trait]
impl Stazione for UnaStazione {
    type Ente = EntePagopa;

    async fn ente(
        &self,
        _ente: CodiceFiscaleEnte,
        instradamento: &Instradamento,
    ) -> Result<EntePagopa, Diniego> {
        EntePagopa::nuovo(self.0.clone(), instradamento).await
    }
}

/// Prints how many payments a comune takes in each second: verify, payment and receipt, each a
/// SOAP message that is written and read.
pub async fn misura(bench: &Bench, postgres: &Postgres) -> Result<()> {
    const NOME: &str = "bench_ricevute";
    let comune = ComuneDiMisura::nuovo(postgres, NOME).await?;
    comune.riempi(u32::try_from(INSIEME * 3)?, 1).await?;
    comune
        .esegui("UPDATE gestione SET modo = 'prepagato'")
        .await?;
    let ctx = comune.ufficio();
    let dati = CollegamentoInput {
        segregazione: "02".into(),
        intermediario: INTERMEDIARIO.into(),
        stazione: STAZIONE.into(),
        iban: "IT60X0542811101000000123456".into(),
        catalogo: None,
        versione: None,
    };
    imposta_pagopa(&ctx, dati).await?;
    let mut rounds = Vec::new();
    for giro in 1..=bench.rounds {
        let avvisi = try_join_all((1..=INSIEME).map(|f| avvisi(&ctx, f, giro))).await?;
        let cronometro = Instant::now();
        try_join_all(avvisi.iter().map(|suoi| paga(&ctx, suoi))).await?;
        let secondi = cronometro.elapsed().as_millis().max(1);
        let quanti = u128::try_from(INSIEME * CIASCUNO)?;
        rounds.push(u64::try_from(quanti * 1_000 / secondi)?);
    }
    let registrate = comune.conta().await?[7];
    let attese = i64::try_from(INSIEME * CIASCUNO)? * i64::from(bench.rounds);
    ensure!(
        registrate == attese,
        "{registrate} entries for {attese} receipts"
    );
    Figure::per_second("payments by pagoPA, each with its receipt", &rounds).print();
    comune.chiudi().await?;
    postgres.execute(&format!("DROP DATABASE {NOME}")).await
}

/// Notices of a family, of amounts that differ: the same one asked again is the same notice.
async fn avvisi(ctx: &Ctx, famiglia: usize, giro: u32) -> Result<Vec<(CodiceQr, Dovuto)>> {
    let chi = FamigliaId::new(i64::try_from(famiglia)?);
    let ente = CodiceFiscaleEnte::parse(&ctx.comune().impostazioni.codice_fiscale)?;
    let mut avvisi = Vec::with_capacity(CIASCUNO);
    for n in 0..CIASCUNO {
        let cents = i64::from(giro) * 1_000 + i64::try_from(n)?;
        let famiglia = famiglia_autorizzata(ctx, SCRIVI_CONTI, chi).await?;
        let importo = Importo::from_cents(cents);
        let avviso = chiedi_ricarica(
            ctx,
            &famiglia,
            (Servizio::Refezione, importo),
            Richiedente::Famiglia,
        )
        .await?;
        let qr = CodiceQr {
            ente,
            avviso: CodiceAvviso::parse(&avviso.numero)?,
        };
        avvisi.push((qr, Dovuto::new(avviso.importo)?));
    }
    Ok(avvisi)
}

async fn paga(ctx: &Ctx, avvisi: &[(CodiceQr, Dovuto)]) -> Result<()> {
    let orologio = Arc::new(SystemClock) as Arc<dyn Clock>;
    let stazione = Box::new(InProcesso(UnaStazione(ctx.clone())));
    let nodo = Nodo::new(stazione, INTERMEDIARIO, STAZIONE, orologio)?;
    let pagante = Pagante {
        versione: Versione::V2,
        comportamento: Comportamento::Regolare,
        pagatore: None,
        metodo: Testo::new("creditCard")?,
    };
    for (qr, dovuto) in avvisi {
        nodo.paga(*qr, *dovuto, &pagante)
            .await
            .context("a payment was refused")?;
    }
    Ok(())
}
