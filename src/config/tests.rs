//! Where settings come from, and which win.

use super::*;
use serde_json::json;

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

#[test]
fn flags_win_over_the_file_and_the_file_over_defaults() {
    let file = file("store = \"mine\"\nport = 80\n");
    let settings = Settings::settle(
        &[json!({"port": 81}), json!({"host": null})],
        Some(file.path()),
    )
    .unwrap();
    assert_eq!(settings.store, PathBuf::from("mine"));
    assert_eq!(settings.port, 81);
    assert_eq!(settings.host, "127.0.0.1");
}

#[test]
fn a_bad_key_is_an_error_that_names_file_line_and_keys() {
    let file = file("port = 80\nprot = 81\n");
    let message = Settings::settle(&[], Some(file.path()))
        .unwrap_err()
        .to_string();
    assert!(
        message.starts_with(&format!("{}:2: ", file.path().display())),
        "{message}"
    );
    assert!(
        message.contains("`prot`") && message.contains("`port`"),
        "{message}"
    );
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let error = Settings::settle(&[], Some(Path::new("nowhere/demarche.toml"))).unwrap_err();
    assert!(error.to_string().contains("nowhere/demarche.toml"));
}

#[test]
fn publishing_has_a_table_of_its_own() {
    for text in [
        "publish.full_text = true\n",
        "[publish]\nfull-text = true\n",
        "publish-full-text = true\n",
    ] {
        let file = file(text);
        let settings = Settings::settle(&[], Some(file.path())).unwrap();
        assert!(settings.publish_full_text, "{text}");
        let typed = json!({"publish-full-text": false});
        let settings = Settings::settle(&[typed], Some(file.path())).unwrap();
        assert!(!settings.publish_full_text, "{text}");
    }
    assert!(!Settings::settle(&[], None).unwrap().publish_full_text);
}

#[test]
fn services_have_a_table_of_their_own() {
    let file = file("[service]\nwikidata = \"off\"\nallow = [\"https://a.org/sparql\"]\n");
    let settings = Settings::settle(&[], Some(file.path())).unwrap();
    assert_eq!(settings.service_wikidata, ServiceWikidata::Off);
    assert_eq!(settings.service_allow, ["https://a.org/sparql"]);
    let typed =
        json!({"service-wikidata": "remote", "service-allow": "https://b.org/, https://c.org/"});
    let settings = Settings::settle(&[typed], Some(file.path())).unwrap();
    assert_eq!(settings.service_wikidata, ServiceWikidata::Remote);
    assert_eq!(settings.service_allow, ["https://b.org/", "https://c.org/"]);
    assert_eq!(
        Settings::settle(&[], None).unwrap().service_wikidata,
        ServiceWikidata::Local
    );
}

#[test]
fn limits_are_settled_one_by_one() {
    let file = file("[limits]\nnesting = 7\njoins = 8\n");
    let typed = json!({"limits": "joins=9, path=3"});
    let settings = Settings::settle(&[typed], Some(file.path())).unwrap();
    let told: Vec<_> = settings
        .limits
        .iter()
        .map(|(a, b)| format!("{a}={b}"))
        .collect();
    assert_eq!(told, ["joins=9", "nesting=7", "path=3"]);
    let error = Settings::settle(&[json!({"limits": "joins"})], None).unwrap_err();
    assert!(error.to_string().contains("`joins`"), "{error}");
}

#[test]
fn a_base_must_be_an_address() {
    let error = Settings::settle(&[json!({"base": "example"})], None).unwrap_err();
    assert!(error.to_string().contains("`example`"));
}
