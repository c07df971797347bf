//! The tries at a field.

use std::time::Duration;

use campanella_graphql::SchemaKind;
use campanella_kernel::graphql::{Access, RootKind};
use campanella_tests::comune_di_prova::FamigliaDiProva;
use campanella_tests::piattaforma::Piattaforma;
use campanella_tests::richiesta::{Chi, Risposta};
use futures_util::StreamExt;
use serde_json::Value;

use super::attori::{Attori, Persona};
use super::campi::Campo;

/// Tries at the comune of `attori`.
pub struct Tentativi<'a> {
    p: &'a Piattaforma,
    attori: &'a Attori<'a>,
    /// People and a program of the other comune.
    stranieri: &'a Attori<'a>,
    /// Tries so far.
    pub provati: u32,
    /// Tries that were answered and should not have been.
    pub errori: Vec<String>,
}

impl<'a> Tentativi<'a> {
    pub fn new(p: &'a Piattaforma, attori: &'a Attori<'a>, stranieri: &'a Attori<'a>) -> Self {
        Self {
            p,
            attori,
            stranieri,
            provati: 0,
            errori: vec![],
        }
    }

    /// As nobody, with what holds in another comune, and as every person without the permission.
    pub async fn da_chi_non_puo(&mut self, campo: &Campo) {
        if campo.access == Some(Access::Public) {
            self.in_pubblico(campo).await;
            return;
        }
        // The guard of generated reads does not tell strangers from people.
        let come_nessuno = match campo.access {
            Some(_) => "NON_AUTENTICATO",
            None => "NON_PERMESSO",
        };
        self.rifiutato(campo, "nobody", &Chi::Nessuno, come_nessuno)
            .await;
        let stranieri = self.stranieri;
        for persona in &stranieri.persone {
            let nome = format!("{} of another comune", persona.nome);
            self.rifiutato(campo, &nome, &persona.chi, come_nessuno)
                .await;
        }
        let programma = &stranieri.programma;
        self.rifiutato(campo, "program of another comune", programma, come_nessuno)
            .await;
        let attori = self.attori;
        let mut senza = 0;
        for persona in attori.persone.iter().filter(|p| !puo(p, campo)) {
            senza += 1;
            self.rifiutato(campo, persona.nome, &persona.chi, "NON_PERMESSO")
                .await;
        }
        if senza == 0 && campo.access != Some(Access::Authenticated) {
            self.errori.push(format!("{}: everybody may", campo.nome()));
        }
    }

    /// What anybody may ask must not know the people of another comune.
    async fn in_pubblico(&mut self, campo: &Campo) {
        if campo.root != RootKind::Query {
            return;
        }
        let stranieri = self.stranieri;
        for persona in &stranieri.persone {
            let answer = self
                .chiedi(campo, &persona.chi, &self.attori.comune.famiglie[0])
                .await;
            let dati = answer.dati();
            if campo.field == "io" && dati["io"] != Value::Null {
                self.errori
                    .push(format!("{}: {}", campo.nome(), answer.testo));
            }
        }
    }

    /// As the parent of the second family, with the keys of the first. Says why not, when no real
    /// key is known: then nothing would be shown.
    pub async fn da_un_altra_famiglia(&mut self, campo: &Campo) -> Result<(), String> {
        if campo.schema != SchemaKind::Portale || !campo.vuole_chiavi(self.p) {
            return Ok(());
        }
        let ignote = campo.chiavi_ignote(self.p, self.attori);
        if !ignote.is_empty() {
            return Err(format!("no real {}", ignote.join(", ")));
        }
        let [suo, altro, ..] = &self.attori.persone;
        self.rifiutato(campo, altro.nome, &altro.chi, "NON_TROVATO")
            .await;
        // The same from whom it belongs to: the keys are real.
        let answer = self
            .chiedi(campo, &suo.chi, &self.attori.comune.famiglie[0])
            .await;
        if answer.codice().as_deref() == Some("NON_TROVATO") {
            return Err("its own parent does not find it either".to_owned());
        }
        Ok(())
    }

    async fn rifiutato(&mut self, campo: &Campo, nome: &str, chi: &Chi, atteso: &str) {
        self.provati += 1;
        let answer = self
            .chiedi(campo, chi, &self.attori.comune.famiglie[0])
            .await;
        let empty = match &answer.json()["data"] {
            Value::Null => true,
            Value::Object(data) => data.values().all(Value::is_null),
            _ => false,
        };
        if answer.codice().as_deref() != Some(atteso) || !empty {
            let line = format!("{} as {nome}, not {atteso}: {}", campo.nome(), answer.testo);
            self.errori.push(line);
        }
    }

    async fn chiedi(&self, campo: &Campo, chi: &Chi, famiglia: &FamigliaDiProva) -> Risposta {
        let documento = campo.documento(self.p, self.attori, famiglia, 0);
        let comune = self.attori.comune;
        if campo.root != RootKind::Subscription {
            return self
                .p
                .chiedi(&comune.host, chi, campo.schema, &documento)
                .await;
        }
        let mut stream = self.p.ascolta(comune, chi, campo.schema, &documento).await;
        let first = tokio::time::timeout(Duration::from_millis(500), stream.next()).await;
        // Whoever may listen and hears nothing yet gets no answer.
        first.ok().flatten().unwrap_or_else(|| Risposta {
            stato: poem::http::StatusCode::OK,
            testo: "{}".to_owned(),
            cookie: None,
        })
    }
}

/// Whether `persona` may use `campo`: parents nothing of the offices, offices nothing of the
/// families, whatever a permission is called; generated reads are for those who see all buildings.
fn puo(persona: &Persona, campo: &Campo) -> bool {
    let genitore = persona.nome.starts_with("parent");
    match campo.access {
        Some(Access::Public | Access::Authenticated) => true,
        Some(Access::Permission(permission)) => {
            let suo = genitore == (campo.schema == SchemaKind::Portale);
            suo && persona.permessi.contains(&permission.to_string())
        }
        None => matches!(persona.nome, "operatore" | "amministratore"),
    }
}
