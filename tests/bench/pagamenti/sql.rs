//! The same rows with the same arithmetic, by PostgreSQL alone: one transaction, one statement a
//! table, which PostgreSQL looks at before the next one reads it, or it would plan by empty tables.
//! No preview, no lots, nobody who may look on.

use anyhow::Result;

use super::comune::ComuneDiMisura;

const EMISSIONE: &str = "INSERT INTO emissione (servizio, anno, descrizione, dal, al, con_quota,
        filtro, scadenze, stato, famiglie, fatte, ultima, chiesta_da, chiesta_il)
    VALUES ('refezione', 2026, 'Novembre 2026', '2026-11-01', '2026-11-30', false,
        '{\"plessi\": []}', '[\"2026-12-30\"]', 'emessa', 0, 0, 0, 'misura', now())";

/// One line for each child and price, rounded once: half a cent goes up.
const RIGHE: &str = "CREATE TEMP TABLE riga_nuova ON COMMIT DROP AS
    SELECT a.famiglia_id, a.iscrizione_id, a.prezzo, a.arrotondamento, MIN(a.fascia) AS fascia,
           a.spiegazione, COUNT(*) AS quantita, (COUNT(*) * a.prezzo + 50) / 100 AS importo
      FROM addebito a
     WHERE a.servizio = 'refezione' AND a.stato = 'in_attesa'
       AND a.giorno BETWEEN '2026-11-01' AND '2026-11-30'
     GROUP BY a.famiglia_id, a.iscrizione_id, a.prezzo, a.arrotondamento, a.spiegazione";

const RETTE: &str = "INSERT INTO retta (emissione_id, famiglia_id, servizio, descrizione, importo,
        stato, emessa_il)
    SELECT (SELECT MAX(id) FROM emissione), famiglia_id, 'refezione', 'Novembre 2026',
           SUM(importo), 'emessa', '2026-11-30'
      FROM riga_nuova GROUP BY famiglia_id ORDER BY famiglia_id";

const RIGHE_DELLE_RETTE: &str = "INSERT INTO riga_retta (retta_id, iscrizione_id, tipo,
        descrizione, quantita, prezzo, arrotondamento, importo, fascia, spiegazione)
    SELECT t.id, r.iscrizione_id, 'consumo', 'Pasti: ' || r.quantita || ' × ' || r.prezzo,
           r.quantita, r.prezzo, r.arrotondamento, r.importo, r.fascia, r.spiegazione
      FROM riga_nuova r JOIN retta t ON t.famiglia_id = r.famiglia_id ORDER BY t.id";

const ADDEBITI: &str = "UPDATE addebito SET stato = 'emesso', riga_id = r.id
      FROM riga_retta r
     WHERE r.iscrizione_id = addebito.iscrizione_id AND r.prezzo = addebito.prezzo
       AND r.arrotondamento = addebito.arrotondamento AND r.spiegazione = addebito.spiegazione
       AND addebito.stato = 'in_attesa'";

const RATE: &str = "INSERT INTO rata (retta_id, numero, importo, scadenza)
    SELECT id, 1, importo, '2026-12-30' FROM retta ORDER BY id";

const CONTI: &str = "INSERT INTO conto (chiave, scopo, famiglia_id, servizio, aperto_il)
    SELECT 'credito:' || famiglia_id || ':refezione', 'credito', famiglia_id, 'refezione', now()
      FROM retta ORDER BY id";

const RICAVO: &str = "INSERT INTO conto (chiave, scopo, servizio, aperto_il)
    VALUES ('ricavo:0:refezione', 'ricavo', 'refezione', now())";

const SCRITTURE: &str = "INSERT INTO scrittura (chiave, causa, riferimento, descrizione, giorno,
        totale, registrata_da, registrata_il, correlazione)
    SELECT 'retta:' || id, 'retta', id, 'Retta: Novembre 2026', '2026-11-30', importo, 'misura',
           now(), 'misura' FROM retta ORDER BY id";

const MOVIMENTI: &str = "INSERT INTO movimento (scrittura_id, giorno, dare_id, avere_id, importo)
    SELECT s.id, s.giorno, c.id, r.id, s.totale
      FROM retta t JOIN scrittura s ON s.chiave = 'retta:' || t.id
      JOIN conto c ON c.chiave = 'credito:' || t.famiglia_id || ':refezione'
      JOIN conto r ON r.chiave = 'ricavo:0:refezione' ORDER BY s.id";

const SCRITTURE_DELLE_RETTE: &str = "UPDATE retta SET scrittura_id = s.id
      FROM scrittura s WHERE s.chiave = 'retta:' || retta.id";

/// Writes them.
pub async fn emetti(comune: &ComuneDiMisura) -> Result<()> {
    let passi = [
        "BEGIN",
        EMISSIONE,
        RIGHE,
        "ANALYZE riga_nuova",
        RETTE,
        "ANALYZE retta",
        RIGHE_DELLE_RETTE,
        "ANALYZE riga_retta",
        ADDEBITI,
        RATE,
        CONTI,
        RICAVO,
        SCRITTURE,
        "ANALYZE conto, scrittura",
        MOVIMENTI,
        SCRITTURE_DELLE_RETTE,
        "COMMIT",
    ];
    // One round trip: they are of one connection.
    comune.esegui(&passi.join(";\n")).await
}
