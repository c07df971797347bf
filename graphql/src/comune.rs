//! What a page shows of the comune before anyone is known.

use campanella_kernel::comune::{Collegamenti, Contatti};
use campanella_kernel::{GraphqlOutput, Rifiuto, Scope, graphql_root};

/// Il comune che ospita il portale.
#[derive(Clone, GraphqlOutput)]
pub struct Comune {
    /// Nome per esteso.
    pub nome: String,
    /// Indirizzo dello stemma.
    pub logo: Option<String>,
    /// Colore di intestazioni e pulsanti, `#rrggbb`.
    pub colore_primario: String,
    /// A chi rivolgersi.
    pub contatti: ContattiComune,
    /// Collegamenti previsti dalla legge.
    pub collegamenti: CollegamentiComune,
    /// Moduli abilitati.
    pub moduli: Vec<String>,
}

/// A chi rivolgersi.
#[derive(Clone, GraphqlOutput)]
#[graphql(name = "Contatti")]
pub struct ContattiComune {
    /// E-mail dell'ufficio scuola.
    pub email: Option<String>,
    /// Telefono.
    pub telefono: Option<String>,
    /// Indirizzo.
    pub indirizzo: Option<String>,
    /// Posta certificata.
    pub pec: Option<String>,
}

/// Collegamenti previsti dalla legge.
#[derive(Clone, GraphqlOutput)]
#[graphql(name = "Collegamenti")]
pub struct CollegamentiComune {
    /// Dichiarazione di accessibilità.
    pub accessibilita: Option<String>,
    /// Informativa sulla privacy.
    pub privacy: Option<String>,
}

impl From<Contatti> for ContattiComune {
    fn from(c: Contatti) -> Self {
        Self {
            email: c.email,
            telefono: c.telefono,
            indirizzo: c.indirizzo,
            pec: c.pec,
        }
    }
}

impl From<Collegamenti> for CollegamentiComune {
    fn from(c: Collegamenti) -> Self {
        Self {
            accessibilita: c.accessibilita,
            privacy: c.privacy,
        }
    }
}

/// The root fields that belong to no module.
pub struct ComuneQuery;

#[graphql_root]
impl ComuneQuery {
    /// Il comune di questo sito.
    #[public]
    async fn comune(scope: &Scope) -> Result<Comune, Rifiuto> {
        let comune = scope.comune();
        let settings = comune.impostazioni.clone();
        Ok(Comune {
            nome: settings.nome,
            logo: settings.logo,
            colore_primario: settings.colore_primario.as_str().to_owned(),
            contatti: settings.contatti.into(),
            collegamenti: settings.collegamenti.into(),
            moduli: comune.moduli.iter().cloned().collect(),
        })
    }
}
