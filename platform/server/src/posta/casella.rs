//! A folder instead of a mail server: a file for each message, in the form of an e-mail with its
//! headers in UTF-8 (RFC 6532), so that any mail program opens it.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use campanella_kernel::{ComuneId, Ctx, InternalError};
use tokio::fs;

use super::Messaggio;

/// Messages kept for each comune; the oldest goes first.
const KEPT: usize = 100;

/// The local mailbox of every comune.
#[derive(Debug, Clone)]
pub struct CasellaLocale {
    cartella: PathBuf,
}

/// A message as it lies in the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ricevuto {
    pub(super) quando: String,
    pub(super) messaggio: Messaggio,
}

impl CasellaLocale {
    /// The mailbox below the data folder `dati`.
    #[must_use]
    pub fn new(dati: &Path) -> Self {
        Self {
            cartella: dati.join("posta"),
        }
    }

    fn di(&self, comune: &ComuneId) -> PathBuf {
        self.cartella.join(comune.as_str())
    }

    pub(super) async fn consegna(
        &self,
        ctx: &Ctx,
        messaggio: &Messaggio,
    ) -> Result<(), InternalError> {
        if [&messaggio.a, &messaggio.oggetto]
            .iter()
            .any(|line| line.chars().any(char::is_control))
        {
            return Err(InternalError::new(
                "destinatario e oggetto stanno su una riga",
            ));
        }
        let now = ctx.now();
        let text = format!(
            "Date: {}\r\nTo: {}\r\nSubject: {}\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
            now.utc().to_rfc2822(),
            messaggio.a,
            messaggio.oggetto,
            messaggio.testo
        );
        let folder = self.di(&ctx.comune().id);
        fs::create_dir_all(&folder)
            .await
            .map_err(InternalError::new)?;
        let name = format!(
            "{}-{:08x}.eml",
            now.utc().format("%Y%m%dT%H%M%S%3f"),
            rand::random::<u32>()
        );
        fs::write(folder.join(name), text)
            .await
            .map_err(InternalError::new)?;
        for old in files(&folder)
            .await
            .map_err(InternalError::new)?
            .iter()
            .skip(KEPT)
        {
            fs::remove_file(old).await.map_err(InternalError::new)?;
        }
        Ok(())
    }

    /// The messages of `comune`, the newest first.
    pub(super) async fn messaggi(&self, comune: &ComuneId) -> Result<Vec<Ricevuto>, Error> {
        let mut messages = Vec::new();
        for file in files(&self.di(comune)).await? {
            messages.extend(read(&fs::read_to_string(file).await?));
        }
        Ok(messages)
    }
}

/// The messages of a folder, the newest first; none when nobody was written to yet.
async fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut entries = match fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e),
    };
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        files.push(entry.path());
    }
    files.retain(|file| file.extension().is_some_and(|e| e == "eml"));
    // Names begin with the moment.
    files.sort_unstable_by(|a, b| b.cmp(a));
    Ok(files)
}

fn read(text: &str) -> Option<Ricevuto> {
    let (headers, testo) = text.split_once("\r\n\r\n")?;
    let header = |name: &str| {
        let line = headers.lines().find_map(|l| l.strip_prefix(name))?;
        Some(line.strip_prefix(": ")?.to_owned())
    };
    Some(Ricevuto {
        quando: header("Date")?,
        messaggio: Messaggio {
            a: header("To")?,
            oggetto: header("Subject")?,
            testo: testo.to_owned(),
        },
    })
}
