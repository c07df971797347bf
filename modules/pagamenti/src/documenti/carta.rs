//! The letterhead: how the papers of the comune look, and what notices say of its accounts.

use campanella_documenti::{Aspetto, Bollettino, Logo, RataStampata, RettaStampata, RigaStampata};
use campanella_kernel::{
    Ctx, GraphqlInput, GraphqlOutput, Importo, InternalError, PrezzoUnitario, Rifiuto, audit,
};
use campanella_pagopa::{CodiceFiscaleEnte, ContoPostale};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::Foglio;
use crate::entities::carta_intestata::{ActiveModel, Entity, Model, UNICA};
use crate::errore::Errore;
use crate::permessi::{GESTISCI_CONTABILITA, LEGGI_CONTI};

/// Characters of the office's name, of the account's holder and of the authorisation.
const RIGA: usize = 100;
/// Characters of the note.
const NOTA: usize = 600;

/// Come si presentano i documenti del comune.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct CartaIntestata {
    /// L'ufficio che risponde alle domande.
    pub ufficio: Option<String>,
    /// Ciò che ogni documento dice in fondo.
    pub nota: Option<String>,
    /// Il codice con cui le banche trovano il comune (codice SIA).
    pub cbill: Option<String>,
    /// Il conto postale su cui si possono pagare gli avvisi.
    pub conto_postale: Option<ContoPostaleStampato>,
    /// Vero se c'è uno stemma.
    pub logo: bool,
    /// Quante volte è stata cambiata.
    pub versione: i32,
}

/// Il conto corrente postale di un avviso.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct ContoPostaleStampato {
    /// Il numero.
    pub numero: String,
    /// A chi è intestato.
    pub intestato_a: String,
    /// L'autorizzazione alla stampa in proprio di Poste Italiane.
    pub autorizzazione: String,
}

/// Come si presentano i documenti del comune.
#[derive(Debug, Clone, GraphqlInput)]
pub struct CartaIntestataInput {
    /// L'ufficio che risponde alle domande.
    pub ufficio: Option<String>,
    /// Ciò che ogni documento dice in fondo.
    pub nota: Option<String>,
    /// Il codice con cui le banche trovano il comune (codice SIA).
    pub cbill: Option<String>,
    /// Il conto postale su cui si possono pagare gli avvisi.
    pub conto_postale: Option<ContoPostaleInput>,
    /// La versione che si è vista; 0 se non c'era.
    pub versione: i32,
}

/// Il conto corrente postale di un avviso.
#[derive(Debug, Clone, GraphqlInput)]
pub struct ContoPostaleInput {
    /// Il numero.
    pub numero: String,
    /// A chi è intestato.
    pub intestato_a: String,
    /// L'autorizzazione alla stampa in proprio di Poste Italiane.
    pub autorizzazione: String,
}

impl From<Model> for CartaIntestata {
    fn from(m: Model) -> Self {
        let conto = |numero| {
            Some(ContoPostaleStampato {
                numero,
                intestato_a: m.conto_intestato_a?,
                autorizzazione: m.conto_autorizzazione?,
            })
        };
        Self {
            conto_postale: m.conto_postale.and_then(conto),
            ufficio: m.ufficio,
            nota: m.nota,
            cbill: m.cbill,
            logo: m.logo.is_some(),
            versione: m.versione,
        }
    }
}

/// The letterhead as it is now; an empty one where nobody wrote it yet.
///
/// # Errors
/// When the store fails.
pub async fn carta_intestata(ctx: &Ctx) -> Result<CartaIntestata, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    Ok(vigente(ctx).await?.map_or(
        CartaIntestata {
            ufficio: None,
            nota: None,
            cbill: None,
            conto_postale: None,
            logo: false,
            versione: 0,
        },
        CartaIntestata::from,
    ))
}

/// Writes the letterhead. Papers that were handed out stay as they are.
///
/// # Errors
/// A datum that cannot be printed; [`Errore::GestioneCambiata`].
pub async fn imposta_carta(ctx: &Ctx, dati: CartaIntestataInput) -> Result<CartaIntestata, Errore> {
    ctx.tutto_il_comune(GESTISCI_CONTABILITA)?;
    let ufficio = facoltativo("ufficio", dati.ufficio, RIGA)?;
    let nota = facoltativo("nota", dati.nota, NOTA)?;
    let cbill = facoltativo("cbill", dati.cbill, 5)?.map(|c| c.to_uppercase());
    let codice = |c: &String| c.len() == 5 && c.bytes().all(|b| b.is_ascii_alphanumeric());
    if cbill.as_ref().is_some_and(|c| !codice(c)) {
        return Err(Rifiuto::dato("cbill", "il codice CBILL ha cinque lettere o cifre").into());
    }
    let conto = dati.conto_postale.map(leggi_conto).transpose()?;
    let (numero, intestato_a, autorizzazione) = match conto {
        Some((numero, a, aut)) => (Some(numero), Some(a), Some(aut)),
        None => (None, None, None),
    };
    let scrivi = move |riga: &mut ActiveModel| {
        riga.ufficio = Set(ufficio);
        riga.nota = Set(nota);
        riga.cbill = Set(cbill);
        riga.conto_postale = Set(numero);
        riga.conto_intestato_a = Set(intestato_a);
        riga.conto_autorizzazione = Set(autorizzazione);
    };
    cambia(ctx, "impostaCartaIntestata", Some(dati.versione), scrivi).await
}

/// Puts a coat of arms on the letterhead, or takes it away. One that cannot be drawn is refused.
///
/// # Errors
/// Bytes that are no picture that can be printed.
pub async fn imposta_logo(ctx: &Ctx, bytes: Option<Vec<u8>>) -> Result<CartaIntestata, Errore> {
    ctx.tutto_il_comune(GESTISCI_CONTABILITA)?;
    if let Some(bytes) = &bytes {
        let logo = Logo::new(bytes.clone()).map_err(|e| Rifiuto::dato("file", e))?;
        let mut aspetto = aspetto(ctx).await?;
        aspetto.logo = Some(logo);
        // What is drawn once can be drawn always.
        if disegna_facsimile(ctx, aspetto).await?.is_err() {
            let perche = "il file non è un'immagine SVG o PNG che si possa stampare";
            return Err(Rifiuto::dato("file", perche).into());
        }
    }
    cambia(ctx, "impostaLogo", None, |riga| riga.logo = Set(bytes)).await
}

async fn cambia(
    ctx: &Ctx,
    azione: &str,
    vista: Option<i32>,
    scrivi: impl FnOnce(&mut ActiveModel),
) -> Result<CartaIntestata, Errore> {
    let tx = ctx.begin().await?;
    let prima = leggi(&tx).await?;
    let versione = prima.as_ref().map_or(0, |p| p.versione);
    if vista.is_some_and(|v| v != versione) {
        return Err(Errore::GestioneCambiata);
    }
    let nuova = prima.is_none();
    let mut riga = prima.map_or_else(vuota, IntoActiveModel::into_active_model);
    scrivi(&mut riga);
    riga.versione = Set(versione + 1);
    riga.aggiornata_da = Set(ctx.actor().descrizione());
    riga.aggiornata_il = Set(ctx.now());
    let dopo = if nuova {
        riga.insert(&tx).await?
    } else {
        riga.update(&tx).await?
    };
    let dettaglio = json!({ "versione": dopo.versione, "logo": dopo.logo.is_some() });
    audit::record(ctx, &tx, azione, "carta_intestata", None, dettaglio).await?;
    tx.commit().await?;
    Ok(dopo.into())
}

fn vuota() -> ActiveModel {
    ActiveModel {
        id: Set(UNICA),
        ufficio: Set(None),
        nota: Set(None),
        cbill: Set(None),
        conto_postale: Set(None),
        conto_intestato_a: Set(None),
        conto_autorizzazione: Set(None),
        logo: Set(None),
        ..Default::default()
    }
}

fn leggi_conto(conto: ContoPostaleInput) -> Result<(String, String, String), Rifiuto> {
    let numero: String = conto.numero.split_whitespace().collect();
    ContoPostale::parse(&numero).map_err(|e| Rifiuto::dato("contoPostale.numero", e))?;
    let manca = |campo| move || Rifiuto::dato(campo, "occorre per pagare alla posta");
    let (a, aut) = ("contoPostale.intestatoA", "contoPostale.autorizzazione");
    let intestato_a = facoltativo(a, Some(conto.intestato_a), RIGA)?.ok_or_else(manca(a))?;
    let autorizzazione = facoltativo(aut, Some(conto.autorizzazione), RIGA)?;
    Ok((numero, intestato_a, autorizzazione.ok_or_else(manca(aut))?))
}

/// A text without blanks around it; none when nothing is left.
fn facoltativo(
    campo: &'static str,
    testo: Option<String>,
    massimo: usize,
) -> Result<Option<String>, Rifiuto> {
    let testo = testo.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    match testo {
        Some(t) if t.chars().count() > massimo => Err(Rifiuto::dato(
            campo,
            format!("al massimo {massimo} caratteri"),
        )),
        Some(t) if t.chars().any(|c| c.is_control() && c != '\n') => Err(Rifiuto::dato(
            campo,
            "ci sono caratteri che non si possono stampare",
        )),
        testo => Ok(testo),
    }
}

/// The letterhead as it is now, if there is one.
pub(super) async fn vigente(ctx: &Ctx) -> Result<Option<Model>, Errore> {
    leggi(ctx.db()).await
}

async fn leggi(db: &impl ConnectionTrait) -> Result<Option<Model>, Errore> {
    Ok(Entity::find_by_id(UNICA).one(db).await?)
}

/// The tax code of the comune.
pub(super) fn ente(ctx: &Ctx) -> Result<CodiceFiscaleEnte, InternalError> {
    CodiceFiscaleEnte::parse(&ctx.comune().impostazioni.codice_fiscale).map_err(InternalError::new)
}

/// How the comune's papers look.
pub(super) async fn aspetto(ctx: &Ctx) -> Result<Aspetto, Errore> {
    let comune = &ctx.comune().impostazioni;
    let contatti = &comune.contatti;
    let righe = [&contatti.indirizzo, &contatti.telefono, &contatti.email];
    let carta = vigente(ctx).await?;
    let (ufficio, nota, logo) = carta.map_or((None, None, None), |c| (c.ufficio, c.nota, c.logo));
    Ok(Aspetto {
        nome: comune.nome.clone(),
        codice_fiscale: ente(ctx)?,
        ufficio,
        contatti: righe.into_iter().flatten().cloned().collect(),
        nota,
        colore: comune.colore_primario.clone(),
        // It was a logo when it was kept.
        logo: logo.and_then(|bytes| Logo::new(bytes).ok()),
    })
}

/// The postal account that notices are printed with.
pub(super) fn bollettino(carta: &Model) -> Result<Option<Bollettino>, InternalError> {
    let dati = (
        &carta.conto_postale,
        &carta.conto_intestato_a,
        &carta.conto_autorizzazione,
    );
    let (Some(conto), Some(intestato_a), Some(autorizzazione)) = dati else {
        return Ok(None);
    };
    Ok(Some(Bollettino {
        conto: ContoPostale::parse(conto).map_err(InternalError::new)?,
        intestato_a: intestato_a.clone(),
        autorizzazione: autorizzazione.clone(),
    }))
}

/// A bill of nobody's, to see how papers look.
///
/// # Errors
/// When the store fails.
pub async fn facsimile(ctx: &Ctx) -> Result<Foglio, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    let aspetto = aspetto(ctx).await?;
    let pdf = disegna_facsimile(ctx, aspetto).await?;
    Ok(Foglio {
        nome: "fac-simile.pdf".to_owned(),
        bytes: pdf.map_err(InternalError::new)?,
    })
}

async fn disegna_facsimile(
    ctx: &Ctx,
    aspetto: Aspetto,
) -> Result<Result<Vec<u8>, campanella_documenti::DocumentoError>, Errore> {
    let oggi = ctx.oggi();
    let (prezzo, importo) = (
        PrezzoUnitario::from_decimillesimi(45_000),
        Importo::from_cents(9_000),
    );
    let retta = RettaStampata {
        chiave: 0,
        descrizione: "FAC-SIMILE: nulla da pagare".to_owned(),
        emessa: Some(oggi),
        annullata: None,
        debitore: ("Nome Cognome".to_owned(), "XXXXXX00X00X000X".to_owned()),
        indirizzo: Some("Via e numero civico".to_owned()),
        righe: vec![RigaStampata {
            bambino: Some("Nome Cognome".to_owned()),
            descrizione: "Pasti del mese".to_owned(),
            quantita: Some((20, prezzo)),
            importo,
            spiegazione: vec!["Qui c'è la spiegazione del prezzo.".to_owned()],
        }],
        rate: vec![RataStampata {
            numero: 1,
            scadenza: oggi,
            importo,
            pagato: Importo::ZERO,
            avviso: None,
        }],
        importo,
    };
    let stampa = retta.componi(ente(ctx)?).map_err(InternalError::new)?;
    let adesso = ctx.now();
    let disegno = move || stampa.pdf(&aspetto, adesso);
    let disegnato = tokio::task::spawn_blocking(disegno).await;
    Ok(disegnato.map_err(InternalError::new)?)
}
