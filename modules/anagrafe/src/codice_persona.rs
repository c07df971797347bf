//! The name with which a person without codice fiscale logs in.

use uuid::Uuid;

/// Capital letters and digits that are not taken for one another on paper: no 0 O 1 I.
const ALFABETO: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A new codice persona: `P` and nine random characters (45 bits), so that two do not meet and
/// none tells another.
#[must_use]
pub fn nuovo_codice_persona() -> String {
    let random = Uuid::new_v4().as_u128();
    let characters = (0..9).map(|i| {
        // The low bits of a random UUID, five at a time; its fixed bits are higher up.
        let index = usize::try_from((random >> (5 * i)) & 31).unwrap_or(0);
        char::from(ALFABETO[index])
    });
    std::iter::once('P').chain(characters).collect()
}
