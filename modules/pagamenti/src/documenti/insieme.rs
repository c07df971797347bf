//! Things whose papers are drawn together.

use campanella_anagrafe::{AlunnoId, alunno};
use campanella_kernel::{Ctx, InternalError};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use super::Documento;
use crate::entities::documento::TipoDocumento;
use crate::entities::lotto_documenti;
use crate::entities::retta::StatoRetta;
use crate::entities::{avviso_pagamento, rata, retta, sollecito};
use crate::errore::Errore;
use crate::{AvvisoId, EmissioneId, InvioId, RettaId, SollecitoId};

/// Which things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Insieme {
    /// The bills of a run.
    Rette(EmissioneId),
    /// The notices of their instalments.
    Avvisi(EmissioneId),
    /// The reminders of a sending.
    Lettere(InvioId),
    /// What was paid for each child in a calendar year.
    Attestazioni(i32),
}

impl Insieme {
    /// Of a lot that was asked for.
    pub(super) fn del_lotto(lotto: &lotto_documenti::Model) -> Result<Self, InternalError> {
        let di = lotto.di;
        Ok(match lotto.tipo {
            TipoDocumento::Retta => Self::Rette(EmissioneId::new(di)),
            TipoDocumento::Avviso => Self::Avvisi(EmissioneId::new(di)),
            TipoDocumento::Sollecito => Self::Lettere(InvioId::new(di)),
            TipoDocumento::Attestazione => {
                Self::Attestazioni(i32::try_from(di).map_err(InternalError::new)?)
            }
            TipoDocumento::Ricevuta => {
                return Err(InternalError::new("there are no lots of receipts"));
            }
        })
    }

    pub(super) const fn tipo(self) -> TipoDocumento {
        match self {
            Self::Rette(_) => TipoDocumento::Retta,
            Self::Avvisi(_) => TipoDocumento::Avviso,
            Self::Lettere(_) => TipoDocumento::Sollecito,
            Self::Attestazioni(_) => TipoDocumento::Attestazione,
        }
    }

    /// Of what.
    pub(super) fn di(self) -> i64 {
        match self {
            Self::Rette(id) | Self::Avvisi(id) => id.key(),
            Self::Lettere(id) => id.key(),
            Self::Attestazioni(anno) => anno.into(),
        }
    }

    /// The paper of the thing with that key.
    pub(super) const fn documento(self, chiave: i64) -> Documento {
        match self {
            Self::Rette(_) => Documento::Retta(RettaId::new(chiave)),
            Self::Avvisi(_) => Documento::Avviso(AvvisoId::new(chiave)),
            Self::Lettere(_) => Documento::Sollecito(SollecitoId::new(chiave)),
            Self::Attestazioni(anno) => Documento::Attestazione(AlunnoId::new(chiave), anno),
        }
    }

    /// How many there are.
    pub(super) async fn quanti(self, ctx: &Ctx) -> Result<i64, Errore> {
        let db = ctx.db();
        let quanti = match self {
            Self::Rette(id) => rette(id).count(db).await,
            Self::Avvisi(id) => avvisi(id).count(db).await,
            Self::Lettere(id) => lettere(id).count(db).await,
            Self::Attestazioni(_) => alunno::Entity::find().count(db).await,
        };
        Ok(i64::try_from(quanti?).unwrap_or(i64::MAX))
    }

    /// The keys of the next ones, by key.
    pub(super) async fn prossimi(
        self,
        ctx: &Ctx,
        dopo: i64,
        quanti: u64,
    ) -> Result<Vec<i64>, Errore> {
        let db = ctx.db();
        let chiavi = match self {
            Self::Rette(id) => pagina(rette(id), retta::Column::Id, dopo, quanti).all(db),
            Self::Avvisi(id) => {
                pagina(avvisi(id), avviso_pagamento::Column::Id, dopo, quanti).all(db)
            }
            Self::Lettere(id) => pagina(lettere(id), sollecito::Column::Id, dopo, quanti).all(db),
            Self::Attestazioni(_) => {
                pagina(alunno::Entity::find(), alunno::Column::Id, dopo, quanti).all(db)
            }
        };
        Ok(chiavi.await?)
    }
}

fn pagina<E: EntityTrait>(
    tutti: Select<E>,
    chiave: E::Column,
    dopo: i64,
    quanti: u64,
) -> sea_orm::Selector<sea_orm::SelectGetableTuple<i64>> {
    tutti
        .select_only()
        .column(chiave)
        .filter(chiave.gt(dopo))
        .order_by_asc(chiave)
        .limit(quanti)
        .into_tuple()
}

fn rette(emissione: EmissioneId) -> Select<retta::Entity> {
    retta::Entity::find()
        .filter(retta::Column::EmissioneId.eq(emissione))
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa))
}

fn avvisi(emissione: EmissioneId) -> Select<avviso_pagamento::Entity> {
    let rate = rata::Entity::find()
        .select_only()
        .column(rata::Column::Id)
        .inner_join(retta::Entity)
        .filter(retta::Column::EmissioneId.eq(emissione))
        .filter(retta::Column::Stato.eq(StatoRetta::Emessa));
    avviso_pagamento::Entity::find()
        .filter(avviso_pagamento::Column::RataId.in_subquery(rate.into_query()))
}

fn lettere(invio: InvioId) -> Select<sollecito::Entity> {
    sollecito::Entity::find()
        .filter(sollecito::Column::InvioId.eq(invio))
        .filter(sollecito::Column::AnnullatoIl.is_null())
}
