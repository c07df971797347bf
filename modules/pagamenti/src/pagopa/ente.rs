//! What this comune answers to the node of pagoPA.

use async_trait::async_trait;
use campanella_anagrafe::{famiglia_autorizzata, persona_con_id};
use campanella_kernel::{Ctx, Importo, InternalError, Permission, Servizio};
use campanella_pagopa::{
    Attivazione, AvvisoSpontaneo, CodiceFault, CodiceFiscaleEnte, CodiceQr, Diniego, Dovuto,
    EnteCreditore, Instradamento, NumeroAvviso, Offerta, Pagamento, Ricevuta, RichiestaAvviso,
    Soggetto, Tassonomia, Testo, Versamento,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::collegamento::vigente;
use super::ricevute::registra_ricevuta;
use super::situazione::{Situazione, situazione};
use super::spontaneo::avviso_spontaneo;
use crate::entities::avviso_pagamento::{Column, Entity, Model};
use crate::entities::collegamento_pagopa;
use crate::errore::Errore;
use crate::permessi::SCRIVI_CONTI;

/// What whoever answers the node may do, on every building.
pub const PERMESSI_DEL_NODO: &[Permission] = &[SCRIVI_CONTI];

/// The comune of a context, as a creditor.
pub struct EntePagopa {
    ctx: Ctx,
    collegamento: collegamento_pagopa::Model,
    codice: CodiceFiscaleEnte,
}

impl EntePagopa {
    /// The comune of `ctx`, whom [`PERMESSI_DEL_NODO`] are granted, if `instradamento` comes
    /// through its intermediary and its station.
    ///
    /// # Errors
    /// [`CodiceFault::IdDominioErrato`] for a comune that is not connected,
    /// [`CodiceFault::IdIntermediarioErrato`], [`CodiceFault::StazioneErrata`].
    pub async fn nuovo(ctx: Ctx, instradamento: &Instradamento) -> Result<Self, Diniego> {
        let collegamento = vigente(ctx.db()).await?;
        let collegamento = collegamento.ok_or(CodiceFault::IdDominioErrato)?;
        if instradamento.intermediario.as_str() != collegamento.intermediario {
            return Err(CodiceFault::IdIntermediarioErrato.into());
        }
        if instradamento.stazione.as_str() != collegamento.stazione {
            return Err(CodiceFault::StazioneErrata.into());
        }
        let codice = CodiceFiscaleEnte::parse(&ctx.comune().impostazioni.codice_fiscale)
            .map_err(InternalError::new)?;
        Ok(Self {
            ctx,
            collegamento,
            codice,
        })
    }

    /// The notice and how much is due on it now.
    async fn aperto(&self, numero: NumeroAvviso) -> Result<(Model, Dovuto), Diniego> {
        let avviso = Entity::find()
            .filter(Column::Numero.eq(numero.to_string()))
            .one(self.ctx.db())
            .await
            .map_err(InternalError::new)?
            .ok_or(CodiceFault::PagamentoSconosciuto)?;
        let situazione = situazione(&self.ctx, self.ctx.db(), &avviso).await;
        let importo = match situazione? {
            Situazione::Aperto(importo) => importo,
            Situazione::Pagato => return Err(CodiceFault::PagamentoDuplicato.into()),
            Situazione::Annullato => return Err(CodiceFault::PagamentoAnnullato.into()),
            Situazione::Scaduto => return Err(CodiceFault::PagamentoScaduto.into()),
        };
        Ok((avviso, Dovuto::new(importo).map_err(InternalError::new)?))
    }

    fn denominazione(&self) -> Result<Testo<140>, Diniego> {
        let nome = &self.ctx.comune().impostazioni.nome;
        Ok(Testo::tronca(nome).map_err(InternalError::new)?)
    }

    /// The tutore, who owes; anonymous to pagoPA without a codice fiscale.
    async fn debitore(&self, avviso: &Model) -> Result<Soggetto, Errore> {
        let famiglia = famiglia_autorizzata(&self.ctx, SCRIVI_CONTI, avviso.famiglia_id).await?;
        let tutore = persona_con_id(self.ctx.db(), famiglia.famiglia.tutore_id).await?;
        let nome = format!("{} {}", tutore.nome, tutore.cognome);
        let soggetto = match &tutore.codice_fiscale {
            Some(codice) => Soggetto::persona(codice, &nome),
            None => Soggetto::anonimo(),
        };
        Ok(soggetto.map_err(InternalError::new)?)
    }
}

/// The code of the national taxonomy for what is paid.
fn tassonomia(servizio: Servizio) -> Result<Tassonomia, InternalError> {
    let codice = match servizio {
        Servizio::Refezione => "9/0107101TS/",
        Servizio::Trasporto => "9/0107102SP/",
    };
    Tassonomia::parse(codice).map_err(InternalError::new)
}

#[async_trait]
impl EnteCreditore for EntePagopa {
    async fn verifica(&self, numero: NumeroAvviso) -> Result<Offerta, Diniego> {
        let (avviso, importo) = self.aperto(numero).await?;
        Ok(Offerta {
            importo,
            scadenza: Some(avviso.scadenza),
            solo_postale: false,
            causale: avviso.causale()?,
            ente: self.codice,
            denominazione: self.denominazione()?,
            ufficio: None,
        })
    }

    async fn pagamento(&self, richiesta: Attivazione) -> Result<Pagamento, Diniego> {
        let (avviso, importo) = self.aperto(richiesta.numero).await?;
        let altro = |chiesto: Importo| chiesto != importo.importo();
        if richiesta.importo.is_some_and(altro) {
            return Err(CodiceFault::ImportoNonValido.into());
        }
        let causale = avviso.causale()?;
        let versamento = Versamento {
            importo,
            ente: self.codice,
            iban: self.collegamento.conto()?,
            causale: causale.clone(),
            tassonomia: tassonomia(avviso.servizio)?,
        };
        let pagamento = Pagamento::new(
            richiesta.numero.iuv(),
            avviso.scadenza,
            causale,
            self.denominazione()?,
            self.debitore(&avviso).await?,
            vec![versamento],
        );
        Ok(pagamento.map_err(InternalError::new)?)
    }

    async fn ricevuta(&self, ricevuta: &Ricevuta) -> Result<(), Diniego> {
        let esito = registra_ricevuta(&self.ctx, self.codice, ricevuta).await;
        Ok(esito?)
    }

    async fn avviso_spontaneo(
        &self,
        richiesta: &RichiestaAvviso,
    ) -> Result<AvvisoSpontaneo, Diniego> {
        let numero = avviso_spontaneo(&self.ctx, &self.collegamento, richiesta).await?;
        Ok(AvvisoSpontaneo {
            qr: CodiceQr {
                ente: self.codice,
                avviso: numero.into(),
            },
            offerta: self.verifica(numero).await?,
        })
    }
}
