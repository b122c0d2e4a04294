//! One constant for each ontology term that we emit, as full IRIs.
//!
//! [`dm`] and [`code`] are ours and agree with `ontology/demarche.ttl` and `ontology/codes.ttl` both
//! ways (a test holds them together). The others are the terms that we borrow.

/// A module of IRI constants in one namespace: `PREFIX` is the namespace, `ALL` every term of the module.
macro_rules! vocabulary {
    ($(#[$about:meta])* $module:ident, $namespace:literal, $($NAME:ident = $local:literal)*) => {
        $(#[$about])*
        pub mod $module {
            /// The namespace.
            pub const PREFIX: &str = $namespace;
            $(
                #[doc = concat!("`", $namespace, $local, "`")]
                pub const $NAME: &str = concat!($namespace, $local);
            )*
            /// Every term of this module.
            pub const ALL: &[&str] = &[$($NAME),*];
        }
    };
}

vocabulary! {
    /// The ontology of this project.
    dm, "https://w3id.org/demarche/ns#",
    ACTOR = "Actor"
    UNNAMED_SOURCE = "UnnamedSource"
    COLLECTIVE = "Collective"
    STATEMENT = "Statement"
    PROPOSAL = "Proposal"
    TERM = "Term"
    MEETING = "Meeting"
    STATUS_CHANGE = "StatusChange"
    RELAY_CLASS = "Relay"
    CANDIDATE_CLASS = "Candidate"
    DOCUMENT = "Document"
    ARTICLE = "Article"
    EVIDENCE_CLASS = "Evidence"
    PLACE_CLASS = "Place"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    SPEECH_ACT = "speechAct"
    STATEMENT_KIND = "statementKind"
    MODALITY = "modality"
    POLARITY = "polarity"
    ABOUT = "about"
    QUOTE = "quote"
    CONTENT = "content"
    CUE = "cue"
    VIA = "via"
    RELAY = "relay"
    RELAYER = "relayer"
    STEP = "step"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    PROPOSER = "proposer"
    HAS_TERM = "hasTerm"
    TERM_ROLE = "termRole"
    OBLIGES = "obliges"
    HAS_STATUS = "hasStatus"
    STATUS = "status"
    CURRENT_STATUS = "currentStatus"
    PARTICIPANT = "participant"
    HOST = "host"
    PLACE = "place"
    MEETING_KIND = "meetingKind"
    DATE = "date"
    EDTF = "edtf"
    EARLIEST = "earliest"
    LATEST = "latest"
    DATE_TEXT = "dateText"
    PUBLISHED_HOW = "publishedHow"
    ACTOR_TYPE = "actorType"
    POSITION = "position"
    LINK_REASON = "linkReason"
    CANDIDATE = "candidate"
    ITEM = "item"
    SCORE = "score"
    AGENCY = "agency"
    SKETCH = "sketch"
    COPY_OF = "copyOf"
    EVIDENCE = "evidence"
    CONFIDENCE = "confidence"
    RULE = "rule"
    RECORD_OF = "recordOf"
    REPORTED_IN = "reportedIn"
    REPORTS = "reports"
    SOURCES = "sources"
    SEARCH_TEXT = "searchText"
    SEARCH_SCORE = "searchScore"
    SEARCH_SNIPPET = "searchSnippet"
    SEARCH_LANGUAGE = "searchLanguage"
    SEARCH_ACTOR = "searchActor"
    SEARCH_FROM = "searchFrom"
    SEARCH_TO = "searchTo"
    SEARCH_LIMIT = "searchLimit"
}

vocabulary! {
    /// The code lists: `LIST_VALUE`.
    code, "https://w3id.org/demarche/code/",
    ACTOR_TYPE_PERSON = "actor-type-person"
    ACTOR_TYPE_ORGANIZATION = "actor-type-organization"
    ACTOR_TYPE_COUNTRY = "actor-type-country"
    ACTOR_TYPE_GROUP = "actor-type-group"
    ACTOR_TYPE_OFFICE = "actor-type-office"
    ACTOR_TYPE_DOCUMENT = "actor-type-document"
    ACTOR_TYPE_UNNAMED = "actor-type-unnamed"
    STATEMENT_KIND_DIRECT = "statement-kind-direct"
    STATEMENT_KIND_INDIRECT = "statement-kind-indirect"
    STATEMENT_KIND_MIXED = "statement-kind-mixed"
    ACT_ASSERT = "act-assert"
    ACT_ANNOUNCE = "act-announce"
    ACT_CONFIRM = "act-confirm"
    ACT_DENY = "act-deny"
    ACT_PROMISE = "act-promise"
    ACT_DEMAND = "act-demand"
    ACT_PROPOSE = "act-propose"
    ACT_ACCEPT = "act-accept"
    ACT_REJECT = "act-reject"
    ACT_ACCUSE = "act-accuse"
    ACT_WARN = "act-warn"
    ACT_HOPE = "act-hope"
    ACT_DECLINE = "act-decline"
    ACT_PRAISE = "act-praise"
    ACT_CRITICISE = "act-criticise"
    MODALITY_STATED = "modality-stated"
    MODALITY_PLANNED = "modality-planned"
    MODALITY_HOPED = "modality-hoped"
    MODALITY_HEARSAY = "modality-hearsay"
    MODALITY_HYPOTHETICAL = "modality-hypothetical"
    POLARITY_POSITIVE = "polarity-positive"
    POLARITY_NEGATIVE = "polarity-negative"
    PROPOSAL_STATUS_DRAFTED = "proposal-status-drafted"
    PROPOSAL_STATUS_PROPOSED = "proposal-status-proposed"
    PROPOSAL_STATUS_UNDER_DISCUSSION = "proposal-status-under-discussion"
    PROPOSAL_STATUS_AGREED = "proposal-status-agreed"
    PROPOSAL_STATUS_REJECTED = "proposal-status-rejected"
    PROPOSAL_STATUS_WITHDRAWN = "proposal-status-withdrawn"
    PROPOSAL_STATUS_IMPLEMENTED = "proposal-status-implemented"
    TERM_ROLE_OFFERED = "term-role-offered"
    TERM_ROLE_REQUESTED = "term-role-requested"
    TERM_ROLE_CONDITION = "term-role-condition"
    TERM_ROLE_COUNTERPART = "term-role-counterpart"
    TERM_ROLE_JOINT = "term-role-joint"
    MEETING_STATUS_PLANNED = "meeting-status-planned"
    MEETING_STATUS_HELD = "meeting-status-held"
    MEETING_STATUS_ONGOING = "meeting-status-ongoing"
    MEETING_STATUS_POSTPONED = "meeting-status-postponed"
    MEETING_STATUS_CANCELLED = "meeting-status-cancelled"
    MEETING_STATUS_DENIED = "meeting-status-denied"
    MEETING_STATUS_PROPOSED = "meeting-status-proposed"
    MEETING_KIND_BILATERAL = "meeting-kind-bilateral"
    MEETING_KIND_MULTILATERAL = "meeting-kind-multilateral"
    MEETING_KIND_CALL = "meeting-kind-call"
    MEETING_KIND_VISIT = "meeting-kind-visit"
    MEETING_KIND_SITTING = "meeting-kind-sitting"
    MEETING_KIND_ROUND = "meeting-kind-round"
    DATE_SOURCE_METADATA = "date-source-metadata"
    DATE_SOURCE_DATELINE = "date-source-dateline"
    DATE_SOURCE_INFERRED = "date-source-inferred"
}

vocabulary! {
    /// RDF.
    rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    TYPE = "type"
}

vocabulary! {
    /// RDF Schema.
    rdfs, "http://www.w3.org/2000/01/rdf-schema#",
    LABEL = "label"
}

vocabulary! {
    /// XML Schema datatypes.
    xsd, "http://www.w3.org/2001/XMLSchema#",
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    G_YEAR_MONTH = "gYearMonth"
    G_YEAR = "gYear"
    DATE_TIME = "dateTime"
    ANY_URI = "anyURI"
}

vocabulary! {
    /// The datatype of EDTF dates.
    edtf, "http://id.loc.gov/datatypes/edtf/",
    EDTF = "EDTF"
}

vocabulary! {
    /// SKOS.
    skos, "http://www.w3.org/2004/02/skos/core#",
    ALT_LABEL = "altLabel"
    PREF_LABEL = "prefLabel"
    EXACT_MATCH = "exactMatch"
}

vocabulary! {
    /// Web Annotation: selectors of evidence.
    oa, "http://www.w3.org/ns/oa#",
    HAS_SOURCE = "hasSource"
    HAS_SELECTOR = "hasSelector"
    TEXT_QUOTE_SELECTOR = "TextQuoteSelector"
    TEXT_POSITION_SELECTOR = "TextPositionSelector"
    EXACT = "exact"
    PREFIX_ = "prefix"
    SUFFIX = "suffix"
    START = "start"
    END = "end"
}

vocabulary! {
    /// PROV-O.
    prov, "http://www.w3.org/ns/prov#",
    ACTIVITY = "Activity"
    BUNDLE = "Bundle"
    STARTED_AT_TIME = "startedAtTime"
    USED = "used"
    WAS_DERIVED_FROM = "wasDerivedFrom"
    WAS_GENERATED_BY = "wasGeneratedBy"
    WAS_REVISION_OF = "wasRevisionOf"
}

vocabulary! {
    /// schema.org.
    schema, "http://schema.org/",
    COUNTRY = "Country"
    NEWS_MEDIA_ORGANIZATION = "NewsMediaOrganization"
    HEADLINE = "headline"
    IN_LANGUAGE = "inLanguage"
    DATE_PUBLISHED = "datePublished"
    PUBLISHER = "publisher"
    URL = "url"
    SHA256 = "sha256"
    SOFTWARE_VERSION = "softwareVersion"
}

vocabulary! {
    /// FOAF.
    foaf, "http://xmlns.com/foaf/0.1/",
    PERSON = "Person"
    PRIMARY_TOPIC = "primaryTopic"
}

vocabulary! {
    /// The W3C organization ontology.
    org, "http://www.w3.org/ns/org#",
    ORGANIZATION = "Organization"
}

vocabulary! {
    /// Dublin Core terms.
    dct, "http://purl.org/dc/terms/",
    CREATED = "created"
    CREATOR = "creator"
    IS_REPLACED_BY = "isReplacedBy"
    LICENSE = "license"
    PUBLISHER = "publisher"
    SOURCE = "source"
    SUBJECT = "subject"
}

vocabulary! {
    /// PAV: when a source was fetched.
    pav, "http://purl.org/pav/",
    RETRIEVED_ON = "retrievedOn"
}

vocabulary! {
    /// Nanopublications.
    np, "http://www.nanopub.org/nschema#",
    NANOPUBLICATION = "Nanopublication"
    HAS_ASSERTION = "hasAssertion"
    HAS_PROVENANCE = "hasProvenance"
    HAS_PUBLICATION_INFO = "hasPublicationInfo"
}

vocabulary! {
    /// Wikidata entities.
    wd, "http://www.wikidata.org/entity/",
}

vocabulary! {
    /// Hydra: documents in pages.
    hydra, "http://www.w3.org/ns/hydra/core#",
    PARTIAL_COLLECTION_VIEW = "PartialCollectionView"
    VIEW = "view"
    FIRST = "first"
    PREVIOUS = "previous"
    NEXT = "next"
    LAST = "last"
}

/// What the IRIs of the selectors of a passage have behind that of the passage: its words, and its place.
pub const SELECTORS: [&str; 2] = ["-quote", "-position"];

/// The properties that we emit, ours and those that we borrow.
pub fn properties() -> impl Iterator<Item = &'static str> {
    let vocabularies = [
        dm::ALL,
        rdf::ALL,
        rdfs::ALL,
        skos::ALL,
        oa::ALL,
        prov::ALL,
        schema::ALL,
        foaf::ALL,
        org::ALL,
        dct::ALL,
        pav::ALL,
    ];
    let terms = vocabularies.into_iter().flatten().copied();
    // Classes begin with a capital.
    terms.filter(|iri| {
        iri.rsplit(['#', '/'])
            .next()
            .is_some_and(|name| name.starts_with(char::is_lowercase))
    })
}

/// Whether an id has the form of those that items of Wikidata have: `Q22316`.
pub fn is_item(id: &str) -> bool {
    id.strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()))
}
