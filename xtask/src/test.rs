//! `cargo xtask test`: everything that must hold before a change is accepted.

use std::process::{Command, ExitCode};

use anyhow::Result;
use clap::Args;

use crate::build::Build;
use crate::command::{cargo, cargo_of_regolamenti};
use crate::counts::Counts;
use crate::machine::{CHROMIUM, DOCUMENTS, POSTGRES, PYTHON, REDIS, WEBASSEMBLY, XMLLINT};
use crate::progress::Progress;
use crate::services::Services;
use crate::{chart, command, deny, disk, machine, portal, project, tools};

/// How much of it.
#[derive(Args)]
pub struct Options {
    /// Leaves out the tests in the browser.
    #[arg(long)]
    fast: bool,
}

/// Runs every step, also after a failure, so that one run shows all that is wrong.
pub fn run(options: &Options) -> Result<ExitCode> {
    let mut progress = Progress::start();
    let mut counts = Counts::default();
    prepare(&mut progress, options);
    check_sources(&mut progress);
    check_deployment(&mut progress);

    let build = Build::find();
    let built = progress.step("build", || build.everything()).is_some();
    if build.lints() {
        progress.step("clippy", || build.warnings());
    } else {
        progress.skip("clippy", "clippy is not installed");
    }
    let services = start_services(&mut progress);
    progress.step("cargo test", || {
        let mut tests = build.cargo(&["test", "--workspace", "--no-fail-fast"]);
        services.announce_to(&mut tests);
        tests.env("CAMPANELLA_TEST_PDF", tools::bin("documents"));
        command::run_counting(&mut tests, &mut counts)
    });
    progress.step("cargo test of the regulations", || {
        command::run_counting(&mut cargo_of_regolamenti(&["test"]), &mut counts)
    });
    let pages = progress.step("portal", || {
        portal::install_packages()?;
        portal::build_and_test(&mut counts)
    });
    if built && pages.is_some() {
        audit(&mut progress, &mut counts);
    }
    if !options.fast && built && pages.is_some() {
        test_in_browser(&mut progress, &services, &mut counts);
    }
    drop(services);

    let code = progress.finish();
    for name in &counts.names {
        println!("  failed: {name}");
    }
    println!("\n{} passed, {} failed", counts.passed, counts.failed);
    Ok(code)
}

fn prepare(progress: &mut Progress, options: &Options) {
    let mut needs = vec![&PYTHON, &POSTGRES, &REDIS, &XMLLINT];
    needs.extend(&DOCUMENTS);
    if !machine::rustup_builds_webassembly() {
        needs.extend(&WEBASSEMBLY);
    }
    if !options.fast {
        needs.push(&CHROMIUM);
    }
    progress.prepare("room on the disk", disk::check);
    progress.prepare("packages of the machine", || machine::prepare(&needs));
    progress.prepare("programs for the checks", || {
        tools::install("checks", tools::CHECKS)
    });
    progress.prepare("program for the audit", || {
        tools::install("audit", tools::AUDIT)
    });
    progress.prepare("validator of PDF", || {
        tools::install("documents", tools::DOCUMENTS)
    });
    progress.prepare("Node", portal::prepare_node);
}

fn check_sources(progress: &mut Progress) {
    progress.step("format", || {
        command::run(&mut cargo(&["fmt", "--all", "--check"]))?;
        command::run(&mut cargo_of_regolamenti(&["fmt", "--all", "--check"]))
    });
    progress.step("clippy of the regulations", || {
        let strict = ["--all-targets", "--keep-going", "--", "-D", "warnings"];
        command::run(cargo_of_regolamenti(&["clippy"]).args(strict))
    });
    let name = "licences, bans and sources of dependencies";
    match tools::program("checks", "cargo-deny") {
        Some(cargo_deny) => drop(progress.step(name, || deny::check(&cargo_deny))),
        None => progress.skip(name, "cargo-deny is not installed"),
    }
}

fn check_deployment(progress: &mut Progress) {
    match chart::Programs::find() {
        Some(programs) => drop(progress.step("helm chart", || chart::check(&programs))),
        None => progress.skip(
            "helm chart",
            "helm and kubernetes-validate are not installed",
        ),
    }
    match tools::program("checks", "hadolint") {
        Some(hadolint) => drop(progress.step("Containerfile", || {
            let file = project::root().join("Containerfile");
            command::run(Command::new(hadolint).arg(file))
        })),
        None => progress.skip("Containerfile", "hadolint is not installed"),
    }
}

fn start_services(progress: &mut Progress) -> Services {
    println!("\n=== services");
    let services = Services::start();
    for (variable, reason) in services.missing() {
        progress.skip(
            &format!("tests that need {variable}"),
            format!("{reason:#}"),
        );
    }
    services
}

/// What programs of other people say of the server, running on a small comune.
fn audit(progress: &mut Progress, counts: &mut Counts) {
    let Some(schemathesis) = tools::program("audit", "schemathesis") else {
        return progress.skip("audit", "schemathesis is not installed");
    };
    progress.step("audit", || {
        let mut audit = portal::npm(&["run", "audit"]);
        audit
            .env("CAMPANELLA_SCHEMATHESIS", schemathesis)
            .env("CAMPANELLA_BIN", project::campanella());
        command::run_counting(&mut audit, counts)
    });
}

fn test_in_browser(progress: &mut Progress, services: &Services, counts: &mut Counts) {
    let Some(chromium) = command::find("chromium") else {
        return progress.skip("browser", "chromium is not installed");
    };
    progress.step("browser", || {
        let mut tests = portal::npm(&["run", "e2e"]);
        services.announce_to(&mut tests);
        tests
            .env("CAMPANELLA_CHROMIUM", chromium)
            .env("CAMPANELLA_BIN", project::campanella())
            .env("CAMPANELLA_PORTALE", portal::pages());
        command::run_counting(&mut tests, counts)
    });
}
