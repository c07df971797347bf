//! The days between the making of a demonstration and today: closed as the server would have done
//! had it run, with what was booked in the meantime.

use campanella_anagrafe::plessi_autorizzati;
use campanella_kernel::{Actor, Giorno, Istante, PermissionSet, PlessoScope, Scope};
use campanella_refezione::{CHIUDI, Chiusura, chiudi_giorno};

use super::profilo::Profilo;

/// Closes every day since `dal` whose cut-off has passed; returns how many days it were.
///
/// # Errors
/// When the store fails.
pub async fn recupera(scope: &Scope, profilo: &Profilo, dal: Giorno) -> anyhow::Result<usize> {
    let mut permessi = PermissionSet::nessuno();
    permessi.concedi(CHIUDI, PlessoScope::Tutti);
    let actor = Actor::Sistema {
        lavoro: "refezione.chiusura".to_owned(),
    };
    let ctx = scope.authenticated(actor, permessi.into());
    let plessi = plessi_autorizzati(&ctx, CHIUDI).await?;
    let limite = profilo.regolamento.limite.orario();
    let passati = dal
        .fino_a(scope.oggi())
        .filter(|giorno| Istante::da_ora_locale(*giorno, limite) < scope.now());
    let mut chiusi = 0;
    for giorno in passati {
        let mut prodotto = false;
        for plesso in &plessi {
            prodotto |= chiudi_giorno(&ctx, plesso, giorno).await? == Chiusura::Prodotta;
        }
        chiusi += usize::from(prodotto);
    }
    Ok(chiusi)
}
