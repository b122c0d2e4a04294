//! `demarche serve`: the store over HTTP until a signal stops it.

use super::{Outcome, log, publication, services};
use crate::config::Settings;
use crate::guard::Limits;
use crate::serve::{self, Budgets, Isolation, Server};
use crate::store::Store;
use anyhow::Context;
use std::sync::Arc;
use std::time::Duration;

pub(crate) fn run(settings: &Settings) -> anyhow::Result<Outcome> {
    log::show(settings)?;
    serve::economise();
    // Without a token nobody writes; the store is opened for writing only where somebody may.
    let writes = (settings.token.is_some() || settings.tokens.is_some()) && !settings.read_only;
    let store = if writes {
        Store::open(&settings.store)?
    } else {
        Store::open_read_only(&settings.store)?
    };
    let store = store.with_services(services::of(settings)?);
    let server = Server::build(settings_of(settings)?, Arc::new(store))?;
    eprintln!(
        "serving {} at {}",
        settings.store.display(),
        address(settings, &server)
    );
    server.run()?;
    Ok(Outcome::Something)
}

/// How queries of strangers are kept apart.
fn isolation(settings: &Settings) -> anyhow::Result<Option<Isolation>> {
    if settings.workers == 0 {
        return Ok(None);
    }
    let known = Settings {
        // Workers write nothing, and have no secrets to lose.
        token: None,
        tokens: None,
        read_only: true,
        workers: 0,
        ..settings.clone()
    };
    let megabytes = settings.workers_memory;
    let memory = megabytes.map(|megabytes| megabytes.saturating_mul(1 << 20));
    Ok(Some(Isolation {
        program: std::env::current_exe().context("where this program is")?,
        settings: serde_json::to_string(&known)?,
        // One for short queries, one for long ones.
        workers: settings.workers.max(2),
        query_memory: settings.query_memory.saturating_mul(1 << 20),
        lag: Duration::from_millis(settings.lag),
        memory: memory.unwrap_or_else(|| machine_memory().unwrap_or(2 << 30) / 2),
    }))
}

/// Bytes of memory that this machine has, or its container gives.
fn machine_memory() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = told.lines().find(|line| line.starts_with("MemTotal:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    let machine = kilobytes.saturating_mul(1024);
    let container = std::fs::read_to_string("/sys/fs/cgroup/memory.max").ok();
    let container = container.and_then(|told| told.trim().parse().ok());
    Some(machine.min(container.unwrap_or(u64::MAX)))
}

/// The limits on what is read, as the operator set them.
fn limits(settings: &Settings) -> anyhow::Result<Limits> {
    let mut limits = Limits::default();
    for (name, value) in &settings.limits {
        limits.set(name, *value).context("`limits`")?;
    }
    Ok(limits)
}

/// Where a browser finds the server.
pub(crate) fn address(settings: &Settings, server: &Server) -> String {
    let host = if settings.host.contains(':') {
        format!("[{}]", settings.host)
    } else {
        settings.host.clone()
    };
    let scheme = if server.is_secure() { "https" } else { "http" };
    format!("{scheme}://{host}:{}/", server.port())
}

/// What the server needs to know of the settings.
pub(crate) fn settings_of(settings: &Settings) -> anyhow::Result<serve::Settings> {
    let host = if settings.host == "localhost" {
        "127.0.0.1"
    } else {
        &settings.host
    };
    let address = host.parse().with_context(|| {
        format!("`{host}` is no address to listen on: give one like 127.0.0.1 or 0.0.0.0")
    })?;
    let publication = publication::of(settings)?;
    Ok(serve::Settings {
        address,
        port: settings.port,
        base: settings.base.clone(),
        token: settings.token.clone(),
        timeout: Duration::from_secs(settings.timeout),
        isolation: isolation(settings)?,
        budgets: Budgets {
            rate: settings.client_rate,
            at_once: settings.client_queries,
            seconds: settings.client_seconds,
            behind_proxy: settings.behind_proxy,
        },
        connections: settings.connections,
        cache: settings.cache.saturating_mul(1 << 20),
        body_limit: settings.body_limit,
        limits: limits(settings)?,
        read_only: settings.read_only,
        tokens: settings.tokens.clone(),
        tls: tls(settings)?,
        write_queue: settings.write_queue,
        durable: settings.durable,
        backups: settings.backups.clone(),
        grace: Duration::from_secs(settings.grace),
        slow: Duration::from_secs(settings.slow),
        full_text: settings.publish_full_text,
        licence: publication.licence,
        creator: publication.creator,
        ..serve::Settings::default()
    })
}

/// The certificate, where one is given.
pub(crate) fn tls(settings: &Settings) -> anyhow::Result<Option<serve::Tls>> {
    match (&settings.tls_certificate, &settings.tls_key) {
        (None, None) => Ok(None),
        (Some(certificate), Some(key)) => Ok(Some(serve::Tls {
            certificate: certificate.clone(),
            key: key.clone(),
        })),
        _ => anyhow::bail!(
            "HTTPS needs both a certificate and its key: give `--tls-certificate` and `--tls-key`"
        ),
    }
}
