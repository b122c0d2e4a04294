//! Bytes as a request, the body after a zero byte, to a server that holds nothing and takes writes.
#![no_main]

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use demarche::serve::{Server, Settings};
use demarche::store::Store;
use libfuzzer_sys::fuzz_target;

static PORT: LazyLock<u16> = LazyLock::new(|| {
    let store = Arc::new(Store::memory().expect("a store in memory"));
    let settings = Settings {
        port: 0,
        token: Some("fuzz".to_owned()),
        timeout: Duration::from_secs(1),
        ..Settings::default()
    };
    let server = Server::build(settings, store).expect("a server");
    let port = server.port();
    std::thread::spawn(move || server.run());
    port
});

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let head = parts.next().unwrap_or_default();
    let body = parts.next().unwrap_or_default();
    let mut request = head.to_vec();
    // Whoever says no length would wait for an answer until the server loses patience.
    let rest = format!("\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    request.extend_from_slice(rest.as_bytes());
    request.extend_from_slice(body);
    let mut line = TcpStream::connect((Ipv4Addr::LOCALHOST, *PORT)).expect("the server lives");
    line.set_read_timeout(Some(Duration::from_secs(2))).expect("a socket");
    // It may hang up before everything is said.
    if line.write_all(&request).is_ok() {
        let mut answer = Vec::new();
        let _broken_off = line.read_to_end(&mut answer);
        assert!(!answer.starts_with(b"HTTP/1.1 500"), "{}", String::from_utf8_lossy(&answer));
    }
});
