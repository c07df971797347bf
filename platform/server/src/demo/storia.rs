//! A year of bookings, presences and charges up to now, as the closings of the days would have
//! left them. A day at a time inside the store: half a million rows never pass through here.

use campanella_kernel::{Arrotondamento, Giorno, Istante, Servizio};
use campanella_pagamenti::conserva_spiegazioni;
use sea_orm::sea_query::{ColumnDef, Table};
use sea_orm::{ConnectionTrait, DbErr, Value};

use super::a_mano::{CHI, CORRELAZIONE, TARIFFA, esegui};
use super::chance::Chance;
use super::conti;
use super::giorni::GiorniDelleClassi;
use super::piano::Piano;
use super::profilo::MATTINA;
use super::righe::Righe;
use super::scelte::{Scelta, Scelte};
use super::tariffe::Prezzi;
use super::tavole::UFFICIO;

/// What families said.
pub fn prenotazioni(scelte: &Scelte) -> [Righe; 3] {
    let mut prenotazioni = Righe::new(
        "prenotazione",
        &[
            "iscrizione_id",
            "giorno",
            "scelta",
            "versione",
            "origine",
            "aggiornata_da",
            "aggiornata_il",
        ],
    );
    let mut storia = Righe::new(
        "prenotazione_storia",
        &[
            "iscrizione_id",
            "giorno",
            "da",
            "a",
            "chi",
            "quando",
            "correlazione",
        ],
    );
    for detta in &scelte.prenotazioni {
        prenotazioni.push([
            detta.iscrizione.into(),
            detta.giorno.into(),
            detta.scelta.nome().into(),
            1_i32.into(),
            "genitore".into(),
            detta.chi.clone().into(),
            detta.quando.into(),
        ]);
        storia.push([
            detta.iscrizione.into(),
            detta.giorno.into(),
            "pasto_base".into(),
            detta.scelta.nome().into(),
            detta.chi.clone().into(),
            detta.quando.into(),
            CORRELAZIONE.into(),
        ]);
    }
    let colonne = &["iscrizione_id", "giorno_settimana", "scelta", "dal", "al"];
    let mut settimane = Righe::new("settimana", colonne);
    for settimana in &scelte.settimane {
        settimane.push([
            settimana.iscrizione.into(),
            i16::from(settimana.giorno_settimana).into(),
            Scelta::Assenza.nome().into(),
            settimana.dal.into(),
            None::<Giorno>.into(),
        ]);
    }
    [prenotazioni, storia, settimane]
}

/// Presences and charges of every day that is closed by now; returns how many presences.
///
/// # Errors
/// When the store fails.
pub async fn presenze(
    db: &impl ConnectionTrait,
    piano: &Piano<'_>,
    giorni: &GiorniDelleClassi,
    scelte: &Scelte,
    prezzi: &Prezzi,
) -> Result<u64, DbErr> {
    tariffe(db, prezzi).await?;
    let mut scritte = 0;
    for giorno in giorni.tutti() {
        let chiuso_il = Istante::da_ora_locale(giorno, piano.profilo.regolamento.limite.orario());
        if chiuso_il >= piano.adesso {
            break;
        }
        let classi = giorni
            .servite(giorno)
            .into_iter()
            .map(|c| piano.classi[c].id);
        let classi = elenco(classi);
        scritte += del_giorno(db, giorno, chiuso_il, &classi).await?;
        let altre = scelte
            .del_giorno
            .get(&giorno)
            .map_or(&[][..], Vec::as_slice);
        for (scelta, stato) in [
            (Scelta::Assenza, "assente"),
            (Scelta::PastoBianco, "pasto_bianco"),
        ] {
            let loro = altre
                .iter()
                .filter(|(_, s)| *s == scelta)
                .map(|(iscrizione, _)| *iscrizione);
            segna(db, giorno, stato, &elenco(loro)).await?;
        }
        addebita(db, giorno, chiuso_il).await?;
    }
    correggi(db, piano, giorni).await?;
    chiudi(db).await?;
    conti::gestioni(db, piano).await?;
    conti::addebiti(db).await?;
    conti::prepagati(db, piano).await?;
    db.execute(&Table::drop().table(TARIFFA).to_owned()).await?;
    Ok(scritte)
}

/// The prices, where the store can join them.
async fn tariffe(db: &impl ConnectionTrait, prezzi: &Prezzi) -> Result<(), DbErr> {
    let tabella = Table::create()
        .table(TARIFFA)
        .temporary()
        .col(ColumnDef::new("iscrizione_id").big_integer().not_null())
        .col(ColumnDef::new("dal").date().not_null())
        .col(ColumnDef::new("al").date().not_null())
        .col(ColumnDef::new("prezzo_unitario").big_integer())
        .col(ColumnDef::new("importo").big_integer())
        .col(ColumnDef::new("arrotondamento").text().not_null())
        .col(ColumnDef::new("fascia").text().not_null())
        .col(ColumnDef::new("spiegazione").text().not_null())
        .col(ColumnDef::new("motivazione").json_binary().not_null())
        .col(ColumnDef::new("digest").text().not_null())
        .col(ColumnDef::new("attivazione_id").big_integer().not_null())
        .col(ColumnDef::new("decisione").text().not_null())
        .primary_key(
            sea_orm::sea_query::Index::create()
                .col("iscrizione_id")
                .col("dal"),
        )
        .to_owned();
    db.execute(&tabella).await?;
    let mut righe = Righe::new(
        TARIFFA,
        &[
            "iscrizione_id",
            "dal",
            "al",
            "prezzo_unitario",
            "importo",
            "arrotondamento",
            "fascia",
            "spiegazione",
            "motivazione",
            "digest",
            "attivazione_id",
            "decisione",
        ],
    );
    let passi: Vec<_> = prezzi
        .periodi
        .iter()
        .map(|p| p.tariffa.motivazione.clone())
        .collect();
    let spiegazioni = conserva_spiegazioni(db, &passi)
        .await
        .map_err(|e| DbErr::Custom(e.to_string()))?;
    for (periodo, spiegazione) in prezzi.periodi.iter().zip(spiegazioni) {
        let tariffa = &periodo.tariffa;
        let importo = tariffa.prezzo.map(|p| p.riga(1, tariffa.arrotondamento));
        let motivazione =
            serde_json::to_value(&tariffa.motivazione).map_err(|e| DbErr::Custom(e.to_string()))?;
        righe.push([
            periodo.iscrizione.into(),
            periodo.dal.into(),
            periodo.al.into(),
            tariffa.prezzo.into(),
            importo.into(),
            arrotondamento(tariffa.arrotondamento).into(),
            tariffa.fascia.clone().into(),
            spiegazione.into(),
            motivazione.into(),
            periodo.provenienza.digest.clone().into(),
            periodo.provenienza.attivazione.key().into(),
            periodo.traccia.impronta().into(),
        ]);
    }
    righe.scrivi(db).await
}

const fn arrotondamento(come: Arrotondamento) -> &'static str {
    match come {
        Arrotondamento::MezzoInSu => "mezzo-in-su",
        Arrotondamento::PerDifetto => "per-difetto",
        Arrotondamento::PerEccesso => "per-eccesso",
    }
}

/// Everybody enrolled is present with their own meal, until something else is known.
async fn del_giorno(
    db: &impl ConnectionTrait,
    giorno: Giorno,
    chiuso_il: Istante,
    classi: &str,
) -> Result<u64, DbErr> {
    let sql = format!(
        "INSERT INTO presenza (iscrizione_id, giorno, plesso_id, classe_id, stato, articolo,
                dieta_codice, origine, versione, registrata_da, registrata_il)
         SELECT i.id, $1, c.plesso_id, c.id, 'presente', i.articolo, t.codice, 'chiusura', 1,
                $3, $2
           FROM iscrizione i
           JOIN classe c ON c.id = i.classe_id
           LEFT JOIN dieta d ON d.alunno_id = i.alunno_id
           LEFT JOIN dieta_tipo t ON t.id = d.tipo_id
          WHERE i.servizio = '{}' AND i.classe_id IN ({classi})
            AND i.dal <= $1 AND (i.al IS NULL OR i.al >= $1)
          ORDER BY i.id",
        Servizio::Refezione.nome()
    );
    esegui(db, sql, [giorno.into(), chiuso_il.into(), CHI.into()]).await
}

async fn segna(
    db: &impl ConnectionTrait,
    giorno: Giorno,
    stato: &str,
    iscrizioni: &str,
) -> Result<(), DbErr> {
    if iscrizioni.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE presenza SET stato = $2 WHERE giorno = $1 AND iscrizione_id IN ({iscrizioni})"
    );
    esegui(db, sql, [giorno.into(), stato.into()]).await?;
    Ok(())
}

/// The charge of each meal, with the price of that day.
async fn addebita(db: &impl ConnectionTrait, giorno: Giorno, quando: Istante) -> Result<(), DbErr> {
    let sql = format!(
        "INSERT INTO consumo (presenza_id, prezzo_unitario, importo, fascia, motivazione, digest,
                attivazione_id, decisione, stato, calcolato_il)
         SELECT p.id, t.prezzo_unitario, t.importo, t.fascia, t.motivazione, t.digest,
                t.attivazione_id, t.decisione, 'calcolato', $2
           FROM presenza p
           JOIN {TARIFFA} t ON t.iscrizione_id = p.iscrizione_id AND t.dal <= $1 AND t.al >= $1
          WHERE p.giorno = $1 AND p.stato <> 'assente'
          ORDER BY p.id"
    );
    esegui(db, sql, [giorno.into(), quando.into()]).await?;
    Ok(())
}

/// Some children went home before the meal; the office wrote it down the day after.
async fn correggi(
    db: &impl ConnectionTrait,
    piano: &Piano<'_>,
    giorni: &GiorniDelleClassi,
) -> Result<(), DbErr> {
    let mut chance = Chance::new(piano.seed, &format!("{}/correzioni", piano.profilo.slug));
    let motivo = "Uscita anticipata segnalata dalla scuola prima del pasto";
    let scritta_il = |giorno: &Giorno| Istante::da_ora_locale(giorno.dopo(1), MATTINA);
    for iscrizione in piano
        .iscrizioni
        .iter()
        .filter(|i| i.servizio == Servizio::Refezione)
    {
        let giorni = giorni.della_classe(iscrizione.classe);
        let passati = giorni.partition_point(|g| scritta_il(g) < piano.adesso);
        if passati == 0 || !chance.per_mille(40) {
            continue;
        }
        let giorno = chance.pick(&giorni[..passati]);
        let quando = scritta_il(giorno);
        let quale = "giorno = $1 AND iscrizione_id = $2";
        let sql = format!(
            "INSERT INTO presenza_storia (presenza_id, da, a, motivo, chi, quando)
             SELECT id, stato, 'assente', $3, $4, $5 FROM presenza
              WHERE {quale} AND stato = 'presente'"
        );
        let chi = [motivo.into(), UFFICIO.into(), quando.into()];
        let chi = [(*giorno).into(), iscrizione.id.into()]
            .into_iter()
            .chain(chi);
        let chi: Vec<Value> = chi.collect();
        if esegui(db, sql, chi.clone()).await? == 0 {
            continue;
        }
        let sql = format!(
            "UPDATE presenza SET stato = 'assente', origine = 'correzione', versione = 2,
                    motivo = $3, registrata_da = $4, registrata_il = $5 WHERE {quale}"
        );
        esegui(db, sql, chi).await?;
        let sql = format!(
            "UPDATE consumo SET stato = 'annullato'
              WHERE presenza_id IN (SELECT id FROM presenza WHERE {quale})"
        );
        esegui(db, sql, [(*giorno).into(), iscrizione.id.into()]).await?;
    }
    Ok(())
}

/// The days that are closed, for the kitchens and for the bookings.
async fn chiudi(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    for sql in [
        "INSERT INTO chiusura_giorno (giorno, plesso_id, chiuso_il, totale)
         SELECT giorno, plesso_id, MIN(registrata_il),
                SUM(CASE WHEN stato = 'assente' THEN 0 ELSE 1 END)
           FROM presenza GROUP BY giorno, plesso_id ORDER BY giorno, plesso_id",
        "INSERT INTO giorno_prodotto (plesso_id, giorno, quando)
         SELECT plesso_id, giorno, chiuso_il FROM chiusura_giorno ORDER BY id",
    ] {
        db.execute_unprepared(sql).await?;
    }
    Ok(())
}

/// Keys of ours, one after the other: too many to be parameters.
fn elenco(chiavi: impl Iterator<Item = i64>) -> String {
    chiavi.map(|k| k.to_string()).collect::<Vec<_>>().join(",")
}
