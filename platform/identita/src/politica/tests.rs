use campanella_kernel::testing::comune;
use campanella_tenants::testing::for_each_store;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::PREDEFINITI;
use crate::entities::{ruolo, ruolo_permesso};

#[test]
fn every_line_of_the_default_roles_is_read_and_names_a_role() {
    let lines = include_str!("../../ruoli.csv")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .count();
    let rules: Vec<_> = predefinita().collect();
    assert_eq!(rules.len(), lines);
    for [role, resource, action] in rules {
        assert!(crate::predefiniti::predefinito(role), "{role}");
        assert!(
            ["leggi", "scrivi", "gestisci"].contains(&action),
            "{resource}"
        );
    }
    for (role, _) in PREDEFINITI {
        assert!(
            predefinita().any(|[r, ..]| r == *role),
            "{role} may do nothing"
        );
    }
}

#[test]
fn the_administrator_has_what_every_office_role_has() {
    let of = |role: &'static str| {
        predefinita()
            .filter(move |[r, ..]| *r == role)
            .map(|[_, resource, action]| format!("{resource}:{action}"))
    };
    let all: Vec<String> = of("amministratore").collect();
    for (role, _) in PREDEFINITI.iter().filter(|(r, _)| *r != crate::GENITORE) {
        for permission in of(role) {
            assert!(all.contains(&permission), "{role}: {permission}");
        }
    }
}

#[tokio::test]
async fn what_is_compiled_is_what_casbin_decides() {
    for_each_store(async |store| {
        let aulla = comune("aulla", &[]).id;
        let bardi = comune("bardi", &[]).id;
        own_role(&store, "dietista", "diete:leggi").await;
        let policy = compila(&aulla, &store, "prova").await.expect("compiled");
        let enforcer = enforcer(&aulla, &store).await.expect("an enforcer");
        let mut permissions: Vec<[&str; 2]> = predefinita().map(|[_, r, a]| [r, a]).collect();
        permissions.sort_unstable();
        permissions.dedup();
        permissions.push(["inventata", "leggi"]);
        let roles = PREDEFINITI.iter().map(|(role, _)| *role);
        for role in roles.chain(["dietista", "nessuno"]) {
            for [resource, action] in &permissions {
                let ask = |comune: &ComuneId| {
                    let request = (role, comune.as_str(), *resource, *action);
                    enforcer.enforce(request).expect("a decision")
                };
                let name = format!("{resource}:{action}");
                let compiled = policy
                    .ruolo(role)
                    .is_some_and(|set| set.nomi().any(|n| n == name));
                assert_eq!(compiled, ask(&aulla), "{role} {name}");
                assert!(
                    !ask(&bardi),
                    "the roles of one comune decide nothing in another"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_policy_is_compiled_anew_when_its_version_changes_and_only_then() {
    for_each_store(async |store| {
        // A name of this test's own: what is compiled is kept by comune.
        let id = comune("prova-versioni", &[]).id;
        let now = async || {
            let versione = versione(&store).await.expect("a version");
            alla_versione(&id, &store, &versione)
                .await
                .expect("a policy")
        };
        let first = now().await;
        assert!(Arc::ptr_eq(&first, &now().await));
        own_role(&store, "dietista", "diete:leggi").await;
        nuova_versione(&store).await.expect("a new version");
        let second = now().await;
        assert!(first.ruolo("dietista").is_none());
        assert!(second.ruolo("dietista").is_some());
    })
    .await;
}

async fn own_role(store: &DatabaseConnection, nome: &str, permesso: &str) {
    let now = campanella_kernel::Giorno::new(2026, 11, 23).expect("a day");
    let ora = chrono::NaiveTime::MIN;
    let row = ruolo::ActiveModel {
        nome: Set(nome.to_owned()),
        descrizione: Set("Prova".to_owned()),
        creato_da: Set("prova".to_owned()),
        creato_il: Set(campanella_kernel::Istante::da_ora_locale(now, ora)),
        ..Default::default()
    };
    let done = ruolo::Entity::insert(row)
        .exec_without_returning(store)
        .await;
    done.expect("a role");
    let row = ruolo_permesso::ActiveModel {
        ruolo: Set(nome.to_owned()),
        permesso: Set(permesso.to_owned()),
        ..Default::default()
    };
    let done = ruolo_permesso::Entity::insert(row)
        .exec_without_returning(store)
        .await;
    done.expect("a permission");
}
