//! Trying a rule before it is in force: on a case, on the children of a past period. Nothing is
//! written.

use std::sync::Arc;

use campanella_kernel::{Ctx, Giorno, GraphqlOutput, Rifiuto, Servizio};
use serde_json::Value;

use crate::attiva::{self, AttivazioneRifiutata, GESTISCI};
use crate::componente::Regola;
use crate::domanda::{Decisione, Domanda};
use crate::estensione::Estensione;
use crate::host::Host;
use crate::messaggio::Messaggio;
use crate::regole::Regole;
use crate::riga_esito::RigaEsito;
use crate::schema_domanda;
use crate::spiegazione::Passo;
use crate::tariffa::{self, PuntoTariffa, Tariffa};

/// A component that is tried before it is in force.
#[derive(Clone)]
pub enum DaProvare {
    /// One that the comune may use: its SHA-256.
    DelComune(String),
    /// One that whoever runs this process has at hand, and the comune need not have.
    Sottomano(Arc<Regola>),
}

/// Che cosa risponde un regolamento a un caso di prova.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct EsitoProva {
    /// La risposta, riga per riga; vuota se il regolamento non risponde.
    pub righe: Vec<RigaEsito>,
    /// Perché.
    pub motivazione: Vec<Passo>,
    /// Perché il regolamento non risponde.
    pub rifiuto: Option<String>,
}

impl Regole {
    /// Asks a rule of `estensione` one question.
    ///
    /// # Errors
    /// [`AttivazioneRifiutata`] for a rule or parameters that could not be put in force, and for a
    /// question that is none at this extension point.
    pub async fn prova(
        &self,
        ctx: &Ctx,
        estensione: Estensione,
        (componente, parametri): (&DaProvare, &Value),
        domanda: Domanda,
    ) -> Result<EsitoProva, AttivazioneRifiutata> {
        let parametri = parametri.clone();
        self.con_da_provare(ctx, componente, move |host, regola| {
            attiva::accetta(host, regola, estensione, &parametri)?;
            let decisione = host
                .rispondi(regola, &parametri, &domanda)
                .map_err(|perche| schema_domanda::incomprensibile(&perche))?;
            Ok(EsitoProva::from(decisione))
        })
        .await
    }

    /// The tariffs that a rule would give, in the order of `domande`, where those of one day
    /// follow each other.
    ///
    /// # Errors
    /// [`AttivazioneRifiutata`] for a rule or parameters that could not be put in force.
    pub async fn prova_tariffa(
        &self,
        ctx: &Ctx,
        (componente, parametri): (&DaProvare, &Value),
        servizio: Servizio,
        domande: Vec<(Giorno, tariffa::Ingresso)>,
    ) -> Result<Vec<Result<Tariffa, Messaggio>>, AttivazioneRifiutata> {
        let parametri = parametri.clone();
        self.con_da_provare(ctx, componente, move |host, regola| {
            attiva::accetta(host, regola, Estensione::Tariffa, &parametri)?;
            let parametri = parametri.to_string();
            let stesso_giorno = domande.chunk_by(|a, b| a.0 == b.0);
            let esiti = stesso_giorno.flat_map(|gruppo| {
                let ingressi: Vec<_> = gruppo.iter().map(|(_, i)| i.clone()).collect();
                let giorno = gruppo.first().map_or_else(|| unreachable!(), |(g, _)| *g);
                let contesto = tariffa::Contesto { servizio, giorno };
                host.chiedi::<PuntoTariffa>(regola, &parametri, contesto, &ingressi)
            });
            Ok(esiti
                .map(|e| e.map_err(|perche| Messaggio::from(&perche)))
                .collect())
        })
        .await
    }

    /// Hands `componente` to `lavoro`, away from the threads that serve requests.
    async fn con_da_provare<T: Send + 'static>(
        &self,
        ctx: &Ctx,
        componente: &DaProvare,
        lavoro: impl FnOnce(&Host, &Regola) -> Result<T, AttivazioneRifiutata> + Send + 'static,
    ) -> Result<T, AttivazioneRifiutata> {
        ctx.require(GESTISCI)?;
        if let DaProvare::DelComune(digest) = componente {
            self.prepara(ctx, digest).await?;
        }
        let componente = componente.clone();
        let fatto: Result<_, Rifiuto> = self
            .sul_posto(move |host| match componente {
                DaProvare::DelComune(digest) => lavoro(host, &*attiva::presente(host, &digest)?),
                DaProvare::Sottomano(regola) => lavoro(host, &regola),
            })
            .await;
        fatto?
    }
}

impl From<Decisione> for EsitoProva {
    fn from(decisione: Decisione) -> Self {
        Self {
            righe: decisione.righe,
            motivazione: decisione.motivazione.iter().map(Passo::from).collect(),
            rifiuto: decisione.esito.err().map(|motivo| motivo.testo),
        }
    }
}
