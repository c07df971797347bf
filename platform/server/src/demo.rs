//! Comuni that do not exist, so that the platform can be looked at and measured.
//!
//! Everything follows from a seed and from the present moment: people ([`famiglie`]), schools
//! ([`profilo`], [`classi`]), the school year ([`calendario`]) are made up on paper ([`piano`]),
//! then written into an empty store ([`tavole`], [`storia`]). The regulations are the shipped
//! ones, activated as an administrator does, and every price is theirs.

mod a_mano;
mod calendario;
mod chance;
mod classi;
mod codice_fiscale;
mod comune;
mod conti;
mod coorte;
mod diete;
mod famiglie;
mod giorni;
mod luoghi;
mod menu;
mod nomi;
mod personale;
mod piano;
mod profilo;
mod rapporto;
mod recupera;
mod righe;
mod scelte;
mod storia;
mod tariffe;
mod tavole;

#[cfg(test)]
mod tests;

use std::time::Instant;

use anyhow::Context;
use campanella_identita::{Hasher, Password};
use campanella_kernel::{Istante, Scope};
use campanella_tenants::{EsitoMigrazione, Migrato, NomeHost, NuovoComune, Quali};
use futures_util::{StreamExt, TryStreamExt, stream};

use crate::app::App;
use crate::moduli;
use comune::Stato;
use piano::Piano;
use profilo::Profilo;
use tariffe::Prezzi;

pub use conti::{INTERMEDIARIO, STAZIONE};
pub use rapporto::{ComuneDemo, DemoReport, PASSWORD, PersonaDemo};

/// The seed of the demonstration that everybody sees.
pub const SEME: u64 = 20_26;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Opzioni {
    /// Makes so many small comuni with so many children each, instead of the three that are told
    /// in detail.
    pub misura: Option<(u32, u32)>,
    /// Makes everything anew.
    pub da_capo: bool,
    /// The seed.
    pub seme: u64,
    /// Port on which the server answers.
    pub porta: u16,
}

/// Who does it, for the vendor's log.
const CHI: &str = "dimostrazione";
/// Comuni that are made at the same time, when there are many: stores work in threads of their
/// own.
const INSIEME: usize = 4;

/// Makes the comuni of the demonstration that are not there yet, and says who to be in them.
///
/// # Errors
/// When a comune of the same name is somebody's, or a store or a regulation refuses.
pub async fn prepara(app: &App, opzioni: &Opzioni) -> anyhow::Result<DemoReport> {
    let password = Password::digitata(PASSWORD.to_owned());
    let hash = Hasher::del_processo()?.calcola(password).await?;
    let cantiere = Cantiere {
        app,
        opzioni: *opzioni,
        hash,
    };
    let comuni = match opzioni.misura {
        None => cantiere.in_dettaglio().await?,
        Some((comuni, bambini)) => cantiere.di_misura(comuni, bambini).await?,
    };
    Ok(DemoReport { comuni })
}

/// The smallest of the comuni that are told in detail, for tests; its name.
#[cfg(test)]
pub(crate) async fn il_piu_piccolo(app: &App) -> anyhow::Result<String> {
    let opzioni = Opzioni {
        misura: None,
        da_capo: false,
        seme: SEME,
        porta: 0,
    };
    let cantiere = Cantiere {
        app,
        opzioni,
        hash: "hash".to_owned(),
    };
    let profilo = profilo::pieve_sant_elmo();
    cantiere.racconta(&profilo).await?;
    Ok(profilo.id()?.to_string())
}

/// The making of a demonstration.
struct Cantiere<'a> {
    app: &'a App,
    opzioni: Opzioni,
    hash: String,
}

impl Cantiere<'_> {
    async fn in_dettaglio(&self) -> anyhow::Result<Vec<ComuneDemo>> {
        let mut comuni = Vec::new();
        for profilo in [
            profilo::pieve_sant_elmo(),
            profilo::valdirovere(),
            profilo::castelmarino(),
        ] {
            comuni.push(self.racconta(&profilo).await?);
        }
        Ok(comuni)
    }

    async fn racconta(&self, profilo: &Profilo) -> anyhow::Result<ComuneDemo> {
        let inizio = Instant::now();
        let (scope, stato) = self.apri(profilo).await?;
        if let Stato::Fatto(quando) = stato {
            conti::collega(&scope).await?;
            conti::carta(&scope, profilo).await?;
            let giorni = recupera::recupera(&scope, profilo, quando.giorno()).await?;
            println!("  {}: c'è già; giorni recuperati: {giorni}", profilo.nome);
            avverti_se_vecchio(profilo, quando, scope.now());
            let piano = Piano::new(profilo, self.opzioni.seme, quando);
            return Ok(ComuneDemo::new(&piano, self.opzioni.porta));
        }
        let piano = Piano::new(profilo, self.opzioni.seme, scope.now());
        let ctx = comune::contesto(&scope);
        comune::attiva(&ctx, &piano).await?;
        conti::collega(&scope).await?;
        conti::carta(&scope, profilo).await?;
        let prezzi = Prezzi::chiedi(&ctx, &piano).await?;
        let presenze = comune::riempi(&ctx, &piano, &prezzi, &self.hash).await?;
        println!(
            "  {}: {} bambini, {presenze} presenze in {} s",
            profilo.nome,
            profilo.bambini,
            inizio.elapsed().as_secs()
        );
        Ok(ComuneDemo::new(&piano, self.opzioni.porta))
    }

    /// The same people in each comune, told for the first: what is measured is how many there are.
    async fn di_misura(&self, quanti: u32, bambini: u32) -> anyhow::Result<Vec<ComuneDemo>> {
        let modello = profilo::di_misura(1, bambini);
        let (scope, _) = self.apri(&modello).await?;
        let piano = Piano::new(&modello, self.opzioni.seme, scope.now());
        drop(scope);
        let fatti = stream::iter(1..=quanti).map(|numero| {
            let profilo = profilo::di_misura(numero, bambini);
            let piano = &piano;
            async move {
                let (scope, stato) = self.apri(&profilo).await?;
                if !matches!(stato, Stato::Fatto(_)) {
                    let ctx = comune::contesto(&scope);
                    comune::attiva(&ctx, piano).await?;
                    comune::riempi(&ctx, piano, &Prezzi::default(), &self.hash).await?;
                }
                if numero % 50 == 0 {
                    println!("  {numero} comuni di {quanti}");
                }
                anyhow::Ok(match numero {
                    1 => ComuneDemo::new(piano, self.opzioni.porta),
                    _ => ComuneDemo::di_misura(&profilo, self.opzioni.porta),
                })
            }
        });
        fatti.buffered(INSIEME).try_collect().await
    }

    /// The comune, made if it is not there, and removed and made anew when it is not this one.
    async fn apri(&self, profilo: &Profilo) -> anyhow::Result<(Scope, Stato)> {
        let scheda = self.app.comuni.scheda(&profilo.id()?).await;
        if scheda.is_ok_and(|s| s.stato == campanella_tenants::Stato::Attivo) {
            self.aggiorna(profilo).await?;
        } else {
            self.crea(profilo).await?;
        }
        let scope = self.scope(profilo).await?;
        match comune::stato(&scope, self.opzioni.seme).await? {
            Stato::Estraneo if !comune::vuoto(&scope).await? => anyhow::bail!(
                "il comune «{}» esiste e non è della dimostrazione: non viene toccato",
                profilo.slug
            ),
            Stato::Fatto(quando) if !self.opzioni.da_capo => Ok((scope, Stato::Fatto(quando))),
            Stato::Estraneo => Ok((scope, Stato::Estraneo)),
            Stato::Fatto(_) | Stato::DaRifare => {
                drop(scope);
                self.elimina(profilo).await?;
                self.crea(profilo).await?;
                Ok((self.scope(profilo).await?, Stato::Estraneo))
            }
        }
    }

    /// Brings a store that an older program made up to this one: whoever pulls a newer version and
    /// types the same command again goes on where they were.
    async fn aggiorna(&self, profilo: &Profilo) -> anyhow::Result<()> {
        let questo = Quali::Solo(vec![profilo.id()?]);
        let detto = |_: usize, _: usize, migrato: &Migrato| {
            if let EsitoMigrazione::Aggiornato(passi) = &migrato.esito {
                println!("  {}: {} migrazioni", profilo.nome, passi.len());
            }
        };
        let rapporto = self.app.comuni.migra(&questo, CHI, detto).await?;
        match rapporto.falliti().next() {
            Some((comune, errore)) => anyhow::bail!("aggiornamento di {comune}: {errore}"),
            None => Ok(()),
        }
    }

    async fn crea(&self, profilo: &Profilo) -> anyhow::Result<()> {
        let nuovo = NuovoComune {
            id: profilo.id()?,
            impostazioni: profilo.impostazioni()?,
            host: vec![NomeHost::parse(&format!("{}.localhost", profilo.slug))?],
            moduli: moduli::NOMI.iter().map(ToString::to_string).collect(),
        };
        self.app.comuni.crea(nuovo, CHI).await?;
        Ok(())
    }

    async fn elimina(&self, profilo: &Profilo) -> anyhow::Result<()> {
        println!("  {}: si rifà da capo", profilo.nome);
        let cestino = self.app.config.dati.join("cestino").join(&profilo.slug);
        tokio::fs::create_dir_all(&cestino).await?;
        self.app
            .comuni
            .elimina(&profilo.id()?, &cestino, CHI)
            .await?;
        tokio::fs::remove_dir_all(&cestino).await?;
        Ok(())
    }

    async fn scope(&self, profilo: &Profilo) -> anyhow::Result<Scope> {
        let aperto = self.app.comuni.stores().open(&profilo.id()?).await;
        let (comune, store) = aperto.with_context(|| format!("apertura di {}", profilo.slug))?;
        Ok(self.app.scope(comune, store, CHI.to_owned()))
    }
}

/// A demonstration of last year shows nothing of tomorrow: it is not thrown away unasked.
fn avverti_se_vecchio(profilo: &Profilo, fatto: Istante, adesso: Istante) {
    let anno = calendario::anno_da_mostrare(adesso.giorno());
    if anno != calendario::anno_da_mostrare(fatto.giorno()) {
        println!(
            "  {}: dati di un anno passato; --da-capo li rifà per il {anno}",
            profilo.nome
        );
    }
}
