//! Do the accounts agree with what happened? Read-only checks, each one statement: no money moved
//! without a consumption, a payment, a bill; and none of these without its money.

use campanella_ledger::{Anomalia, Controllo, controlla};
use sea_orm::{ConnectionTrait, DbErr};

const CONTROLLI: &[Controllo] = &[
    Controllo {
        che_cosa: "ogni scrittura di consumo ha il suo consumo",
        sql: "SELECT 'scrittura ' || s.id AS dettaglio
                FROM scrittura s LEFT JOIN addebito a ON a.scrittura_id = s.id
               WHERE s.causa = 'consumo' AND a.id IS NULL",
    },
    Controllo {
        che_cosa: "ogni consumo scalato ha la sua scrittura, non stornata",
        sql: "SELECT 'addebito ' || a.id AS dettaglio
                FROM addebito a LEFT JOIN scrittura s ON s.id = a.scrittura_id
                LEFT JOIN scrittura z ON z.storna = s.id
               WHERE a.stato = 'addebitato' AND COALESCE(a.prezzo, 0) >= 100
                 AND (s.id IS NULL OR z.id IS NOT NULL)",
    },
    Controllo {
        che_cosa: "ogni consumo annullato è stato reso",
        sql: "SELECT 'addebito ' || a.id AS dettaglio
                FROM addebito a JOIN scrittura s ON s.id = a.scrittura_id
                LEFT JOIN scrittura z ON z.storna = s.id
               WHERE a.stato = 'annullato' AND z.id IS NULL",
    },
    Controllo {
        che_cosa: "nessun consumo è addebitato due volte",
        sql: "SELECT servizio || ' ' || origine AS dettaglio FROM addebito
               WHERE stato IN ('in_attesa', 'addebitato', 'emesso', 'compreso', 'da_verificare')
               GROUP BY servizio, origine HAVING SUM(quantita) > 1",
    },
    Controllo {
        che_cosa: "ogni scrittura di incasso ha il suo incasso, di pari importo",
        sql: "SELECT 'scrittura ' || s.id AS dettaglio
                FROM scrittura s LEFT JOIN incasso i ON i.scrittura_id = s.id
               WHERE s.causa = 'incasso' AND (i.id IS NULL OR i.importo <> s.totale)",
    },
    Controllo {
        che_cosa: "un incasso è stornato nei conti se e solo se lo è nel registro",
        sql: "SELECT 'incasso ' || i.id AS dettaglio
                FROM incasso i LEFT JOIN scrittura z ON z.storna = i.scrittura_id
               WHERE (i.stornato_il IS NULL) <> (z.id IS NULL)",
    },
    Controllo {
        che_cosa: "ogni retta è la somma delle sue righe",
        sql: "SELECT 'retta ' || t.id AS dettaglio
                FROM retta t LEFT JOIN riga_retta r ON r.retta_id = t.id
               GROUP BY t.id, t.importo HAVING t.importo <> COALESCE(SUM(r.importo), 0)",
    },
    Controllo {
        che_cosa: "ogni retta emessa è la somma delle sue rate",
        sql: "SELECT 'retta ' || t.id AS dettaglio
                FROM retta t LEFT JOIN rata r ON r.retta_id = t.id WHERE t.stato = 'emessa'
               GROUP BY t.id, t.importo HAVING t.importo <> COALESCE(SUM(r.importo), 0)",
    },
    Controllo {
        che_cosa: "di ogni retta emessa la famiglia deve l'importo nei conti, di un'annullata nulla",
        sql: "SELECT 'retta ' || t.id AS dettaglio
                FROM retta t
                LEFT JOIN scrittura s ON s.causa = 'retta' AND s.riferimento = CAST(t.id AS TEXT)
                     AND NOT EXISTS (SELECT 1 FROM scrittura z WHERE z.storna = s.id)
                LEFT JOIN movimento m ON m.scrittura_id = s.id
                LEFT JOIN conto c ON c.id = m.dare_id
               WHERE t.stato IN ('emessa', 'annullata')
               GROUP BY t.id, t.importo, t.stato
              HAVING COALESCE(SUM(CASE WHEN c.scopo = 'credito' THEN m.importo
                                       ELSE -m.importo END), 0)
                     <> CASE WHEN t.stato = 'emessa' THEN t.importo ELSE 0 END",
    },
    Controllo {
        che_cosa: "ogni scrittura di retta è di una retta emessa o annullata",
        sql: "SELECT 'scrittura ' || s.id AS dettaglio
                FROM scrittura s LEFT JOIN retta t ON CAST(t.id AS TEXT) = s.riferimento
                     AND t.stato IN ('emessa', 'annullata')
               WHERE s.causa = 'retta' AND t.id IS NULL",
    },
    Controllo {
        che_cosa: "ogni consumo emesso è su una riga di una retta emessa",
        sql: "SELECT 'addebito ' || a.id AS dettaglio
                FROM addebito a LEFT JOIN riga_retta r ON r.id = a.riga_id
                LEFT JOIN retta t ON t.id = r.retta_id AND t.stato = 'emessa'
               WHERE (a.stato = 'emesso') <> (t.id IS NOT NULL)",
    },
    Controllo {
        che_cosa: "ogni riga di consumi ha tanti consumi quanti ne paga",
        sql: "SELECT 'riga ' || r.id AS dettaglio
                FROM riga_retta r JOIN retta t ON t.id = r.retta_id AND t.stato = 'emessa'
                LEFT JOIN addebito a ON a.riga_id = r.id
               WHERE r.tipo IN ('consumo', 'conguaglio')
               GROUP BY r.id, r.quantita HAVING r.quantita <> COALESCE(SUM(a.quantita), 0)",
    },
    Controllo {
        che_cosa: "nessuna quota è emessa due volte",
        sql: "SELECT 'iscrizione ' || r.iscrizione_id || ', mese ' || r.mese AS dettaglio
                FROM riga_retta r JOIN retta t ON t.id = r.retta_id AND t.stato = 'emessa'
               WHERE r.tipo = 'quota' GROUP BY r.iscrizione_id, r.mese HAVING COUNT(*) > 1",
    },
    Controllo {
        che_cosa: "nessuna rata è pagata più del dovuto",
        sql: "SELECT 'rata ' || r.id AS dettaglio
                FROM rata r JOIN incasso i ON i.rata_id = r.id AND i.stornato_il IS NULL
               GROUP BY r.id, r.importo HAVING SUM(i.importo) > r.importo",
    },
    Controllo {
        che_cosa: "ogni sollecito con penale o spese ha la sua scrittura, stornata se è annullato",
        sql: "SELECT 'sollecito ' || l.id AS dettaglio
                FROM sollecito l LEFT JOIN scrittura s ON s.id = l.scrittura_id
                     AND s.totale = l.penale + l.spese
                LEFT JOIN scrittura z ON z.storna = s.id
               WHERE (l.penale + l.spese > 0) <> (s.id IS NOT NULL)
                  OR (s.id IS NOT NULL AND (l.annullato_il IS NULL) <> (z.id IS NULL))",
    },
    Controllo {
        che_cosa: "ciò che è passato a un piano è la sua retta, e torna indietro se è annullato",
        sql: "SELECT 'piano ' || p.id AS dettaglio
                FROM piano p LEFT JOIN riga_piano r ON r.piano_id = p.id
                LEFT JOIN scrittura s ON s.id = r.scrittura_id AND s.totale = r.importo
                LEFT JOIN scrittura z ON z.storna = s.id
               WHERE s.id IS NULL OR (p.stato <> 'annullato') <> (z.id IS NULL)
               UNION
              SELECT 'piano ' || p.id
                FROM piano p JOIN riga_piano r ON r.piano_id = p.id
               GROUP BY p.id, p.retta_id
              HAVING SUM(r.importo) <> (SELECT s.totale FROM retta t
                                         JOIN scrittura s ON s.id = t.scrittura_id
                                         WHERE t.id = p.retta_id)",
    },
    Controllo {
        che_cosa: "ogni ricevuta registrata o attribuita ha il suo incasso, di pari importo",
        sql: "SELECT 'ricevuta ' || p.id AS dettaglio
                FROM ricevuta_pagopa p LEFT JOIN incasso i ON i.id = p.incasso_id
               WHERE (p.stato IN ('registrata', 'attribuita'))
                     <> (i.id IS NOT NULL AND i.importo = p.importo)",
    },
    Controllo {
        che_cosa: "ogni incasso di pagoPA viene da una ricevuta",
        sql: "SELECT 'incasso ' || i.id AS dettaglio
                FROM incasso i LEFT JOIN ricevuta_pagopa p ON p.incasso_id = i.id
               WHERE i.mezzo = 'pagopa' AND i.stornato_il IS NULL AND p.id IS NULL",
    },
    Controllo {
        che_cosa: "il denaro da attribuire è quello delle ricevute che aspettano",
        sql: "SELECT 'da attribuire ' || CAST(saldo AS TEXT) AS dettaglio FROM (
                SELECT COALESCE(SUM(CASE WHEN c.id = m.avere_id THEN m.importo
                                         ELSE -m.importo END), 0)
                       - (SELECT COALESCE(SUM(p.importo), 0) FROM ricevuta_pagopa p
                           WHERE p.stato = 'da_attribuire') AS saldo
                  FROM movimento m JOIN conto c ON c.id IN (m.dare_id, m.avere_id)
                 WHERE c.scopo = 'da_attribuire') s
               WHERE saldo <> 0",
    },
    Controllo {
        che_cosa: "ogni rimborso accolto o pagato ha le sue scritture",
        sql: "SELECT 'rimborso ' || b.id AS dettaglio
                FROM rimborso b LEFT JOIN scrittura s ON s.causa = 'rimborso'
                     AND s.riferimento = CAST(b.id AS TEXT) AND s.totale = b.importo
               GROUP BY b.id, b.stato
              HAVING COUNT(s.id) <> CASE b.stato WHEN 'accolto' THEN 1 WHEN 'pagato' THEN 2
                                    ELSE 0 END",
    },
];

/// Every anomaly of the accounts; none when they are right.
///
/// # Errors
/// When the store fails.
pub async fn verifica(db: &impl ConnectionTrait) -> Result<Vec<Anomalia>, DbErr> {
    controlla(db, CONTROLLI).await
}
