//! An explanation as the APIs show it: every part in words.

use campanella_kernel::GraphqlOutput;

use crate::passo;

/// Un passo della motivazione di un importo o di una decisione.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Passo {
    /// Codice del passo.
    pub codice: String,
    /// Il passo, in parole.
    pub testo: String,
    /// L'articolo del regolamento.
    pub articolo: Option<String>,
    /// I dati che ha guardato.
    pub dati: Vec<Dato>,
    /// Il parametro che ha applicato.
    pub parametro: Option<String>,
    /// L'importo o la decisione dopo questo passo.
    pub dopo: Option<String>,
}

/// Un dato che un passo ha guardato.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct Dato {
    /// Il nome.
    pub nome: String,
    /// Il valore.
    pub valore: String,
}

impl From<&passo::Passo> for Passo {
    fn from(passo: &passo::Passo) -> Self {
        let dato = |d: &passo::Dato| Dato {
            nome: d.nome.clone(),
            valore: d.valore.clone(),
        };
        Self {
            codice: passo.codice.clone(),
            testo: passo.testo.clone(),
            articolo: passo.articolo.clone(),
            dati: passo.dati.iter().map(dato).collect(),
            parametro: passo
                .parametro
                .as_ref()
                .map(|p| format!("{}: {}", p.nome, p.valore)),
            dopo: passo.dopo.as_ref().map(ToString::to_string),
        }
    }
}
