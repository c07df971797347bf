//! The words of each paper.

use campanella_anagrafe::FamigliaId;
use campanella_documenti::{
    Attestazione, Avviso, AvvisoError, DatiPagamento, EstrattoConto, MovimentoStampato, Rata,
    RataStampata, RettaStampata, RicevutaPagamento, RigaStampata, SollecitoStampato, Stampa,
    VocePagata,
};
use campanella_kernel::{Ctx, Giorno, InternalError, Servizio};

use super::{Composto, Documento, carta};
use crate::attestazione::{AttestazioneDaStampare, attestazione_da_stampare};
use crate::emissione::leggi_rette::RigaRetta;
use crate::entities::carta_intestata;
use crate::errore::Errore;
use crate::morosita::{SollecitoDaStampare, sollecito_da_stampare};
use crate::movimenti::{Movimento, QualeConto};
use crate::pagopa::{DaStampare, RicevutaDaStampare, da_stampare, ricevuta_da_stampare};
use crate::stampa_estratto::{EstrattoDaStampare, estratto_da_stampare};
use crate::stampa_retta::{RettaDaStampare, retta_da_stampare};

/// Settles the words of a paper, for whoever may see it.
pub(super) async fn componi(ctx: &Ctx, quale: Documento) -> Result<Composto, Errore> {
    let ente = carta::ente(ctx)?;
    let (famiglia, nome, stampa) = match quale {
        Documento::Avviso(id) => {
            let cosa = da_stampare(ctx, id).await?;
            let carta = carta::vigente(ctx).await?;
            let nome = format!("avviso-{}.pdf", cosa.numero);
            (cosa.famiglia, nome, avviso(ctx, carta, cosa)?)
        }
        Documento::Retta(id) => {
            let cosa = retta_da_stampare(ctx, id).await?;
            let stampa = retta(&cosa).componi(ente).map_err(InternalError::new)?;
            (cosa.famiglia, format!("retta-{id}.pdf"), stampa)
        }
        Documento::Sollecito(id) => {
            let cosa = sollecito_da_stampare(ctx, id).await?;
            let stampa = sollecito(&cosa).componi(ente).map_err(InternalError::new)?;
            (cosa.famiglia, format!("sollecito-{id}.pdf"), stampa)
        }
        Documento::Ricevuta(id) => {
            let cosa = ricevuta_da_stampare(ctx, id).await?;
            let (famiglia, nome) = (cosa.famiglia, format!("ricevuta-{}.pdf", cosa.numero));
            let stampa = ricevuta(cosa).componi(ente).map_err(InternalError::new)?;
            (famiglia, nome, stampa)
        }
        Documento::Attestazione(alunno, anno) => {
            let cosa = attestazione_da_stampare(ctx, alunno, anno).await?;
            let famiglia = cosa.famiglia;
            let stampa = attestazione(cosa)
                .componi(ente)
                .map_err(InternalError::new)?;
            (
                famiglia,
                format!("attestazione-{alunno}-{anno}.pdf"),
                stampa,
            )
        }
    };
    Ok(Composto {
        famiglia,
        nome,
        stampa,
    })
}

/// A notice, with the part for the post office where the comune has a postal account. Who has no
/// codice fiscale cannot pay there: the notice is then as of a comune without one.
fn avviso(
    ctx: &Ctx,
    carta: Option<carta_intestata::Model>,
    cosa: DaStampare,
) -> Result<Stampa, Errore> {
    let ente = carta::ente(ctx)?;
    let mut avviso = Avviso {
        oggetto: cosa.causale,
        destinatario: cosa.debitore.nome,
        codice_fiscale: cosa.debitore.codice_fiscale,
        indirizzo: cosa.debitore.indirizzo,
        cbill: carta.as_ref().and_then(|c| c.cbill.clone()),
        bollettino: carta.as_ref().map(carta::bollettino).transpose()?.flatten(),
        pagamenti: vec![DatiPagamento {
            rata: Rata::Unica,
            numero: cosa.numero,
            importo: cosa.importo,
            scadenza: Some(cosa.scadenza),
        }],
    };
    let mut composto = avviso.componi(ente);
    if matches!(composto, Err(AvvisoError::Bollettino(_))) {
        avviso.bollettino = None;
        composto = avviso.componi(ente);
    }
    Ok(composto.map_err(InternalError::new)?)
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

fn sollecito(cosa: &SollecitoDaStampare) -> SollecitoStampato {
    let s = &cosa.sollecito;
    let spiegazione = cosa.spiegazione.iter();
    SollecitoStampato {
        chiave: s.id.key(),
        titolo: s.titolo.clone(),
        inviato: s.inviato,
        termine: s.termine,
        annullato: s.annullato_per.clone(),
        debitore: cosa.debitore.clone().nome_e_codice(),
        indirizzo: cosa.debitore.indirizzo.clone(),
        oggetto: format!("{}, rata {}", cosa.descrizione, cosa.numero),
        scadenza: cosa.scadenza,
        residuo: cosa.residuo,
        penale: s.penale,
        spese: s.spese,
        dovuto: s.dovuto,
        avviso: cosa.avviso,
        spiegazione: spiegazione.map(|p| p.testo.clone()).collect(),
    }
}

fn retta(cosa: &RettaDaStampare) -> RettaStampata {
    let retta = &cosa.retta;
    let riga = |r: &RigaRetta| RigaStampata {
        bambino: r.iscrizione.and_then(|i| cosa.bambini.get(&i).cloned()),
        descrizione: r.descrizione.clone(),
        quantita: r.prezzo.map(|prezzo| (r.quantita, prezzo)),
        importo: r.importo,
        spiegazione: r.spiegazione.iter().map(|p| p.testo.clone()).collect(),
    };
    let rate = retta.rate.iter().map(|r| RataStampata {
        numero: r.numero,
        scadenza: r.scadenza,
        importo: r.importo,
        pagato: r.pagato,
        avviso: cosa.avvisi.get(&r.id).copied(),
    });
    RettaStampata {
        chiave: retta.id.key(),
        rate: rate.collect(),
        descrizione: retta.descrizione.clone(),
        emessa: retta.emessa_il,
        annullata: cosa.annullata.clone(),
        debitore: cosa.debitore.clone().nome_e_codice(),
        indirizzo: cosa.debitore.indirizzo.clone(),
        righe: retta.righe.iter().map(riga).collect(),
        importo: retta.importo,
    }
}

fn attestazione(cosa: AttestazioneDaStampare) -> Attestazione {
    let a = cosa.attestazione;
    let servizi = a.servizi.iter();
    Attestazione {
        anno: a.anno,
        pagatore: cosa.pagatore.nome_e_codice(),
        servizi: servizi
            .map(|s| (s.servizio.to_string(), s.importo))
            .collect(),
        alunno: (a.nome, cosa.codice_fiscale),
        scuole: cosa.scuole,
        escluso: a.escluso,
        massimo: cosa.massimo,
    }
}

/// The words of a statement, and the name of its file.
pub(super) async fn estratto(
    ctx: &Ctx,
    famiglia: Option<FamigliaId>,
    conto: (Servizio, QualeConto),
    giorni: (Giorno, Giorno),
) -> Result<(String, Stampa), Errore> {
    let cosa: EstrattoDaStampare = estratto_da_stampare(ctx, famiglia, conto, giorni).await?;
    let (breve, in_parole) = match cosa.quale {
        QualeConto::Elettronico => ("elettronico", "conto elettronico"),
        QualeConto::Rette => ("rette", "rette"),
    };
    let movimento = |m: Movimento| MovimentoStampato {
        giorno: m.giorno,
        descrizione: m.descrizione,
        importo: m.importo,
    };
    let estratto = EstrattoConto {
        conto: format!("{}, {in_parole}", cosa.servizio),
        giorni: cosa.giorni,
        intestatario: cosa.debitore.nome_e_codice(),
        iniziale: cosa.periodo.iniziale,
        movimenti: cosa.periodo.movimenti.into_iter().map(movimento).collect(),
        finale: cosa.periodo.finale,
    };
    let stampa = estratto.componi(carta::ente(ctx)?);
    let (servizio, (dal, al)) = (cosa.servizio.nome(), giorni);
    let nome = format!(
        "estratto-{servizio}-{breve}-{}-{}.pdf",
        dal.date(),
        al.date()
    );
    Ok((nome, stampa.map_err(InternalError::new)?))
}
