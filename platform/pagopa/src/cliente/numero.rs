//! Amounts in JSON: numbers of euros, never read through a float.

use campanella_kernel::Importo;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::dovuto::{da_numero, decimale};

/// An amount as a JSON number with at most two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Euro(pub(crate) Importo);

impl Serialize for Euro {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(decimale(self.0))
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Euro {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        da_numero(raw.get())
            .map(Self)
            .ok_or_else(|| D::Error::custom("non è un importo in euro"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_digits() {
        // As floats these would be 32997 and 105 cents after a multiplication.
        for (json, cents) in [
            ("329.98", 32_998),
            ("1.06", 106),
            ("81.7", 8170),
            ("100", 10_000),
        ] {
            let euro: Euro = serde_json::from_str(json).expect(json);
            assert_eq!(euro.0.cents(), cents);
        }
        let euro = Euro(Importo::from_cents(32_998));
        assert_eq!(serde_json::to_string(&euro).expect("json"), "329.98");
        for json in ["\"1.00\"", "1.001", "-1", "1e2", "null"] {
            assert!(serde_json::from_str::<Euro>(json).is_err(), "{json}");
        }
    }
}
