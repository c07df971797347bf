//! Two nodes on one catalog and one Redis: what happens on one is seen on the other, also after
//! Redis was away.

use std::time::Duration;

use campanella_kernel::testing::Cable;
use campanella_plugins_host::{digest, spediti};
use campanella_tests::comune_di_prova::{ComuneDiProva, Utente};
use campanella_tests::documento::Documento;
use campanella_tests::richiesta::{Chi, Risposta};
use hyper::{Request, StatusCode};
use serde_json::{Value, json};

use super::filo::{ATTESA, Pagina};
use super::impianto::{Impianto, REDIS, in_ogni_impianto, oggi};
use super::programma::{Ambiente, Nodo};

/// Books a meal, or cancels it.
pub const PRENOTA: &str = "mutation($i: ID!, $g: Giorno!, $s: Scelta!, $v: Int) {
    prenota(iscrizione: $i, giorno: $g, scelta: $s, versione: $v) { scelta versione }
}";
const CALENDARIO: &str = "query($i: ID!, $dal: Giorno!, $al: Giorno!) {
    calendario(iscrizione: $i, dal: $dal, al: $al) {
        offrePastoBianco giorni { giorno scelte { scelta permessa } }
    }
}";
const CONTEGGIO: &str = "righe { plesso { nome } pastoBase assenti }";
const FORNITORE: &str = "gettone-di-prova";
/// How long a line that nobody closes is listened to.
const SILENZIO: Duration = Duration::from_millis(500);

/// Parameters of the booking rule: until half past nine of the day.
pub fn regola() -> Value {
    json!({ "limite": { "ora": "09:30" }, "anticipo_massimo_giorni": 20 })
}

/// The calendar of the first family's child over the next twenty days.
async fn calendario(nodo: &Nodo, comune: &ComuneDiProva, genitore: &Chi) -> Value {
    let oggi = oggi();
    let iscrizione = comune.famiglie[0].iscrizione.to_string();
    let variables = json!({ "i": iscrizione, "dal": oggi, "al": oggi.dopo(20) });
    let answer = nodo.portale(comune, genitore, CALENDARIO, variables).await;
    answer.dati()["calendario"].clone()
}

/// A day on which the first family may still choose.
pub async fn giorno_aperto(nodo: &Nodo, comune: &ComuneDiProva, genitore: &Chi) -> Value {
    let calendario = calendario(nodo, comune, genitore).await;
    let giorni = calendario["giorni"].as_array().expect("days");
    let aperto = |g: &&Value| {
        let scelte = g["scelte"].as_array().expect("choices");
        scelte.iter().any(|s| s["permessa"] == true)
    };
    // Not the first: were it today, the cut-off might come in between.
    let aperto = giorni.iter().filter(aperto).nth(1);
    aperto.unwrap_or_else(|| panic!("no open day: {giorni:?}"))["giorno"].clone()
}

/// Two nodes, and who is logged in.
struct DueNodi<'a> {
    impianto: &'a Impianto,
    uno: Nodo,
    due: Nodo,
    /// From the second node to Redis.
    cavo: Cable,
    giorno: Value,
    genitore: Chi,
    amministratore: Chi,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_on_one_node_is_seen_on_the_other() {
    let Some(redis) = std::env::var(REDIS).ok().filter(|url| !url.is_empty()) else {
        println!("skipped: {REDIS} is not set");
        return;
    };
    in_ogni_impianto(regola(), async |impianto| {
        if !impianto.su_postgres() {
            // An SQLite file belongs to one machine: there is no second node.
            return;
        }
        let nodi = DueNodi::avvia(impianto, &redis).await;
        nodi.una_disdetta_arriva_in_cucina().await;
        nodi.impostazioni_e_stato_valgono_ovunque().await;
        nodi.un_ruolo_tolto_e_rifiutato_subito().await;
        nodi.chi_esce_ovunque_esce_anche_di_la().await;
        nodi.senza_redis_nulla_resta_vecchio().await;
        nodi.uno.ferma().await;
        nodi.due.ferma().await;
    })
    .await;
}

/// `url`, with `cavo` in the way.
async fn con_cavo(url: &str) -> (Cable, String) {
    let after_password = url.rsplit('@').next().unwrap_or(url);
    let server = after_password.trim_start_matches("redis://");
    let server = server.split('/').next().unwrap_or(server).to_owned();
    let cavo = Cable::to(server.clone()).await;
    let address = url.replacen(&server, cavo.near_end(), 1);
    (cavo, address)
}

impl<'a> DueNodi<'a> {
    async fn avvia(impianto: &'a Impianto, redis: &str) -> Self {
        let ambiente: Ambiente = impianto
            .ambiente
            .con("CAMPANELLA_TOKEN_FORNITORE", FORNITORE);
        let (cavo, al_cavo) = con_cavo(redis).await;
        let due = ambiente.con("CAMPANELLA_REDIS", al_cavo);
        let (uno, due) = tokio::join!(
            async { Nodo::avvia(&ambiente.con("CAMPANELLA_REDIS", redis)).await },
            Nodo::avvia(&due),
        );
        for nodo in [&uno, &due] {
            nodo.pronto(StatusCode::OK).await;
        }
        let comune = &impianto.comune;
        let genitore = uno.accedi(comune, &comune.famiglie[0].genitore).await;
        Self {
            giorno: giorno_aperto(&uno, comune, &genitore).await,
            amministratore: uno.accedi(comune, &comune.amministratore).await,
            genitore,
            impianto,
            uno,
            due,
            cavo,
        }
    }

    fn comune(&self) -> &ComuneDiProva {
        &self.impianto.comune
    }

    /// The kitchen page of `chi`, served by the second node, with what it shows first.
    async fn cucina(&self, chi: &Chi) -> (Pagina, Value) {
        let query = format!(
            "subscription($g: Giorno!) {{ conteggiCambiati(giorno: $g) {{ {CONTEGGIO} }} }}"
        );
        let segue = Documento::new(query, json!({ "g": self.giorno }));
        let mut pagina = self.due.ascolta(self.comune(), chi, &segue).await;
        let prima = pagina.prossima().await.dati();
        (pagina, prima["conteggiCambiati"].clone())
    }

    /// The first family chooses, on the first node.
    async fn sceglie(&self, scelta: &str) {
        let iscrizione = self.comune().famiglie[0].iscrizione.to_string();
        let variables = json!({ "i": iscrizione, "g": self.giorno, "s": scelta });
        let fatta = self
            .uno
            .portale(self.comune(), &self.genitore, PRENOTA, variables)
            .await;
        assert_eq!(fatta.dati()["prenota"]["scelta"], scelta);
    }

    /// Reads the counts on the second node, as an ordinary request.
    async fn conta(&self, chi: &Chi) -> Risposta {
        let query = format!("query($g: Giorno!) {{ conteggi(giorno: $g) {{ {CONTEGGIO} }} }}");
        let variables = json!({ "g": self.giorno });
        self.due
            .ufficio(self.comune(), chi, &query, variables)
            .await
    }

    /// The administrator does something on the first node.
    async fn amministra(&self, query: &str, variables: Value) {
        let fatto = self
            .uno
            .ufficio(self.comune(), &self.amministratore, query, variables);
        fatto.await.riuscita();
    }

    async fn toglie(&self, utente: &Utente, ruolo: &str) {
        let query = "mutation($p: ID!, $r: String!) { togliRuolo(persona: $p, ruolo: $r) }";
        let variables = json!({ "p": utente.persona.to_string(), "r": ruolo });
        self.amministra(query, variables).await;
    }

    async fn da(&self, utente: &Utente, ruolo: &str) {
        let query = "mutation($p: ID!, $r: String!) { assegnaRuolo(persona: $p, ruolo: $r) }";
        let variables = json!({ "p": utente.persona.to_string(), "r": ruolo });
        self.amministra(query, variables).await;
    }

    async fn una_disdetta_arriva_in_cucina(&self) {
        let cuoco = self.due.accedi(self.comune(), &self.comune().cuoco).await;
        let (mut cucina, prima) = self.cucina(&cuoco).await;
        assert_eq!(assenti(&prima), 0, "{prima}");
        self.sceglie("ASSENZA").await;
        let dopo = cucina.prossima().await.dati();
        assert_eq!(assenti(&dopo["conteggiCambiati"]), 1, "{dopo}");
    }

    async fn impostazioni_e_stato_valgono_ovunque(&self) {
        let comune = &self.comune().id;
        let scope = self.impianto.app.ospite(&self.comune().host).await;
        let (attuale, _) = scope.expect("a comune");
        let mut impostazioni = attuale.impostazioni.clone();
        impostazioni.nome = "Comune di Montalba Terme".to_owned();
        let file = self.impianto.ambiente.dati.join("impostazioni.json");
        std::fs::write(&file, json!(impostazioni).to_string()).expect("written");
        let redis = std::env::var(REDIS).expect("a server");
        let terminale = self.impianto.ambiente.con("CAMPANELLA_REDIS", redis);
        let file = file.to_str().expect("text");
        terminale
            .esegui(&["comune", "imposta", comune.as_str(), file])
            .await;
        for nodo in [&self.uno, &self.due] {
            eventually("the new name", async || {
                let answer = nodo.nome(self.comune()).await;
                answer.stato == StatusCode::OK && answer.testo.contains("Montalba Terme")
            })
            .await;
        }
        self.fornitore("sospendi", r#"{"motivo":"prova"}"#).await;
        eventually("the comune is suspended", async || {
            self.due.nome(self.comune()).await.stato == StatusCode::SERVICE_UNAVAILABLE
        })
        .await;
        self.fornitore("riattiva", "").await;
        eventually("the comune is served", async || {
            self.due.nome(self.comune()).await.stato == StatusCode::OK
        })
        .await;
    }

    /// The vendor does something with the comune, on the first node.
    async fn fornitore(&self, azione: &str, body: &str) {
        let request = Request::post(format!("/fornitore/v1/comuni/montalba/{azione}"))
            .header("host", "fornitore.localhost")
            .header("authorization", format!("Bearer {FORNITORE}"))
            .header("content-type", "application/json")
            .header("x-operatore", "anna")
            .body(body.to_owned().into());
        let answer = self.uno.manda(request.expect("a request")).await;
        assert_eq!(answer.stato, StatusCode::OK, "{}", answer.testo);
    }

    async fn un_ruolo_tolto_e_rifiutato_subito(&self) {
        let comune = self.comune();
        let cuoco = self.due.accedi(comune, &comune.cuoco).await;
        let operatore = self.due.accedi(comune, &comune.operatore).await;
        let (mut cucina, _) = self.cucina(&cuoco).await;
        let (mut ufficio, _) = self.cucina(&operatore).await;
        self.toglie(&comune.cuoco, "cuoco").await;
        let rifiutata = self.conta(&cuoco).await;
        assert_eq!(
            rifiutata.codice().as_deref(),
            Some("NON_PERMESSO"),
            "{}",
            rifiutata.testo
        );
        cucina.si_chiude().await;
        assert!(
            ufficio.tace(SILENZIO).await,
            "the page of somebody else goes on"
        );
        self.da(&comune.cuoco, "cuoco").await;
        self.conta(&cuoco).await.riuscita();
        self.sceglie("PASTO_BASE").await;
        let dopo = ufficio.prossima().await.dati();
        assert_eq!(assenti(&dopo["conteggiCambiati"]), 0, "{dopo}");
    }

    async fn chi_esce_ovunque_esce_anche_di_la(&self) {
        let comune = self.comune();
        let telefono = self.uno.accedi(comune, &comune.cuoco).await;
        let tavoletta = self.due.accedi(comune, &comune.cuoco).await;
        let operatore = self.due.accedi(comune, &comune.operatore).await;
        let (mut cucina, _) = self.cucina(&tavoletta).await;
        let (mut ufficio, _) = self.cucina(&operatore).await;
        let esci = "mutation { esci }";
        self.uno
            .portale(comune, &telefono, esci, json!({}))
            .await
            .riuscita();
        assert!(cucina.tace(SILENZIO).await, "the other device stays");
        let computer = self.uno.accedi(comune, &comune.cuoco).await;
        let ovunque = "mutation { esciOvunque }";
        self.uno
            .portale(comune, &computer, ovunque, json!({}))
            .await
            .riuscita();
        cucina.si_chiude().await;
        assert!(
            ufficio.tace(SILENZIO).await,
            "the page of somebody else goes on"
        );
    }

    /// Whatever changes while the second node cannot hear: what must hold at once does, and the
    /// rest comes when it hears again.
    async fn senza_redis_nulla_resta_vecchio(&self) {
        let comune = self.comune();
        let operatore = self.due.accedi(comune, &comune.operatore).await;
        let cuoco = self.due.accedi(comune, &comune.cuoco).await;
        let (mut ufficio, _) = self.cucina(&operatore).await;
        let (mut cucina, _) = self.cucina(&cuoco).await;
        assert!(!self.offre_bianco().await);

        self.cavo.cut();
        self.due.pronto(StatusCode::SERVICE_UNAVAILABLE).await;
        self.sceglie("ASSENZA").await;
        self.toglie(&comune.cuoco, "cuoco").await;
        self.attiva_il_bianco().await;
        let rifiutata = self.conta(&cuoco).await;
        assert_eq!(
            rifiutata.codice().as_deref(),
            Some("NON_PERMESSO"),
            "also without Redis"
        );
        assert!(
            !self.offre_bianco().await,
            "it has not heard of the new rule"
        );
        assert!(ufficio.tace(SILENZIO).await, "nor of the booking");

        self.cavo.mend();
        let dopo = ufficio.prossima().await.dati();
        assert_eq!(assenti(&dopo["conteggiCambiati"]), 1, "{dopo}");
        cucina.si_chiude().await;
        eventually("the new rule", async || self.offre_bianco().await).await;
        self.due.pronto(StatusCode::OK).await;
    }

    /// Whether the calendar offers the pasto bianco, on the second node.
    async fn offre_bianco(&self) -> bool {
        calendario(&self.due, self.comune(), &self.genitore).await["offrePastoBianco"] == true
    }

    async fn attiva_il_bianco(&self) {
        let mut parametri = regola();
        parametri["pasto_bianco"] = json!({});
        let query = "mutation($d: AttivaRegolaInput!) { attivaRegola(dati: $d) }";
        let dati = json!({
            "estensione": "PRENOTAZIONE", "servizio": "REFEZIONE",
            "digest": digest(spediti::PRENOTAZIONE_PASTI), "parametri": parametri,
            "dal": self.giorno, "atto": "Delibera 13 di prova",
        });
        self.amministra(query, json!({ "d": dati })).await;
    }
}

impl Nodo {
    /// Waits until the probe of readiness answers so.
    async fn pronto(&self, stato: StatusCode) {
        eventually("the node is ready, or not", async || {
            let probe = Request::get("/health/ready").header("host", "localhost");
            let probe = probe.body(Default::default()).expect("a request");
            self.manda(probe).await.stato == stato
        })
        .await;
    }

    /// Asks for the name of the comune.
    async fn nome(&self, comune: &ComuneDiProva) -> Risposta {
        self.portale(comune, &Chi::Nessuno, "{ comune { nome } }", json!({}))
            .await
    }
}

/// How many of the cook's building are absent.
fn assenti(conteggio: &Value) -> i64 {
    let righe = conteggio["righe"].as_array().expect("rows");
    righe.iter().filter_map(|r| r["assenti"].as_i64()).sum()
}

/// Waits until `holds`, for as long as a hint may take.
async fn eventually(what: &str, holds: impl AsyncFn() -> bool) {
    let held = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let held = tokio::time::timeout(ATTESA, held).await;
    assert!(held.is_ok(), "not in time: {what}");
}
