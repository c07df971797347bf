//! A small comune: one school with one class, two families with a child each.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use campanella_anagrafe::iscrizione::StatoIscrizione;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_anagrafe::{
    AlunnoId, ClasseId, FamigliaId, IscrizioneFiglio, IscrizioneId, NuovaPersona, alunno,
    calendario, chiusura, classe, crea_persona, famiglia, iscrizione, iscrizione_del_figlio,
    plesso, scuola,
};
use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::Services;
use campanella_kernel::vincoli::Vincoli;
use campanella_kernel::{
    Actor, AnnoScolastico, Ctx, Giorno, Istante, PermissionSet, PersonaId, PlessoId, PlessoScope,
    PrezzoUnitario, Scope, Servizio, testing,
};
use campanella_plugins_host::{
    Estensione, GESTISCI, Host, NuovaAttivazione, Regole, digest, spediti,
};
use campanella_tenants::testing::for_each_store;
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait};
use serde_json::json;

use crate::{LEGGI, LEGGI_FAMIGLIA, SCRIVI, SCRIVI_FAMIGLIA};

/// Cut-off at 9:30 of the day, twenty days ahead, at most three days of pasto bianco in a row.
pub fn con_bianco() -> serde_json::Value {
    json!({
        "limite": { "ora": "09:30" },
        "anticipo_massimo_giorni": 20,
        "pasto_bianco": { "massimo_consecutivi": 3 },
    })
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
    pub plesso: PlessoId,
    pub genitore: PersonaId,
    pub iscrizione: IscrizioneId,
    pub altra_iscrizione: IscrizioneId,
}

/// The `giorno` at `ora`:`minuto` in Italy.
pub fn alle(giorno: Giorno, ora: u32, minuto: u32) -> Istante {
    let ora = NaiveTime::from_hms_opt(ora, minuto, 0).expect("an hour");
    Istante::da_ora_locale(giorno, ora)
}

/// A day.
pub fn g(anno: i32, mese: u32, giorno: u32) -> Giorno {
    Giorno::new(anno, mese, giorno).expect("a day")
}

/// Runs `test` in the comune, on every store, in the school year that holds `oggi`, at 8 o'clock.
pub async fn in_citta(oggi: Giorno, regolamento: serde_json::Value, test: impl AsyncFn(Citta)) {
    for_each_store(async |store| {
        test(Citta::fonda(store, oggi, regolamento.clone()).await).await;
    })
    .await;
}

impl Citta {
    async fn fonda(
        store: DatabaseConnection,
        oggi: Giorno,
        regolamento: serde_json::Value,
    ) -> Self {
        let orologio = Arc::new(FixedClock::new(alle(oggi, 8, 0)));
        let comune = testing::comune(&nome_nuovo(), &["anagrafe", "prenotazioni"]);
        let scope = testing::scope_with(
            comune,
            store.clone(),
            Arc::clone(&orologio),
            Services::default()
                .with(Vincoli::default())
                .with(REGOLE.clone()),
        );
        let anno = AnnoScolastico::del(oggi);
        let scuola = scuola::ActiveModel {
            codice: Set("S1".into()),
            nome: Set("Scuola Rodari".into()),
            ordine: Set(OrdineScuola::Primaria),
            ..Default::default()
        };
        let scuola = scuola.insert(&store).await.expect("a school");
        let plesso = plesso::ActiveModel {
            scuola_id: Set(scuola.id),
            codice: Set("P1".into()),
            nome: Set("Plesso Rodari".into()),
            indirizzo: Set(None),
            ..Default::default()
        };
        let plesso = plesso.insert(&store).await.expect("a building").id;
        let classe = classe::ActiveModel {
            plesso_id: Set(plesso),
            anno: Set(anno),
            nome: Set("3A".into()),
            livello: Set(3),
            tempo: Set(None),
            ..Default::default()
        };
        let classe = classe.insert(&store).await.expect("a class").id;
        calendario::Entity::insert(calendario::ActiveModel {
            anno: Set(anno),
            plesso_id: Set(None),
            inizio: Set(g(anno.anno_inizio(), 9, 10)),
            fine: Set(g(anno.anno_inizio() + 1, 6, 10)),
            giorni_settimana: Set("12345".into()),
            ..Default::default()
        })
        .exec_without_returning(&store)
        .await
        .expect("a calendar");
        let (genitore, iscrizione) = bambino(&scope, anno, classe, "Anna").await;
        let (_, altra_iscrizione) = bambino(&scope, anno, classe, "Bruno").await;
        let citta = Self {
            orologio,
            scope,
            plesso,
            genitore,
            iscrizione,
            altra_iscrizione,
        };
        citta.attiva(regolamento, anno.inizio()).await;
        citta
    }

    /// Puts a booking rule in force.
    async fn attiva(&self, parametri: serde_json::Value, dal: Giorno) {
        let ctx = self.gestore();
        let regole = ctx.service::<Regole>().expect("rules");
        let nuova = NuovaAttivazione {
            estensione: Estensione::Prenotazione,
            servizio: Servizio::Refezione,
            digest: digest(spediti::PRENOTAZIONE_PASTI),
            parametri,
            dal,
            atto: "Delibera C.C. 12/2026".into(),
        };
        regole.attiva(&ctx, nuova).await.expect("in force");
    }

    fn come(&self, actor: Actor, permessi: &[campanella_kernel::Permission]) -> Ctx {
        let mut set = PermissionSet::nessuno();
        for permesso in permessi {
            set.concedi(*permesso, PlessoScope::Tutti);
        }
        self.scope.authenticated(actor, Arc::new(set))
    }

    /// Whoever prepares the regulations.
    pub fn gestore(&self) -> Ctx {
        let actor = Actor::Sistema {
            lavoro: "prova".into(),
        };
        self.come(actor, &[GESTISCI])
    }

    /// Anna's parent.
    pub fn genitore(&self) -> Ctx {
        let actor = Actor::Persona {
            id: self.genitore,
            nome: "Genitore di Anna".into(),
        };
        self.come(actor, &[LEGGI_FAMIGLIA, SCRIVI_FAMIGLIA])
    }

    /// The school office.
    pub fn ufficio(&self) -> Ctx {
        let actor = Actor::Token {
            id: 1,
            nome: "Ufficio".into(),
        };
        self.come(actor, &[LEGGI, SCRIVI])
    }

    /// Anna's enrolment, seen by her parent.
    pub async fn anna(&self, ctx: &Ctx) -> IscrizioneFiglio {
        iscrizione_del_figlio(ctx, self.iscrizione)
            .await
            .expect("Anna's")
    }

    /// Closes the whole comune on a day.
    pub async fn chiudi(&self, giorno: Giorno, motivo: &str) {
        chiusura::Entity::insert(chiusura::ActiveModel {
            dal: Set(giorno),
            al: Set(giorno),
            plesso_id: Set(None),
            classe_id: Set(None),
            tipo: Set(chiusura::TipoChiusura::Sciopero),
            motivo: Set(motivo.into()),
            creata_da: Set("ufficio".into()),
            creata_il: Set(self.scope.now()),
            ..Default::default()
        })
        .exec_without_returning(self.scope.db())
        .await
        .expect("closed");
    }
}

async fn bambino(
    scope: &Scope,
    anno: AnnoScolastico,
    classe: ClasseId,
    nome: &str,
) -> (PersonaId, IscrizioneId) {
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
    let alunno = alunno::ActiveModel {
        famiglia_id: Set(famiglia),
        nome: Set(nome.into()),
        cognome: Set("Prova".into()),
        data_nascita: Set(g(anno.anno_inizio() - 8, 5, 4)),
        residente: Set(true),
        disabilita: Set(false),
        creato_il: Set(scope.now()),
        ..Default::default()
    };
    let alunno: AlunnoId = alunno.insert(store).await.expect("a child").id;
    let iscrizione = iscrizione::ActiveModel {
        alunno_id: Set(alunno),
        servizio: Set(Servizio::Refezione),
        anno: Set(anno),
        tessera: Set(format!("T-{nome}")),
        classe_id: Set(classe),
        importo_unitario: Set(Some(PrezzoUnitario::from_decimillesimi(48_000))),
        articolo: Set("base".into()),
        stato: Set(StatoIscrizione::Attiva),
        dal: Set(anno.inizio()),
        al: Set(None),
        creata_il: Set(scope.now()),
        ..Default::default()
    };
    let iscrizione = iscrizione.insert(store).await.expect("an enrolment").id;
    (genitore, iscrizione)
}
