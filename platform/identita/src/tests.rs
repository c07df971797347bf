//! The promises of identity, kept on both kinds of store.

mod accesso;
mod codici;
mod esterni;
mod ruoli;
mod schema;

use std::sync::Arc;

use campanella_anagrafe::{NuovaPersona, Persona, crea_persona, famiglia};
use campanella_kernel::bus::LocalBus;
use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::{Client, ScopeParts};
use campanella_kernel::testing::{NoWaker, comune};
use campanella_kernel::{
    CodiceFiscale, Comune, Ctx, Giorno, Istante, Module, PlessoId, Scope, jobs,
};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseConnection, QueryOrder};

use crate::{
    Accesso, COOKIE, Credenziali, Hasher, Identita, Result, accedi, autentica, predisponi,
};

const PASSWORD: &str = "mela verde fritta";
const CASA: &str = "192.0.2.1";
const LAVORO: &str = "198.51.100.7";
const MARIA: &str = "RSSMRA80A41H501Y";
const MARIA_OMOCODIA: &str = "RSSMRA80A41H50MQ";
const LUCA: &str = "VRDLCU82B15F205Y";

/// A comune with its store, and a clock to move.
struct Banco {
    comune: Arc<Comune>,
    store: DatabaseConnection,
    clock: Arc<FixedClock>,
    bus: Arc<LocalBus>,
    hasher: Hasher,
}

impl Banco {
    fn new(id: &str, store: &DatabaseConnection) -> Self {
        Self {
            comune: Arc::new(comune(id, &[])),
            store: store.clone(),
            clock: Arc::new(FixedClock::new(mattina())),
            bus: Arc::default(),
            // The cheapest that argon2 allows: what is tested here is not its strength.
            hasher: Hasher::new(8, 1, 1).expect("a hasher"),
        }
    }

    fn parts(&self, from: &str) -> ScopeParts {
        ScopeParts {
            comune: Arc::clone(&self.comune),
            store: self.store.clone(),
            clock: Arc::clone(&self.clock) as _,
            bus: Arc::clone(&self.bus) as _,
            waker: Arc::new(NoWaker),
            services: Arc::default(),
            correlation: "prova".to_owned(),
            client: Client {
                host: None,
                indirizzo: Some(from.parse().expect("an address")),
                dispositivo: "Firefox su Linux".to_owned(),
                sessione: None,
            },
        }
    }

    /// A stranger's request from that address.
    fn da(&self, from: &str) -> Scope {
        Scope::new(self.parts(from))
    }

    fn dopo(&self, seconds: i64) {
        use campanella_kernel::clock::Clock;
        self.clock.set(self.clock.now().piu_secondi(seconds));
    }

    async fn persona(&self, cf: &str, nome: &str, cognome: &str, email: Option<&str>) -> Persona {
        let dati = NuovaPersona {
            codice_fiscale: Some(CodiceFiscale::parse(cf).expect("valid")),
            nome: nome.to_owned(),
            cognome: cognome.to_owned(),
            email: email.map(str::to_owned),
            verificata: true,
            ..Default::default()
        };
        crea_persona(&self.da(CASA), &self.store, dati)
            .await
            .expect("a person")
    }

    /// Maria, who is the tutore of a family and has registered.
    async fn maria(&self) -> Persona {
        let maria = self
            .persona(MARIA, "Maria", "Rossi", Some("maria@posta.example"))
            .await;
        self.famiglia(&maria).await;
        self.predisponi(&maria, &[]).await;
        maria
    }

    /// Luca, who has registered and has those roles in the whole comune.
    async fn luca(&self, ruoli: &[&str]) -> Persona {
        let luca = self
            .persona(LUCA, "Luca", "Verdi", Some("luca@posta.example"))
            .await;
        let ruoli: Vec<_> = ruoli.iter().map(|r| (*r, None)).collect();
        self.predisponi(&luca, &ruoli).await;
        luca
    }

    async fn famiglia(&self, tutore: &Persona) {
        let row = famiglia::ActiveModel {
            tutore_id: Set(tutore.id),
            residente: Set(true),
            esente_servizi_sociali: Set(false),
            minori: Set(1),
            creata_il: Set(mattina()),
            ..Default::default()
        };
        famiglia::Entity::insert(row)
            .exec_without_returning(&self.store)
            .await
            .expect("a family");
    }

    async fn predisponi(&self, persona: &Persona, ruoli: &[(&str, Option<&[PlessoId]>)]) {
        let password = crate::Password::digitata(PASSWORD.to_owned());
        let hash = self.hasher.calcola(password).await.expect("a hash");
        let accesso = Accesso {
            persona: persona.id,
            hash: Some(&hash),
            ruoli,
        };
        predisponi(&self.da(CASA), &self.store, accesso)
            .await
            .expect("prepared");
    }

    async fn accedi(&self, from: &str, utente: &str, password: &str) -> Result<String> {
        let scope = self.da(from);
        accedi(&scope, &self.hasher, utente, password.to_owned()).await?;
        Ok(biscotto(&scope))
    }

    /// The request of whoever has that cookie.
    async fn con(&self, cookie: &str) -> Option<Ctx> {
        self.chiede(&Credenziali::da_intestazioni(Some(cookie), None))
            .await
    }

    /// The request of whoever has that token.
    async fn con_token(&self, token: &str) -> Option<Ctx> {
        let header = format!("Bearer {token}");
        self.chiede(&Credenziali::da_intestazioni(None, Some(&header)))
            .await
    }

    async fn chiede(&self, credenziali: &Credenziali) -> Option<Ctx> {
        let answer = autentica(self.parts(CASA), credenziali).await;
        answer.expect("an answer").1
    }

    /// Luca's request, logged in.
    async fn entra(&self, utente: &str) -> Ctx {
        let cookie = self
            .accedi(CASA, utente, PASSWORD)
            .await
            .expect("logged in");
        self.con(&cookie).await.expect("a session")
    }

    /// Does the jobs of identity that wait, and forgets them.
    async fn lavora(&self) {
        let handlers = Identita.jobs();
        let rows = jobs::Entity::find().order_by_asc(jobs::Column::Id);
        for row in rows.all(&self.store).await.expect("jobs") {
            if let Some(handler) = handlers.iter().find(|h| h.tipo() == row.tipo) {
                let ctx = crate::posta::sistema(&self.da(CASA));
                handler.run(&ctx, &row.contenuto).await.expect("done");
                // At least once means that a job may come again.
                handler.run(&ctx, &row.contenuto).await.expect("done twice");
                row.delete(&self.store).await.expect("forgotten");
            }
        }
    }

    /// The e-mails asked for so far, and forgets them: to whom, and the text.
    async fn posta(&self) -> Vec<(String, String)> {
        self.lavora().await;
        let rows = jobs::Entity::find().order_by_asc(jobs::Column::Id);
        let mut mails = Vec::new();
        for row in rows.all(&self.store).await.expect("jobs") {
            assert_eq!(row.tipo, "posta.invia");
            let text = |key: &str| row.contenuto[key].as_str().expect("a text").to_owned();
            assert!(text("oggetto").starts_with("Comune di "));
            mails.push((text("a"), text("testo")));
            row.delete(&self.store).await.expect("forgotten");
        }
        mails
    }
}

/// Half past eight of a Monday.
fn mattina() -> Istante {
    let giorno = Giorno::new(2026, 11, 23).expect("a day");
    let ora = chrono::NaiveTime::from_hms_opt(8, 30, 0).expect("an hour");
    Istante::da_ora_locale(giorno, ora)
}

/// The cookie that the answer sets, as the browser sends it back.
fn biscotto(scope: &Scope) -> String {
    let header = scope.take_cookie().expect("a cookie");
    header.split(';').next().expect("a pair").to_owned()
}

/// The code in the text of an e-mail.
fn codice_in(text: &str) -> String {
    text.lines()
        .map(str::trim)
        .find(|line| line.len() == 19 && line.matches('-').count() == 3)
        .unwrap_or_else(|| panic!("no code in: {text}"))
        .to_owned()
}

#[test]
fn the_name_of_the_cookie_binds_it_to_the_host() {
    assert!(COOKIE.starts_with("__Host-"));
}
