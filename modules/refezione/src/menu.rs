//! What is on the table: the office publishes the menu, families read it with its allergens.

use std::collections::{BTreeMap, BTreeSet};

use campanella_anagrafe::scuola::OrdineScuola;
use campanella_anagrafe::{Figlio, Iscritto, iscrizione, iscrizione_del_figlio};
use campanella_kernel::{
    AnnoScolastico, Ctx, Giorno, GraphqlInput, GraphqlOutput, Rifiuto, Servizio, audit, typed_id,
};
use campanella_prenotazioni::GIORNI_MASSIMI;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

use crate::allergene::Allergene;
use crate::entities::portata::Allergeni;
use crate::entities::{centro_cottura, centro_plesso, menu, portata};
use crate::errore::Errore;
use crate::permessi::PUBBLICA_MENU;

typed_id!(
    /// A kitchen.
    CentroId
);

/// Il menù di un giorno.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
pub struct MenuDelGiorno {
    /// Il giorno.
    pub giorno: Giorno,
    /// Le portate, nell'ordine in cui si servono.
    pub portate: Vec<Portata>,
}

/// Una portata.
#[derive(Debug, Clone, PartialEq, Eq, GraphqlOutput)]
#[graphql(name = "PortataDelGiorno")]
pub struct Portata {
    /// Il nome.
    pub nome: String,
    /// Gli allergeni (regolamento UE 1169/2011).
    pub allergeni: Vec<String>,
}

/// Il menù da pubblicare: prende il posto di quello che c'era.
#[derive(Debug, Clone, GraphqlInput)]
pub struct MenuInput {
    /// Il giorno.
    pub giorno: Giorno,
    /// Il centro di cottura; assente: tutti.
    pub centro: Option<CentroId>,
    /// L'ordine di scuola; assente: tutti.
    pub ordine: Option<OrdineScuola>,
    /// Le portate, nell'ordine in cui si servono.
    pub portate: Vec<PortataInput>,
}

/// Una portata da pubblicare.
#[derive(Debug, Clone, GraphqlInput)]
pub struct PortataInput {
    /// Il nome.
    pub nome: String,
    /// Gli allergeni, con i nomi del regolamento UE 1169/2011.
    pub allergeni: Vec<String>,
}

/// The menus of `figlio` from `dal` to `al`: those of the child's kitchen and order of school, or
/// of all. Days without a menu are not there.
///
/// # Errors
/// When the range is empty or longer than two months.
pub async fn menu(
    ctx: &Ctx,
    figlio: &Figlio,
    dal: Giorno,
    al: Giorno,
) -> Result<Vec<MenuDelGiorno>, Errore> {
    if !(0..GIORNI_MASSIMI).contains(&dal.distanza(al)) {
        let perche = format!("indicare da 1 a {GIORNI_MASSIMI} giorni");
        return Err(Rifiuto::dato("al", perche).into());
    }
    let Some(iscritto) = iscritto(ctx, figlio, dal).await? else {
        return Ok(Vec::new());
    };
    let centro = centro_plesso::Entity::find()
        .filter(centro_plesso::Column::PlessoId.eq(iscritto.plesso.id))
        .one(ctx.db())
        .await?
        .map(|c| c.centro_id);
    let per_lui = Condition::all()
        .add(menu::Column::Giorno.between(dal, al))
        .add(o_tutti(menu::Column::CentroId, centro))
        .add(o_tutti(
            menu::Column::Ordine,
            Some(iscritto.scuola.ordine.to_value()),
        ));
    let trovati = menu::Entity::find().filter(per_lui).all(ctx.db()).await?;
    // Of the menus of a day the one that speaks of him more closely.
    let mut scelti: BTreeMap<Giorno, menu::Model> = BTreeMap::new();
    for menu in trovati {
        let vicinanza = |m: &menu::Model| (m.centro_id.is_some(), m.ordine.is_some());
        let lontano = scelti
            .get(&menu.giorno)
            .is_none_or(|m| vicinanza(m) < vicinanza(&menu));
        if lontano {
            scelti.insert(menu.giorno, menu);
        }
    }
    let portate = portata::Entity::find()
        .filter(portata::Column::MenuId.is_in(scelti.values().map(|m| m.id)))
        .order_by_asc(portata::Column::Posizione)
        .all(ctx.db())
        .await?;
    let del_menu = |menu: menu::Model| MenuDelGiorno {
        giorno: menu.giorno,
        portate: portate
            .iter()
            .filter(|p| p.menu_id == menu.id)
            .map(Portata::from)
            .collect(),
    };
    Ok(scelti.into_values().map(del_menu).collect())
}

impl From<&portata::Model> for Portata {
    fn from(riga: &portata::Model) -> Self {
        Self {
            nome: riga.nome.clone(),
            allergeni: riga.allergeni.0.iter().map(ToString::to_string).collect(),
        }
    }
}

/// The child on the meals in the school year of `giorno`.
async fn iscritto(ctx: &Ctx, figlio: &Figlio, giorno: Giorno) -> Result<Option<Iscritto>, Errore> {
    let riga = iscrizione::Entity::find()
        .filter(iscrizione::Column::AlunnoId.eq(figlio.alunno.id))
        .filter(iscrizione::Column::Servizio.eq(Servizio::Refezione))
        .filter(iscrizione::Column::Anno.eq(AnnoScolastico::del(giorno)))
        .one(ctx.db())
        .await?;
    match riga {
        Some(riga) => Ok(Some(iscrizione_del_figlio(ctx, riga.id).await?.iscritto)),
        None => Ok(None),
    }
}

/// A menu that names `valore`, or none.
fn o_tutti<V: Into<sea_orm::Value>>(colonna: menu::Column, valore: Option<V>) -> Condition {
    Condition::any()
        .add(colonna.is_null())
        .add_option(valore.map(|v| colonna.eq(v)))
}

/// Publishes a menu in the place of the one that was there.
///
/// # Errors
/// When a dish has no name or an allergen is not of the list; when the person's buildings do not
/// include all those of the kitchen.
pub async fn pubblica_menu(ctx: &Ctx, dati: MenuInput) -> Result<MenuDelGiorno, Errore> {
    let portate = leggi_portate(&dati.portate)?;
    verifica_centro(ctx, dati.centro).await?;
    let tx = ctx.begin().await?;
    let centro = dati.centro.map(CentroId::key);
    let ordine = dati.ordine.map(|o| o.to_value());
    let stesso = Condition::all()
        .add(menu::Column::Giorno.eq(dati.giorno))
        .add(uguale(menu::Column::CentroId, centro))
        .add(uguale(menu::Column::Ordine, ordine.clone()));
    let riga = match menu::Entity::find().filter(stesso).one(&tx).await? {
        Some(riga) => {
            portata::Entity::delete_many()
                .filter(portata::Column::MenuId.eq(riga.id))
                .exec(&tx)
                .await?;
            riga
        }
        None => {
            let nuovo = menu::ActiveModel {
                giorno: Set(dati.giorno),
                centro_id: Set(centro),
                ordine: Set(ordine),
                ..Default::default()
            };
            nuovo.insert(&tx).await?
        }
    };
    let righe = (1..)
        .zip(&portate)
        .map(|(posizione, (nome, allergeni))| portata::ActiveModel {
            menu_id: Set(riga.id),
            posizione: Set(posizione),
            nome: Set(nome.clone()),
            allergeni: Set(allergeni.clone()),
            ..Default::default()
        });
    portata::Entity::insert_many(righe)
        .exec_without_returning(&tx)
        .await?;
    let dettaglio = json!({ "giorno": dati.giorno, "portate": portate.len() });
    audit::record(ctx, &tx, "pubblica_menu", "menu", Some(riga.id), dettaglio).await?;
    tx.commit().await?;
    let pubblicata = |(nome, allergeni): (String, Allergeni)| Portata {
        nome,
        allergeni: allergeni.0.iter().map(ToString::to_string).collect(),
    };
    Ok(MenuDelGiorno {
        giorno: dati.giorno,
        portate: portate.into_iter().map(pubblicata).collect(),
    })
}

fn uguale<V: Into<sea_orm::Value>>(
    colonna: menu::Column,
    valore: Option<V>,
) -> sea_orm::sea_query::SimpleExpr {
    match valore {
        Some(valore) => colonna.eq(valore),
        None => colonna.is_null(),
    }
}

fn leggi_portate(portate: &[PortataInput]) -> Result<Vec<(String, Allergeni)>, Rifiuto> {
    if portate.is_empty() {
        return Err(Rifiuto::dato("dati.portate", "indicare almeno una portata"));
    }
    let leggi = |portata: &PortataInput| {
        let nome = portata.nome.trim();
        if nome.is_empty() || nome.chars().count() > 200 {
            return Err(Rifiuto::dato(
                "dati.portate.nome",
                "il nome di una portata ha da 1 a 200 caratteri",
            ));
        }
        let allergeni: BTreeSet<Allergene> = portata
            .allergeni
            .iter()
            .map(|a| Allergene::leggi(a).ok_or_else(|| sconosciuto(a)))
            .collect::<Result<_, _>>()?;
        Ok((nome.to_owned(), Allergeni(allergeni.into_iter().collect())))
    };
    portate.iter().map(leggi).collect()
}

fn sconosciuto(allergene: &str) -> Rifiuto {
    let nomi = Allergene::TUTTI.map(Allergene::nome).join(", ");
    Rifiuto::dato(
        "dati.portate.allergeni",
        format!("«{allergene}» non è un allergene da dichiarare; lo sono: {nomi}"),
    )
}

/// Whoever has the permission for some buildings publishes for a kitchen that serves only those.
async fn verifica_centro(ctx: &Ctx, centro: Option<CentroId>) -> Result<(), Errore> {
    let plessi = ctx.plessi(PUBBLICA_MENU)?.clone();
    let Some(centro) = centro else {
        return Ok(ctx.tutto_il_comune(PUBBLICA_MENU)?);
    };
    centro_cottura::Entity::find_by_id(centro.key())
        .one(ctx.db())
        .await?
        .ok_or(Rifiuto::NonTrovato("Centro di cottura"))?;
    let serviti = centro_plesso::Entity::find()
        .filter(centro_plesso::Column::CentroId.eq(centro.key()))
        .all(ctx.db())
        .await?;
    if serviti.iter().all(|s| plessi.comprende(s.plesso_id)) {
        Ok(())
    } else {
        Err(Rifiuto::NonTrovato("Centro di cottura").into())
    }
}
