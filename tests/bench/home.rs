//! The first page after the log-in: the children with their services.

use anyhow::Result;

use crate::Bench;
use crate::client::Connection;
use crate::confronto::{Richiesta, confronta};
use crate::famiglie::{Famiglia, Portale};

struct Home<'a>(&'a Portale);

impl Richiesta for Home<'_> {
    type Chi = Famiglia;

    const TURNS: usize = 1;

    fn name(&self) -> &'static str {
        "home pages"
    }

    async fn prepara(&self, _: &mut Connection, famiglia: Famiglia) -> Result<Option<Famiglia>> {
        Ok(Some(famiglia))
    }

    async fn prima(&self, _: &mut Connection, _: &mut Famiglia) -> Result<()> {
        Ok(())
    }

    async fn chiedi(&self, connection: &mut Connection, famiglia: &mut Famiglia) -> Result<()> {
        let Famiglia { host, cookie } = famiglia;
        let figli = self.0.figli.clone();
        connection.ask(host, Some(cookie), figli).await?;
        Ok(())
    }
}

/// Prints how many home pages there are in a second.
pub async fn misura(bench: &Bench) -> Result<()> {
    let portale = Portale::new()?;
    confronta(bench, &portale, "bench_home", &Home(&portale)).await
}
