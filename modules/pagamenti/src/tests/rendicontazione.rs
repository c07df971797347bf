//! Flows of reconciliation and receipts that must be asked for, with the services of the node.

use std::sync::Arc;
use std::time::Duration;

use campanella_kernel::clock::Clock;
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{DomainError, PlessoScope, Rifiuto, Servizio, jobs};
use campanella_pagopa::cliente::{
    Collegamento, ElencoFlussi, EsitoRiga, Flusso, Pagina, VoceElenco,
};
use campanella_simulatore::{Comportamento, Nodo, servi};
use poem::Server;
use poem::endpoint::make_sync;
use poem::listener::{Acceptor, Listener, TcpAcceptor, TcpListener};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::citta::{Citta, in_citta};
use super::pagopa::{collega, paga, qr, ricarica, saldo};
use crate::Modo;
use crate::pagopa::rendicontazione::{RENDICONTAZIONE, importa, rendiconta};
use crate::pagopa::{
    Riscontri, StatoRigaFlusso, chiedi_rendicontazione, flussi, non_rendicontate, righe_del_flusso,
    riscontra,
};

const MENSA: Servizio = Servizio::Refezione;

fn pagina() -> PageRequest {
    PageRequest::new(None, None).expect("a page")
}

/// A port of this machine, and what is reached there.
async fn porta() -> (TcpAcceptor, Riscontri) {
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await;
    let acceptor = acceptor.expect("a port");
    let indirizzo = acceptor.local_addr().remove(0);
    let indirizzo = indirizzo.as_socket_addr().expect("an address");
    let riscontri = riscontri(&format!("http://{indirizzo}"));
    (acceptor, riscontri)
}

/// The services of a node, over HTTP as pagoPA's are.
async fn servizi(nodo: &Arc<Nodo>) -> Riscontri {
    let (acceptor, riscontri) = porta().await;
    tokio::spawn(servi(Arc::clone(nodo), acceptor, std::future::pending()));
    riscontri
}

/// A service that has `flusso`, and before it another one that nobody can read.
async fn con_uno_illeggibile(voce: &VoceElenco, flusso: &Flusso) -> Riscontri {
    let (acceptor, riscontri) = porta().await;
    let rotto = VoceElenco {
        fdr: "rotto".to_owned(),
        ..voce.clone()
    };
    let elenco = ElencoFlussi {
        metadata: Pagina {
            page_size: 10,
            page_number: 1,
            tot_page: 1,
        },
        count: 2,
        data: vec![rotto, voce.clone()],
    };
    let elenco = serde_json::to_string(&elenco).expect("JSON");
    let testata = serde_json::to_string(&flusso.testata()).expect("JSON");
    let pagina = serde_json::to_string(&flusso.pagina(1, 10)).expect("JSON");
    let servizio = make_sync(move |request| {
        let percorso = request.uri().path();
        if percorso.contains("/rotto/") {
            "nemmeno JSON".to_owned()
        } else if percorso.ends_with("/payments") {
            pagina.clone()
        } else if percorso.ends_with("/fdrs") {
            elenco.clone()
        } else {
            testata.clone()
        }
    });
    tokio::spawn(Server::new_with_acceptor(acceptor).run(servizio));
    riscontri
}

fn riscontri(base: &str) -> Riscontri {
    let servizio = |nome: &str| {
        let url = format!("{base}/{nome}");
        let aperto = Collegamento::new(&url, None, Duration::from_secs(5)).expect("a client");
        Some(Arc::new(aperto))
    };
    Riscontri {
        flussi: servizio("fdr"),
        ricevute: servizio("bizevents"),
    }
}

/// How many flows there are, and what is not clear in them.
async fn da_chiarire(citta: &Citta) -> Vec<i32> {
    let letti = flussi(&citta.ufficio(), pagina()).await.expect("read");
    letti.edges.iter().map(|e| e.node.da_chiarire).collect()
}

#[tokio::test]
async fn what_banks_paid_over_is_matched_and_missing_receipts_are_asked_for() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = Arc::new(collega(citta).await);
        let servizi = servizi(&nodo).await;
        rendiconta(&citta.ufficio(), &servizi)
            .await
            .expect("nothing there");
        assert!(da_chiarire(citta).await.is_empty());

        let arrivata = ricarica(citta, citta.ada, 2000).await;
        paga(citta, &nodo, &arrivata, Comportamento::Regolare)
            .await
            .expect("paid");
        let persa = ricarica(citta, citta.ada, 500).await;
        paga(citta, &nodo, &persa, Comportamento::MaiConsegnata)
            .await
            .expect("paid");
        assert_eq!(saldo(citta).await, 2000);
        nodo.rendiconta(qr(citta, &persa).ente).expect("a flow");

        let solo_flussi = Riscontri {
            flussi: servizi.flussi.clone(),
            ricevute: None,
        };
        rendiconta(&citta.ufficio(), &solo_flussi)
            .await
            .expect("taken in");
        assert_eq!(da_chiarire(citta).await, [1], "one receipt is missing");
        assert_eq!(saldo(citta).await, 2000, "a flow credits nothing");

        for _ in 0..2 {
            rendiconta(&citta.ufficio(), &servizi)
                .await
                .expect("asked for");
            assert_eq!(da_chiarire(citta).await, [0]);
            assert_eq!(saldo(citta).await, 2500, "once");
        }
        let letti = flussi(&citta.ufficio(), pagina()).await.expect("read");
        let flusso = &letti.edges[0].node;
        assert_eq!((flusso.importo.cents(), flusso.quanti), (2500, 2));
        assert!(flusso.quadra);
        let righe = righe_del_flusso(&citta.ufficio(), flusso.id, pagina()).await;
        for riga in righe.expect("read").edges {
            assert_eq!(riga.node.stato, StatoRigaFlusso::Abbinata);
            let ricevuta = riga.node.ricevuta.expect("there");
            assert_eq!(ricevuta.importo, riga.node.importo);
        }
    })
    .await;
}

#[tokio::test]
async fn a_service_that_does_not_answer_takes_nothing_away() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let presto = chiedi_rendicontazione(&citta.ufficio()).await;
        assert_eq!(presto.expect_err("not connected").code(), "SENZA_PAGOPA");
        collega(citta).await;
        let chiedi = async || {
            citta.orologio.set(citta.orologio.now().piu_secondi(1));
            let chiesta = chiedi_rendicontazione(&citta.ufficio()).await;
            chiesta.expect("asked");
            let lavori = jobs::Entity::find()
                .filter(jobs::Column::Tipo.eq(RENDICONTAZIONE))
                .all(citta.scope.db())
                .await;
            lavori.expect("read").len()
        };
        assert_eq!(chiedi().await, 1);
        assert_eq!(chiedi().await, 1, "one waits already");
        citta.forza("UPDATE lavoro SET stato = 'fatto'").await;
        assert_eq!(chiedi().await, 2, "that one is done");
        // Nobody listens there.
        let muti = riscontri("http://127.0.0.1:1");
        assert!(rendiconta(&citta.ufficio(), &muti).await.is_err());
        assert!(da_chiarire(citta).await.is_empty());
        let nessuno = Riscontri::default();
        rendiconta(&citta.ufficio(), &nessuno)
            .await
            .expect("no service, no work");
    })
    .await;
}

#[tokio::test]
async fn a_payment_that_no_flow_names_is_shown_after_some_days() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let nodo = Arc::new(collega(citta).await);
        let servizi = servizi(&nodo).await;
        let in_flusso = ricarica(citta, citta.ada, 2000).await;
        paga(citta, &nodo, &in_flusso, Comportamento::Regolare)
            .await
            .expect("paid");
        nodo.rendiconta(qr(citta, &in_flusso).ente).expect("a flow");
        rendiconta(&citta.ufficio(), &servizi)
            .await
            .expect("taken in");
        let fuori = ricarica(citta, citta.ada, 500).await;
        paga(citta, &nodo, &fuori, Comportamento::Regolare)
            .await
            .expect("paid");
        let mancano = async || {
            let letti = non_rendicontate(&citta.ufficio(), pagina()).await;
            let letti = letti.expect("read").edges;
            letti.into_iter().map(|e| e.node.numero).collect::<Vec<_>>()
        };
        assert!(mancano().await.is_empty(), "the bank has some days");
        let giorni = |n: i64| n * 86_400;
        citta
            .orologio
            .set(citta.orologio.now().piu_secondi(giorni(7)));
        assert_eq!(mancano().await, [fuori.numero]);
    })
    .await;
}

/// The flow of one payment of 20 €.
async fn un_flusso(citta: &Citta) -> (VoceElenco, Flusso) {
    let nodo = collega(citta).await;
    let avviso = ricarica(citta, citta.ada, 2000).await;
    paga(citta, &nodo, &avviso, Comportamento::Regolare)
        .await
        .expect("paid");
    let flusso = nodo.rendiconta(qr(citta, &avviso).ente).expect("ids fit");
    let flusso = flusso.expect("a payment");
    let voce = VoceElenco {
        fdr: flusso.id.to_string(),
        psp_id: "BANCA".to_owned(),
        revision: 1,
    };
    (voce, flusso)
}

#[tokio::test]
async fn a_later_revision_takes_the_place_of_the_flow() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let (mut voce, mut flusso) = un_flusso(citta).await;
        let ctx = citta.ufficio();
        importa(&ctx, &voce, &flusso).await.expect("written");
        let id = flussi(&ctx, pagina()).await.expect("read").edges[0].node.id;
        let trovato = riscontra(&ctx, id, Some(" 1234/2026 "))
            .await
            .expect("noted");
        assert_eq!(trovato.provvisorio.as_deref(), Some("1234/2026"));
        assert!(trovato.riscontrato_da.is_some());
        let lungo = riscontra(&ctx, id, Some(&"9".repeat(41))).await;
        assert_eq!(lungo.expect_err("too long").campo(), Some("provvisorio"));

        // The payer got the money back, and the bank says so.
        voce.revision = 2;
        flusso.righe[0].esito = EsitoRiga::Revocato;
        importa(&ctx, &voce, &flusso).await.expect("written");
        let letti = flussi(&ctx, pagina()).await.expect("read").edges;
        let [uno] = letti.as_slice() else {
            panic!("one flow: {letti:?}");
        };
        assert_eq!((uno.node.id, uno.node.da_chiarire), (id, 1));
        assert_eq!(uno.node.provvisorio, None, "to be found again");
        assert!(!uno.node.quadra, "20 € declared, nothing left");
        let righe = righe_del_flusso(&ctx, id, pagina()).await.expect("read");
        let stati: Vec<_> = righe.edges.iter().map(|e| e.node.stato).collect();
        assert_eq!(stati, [StatoRigaFlusso::Revocata]);

        let tolto = riscontra(&ctx, id, None).await.expect("noted");
        assert_eq!(tolto.riscontrato_da, None);
    })
    .await;
}

#[tokio::test]
async fn a_flow_that_cannot_be_read_does_not_keep_the_others_waiting() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let (voce, flusso) = un_flusso(citta).await;
        let servizi = Riscontri {
            ricevute: None,
            ..con_uno_illeggibile(&voce, &flusso).await
        };
        rendiconta(&citta.ufficio(), &servizi)
            .await
            .expect("taken in");
        let letti = flussi(&citta.ufficio(), pagina()).await.expect("read");
        let presi: Vec<_> = letti.edges.iter().map(|e| e.node.flusso.as_str()).collect();
        assert_eq!(presi, [voce.fdr]);
    })
    .await;
}

#[tokio::test]
async fn another_amount_is_shown() {
    in_citta(async |citta| {
        citta.gestione(MENSA, 2026, Modo::Prepagato).await;
        let (voce, mut flusso) = un_flusso(citta).await;
        flusso.righe[0].importo = super::citta::euro(1999);
        let ctx = citta.ufficio();
        importa(&ctx, &voce, &flusso).await.expect("written");
        let letto = flussi(&ctx, pagina()).await.expect("read").edges.remove(0);
        assert_eq!((letto.node.da_chiarire, letto.node.quadra), (1, false));
        let righe = righe_del_flusso(&ctx, letto.node.id, pagina()).await;
        let riga = righe.expect("read").edges.remove(0).node;
        assert_eq!(riga.stato, StatoRigaFlusso::ImportoDiverso);

        // None of it is for whoever is responsible for some buildings.
        let ctx = citta.ufficio_di(&PlessoScope::Solo([citta.plesso].into()));
        let rifiuti = [
            flussi(&ctx, pagina()).await.map(drop),
            crate::pagopa::flusso(&ctx, letto.node.id).await.map(drop),
            righe_del_flusso(&ctx, letto.node.id, pagina())
                .await
                .map(drop),
            non_rendicontate(&ctx, pagina()).await.map(drop),
            riscontra(&ctx, letto.node.id, Some("1")).await.map(drop),
            chiedi_rendicontazione(&ctx).await,
        ];
        for rifiuto in rifiuti {
            let errore = rifiuto.expect_err("for some buildings only");
            assert_eq!(errore.code(), Rifiuto::NonPermesso.code());
        }
    })
    .await;
}
