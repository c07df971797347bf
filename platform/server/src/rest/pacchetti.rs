//! Upload of a regulation that a comune had written for itself, and the verdict on it.

use campanella_kernel::{Ctx, Rifiuto, Scope};
use campanella_plugins_host::limiti::{COMPONENTE_MASSIMO, MEMORIA_MASSIMA};
use campanella_plugins_host::verdetto::Verdetto;
use campanella_plugins_host::{Messaggio, Regole};
use poem::Request;
use poem::web::Data;
use poem_openapi::payload::Json;
use poem_openapi::types::multipart::Upload;
use poem_openapi::{ApiResponse, Multipart, Object, OpenApi};

use super::accesso::{known, not_forged, received};
use super::problema::Rifiutata;

/// The upload.
pub(super) struct Pacchetti;

#[derive(Multipart)]
struct Modulo {
    /// Il pacchetto: un file zip con regola.toml, il componente e i casi di prova.
    file: Upload,
}

/// The verdict, with its status.
#[derive(ApiResponse)]
enum Esito {
    /// Pacchetto accettato.
    #[oai(status = 200)]
    Accettato(Json<VerdettoPacchetto>),
    /// Pacchetto rifiutato: nulla è stato conservato.
    #[oai(status = 422)]
    Rifiutato(Json<VerdettoPacchetto>),
}

/// Che cosa si è visto di un pacchetto.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct VerdettoPacchetto {
    /// Vero se il regolamento si può mettere in vigore.
    accettato: bool,
    /// Perché è rifiutato.
    rifiuto: Option<MotivoRifiuto>,
    /// Nome stabile della regola, come dice regola.toml.
    nome: Option<String>,
    /// La sua versione.
    versione: Option<String>,
    /// La versione del contratto.
    contratto: Option<String>,
    /// Che cosa decide: tariffa, prenotazione, ammissione, penale, trasporto.
    punto: Option<String>,
    /// Titolo, se è accettato.
    titolo: Option<String>,
    /// Impronta SHA-256 del componente.
    digest: Option<String>,
    /// Ciò che il componente chiede all'esterno, e che una regola non può avere.
    importazioni: Vec<String>,
    /// Quanto consuma di ciò che è concesso.
    limiti: Vec<LimitePacchetto>,
    /// I casi di prova.
    casi: Vec<CasoPacchetto>,
}

/// Un motivo.
#[derive(Object)]
struct MotivoRifiuto {
    /// Codice stabile, per i programmi.
    codice: String,
    /// Spiegazione, per le persone.
    testo: String,
}

/// Un limite, e quanto se ne usa.
#[derive(Object)]
struct LimitePacchetto {
    /// Di che cosa.
    nome: String,
    /// Quanto se ne usa.
    usato: u64,
    /// Quanto è concesso.
    massimo: u64,
    /// L'unità di misura di entrambi.
    unita: String,
}

/// Un caso di prova.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct CasoPacchetto {
    /// Il suo file.
    file: String,
    /// Il suo nome.
    nome: String,
    /// Vero se il risultato è quello atteso.
    riuscito: bool,
    /// Che cosa è andato diversamente.
    difetto: Option<String>,
}

#[OpenApi]
impl Pacchetti {
    /// Carica il regolamento che il comune si è fatto scrivere: viene esaminato, e conservato se
    /// supera i suoi casi di prova. Il browser deve inviare l'intestazione `x-campanella`.
    #[oai(
        path = "/regolamenti/pacchetti",
        method = "post",
        operation_id = "caricaPacchetto"
    )]
    async fn carica(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        modulo: Modulo,
    ) -> Result<Esito, Rifiutata> {
        let ctx = known(request, &scope)?;
        not_forged(request)?;
        let zip = received(modulo.file).await?;
        let verdetto = esamina(ctx, zip).await;
        let verdetto = verdetto.map_err(|e| Rifiutata::del_dominio(&scope, &e))?;
        let verdetto = Json(VerdettoPacchetto::from(verdetto));
        Ok(if verdetto.accettato {
            Esito::Accettato(verdetto)
        } else {
            Esito::Rifiutato(verdetto)
        })
    }
}

async fn esamina(ctx: &Ctx, zip: Vec<u8>) -> Result<Verdetto, Rifiuto> {
    ctx.service::<Regole>()?.carica(ctx, zip).await
}

impl From<Verdetto> for VerdettoPacchetto {
    fn from(v: Verdetto) -> Self {
        let limiti = limiti(&v);
        let casi = v.casi.into_iter().map(|c| CasoPacchetto {
            file: c.file,
            nome: c.nome,
            riuscito: c.difetto.is_none(),
            difetto: c.difetto,
        });
        let detto = v.dichiarazione.as_ref();
        Self {
            accettato: v.rifiuto.is_none(),
            nome: detto.map(|d| d.id.clone()),
            versione: detto.map(|d| d.versione.clone()),
            contratto: detto.map(|d| d.contratto.clone()),
            punto: detto.map(|d| d.punto.nome().to_owned()),
            rifiuto: v
                .rifiuto
                .map(|Messaggio { codice, testo }| MotivoRifiuto { codice, testo }),
            titolo: v.titolo,
            digest: v.componente.map(|c| c.digest),
            importazioni: v.importazioni,
            limiti,
            casi: casi.collect(),
        }
    }
}

/// Size of the component, and what the most costly case consumes.
fn limiti(v: &Verdetto) -> Vec<LimitePacchetto> {
    let byte = |nome: &str, usato: usize, massimo: usize| LimitePacchetto {
        nome: nome.to_owned(),
        usato: usato as u64,
        massimo: massimo as u64,
        unita: "byte".to_owned(),
    };
    let componente = v.componente.as_ref();
    let dimensione =
        componente.map(|c| byte("Dimensione del componente", c.byte, COMPONENTE_MASSIMO));
    let consumi = || v.casi.iter().map(|c| c.consumo).filter(|c| c.concesso > 0);
    // Shares are compared without dividing: a case that asks about more days is granted more.
    let istruzioni = consumi().max_by(|a, b| {
        let quota = |questo: u64, altro: u64| u128::from(questo) * u128::from(altro);
        quota(a.carburante, b.concesso).cmp(&quota(b.carburante, a.concesso))
    });
    let istruzioni = istruzioni.map(|c| LimitePacchetto {
        nome: "Istruzioni del caso più oneroso".to_owned(),
        usato: c.carburante,
        massimo: c.concesso,
        unita: "istruzioni".to_owned(),
    });
    let memoria = consumi().map(|c| c.memoria).max();
    let memoria = memoria.map(|m| byte("Memoria del caso più oneroso", m, MEMORIA_MASSIMA));
    dimensione
        .into_iter()
        .chain(istruzioni)
        .chain(memoria)
        .collect()
}
