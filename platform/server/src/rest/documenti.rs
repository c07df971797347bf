//! Notices, bills, reminders and receipts on paper.

use campanella_documenti::{
    Avviso, DatiPagamento, Rata, RataStampata, RettaStampata, RicevutaPagamento, RigaStampata,
    SollecitoStampato, VocePagata,
};
use campanella_kernel::Scope;
use campanella_pagamenti::pagopa::{
    DaStampare, RicevutaDaStampare, da_stampare, ricevuta_da_stampare,
};
use campanella_pagamenti::{
    AvvisoId, IncassoId, RettaDaStampare, RettaId, RigaRetta, SollecitoDaStampare, SollecitoId,
    retta_da_stampare, sollecito_da_stampare,
};
use poem::Request;
use poem::web::Data;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;

use super::accesso::known;
use super::problema::Rifiutata;
use super::stampa::{Foglio, disegna};

/// Notices, bills, reminders and receipts as files.
pub(super) struct Documenti;

#[OpenApi]
impl Documenti {
    /// Un avviso di pagamento da stampare o da mostrare in banca e in tabaccheria, per la famiglia
    /// che lo deve o per un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/avvisi/:id/pdf",
        method = "get",
        operation_id = "stampaAvviso"
    )]
    async fn stampa_avviso(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// L'avviso.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let cosa = da_stampare(ctx, AvvisoId::new(*id))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let nome = format!("avviso-{}.pdf", cosa.numero);
        let avviso = avviso(cosa);
        disegna(ctx, nome, move |aspetto, fatto| avviso.pdf(aspetto, fatto)).await
    }

    /// Una retta con le sue righe, la loro spiegazione e le rate, per la famiglia che la deve o per
    /// un ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/rette/:id/pdf",
        method = "get",
        operation_id = "stampaRetta"
    )]
    async fn stampa_retta(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// La retta.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let cosa = retta_da_stampare(ctx, RettaId::new(*id))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let nome = format!("retta-{}.pdf", cosa.retta.id);
        let retta = retta(cosa);
        disegna(ctx, nome, move |aspetto, fatto| retta.pdf(aspetto, fatto)).await
    }

    /// Un sollecito di pagamento, per la famiglia a cui è stato inviato o per un ufficio che vede i
    /// conti.
    #[oai(
        path = "/pagamenti/solleciti/:id/pdf",
        method = "get",
        operation_id = "stampaSollecito"
    )]
    async fn stampa_sollecito(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il sollecito.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let cosa = sollecito_da_stampare(ctx, SollecitoId::new(*id))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let nome = format!("sollecito-{}.pdf", cosa.sollecito.id);
        let sollecito = sollecito(cosa);
        disegna(ctx, nome, move |aspetto, fatto| {
            sollecito.pdf(aspetto, fatto)
        })
        .await
    }

    /// La ricevuta di un pagamento arrivato con pagoPA, per la famiglia che l'ha fatto o per un
    /// ufficio che vede i conti.
    #[oai(
        path = "/pagamenti/incassi/:id/ricevuta",
        method = "get",
        operation_id = "stampaRicevuta"
    )]
    async fn stampa_ricevuta(
        &self,
        request: &Request,
        scope: Data<&Scope>,
        /// Il pagamento.
        #[oai(validator(minimum(value = "1")))]
        id: Path<i64>,
    ) -> Result<Foglio, Rifiutata> {
        let ctx = known(request, &scope)?;
        let cosa = ricevuta_da_stampare(ctx, IncassoId::new(*id))
            .await
            .map_err(|e| Rifiutata::del_dominio(ctx, &e))?;
        let nome = format!("ricevuta-{}.pdf", cosa.numero);
        let ricevuta = ricevuta(cosa);
        disegna(ctx, nome, move |aspetto, fatto| {
            ricevuta.pdf(aspetto, fatto)
        })
        .await
    }
}

fn avviso(cosa: DaStampare) -> Avviso {
    Avviso {
        oggetto: cosa.causale,
        destinatario: cosa.debitore.nome,
        codice_fiscale: cosa.debitore.codice_fiscale,
        indirizzo: cosa.debitore.indirizzo,
        cbill: None,
        bollettino: None,
        pagamenti: vec![DatiPagamento {
            rata: Rata::Unica,
            numero: cosa.numero,
            importo: cosa.importo,
            scadenza: Some(cosa.scadenza),
        }],
    }
}

fn ricevuta(cosa: RicevutaDaStampare) -> RicevutaPagamento {
    RicevutaPagamento {
        id: cosa.id,
        iuv: cosa.numero.iuv(),
        pagata: cosa.giorno,
        debitore: (cosa.debitore.nome, cosa.debitore.codice_fiscale),
        // Who paid for the family is not kept.
        pagatore: None,
        prestatore: cosa.prestatore,
        metodo: cosa.metodo.map(str::to_owned),
        commissione: None,
        voci: vec![VocePagata {
            descrizione: cosa.descrizione,
            importo: cosa.importo,
        }],
    }
}

fn sollecito(cosa: SollecitoDaStampare) -> SollecitoStampato {
    let s = cosa.sollecito;
    SollecitoStampato {
        chiave: s.id.key(),
        titolo: s.titolo,
        inviato: s.inviato,
        termine: s.termine,
        annullato: s.annullato_per,
        debitore: (cosa.debitore.nome, cosa.debitore.codice_fiscale),
        indirizzo: cosa.debitore.indirizzo,
        oggetto: format!("{}, rata {}", cosa.descrizione, cosa.numero),
        scadenza: cosa.scadenza,
        residuo: cosa.residuo,
        penale: s.penale,
        spese: s.spese,
        dovuto: s.dovuto,
        avviso: cosa.avviso,
        spiegazione: cosa.spiegazione.into_iter().map(|p| p.testo).collect(),
    }
}

fn retta(cosa: RettaDaStampare) -> RettaStampata {
    let RettaDaStampare {
        retta,
        annullata,
        bambini,
        avvisi,
        debitore,
    } = cosa;
    let riga = |r: RigaRetta| RigaStampata {
        bambino: r.iscrizione.and_then(|i| bambini.get(&i).cloned()),
        descrizione: r.descrizione,
        quantita: r.prezzo.map(|prezzo| (r.quantita, prezzo)),
        importo: r.importo,
        spiegazione: r.spiegazione.into_iter().map(|p| p.testo).collect(),
    };
    let rate = retta.rate.iter().map(|r| RataStampata {
        numero: r.numero,
        scadenza: r.scadenza,
        importo: r.importo,
        pagato: r.pagato,
        avviso: avvisi.get(&r.id).copied(),
    });
    RettaStampata {
        chiave: retta.id.key(),
        rate: rate.collect(),
        descrizione: retta.descrizione,
        emessa: retta.emessa_il,
        annullata,
        debitore: (debitore.nome, debitore.codice_fiscale),
        indirizzo: debitore.indirizzo,
        righe: retta.righe.into_iter().map(riga).collect(),
        importo: retta.importo,
    }
}
