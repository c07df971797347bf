//! The registers of menus and kitchens as the offices read and keep them: generated, because no
//! rule concerns them. Nothing here is of a child: who has which diet is elsewhere.
//!
//! The fourteen allergens are no register: the law lists them, see [`Allergene`](crate::Allergene).

use async_graphql::dynamic::{Field, FieldFuture, TypeRef};
use async_graphql::{Error, Value};
use campanella_kernel::graphql::{Api, FlatRegister, Write};

use crate::entities::{centro_cottura, centro_plesso, dieta_tipo, menu, portata};
use crate::permessi::{GESTISCI_CUCINE, LEGGI_MENU};

/// Adds the generated reads and writes.
pub(crate) fn register(api: &mut Api) {
    api.entity::<menu::Entity, menu::RelatedEntity>(LEGGI_MENU)
        .entity_with::<portata::Entity, portata::RelatedEntity>(LEGGI_MENU, vec![allergeni()])
        .entity::<dieta_tipo::Entity, dieta_tipo::RelatedEntity>(LEGGI_MENU)
        .entity::<centro_cottura::Entity, centro_cottura::RelatedEntity>(LEGGI_MENU)
        .entity::<centro_plesso::Entity, centro_plesso::RelatedEntity>(LEGGI_MENU);
    // A kitchen is made by `creaCentroCottura`, which takes its buildings from those that had
    // them; a menu is published whole.
    api.register(FlatRegister::<centro_cottura::Entity> {
        name: "Centro di cottura",
        permission: GESTISCI_CUCINE,
        writes: &[Write::Update, Write::Delete],
        columns: &[centro_cottura::Column::Nome],
        duplicate: "C'è già un centro di cottura con questo nome: sceglierne un altro.",
        in_use: "Questo centro di cottura ha plessi o menù: affidare prima i plessi a un altro. \
                 Un centro che ha avuto menù resta.",
    });
    api.register(FlatRegister::<centro_plesso::Entity> {
        name: "Plesso di un centro di cottura",
        permission: GESTISCI_CUCINE,
        writes: &[Write::Create, Write::Update, Write::Delete],
        columns: &[
            centro_plesso::Column::CentroId,
            centro_plesso::Column::PlessoId,
        ],
        duplicate: "Questo plesso ha già un centro di cottura: modificare quella riga.",
        in_use: "Altri dati si riferiscono a questa riga.",
    });
    // The code is what diets and counts are known by, and `sanitaria` decides on certificates:
    // both stay as they were made.
    api.register(FlatRegister::<dieta_tipo::Entity> {
        name: "Tipo di dieta",
        permission: GESTISCI_CUCINE,
        writes: &[Write::Update, Write::Delete],
        columns: &[dieta_tipo::Column::Descrizione],
        duplicate: "C'è già un tipo di dieta uguale.",
        in_use: "Questo tipo di dieta è stato concesso a qualche bambino: non si può eliminare.",
    });
}

/// The names of the allergens, in place of the column that holds them as JSON.
fn allergeni() -> Field {
    let names = TypeRef::named_nn_list_nn(TypeRef::STRING);
    Field::new("allergeni", names, |ctx| {
        FieldFuture::new(async move {
            let portata = ctx
                .parent_value
                .try_downcast_ref::<portata::Model>()
                .map_err(|_| Error::new("a dish of another type"))?;
            let names = portata.allergeni.0.iter().map(|a| Value::from(a.nome()));
            Ok(Some(Value::List(names.collect())))
        })
    })
    .description("Gli allergeni (regolamento UE 1169/2011).")
}
