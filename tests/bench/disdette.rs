//! Cancellations of a meal: the mutation that the calendar of the portal sends, with its checks,
//! its rule, its history and its audit row.

use anyhow::Result;
use campanella_kernel::clock::{Clock, SystemClock};

use crate::Bench;
use crate::client::Connection;
use crate::confronto::{Richiesta, confronta};
use crate::famiglie::{Famiglia, Pasto, Portale};

/// Days ahead in which a family looks for one that it may cancel.
const AVANTI: u64 = 25;

struct Disdetta<'a> {
    portale: &'a Portale,
    dal: String,
    al: String,
}

impl Richiesta for Disdetta<'_> {
    type Chi = Pasto;

    /// A meal is cancelled, then booked again, which the balance of its account may forbid.
    const TURNS: usize = 2;

    fn name(&self) -> &'static str {
        "cancellations"
    }

    async fn prepara(
        &self,
        connection: &mut Connection,
        famiglia: Famiglia,
    ) -> Result<Option<Pasto>> {
        Pasto::trova(self.portale, connection, famiglia, (&self.dal, &self.al)).await
    }

    async fn prima(&self, connection: &mut Connection, pasto: &mut Pasto) -> Result<()> {
        pasto.rileggi(self.portale, connection).await
    }

    async fn chiedi(&self, connection: &mut Connection, pasto: &mut Pasto) -> Result<()> {
        pasto.cambia(self.portale, connection).await
    }
}

/// Prints how many cancellations there are in a second.
pub async fn misura(bench: &Bench) -> Result<()> {
    let portale = Portale::new()?;
    let oggi = SystemClock.now().giorno();
    let disdetta = Disdetta {
        portale: &portale,
        dal: oggi.date().to_string(),
        al: oggi.dopo(AVANTI).date().to_string(),
    };
    confronta(bench, &portale, "bench_disdette", &disdetta).await
}
