//! The three modules in the two schemas, as a request meets them.

use async_graphql::dynamic::{Object, Schema};
use async_graphql::{Request, Value, value};
use campanella_anagrafe::Anagrafe;
use campanella_kernel::graphql::{Api, EntityPolicy, register_scalars};
use campanella_kernel::{Ctx, Module};
use campanella_plugins_host::Regolamenti;
use campanella_prenotazioni::Prenotazioni;
use sea_orm::DatabaseConnection;
use seaography::{Builder, BuilderContext};

use super::citta::{Citta, g, in_citta, lunedi};
use crate::{Refezione, chiudi_giorno};

/// The schema of families, or that of offices.
fn schema(store: &DatabaseConnection, ufficio: bool) -> Schema {
    let context: &'static BuilderContext = Box::leak(Box::default());
    let mut builder = Builder::new(context, store.clone());
    builder.mutation = Object::new("Mutation");
    register_scalars(&mut builder);
    let mut api = Api::new(builder, EntityPolicy::default());
    let moduli: [&dyn Module; 4] = [&Anagrafe, &Regolamenti, &Prenotazioni, &Refezione];
    for modulo in moduli {
        if ufficio {
            modulo.ufficio(&mut api);
        } else {
            modulo.portale(&mut api);
        }
    }
    api.builder
        .schema_builder()
        .finish()
        .expect("parts that fit together")
}

async fn chiedi(citta: &Citta, ctx: Ctx, ufficio: bool, query: &str) -> async_graphql::Response {
    let request = Request::new(query).data(citta.scope.clone()).data(ctx);
    schema(citta.scope.db(), ufficio).execute(request).await
}

#[tokio::test]
async fn a_family_sees_on_its_calendar_what_was_registered() {
    in_citta(async |citta| {
        let iscrizione = citta.anna.iscrizione;
        let prenota = |giorno: &str, versione: u8| {
            format!(
                "mutation {{ prenota(iscrizione: \"{iscrizione}\", giorno: \"{giorno}\",
                 scelta: ASSENZA, versione: {versione}) {{ scelta versione }} }}"
            )
        };
        let genitore = || citta.genitore(citta.anna);
        let fatto = chiedi(&citta, genitore(), false, &prenota("2026-11-23", 0)).await;
        let atteso = value!({ "prenota": { "scelta": "ASSENZA", "versione": 1 } });
        assert_eq!(fatto.data, atteso, "{:?}", fatto.errors);
        let conflitto = chiedi(&citta, genitore(), false, &prenota("2026-11-23", 0)).await;
        let dettagli = conflitto.errors[0].extensions.clone().expect("extensions");
        assert_eq!(dettagli.get("code"), Some(&Value::from("CONFLITTO")));
        let Some(Value::Object(attuale)) = dettagli.get("attuale") else {
            panic!("the present state: {dettagli:?}");
        };
        assert_eq!(attuale["scelta"], Value::from("ASSENZA"));
        chiudi_giorno(&citta.sistema(), &citta.plesso(0).await, lunedi())
            .await
            .expect("closed");
        let calendario = format!(
            "{{ calendario(iscrizione: \"{iscrizione}\", dal: \"2026-11-23\", al: \"2026-11-24\")
             {{ giorni {{ giorno presenzaRegistrata scelte {{ permessa }} }} }}
             presenze(iscrizione: \"{iscrizione}\") {{ totalePasti edges {{ node {{ stato }} }}
             pageInfo {{ hasNextPage }} }} }}"
        );
        let letto = chiedi(&citta, genitore(), false, &calendario).await;
        let no = value!([{ "permessa": false }, { "permessa": false }, { "permessa": false }]);
        let si = value!([{ "permessa": true }, { "permessa": true }, { "permessa": true }]);
        let atteso = value!({
            "calendario": { "giorni": [
                { "giorno": "2026-11-23", "presenzaRegistrata": "ASSENTE", "scelte": no },
                { "giorno": "2026-11-24", "presenzaRegistrata": null, "scelte": si },
            ] },
            "presenze": {
                "totalePasti": 0,
                "edges": [{ "node": { "stato": "ASSENTE" } }],
                "pageInfo": { "hasNextPage": false },
            },
        });
        assert_eq!(letto.data, atteso, "{:?}", letto.errors);
    })
    .await;
}

#[tokio::test]
async fn an_office_reads_counts_and_marks_a_roll_call() {
    in_citta(async |citta| {
        let (classe, bruno) = (citta.classi[0], citta.bruno.iscrizione);
        let giorno = lunedi().date();
        let segna = format!(
            "mutation {{ segnaAppello(classe: \"{classe}\", giorno: \"{giorno}\",
             voci: [{{ iscrizione: \"{bruno}\", stato: ASSENTE }}])
             {{ chiuso voci {{ nome presenza scelta dietaSpeciale }} }} }}"
        );
        let segnato = chiedi(&citta, citta.sistema(), true, &segna).await;
        assert!(segnato.errors.is_empty(), "{:?}", segnato.errors);
        let conta = format!(
            "{{ conteggi(giorno: \"{giorno}\") {{ totale righe {{ plesso {{ nome }}
             classe {{ nome }} pastoBase assenti diete {{ codice pasti }} }} }} }}"
        );
        let contato = chiedi(&citta, citta.sistema(), true, &conta).await;
        let atteso = value!({ "conteggi": { "totale": 2, "righe": [
            { "plesso": { "nome": "Montessori" }, "classe": { "nome": "4B" },
              "pastoBase": 1, "assenti": 0, "diete": [] },
            { "plesso": { "nome": "Rodari" }, "classe": { "nome": "3A" },
              "pastoBase": 1, "assenti": 1, "diete": [] },
        ] } });
        assert_eq!(contato.data, atteso, "{:?}", contato.errors);
        let pubblica = format!(
            "mutation {{ pubblicaMenu(dati: {{ giorno: \"{}\", ordine: PRIMARIA,
             portate: [{{ nome: \"Pasta\", allergeni: [\"glutine\"] }}] }}) {{ giorno }} }}",
            g(2026, 11, 24).date()
        );
        let pubblicato = chiedi(&citta, citta.sistema(), true, &pubblica).await;
        assert!(pubblicato.errors.is_empty(), "{:?}", pubblicato.errors);
    })
    .await;
}
