//! Reconciliation: the facts of the protocol, and a conversation as `OpenRefine` has it.

use crate::server::{BASE, TestServer, add, encode};
use serde_json::{Value, json};

/// Two people of one name, a state and the place it is, a meeting.
fn server() -> TestServer {
    let server = TestServer::start();
    add(
        &server.store,
        "@base <http://localhost:7979/> . @prefix dm: <https://w3id.org/demarche/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
         @prefix org: <http://www.w3.org/ns/org#> . @prefix schema: <http://schema.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
         @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
         <actor/Q10> a dm:Actor, foaf:Person ; rdfs:label 'Jeanne Durand'@en, 'Jeanne Durand'@fr ; skos:altLabel 'Mme Durand'@fr ;
             dm:position 'ministre des affaires étrangères' ; skos:exactMatch wd:Q10 .
         <actor/name-1> a dm:Actor, foaf:Person ; rdfs:label 'Jeanne Durand'@en ; dm:position 'députée' .
         <actor/Q20> a dm:Actor, schema:Country ; rdfs:label 'Freedonia'@en, 'Freedonie'@fr ; skos:exactMatch wd:Q20 .
         <place/Q20> a dm:Place ; rdfs:label 'Freedonia'@en ; skos:exactMatch wd:Q20 .
         <actor/Q30> a dm:Actor, org:Organization ; rdfs:label 'Ligue de Strelsau'@fr ; skos:altLabel 'Strelsau League'@en .
         <article/a1#a9> a dm:Actor, dm:UnnamedSource ; rdfs:label 'a diplomat Durand'@en .
         <meeting/k2> a dm:Meeting ; rdfs:label 'Meeting: Jeanne Durand, Freedonia, 2016-07-20'@en ; dm:participant <actor/Q10> , <actor/Q20> ;
             dm:place <place/Q20> ; dm:date '2016-07-20'^^<http://www.w3.org/2001/XMLSchema#date> ; dm:reports 2 .
         <graph/wikidata> { wd:Q10 wdt:P27 wd:Q20 . }",
    );
    server
}

fn get(server: &TestServer, path: &str) -> Value {
    let reply = server.send("GET", path, &[("origin", "https://refine.example")], "");
    assert_eq!(reply.status, 200, "{path}: {}", reply.body);
    assert_eq!(reply.media_type(), "application/json");
    assert_eq!(reply.header("access-control-allow-origin"), "*");
    serde_json::from_str(&reply.body).unwrap()
}

fn post(server: &TestServer, field: &str, value: &Value) -> Value {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = format!("{field}={}", encode(&value.to_string()));
    let reply = server.send("POST", "/reconcile", &form, &body);
    assert_eq!(reply.status, 200, "{}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

fn one(server: &TestServer, query: &Value) -> Vec<Value> {
    let told = post(server, "queries", &json!({ "q": query }));
    told["q"]["result"].as_array().unwrap().clone()
}

fn ids(result: &[Value]) -> Vec<&str> {
    result.iter().map(|it| it["id"].as_str().unwrap()).collect()
}

#[test]
fn a_conversation_as_open_refine_has_it() {
    let server = server();
    // It reads the manifest, and builds addresses from it.
    let manifest = get(&server, "/reconcile");
    assert!(
        manifest["versions"]
            .as_array()
            .unwrap()
            .contains(&json!("0.2"))
    );
    assert_eq!(manifest["identifierSpace"], BASE);
    assert_eq!(manifest["schemaSpace"], "https://w3id.org/demarche/ns#");
    let root = BASE.trim_end_matches('/');
    let path = |it: &Value| {
        let address = format!(
            "{}{}",
            it["service_url"].as_str().unwrap(),
            it["service_path"].as_str().unwrap()
        );
        address.strip_prefix(root).unwrap().to_owned()
    };
    // The column is reconciled against no type: ten values are tried, and their types counted.
    let guess = post(
        &server,
        "queries",
        &json!({"q0": {"query": "Durand, Jeanne", "limit": 3}, "q1": {"query": "Mme Durand", "limit": 3}}),
    );
    for key in ["q0", "q1"] {
        let best = &guess[key]["result"][0];
        assert_eq!(best["type"][0]["id"], "Person", "{guess}");
        assert!(best["score"].is_number() && best["name"].is_string());
        assert!(guess[key]["result"].as_array().unwrap().len() <= 3);
    }
    // A type and a property are chosen with the help of suggestions.
    let types = get(
        &server,
        &format!("{}?prefix=per", path(&manifest["suggest"]["type"])),
    );
    assert_eq!(types["result"][0]["id"], "Person");
    let properties = get(
        &server,
        &format!("{}?prefix=pos", path(&manifest["suggest"]["property"])),
    );
    assert_eq!(properties["result"][0]["id"], "position");
    // With them there is one clear answer, which the name alone does not give.
    let query = json!({"query": "Jeanne Durand", "type": "Person", "type_strict": "should"});
    let result = one(&server, &query);
    assert_eq!(ids(&result[..2]), ["actor/Q10", "actor/name-1"]);
    assert!(
        result.iter().all(|it| it["match"] == false),
        "two people of one name"
    );
    for (property, value) in [
        ("position", json!("Ministre des affaires etrangeres")),
        (
            "wikidata",
            json!(["Q9", "http://www.wikidata.org/entity/Q10"]),
        ),
        ("country", json!({"id": "actor/Q20", "name": "Freedonia"})),
    ] {
        let mut query = query.clone();
        query["properties"] = json!([{"pid": property, "v": value}]);
        let result = one(&server, &query);
        assert_eq!(result[0]["id"], "actor/Q10", "{property}");
        assert_eq!(result[0]["match"], true, "{property}: {result:?}");
        assert_eq!(result[1]["match"], false);
        let features = result[0]["features"].as_array().unwrap();
        assert!(
            features
                .iter()
                .any(|it| it["id"] == format!("property_{property}")),
            "{features:?}"
        );
    }
    // A cell is looked at.
    let preview = manifest["preview"]["url"].as_str().unwrap();
    let preview = preview.replace("{{id}}", &encode("actor/Q10"));
    let page = server.get(preview.strip_prefix(root).unwrap(), "text/html");
    assert_eq!((page.status, page.media_type()), (200, "text/html"));
    assert!(
        page.body.contains("Jeanne Durand")
            && page.body.contains("ministre des affaires étrangères")
    );
    let view = manifest["view"]["url"].as_str().unwrap();
    let view = view.replace("{{id}}", &encode("actor/Q10"));
    let view = server.get(view.strip_prefix(root).unwrap(), "text/html");
    assert_eq!((view.status, view.header("location")), (303, "/actor/Q10"));
    // A person is typed by hand.
    let entity = path(&manifest["suggest"]["entity"]);
    let found = get(&server, &format!("{entity}?prefix=jeanne%20du"));
    assert_eq!(found["result"][0]["name"], "Jeanne Durand");
    assert_eq!(found["result"][0]["notable"][0]["id"], "Person");
    let next = get(&server, &format!("{entity}?prefix=jeanne%20du&cursor=1"));
    assert_eq!(next["result"][0], found["result"][1]);
    // Columns are added.
    let proposed = get(
        &server,
        &format!(
            "{}?type=Meeting&limit=2",
            path(&manifest["extend"]["propose_properties"])
        ),
    );
    assert_eq!(proposed["properties"].as_array().unwrap().len(), 2);
    let wanted = json!({"ids": ["meeting/k2", "meeting/none"], "properties": [
        {"id": "date"}, {"id": "participant", "settings": {"limit": "1"}}, {"id": "place"}, {"id": "reports"}]});
    let extended = post(&server, "extend", &wanted);
    assert_eq!(extended["meta"][1]["type"]["id"], "Actor");
    assert_eq!(
        extended["rows"],
        json!({
            "meeting/k2": {
                "date": [{"date": "2016-07-20T00:00:00"}],
                "participant": [{"id": "actor/Q10", "name": "Jeanne Durand"}],
                "place": [{"id": "place/Q20", "name": "Freedonia"}],
                "reports": [{"int": 2}],
            },
            "meeting/none": {"date": [], "participant": [], "place": [], "reports": []},
        })
    );
}

#[test]
fn only_a_single_clear_winner_is_a_match() {
    let server = server();
    let matched = |query: Value| {
        let result = one(&server, &query);
        let matches = result.iter().filter(|it| it["match"] == true);
        matches
            .map(|it| it["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(matched(json!({"query": "FREEDONIE"})), ["actor/Q20"]);
    assert!(
        matched(json!({"query": "Freedonia"})).is_empty(),
        "the state or the place"
    );
    assert_eq!(
        matched(json!({"query": "Freedonia", "type": "Country"})),
        ["actor/Q20"]
    );
    assert_eq!(
        matched(json!({"query": "freedonia", "type": ["Place"]})),
        ["place/Q20"]
    );
    assert_eq!(matched(json!({"query": "strelsau league"})), ["actor/Q30"]);
    assert!(
        matched(json!({"query": "Ligue de Strelso"})).is_empty(),
        "nearly is not the same"
    );
    assert_eq!(matched(json!({"query": "actor/Q30"})), ["actor/Q30"]);
    assert_eq!(matched(json!({"query": "Q10"})), ["actor/Q10"]);
    assert_eq!(
        matched(json!({"properties": [{"pid": "wikidata", "v": "Q10"}]})),
        ["actor/Q10"]
    );
    let near = one(&server, &json!({"query": "Ligue de Strelso"}));
    assert_eq!(near[0]["id"], "actor/Q30");
    let scores: Vec<f64> = near
        .iter()
        .map(|it| it["score"].as_f64().unwrap())
        .collect();
    assert!(scores.is_sorted_by(|one, other| one >= other) && scores[0] < 95.0);
    assert!(
        one(&server, &json!({"query": "a diplomat Durand"}))
            .iter()
            .all(|it| it["score"] != 100.0)
    );
    assert!(one(&server, &json!({"query": "Xyzzy Plugh"})).is_empty());
    assert!(
        one(
            &server,
            &json!({"query": "Jeanne Durand", "type": "Country"})
        )
        .is_empty()
    );
    let dated = json!({"query": "Jeanne Durand, Freedonia", "type": "Meeting", "properties": [{"pid": "date", "v": "2016-07"}]});
    assert_eq!(one(&server, &dated)[0]["id"], "meeting/k2");
}

#[test]
fn a_batch_is_the_same_by_get_and_post_and_each_query_alone() {
    let server = server();
    let batch = json!({"a": {"query": "Freedonia"}, "b": {"query": "Jeanne Durand", "limit": 1}});
    let posted = post(&server, "queries", &batch);
    let got = get(
        &server,
        &format!("/reconcile?queries={}", encode(&batch.to_string())),
    );
    assert_eq!(got, posted);
    assert_eq!(posted["b"]["result"].as_array().unwrap().len(), 1);
    assert_eq!(
        posted["a"]["result"],
        Value::Array(one(&server, &batch["a"]))
    );
}

#[test]
fn version_one_asks_the_same_matcher() {
    let server = server();
    let ask = |queries: Value| {
        let body = json!({ "queries": queries }).to_string();
        let json_body = [("content-type", "application/json")];
        let told = ["/reconcile/match", "/reconcile/1.0/match"].map(|path| {
            let reply = server.send("POST", path, &json_body, &body);
            assert_eq!(reply.status, 200, "{}", reply.body);
            serde_json::from_str::<Value>(&reply.body).unwrap()
        });
        assert_eq!(told[0], told[1]);
        told[0]["results"].as_array().unwrap().clone()
    };
    let results = ask(json!([
        {"type": "Person", "conditions": [{"matchType": "name", "propertyValue": "Jeanne Durand"}]},
        {"conditions": [{"matchType": "id", "propertyValue": "actor/Q30"}]},
        {"conditions": [
            {"matchType": "name", "propertyValue": "Jeanne Durand"},
            {"matchType": "property", "propertyId": "position", "propertyValue": ["députée"], "required": true}]},
        {"conditions": [
            {"matchType": "name", "propertyValue": "Jeanne Durand"},
            {"matchType": "property", "propertyId": "position", "propertyValue": "députée", "required": true, "matchQuantifier": "none"}]},
    ]));
    let found = |at: usize| ids(results[at]["candidates"].as_array().unwrap());
    assert_eq!(found(0), ["actor/Q10", "actor/name-1"]);
    assert_eq!(found(1), ["actor/Q30"]);
    assert_eq!(results[1]["candidates"][0]["match"], true);
    assert_eq!(found(2), ["actor/name-1"]);
    assert_eq!(found(3).first(), Some(&"actor/Q10"));
    assert!(!found(3).contains(&"actor/name-1"));
    for feature in results[0]["candidates"][0]["features"].as_array().unwrap() {
        assert!(feature["name"].is_string(), "{feature}");
    }
}

#[test]
fn version_one_has_its_services_below_its_manifest() {
    let server = server();
    let manifest = get(&server, "/reconcile/1.0");
    assert_eq!(manifest["versions"], json!(["1.0-draft"]));
    let view = manifest["view"]["url"].as_str().unwrap();
    assert!(view.ends_with("/reconcile/view?id={id}"), "{view}");
    assert!(manifest["preview"]["width"].is_number() && manifest["preview"]["url"].is_null());
    for of in ["entity", "property", "type"] {
        assert_eq!(manifest["suggest"][of], true);
        let told = get(&server, &format!("/reconcile/1.0/suggest/{of}?prefix=p"));
        assert!(told["result"].is_array(), "{told}");
    }
    assert_eq!(manifest["extend"]["proposeProperties"], true);
    let setting = &manifest["extend"]["propertySettings"][0];
    assert_eq!(
        (&setting["id"], &setting["type"]),
        (&json!("limit"), &json!("number"))
    );
    let proposed = get(&server, "/reconcile/1.0/extend/propose?type=Person");
    assert!(!proposed["properties"].as_array().unwrap().is_empty());
    let page = server.get("/reconcile/1.0/preview?id=actor%2FQ10", "text/html");
    assert!(page.status == 200 && page.body.contains("Jeanne Durand"));
    // Rows come in the order of the entities, cells in that of the properties.
    let query = json!({
        "ids": ["meeting/k2", "actor/Q30", "meeting/k2"],
        "properties": [{"id": "participant", "settings": {"limit": 1}}, {"id": "date"}],
    });
    let json_body = [("content-type", "application/json")];
    let told = server.send(
        "POST",
        "/reconcile/1.0/extend",
        &json_body,
        &query.to_string(),
    );
    assert_eq!(told.status, 200, "{}", told.body);
    let told: Value = serde_json::from_str(&told.body).unwrap();
    let meeting = json!({"id": "meeting/k2", "properties": [
        {"id": "participant", "values": [{"id": "actor/Q10", "name": "Jeanne Durand"}]},
        {"id": "date", "values": [{"date": "2016-07-20T00:00:00"}]},
    ]});
    let league = json!({"id": "actor/Q30", "properties": [
        {"id": "participant", "values": []}, {"id": "date", "values": []},
    ]});
    assert_eq!(told["rows"], json!([meeting, league, meeting]));
    assert_eq!(told["meta"][1]["id"], "date");
    let error = server.send("POST", "/reconcile/1.0/extend", &json_body, "{}");
    assert_eq!(error.status, 400, "{}", error.body);
}

#[test]
fn what_is_not_right_is_told() {
    let server = server();
    for (query, why) in [
        ("queries=%7B", "`queries` cannot be read"),
        (
            "queries=%7B%22a%22%3A%7B%7D%7D",
            "`query`, `properties`, or both",
        ),
        (
            "queries=%7B%22a%22%3A%7B%22query%22%3A%22a%22%2C%22limit%22%3A0%7D%7D",
            "from 1 to 100",
        ),
        (
            "queries=%7B%22a%22%3A%7B%22query%22%3A%22a%22%2C%22typ%22%3A%22a%22%7D%7D",
            "unknown field",
        ),
        ("queries=%7B%7D&extend=%7B%7D", "not both"),
        (
            "extend=%7B%22ids%22%3A%5B%5D%2C%22properties%22%3A%5B%7B%22id%22%3A%22x%22%7D%5D%7D",
            "no property `x`",
        ),
        ("callback=alert(1)", "not the name of a function"),
    ] {
        let reply = server.get(&format!("/reconcile?{query}"), "*/*");
        assert_eq!(reply.status, 400, "{query}: {}", reply.body);
        assert!(reply.body.contains(why), "{query}: {}", reply.body);
    }
    let many: serde_json::Map<String, Value> = (0..101)
        .map(|n| (n.to_string(), json!({"query": "a"})))
        .collect();
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = format!("queries={}", encode(&Value::Object(many).to_string()));
    assert_eq!(server.send("POST", "/reconcile", &form, &body).status, 413);
    let json_body = [("content-type", "application/json")];
    assert_eq!(
        server.send("POST", "/reconcile", &json_body, "{}").status,
        415
    );
    assert_eq!(
        server
            .send("POST", "/reconcile/match", &json_body, "{}")
            .status,
        400
    );
    for path in [
        "/reconcile/preview?id=actor/none",
        "/reconcile/suggest/x",
        "/reconcile/view?id=",
        "/reconcile/view?id=%C3%95%1B",
    ] {
        assert_eq!(server.get(path, "*/*").status, 404, "{path}");
    }
    // A header holds ASCII only.
    let view = server.get("/reconcile/view?id=actor/%C3%A9", "*/*");
    assert_eq!(
        (view.status, view.header("location")),
        (303, "/actor/%C3%A9")
    );
}

#[test]
fn old_clients_may_have_their_callback() {
    let server = server();
    let reply = server.get("/reconcile?callback=jsonp_1.cb$", "*/*");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.media_type(), "text/javascript");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    let json = reply
        .body
        .strip_prefix("/**/jsonp_1.cb$(")
        .unwrap()
        .strip_suffix(");")
        .unwrap();
    assert!(serde_json::from_str::<Value>(json).unwrap()["versions"].is_array());
}
