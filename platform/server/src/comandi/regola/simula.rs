//! `campanella regola simula`: another tariff on the meals that a comune charged in a past period.
//! It writes nothing into the comune but that somebody looked.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use campanella_kernel::{Ctx, Giorno, Rifiuto};
use campanella_plugins_host::{DaProvare, Regole};
use campanella_refezione::{Intestazione, Riepilogo, TariffaNuova, in_xlsx, simula_subito};
use clap::Args;
use serde_json::{Value, json};

use super::comune::{CHI, Quale};
use super::fonte;
use super::quale::leggi;
use super::tabella::tabella;
use crate::app::App;

/// What is simulated.
#[derive(Debug, Args)]
pub struct Opzioni {
    #[command(flatten)]
    comune: Quale,
    /// Cartella della regola, file .wasm, nome di una regola della piattaforma, o impronta di una
    /// regola caricata dal comune.
    fonte: PathBuf,
    /// File JSON o YAML dei suoi parametri.
    #[arg(long)]
    parametri: PathBuf,
    /// Primo giorno del periodo.
    #[arg(long, value_parser = Giorno::parse_iso)]
    dal: Giorno,
    /// Ultimo giorno del periodo: fino a ieri.
    #[arg(long, value_parser = Giorno::parse_iso)]
    al: Giorno,
    /// Scrive anche un foglio di calcolo.
    #[arg(long)]
    xlsx: Option<PathBuf>,
    /// Mostra il risultato in JSON (importi in centesimi).
    #[arg(long)]
    json: bool,
}

pub(super) async fn esegui(
    opzioni: &Opzioni,
    app: &App,
    uscita: &mut dyn Write,
) -> anyhow::Result<()> {
    let parametri: Value = leggi(&opzioni.parametri)?;
    let (dal, al) = (opzioni.dal, opzioni.al);
    let dettaglio = json!({ "dal": dal, "al": al, "parametri": parametri });
    let ctx = opzioni
        .comune
        .apri(app, "simula_tariffa", dettaglio)
        .await?;
    let riepilogo = simula(&ctx, opzioni, parametri).await?;
    if let Some(file) = &opzioni.xlsx {
        let chiesta = Intestazione {
            dal,
            al,
            chiesta_da: CHI.to_owned(),
        };
        let foglio = in_xlsx(&chiesta, &riepilogo).map_err(Rifiuto::from)?;
        std::fs::write(file, foglio)
            .with_context(|| format!("{} non si scrive", file.display()))?;
    }
    if opzioni.json {
        writeln!(uscita, "{:#}", in_json(&riepilogo))?;
    } else {
        for riga in in_tabelle(&riepilogo) {
            writeln!(uscita, "{riga}")?;
        }
    }
    Ok(())
}

async fn simula(ctx: &Ctx, opzioni: &Opzioni, parametri: Value) -> anyhow::Result<Riepilogo> {
    let detta = opzioni.fonte.to_string_lossy();
    let componente = if detta.len() == 64 && detta.bytes().all(|b| b.is_ascii_hexdigit()) {
        DaProvare::DelComune(detta.into_owned())
    } else {
        let regole = ctx.service::<Regole>().map_err(Rifiuto::from)?;
        let (regola, _) = fonte::carica(regole.host(), &opzioni.fonte)?;
        DaProvare::Sottomano(regola)
    };
    let tariffa = TariffaNuova {
        componente,
        parametri,
    };
    let mostra = std::io::stderr().is_terminal();
    let avanti = |fatti, totale| {
        if mostra {
            eprint!("\r{fatti} pasti di {totale}");
        }
    };
    let esito = simula_subito(ctx, &tariffa, opzioni.dal, opzioni.al, avanti).await;
    if mostra {
        eprintln!();
    }
    Ok(esito?)
}

fn in_tabelle(r: &Riepilogo) -> Vec<String> {
    let mut righe = tabella(
        &["Simulazione", ""],
        &[
            vec!["Pasti ricalcolati".to_owned(), r.pasti.to_string()],
            vec!["Bambini".to_owned(), r.bambini.to_string()],
            vec!["Pasti senza dati".to_owned(), r.senza_dati.to_string()],
            vec!["Totale addebitato".to_owned(), r.totale_vecchio.to_string()],
            vec!["Totale simulato".to_owned(), r.totale_nuovo.to_string()],
        ],
    );
    let fasce = r.fasce.iter().map(|f| {
        let numeri = [f.bambini, f.pagano_meno, f.pagano_piu, f.invariati].map(|n| n.to_string());
        let totali = [f.totale_vecchio, f.totale_nuovo].map(|i| i.to_string());
        [f.fascia.clone()].into_iter().chain(numeri).chain(totali)
    });
    let nomi = [
        "Fascia ISEE",
        "Bambini",
        "Meno",
        "Più",
        "Invariati",
        "Addebitato",
        "Simulato",
    ];
    aggiungi(&mut righe, &nomi, fasce);
    let classi = r.distribuzione.iter();
    let classi = classi.map(|c| [c.cambiamento.clone(), c.bambini.to_string()]);
    aggiungi(
        &mut righe,
        &["Cambiamento medio a pasto", "Bambini"],
        classi,
    );
    let maggiori = r.maggiori.iter().map(|c| {
        let importi = [c.vecchio, c.nuovo].map(|i| i.to_string());
        let chi = [
            format!("iscrizione {}, {}", c.iscrizione, c.fascia_isee),
            c.pasti.to_string(),
        ];
        chi.into_iter().chain(importi)
    });
    let nomi = ["Cambiamenti maggiori", "Pasti", "Addebitato", "Simulato"];
    aggiungi(&mut righe, &nomi, maggiori);
    let errori = r.errori.iter();
    let errori = errori.map(|e| [format!("{} ({})", e.testo, e.codice), e.pasti.to_string()]);
    aggiungi(&mut righe, &["Pasti senza prezzo", "Pasti"], errori);
    righe
}

/// Adds a table, unless it would be empty.
fn aggiungi<R: IntoIterator<Item = String>>(
    righe: &mut Vec<String>,
    nomi: &[&str],
    corpo: impl Iterator<Item = R>,
) {
    let corpo: Vec<Vec<String>> = corpo.map(|riga| riga.into_iter().collect()).collect();
    if !corpo.is_empty() {
        righe.push(String::new());
        righe.extend(tabella(nomi, &corpo));
    }
}

fn in_json(r: &Riepilogo) -> Value {
    json!({
        "pasti": r.pasti,
        "bambini": r.bambini,
        "senza_dati": r.senza_dati,
        "totale_vecchio": r.totale_vecchio.cents(),
        "totale_nuovo": r.totale_nuovo.cents(),
        "fasce": r.fasce.iter().map(|f| json!({
            "fascia": f.fascia, "bambini": f.bambini, "pagano_meno": f.pagano_meno,
            "pagano_piu": f.pagano_piu, "invariati": f.invariati,
            "totale_vecchio": f.totale_vecchio.cents(), "totale_nuovo": f.totale_nuovo.cents(),
        })).collect::<Vec<_>>(),
        "distribuzione": r.distribuzione.iter().map(|c| json!({
            "cambiamento": c.cambiamento, "bambini": c.bambini,
        })).collect::<Vec<_>>(),
        "maggiori": r.maggiori.iter().map(|c| json!({
            "iscrizione": c.iscrizione.key(), "fascia_isee": c.fascia_isee, "pasti": c.pasti,
            "vecchio": c.vecchio.cents(), "nuovo": c.nuovo.cents(),
        })).collect::<Vec<_>>(),
        "errori": r.errori.iter().map(|e| json!({
            "codice": e.codice, "testo": e.testo, "pasti": e.pasti,
        })).collect::<Vec<_>>(),
    })
}
