//! Writing over HTTP: who may, one after the other, nothing lost; and HTTPS.

use crate::server::{BASE, ENDLESS, Reply, TOKEN, TestServer};
use demarche::serve::Tls;
use demarche::serve::tokens::{self, Scope};
use demarche::store::{Store, check_backup};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn update(server: &TestServer, token: &str, text: &str) -> Reply {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/sparql-update"),
    ];
    server.send("POST", "/sparql", &headers, text)
}

fn post(server: &TestServer, token: &str, path: &str) -> Reply {
    let bearer = format!("Bearer {token}");
    server.send("POST", path, &[("authorization", bearer.as_str())], "")
}

const INCREMENT: &str = "DELETE { <urn:c> <urn:n> ?old } INSERT { <urn:c> <urn:n> ?new } WHERE { <urn:c> <urn:n> ?old BIND(?old + 1 AS ?new) }";

/// Sends increments from several clients at once and says how many were acknowledged, and how many refused for now.
fn increments(server: &TestServer, clients: usize, each: usize) -> (usize, usize) {
    let (done, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                for _ in 0..each {
                    let reply = update(server, TOKEN, INCREMENT);
                    if reply.status == 204 {
                        done.fetch_add(1, Ordering::Relaxed);
                        continue;
                    }
                    assert_eq!(reply.status, 503, "{}", reply.body);
                    assert!(!reply.header("retry-after").is_empty());
                    assert!(reply.body.contains("problem/write-queue"), "{}", reply.body);
                    refused.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    (done.into_inner(), refused.into_inner())
}

fn counter(server: &TestServer) -> usize {
    let told = server.query("SELECT ?n { <urn:c> <urn:n> ?n }", "text/csv");
    let mut lines = told.body.lines().skip(1);
    let value = lines.next().unwrap().parse().unwrap();
    assert_eq!(lines.next(), None, "one value only");
    value
}

#[cfg(feature = "rocksdb")]
fn on_disk(folder: &Path) -> Store {
    Store::open(&folder.join("store")).unwrap()
}

#[cfg(feature = "rocksdb")]
#[test]
fn no_increment_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::over(on_disk(folder.path()), |_| {});
    assert_eq!(
        update(&server, TOKEN, "INSERT DATA { <urn:c> <urn:n> 0 }").status,
        204
    );
    let (done, refused) = increments(&server, 8, 20);
    assert_eq!((done, refused), (160, 0));
    assert_eq!(counter(&server), 160);
}

#[test]
fn a_crowd_of_writers_is_told_to_come_back() {
    let server = TestServer::with(|settings| settings.write_queue = 1);
    update(&server, TOKEN, "INSERT DATA { <urn:c> <urn:n> 0 }");
    // While one is being carried out, one may wait.
    let slow = format!("INSERT {{ <urn:x> <urn:y> ?n }} WHERE {{ {{ {ENDLESS} }} }}");
    let (status, done, refused) = std::thread::scope(|scope| {
        let blocked = scope.spawn(|| update(&server, TOKEN, &slow).status);
        while server.store.running() == 0 {
            std::thread::yield_now();
        }
        let waiting = scope.spawn(|| update(&server, TOKEN, INCREMENT).status);
        let waits = || {
            let told = server.get("/metrics", "*/*").body;
            told.contains("demarche_writes_waiting 1\n")
        };
        while !waits() {
            std::thread::yield_now();
        }
        let (done, refused) = increments(&server, 3, 2);
        // Whoever leaves takes the write along: the next one has its turn at the end of the time limit.
        let _ = (blocked.join(), waiting.join());
        (server.get("/health", "*/*").status, done, refused)
    });
    assert_eq!((status, done, refused), (200, 0, 6));
    // The endless one has ended for lack of time, and others go on.
    assert_eq!(update(&server, TOKEN, INCREMENT).status, 204);
}

#[test]
fn an_update_ends_with_its_time_and_writes_nothing() {
    let server = TestServer::with(|settings| settings.timeout = Duration::from_millis(100));
    let before = server.store.len().unwrap();
    let slow = format!("INSERT {{ <urn:x> <urn:y> ?n }} WHERE {{ {{ {ENDLESS} }} }}");
    let reply = update(&server, TOKEN, &slow);
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert!(reply.body.contains("problem/timeout"), "{}", reply.body);
    assert_eq!(server.store.len().unwrap(), before);
}

#[test]
fn tokens_have_scopes_and_change_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tokens");
    let make = |name: &str, scope| tokens::create(&path, name, scope, "2026").unwrap();
    let (reader, writer) = (make("reader", Scope::Query), make("writer", Scope::Write));
    let server = TestServer::with(|settings| {
        settings.token = None;
        settings.tokens = Some(path.clone());
    });
    let text = "INSERT DATA { <urn:a> <urn:b> 1 }";
    let refused = update(&server, &reader, text);
    assert_eq!(refused.status, 403);
    assert!(
        refused
            .header("www-authenticate")
            .contains("insufficient_scope")
    );
    assert!(
        refused.body.contains("`reader` is of scope query")
            && refused.body.contains("problem/scope"),
        "{}",
        refused.body
    );
    assert!(!refused.body.contains(&reader));
    assert_eq!(update(&server, &writer, text).status, 204);
    assert_eq!(update(&server, TOKEN, text).status, 401);
    assert_eq!(post(&server, &writer, "/admin/tokens").status, 403);
    let admin = make("admin", Scope::Admin);
    assert_eq!(
        post(&server, &admin, "/admin/tokens").body,
        "{\"tokens\":3}"
    );
    tokens::revoke(&path, "writer").unwrap();
    assert_eq!(update(&server, &writer, text).status, 401);
    assert_eq!(update(&server, &admin, text).status, 204);
    let reply = server.send("POST", "/admin/tokens", &[], "");
    assert_eq!(reply.status, 401);
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_backup_is_made_while_serving() {
    let folder = tempfile::tempdir().unwrap();
    let backups = folder.path().join("backups");
    let server = TestServer::over(on_disk(folder.path()), |settings| {
        settings.backups = backups.clone();
    });
    for n in 0..20 {
        update(
            &server,
            TOKEN,
            &format!("INSERT DATA {{ <urn:a> <urn:b> {n} }}"),
        );
    }
    let reply = post(&server, TOKEN, "/admin/backup");
    assert_eq!(reply.status, 201, "{}", reply.body);
    let made: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    assert!(made["files"].as_u64().unwrap() > 3);
    update(&server, TOKEN, "INSERT DATA { <urn:a> <urn:b> 99 }");
    let folder = Path::new(made["folder"].as_str().unwrap());
    let (_, sound) = check_backup(folder).unwrap();
    assert_eq!((sound.quads, sound.is_indexed), (20, true));
    let in_memory = TestServer::start();
    assert_eq!(post(&in_memory, TOKEN, "/admin/backup").status, 400);
}

#[test]
fn it_speaks_https_where_it_has_a_certificate() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tls");
    let (certificate, key) = (here.join("certificate.pem"), here.join("key.pem"));
    let server = TestServer::with(|settings| {
        settings.tls = Some(Tls {
            certificate: certificate.clone(),
            key: key.clone(),
        });
    });
    let trusted = ureq::tls::Certificate::from_pem(&std::fs::read(&certificate).unwrap()).unwrap();
    let tls = ureq::tls::TlsConfig::builder()
        .root_certs(ureq::tls::RootCerts::new_with_certs(&[trusted]))
        .build();
    let agent: ureq::Agent = ureq::Agent::config_builder().tls_config(tls).build().into();
    let url = format!("https://{}/health", server.address());
    let told = agent.get(&url).call().unwrap().body_mut().read_to_string();
    assert_eq!(told.unwrap(), "ok\n");
    assert!(ureq::get(&url).call().is_err(), "nobody else trusts it");
    let swapped = Tls {
        certificate: key,
        key: certificate,
    };
    let told = swapped.check().unwrap_err().to_string();
    assert!(
        told.contains("key.pem") && told.contains("tls-certificate"),
        "{told}"
    );
    assert!(BASE.starts_with("http:"));
}
