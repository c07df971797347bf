//! The generated registers of menus and kitchens, on a store of each kind.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_graphql::dynamic::Object;
use async_graphql::{Request, Response};
use campanella_anagrafe::Anagrafe;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_kernel::graphql::{Api, EntityPolicy, register_scalars};
use campanella_kernel::{Module, audit};
use campanella_plugins_host::Regolamenti;
use campanella_prenotazioni::Prenotazioni;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use seaography::{Builder, BuilderContext};
use serde_json::{Value, json};

use super::citta::{Citta, g, in_citta};
use crate::{CentroId, MenuInput, PortataInput, Refezione, crea_centro_cottura, pubblica_menu};

/// Asks the offices' API as whoever may do everything; also how many statements that took.
async fn conta(citta: &Citta, query: &str) -> (Response, usize) {
    let statements = Arc::new(AtomicUsize::new(0));
    let mut store = citta.scope.db().clone();
    let counter = Arc::clone(&statements);
    store.set_metric_callback(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
    });
    let context: &'static BuilderContext = Box::leak(Box::default());
    let mut builder = Builder::new(context, store.clone());
    builder.mutation = Object::new("Mutation");
    register_scalars(&mut builder);
    let mut api = Api::new(builder, EntityPolicy::default());
    let moduli: [&dyn Module; 4] = [&Anagrafe, &Regolamenti, &Prenotazioni, &Refezione];
    for modulo in moduli {
        modulo.ufficio(&mut api);
    }
    let mut request = Request::new(query)
        .data(citta.scope.clone())
        .data(citta.sistema())
        .data(store.clone());
    for insert in &api.loaders {
        request = insert(&store, request);
    }
    let schema = api.builder.schema_builder().finish().expect("a schema");
    let response = schema.execute(request).await;
    (response, statements.load(Ordering::Relaxed))
}

async fn chiedi(citta: &Citta, query: &str) -> Value {
    let (response, _) = conta(citta, query).await;
    assert!(response.errors.is_empty(), "{query}: {:?}", response.errors);
    response.data.into_json().expect("json")
}

/// The code and the words of a refusal.
async fn rifiuto(citta: &Citta, query: &str) -> (String, String) {
    let (response, _) = conta(citta, query).await;
    let error = serde_json::to_value(&response).expect("json")["errors"][0].clone();
    let code = error["extensions"]["code"].as_str().unwrap_or_default();
    let words = error["message"].as_str().unwrap_or_default();
    (code.to_owned(), words.to_owned())
}

/// A menu of the day, of the kitchen or of all.
async fn menu(citta: &Citta, giorno: u32, centro: Option<CentroId>) {
    let portata = |nome: &str, allergeni: &[&str]| PortataInput {
        nome: nome.to_owned(),
        allergeni: allergeni.iter().map(ToString::to_string).collect(),
    };
    let dati = MenuInput {
        giorno: g(2026, 11, giorno),
        centro,
        ordine: Some(OrdineScuola::Primaria),
        portate: vec![
            portata("Pasta al pesto", &["glutine", "frutta a guscio"]),
            portata("Mela", &[]),
        ],
    };
    pubblica_menu(&citta.sistema(), dati).await.expect("a menu");
}

#[tokio::test]
async fn menus_are_read_with_filters_order_pages_and_relations() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let nord = crea_centro_cottura(&ctx, "Cucina nord", &citta.plessi[..1])
            .await
            .expect("a kitchen");
        for giorno in 24..=27 {
            menu(&citta, giorno, (giorno % 2 == 0).then_some(nord.id)).await;
        }
        let letti = chiedi(
            &citta,
            "{ menu(filters: { giorno: { gte: \"2026-11-25\" } }, orderBy: { giorno: DESC },
                    pagination: { page: { limit: 2, page: 0 } }) {
                 paginationInfo { total }
                 nodes { giorno ordine centroCottura { nome centroPlesso { nodes { plesso { nome } } } }
                         portata(orderBy: { posizione: ASC }) { nodes { nome allergeni } } } } }",
        )
        .await;
        let portate = json!({ "nodes": [
            { "nome": "Pasta al pesto", "allergeni": ["glutine", "frutta a guscio"] },
            { "nome": "Mela", "allergeni": [] },
        ] });
        let nord = json!({ "nome": "Cucina nord",
                           "centroPlesso": { "nodes": [{ "plesso": { "nome": "Rodari" } }] } });
        let atteso = json!({ "menu": {
            "paginationInfo": { "total": 3 },
            "nodes": [
                { "giorno": "2026-11-27", "ordine": "primaria", "centroCottura": null,
                  "portata": portate },
                { "giorno": "2026-11-26", "ordine": "primaria", "centroCottura": nord,
                  "portata": portate },
            ],
        } });
        assert_eq!(letti, atteso);
        let diete = chiedi(&citta, "{ dietaTipo { nodes { codice descrizione sanitaria } } }").await;
        assert_eq!(diete["dietaTipo"]["nodes"][0]["codice"], "D01");
    })
    .await;
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_menus() {
    in_citta(async |citta| {
        let ctx = citta.sistema();
        let nord = crea_centro_cottura(&ctx, "Cucina nord", &citta.plessi)
            .await
            .expect("a kitchen");
        let query = "{ menu { nodes { giorno centroCottura { nome centroPlesso { nodes { plesso { nome } } } }
                                      portata { nodes { nome } } } } }";
        menu(&citta, 2, Some(nord.id)).await;
        let (_, pochi) = conta(&citta, query).await;
        for giorno in 3..=22 {
            menu(&citta, giorno, Some(nord.id)).await;
        }
        let (letti, molti) = conta(&citta, query).await;
        let nodes = letti.data.into_json().expect("json")["menu"]["nodes"].clone();
        assert_eq!(nodes.as_array().map(Vec::len), Some(21));
        assert!(pochi > 0, "statements are seen");
        assert_eq!(molti, pochi);
    })
    .await;
}

#[tokio::test]
async fn kitchens_and_their_buildings_are_kept_a_row_at_a_time() {
    in_citta(async |citta| {
        let [rodari, montessori] = citta.plessi;
        let ctx = citta.sistema();
        let nord = crea_centro_cottura(&ctx, "Cucina nord", &[rodari]).await;
        let sud = crea_centro_cottura(&ctx, "Cucina sud", &[]).await;
        let (nord, sud) = (nord.expect("a kitchen").id, sud.expect("a kitchen").id);
        let serve = format!(
            "mutation {{ centroPlessoCrea(dati: {{ centroId: {nord}, plessoId: {montessori} }}) {{
                 id centroCottura {{ nome }} plesso {{ nome }} }} }}"
        );
        let fatto = chiedi(&citta, &serve).await["centroPlessoCrea"].clone();
        assert_eq!(fatto["plesso"]["nome"], "Montessori");
        let id = fatto["id"].as_i64().expect("a key");
        let (codice, parole) = rifiuto(&citta, &serve).await;
        assert_eq!(codice, "GIA_PRESENTE");
        assert!(parole.contains("ha già un centro di cottura"), "{parole}");
        let (codice, _) = rifiuto(
            &citta,
            "mutation { centroPlessoCrea(dati: { centroId: 999, plessoId: 999 }) { id } }",
        )
        .await;
        assert_eq!(codice, "NON_TROVATO");

        let passa = format!(
            "mutation {{ centroPlessoModifica(id: {id}, dati: {{ centroId: {sud}, plessoId: {montessori} }})
                 {{ centroCottura {{ nome }} }} }}"
        );
        let passato = chiedi(&citta, &passa).await;
        let nome = &passato["centroPlessoModifica"]["centroCottura"]["nome"];
        assert_eq!(nome, "Cucina sud");
        let doppio = format!(
            "mutation {{ centroCotturaModifica(id: {nord}, dati: {{ nome: \"Cucina sud\" }}) {{ id }} }}"
        );
        assert_eq!(rifiuto(&citta, &doppio).await.0, "GIA_PRESENTE");
        let togli = format!("mutation {{ centroCotturaElimina(id: {sud}) }}");
        let (codice, parole) = rifiuto(&citta, &togli).await;
        assert_eq!(codice, "IN_USO", "{parole}");
        chiedi(&citta, &format!("mutation {{ centroPlessoElimina(id: {id}) }}")).await;
        chiedi(&citta, &togli).await;

        let righe = audit::Entity::find()
            .filter(audit::Column::Oggetto.eq("centro_plesso"))
            .all(citta.scope.db())
            .await
            .expect("the log");
        let azioni: Vec<_> = righe.iter().map(|r| r.azione.as_str()).collect();
        assert_eq!(azioni, ["crea", "modifica", "elimina"]);
        let centri = (&righe[1].dettaglio["prima"], &righe[1].dettaglio["dopo"]);
        assert_eq!(centri.0["centro_id"], nord.key());
        assert_eq!(centri.1["centro_id"], sud.key());
    })
    .await;
}

#[tokio::test]
async fn a_kind_of_diet_that_a_child_has_stays() {
    in_citta(async |citta| {
        let letti = chiedi(&citta, "{ dietaTipo { nodes { id codice } } }").await;
        let id = letti["dietaTipo"]["nodes"][0]["id"].clone();
        let (codice, _) = rifiuto(&citta, &format!("mutation {{ dietaTipoElimina(id: {id}) }}")).await;
        assert_eq!(codice, "IN_USO");
        let cambia = format!(
            "mutation {{ dietaTipoModifica(id: {id}, dati: {{ descrizione: \"Senza glutine (celiachia)\" }})
                 {{ codice descrizione }} }}"
        );
        let dopo = chiedi(&citta, &cambia).await["dietaTipoModifica"].clone();
        assert_eq!(dopo["descrizione"], "Senza glutine (celiachia)");
        assert_eq!(dopo["codice"], "D01", "the code stays");
    })
    .await;
}

#[tokio::test]
async fn a_building_is_renamed_and_does_not_go_while_it_is_used() {
    in_citta(async |citta| {
        let plesso = citta.plessi[0];
        let cambia = format!(
            "mutation {{ plessoModifica(id: {plesso}, dati: {{ nome: \"Rodari nuova\" }})
                 {{ codice nome indirizzo scuola {{ nome }} }} }}"
        );
        let dopo = chiedi(&citta, &cambia).await["plessoModifica"].clone();
        assert_eq!(dopo["nome"], "Rodari nuova");
        assert_eq!(dopo["indirizzo"], Value::Null);
        let (codice, _) = rifiuto(
            &citta,
            &format!("mutation {{ plessoElimina(id: {plesso}) }}"),
        )
        .await;
        assert_eq!(codice, "IN_USO");
    })
    .await;
}
