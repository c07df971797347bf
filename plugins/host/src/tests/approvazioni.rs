//! Two people for one regulation, where the comune wants it.

use std::sync::Arc;

use campanella_kernel::{Ctx, DomainError, Permission, PermissionSet, PlessoScope, Scope};

use super::attivazioni::{Banco, banco, giorno, persona, tariffa_unica};
use crate::proposte::{self, StatoProposta};
use crate::{APPROVA, LEGGI};

/// The same person again, with a context of their own.
async fn proponi(banco: &Banco, chi: i64) -> proposte::PropostaId {
    let ctx = persona(&banco.ctx, chi);
    let nuova = tariffa_unica(45_000, giorno(2026, 11, 1));
    banco.regole.proponi(&ctx, nuova).await.expect("proposed")
}

#[tokio::test]
async fn who_proposes_does_not_approve_where_two_are_wanted() {
    let banco = banco().await;
    proposte::imposta_due_persone(&banco.ctx, true)
        .await
        .expect("said");
    let diretta = banco
        .regole
        .attiva(&banco.ctx, tariffa_unica(45_000, giorno(2026, 11, 1)))
        .await
        .expect_err("it must be proposed");
    assert_eq!(diretta.code(), "OCCORRE_APPROVAZIONE");

    let id = proponi(&banco, 1).await;
    let da_se = banco.regole.approva(&banco.ctx, id).await;
    assert_eq!(da_se.expect_err("the same").code(), "APPROVAZIONE_DI_ALTRI");
    assert!(
        banco.prezzo(giorno(2026, 11, 2)).await.is_err(),
        "not in force"
    );

    // Another person of the same name.
    let altra = persona(&banco.ctx, 2);
    banco.regole.approva(&altra, id).await.expect("approved");
    assert_eq!(banco.prezzo(giorno(2026, 11, 2)).await, Ok(45_000));
    let di_nuovo = banco.regole.approva(&altra, id).await;
    assert_eq!(di_nuovo.expect_err("done").code(), "PROPOSTA_GIA_DECISA");
}

#[tokio::test]
async fn where_one_is_enough_who_proposes_may_approve() {
    let banco = banco().await;
    let id = proponi(&banco, 1).await;
    banco
        .regole
        .approva(&banco.ctx, id)
        .await
        .expect("approved");
    assert_eq!(banco.prezzo(giorno(2026, 11, 2)).await, Ok(45_000));
}

#[tokio::test]
async fn a_proposal_is_turned_down_with_a_reason_and_never_holds() {
    let banco = banco().await;
    let id = proponi(&banco, 1).await;
    let senza = proposte::respingi(&banco.ctx, id, "  ").await;
    assert_eq!(senza.expect_err("no reason").code(), "MOTIVO_MANCANTE");
    proposte::respingi(&banco.ctx, id, "manca la delibera")
        .await
        .expect("turned down");
    let dopo = banco.regole.approva(&banco.ctx, id).await;
    assert_eq!(dopo.expect_err("decided").code(), "PROPOSTA_GIA_DECISA");
    assert!(banco.prezzo(giorno(2026, 11, 2)).await.is_err());
    let elenco = proposte::elenco(banco.ctx.db()).await.expect("a list");
    assert_eq!(elenco[0].stato, StatoProposta::Respinta);
    assert_eq!(elenco[0].motivo.as_deref(), Some("manca la delibera"));
}

#[tokio::test]
async fn who_only_approves_may_turn_down_and_who_only_reads_may_not() {
    let banco = banco().await;
    let id = proponi(&banco, 1).await;
    let lettore = con_permesso(&banco.ctx, LEGGI);
    let negato = proposte::respingi(&lettore, id, "no").await;
    assert_eq!(negato.expect_err("may not").code(), "NON_PERMESSO");
    proposte::respingi(&con_permesso(&banco.ctx, APPROVA), id, "no")
        .await
        .expect("turned down");
}

fn con_permesso(scope: &Scope, permesso: Permission) -> Ctx {
    let mut permessi = PermissionSet::nessuno();
    permessi.concedi(permesso, PlessoScope::Tutti);
    let attore = persona(scope, 2).actor().clone();
    scope.authenticated(attore, Arc::new(permessi))
}
