//! A small comune: a school with two buildings, two families, people of the offices. Every name
//! in it carries a mark, so that an answer shows whose data it holds.

use campanella_anagrafe::iscrizione::StatoIscrizione;
use campanella_anagrafe::scuola::OrdineScuola;
use campanella_anagrafe::{
    AlunnoId, ClasseId, FamigliaId, IscrizioneId, IseeId, NuovaPersona, ScuolaId, alunno,
    calendario, classe, crea_persona, famiglia, iscrizione, isee, plesso, scuola,
};
use campanella_identita::{Accesso, Hasher, Password, predisponi};
use campanella_kernel::{
    Actor, AnnoScolastico, Giorno, Importo, PermissionSet, PersonaId, PlessoId, PlessoScope,
    PrezzoUnitario, Scope, Servizio,
};
use campanella_plugins_host::decisione::conserva;
use campanella_plugins_host::{Estensione, GESTISCI, NuovaAttivazione, Regole, digest, spediti};
use campanella_server::app::App;
use campanella_server::moduli;
use campanella_tenants::{NomeHost, NuovoComune};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

use crate::piattaforma::{oggi, scope};

/// Everybody's password.
pub const PASSWORD: &str = "campanella di prova";

/// A comune of a test.
pub struct ComuneDiProva {
    /// Its short name.
    pub id: campanella_kernel::ComuneId,
    /// Where it answers.
    pub host: String,
    /// The word that every name in it carries, and no name of another comune.
    pub segno: &'static str,
    /// The key of a recorded decision.
    pub decisione: String,
    /// The school.
    pub scuola: ScuolaId,
    /// Its buildings; the first family's child is in the first, the second's in the second.
    pub plessi: [PlessoId; 2],
    /// A class in each.
    pub classi: [ClasseId; 2],
    /// The families.
    pub famiglie: [FamigliaDiProva; 2],
    /// Cooks for the first building alone.
    pub cuoco: Utente,
    /// Of the school office.
    pub operatore: Utente,
    /// The administrator.
    pub amministratore: Utente,
}

/// A parent with one child, who is on the meal service.
pub struct FamigliaDiProva {
    /// The parent.
    pub genitore: Utente,
    /// The family.
    pub famiglia: FamigliaId,
    /// Its ISEE.
    pub isee: IseeId,
    /// The child.
    pub alunno: AlunnoId,
    /// The child on the meal service.
    pub iscrizione: IscrizioneId,
}

/// Somebody who can log in.
pub struct Utente {
    /// Key of the person.
    pub persona: PersonaId,
    /// What to type as user.
    pub codice: String,
}

/// Makes the comune `segno`, which offers so many days of pasto bianco in a row, or none.
///
/// # Panics
/// When the platform refuses.
pub async fn fonda(app: &App, segno: &'static str, bianco: Option<u32>) -> ComuneDiProva {
    let mut prenotazione = json!({
        "limite": { "ora": "09:30" },
        "anticipo_massimo_giorni": 20,
    });
    if let Some(massimo) = bianco {
        prenotazione["pasto_bianco"] = json!({ "massimo_consecutivi": massimo });
    }
    let anno = AnnoScolastico::del(oggi());
    let day = |y, m, d| Giorno::new(y, m, d).expect("a day");
    let scuola = Scuola {
        inizio: day(anno.anno_inizio(), 9, 10),
        fine: day(anno.anno_inizio() + 1, 6, 10),
        giorni: "12345",
        anno,
    };
    fonda_con(app, segno, scuola, prenotazione).await
}

/// Makes the comune `segno` for a platform on the machine's own clock, whatever day that shows:
/// there is school on every day but holidays, of the school year in which most of the next three
/// weeks are, and the booking rule has these parameters.
///
/// # Panics
/// When the platform refuses.
pub async fn fonda_oggi(app: &App, segno: &'static str, prenotazione: Value) -> ComuneDiProva {
    let anno = AnnoScolastico::del(app.now().giorno().dopo(15));
    let scuola = Scuola {
        inizio: anno.inizio(),
        fine: anno.fine(),
        giorni: "1234567",
        anno,
    };
    fonda_con(app, segno, scuola, prenotazione).await
}

/// When there is school.
#[derive(Debug, Clone, Copy)]
struct Scuola {
    anno: AnnoScolastico,
    inizio: Giorno,
    fine: Giorno,
    giorni: &'static str,
}

/// The codice fiscale of a comune, as no other has: pagoPA knows it by that.
fn codice_fiscale_ente(segno: &str) -> String {
    let numero = segno
        .bytes()
        .fold(0_u64, |n, b| (n * 31 + u64::from(b)) % 100_000_000);
    format!("000{numero:08}")
}

async fn fonda_con(
    app: &App,
    segno: &'static str,
    quando: Scuola,
    prenotazione: Value,
) -> ComuneDiProva {
    let mut comune = campanella_kernel::testing::comune(segno, moduli::NOMI);
    comune.impostazioni.codice_fiscale = codice_fiscale_ente(segno);
    let host = format!("{segno}.localhost");
    let nuovo = NuovoComune {
        host: vec![NomeHost::parse(&host).expect("a host")],
        id: comune.id.clone(),
        impostazioni: comune.impostazioni,
        moduli: comune.moduli,
    };
    app.comuni.crea(nuovo, "prova").await.expect("a comune");
    let scope = scope(app, &host).await;
    let cantiere = Cantiere {
        scope,
        segno,
        quando,
    };
    cantiere.regola(prenotazione).await;
    cantiere.popola(comune.id, host).await
}

/// The parameters of the tariff that is in force: one price for all.
#[must_use]
pub fn tariffa_unica() -> Value {
    let tabelle = [true, false].map(|residenti| {
        json!({
            "residenti": residenti,
            "metodo": {
                "tipo": "fasce", "fasce": [],
                "oltre": { "nome": "Unica", "prezzi": [48_000] },
            },
        })
    });
    json!({
        "articolo": "art. 5",
        "articolo_esenzione": "art. 7",
        "tabelle": tabelle,
        "residenza": { "conta": "almeno_uno", "articolo": "art. 6" },
    })
}

/// The making of a comune.
struct Cantiere {
    scope: Scope,
    segno: &'static str,
    quando: Scuola,
}

impl Cantiere {
    async fn popola(&self, id: campanella_kernel::ComuneId, host: String) -> ComuneDiProva {
        let hasher = Hasher::del_processo().expect("a hasher");
        let password = Password::digitata(PASSWORD.to_owned());
        let hash = hasher.calcola(password).await.expect("a hash");
        let scuola = self.scuola().await;
        let (plesso, classe) = self.plesso(scuola, 1).await;
        let (altro_plesso, altra_classe) = self.plesso(scuola, 2).await;
        self.calendario().await;
        let suoi = [plesso];
        ComuneDiProva {
            famiglie: [
                self.famiglia(&hash, "Anna", classe).await,
                self.famiglia(&hash, "Bruno", altra_classe).await,
            ],
            cuoco: self.addetto(&hash, "cuoco", Some(&suoi)).await,
            operatore: self.addetto(&hash, "operatore", None).await,
            amministratore: self.addetto(&hash, "amministratore", None).await,
            segno: self.segno,
            decisione: self.decisione().await,
            plessi: [plesso, altro_plesso],
            classi: [classe, altra_classe],
            scuola,
            id,
            host,
        }
    }

    async fn regola(&self, prenotazione: Value) {
        self.attiva(
            Estensione::Prenotazione,
            spediti::PRENOTAZIONE_PASTI,
            prenotazione,
        )
        .await;
        self.attiva(Estensione::Tariffa, spediti::TARIFFA_ISEE, tariffa_unica())
            .await;
    }

    /// The key of a recorded decision about a child of nobody.
    async fn decisione(&self) -> String {
        let ctx = self.scope.authenticated(
            Actor::Sistema {
                lavoro: "prova".to_owned(),
            },
            PermissionSet::nessuno().into(),
        );
        let bambino = json!({ "plesso": "P1", "ordine": "primaria",
            "residenza_bambino": "nel_comune", "residenza_pagante": "nel_comune",
            "minori_nel_nucleo": 1, "rango_fratelli": 1 });
        let bambino = serde_json::from_value(bambino).expect("a child");
        let regole = ctx.service::<Regole>().expect("rules");
        let esiti = regole
            .tariffa(&ctx, Servizio::Refezione, oggi(), &[bambino])
            .await
            .expect("an answer");
        let traccia = esiti[0].traccia().expect("a price");
        conserva(&ctx, ctx.db(), [traccia]).await.expect("kept");
        traccia.impronta().to_owned()
    }

    async fn attiva(&self, estensione: Estensione, componente: &[u8], parametri: Value) {
        let mut permessi = PermissionSet::nessuno();
        permessi.concedi(GESTISCI, PlessoScope::Tutti);
        let actor = Actor::Sistema {
            lavoro: "prova".to_owned(),
        };
        let ctx = self.scope.authenticated(actor, permessi.into());
        let nuova = NuovaAttivazione {
            estensione,
            servizio: Servizio::Refezione,
            digest: digest(componente),
            parametri,
            dal: self.quando.anno.inizio(),
            atto: format!("Delibera 12/2026 di {}", self.segno),
        };
        let regole = ctx.service::<Regole>().expect("rules");
        regole.attiva(&ctx, nuova).await.expect("in force");
    }

    async fn scuola(&self) -> ScuolaId {
        let scuola = scuola::ActiveModel {
            codice: Set("S1".into()),
            nome: Set(format!("Scuola di {}", self.segno)),
            ordine: Set(OrdineScuola::Primaria),
            ..Default::default()
        };
        scuola.insert(self.scope.db()).await.expect("a school").id
    }

    async fn plesso(&self, scuola: ScuolaId, numero: u8) -> (PlessoId, ClasseId) {
        let plesso = plesso::ActiveModel {
            scuola_id: Set(scuola),
            codice: Set(format!("P{numero}")),
            nome: Set(format!("Plesso {numero} di {}", self.segno)),
            indirizzo: Set(None),
            ..Default::default()
        };
        let plesso = plesso.insert(self.scope.db()).await.expect("a building").id;
        let classe = classe::ActiveModel {
            plesso_id: Set(plesso),
            anno: Set(self.quando.anno),
            nome: Set(format!("3{}", self.segno)),
            livello: Set(3),
            tempo: Set(None),
            ..Default::default()
        };
        let classe = classe.insert(self.scope.db()).await.expect("a class").id;
        (plesso, classe)
    }

    async fn calendario(&self) {
        let quando = self.quando;
        let calendario = calendario::ActiveModel {
            anno: Set(quando.anno),
            plesso_id: Set(None),
            inizio: Set(quando.inizio),
            fine: Set(quando.fine),
            giorni_settimana: Set(quando.giorni.into()),
            ..Default::default()
        };
        calendario
            .insert(self.scope.db())
            .await
            .expect("a calendar");
    }

    async fn persona(&self, nome: &str) -> Utente {
        let nuova = NuovaPersona {
            nome: nome.to_owned(),
            cognome: format!("Prova di {}", self.segno),
            verificata: true,
            ..Default::default()
        };
        let persona = crea_persona(&self.scope, self.scope.db(), nuova)
            .await
            .expect("a person");
        Utente {
            persona: persona.id,
            codice: persona.codice_persona,
        }
    }

    async fn addetto(&self, hash: &str, ruolo: &str, plessi: Option<&[PlessoId]>) -> Utente {
        let utente = self.persona(ruolo).await;
        self.accesso(hash, &utente, &[(ruolo, plessi)]).await;
        utente
    }

    async fn accesso(&self, hash: &str, utente: &Utente, ruoli: &[(&str, Option<&[PlessoId]>)]) {
        let accesso = Accesso {
            persona: utente.persona,
            hash: Some(hash),
            ruoli,
        };
        predisponi(&self.scope, self.scope.db(), accesso)
            .await
            .expect("access");
    }

    async fn famiglia(&self, hash: &str, nome: &str, classe: ClasseId) -> FamigliaDiProva {
        let (scope, db) = (&self.scope, self.scope.db());
        let genitore = self.persona(&format!("Genitore di {nome}")).await;
        let famiglia = famiglia::ActiveModel {
            tutore_id: Set(genitore.persona),
            residente: Set(true),
            esente_servizi_sociali: Set(false),
            minori: Set(1),
            creata_il: Set(scope.now()),
            ..Default::default()
        };
        let famiglia = famiglia.insert(db).await.expect("a family").id;
        let isee = isee::ActiveModel {
            famiglia_id: Set(famiglia),
            valore: Set(Importo::from_cents(1_234_500)),
            tipo: Set(isee::TipoIsee::Minorenni),
            dal: Set(self.quando.anno.inizio()),
            al: Set(Giorno::new(self.quando.anno.anno_inizio(), 12, 31).expect("a day")),
            creato_il: Set(scope.now()),
            ..Default::default()
        };
        let isee = isee.insert(db).await.expect("an ISEE").id;
        let alunno = self.alunno(famiglia, nome).await;
        let iscrizione = iscrizione::ActiveModel {
            alunno_id: Set(alunno),
            servizio: Set(Servizio::Refezione),
            anno: Set(self.quando.anno),
            tessera: Set(format!("{nome} di {}", self.segno)),
            classe_id: Set(classe),
            importo_unitario: Set(Some(PrezzoUnitario::from_decimillesimi(48_000))),
            articolo: Set("base".into()),
            stato: Set(StatoIscrizione::Attiva),
            dal: Set(self.quando.anno.inizio()),
            al: Set(None),
            creata_il: Set(scope.now()),
            ..Default::default()
        };
        let iscrizione = iscrizione.insert(db).await.expect("an enrolment").id;
        self.accesso(hash, &genitore, &[]).await;
        FamigliaDiProva {
            genitore,
            famiglia,
            isee,
            alunno,
            iscrizione,
        }
    }

    async fn alunno(&self, famiglia: FamigliaId, nome: &str) -> AlunnoId {
        let nato = Giorno::new(self.quando.anno.anno_inizio() - 8, 5, 4).expect("a day");
        let alunno = alunno::ActiveModel {
            famiglia_id: Set(famiglia),
            nome: Set(nome.to_owned()),
            cognome: Set(format!("Prova di {}", self.segno)),
            data_nascita: Set(nato),
            residente: Set(true),
            disabilita: Set(false),
            creato_il: Set(self.scope.now()),
            ..Default::default()
        };
        alunno.insert(self.scope.db()).await.expect("a child").id
    }
}
