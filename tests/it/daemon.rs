//! The server as a process: its log, how it ends, and the commands of whoever looks after it.

use crate::cli::demarche;
use crate::kill_serve::{Served, TOKEN, serve};
use crate::server::{ENDLESS, encode};
use demarche::store::Store;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Sends a request and gives the connection, from which nothing was read.
fn request(address: &str, head: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).unwrap();
    write!(stream, "{head}\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    stream
}

fn answer(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    text(&bytes)
}

fn terminate(served: &Served) {
    let pid = served.child.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn a_server_that_is_stopped_finishes_what_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let store = Store::open(&path).unwrap();
    let triples: String = (0..300)
        .map(|n| format!("<urn:s{n}> <urn:p> {n} . "))
        .collect();
    let update = format!("INSERT DATA {{ {triples} }}");
    store
        .update(
            &update,
            None,
            &demarche::store::Dataset::default(),
            &demarche::store::Deadline::none(),
        )
        .unwrap();
    drop(store);
    let mut served = serve(&path, &[]);
    // 90,000 rows: more than fits into the buffers on the way, so that it runs until somebody reads.
    let query = encode("SELECT * { ?a <urn:p> ?b . ?c <urn:p> ?d }");
    let head = format!("GET /sparql?query={query} HTTP/1.1\r\nAccept: text/csv");
    let mut stream = request(&served.address, &head);
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    terminate(&served);
    // It takes no more connections.
    let address = served.address.trim_start_matches("http://").to_owned();
    while TcpStream::connect(&address).is_ok() {
        std::thread::yield_now();
    }
    let rest = answer(stream);
    assert!(rest.ends_with("0\r\n\r\n"), "the answer is whole");
    assert!(rest.lines().count() >= 90_000);
    assert!(served.child.wait().unwrap().success());
}

#[test]
fn the_log_is_for_programs_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let more = [
        "--log",
        "info",
        "--log-format",
        "json",
        "--slow",
        "1",
        "--timeout",
        "1",
    ];
    let store = Store::open(&path).unwrap();
    let triples: String = (0..300)
        .map(|n| format!("<urn:s{n}> <urn:p> {n} . "))
        .collect();
    store
        .update(
            &format!("INSERT DATA {{ {triples} }}"),
            None,
            &demarche::store::Dataset::default(),
            &demarche::store::Deadline::none(),
        )
        .unwrap();
    drop(store);
    let mut served = serve(&path, &more);
    let head = "GET /health HTTP/1.1\r\nX-Request-Id: from-a-proxy";
    assert!(answer(request(&served.address, head)).contains("x-request-id: from-a-proxy"));
    let head = format!("GET /sparql?query={} HTTP/1.1", encode(ENDLESS));
    assert!(answer(request(&served.address, &head)).starts_with("HTTP/1.1 503"));
    terminate(&served);
    assert!(served.child.wait().unwrap().success());
    let lines: Vec<Value> = served
        .said
        .iter()
        .map(|line| serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let health = lines
        .iter()
        .find(|it| it["request"] == "from-a-proxy")
        .unwrap();
    assert_eq!(health["message"], "answered");
    assert_eq!(
        (health["status"].as_u64(), health["method"].as_str()),
        (Some(200), Some("GET"))
    );
    let slow = lines.iter().find(|it| it["message"] == "slow").unwrap();
    assert_eq!(
        (slow["level"].as_str(), slow["reason"].as_str()),
        (Some("WARN"), Some("timeout"))
    );
    assert!(slow["operation"].as_str().unwrap().contains("?a ?p ?b"));
}

#[test]
fn tokens_are_made_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        demarche(folder.path())
            .arg("token")
            .args(arguments)
            .args(["--tokens", "tokens"])
            .output()
            .unwrap()
    };
    let made = run(&["new", "ci"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let secret = text(&made.stdout);
    assert!(
        secret.starts_with("dm_") && secret.trim().len() == 67,
        "{secret}"
    );
    assert!(text(&run(&["list"]).stdout).starts_with("ci\twrite\t2"));
    assert_eq!(run(&["new", "ci"]).status.code(), Some(2));
    assert!(run(&["revoke", "ci"]).status.success());
    assert_eq!(run(&["list"]).status.code(), Some(1));
    let without = demarche(folder.path())
        .args(["token", "list"])
        .output()
        .unwrap();
    assert!(text(&without.stderr).contains("--tokens FILE"));
}

fn doctor(folder: &Path, more: &[&str]) -> (Option<i32>, String) {
    let output = demarche(folder).arg("doctor").args(more).output().unwrap();
    (
        output.status.code(),
        text(&output.stdout) + &text(&output.stderr),
    )
}

#[test]
fn a_backup_goes_out_and_comes_back_and_the_doctor_looks_at_it_all() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (code, told) = doctor(folder, &[]);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("demarche ingest"), "{told}");
    let article = "Dépêche\n\nGENÈVE, 26 juillet 2016 - \"Nous reprendrons en août\", a déclaré mardi Staffan de Mistura.\n";
    std::fs::write(folder.join("a.txt"), article).unwrap();
    demarche(folder)
        .args(["ingest", "a.txt"])
        .assert()
        .success();
    let (code, told) = doctor(folder, &["--full"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("quads were read") && told.contains("is that of the store"),
        "{told}"
    );
    demarche(folder).args(["backup", "b"]).assert().success();
    demarche(folder).args(["backup", "b"]).assert().code(2);
    let restore = |more: &[&str]| {
        let output = demarche(folder)
            .args(["restore", "b"])
            .args(more)
            .output()
            .unwrap();
        (output.status.code(), text(&output.stderr))
    };
    let (code, told) = restore(&["--check"]);
    assert!(code == Some(0) && told.contains("sound"), "{told}");
    let (code, told) = restore(&[]);
    assert!(code == Some(2) && told.contains("something at"), "{told}");
    let canonical = || {
        let output = demarche(folder)
            .args(["export", "--canonical"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        output.stdout
    };
    let before = canonical();
    // The table of the largest part is gone: the doctor says so, and how to go on.
    let store = folder.join("demarche-data");
    for entry in std::fs::read_dir(&store).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "sst") {
            std::fs::remove_file(path).unwrap();
        }
    }
    let (code, told) = doctor(folder, &[]);
    assert_eq!(code, Some(1), "{told}");
    assert!(
        told.contains("WRONG store") && told.contains("restore"),
        "{told}"
    );
    std::fs::remove_dir_all(&store).unwrap();
    assert_eq!(restore(&[]).0, Some(0));
    assert!(canonical() == before, "what comes back is what went out");
    // A server has it open: it makes the backup itself.
    let mut served = serve(&store, &[]);
    let output = demarche(folder).args(["backup", "c"]).output().unwrap();
    assert!(
        text(&output.stderr).contains("/admin/backup"),
        "{}",
        text(&output.stderr)
    );
    served.child.kill().unwrap();
    served.child.wait().unwrap();
    let (code, told) = doctor(
        folder,
        &["--tls-certificate", "a.txt", "--host", "nonsense"],
    );
    assert_eq!(code, Some(1));
    assert!(
        told.contains("WRONG settings") && told.contains("WRONG certificate"),
        "{told}"
    );
    assert!(!told.contains(TOKEN));
}
