//! Menus of four weeks, over and over, with the allergens that must be declared.

use campanella_kernel::Giorno;
use serde_json::json;

use super::piano::Piano;
use super::righe::Righe;

/// A dish and its allergens, as `refezione` names them.
type Portata = (&'static str, &'static [&'static str]);

const PANE: Portata = ("Pane", &["glutine"]);
const FRUTTA: Portata = ("Frutta di stagione", &[]);
const YOGURT: Portata = ("Yogurt alla frutta", &["latte"]);
const BUDINO: Portata = ("Budino al cacao", &["latte"]);

/// First course, main course, side dish, and what ends the meal: Monday to Friday of four weeks.
const SETTIMANE: [[[Portata; 4]; 5]; 4] = [
    [
        [
            ("Pasta al pomodoro", &["glutine"]),
            ("Frittata con zucchine", &["uova", "latte"]),
            ("Carote julienne", &[]),
            FRUTTA,
        ],
        [
            ("Risotto allo zafferano", &["latte", "sedano"]),
            ("Petto di pollo al limone", &["glutine"]),
            ("Fagiolini al vapore", &[]),
            FRUTTA,
        ],
        [
            ("Passato di verdure con crostini", &["glutine", "sedano"]),
            ("Pizza margherita", &["glutine", "latte"]),
            ("Insalata mista", &[]),
            FRUTTA,
        ],
        [
            (
                "Gnocchi al ragù vegetale",
                &["glutine", "uova", "sedano", "soia"],
            ),
            ("Polpette di legumi", &["glutine", "uova"]),
            ("Finocchi gratinati", &["latte", "glutine"]),
            FRUTTA,
        ],
        [
            ("Pasta al pesto", &["glutine", "latte", "frutta_a_guscio"]),
            ("Filetto di merluzzo al forno", &["pesce"]),
            ("Patate prezzemolate", &[]),
            YOGURT,
        ],
    ],
    [
        [
            ("Pasta e ceci", &["glutine", "sedano"]),
            ("Formaggio fresco", &["latte"]),
            ("Spinaci saltati", &[]),
            FRUTTA,
        ],
        [
            ("Riso alla parmigiana", &["latte"]),
            ("Arrosto di tacchino", &["sedano"]),
            ("Purè di patate", &["latte"]),
            FRUTTA,
        ],
        [
            (
                "Lasagne alla bolognese",
                &["glutine", "uova", "latte", "sedano"],
            ),
            ("Prosciutto cotto", &[]),
            ("Insalata e mais", &[]),
            FRUTTA,
        ],
        [
            ("Minestrone con orzo", &["glutine", "sedano"]),
            ("Uova strapazzate", &["uova", "latte"]),
            ("Carote al forno", &[]),
            BUDINO,
        ],
        [
            ("Pasta al tonno", &["glutine", "pesce"]),
            ("Bastoncini di pesce al forno", &["glutine", "pesce"]),
            ("Piselli in umido", &["sedano"]),
            FRUTTA,
        ],
    ],
    [
        [
            ("Pasta con zucca e ricotta", &["glutine", "latte"]),
            ("Hamburger di manzo", &["glutine"]),
            ("Cavolfiore al vapore", &[]),
            FRUTTA,
        ],
        [
            ("Risotto alla milanese", &["latte", "sedano"]),
            ("Mozzarella", &["latte"]),
            ("Pomodori", &[]),
            FRUTTA,
        ],
        [
            ("Crema di lenticchie con pastina", &["glutine", "sedano"]),
            ("Cotoletta di pollo al forno", &["glutine", "uova"]),
            ("Insalata verde", &[]),
            FRUTTA,
        ],
        [
            ("Pasta all'olio e parmigiano", &["glutine", "latte"]),
            ("Spezzatino di vitello con patate", &["sedano"]),
            ("Bietole", &[]),
            YOGURT,
        ],
        [
            ("Pasta al sugo di verdure", &["glutine", "sedano"]),
            ("Platessa gratinata", &["pesce", "glutine"]),
            ("Zucchine trifolate", &[]),
            FRUTTA,
        ],
    ],
    [
        [
            ("Riso e piselli", &["latte", "sedano"]),
            ("Tortino di verdure", &["uova", "latte"]),
            ("Carote e cavolo cappuccio", &[]),
            FRUTTA,
        ],
        [
            ("Pasta al ragù di carne", &["glutine", "sedano"]),
            ("Ricotta", &["latte"]),
            ("Fagiolini all'olio", &[]),
            FRUTTA,
        ],
        [
            ("Polenta", &[]),
            ("Bocconcini di tacchino", &["glutine", "sedano"]),
            ("Broccoli al vapore", &[]),
            FRUTTA,
        ],
        [
            (
                "Tortellini in brodo",
                &["glutine", "uova", "latte", "sedano"],
            ),
            ("Bresaola e grana", &["latte"]),
            ("Insalata di finocchi", &[]),
            FRUTTA,
        ],
        [
            ("Pasta pomodoro e basilico", &["glutine"]),
            ("Crocchette di salmone", &["pesce", "glutine", "uova"]),
            ("Patate al forno", &[]),
            ("Torta di mele", &["glutine", "uova", "latte"]),
        ],
    ],
];

/// The menus of `giorni`, one for each kitchen.
pub fn menu(piano: &Piano<'_>, giorni: &[Giorno]) -> [Righe; 2] {
    let mut menu = Righe::new("menu", &["id", "giorno", "centro_id", "ordine"]);
    let mut portate = Righe::new(
        "portata",
        &["id", "menu_id", "posizione", "nome", "allergeni"],
    );
    let centri = 1..=i64::try_from(piano.profilo.centri.len()).unwrap_or(1);
    for (giorno, centro) in giorni
        .iter()
        .flat_map(|g| centri.clone().map(move |c| (*g, c)))
    {
        let id = conta(&menu);
        menu.push([
            id.into(),
            giorno.into(),
            centro.into(),
            None::<String>.into(),
        ]);
        for (posizione, (nome, allergeni)) in (1_i16..).zip(del_giorno(giorno, centro)) {
            let chiave = conta(&portate);
            portate.push([
                chiave.into(),
                id.into(),
                posizione.into(),
                nome.into(),
                json!(allergeni).into(),
            ]);
        }
    }
    [menu, portate]
}

/// Kitchens are two weeks apart, so that they do not ask for the same at the same time.
fn del_giorno(giorno: Giorno, centro: i64) -> impl Iterator<Item = Portata> {
    // 5 January 1970 was a Monday.
    let lunedi = Giorno::from(chrono::NaiveDate::default()).dopo(4);
    let settimana = lunedi.distanza(giorno).div_euclid(7) + 2 * centro;
    let settimana = usize::try_from(settimana.rem_euclid(4)).unwrap_or(0);
    let giorno = usize::from(giorno.giorno_settimana().clamp(1, 5) - 1);
    SETTIMANE[settimana][giorno].into_iter().chain([PANE])
}

fn conta(righe: &Righe) -> i64 {
    i64::try_from(righe.valori.len() + 1).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_come_round_after_four() {
        let lunedi = Giorno::new(2026, 11, 23).expect("a day");
        let piatti = |g: Giorno, c| del_giorno(g, c).map(|(nome, _)| nome).collect::<Vec<_>>();
        assert_eq!(piatti(lunedi, 1), piatti(lunedi.dopo(28), 1));
        assert_ne!(piatti(lunedi, 1), piatti(lunedi.dopo(7), 1));
        assert_ne!(piatti(lunedi, 1), piatti(lunedi, 2));
        assert_eq!(piatti(lunedi, 1).len(), 5);
    }
}
