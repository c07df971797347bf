//! The helm chart: rendered in every shape that `helm/campanella/ci` tells, its
//! objects held against the schemas of Kubernetes, and wrong values refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{command, project, tools};

/// Values that the chart must refuse, each with a word of the refusal, so that it is
/// refused for the reason that is meant.
const REFUSED: &[(&str, &str)] = &[
    ("replicaCount=molte", "replicaCount"),
    ("replicaCount=0", "replicaCount"),
    ("sconosciuto=1", "sconosciuto"),
    ("image.tagg=1.0", "tagg"),
    ("config.sviluppo=true", "sviluppo"),
    ("config.connessioniPerComune=0", "connessioniPerComune"),
    ("config.bilanciatori=null", "bilanciatori"),
    ("config.bilanciatori[0]=ovunque", "bilanciatori"),
    ("secret.name=", "secret.name"),
    ("secret.keys.catalogo=null", "catalogo"),
    ("ingress.hosts[0]=https://comune.example", "ingress.hosts"),
    ("networkPolicy.egress[0].port=99999", "port"),
];

/// The programs that render and check.
pub struct Programs {
    helm: PathBuf,
    kubernetes_validate: PathBuf,
}

impl Programs {
    /// `None` when one of them could not be installed.
    pub fn find() -> Option<Self> {
        Some(Self {
            helm: tools::program("checks", "helm")?,
            kubernetes_validate: tools::program("checks", "kubernetes-validate")?,
        })
    }
}

/// Checks the chart as a release would use it.
pub fn check(programs: &Programs) -> Result<()> {
    let shapes = shapes()?;
    for shape in &shapes {
        lint(programs, shape)?;
        validate(programs, shape)?;
    }
    let first = shapes
        .first()
        .context("helm/campanella/ci holds no values")?;
    for (value, word) in REFUSED {
        refuses(programs, first, value, word)?;
    }
    println!(
        "{} shapes are valid, {} wrong values refused",
        shapes.len(),
        REFUSED.len()
    );
    Ok(())
}

fn folder() -> PathBuf {
    project::root().join("helm/campanella")
}

fn shapes() -> Result<Vec<PathBuf>> {
    let mut shapes: Vec<PathBuf> = fs::read_dir(folder().join("ci"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    shapes.sort();
    Ok(shapes)
}

fn lint(programs: &Programs, shape: &Path) -> Result<()> {
    let mut helm = Command::new(&programs.helm);
    helm.args(["lint", "--quiet", "--strict", "--values"])
        .arg(shape)
        .arg(folder());
    command::output(&mut helm).map(drop)
}

fn render(programs: &Programs, shape: &Path) -> Command {
    let mut helm = Command::new(&programs.helm);
    helm.args(["template", "prova", "--namespace", "campanella", "--values"])
        .arg(shape)
        .arg(folder());
    helm
}

fn validate(programs: &Programs, shape: &Path) -> Result<()> {
    let rendered = project::target().join("tools/rendered.yaml");
    fs::write(&rendered, command::output(&mut render(programs, shape))?)?;
    let mut validate = Command::new(&programs.kubernetes_validate);
    validate.args(["--strict", "--quiet"]).arg(&rendered);
    command::output(&mut validate)
        .map(drop)
        .with_context(|| format!("with {}", shape.display()))
}

fn refuses(programs: &Programs, shape: &Path, value: &str, word: &str) -> Result<()> {
    let Err(refusal) = command::output(render(programs, shape).args(["--set", value])) else {
        bail!("the chart accepts {value}");
    };
    let refusal = format!("{refusal:#}");
    if !refusal.contains("values don't meet the specifications of the schema") {
        bail!("{value} is refused, but not by values.schema.json:\n{refusal}");
    }
    let reasons = refusal
        .lines()
        .filter(|line| line.trim_start().starts_with('-'));
    if !reasons.clone().any(|line| line.contains(word)) {
        bail!("{value} is refused for another reason than {word}:\n{refusal}");
    }
    Ok(())
}
