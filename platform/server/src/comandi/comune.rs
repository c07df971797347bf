//! `campanella comune …`: what the vendor does with comuni from a terminal.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use campanella_anagrafe::NuovaPersona;
use campanella_identita::primo_amministratore;
use campanella_kernel::bus::{Bus, LocalBus};
use campanella_kernel::clock::SystemClock;
use campanella_kernel::{CodiceFiscale, ComuneId, Impostazioni};
use campanella_tenants::{Comuni, EsitoMigrazione, NomeHost, NuovoComune, Quali};
use clap::Subcommand;

use crate::app::App;
use crate::config::Config;
use crate::moduli;
use crate::redis_bus::RedisBus;

/// Who acts, for the vendor's log.
const CHI: &str = "riga di comando";

/// What can be done with comuni.
#[derive(Debug, Subcommand)]
pub enum ComandoComune {
    /// Crea un comune: il suo archivio, vuoto e aggiornato, e la sua voce nel catalogo.
    Crea {
        /// Identificativo: lettere minuscole, cifre, trattini.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
        /// Dove risponderà; si può ripetere.
        #[arg(long = "host", required = true, value_parser = NomeHost::parse)]
        host: Vec<NomeHost>,
        /// File JSON delle impostazioni.
        #[arg(long)]
        impostazioni: PathBuf,
        /// Moduli da abilitare, separati da virgole; di norma tutti.
        #[arg(long, value_delimiter = ',')]
        moduli: Option<Vec<String>>,
    },
    /// Elenca i comuni con stato, versione e host.
    Elenca,
    /// Smette di servire un comune; i suoi dati restano.
    Sospendi {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
        /// Perché.
        #[arg(long)]
        motivo: String,
    },
    /// Torna a servire un comune sospeso.
    Riattiva {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
    },
    /// Sostituisce le impostazioni di un comune.
    Imposta {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
        /// File JSON delle impostazioni.
        impostazioni: PathBuf,
    },
    /// Porta gli archivi alla versione di questo programma.
    Migra {
        /// I comuni.
        #[arg(required_unless_present = "tutti", value_parser = ComuneId::parse)]
        id: Vec<ComuneId>,
        /// Tutti i comuni.
        #[arg(long, conflicts_with = "id")]
        tutti: bool,
    },
    /// Scrive i dati di un comune in una cartella.
    Esporta {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
        /// Cartella in cui creare quella dell'esportazione.
        #[arg(long, default_value = "esportazioni")]
        cartella: PathBuf,
    },
    /// Esporta un comune, poi lo elimina.
    Elimina {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
        /// Lo stesso identificativo, per conferma.
        #[arg(long, value_parser = ComuneId::parse)]
        conferma: ComuneId,
        /// Cartella in cui creare quella dell'esportazione.
        #[arg(long, default_value = "esportazioni")]
        cartella: PathBuf,
    },
    /// Nomina il primo amministratore di un comune e stampa il suo codice di attivazione.
    Amministratore {
        /// Il comune.
        #[arg(value_parser = ComuneId::parse)]
        id: ComuneId,
        /// Codice fiscale.
        #[arg(long, value_parser = CodiceFiscale::parse)]
        codice_fiscale: CodiceFiscale,
        /// Nome.
        #[arg(long)]
        nome: String,
        /// Cognome.
        #[arg(long)]
        cognome: String,
        /// E-mail.
        #[arg(long)]
        email: Option<String>,
    },
}

/// Does one of them.
///
/// # Errors
/// What went wrong, in Italian.
pub async fn esegui(comando: ComandoComune) -> anyhow::Result<()> {
    let config = Config::load()?;
    if let ComandoComune::Amministratore {
        id,
        codice_fiscale,
        nome,
        cognome,
        email,
    } = comando
    {
        let chi = NuovaPersona {
            codice_fiscale: Some(codice_fiscale),
            nome,
            cognome,
            email,
            verificata: true,
            ..Default::default()
        };
        return amministratore(config, &id, chi).await;
    }
    let comuni = apri(&config).await?;
    match comando {
        ComandoComune::Crea {
            id,
            host,
            impostazioni,
            moduli,
        } => {
            let scelti =
                moduli.unwrap_or_else(|| moduli::NOMI.iter().map(ToString::to_string).collect());
            let nuovo = NuovoComune {
                id,
                impostazioni: leggi(&impostazioni)?,
                host,
                moduli: scelti
                    .into_iter()
                    .chain(moduli::INDISPENSABILI.map(str::to_owned))
                    .collect(),
            };
            let scheda = comuni.crea(nuovo, CHI).await?;
            println!("{}: creato, archivio {}", scheda.id, scheda.archivio);
        }
        ComandoComune::Elenca => elenca(&comuni).await?,
        ComandoComune::Sospendi { id, motivo } => {
            comuni.sospendi(&id, &motivo, CHI).await?;
            println!("{id}: sospeso");
        }
        ComandoComune::Riattiva { id } => {
            comuni.riattiva(&id, CHI).await?;
            println!("{id}: attivo");
        }
        ComandoComune::Imposta { id, impostazioni } => {
            comuni
                .cambia_impostazioni(&id, &leggi(&impostazioni)?, None, CHI)
                .await?;
            println!("{id}: impostazioni cambiate");
        }
        ComandoComune::Migra { id, tutti } => {
            let quali = if tutti { Quali::Tutti } else { Quali::Solo(id) };
            migra(&comuni, &quali).await?;
        }
        ComandoComune::Esporta { id, cartella } => {
            let fatta = comuni.esporta(&id, &cartella).await?;
            println!(
                "{id}: {} righe in {}",
                fatta.righe,
                fatta.cartella.display()
            );
        }
        ComandoComune::Elimina {
            id,
            conferma,
            cartella,
        } => {
            if id != conferma {
                bail!("la conferma «{conferma}» non corrisponde a «{id}»: nulla è stato eliminato");
            }
            match comuni.elimina(&id, &cartella, CHI).await? {
                Some(fatta) => println!(
                    "{id}: eliminato; i dati sono in {}",
                    fatta.cartella.display()
                ),
                None => println!("{id}: eliminato"),
            }
        }
        ComandoComune::Amministratore { .. } => unreachable!("done above"),
    }
    comuni.close().await;
    Ok(())
}

/// The catalog, with the bus of the running nodes where there is one: they learn of a change.
async fn apri(config: &Config) -> anyhow::Result<Comuni> {
    std::fs::create_dir_all(&config.dati)?;
    let bus: Arc<dyn Bus> = match &config.redis {
        Some(url) => Arc::new(RedisBus::start(url)?),
        None => Arc::new(LocalBus::default()),
    };
    Ok(Comuni::open(config.tenants(), Arc::new(SystemClock), bus).await?)
}

fn leggi(file: &PathBuf) -> anyhow::Result<Impostazioni> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("non si legge {}", file.display()))?;
    serde_json::from_str(&text)
        .with_context(|| format!("impostazioni non valide in {}", file.display()))
}

async fn elenca(comuni: &Comuni) -> anyhow::Result<()> {
    let schede = comuni.elenco().await?;
    if schede.is_empty() {
        println!("nessun comune: crearne uno con `campanella comune crea`");
    }
    for s in schede {
        let host: Vec<_> = s.host.iter().map(ToString::to_string).collect();
        println!(
            "{:<24} {:<16} {:<20} {}",
            s.id.as_str(),
            s.stato.to_string(),
            s.versione_schema,
            host.join(" ")
        );
    }
    Ok(())
}

async fn migra(comuni: &Comuni, quali: &Quali) -> anyhow::Result<()> {
    let report = comuni
        .migra(quali, CHI, |done, total, migrato| {
            let esito = match &migrato.esito {
                EsitoMigrazione::GiaAggiornato => "già aggiornato".to_owned(),
                EsitoMigrazione::Aggiornato(steps) => format!("{} migrazioni", steps.len()),
                EsitoMigrazione::Fallito(errore) => format!("NON RIUSCITO: {errore}"),
            };
            println!("[{done}/{total}] {}: {esito}", migrato.comune);
        })
        .await?;
    match report.falliti().count() {
        0 => Ok(()),
        n => bail!("{n} comuni non aggiornati: gli altri sono a posto"),
    }
}

async fn amministratore(config: Config, id: &ComuneId, chi: NuovaPersona) -> anyhow::Result<()> {
    let app = App::start(config, Arc::new(SystemClock)).await?;
    let (comune, store) = app.comuni.stores().open(id).await?;
    let scope = app.scope(comune, store, CHI.to_owned());
    let codice = primo_amministratore(&scope, chi).await?;
    let dettaglio = serde_json::json!({ "scade": codice.scade });
    app.comuni
        .registra(id, "nomina_amministratore", CHI, dettaglio)
        .await?;
    println!(
        "codice di attivazione: {} (scade il {})",
        codice.codice, codice.scade
    );
    println!("la persona si registra dal portale con il proprio codice fiscale e questo codice");
    Ok(())
}
