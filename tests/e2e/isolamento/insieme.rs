//! Two comuni asked at the same moment answer each with its own data.

use campanella_graphql::SchemaKind;
use campanella_kernel::graphql::RootKind;
use campanella_tests::piattaforma::{Piattaforma, in_ogni_archivio};
use campanella_tests::richiesta::Risposta;
use futures_util::future::join_all;

use super::attori::Attori;
use super::campi::{Campo, campi};

/// How often everything is asked at once.
const VOLTE: usize = 3;

/// Asks for as much as the limits allow.
async fn chiedi(p: &Piattaforma, attori: &Attori<'_>, campo: &Campo) -> Risposta {
    let chi = match campo.schema {
        SchemaKind::Portale => &attori.persone[0].chi,
        SchemaKind::Ufficio => &attori.persone[4].chi,
    };
    let comune = attori.comune;
    let mut depth = 7;
    loop {
        let documento = campo.documento(p, attori, &comune.famiglie[0], depth);
        let answer = p.chiedi(&comune.host, chi, campo.schema, &documento).await;
        if depth == 1 || answer.codice().as_deref() != Some("RICHIESTA_TROPPO_GRANDE") {
            return answer;
        }
        depth -= 1;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_comuni_asked_at_once_answer_with_their_own_data() {
    in_ogni_archivio(async |p| {
        let uno = Attori::new(p, &p.montalba).await;
        let due = Attori::new(p, &p.rovereta).await;
        let mut campi = campi(p);
        campi.retain(|c| c.root == RootKind::Query);
        let (mut named, mut refused) = (0, vec![]);
        for _ in 0..VOLTE {
            let asked = campi
                .iter()
                .flat_map(|campo| [(campo, &uno, &due), (campo, &due, &uno)]);
            let answers = join_all(asked.map(|(campo, attori, altri)| async move {
                (campo, attori, altri, chiedi(p, attori, campo).await)
            }));
            for (campo, attori, altri, answer) in answers.await {
                let (own, other) = (attori.comune.segno, altri.comune.segno);
                let what = format!("{} of {own}: {}", campo.nome(), answer.testo);
                assert!(!answer.testo.contains(other), "{what}");
                named += usize::from(answer.testo.contains(own));
                if answer.codice().is_some() {
                    refused.push(what);
                }
            }
        }
        assert!(refused.is_empty(), "{}", refused.join("\n"));
        assert!(named > 25 * VOLTE, "only {named} answers name anybody");
    })
    .await;
}
