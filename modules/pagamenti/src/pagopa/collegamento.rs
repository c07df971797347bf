//! How the comune is known to pagoPA: through whom it speaks, where its money goes.

use campanella_kernel::{Ctx, GraphqlInput, GraphqlOutput, InternalError, Rifiuto, audit};
use campanella_pagopa::{CodiceFiscaleEnte, CodiceSegregazione, Iban, NumeroAvviso, Testo};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
};
use serde_json::json;

use crate::entities::collegamento_pagopa::{ActiveModel, Entity, Model, UNICO};
use crate::entities::numero_avviso;
use crate::errore::Errore;
use crate::permessi::{GESTISCI_CONTABILITA, LEGGI_CONTI};

/// Come il comune è collegato a pagoPA.
#[derive(Debug, Clone, GraphqlInput)]
pub struct CollegamentoInput {
    /// Il codice di segregazione assegnato da pagoPA, due cifre.
    pub segregazione: String,
    /// Il codice fiscale dell'intermediario.
    pub intermediario: String,
    /// L'identificativo della stazione.
    pub stazione: String,
    /// Il conto su cui pagoPA accredita.
    pub iban: String,
    /// Come il comune è nel catalogo dei servizi di pagoPA; assente se non c'è: allora allo
    /// sportello si paga solo con un avviso.
    pub catalogo: Option<CatalogoInput>,
    /// La versione che si è vista; assente se non c'era.
    pub versione: Option<i32>,
}

/// I nomi con cui la ricarica della mensa è nel catalogo dei servizi di pagoPA.
#[derive(Debug, Clone, GraphqlInput)]
pub struct CatalogoInput {
    /// Il servizio (idServizio), cinque caratteri.
    pub servizio: String,
    /// Il soggetto che lo offre (idSoggettoServizio), cinque caratteri.
    pub soggetto: String,
}

/// I nomi con cui la ricarica della mensa è nel catalogo dei servizi di pagoPA.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct CatalogoPagopa {
    /// Il servizio (idServizio), cinque caratteri.
    pub servizio: String,
    /// Il soggetto che lo offre (idSoggettoServizio), cinque caratteri.
    pub soggetto: String,
}

/// Come il comune è collegato a pagoPA.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Collegamento {
    /// Il codice di segregazione assegnato da pagoPA, due cifre.
    pub segregazione: String,
    /// Il codice fiscale dell'intermediario.
    pub intermediario: String,
    /// L'identificativo della stazione.
    pub stazione: String,
    /// Il conto su cui pagoPA accredita.
    pub iban: String,
    /// Come il comune è nel catalogo dei servizi di pagoPA.
    pub catalogo: Option<CatalogoPagopa>,
    /// Quante volte è stato cambiato.
    pub versione: i32,
}

impl From<Model> for Collegamento {
    fn from(m: Model) -> Self {
        Self {
            segregazione: format!("{:02}", m.segregazione),
            intermediario: m.intermediario,
            stazione: m.stazione,
            iban: m.iban,
            catalogo: m
                .servizio_catalogo
                .zip(m.soggetto_catalogo)
                .map(|(servizio, soggetto)| CatalogoPagopa { servizio, soggetto }),
            versione: m.versione,
        }
    }
}

impl Model {
    /// The segregation code.
    pub(crate) fn codice(&self) -> Result<CodiceSegregazione, InternalError> {
        let codice = u8::try_from(self.segregazione).map_err(InternalError::new)?;
        CodiceSegregazione::new(codice).map_err(InternalError::new)
    }

    /// The account.
    pub(crate) fn conto(&self) -> Result<Iban, InternalError> {
        Iban::parse(&self.iban).map_err(InternalError::new)
    }
}

/// The connection as it is now, if the comune has one.
pub(crate) async fn vigente(db: &impl ConnectionTrait) -> Result<Option<Model>, Errore> {
    Ok(Entity::find_by_id(UNICO).one(db).await?)
}

/// The same, for what cannot be done without.
///
/// # Errors
/// [`Errore::SenzaPagopa`].
pub(crate) async fn richiesto(db: &impl ConnectionTrait) -> Result<Model, Errore> {
    vigente(db).await?.ok_or(Errore::SenzaPagopa)
}

/// How the comune is connected.
///
/// # Errors
/// [`Rifiuto::NonPermesso`] without the permission on every building.
pub async fn collegamento(ctx: &Ctx) -> Result<Option<Collegamento>, Errore> {
    ctx.tutto_il_comune(LEGGI_CONTI)?;
    Ok(vigente(ctx.db()).await?.map(Collegamento::from))
}

/// Says how the comune is connected. Notices that were given keep their numbers: one with another
/// segregation code is still paid as long as the station serves it.
///
/// # Errors
/// A datum that pagoPA would not take; [`Errore::GestioneCambiata`].
pub async fn imposta_pagopa(ctx: &Ctx, dati: CollegamentoInput) -> Result<Collegamento, Errore> {
    ctx.tutto_il_comune(GESTISCI_CONTABILITA)?;
    let segregazione = CodiceSegregazione::parse(dati.segregazione.trim())
        .map_err(|e| Rifiuto::dato("segregazione", e.to_string()))?;
    let intermediario = CodiceFiscaleEnte::parse(dati.intermediario.trim())
        .map_err(|e| Rifiuto::dato("intermediario", e.to_string()))?;
    let stazione = Testo::<35>::new(dati.stazione.trim())
        .map_err(|e| Rifiuto::dato("stazione", e.to_string()))?;
    let iban = Iban::parse(&dati.iban).map_err(|e| Rifiuto::dato("iban", e.to_string()))?;
    let catalogo = dati.catalogo.map(leggi_catalogo).transpose()?;
    CodiceFiscaleEnte::parse(&ctx.comune().impostazioni.codice_fiscale)
        .map_err(|e| Rifiuto::dato("codiceFiscale", e.to_string()))?;
    let tx = ctx.begin().await?;
    let prima = vigente(&tx).await?;
    if prima.as_ref().map(|p| p.versione) != dati.versione {
        return Err(Errore::GestioneCambiata);
    }
    let nuovo = prima.is_none();
    let mut riga = match prima {
        Some(prima) => prima.into_active_model(),
        None => ActiveModel {
            id: Set(UNICO),
            ..Default::default()
        },
    };
    riga.segregazione = Set(i32::from(segregazione.codice()));
    riga.intermediario = Set(intermediario.to_string());
    riga.stazione = Set(stazione.to_string());
    riga.iban = Set(iban.to_string());
    let (servizio, soggetto) = catalogo.unzip();
    riga.servizio_catalogo = Set(servizio);
    riga.soggetto_catalogo = Set(soggetto);
    riga.versione = Set(dati.versione.unwrap_or(0) + 1);
    riga.aggiornato_da = Set(ctx.actor().descrizione());
    riga.aggiornato_il = Set(ctx.now());
    let dopo = if nuovo {
        riga.insert(&tx).await?
    } else {
        riga.update(&tx).await?
    };
    let dettaglio = json!({ "stazione": dopo.stazione, "versione": dopo.versione });
    audit::record(ctx, &tx, "impostaPagopa", "pagopa", None, dettaglio).await?;
    tx.commit().await?;
    Ok(dopo.into())
}

fn leggi_catalogo(catalogo: CatalogoInput) -> Result<(String, String), Rifiuto> {
    let cinque = |campo, testo: String| {
        let testo = testo.trim().to_owned();
        if testo.len() == 5 && testo.bytes().all(|b| b.is_ascii_alphanumeric()) {
            Ok(testo)
        } else {
            Err(Rifiuto::dato(campo, "cinque lettere o cifre"))
        }
    };
    let servizio = cinque("catalogo.servizio", catalogo.servizio)?;
    Ok((servizio, cinque("catalogo.soggetto", catalogo.soggetto)?))
}

/// The next `quanti` notice numbers, which are nobody else's: a transaction that fails gives them
/// back, one that ends keeps them for ever.
pub(crate) async fn numera(
    tx: &DatabaseTransaction,
    collegamento: &Model,
    quanti: usize,
) -> Result<Vec<NumeroAvviso>, Errore> {
    let codice = collegamento.codice()?;
    let quanti = i64::try_from(quanti).map_err(InternalError::new)?;
    let prossimo = numero_avviso::Column::Prossimo;
    let mut dopo = numero_avviso::Entity::update_many()
        .col_expr(prossimo, Expr::col(prossimo).add(quanti))
        .exec_with_returning(tx)
        .await?;
    let riga = dopo
        .pop()
        .ok_or_else(|| InternalError::new("no row of notice numbers"))?;
    let numero = |base: i64| {
        let base = u64::try_from(base).map_err(InternalError::new)?;
        Ok(NumeroAvviso::new(codice, base).map_err(InternalError::new)?)
    };
    (riga.prossimo - quanti..riga.prossimo)
        .map(numero)
        .collect()
}
