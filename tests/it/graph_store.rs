//! `/store`: whole graphs over HTTP.

use crate::server::{BASE, Reply, TOKEN, TestServer, encode};

const TURTLE: (&str, &str) = ("content-type", "text/turtle");

fn send(
    server: &TestServer,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let bearer = format!("Bearer {TOKEN}");
    let mut all = vec![
        ("authorization", bearer.as_str()),
        ("accept", "application/n-triples"),
    ];
    all.extend_from_slice(headers);
    server.send(method, path, &all, body)
}

#[test]
fn a_graph_is_written_read_and_deleted() {
    let server = TestServer::start();
    let direct = "/store/some/graph";
    let indirect = format!(
        "/store?graph={}",
        encode(&format!("{BASE}store/some/graph"))
    );
    let one = "<urn:a> <urn:b> 1 .";
    assert_eq!(send(&server, "GET", direct, &[], "").status, 404);
    assert_eq!(send(&server, "PUT", direct, &[TURTLE], one).status, 201);
    assert_eq!(send(&server, "PUT", direct, &[TURTLE], one).status, 204);
    assert_eq!(
        send(&server, "POST", direct, &[TURTLE], "<urn:a> <urn:b> 2 .").status,
        204
    );
    let seen = send(&server, "GET", &indirect, &[], "");
    assert_eq!(seen.body.lines().count(), 2, "{}", seen.body);
    let head = send(&server, "HEAD", &indirect, &[], "");
    assert_eq!(head.header("content-length"), seen.body.len().to_string());
    assert_eq!(
        (head.media_type(), head.body.as_str()),
        ("application/n-triples", "")
    );
    assert_eq!(send(&server, "DELETE", direct, &[], "").status, 204);
    assert_eq!(send(&server, "DELETE", direct, &[], "").status, 404);
    assert_eq!(send(&server, "HEAD", direct, &[], "").status, 404);
}

#[test]
fn a_post_without_a_graph_makes_one() {
    let server = TestServer::start();
    let reply = send(&server, "POST", "/store", &[TURTLE], "<> <urn:b> 1 .");
    assert_eq!(reply.status, 201);
    let seen = send(&server, "GET", reply.header("location"), &[], "");
    assert!(
        seen.body.starts_with(&format!("<{BASE}store/")),
        "{}",
        seen.body
    );
    let named = format!("{}{}", server.url, reply.header("location"));
    let indirect = format!("/store?graph={}", encode(&named));
    assert_eq!(send(&server, "GET", &indirect, &[], "").body, seen.body);
    let again = send(&server, "POST", "/store", &[TURTLE], "<> <urn:b> 1 .");
    assert_ne!(again.header("location"), reply.header("location"));
}

#[test]
fn a_dataset_goes_to_the_graphs_that_it_names() {
    let server = TestServer::start();
    let trig = "<urn:g> { <urn:a> <urn:b> 1 }";
    let reply = send(
        &server,
        "POST",
        "/store",
        &[("content-type", "application/trig")],
        trig,
    );
    assert_eq!(reply.status, 204, "{}", reply.body);
    assert_eq!(
        send(&server, "GET", "/store?graph=urn:g", &[], "").status,
        200
    );
    let all = server.get("/store", "application/n-quads");
    assert_eq!(all.body.lines().count(), server.store.len().unwrap());
}

#[test]
fn a_form_may_bring_several_documents() {
    let server = TestServer::start();
    let body = "--edge\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.ttl\"\r\nContent-Type: text/turtle\r\n\r\n<urn:a> <urn:b> 1 .\r\n--edge\r\nContent-Disposition: form-data; name=\"b\"; filename=\"b.nt\"\r\nContent-Type: application/n-triples\r\n\r\n<urn:a> <urn:b> <urn:c> .\r\n--edge--\r\n";
    let form = ("content-type", "multipart/form-data; boundary=edge");
    let reply = send(&server, "POST", "/store?graph=urn:g", &[form], body);
    assert_eq!(reply.status, 201, "{}", reply.body);
    assert_eq!(
        send(&server, "GET", "/store?graph=urn:g", &[], "")
            .body
            .lines()
            .count(),
        2
    );
}

#[test]
fn what_is_wrong_is_told_and_changes_nothing() {
    let server = TestServer::start();
    let before = server.store.len().unwrap();
    let bad = send(
        &server,
        "PUT",
        "/store?default",
        &[TURTLE],
        "<urn:a> <urn:b> 1 .\n<urn:a> .",
    );
    assert_eq!(bad.status, 400);
    assert!(bad.body.contains("line 2"), "{}", bad.body);
    let unknown = send(
        &server,
        "PUT",
        "/store?default",
        &[("content-type", "image/png")],
        "x",
    );
    assert_eq!(unknown.status, 415);
    assert_eq!(send(&server, "DELETE", "/store", &[], "").status, 400);
    assert_eq!(
        send(&server, "GET", "/store?graph=relative", &[], "").status,
        400
    );
    assert_eq!(
        server.send("PUT", "/store?default", &[TURTLE], "").status,
        401
    );
    assert_eq!(server.send("DELETE", "/store?default", &[], "").status, 401);
    assert_eq!(server.store.len().unwrap(), before);
}
