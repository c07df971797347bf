//! What a page shows of the comune before anyone is known.

use campanella_kernel::comune::{Collegamenti, Contatti};
use campanella_kernel::{GraphqlOutput, Rifiuto, Scope, graphql_root};

/// What pages must know of the site itself; a service of the platform.
#[derive(Debug, Clone, Default)]
pub struct Sito {
    /// A demonstration or a developer's machine.
    pub sviluppo: bool,
    /// Path of the page that shows the local mailbox, where there is one.
    pub posta_locale: Option<String>,
}

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
    /// Vero in una dimostrazione.
    pub sviluppo: bool,
    /// Pagina che mostra la posta di prova.
    pub posta_locale: Option<String>,
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
        let sito = scope.service::<Sito>()?;
        Ok(Comune {
            nome: settings.nome,
            logo: settings.logo,
            colore_primario: settings.colore_primario.as_str().to_owned(),
            contatti: settings.contatti.into(),
            collegamenti: settings.collegamenti.into(),
            moduli: comune.moduli.iter().cloned().collect(),
            sviluppo: sito.sviluppo,
            posta_locale: sito.posta_locale.clone(),
        })
    }
}
