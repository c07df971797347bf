//! The promises of this module, kept on both kinds of store.

mod delega;
mod entities;
mod giorni;
mod importa;
mod omocodia;
mod passaggio;
mod portale;
mod tariffa;
mod ufficio;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use campanella_kernel::clock::FixedClock;
use campanella_kernel::ctx::Services;
use campanella_kernel::testing::{comune, scope_with};
use campanella_kernel::vincoli::{Impedimento, Vincoli, Vincolo};
use campanella_kernel::{
    Actor, AnnoScolastico, CodiceFiscale, Ctx, Giorno, InternalError, Istante, PermissionSet,
    PersonaId, PlessoId, PlessoScope, Servizio,
};
use chrono::NaiveTime;
use sea_orm::ActiveValue::Set;
use sea_orm::{DatabaseConnection, EntityTrait, PaginatorTrait};

use crate::entities::iscrizione::StatoIscrizione;
use crate::entities::scuola::OrdineScuola;
use crate::entities::{alunno, calendario, classe, famiglia, iscrizione, persona, plesso, scuola};
use crate::persona::{NuovaPersona, crea_persona};
use crate::{AlunnoId, ClasseId, DelegaInput, FamigliaId, IscrizioneId};

const MARIO: &str = "RSSMRA80A01H501U";
const ANNA: &str = "BSCMTT83A12L719R";

/// A small comune: two buildings of a primary school, two families.
struct Banco {
    store: DatabaseConnection,
    clock: Arc<FixedClock>,
    /// Buildings `Centro` and `Collina`.
    plessi: [PlessoId; 2],
    /// `1A` and `1B` of Centro, `1A` of Collina.
    classi: [ClasseId; 3],
    /// Families that somebody objects to.
    morose: Morose,
}

/// Objects to new enrolments of some families, as whoever keeps accounts does.
#[derive(Clone, Default)]
struct Morose(Arc<Mutex<BTreeSet<i64>>>);

#[async_trait::async_trait]
impl Vincolo for Morose {
    async fn impedimento_a_iscrivere(
        &self,
        _ctx: &Ctx,
        famiglia: i64,
    ) -> Result<Option<Impedimento>, InternalError> {
        let morosa = self.0.lock().expect("nobody panicked").contains(&famiglia);
        Ok(morosa.then(|| Impedimento {
            codice: "ISCRIZIONE_BLOCCATA",
            perche: "Restano da pagare 5,00 €.".to_owned(),
        }))
    }
}

/// A family with a child enrolled for meals.
struct Nucleo {
    tutore: PersonaId,
    famiglia: FamigliaId,
    alunno: AlunnoId,
    iscrizione: IscrizioneId,
}

fn giorno(text: &str) -> Giorno {
    Giorno::parse_iso(text).expect("a day")
}

fn anno(text: &str) -> AnnoScolastico {
    AnnoScolastico::parse(text).expect("a school year")
}

fn cf(text: &str) -> CodiceFiscale {
    CodiceFiscale::parse(text).expect("a codice fiscale")
}

fn mezzogiorno(text: &str) -> Istante {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("an hour");
    Istante::da_ora_locale(giorno(text), noon)
}

impl Banco {
    /// On 23 November 2026.
    async fn new(store: &DatabaseConnection) -> Self {
        let scuola = scuola::ActiveModel {
            codice: Set("TOIC800001".to_owned()),
            nome: Set("Istituto Comprensivo".to_owned()),
            ordine: Set(OrdineScuola::Primaria),
            ..Default::default()
        };
        let scuola = scuola::Entity::insert(scuola)
            .exec_with_returning(store)
            .await
            .expect("a school");
        let mut plessi = Vec::new();
        for (codice, nome) in [("TOEE800011", "Centro"), ("TOEE800022", "Collina")] {
            let plesso = plesso::ActiveModel {
                scuola_id: Set(scuola.id),
                codice: Set(codice.to_owned()),
                nome: Set(nome.to_owned()),
                indirizzo: Set(None),
                ..Default::default()
            };
            let plesso = plesso::Entity::insert(plesso)
                .exec_with_returning(store)
                .await;
            plessi.push(plesso.expect("a building").id);
        }
        let plessi = [plessi[0], plessi[1]];
        let mut classi = Vec::new();
        for (plesso, nome) in [(plessi[0], "1A"), (plessi[0], "1B"), (plessi[1], "1A")] {
            let classe = classe::ActiveModel {
                plesso_id: Set(plesso),
                anno: Set(anno("2026/2027")),
                nome: Set(nome.to_owned()),
                livello: Set(1),
                tempo: Set(None),
                ..Default::default()
            };
            let classe = classe::Entity::insert(classe)
                .exec_with_returning(store)
                .await;
            classi.push(classe.expect("a class").id);
        }
        Self {
            store: store.clone(),
            clock: Arc::new(FixedClock::new(mezzogiorno("2026-11-23"))),
            plessi,
            classi: [classi[0], classi[1], classi[2]],
            morose: Morose::default(),
        }
    }

    /// A context of the person `id`, with `permissions` on `plessi`.
    fn di(&self, id: PersonaId, permissions: &[&str], plessi: PlessoScope) -> Ctx {
        let mut set = PermissionSet::nessuno();
        for permission in permissions {
            set.concedi(permission, plessi.clone());
        }
        let actor = Actor::Persona {
            id,
            nome: format!("persona {id}"),
        };
        let comune = comune("prova", &["anagrafe", "prenotazioni"]);
        let vincoli = Vincoli::default().con("anagrafe", Arc::new(self.morose.clone()));
        let servizi = Services::default().with(vincoli);
        scope_with(comune, self.store.clone(), Arc::clone(&self.clock), servizi)
            .authenticated(actor, Arc::new(set))
    }

    fn genitore(&self, id: PersonaId) -> Ctx {
        self.di(
            id,
            &["famiglia:leggi", "famiglia:scrivi"],
            PlessoScope::Tutti,
        )
    }

    /// Somebody of the office, who may do everything here.
    fn ufficio(&self) -> Ctx {
        self.ufficio_di(PlessoScope::Tutti)
    }

    fn ufficio_di(&self, plessi: PlessoScope) -> Ctx {
        let all: Vec<String> = crate::permessi::TUTTI
            .iter()
            .map(|p| p.permission.to_string())
            .collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        self.di(PersonaId::new(1_000_000), &all, plessi)
    }

    async fn persona(&self, codice: &str, nome: &str, cognome: &str) -> persona::Model {
        let nuova = NuovaPersona {
            codice_fiscale: Some(cf(codice)),
            nome: nome.to_owned(),
            cognome: cognome.to_owned(),
            verificata: true,
            ..Default::default()
        };
        crea_persona(&self.ufficio(), &self.store, nuova)
            .await
            .expect("a person")
    }

    async fn nucleo(&self, codice: &str, nome: &str, cognome: &str) -> Nucleo {
        let tutore = self.persona(codice, nome, cognome).await.id;
        let famiglia = famiglia::ActiveModel {
            tutore_id: Set(tutore),
            residente: Set(true),
            esente_servizi_sociali: Set(false),
            minori: Set(1),
            creata_il: Set(mezzogiorno("2026-09-01")),
            ..Default::default()
        };
        let famiglia = famiglia::Entity::insert(famiglia)
            .exec_with_returning(&self.store)
            .await
            .expect("a family")
            .id;
        let alunno = self.alunno(famiglia, "Sara", "2020-03-01").await;
        Nucleo {
            tutore,
            famiglia,
            alunno,
            iscrizione: self.iscrivi(alunno, self.classi[0], "2026-09-01").await,
        }
    }

    async fn alunno(&self, famiglia: FamigliaId, nome: &str, nascita: &str) -> AlunnoId {
        let alunno = alunno::ActiveModel {
            famiglia_id: Set(famiglia),
            codice_fiscale: Set(None),
            cf_chiave: Set(None),
            codice_esterno: Set(None),
            nome: Set(nome.to_owned()),
            cognome: Set("Prova".to_owned()),
            data_nascita: Set(giorno(nascita)),
            luogo_nascita: Set(None),
            belfiore_nascita: Set(None),
            sesso: Set(None),
            residente: Set(true),
            indirizzo: Set(None),
            disabilita: Set(false),
            creato_il: Set(mezzogiorno("2026-09-01")),
            ..Default::default()
        };
        alunno::Entity::insert(alunno)
            .exec_with_returning(&self.store)
            .await
            .expect("a child")
            .id
    }

    async fn iscrivi(&self, alunno: AlunnoId, classe: ClasseId, dal: &str) -> IscrizioneId {
        let iscrizione = iscrizione::ActiveModel {
            alunno_id: Set(alunno),
            servizio: Set(Servizio::Refezione),
            anno: Set(AnnoScolastico::del(giorno(dal))),
            tessera: Set(format!("T{alunno}")),
            classe_id: Set(classe),
            fascia: Set(None),
            importo_quota: Set(None),
            importo_unitario: Set(None),
            articolo: Set("base".to_owned()),
            stato: Set(StatoIscrizione::Attiva),
            dal: Set(giorno(dal)),
            al: Set(None),
            creata_il: Set(mezzogiorno("2026-09-01")),
            ..Default::default()
        };
        iscrizione::Entity::insert(iscrizione)
            .exec_with_returning(&self.store)
            .await
            .expect("an enrolment")
            .id
    }

    async fn calendario(&self, year: &str, inizio: &str, fine: &str) {
        let row = calendario::ActiveModel {
            anno: Set(anno(year)),
            plesso_id: Set(None),
            inizio: Set(giorno(inizio)),
            fine: Set(giorno(fine)),
            giorni_settimana: Set("12345".to_owned()),
            ..Default::default()
        };
        calendario::Entity::insert(row)
            .exec_without_returning(&self.store)
            .await
            .expect("a calendar");
    }

    async fn quanti<E>(&self) -> u64
    where
        E: EntityTrait,
        E::Model: Send + Sync,
    {
        E::find().count(&self.store).await.expect("a count")
    }
}

fn anna() -> DelegaInput {
    DelegaInput {
        codice_fiscale: cf(ANNA),
        nome: "Matteo".to_owned(),
        cognome: "Boschi".to_owned(),
        email: "matteo@esempio.it".to_owned(),
    }
}
