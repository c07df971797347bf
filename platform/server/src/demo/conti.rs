//! The accounts of the families over the year: what was consumed, top-ups, bills. What is prepaid
//! is written inside the store, a month at a time, as the events of the days would have left it;
//! bills are run by the module itself. `campanella contabilita verifica` finds both right.

use std::sync::Arc;

use campanella_anagrafe::famiglia_autorizzata_in;
use campanella_kernel::clock::FixedClock;
use campanella_kernel::graphql::PageRequest;
use campanella_kernel::{
    Actor, AnnoScolastico, Ctx, Giorno, Importo, Istante, PermissionSet, PlessoScope, Scope,
    Servizio,
};
use campanella_pagamenti::pagopa::{
    CatalogoInput, CollegamentoInput, collegamento, imposta_pagopa,
};
use campanella_pagamenti::{
    CartaIntestataInput, EmissioneId, GESTISCI_CONTABILITA, LEGGI_CONTI, LEGGI_EMISSIONI, Mezzo,
    Modo, NuovoIncasso, RichiestaEmissione, SCRIVI_CONTI, SCRIVI_EMISSIONI, carta_intestata,
    conferma_emissione, imposta_carta, imposta_logo, prepara_emissione, registra_incasso,
    rette_dell_emissione, un_lotto_di_emissione,
};
use campanella_simulatore::{SERVIZIO_CATALOGO, SOGGETTO_CATALOGO};
use chrono::Months;
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::a_mano::{CHI, CORRELAZIONE, TARIFFA, esegui};
use super::piano::Piano;
use super::profilo::Profilo;

/// The intermediary of pagoPA that does not exist.
pub const INTERMEDIARIO: &str = "15376371009";
/// Its station.
pub const STAZIONE: &str = "15376371009_01";

/// Connects the comune to pagoPA, if it is not yet.
///
/// # Errors
/// When the module refuses.
pub async fn collega(scope: &Scope) -> anyhow::Result<()> {
    let ctx = ragioneria(scope);
    if collegamento(&ctx).await?.is_none() {
        let dati = CollegamentoInput {
            segregazione: "02".to_owned(),
            intermediario: INTERMEDIARIO.to_owned(),
            stazione: STAZIONE.to_owned(),
            iban: "IT60X0542811101000000123456".to_owned(),
            catalogo: Some(CatalogoInput {
                servizio: SERVIZIO_CATALOGO.to_owned(),
                soggetto: SOGGETTO_CATALOGO.to_owned(),
            }),
            versione: None,
        };
        imposta_pagopa(&ctx, dati).await?;
    }
    Ok(())
}

/// Writes the letterhead of the comune's papers, if nobody did.
///
/// # Errors
/// When the module refuses.
pub async fn carta(scope: &Scope, profilo: &Profilo) -> anyhow::Result<()> {
    let ctx = ragioneria(scope);
    if carta_intestata(&ctx).await?.versione == 0 {
        let dati = CartaIntestataInput {
            ufficio: Some("Ufficio servizi scolastici".to_owned()),
            nota: Some(
                "Lo sportello è aperto il martedì e il giovedì, dalle 9 alle 12.".to_owned(),
            ),
            cbill: None,
            conto_postale: None,
            versione: 0,
        };
        imposta_carta(&ctx, dati).await?;
        imposta_logo(&ctx, profilo.stemma.map(<[u8]>::to_vec)).await?;
    }
    Ok(())
}

/// Below so many cents a family is told.
const SOGLIA: i64 = 1_000;

/// How meals and bus are paid in the year of `piano`.
///
/// # Errors
/// When the store refuses.
pub async fn gestioni(db: &impl ConnectionTrait, piano: &Piano<'_>) -> Result<(), DbErr> {
    let mensa = match piano.profilo.mensa {
        Modo::Prepagato => "prepagato",
        Modo::Postpagato => "postpagato",
    };
    for (servizio, modo) in [
        (Servizio::Refezione, mensa),
        (Servizio::Trasporto, "postpagato"),
    ] {
        let sql = "INSERT INTO gestione (servizio, anno, modo, conto, soglia, a_zero, versione,
                aggiornata_da, aggiornata_il)
             VALUES ($1, $2, $3, 'servizio', $4, 'avvisa', 1, 'Ragioneria', $5)";
        let valori: [Value; 5] = [
            servizio.nome().into(),
            piano.anno.anno_inizio().into(),
            modo.into(),
            SOGLIA.into(),
            piano.adesso.into(),
        ];
        esegui(db, sql.to_owned(), valori).await?;
    }
    Ok(())
}

/// What was consumed, with its price and why; the prices must be where the store can join them.
///
/// # Errors
/// When the store refuses.
pub async fn addebiti(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO addebito (servizio, origine, versione, quantita, iscrizione_id, alunno_id,
                famiglia_id, giorno, prezzo, arrotondamento, fascia, spiegazione, stato,
                registrato_il)
         SELECT 'refezione', p.id, p.versione, 1, i.id, i.alunno_id, a.famiglia_id, p.giorno,
                t.prezzo_unitario, t.arrotondamento, t.fascia, t.spiegazione,
                CASE WHEN c.stato = 'annullato' THEN 'annullato'
                     WHEN t.prezzo_unitario IS NULL THEN 'compreso' ELSE 'in_attesa' END,
                c.calcolato_il
           FROM consumo c
           JOIN presenza p ON p.id = c.presenza_id
           JOIN iscrizione i ON i.id = p.iscrizione_id
           JOIN alunno a ON a.id = i.alunno_id
           JOIN {TARIFFA} t ON t.iscrizione_id = i.id AND t.dal <= p.giorno AND t.al >= p.giorno
          ORDER BY p.giorno, p.id"
    );
    db.execute_unprepared(&sql).await?;
    Ok(())
}

/// Top-ups and charges of every month up to now, where meals are prepaid.
///
/// # Errors
/// When the store refuses.
pub async fn prepagati(db: &impl ConnectionTrait, piano: &Piano<'_>) -> Result<(), DbErr> {
    if piano.profilo.mensa != Modo::Prepagato {
        return Ok(());
    }
    conti(db, piano.adesso).await?;
    let oggi = piano.adesso.giorno();
    for (primo, ultimo) in mesi(piano.anno, oggi) {
        ricariche(db, (primo, ultimo), ultimo >= oggi).await?;
    }
    scala(db).await
}

/// First and last day of each month from the beginning of `anno` to `oggi`.
fn mesi(anno: AnnoScolastico, oggi: Giorno) -> Vec<(Giorno, Giorno)> {
    let primo = |n| anno.inizio().date().checked_add_months(Months::new(n));
    (0..12)
        .filter_map(|n| {
            Some((
                Giorno::from(primo(n)?),
                Giorno::from(primo(n + 1)?).prima(1),
            ))
        })
        .take_while(|(primo, _)| *primo <= oggi)
        .collect()
}

async fn conti(db: &impl ConnectionTrait, adesso: Istante) -> Result<(), DbErr> {
    let di_famiglia = "INSERT INTO conto (chiave, scopo, famiglia_id, servizio, aperto_il)
        SELECT 'prepagato:' || id || ':refezione', 'prepagato', id, 'refezione', $1
          FROM famiglia ORDER BY id";
    let del_comune = "INSERT INTO conto (chiave, scopo, servizio, aperto_il)
        VALUES ('cassa:0:refezione', 'cassa', 'refezione', $1),
               ('ricavo:0:refezione', 'ricavo', 'refezione', $1)";
    for sql in [di_famiglia, del_comune] {
        esegui(db, sql.to_owned(), [adesso.into()]).await?;
    }
    Ok(())
}

/// A family tops up on the first of the month what the month will cost, in tens of euros. In the
/// month that runs some have not yet.
async fn ricariche(
    db: &impl ConnectionTrait,
    (primo, ultimo): (Giorno, Giorno),
    in_corso: bool,
) -> Result<(), DbErr> {
    let mese = primo.date().format("%Y-%m").to_string();
    let chi = if in_corso {
        "AND a.famiglia_id % 9 <> 0"
    } else {
        ""
    };
    let sql = format!(
        "INSERT INTO scrittura (chiave, causa, riferimento, descrizione, giorno, totale,
                registrata_da, registrata_il, correlazione)
         SELECT 'incasso:' || a.famiglia_id || ':{mese}', 'incasso',
                a.famiglia_id || ':{mese}', 'Ricarica', $1,
                (CAST(SUM(c.importo) AS BIGINT) + 999) / 1000 * 1000, 'Ufficio', $3,
                '{CORRELAZIONE}'
           FROM addebito a JOIN consumo c ON c.presenza_id = a.origine
          WHERE a.stato = 'in_attesa' AND a.giorno BETWEEN $1 AND $2 {chi}
          GROUP BY a.famiglia_id HAVING SUM(c.importo) > 0 ORDER BY a.famiglia_id"
    );
    let quando = Istante::da_ora_locale(primo, super::profilo::MATTINA);
    let valori: [Value; 3] = [primo.into(), ultimo.into(), quando.into()];
    esegui(db, sql, valori).await?;
    let righe = format!("scrittura s ON s.chiave = 'incasso:' || f.id || ':{mese}'");
    for sql in [
        format!(
            "INSERT INTO movimento (scrittura_id, giorno, dare_id, avere_id, importo)
             SELECT s.id, s.giorno, k.id, c.id, s.totale
               FROM famiglia f JOIN {righe}
               JOIN conto c ON c.chiave = 'prepagato:' || f.id || ':refezione'
               JOIN conto k ON k.chiave = 'cassa:0:refezione' ORDER BY s.id"
        ),
        format!(
            "INSERT INTO incasso (chiave, famiglia_id, servizio, importo, mezzo, giorno,
                    scrittura_id, registrato_da, registrato_il)
             SELECT s.riferimento, f.id, 'refezione', s.totale,
                    CASE WHEN f.id % 7 = 0 THEN 'carta' ELSE 'bonifico' END, s.giorno, s.id,
                    'Ufficio', s.registrata_il
               FROM famiglia f JOIN {righe} ORDER BY s.id"
        ),
    ] {
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Takes every meal from its account.
async fn scala(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let data = "substr(CAST(a.giorno AS TEXT), 9, 2) || '/' || substr(CAST(a.giorno AS TEXT), 6, 2)
                || '/' || substr(CAST(a.giorno AS TEXT), 1, 4)";
    for sql in [
        format!(
            "INSERT INTO scrittura (chiave, causa, riferimento, descrizione, giorno, totale,
                    registrata_da, registrata_il, correlazione)
             SELECT 'consumo:' || a.id, 'consumo', CAST(a.id AS TEXT), 'Pasto del ' || {data},
                    a.giorno, c.importo, '{CHI}', a.registrato_il, '{CORRELAZIONE}'
               FROM addebito a JOIN consumo c ON c.presenza_id = a.origine
              WHERE a.stato = 'in_attesa' AND c.importo > 0 ORDER BY a.id"
        ),
        "INSERT INTO movimento (scrittura_id, giorno, dare_id, avere_id, importo)
         SELECT s.id, s.giorno, c.id, r.id, s.totale
           FROM addebito a JOIN scrittura s ON s.chiave = 'consumo:' || a.id
           JOIN conto c ON c.chiave = 'prepagato:' || a.famiglia_id || ':refezione'
           JOIN conto r ON r.chiave = 'ricavo:0:refezione' ORDER BY s.id"
            .to_owned(),
        "UPDATE addebito SET stato = 'addebitato',
                scrittura_id = (SELECT s.id FROM scrittura s WHERE s.chiave = 'consumo:' || addebito.id)
          WHERE stato = 'in_attesa'"
            .to_owned(),
    ] {
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// The bills of the months that are over, where meals are paid afterwards: the first month was
/// billed when it was over, and most families paid it; the others are to be paid.
///
/// # Errors
/// When the module refuses.
pub async fn rette(scope: &Scope, piano: &Piano<'_>) -> anyhow::Result<()> {
    if piano.profilo.mensa != Modo::Postpagato {
        return Ok(());
    }
    let mesi = mesi(piano.anno, piano.adesso.giorno());
    let finiti: Vec<_> = mesi
        .into_iter()
        .filter(|(_, ultimo)| *ultimo < scope.oggi())
        .collect();
    let (Some((dal, primo_mese)), Some((_, al))) = (finiti.first(), finiti.last()) else {
        return Ok(());
    };
    let scadenza = primo_mese.dopo(PER_PAGARE);
    if finiti.len() > 1 && scadenza < scope.oggi() {
        let allora = al_giorno(scope, primo_mese.dopo(3));
        let id = emetti(&allora, (*dal, *primo_mese), vec![scadenza]).await?;
        paga(&al_giorno(scope, scadenza), id).await?;
    }
    let scadenze = vec![scope.oggi().dopo(30), scope.oggi().dopo(60)];
    emetti(scope, (*dal, *al), scadenze).await?;
    Ok(())
}

/// Days after the end of the first month by which it was to be paid.
const PER_PAGARE: u64 = 20;

/// Whether a family has not paid the bill of the first month: one in twelve.
pub fn morosa(famiglia: i64) -> bool {
    famiglia % 12 == 0
}

/// The comune in the morning of a day that went by.
fn al_giorno(scope: &Scope, giorno: Giorno) -> Scope {
    let quando = Istante::da_ora_locale(giorno, super::profilo::MATTINA);
    scope.con_orologio(Arc::new(FixedClock::new(quando)))
}

/// Runs the bills of what was consumed and not billed yet.
async fn emetti(
    scope: &Scope,
    (dal, al): (Giorno, Giorno),
    scadenze: Vec<Giorno>,
) -> anyhow::Result<EmissioneId> {
    let ctx = ragioneria(scope);
    let richiesta = RichiestaEmissione {
        servizio: Servizio::Refezione,
        descrizione: format!("Mensa fino al {al}"),
        dal,
        al,
        con_quota: false,
        plessi: Default::default(),
        scadenze,
    };
    let id = prepara_emissione(&ctx, richiesta).await?;
    while un_lotto_di_emissione(&ctx, id).await? {}
    conferma_emissione(&ctx, id).await?;
    while un_lotto_di_emissione(&ctx, id).await? {}
    Ok(id)
}

/// Most families pay their bills of a run by bank transfer.
async fn paga(scope: &Scope, emissione: EmissioneId) -> anyhow::Result<()> {
    let ctx = ragioneria(scope);
    let mut dopo = None;
    loop {
        let pagina = rette_dell_emissione(&ctx, emissione, PageRequest::new(Some(100), dopo)?);
        let pagina = pagina.await?;
        let tx = ctx.begin().await?;
        for retta in pagina.edges.iter().map(|e| &e.node) {
            if morosa(retta.famiglia.key()) {
                continue;
            }
            let famiglia = famiglia_autorizzata_in(&ctx, &tx, SCRIVI_CONTI, retta.famiglia).await?;
            for rata in retta.rate.iter().filter(|r| r.importo > Importo::ZERO) {
                let nuovo = NuovoIncasso {
                    chiave: format!("dimostrazione:{}", rata.id),
                    servizio: retta.servizio,
                    importo: rata.importo,
                    mezzo: Mezzo::Bonifico,
                    giorno: scope.oggi(),
                    nota: None,
                    rata: Some(rata.id),
                };
                registra_incasso(&ctx, &tx, &famiglia, nuovo).await?;
            }
        }
        tx.commit().await?;
        if !pagina.page_info.has_next_page {
            return Ok(());
        }
        dopo = pagina.page_info.end_cursor;
    }
}

fn ragioneria(scope: &Scope) -> Ctx {
    let mut permessi = PermissionSet::nessuno();
    for permesso in [
        LEGGI_EMISSIONI,
        SCRIVI_EMISSIONI,
        LEGGI_CONTI,
        SCRIVI_CONTI,
        GESTISCI_CONTABILITA,
    ] {
        permessi.concedi(permesso, PlessoScope::Tutti);
    }
    let actor = Actor::Sistema {
        lavoro: "dimostrazione".to_owned(),
    };
    scope.authenticated(actor, permessi.into())
}
