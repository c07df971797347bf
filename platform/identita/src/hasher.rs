//! Hashing of passwords with argon2id, away from the threads that answer requests.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use argon2::password_hash::{self, PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use rand::TryRngCore;
use rand::rngs::OsRng;
use tokio::sync::Semaphore;

use campanella_kernel::InternalError;

use crate::Password;

/// Memory of one hash in KiB, passes and lanes: the first choice of the OWASP Password Storage
/// Cheat Sheet for argon2id.
const OWASP: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Makes and verifies hashes of passwords.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    /// The hash of a password that nobody knows, verified when there is no person to verify.
    finto: String,
    /// Verifications against `finto` so far.
    a_vuoto: AtomicU64,
    /// As many hashes at once as there are processors: each takes 19 MiB and a processor.
    posti: Arc<Semaphore>,
}

impl Hasher {
    /// A hasher of those parameters: memory in KiB, passes, lanes.
    ///
    /// # Errors
    /// When argon2 refuses the parameters, or there is no randomness.
    pub fn new(memoria: u32, passate: u32, corsie: u32) -> Result<Self, InternalError> {
        let params = Params::new(memoria, passate, corsie, None).map_err(InternalError::new)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let finto = hash(&argon2, crate::segreto::nuovo()?.as_bytes())?;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self(Arc::new(Inner {
            argon2,
            finto,
            a_vuoto: AtomicU64::new(0),
            posti: Arc::new(Semaphore::new(processors)),
        })))
    }

    /// The hasher of this process, with the parameters of OWASP.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn del_processo() -> Result<Self, InternalError> {
        static HASHER: OnceLock<Hasher> = OnceLock::new();
        if let Some(hasher) = HASHER.get() {
            return Ok(hasher.clone());
        }
        let (memory, passes, lanes) = OWASP;
        let made = Self::new(memory, passes, lanes)?;
        Ok(HASHER.get_or_init(|| made).clone())
    }

    /// The hash to store for `password`.
    ///
    /// # Errors
    /// When hashing fails: a failure of ours.
    pub async fn calcola(&self, password: Password) -> Result<String, InternalError> {
        self.a_parte(move |inner| hash(&inner.argon2, password.as_bytes()))
            .await?
    }

    /// True when `password` is that of the stored `hash`. Without a hash, because there is no
    /// such person or they never registered, the same work is done and the answer is no: the
    /// time of the answer does not tell who exists.
    ///
    /// # Errors
    /// When the stored hash is damaged: a failure of ours.
    pub async fn verifica(
        &self,
        password: Password,
        hash: Option<String>,
    ) -> Result<bool, InternalError> {
        let known = hash.is_some() && !password.impossibile();
        if !known {
            self.0.a_vuoto.fetch_add(1, Ordering::Relaxed);
        }
        let right = self
            .a_parte(move |inner| {
                let stored = hash.as_deref().filter(|_| known).unwrap_or(&inner.finto);
                let typed = if password.impossibile() {
                    &[]
                } else {
                    password.as_bytes()
                };
                verify(&inner.argon2, typed, stored)
            })
            .await??;
        Ok(known && right)
    }

    /// Verifications so far for which there was no password to compare with.
    #[must_use]
    pub fn verifiche_a_vuoto(&self) -> u64 {
        self.0.a_vuoto.load(Ordering::Relaxed)
    }

    /// Does `work` on a thread for blocking work, when there is room.
    async fn a_parte<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> T + Send + 'static,
    ) -> Result<T, InternalError> {
        let inner = Arc::clone(&self.0);
        let permit = Arc::clone(&inner.posti)
            .acquire_owned()
            .await
            .map_err(InternalError::new)?;
        tokio::task::spawn_blocking(move || {
            // Held until the work is done, also when the request that asked for it is gone.
            let _permit = permit;
            work(&inner)
        })
        .await
        .map_err(InternalError::new)
    }
}

fn hash(argon2: &Argon2<'_>, password: &[u8]) -> Result<String, InternalError> {
    let mut bytes = [0_u8; 16];
    OsRng
        .try_fill_bytes(&mut bytes)
        .map_err(InternalError::new)?;
    let salt = SaltString::encode_b64(&bytes).map_err(InternalError::new)?;
    let hash = argon2
        .hash_password(password, &salt)
        .map_err(InternalError::new)?;
    Ok(hash.to_string())
}

/// The parameters are those in the stored hash, so that they can be raised later.
fn verify(argon2: &Argon2<'_>, password: &[u8], stored: &str) -> Result<bool, InternalError> {
    let stored = PasswordHash::new(stored).map_err(InternalError::new)?;
    match argon2.verify_password(password, &stored) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::Password) => Ok(false),
        Err(e) => Err(InternalError::new(e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Password {
        Password::digitata(text.to_owned())
    }

    #[tokio::test]
    async fn production_uses_argon2id_with_the_parameters_of_owasp() -> Result<(), InternalError> {
        let hasher = Hasher::del_processo()?;
        let hash = hasher.calcola(typed("mela verde fritta")).await?;
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            hasher
                .verifica(typed("mela verde fritta"), Some(hash.clone()))
                .await?
        );
        assert!(
            !hasher
                .verifica(typed("mela verde frittA"), Some(hash))
                .await?
        );
        Ok(())
    }

    #[tokio::test]
    async fn without_a_person_the_same_work_is_done_and_the_answer_is_no()
    -> Result<(), InternalError> {
        let hasher = Hasher::new(64, 1, 1)?;
        let hash = hasher.calcola(typed("mela verde fritta")).await?;
        assert!(
            hasher
                .verifica(typed("mela verde fritta"), Some(hash.clone()))
                .await?
        );
        assert_eq!(hasher.verifiche_a_vuoto(), 0);
        assert!(!hasher.verifica(typed("mela verde fritta"), None).await?);
        assert_eq!(hasher.verifiche_a_vuoto(), 1);
        // A megabyte of password costs no more than ten characters.
        assert!(
            !hasher
                .verifica(typed(&"x".repeat(1 << 20)), Some(hash))
                .await?
        );
        assert_eq!(hasher.verifiche_a_vuoto(), 2);
        Ok(())
    }
}
