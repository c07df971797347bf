//! When comuni next have work.

use campanella_kernel::Istante;
use campanella_kernel::clock::Clock;

use super::{con_comuni, id};
use crate::Sveglia;
use crate::testing::for_each_installazione;

fn names(due: &[Sveglia]) -> Vec<&str> {
    due.iter().map(|s| s.comune.as_str()).collect()
}

#[tokio::test]
async fn comuni_are_due_in_the_order_of_their_work() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla", "bardi", "calice"]).await;
            let now: Istante = i.clock.now();
            let sveglie = i.comuni.sveglie();
            assert_eq!(sveglie.next().await.expect("read"), None);
            sveglie.wake(&id("aulla"), now).await.expect("noted");
            let earlier = now.piu_secondi(-60);
            sveglie.wake(&id("bardi"), earlier).await.expect("noted");
            let later = now.piu_secondi(1);
            sveglie.wake(&id("calice"), later).await.expect("noted");
            // A later wish does not put off an earlier one.
            sveglie.wake(&id("bardi"), later).await.expect("noted");

            assert_eq!(sveglie.next().await.expect("read"), Some(earlier));
            let due = sveglie.due(now, 10).await.expect("read");
            assert_eq!(names(&due), ["bardi", "aulla"]);
            assert_eq!(names(&sveglie.due(now, 1).await.expect("read")), ["bardi"]);

            // The work of a suspended comune waits.
            i.comuni
                .sospendi(&id("bardi"), "prova", "prova")
                .await
                .expect("suspended");
            assert_eq!(names(&sveglie.due(now, 10).await.expect("read")), ["aulla"]);
        },
    )
    .await;
}

#[tokio::test]
async fn a_wake_up_during_the_work_is_not_lost() {
    for_each_installazione(
        |_| {},
        async |i| {
            con_comuni(i, &["aulla"]).await;
            let now = i.clock.now();
            let sveglie = i.comuni.sveglie();
            let aulla = id("aulla");
            sveglie.wake(&aulla, now).await.expect("noted");
            let working = sveglie.due(now, 1).await.expect("read").remove(0);
            // Somebody asks for a job tomorrow while this node has just found no more work.
            let tomorrow = now.piu_secondi(86_400);
            sveglie.wake(&aulla, tomorrow).await.expect("noted");
            let put_off = sveglie.reschedule(&working, None).await.expect("tried");
            assert!(!put_off);
            let again = sveglie.due(now, 1).await.expect("read").remove(0);
            let put_off = sveglie.reschedule(&again, Some(tomorrow)).await;
            assert!(put_off.expect("done"));
            assert_eq!(sveglie.due(now, 1).await.expect("read"), []);
            assert_eq!(sveglie.next().await.expect("read"), Some(tomorrow));
        },
    )
    .await;
}
