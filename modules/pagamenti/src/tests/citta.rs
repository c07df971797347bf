//! A comune with two families, a child each, on meals and on the bus.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use campanella_anagrafe::iscrizione::StatoIscrizione;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_anagrafe::{
    AlunnoId, Anagrafe, FamigliaAutorizzata, FamigliaId, IscrizioneId, NuovaPersona, alunno,
    classe, crea_persona, famiglia, famiglia_autorizzata, iscrizione, plesso, scuola,
};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::consumi::{Addebito, ConsumiRegistrati, Consumo};
use campanella_kernel::ctx::Services;
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::jobs::{self, IN_ATTESA};
use campanella_kernel::{
    Actor, AnnoScolastico, Arrotondamento, Ctx, Giorno, Importo, Istante, Module, PermissionSet,
    PersonaId, PlessoId, PlessoScope, PrezzoUnitario, Scope, Servizio, testing,
};
use campanella_plugins_host::{
    Estensione, GESTISCI, Host, NuovaAttivazione, Regole, digest, spediti,
};
use campanella_tenants::testing::for_each_store;
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::{
    AZero, ContoPer, GestioneInput, LEGGI_CONTI, Mezzo, Modo, NuovoIncasso, Pagamenti, gestioni,
    imposta_gestione, incassa, registra_consumi, stato_contabile, verifica,
};

/// A day of November 2026.
pub fn novembre(giorno: u32) -> Giorno {
    Giorno::new(2026, 11, giorno).expect("a day")
}

pub fn euro(cents: i64) -> Importo {
    Importo::from_cents(cents)
}

/// The `giorno` at 8 in Italy.
pub fn alle_otto(giorno: Giorno) -> Istante {
    let otto = NaiveTime::from_hms_opt(8, 0, 0).expect("an hour");
    Istante::da_ora_locale(giorno, otto)
}

/// One host for all tests, as a process has.
static REGOLE: LazyLock<Regole> = LazyLock::new(|| Regole::new(Host::nuovo(None).expect("a host")));

/// The host of all tests.
pub fn regole() -> Regole {
    REGOLE.clone()
}

/// A name that no other comune of the process has: activations are remembered by name.
fn nome_nuovo() -> String {
    static QUANTI: AtomicUsize = AtomicUsize::new(0);
    format!("conti-{}", QUANTI.fetch_add(1, Ordering::Relaxed))
}

/// A family and its child.
#[derive(Clone, Copy)]
pub struct Nucleo {
    pub genitore: PersonaId,
    pub id: FamigliaId,
    pub alunno: AlunnoId,
    /// On meals.
    pub mensa: IscrizioneId,
    /// On the bus.
    pub bus: IscrizioneId,
}

/// The comune of the tests: Monday 23 November 2026, at 8 o'clock.
pub struct Citta {
    pub orologio: Arc<FixedClock>,
    pub scope: Scope,
    pub plesso: PlessoId,
    pub ada: Nucleo,
    pub ugo: Nucleo,
}

/// Runs `test` in the comune, on every store; in the end the books are right.
pub async fn in_citta(test: impl AsyncFn(&Citta)) {
    for_each_store(async |store| {
        let citta = Citta::fonda(store).await;
        test(&citta).await;
        citta.conti_in_ordine().await;
    })
    .await;
}

impl Citta {
    pub async fn fonda(store: DatabaseConnection) -> Self {
        let orologio = Arc::new(FixedClock::new(alle_otto(novembre(23))));
        let comune = testing::comune(&nome_nuovo(), &["anagrafe", "pagamenti"]);
        let moduli: Vec<Arc<dyn Module>> = vec![Arc::new(Pagamenti)];
        let servizi = Services::default()
            .with(Ascoltatori::di(&moduli))
            .with(REGOLE.clone());
        let scope = testing::scope_with(comune, store, Arc::clone(&orologio), servizi);
        let scuola = scuola::ActiveModel {
            codice: Set("S1".into()),
            nome: Set("Primaria".into()),
            ordine: Set(OrdineScuola::Primaria),
            ..Default::default()
        };
        let scuola = scuola.insert(scope.db()).await.expect("a school").id;
        let plesso = plesso::ActiveModel {
            scuola_id: Set(scuola),
            codice: Set("P1".into()),
            nome: Set("Rodari".into()),
            indirizzo: Set(None),
            ..Default::default()
        };
        let plesso = plesso.insert(scope.db()).await.expect("a building").id;
        Self {
            ada: nucleo(&scope, plesso, "Ada").await,
            ugo: nucleo(&scope, plesso, "Ugo").await,
            plesso,
            orologio,
            scope,
        }
    }

    /// Whoever may do everything.
    pub fn ufficio(&self) -> Ctx {
        self.ufficio_di(&PlessoScope::Tutti)
    }

    /// The same, for some buildings.
    pub fn ufficio_di(&self, plessi: &PlessoScope) -> Ctx {
        let mut set = PermissionSet::nessuno();
        set.concedi(GESTISCI, plessi.clone());
        for info in [Pagamenti.permissions(), Anagrafe.permissions()].concat() {
            set.concedi(info.permission, plessi.clone());
        }
        let actor = Actor::Token {
            id: 1,
            nome: "ufficio".into(),
        };
        self.scope.authenticated(actor, Arc::new(set))
    }

    /// A parent, who may do everything that a permission can give.
    pub fn genitore(&self, nucleo: Nucleo) -> Ctx {
        let mut set = PermissionSet::nessuno();
        for info in [Pagamenti.permissions(), Anagrafe.permissions()].concat() {
            set.concedi(info.permission, PlessoScope::Tutti);
        }
        let actor = Actor::Persona {
            id: nucleo.genitore,
            nome: "Genitore".into(),
        };
        self.scope.authenticated(actor, Arc::new(set))
    }

    pub async fn famiglia(&self, nucleo: Nucleo) -> FamigliaAutorizzata {
        famiglia_autorizzata(&self.ufficio(), LEGGI_CONTI, nucleo.id)
            .await
            .expect("a family")
    }

    /// Says how `servizio` is paid in the school year that begins in `anno`.
    pub async fn gestione(&self, servizio: Servizio, anno: i32, modo: Modo) {
        self.gestione_con(servizio, anno, modo, |g| g).await;
    }

    pub async fn gestione_con(
        &self,
        servizio: Servizio,
        anno: i32,
        modo: Modo,
        altro: impl Fn(GestioneInput) -> GestioneInput,
    ) {
        let ctx = self.ufficio();
        let anno = AnnoScolastico::del(Giorno::new(anno, 9, 1).expect("a day"));
        let note = gestioni(&ctx).await.expect("read");
        let prima = note
            .iter()
            .find(|g| (g.servizio, g.anno) == (servizio, anno));
        let dati = GestioneInput {
            servizio,
            anno,
            modo,
            conto: ContoPer::Servizio,
            soglia: None,
            a_zero: AZero::Permetti,
            versione: prima.map(|g| g.versione),
        };
        imposta_gestione(&ctx, altro(dati)).await.expect("said");
        self.lavora().await;
    }

    /// Does the jobs of this module that wait.
    pub async fn lavora(&self) {
        let ctx = self.ufficio();
        let handlers = Pagamenti.jobs();
        loop {
            let job = jobs::Entity::find()
                .filter(jobs::Column::Stato.eq(IN_ATTESA))
                .filter(jobs::Column::Tipo.starts_with("pagamenti."))
                .filter(jobs::Column::DaEseguire.lte(ctx.now()))
                .order_by_asc(jobs::Column::Id)
                .one(ctx.db())
                .await
                .expect("read");
            let Some(job) = job else { return };
            let handler = handlers.iter().find(|h| h.tipo() == job.tipo);
            let handler = handler.expect("somebody does it");
            handler.run(&ctx, &job.contenuto).await.expect("done");
            let mut job = job.into_active_model();
            job.stato = Set(jobs::FATTO.to_owned());
            job.update(ctx.db()).await.expect("noted");
        }
    }

    /// Tells of meals of `nucleo`, and does the job.
    pub async fn consuma(&self, consumi: Vec<Consumo>) {
        registra_consumi(&self.ufficio(), &evento(Servizio::Refezione, consumi))
            .await
            .expect("taken in");
    }

    /// Tops the meals of `nucleo` up.
    pub async fn ricarica(&self, nucleo: Nucleo, cents: i64) {
        let chiave = format!("{}-{}", nome_nuovo(), cents);
        let nuovo = NuovoIncasso {
            chiave,
            servizio: Servizio::Refezione,
            importo: euro(cents),
            mezzo: Mezzo::Bonifico,
            giorno: self.scope.oggi(),
            nota: None,
            rata: None,
        };
        incassa(&self.ufficio(), &self.famiglia(nucleo).await, nuovo)
            .await
            .expect("topped up");
    }

    /// Credit, and what is due, of `nucleo` on `servizio`.
    pub async fn stato(&self, nucleo: Nucleo, servizio: Servizio) -> (Option<i64>, i64) {
        let stati = stato_contabile(&self.ufficio(), &self.famiglia(nucleo).await)
            .await
            .expect("read");
        let stato = stati.iter().find(|s| s.servizio == servizio);
        let stato = stato.expect("a service that is paid");
        (stato.saldo.map(Importo::cents), stato.da_pagare.cents())
    }

    /// Puts a tariff in force.
    pub async fn tariffa(&self, servizio: Servizio, parametri: serde_json::Value) {
        let ctx = self.ufficio();
        let nuova = NuovaAttivazione {
            estensione: Estensione::Tariffa,
            servizio,
            digest: digest(spediti::TARIFFA_ISEE),
            parametri,
            dal: Giorno::new(2025, 9, 1).expect("a day"),
            atto: "Delibera C.C. 12/2026".into(),
        };
        let regole = ctx.service::<Regole>().expect("rules");
        regole.attiva(&ctx, nuova).await.expect("in force");
    }

    pub async fn conti_in_ordine(&self) {
        let db = self.scope.db();
        let anomalie = campanella_ledger::verifica(db).await.expect("checked");
        assert_eq!(anomalie, [], "the books");
        assert_eq!(verifica(db).await.expect("checked"), [], "the accounts");
    }

    pub async fn forza(&self, sql: &str) {
        let fatto = self.scope.db().execute_unprepared(sql).await;
        fatto.unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
}

/// A quota of 25 € a month, as a bus has.
pub fn quota() -> serde_json::Value {
    json!({ "tabelle": [{ "quota": { "metodo": {
        "tipo": "fasce", "fasce": [], "oltre": { "nome": "Unica", "importi": [2500] },
    } } }] })
}

/// The event of `consumi`, whose explanation is one.
pub fn evento(servizio: Servizio, consumi: Vec<Consumo>) -> ConsumiRegistrati {
    ConsumiRegistrati {
        servizio,
        consumi,
        spiegazioni: vec![json!([{
            "codice": "FASCIA", "testo": "Prima fascia", "articolo": "art. 5", "dati": [],
            "parametro": null, "dopo": null,
        }])],
    }
}

/// A meal of `nucleo` at 1,055 €.
pub fn pasto(nucleo: Nucleo, origine: i64, giorno: Giorno) -> Consumo {
    Consumo {
        origine,
        versione: 1,
        iscrizione: nucleo.mensa.key(),
        alunno: nucleo.alunno.key(),
        famiglia: nucleo.id.key(),
        giorno,
        addebito: a_prezzo(10_550),
    }
}

/// A price in ten-thousandths of a euro.
pub fn a_prezzo(prezzo: i64) -> Addebito {
    Addebito::Calcolato {
        prezzo: Some(PrezzoUnitario::from_decimillesimi(prezzo)),
        arrotondamento: Arrotondamento::MezzoInSu,
        fascia: "Prima fascia".into(),
        spiegazione: 0,
    }
}

async fn nucleo(scope: &Scope, plesso: PlessoId, nome: &str) -> Nucleo {
    let db = scope.db();
    let persona = NuovaPersona {
        nome: "Genitore".into(),
        cognome: nome.into(),
        email: Some(format!("{}@example.org", nome.to_lowercase())),
        verificata: true,
        ..Default::default()
    };
    let genitore = crea_persona(scope, db, persona).await.expect("a parent").id;
    db.execute_unprepared("UPDATE persona SET email_confermata = TRUE")
        .await
        .expect("confirmed");
    let famiglia = famiglia::ActiveModel {
        tutore_id: Set(genitore),
        residente: Set(true),
        esente_servizi_sociali: Set(false),
        minori: Set(1),
        creata_il: Set(scope.now()),
        ..Default::default()
    };
    let id = famiglia.insert(db).await.expect("a family").id;
    let alunno = alunno::ActiveModel {
        famiglia_id: Set(id),
        nome: Set(nome.into()),
        cognome: Set("Prova".into()),
        data_nascita: Set(Giorno::new(2018, 5, 4).expect("a day")),
        residente: Set(true),
        disabilita: Set(false),
        creato_il: Set(scope.now()),
        ..Default::default()
    };
    let alunno = alunno.insert(db).await.expect("a child").id;
    let anno = AnnoScolastico::del(novembre(1));
    let classe = classe::ActiveModel {
        plesso_id: Set(plesso),
        anno: Set(anno),
        nome: Set(format!("3{nome}")),
        livello: Set(3),
        tempo: Set(None),
        ..Default::default()
    };
    let classe = classe.insert(db).await.expect("a class").id;
    let iscrivi = async |servizio: Servizio| {
        let iscrizione = iscrizione::ActiveModel {
            alunno_id: Set(alunno),
            servizio: Set(servizio),
            anno: Set(anno),
            tessera: Set(format!("{nome}-{}", servizio.nome())),
            classe_id: Set(classe),
            articolo: Set("base".into()),
            stato: Set(StatoIscrizione::Attiva),
            dal: Set(anno.inizio()),
            al: Set(None),
            creata_il: Set(scope.now()),
            ..Default::default()
        };
        iscrizione.insert(db).await.expect("an enrolment").id
    };
    Nucleo {
        genitore,
        id,
        alunno,
        mensa: iscrivi(Servizio::Refezione).await,
        bus: iscrivi(Servizio::Trasporto).await,
    }
}
