//! The settings of the comune, which its administrator keeps: they are in the platform's catalog,
//! because a page needs them before the comune's own store is open.

use std::sync::Arc;

use campanella_kernel::comune::{
    CambioImpostazioni, CatalogoImpostazioni, Collegamenti, Contatti, ImpostazioniError,
    ImpostazioniVigenti, Modifiche,
};
use campanella_kernel::{Ctx, GraphqlInput, GraphqlOutput, Rifiuto, audit};
use serde_json::{Map, Value, json};

use crate::permessi::IMPOSTAZIONI_GESTISCI;
use crate::{Errore, Result};

/// Le impostazioni del comune. Nome, stemma, colore, recapiti e collegamenti li cambia
/// l'amministratore del comune; codici dell'ente, moduli e indirizzi del sito soltanto il
/// fornitore, perché ne dipendono il contratto, i pagamenti e i registri dello Stato.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Impostazioni {
    /// Da indicare quando si aggiornano: dice se qualcun altro le ha cambiate nel frattempo.
    pub versione: i64,
    /// Nome per esteso.
    pub nome: String,
    /// Stemma: un indirizzo https o un percorso di questo sito.
    pub logo: Option<String>,
    /// Colore di intestazioni e pulsanti, `#rrggbb`.
    pub colore_primario: String,
    /// E-mail dell'ufficio scuola.
    pub email: Option<String>,
    /// Telefono.
    pub telefono: Option<String>,
    /// Indirizzo.
    pub indirizzo: Option<String>,
    /// Posta certificata.
    pub pec: Option<String>,
    /// Dichiarazione di accessibilità.
    pub accessibilita: Option<String>,
    /// Informativa sulla privacy.
    pub privacy: Option<String>,
    /// Codice ISTAT: lo cambia soltanto il fornitore.
    pub codice_istat: String,
    /// Codice Belfiore: lo cambia soltanto il fornitore.
    pub codice_belfiore: String,
    /// Codice IPA: lo cambia soltanto il fornitore.
    pub codice_ipa: String,
    /// Codice fiscale dell'ente: lo cambia soltanto il fornitore.
    pub codice_fiscale: String,
    /// Moduli abilitati: li cambia soltanto il fornitore.
    pub moduli: Vec<String>,
}

/// Le impostazioni che l'amministratore può cambiare, tutte insieme: ciò che manca resta vuoto.
#[derive(Debug, Clone, GraphqlInput)]
pub struct ImpostazioniInput {
    /// La versione delle impostazioni che si sono lette.
    pub versione: i64,
    /// Nome per esteso, al massimo 100 caratteri.
    pub nome: String,
    /// Stemma: un indirizzo https o un percorso di questo sito.
    pub logo: Option<String>,
    /// Colore di intestazioni e pulsanti, `#rrggbb`, abbastanza scuro da leggervi testo bianco.
    pub colore_primario: String,
    /// E-mail dell'ufficio scuola.
    pub email: Option<String>,
    /// Telefono.
    pub telefono: Option<String>,
    /// Indirizzo.
    pub indirizzo: Option<String>,
    /// Posta certificata.
    pub pec: Option<String>,
    /// Dichiarazione di accessibilità, un indirizzo https.
    pub accessibilita: Option<String>,
    /// Informativa sulla privacy, un indirizzo https.
    pub privacy: Option<String>,
}

impl Impostazioni {
    fn new(ctx: &Ctx, vigenti: ImpostazioniVigenti) -> Self {
        let valori = vigenti.impostazioni;
        Self {
            versione: vigenti.versione,
            nome: valori.nome,
            logo: valori.logo,
            colore_primario: valori.colore_primario.as_str().to_owned(),
            email: valori.contatti.email,
            telefono: valori.contatti.telefono,
            indirizzo: valori.contatti.indirizzo,
            pec: valori.contatti.pec,
            accessibilita: valori.collegamenti.accessibilita,
            privacy: valori.collegamenti.privacy,
            codice_istat: valori.codice_istat,
            codice_belfiore: valori.codice_belfiore,
            codice_ipa: valori.codice_ipa,
            codice_fiscale: valori.codice_fiscale,
            moduli: ctx.comune().moduli.iter().cloned().collect(),
        }
    }
}

impl From<ImpostazioniInput> for Modifiche {
    fn from(dati: ImpostazioniInput) -> Self {
        Self {
            nome: dati.nome,
            logo: dati.logo,
            colore_primario: dati.colore_primario,
            contatti: Contatti {
                email: dati.email,
                telefono: dati.telefono,
                indirizzo: dati.indirizzo,
                pec: dati.pec,
            },
            collegamenti: Collegamenti {
                accessibilita: dati.accessibilita,
                privacy: dati.privacy,
            },
        }
    }
}

/// The settings as they are now.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] for who is limited to some buildings.
pub async fn impostazioni(ctx: &Ctx) -> Result<Impostazioni> {
    ctx.tutto_il_comune(IMPOSTAZIONI_GESTISCI)?;
    let vigenti = catalogo(ctx)?.leggi(&ctx.comune().id).await?;
    Ok(Impostazioni::new(ctx, vigenti))
}

/// Changes the settings, if they still are those of `dati.versione`. They hold at once, on every
/// node.
///
/// # Errors
/// [`Errore::ImpostazioniCambiate`], a setting that is not valid, or [`Rifiuto::NonPermesso`] for
/// who is limited to some buildings.
pub async fn aggiorna_impostazioni(ctx: &Ctx, dati: ImpostazioniInput) -> Result<Impostazioni> {
    ctx.tutto_il_comune(IMPOSTAZIONI_GESTISCI)?;
    let catalogo = catalogo(ctx)?;
    let comune = &ctx.comune().id;
    let vigenti = catalogo.leggi(comune).await?;
    let versione = dati.versione;
    if vigenti.versione != versione {
        return Err(Errore::ImpostazioniCambiate);
    }
    let nuove = vigenti.impostazioni.con(dati.into()).map_err(rifiuta)?;
    if nuove == vigenti.impostazioni {
        return Ok(Impostazioni::new(ctx, vigenti));
    }
    let dettaglio = differenze(&json!(vigenti.impostazioni), &json!(nuove));
    // The catalog is another database: its change is written while the row of the log waits for
    // its own commit, so that neither is there without the other unless the store fails in
    // between, and then the vendor's log has it.
    let tx = ctx.begin().await?;
    let azione = "aggiornaImpostazioni";
    audit::record(ctx, &tx, azione, "impostazioni", None, dettaglio).await?;
    let chi = format!("{} (comune)", ctx.actor().descrizione());
    let versione = match catalogo.cambia(comune, &nuove, versione, &chi).await? {
        CambioImpostazioni::Fatto(versione) => versione,
        CambioImpostazioni::Superato => return Err(Errore::ImpostazioniCambiate),
    };
    tx.commit().await?;
    let vigenti = ImpostazioniVigenti {
        impostazioni: nuove,
        versione,
    };
    Ok(Impostazioni::new(ctx, vigenti))
}

fn catalogo(ctx: &Ctx) -> Result<&Arc<dyn CatalogoImpostazioni>> {
    Ok(ctx.service::<Arc<dyn CatalogoImpostazioni>>()?)
}

/// The refusal of a setting, under the name that it has in the API.
fn rifiuta(errore: ImpostazioniError) -> Errore {
    let campo = match errore.campo {
        "colore_primario" => "colorePrimario",
        "nome" => "nome",
        "logo" => "logo",
        "contatti.email" => "email",
        "contatti.telefono" => "telefono",
        "contatti.indirizzo" => "indirizzo",
        "contatti.pec" => "pec",
        "collegamenti.accessibilita" => "accessibilita",
        "collegamenti.privacy" => "privacy",
        // The codes of the body were there before and are not what was changed.
        altro => altro,
    };
    Rifiuto::dato(campo, errore.perche).into()
}

/// What differs between `prima` and `dopo`, field by field.
fn differenze(prima: &Value, dopo: &Value) -> Value {
    let (Value::Object(da), Value::Object(a)) = (prima, dopo) else {
        return json!({ "prima": prima, "dopo": dopo });
    };
    let mut fields = Map::new();
    for (campo, dopo) in a {
        let prima = da.get(campo).unwrap_or(&Value::Null);
        if prima != dopo {
            fields.insert(campo.clone(), differenze(prima, dopo));
        }
    }
    fields.into()
}
