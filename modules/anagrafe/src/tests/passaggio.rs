//! Class roll-over.

use campanella_kernel::{DomainError, PlessoScope};
use campanella_tenants::testing::for_each_store;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{ANNA, Banco, MARIO, anno, giorno};
use crate::entities::{classe, iscrizione};
use crate::passaggio_classe;

#[tokio::test]
async fn classes_move_up_once() {
    for_each_store(async |db| {
        let banco = Banco::new(&db).await;
        let stays = banco.nucleo(MARIO, "Mario", "Rossi").await;
        let left = banco.nucleo(ANNA, "Matteo", "Boschi").await;
        banco
            .calendario("2026/2027", "2026-09-14", "2027-06-08")
            .await;
        banco
            .calendario("2027/2028", "2027-09-13", "2028-06-07")
            .await;
        let gone = iscrizione::ActiveModel {
            id: Set(left.iscrizione),
            al: Set(Some(giorno("2027-01-31"))),
            ..Default::default()
        };
        iscrizione::Entity::update(gone)
            .exec(&db)
            .await
            .expect("an update");
        let ctx = banco.ufficio();
        let (da, a) = (anno("2026/2027"), anno("2027/2028"));

        let trial = passaggio_classe(&ctx, da, a, true).await.expect("a trial");
        assert_eq!(
            banco.quanti::<iscrizione::Entity>().await,
            2,
            "a trial writes nothing"
        );
        let done = passaggio_classe(&ctx, da, a, false).await.expect("done");
        let text =
            |e: &crate::EsitoPassaggio| format!("{e:?}").replace("prova: true", "prova: false");
        assert_eq!(text(&trial), text(&done));
        let new = iscrizione::Entity::find()
            .filter(iscrizione::Column::Anno.eq(a))
            .all(&db)
            .await
            .expect("enrolments");
        assert_eq!(new.len(), 1);
        assert_eq!(
            (new[0].alunno_id, new[0].dal),
            (stays.alunno, giorno("2027-09-13"))
        );
        let to = classe::Entity::find_by_id(new[0].classe_id)
            .one(&db)
            .await
            .expect("a class");
        let to = to.expect("a class");
        assert_eq!(
            (to.nome.as_str(), to.livello, to.plesso_id),
            ("2A", 2, banco.plessi[0])
        );

        passaggio_classe(&ctx, da, a, false).await.expect("again");
        assert_eq!(banco.quanti::<iscrizione::Entity>().await, 3);
        assert_eq!(banco.quanti::<classe::Entity>().await, 4);

        let jump = passaggio_classe(&ctx, da, anno("2028/2029"), false).await;
        assert_eq!(jump.expect_err("a jump").code(), "ANNI_NON_CONSECUTIVI");
        let limited = banco.ufficio_di(PlessoScope::Solo([banco.plessi[0]].into()));
        let limited = passaggio_classe(&limited, da, a, false).await;
        assert_eq!(limited.expect_err("limited").code(), "NON_PERMESSO");
    })
    .await;
}
