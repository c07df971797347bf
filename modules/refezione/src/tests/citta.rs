//! A small comune: two buildings with a class each, three families with a child each.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use campanella_anagrafe::iscrizione::StatoIscrizione;
use campanella_anagrafe::isee::TipoIsee;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_anagrafe::{
    AlunnoId, Anagrafe, ClasseId, FamigliaId, IscrizioneId, NuovaPersona, PlessoAutorizzato,
    alunno, calendario, classe, crea_persona, famiglia, iscrizione, iscrizione_del_figlio, isee,
    plesso, plesso_autorizzato, scuola,
};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::Services;
use campanella_kernel::eventi::Ascoltatori;
use campanella_kernel::vincoli::Vincoli;
use campanella_kernel::{
    Actor, AnnoScolastico, Ctx, Giorno, Importo, Istante, Module, Permission, PermissionSet,
    PersonaId, PlessoId, PlessoScope, Scope, Servizio, testing,
};
use campanella_plugins_host::{
    Estensione, GESTISCI, Host, NuovaAttivazione, Regole, digest, spediti,
};
use campanella_prenotazioni::{Prenotazioni, Scelta, prenota};
use campanella_tenants::testing::for_each_store;
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use serde_json::{Value, json};

use crate::entities::{dieta, dieta_tipo};
use crate::{CHIUDI, Refezione};

/// Monday 23 November 2026, on which the tests begin, at 8 o'clock.
pub fn lunedi() -> Giorno {
    g(2026, 11, 23)
}

/// A day.
pub fn g(anno: i32, mese: u32, giorno: u32) -> Giorno {
    Giorno::new(anno, mese, giorno).expect("a day")
}

/// The `giorno` at `ora`:`minuto` in Italy.
pub fn alle(giorno: Giorno, ora: u32, minuto: u32) -> Istante {
    let ora = NaiveTime::from_hms_opt(ora, minuto, 0).expect("an hour");
    Istante::da_ora_locale(giorno, ora)
}

/// Two bands: 1,055 € up to an ISEE of 10.000 €, `intero` ten-thousandths of a euro above.
pub fn fasce(intero: i64) -> Value {
    json!({
        "tabelle": [{ "metodo": {
            "tipo": "fasce",
            "fasce": [{ "nome": "Prima fascia", "fino_a": 1_000_000, "prezzi": [10_550] }],
            "oltre": { "nome": "Intera", "prezzi": [intero] },
        } }],
        "passo_prezzo": 1,
    })
}

/// The kind of school meals booking that the tests use.
pub fn prenotazioni() -> Value {
    json!({ "limite": { "ora": "09:30" }, "pasto_bianco": {} })
}

/// A child and its parent.
#[derive(Clone, Copy)]
pub struct Bambino {
    pub genitore: PersonaId,
    pub alunno: AlunnoId,
    pub iscrizione: IscrizioneId,
}

/// One host for all tests, as a process has: compiling the rules takes longer than the tests.
static REGOLE: LazyLock<Regole> = LazyLock::new(|| Regole::new(Host::nuovo(None).expect("a host")));

/// A name that no other comune of the process has: activations are remembered by name.
fn nome_nuovo() -> String {
    static QUANTI: AtomicUsize = AtomicUsize::new(0);
    format!("prova-{}", QUANTI.fetch_add(1, Ordering::Relaxed))
}

/// The comune of the tests.
pub struct Citta {
    pub orologio: Arc<FixedClock>,
    pub scope: Scope,
    /// Rodari and Montessori.
    pub plessi: [PlessoId; 2],
    pub classi: [ClasseId; 2],
    /// In Rodari, ISEE 5.000 €.
    pub anna: Bambino,
    /// In Rodari, without ISEE, eats without gluten.
    pub bruno: Bambino,
    /// In Montessori.
    pub carla: Bambino,
}

/// Runs `test` in the comune, on every store.
pub async fn in_citta(test: impl AsyncFn(Citta)) {
    for_each_store(async |store| test(Citta::fonda(store, prenotazioni()).await).await).await;
}

/// The same, with another booking rule.
pub async fn in_citta_con(regolamento: Value, test: impl AsyncFn(Citta)) {
    for_each_store(async |store| test(Citta::fonda(store, regolamento.clone()).await).await).await;
}

impl Citta {
    async fn fonda(store: DatabaseConnection, regolamento: Value) -> Self {
        let orologio = Arc::new(FixedClock::new(alle(lunedi(), 8, 0)));
        let comune = testing::comune(&nome_nuovo(), &["anagrafe", "prenotazioni", "refezione"]);
        let servizi = Services::default()
            .with(Ascoltatori::default())
            .with(Vincoli::default())
            .with(REGOLE.clone());
        let scope = testing::scope_with(comune, store, Arc::clone(&orologio), servizi);
        let anno = AnnoScolastico::del(lunedi());
        let scuola = scuola::ActiveModel {
            codice: Set("S1".into()),
            nome: Set("Istituto Comprensivo".into()),
            ordine: Set(OrdineScuola::Primaria),
            ..Default::default()
        };
        let scuola = scuola.insert(scope.db()).await.expect("a school").id;
        let (rodari, terza) = edificio(&scope, scuola, anno, "Rodari", "3A").await;
        let (montessori, quarta) = edificio(&scope, scuola, anno, "Montessori", "4B").await;
        for anno in [anno, anno.successivo()] {
            calendario::Entity::insert(calendario::ActiveModel {
                anno: Set(anno),
                plesso_id: Set(None),
                inizio: Set(g(anno.anno_inizio(), 9, 10)),
                fine: Set(g(anno.anno_inizio() + 1, 6, 10)),
                giorni_settimana: Set("12345".into()),
                ..Default::default()
            })
            .exec_without_returning(scope.db())
            .await
            .expect("a calendar");
        }
        let citta = Self {
            anna: bambino(&scope, anno, terza, "Anna", Some(500_000)).await,
            bruno: bambino(&scope, anno, terza, "Bruno", None).await,
            carla: bambino(&scope, anno, quarta, "Carla", None).await,
            plessi: [rodari, montessori],
            classi: [terza, quarta],
            orologio,
            scope,
        };
        citta
            .dieta(citta.bruno.alunno, "D01", "Senza glutine")
            .await;
        citta
            .attiva(Estensione::Prenotazione, regolamento, anno.inizio())
            .await;
        citta
    }

    /// Puts a regulation in force.
    pub async fn attiva(&self, estensione: Estensione, parametri: Value, dal: Giorno) {
        let ctx = self.sistema();
        let componente = match estensione {
            Estensione::Prenotazione => spediti::PRENOTAZIONE_PASTI,
            Estensione::Tariffa => spediti::TARIFFA_ISEE,
            altra => panic!("{altra:?} has no part in meals"),
        };
        let nuova = NuovaAttivazione {
            estensione,
            servizio: Servizio::Refezione,
            digest: digest(componente),
            parametri,
            dal,
            atto: "Delibera C.C. 12/2026".into(),
        };
        let regole = ctx.service::<Regole>().expect("rules");
        regole.attiva(&ctx, nuova).await.expect("in force");
    }

    async fn dieta(&self, alunno: AlunnoId, codice: &str, descrizione: &str) {
        let tipo = dieta_tipo::ActiveModel {
            codice: Set(codice.into()),
            descrizione: Set(descrizione.into()),
            sanitaria: Set(true),
            ..Default::default()
        };
        let tipo = tipo
            .insert(self.scope.db())
            .await
            .expect("a kind of diet")
            .id;
        let riga = dieta::ActiveModel {
            alunno_id: Set(alunno),
            tipo_id: Set(tipo),
            dal: Set(g(2026, 9, 1)),
            al: Set(None),
            certificato: Set(Some("prot. 1".into())),
            nota: Set(None),
            concessa_da: Set("ufficio".into()),
            creata_il: Set(self.scope.now()),
            ..Default::default()
        };
        riga.insert(self.scope.db()).await.expect("a diet");
    }

    fn permessi(&self, plessi: &PlessoScope) -> Arc<PermissionSet> {
        let mut set = PermissionSet::nessuno();
        set.concedi(GESTISCI, plessi.clone());
        let di = [
            Refezione.permissions(),
            Prenotazioni.permissions(),
            Anagrafe.permissions(),
        ];
        for info in di.into_iter().flatten() {
            set.concedi(info.permission, plessi.clone());
        }
        Arc::new(set)
    }

    /// The platform, as the job runner makes it: it may do everything.
    pub fn sistema(&self) -> Ctx {
        let actor = Actor::Sistema {
            lavoro: "prova".into(),
        };
        self.scope
            .authenticated(actor, self.permessi(&PlessoScope::Tutti))
    }

    /// A person of the office, limited to `plessi`.
    pub fn nei_plessi(&self, plessi: &[PlessoId]) -> Ctx {
        let actor = Actor::Token {
            id: 1,
            nome: "cucina".into(),
        };
        let solo = PlessoScope::Solo(plessi.iter().copied().collect());
        self.scope.authenticated(actor, self.permessi(&solo))
    }

    /// A parent.
    pub fn genitore(&self, bambino: Bambino) -> Ctx {
        let actor = Actor::Persona {
            id: bambino.genitore,
            nome: "Genitore".into(),
        };
        self.scope
            .authenticated(actor, self.permessi(&PlessoScope::Tutti))
    }

    /// Somebody with this permission alone.
    pub fn solo(&self, permesso: Permission) -> Ctx {
        let mut set = PermissionSet::nessuno();
        set.concedi(permesso, PlessoScope::Tutti);
        let actor = Actor::Token {
            id: 2,
            nome: "programma".into(),
        };
        self.scope.authenticated(actor, Arc::new(set))
    }

    /// Rodari (0) or Montessori (1).
    pub async fn plesso(&self, quale: usize) -> PlessoAutorizzato {
        plesso_autorizzato(&self.sistema(), CHIUDI, self.plessi[quale])
            .await
            .expect("a building")
    }

    /// The parent of `bambino` chooses.
    pub async fn prenota(&self, bambino: Bambino, giorno: Giorno, scelta: Scelta) {
        let ctx = self.genitore(bambino);
        let iscrizione = iscrizione_del_figlio(&ctx, bambino.iscrizione)
            .await
            .expect("theirs");
        prenota(&ctx, &iscrizione, giorno, scelta, None)
            .await
            .expect("booked");
    }
}

async fn edificio(
    scope: &Scope,
    scuola: campanella_anagrafe::ScuolaId,
    anno: AnnoScolastico,
    nome: &str,
    sezione: &str,
) -> (PlessoId, ClasseId) {
    let plesso = plesso::ActiveModel {
        scuola_id: Set(scuola),
        codice: Set(nome.to_uppercase()),
        nome: Set(nome.into()),
        indirizzo: Set(None),
        ..Default::default()
    };
    let plesso = plesso.insert(scope.db()).await.expect("a building").id;
    let classe = classe::ActiveModel {
        plesso_id: Set(plesso),
        anno: Set(anno),
        nome: Set(sezione.into()),
        livello: Set(3),
        tempo: Set(None),
        ..Default::default()
    };
    (plesso, classe.insert(scope.db()).await.expect("a class").id)
}

/// Adds a child of a family of its own.
pub async fn bambino(
    scope: &Scope,
    anno: AnnoScolastico,
    classe: ClasseId,
    nome: &str,
    isee_cents: Option<i64>,
) -> Bambino {
    let store = scope.db();
    let persona = NuovaPersona {
        nome: "Genitore".into(),
        cognome: nome.into(),
        verificata: true,
        ..Default::default()
    };
    let genitore = crea_persona(scope, store, persona)
        .await
        .expect("a parent")
        .id;
    let famiglia = famiglia::ActiveModel {
        tutore_id: Set(genitore),
        residente: Set(true),
        esente_servizi_sociali: Set(false),
        minori: Set(1),
        creata_il: Set(scope.now()),
        ..Default::default()
    };
    let famiglia: FamigliaId = famiglia.insert(store).await.expect("a family").id;
    if let Some(cents) = isee_cents {
        let attestazione = isee::ActiveModel {
            famiglia_id: Set(famiglia),
            valore: Set(Importo::from_cents(cents)),
            tipo: Set(TipoIsee::Minorenni),
            dal: Set(g(2026, 1, 10)),
            al: Set(g(2026, 12, 31)),
            creato_il: Set(scope.now()),
            ..Default::default()
        };
        attestazione.insert(store).await.expect("an ISEE");
    }
    let alunno = alunno::ActiveModel {
        famiglia_id: Set(famiglia),
        nome: Set(nome.into()),
        cognome: Set("Prova".into()),
        data_nascita: Set(g(2018, 5, 4)),
        residente: Set(true),
        disabilita: Set(false),
        creato_il: Set(scope.now()),
        ..Default::default()
    };
    let alunno = alunno.insert(store).await.expect("a child").id;
    let iscrizione = iscrizione::ActiveModel {
        alunno_id: Set(alunno),
        servizio: Set(Servizio::Refezione),
        anno: Set(anno),
        tessera: Set(format!("T-{nome}")),
        classe_id: Set(classe),
        articolo: Set("base".into()),
        stato: Set(StatoIscrizione::Attiva),
        dal: Set(anno.inizio()),
        al: Set(None),
        creata_il: Set(scope.now()),
        ..Default::default()
    };
    let iscrizione = iscrizione.insert(store).await.expect("an enrolment").id;
    Bambino {
        genitore,
        alunno,
        iscrizione,
    }
}
