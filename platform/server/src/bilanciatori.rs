//! The balancers that stand before the nodes. Guesses are throttled by the caller's address, so
//! only they are believed when they say for whom they ask.

use std::net::IpAddr;

use ipnet::IpNet;
use poem::http::HeaderMap;
use serde::Deserialize;

/// The header to which each balancer adds the address of who asked it.
const FORWARDED: &str = "x-forwarded-for";

/// Addresses and networks of the balancers; without a word on them, this machine alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Scritti")]
pub struct Bilanciatori(Vec<IpNet>);

/// As they stand in the configuration: a list, or in one text with commas.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scritti {
    Elenco(Vec<String>),
    Testo(String),
}

/// What is no address and no network.
#[derive(Debug, thiserror::Error)]
#[error("bilanciatori: «{0}» non è un indirizzo IP né una rete (10.0.0.7, 10.0.0.0/24, fd00::/8)")]
pub struct NonRete(String);

impl TryFrom<Scritti> for Bilanciatori {
    type Error = NonRete;

    fn try_from(scritti: Scritti) -> Result<Self, NonRete> {
        let reti = match scritti {
            Scritti::Elenco(reti) => reti,
            Scritti::Testo(testo) => testo.split(',').map(str::to_owned).collect(),
        };
        let reti = reti.iter().map(|r| r.trim()).filter(|r| !r.is_empty());
        reti.map(rete).collect::<Result<_, _>>().map(Self)
    }
}

fn rete(testo: &str) -> Result<IpNet, NonRete> {
    let uno = || testo.parse::<IpAddr>().map(IpNet::from).ok();
    let rete = testo.parse().ok().or_else(uno);
    rete.ok_or_else(|| NonRete(testo.to_owned()))
}

impl Default for Bilanciatori {
    fn default() -> Self {
        let questa_macchina = ["127.0.0.0/8", "::1"];
        Self(
            questa_macchina
                .iter()
                .filter_map(|r| rete(r).ok())
                .collect(),
        )
    }
}

impl Bilanciatori {
    /// The address of the caller, when `peer` asks with these `headers`: of the last one on the
    /// way that is no balancer. What stands before it is whatever the caller wrote.
    #[must_use]
    pub fn chiamante(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut chiamante = peer.to_canonical();
        let passaggi: Vec<&str> = headers
            .get_all(FORWARDED)
            .iter()
            .flat_map(|v| v.to_str().unwrap_or_default().split(','))
            .collect();
        for passaggio in passaggi.iter().rev() {
            if !self.comprendono(chiamante) {
                break;
            }
            let Ok(prima) = passaggio.trim().parse::<IpAddr>() else {
                break;
            };
            chiamante = prima.to_canonical();
        }
        chiamante
    }

    fn comprendono(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|rete| rete.contains(&ip))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bilanciatori(testo: &str) -> Result<Bilanciatori, NonRete> {
        Scritti::Testo(testo.to_owned()).try_into()
    }

    /// Who is throttled when `peer` asks with these headers.
    fn chiamante(noti: &Bilanciatori, peer: &str, passaggi: &[&str]) -> String {
        let headers = passaggi.iter().map(|passaggio| {
            let passaggio = passaggio.parse().expect("a value");
            (FORWARDED.parse().expect("a name"), passaggio)
        });
        let headers: HeaderMap = headers.collect();
        let peer = peer.parse().expect("an address");
        noti.chiamante(peer, &headers).to_string()
    }

    #[test]
    fn whoever_is_no_balancer_is_not_believed_though_in_a_private_network() {
        let noti = bilanciatori("10.0.0.7").expect("a balancer");
        for peer in ["10.0.0.8", "192.168.1.4", "127.0.0.1", "fd00::1"] {
            assert_eq!(chiamante(&noti, peer, &["203.0.113.9"]), peer);
        }
        assert_eq!(
            chiamante(&noti, "10.0.0.7", &["203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(
            chiamante(&noti, "::ffff:10.0.0.7", &["203.0.113.9"]),
            "203.0.113.9"
        );
    }

    #[test]
    fn what_the_caller_wrote_before_the_balancers_is_not_read() {
        let noti = bilanciatori("10.0.0.0/24, fd00::/8").expect("balancers");
        let forged = ["1.1.1.1, 203.0.113.9, 10.0.0.3"];
        assert_eq!(chiamante(&noti, "10.0.0.7", &forged), "203.0.113.9");
        // Two headers are one list.
        let split = ["1.1.1.1", "203.0.113.9", "fd00::3"];
        assert_eq!(chiamante(&noti, "10.0.0.7", &split), "203.0.113.9");
        assert_eq!(
            chiamante(&noti, "10.0.0.7", &["203.0.113.9, nonsense"]),
            "10.0.0.7"
        );
        assert_eq!(chiamante(&noti, "10.0.0.7", &[]), "10.0.0.7");
    }

    #[test]
    fn without_a_word_only_this_machine_is_believed() {
        let noti = Bilanciatori::default();
        assert_eq!(
            chiamante(&noti, "127.0.0.1", &["203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(chiamante(&noti, "::1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(chiamante(&noti, "10.0.0.7", &["203.0.113.9"]), "10.0.0.7");
        let nessuno = bilanciatori("").expect("none");
        assert_eq!(
            chiamante(&nessuno, "127.0.0.1", &["203.0.113.9"]),
            "127.0.0.1"
        );
    }

    #[test]
    fn what_is_no_network_is_refused_by_name() {
        let refused = bilanciatori("10.0.0.0/24, ovunque").expect_err("a word");
        assert!(refused.to_string().contains("«ovunque»"), "{refused}");
    }
}
