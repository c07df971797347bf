//! The macros at work: a small schema that compiles and answers.
//!
//! The kernel's `graphql` module is stood in for by the one below, so that what the generated
//! code asks of it is written here.

// The generated code says `::campanella_kernel::graphql`.
extern crate self as campanella_kernel;

use async_graphql::dynamic::{Object, Schema};
use campanella_macros::{GraphqlEnum, GraphqlInput, GraphqlOutput, graphql_fields, graphql_root};
use seaography::{
    BuilderContext, CustomEnum, CustomFields, CustomInputObject, CustomInputType,
    CustomOutputObject, SeaResult,
};
use serde_json::{Value, json};

use graphql::{Ctx, Permission, RootFields, Scope};

/// What the kernel offers to the generated code.
pub mod graphql {
    use async_graphql::{Context, Error, ErrorExtensions};

    /// Crates that the generated code uses.
    pub mod __private {
        pub use async_graphql;
        pub use seaography;
    }

    /// Permissions of this test.
    #[derive(PartialEq)]
    pub enum Permission {
        /// To read.
        Leggi,
        /// To write.
        Scrivi,
    }

    /// Who may call a field.
    pub enum Access {
        /// Anybody.
        Public,
        /// Who has a session.
        Authenticated,
        /// Who holds the permission.
        Permission(Permission),
    }

    /// A session, with its permissions.
    pub struct Ctx(pub Vec<Permission>);

    /// What a call without a session knows.
    pub struct Scope(pub String);

    /// A root field.
    pub struct RootField {
        /// Its name.
        pub name: String,
        /// Its rule.
        pub access: Access,
        /// Its definition.
        pub field: async_graphql::dynamic::Field,
    }

    /// A group of root fields.
    pub trait RootFields {
        /// The fields.
        fn root_fields(context: &'static seaography::BuilderContext) -> Vec<RootField>;
    }

    /// The session, if it satisfies the rule.
    pub fn authorize<'a>(ctx: &Context<'a>, access: &Access) -> Result<&'a Ctx, Error> {
        let session = ctx
            .data_opt::<Ctx>()
            .ok_or_else(|| coded("NON_AUTENTICATO", "accedi"))?;
        match access {
            Access::Permission(permission) if !session.0.contains(permission) => {
                Err(coded("NON_AUTORIZZATO", "non puoi"))
            }
            _ => Ok(session),
        }
    }

    /// The scope of the call.
    pub fn scope<'a>(ctx: &Context<'a>) -> Result<&'a Scope, Error> {
        ctx.data::<Scope>()
    }

    /// A typed error as the caller sees it.
    pub fn refuse<E: std::error::Error>(_ctx: &Context<'_>, error: E) -> Error {
        coded("RIFIUTATO", &error.to_string())
    }

    /// An argument that does not parse.
    pub fn bad_argument(field_name: &str, error: impl std::fmt::Display) -> Error {
        coded("DATO_NON_VALIDO", &error.to_string())
            .extend_with(|_, values| values.set("campo", field_name))
    }

    fn coded(code: &str, message: &str) -> Error {
        Error::new(message).extend_with(|_, values| values.set("code", code))
    }
}

/// Errors of the functions below.
#[derive(Debug)]
struct Rifiuto(&'static str);

impl std::fmt::Display for Rifiuto {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for Rifiuto {}

type Result<T, E = Rifiuto> = std::result::Result<T, E>;

/// A value with a parser of its own: two letters.
#[derive(Clone)]
struct Sigla(String);

impl CustomInputType for Sigla {
    fn gql_input_type_ref(_context: &'static BuilderContext) -> async_graphql::dynamic::TypeRef {
        async_graphql::dynamic::TypeRef::named_nn("String")
    }

    fn parse_value(
        _context: &'static BuilderContext,
        value: Option<async_graphql::dynamic::ValueAccessor<'_>>,
    ) -> SeaResult<Self> {
        let text = value.ok_or_else(|| async_graphql::Error::new("manca"))?;
        match text.string()? {
            text if text.len() == 2 => Ok(Self(text.to_owned())),
            _ => Err(async_graphql::Error::new("la sigla ha due lettere").into()),
        }
    }
}

/// Stato di un'iscrizione.
#[derive(Clone, Copy, GraphqlEnum)]
enum Stato {
    /// Da esaminare.
    InAttesa,
    Accolta,
}

/// Un'iscrizione.
#[derive(Clone, GraphqlOutput)]
struct Iscrizione {
    /// Numero di protocollo.
    numero_protocollo: String,
    #[graphql(name = "type")]
    stato: Stato,
    note: Option<String>,
    fratelli: Vec<Iscrizione>,
    #[graphql(skip)]
    quota: i64,
}

#[graphql_fields]
impl Iscrizione {
    /// Quota per un anno, in centesimi.
    #[permission(Permission::Scrivi)]
    async fn quota_dovuta(&self, _ctx: &Ctx, anni: i64) -> Result<i64> {
        Ok(self.quota * anni)
    }

    fn numero_fratelli(&self) -> Result<i64, Rifiuto> {
        i64::try_from(self.fratelli.len()).map_err(|_| Rifiuto("troppi"))
    }
}

/// Un indirizzo.
#[derive(GraphqlInput)]
struct IndirizzoInput {
    /// Sigla della provincia.
    sigla_provincia: Sigla,
}

/// Dati per iscriversi.
#[derive(GraphqlInput)]
struct IscriviInput {
    stato_iniziale: Stato,
    note: Option<String>,
    indirizzo: IndirizzoInput,
}

struct Query;

#[graphql_root]
impl Query {
    /// Il nome del comune.
    #[public]
    #[graphql(name = "comune")]
    async fn nome_del_comune(scope: &Scope) -> Result<String> {
        Ok(scope.0.clone())
    }

    /// Un'iscrizione.
    #[permission(Permission::Leggi)]
    async fn iscrizione(_ctx: &Ctx, numero_protocollo: String) -> Result<Iscrizione, Rifiuto> {
        if numero_protocollo == "0" {
            return Err(Rifiuto("iscrizione inesistente"));
        }
        Ok(iscrizione(numero_protocollo, Stato::Accolta, None))
    }

    #[authenticated]
    async fn prova(_ctx: &Ctx, dati: IscriviInput, sigla: Option<Sigla>) -> Result<Iscrizione> {
        let provincia = dati.indirizzo.sigla_provincia.0;
        let note = dati.note.or(sigla.map(|sigla| sigla.0));
        Ok(iscrizione(provincia, dati.stato_iniziale, note))
    }
}

fn iscrizione(numero_protocollo: String, stato: Stato, note: Option<String>) -> Iscrizione {
    let fratello = Iscrizione {
        numero_protocollo: "9".to_owned(),
        stato: Stato::InAttesa,
        note: None,
        fratelli: Vec::new(),
        quota: 0,
    };
    Iscrizione {
        numero_protocollo,
        stato,
        note,
        fratelli: vec![fratello],
        quota: 150,
    }
}

fn schema() -> Schema {
    let context: &'static BuilderContext = Box::leak(Box::default());
    let query = Query::root_fields(context)
        .into_iter()
        .fold(Object::new("Query"), |query, root| query.field(root.field));
    let iscrizione = Iscrizione::to_fields(context)
        .into_iter()
        .fold(Iscrizione::basic_object(context), Object::field);
    Schema::build("Query", None, None)
        .register(query)
        .register(iscrizione)
        .register(Stato::to_enum())
        .register(IscriviInput::input_object(context))
        .register(IndirizzoInput::input_object(context))
        .data(Scope("Campanella".to_owned()))
        .finish()
        .expect("a schema")
}

/// The answer of a call with these permissions, or without a session.
async fn ask(session: Option<Vec<Permission>>, query: &str) -> Value {
    let mut request = async_graphql::Request::new(query);
    if let Some(permissions) = session {
        request = request.data(Ctx(permissions));
    }
    serde_json::to_value(schema().execute(request).await).expect("an answer")
}

/// The code, message and field of the first error.
fn error(answer: &Value) -> (&Value, &Value, &Value) {
    let error = &answer["errors"][0];
    let extensions = &error["extensions"];
    (&extensions["code"], &error["message"], &extensions["campo"])
}

#[test]
fn names_and_descriptions_are_in_the_schema() {
    let sdl = schema().sdl();
    for expected in [
        "\"\"\"\n\tNumero di protocollo.\n\t\"\"\"\n\tnumeroProtocollo: String!",
        "\ttype: Stato!",
        "\tnote: String\n",
        "\tfratelli: [Iscrizione!]!",
        "\tquotaDovuta(anni: Int!): Int!",
        "\"\"\"\n\tDa esaminare.\n\t\"\"\"\n\tIN_ATTESA",
        "\"\"\"\nDati per iscriversi.\n\"\"\"\ninput IscriviInput {",
        "\tsiglaProvincia: String!",
        "\tprova(dati: IscriviInput!, sigla: String): Iscrizione!",
        "\tcomune: String!",
    ] {
        assert!(sdl.contains(expected), "{expected} is not in\n{sdl}");
    }
    assert!(!sdl.contains("quota:"), "a skipped field is in\n{sdl}");
}

#[test]
fn root_fields_carry_their_access_rule() {
    let context: &'static BuilderContext = Box::leak(Box::default());
    let rules: Vec<_> = Query::root_fields(context)
        .into_iter()
        .map(|root| {
            let rule = match root.access {
                graphql::Access::Public => "public",
                graphql::Access::Authenticated => "authenticated",
                graphql::Access::Permission(_) => "permission",
            };
            (root.name, rule)
        })
        .collect();
    let expected = [
        ("comune", "public"),
        ("iscrizione", "permission"),
        ("prova", "authenticated"),
    ];
    assert_eq!(rules, expected.map(|(name, rule)| (name.to_owned(), rule)));
}

#[tokio::test]
async fn only_public_fields_answer_without_a_session() {
    let answer = ask(None, "{ comune }").await;
    assert_eq!(answer["data"], json!({ "comune": "Campanella" }));
    let answer = ask(None, "{ iscrizione(numeroProtocollo: \"1\") { type } }").await;
    assert_eq!(error(&answer).0, "NON_AUTENTICATO");
}

#[tokio::test]
async fn a_permission_is_asked_of_root_and_of_computed_fields() {
    let stored = "{ iscrizione(numeroProtocollo: \"1\") { type note numeroFratelli
        fratelli { numeroProtocollo type } } }";
    let computed = "{ iscrizione(numeroProtocollo: \"1\") { quotaDovuta(anni: 2) } }";
    let answer = ask(Some(vec![]), stored).await;
    assert_eq!(error(&answer).0, "NON_AUTORIZZATO");
    let answer = ask(Some(vec![Permission::Leggi]), stored).await;
    let expected = json!({ "iscrizione": {
        "type": "ACCOLTA", "note": null, "numeroFratelli": 1,
        "fratelli": [{ "numeroProtocollo": "9", "type": "IN_ATTESA" }],
    } });
    assert_eq!(answer["data"], expected);
    let answer = ask(Some(vec![Permission::Leggi]), computed).await;
    assert_eq!(error(&answer).0, "NON_AUTORIZZATO");
    let answer = ask(Some(vec![Permission::Leggi, Permission::Scrivi]), computed).await;
    assert_eq!(
        answer["data"],
        json!({ "iscrizione": { "quotaDovuta": 300 } })
    );
}

#[tokio::test]
async fn a_typed_error_goes_through_refuse() {
    let query = "{ iscrizione(numeroProtocollo: \"0\") { type } }";
    let answer = ask(Some(vec![Permission::Leggi]), query).await;
    let (code, message, _) = error(&answer);
    assert_eq!(
        (code, message),
        (&json!("RIFIUTATO"), &json!("iscrizione inesistente"))
    );
}

#[tokio::test]
async fn inputs_are_parsed_into_their_types() {
    let query = "{ prova(sigla: \"MI\", dati: {
        statoIniziale: IN_ATTESA, indirizzo: { siglaProvincia: \"RM\" } }) {
        numeroProtocollo type note } }";
    let answer = ask(Some(vec![]), query).await;
    let expected = json!({ "numeroProtocollo": "RM", "type": "IN_ATTESA", "note": "MI" });
    assert_eq!(answer["data"]["prova"], expected);
}

#[tokio::test]
async fn a_bad_argument_is_refused_with_its_parsers_message_and_its_path() {
    let prova = |sigla: &str, provincia: &str| {
        format!(
            "{{ prova(sigla: \"{sigla}\", dati: {{ statoIniziale: ACCOLTA,
            indirizzo: {{ siglaProvincia: \"{provincia}\" }} }}) {{ type }} }}"
        )
    };
    for (query, path) in [
        (prova("MILANO", "RM"), "sigla"),
        (prova("MI", "ROMA"), "dati.indirizzo.siglaProvincia"),
    ] {
        let answer = ask(Some(vec![]), &query).await;
        let (code, message, campo) = error(&answer);
        assert_eq!(code, "DATO_NON_VALIDO");
        assert_eq!(message, "la sigla ha due lettere");
        assert_eq!(campo, path);
    }
}

#[tokio::test]
async fn access_is_checked_before_the_arguments() {
    let query = "{ prova(dati: { statoIniziale: ACCOLTA,
        indirizzo: { siglaProvincia: \"ROMA\" } }) { type } }";
    assert_eq!(error(&ask(None, query).await).0, "NON_AUTENTICATO");
}
