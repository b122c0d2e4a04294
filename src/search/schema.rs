//! The fields of the index.

use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{RawTokenizer, TokenizerManager};

use super::words::{Forms, Parts};
use super::{Entry, Language};

/// Fields that are also read as columns.
pub(super) const KIND: &str = "kind";
pub(super) const LANGUAGE: &str = "language";
pub(super) const DAY: &str = "day";
pub(super) const LATEST: &str = "latest";
pub(super) const ACTOR: &str = "actor";
pub(super) const OUTLET: &str = "outlet";
pub(super) const ACT: &str = "act";
pub(super) const FIRST: &str = "first";
pub(super) const LAST: &str = "last";
pub(super) const NEWS: &str = "news";
pub(super) const MET: &str = "met";
pub(super) const VENUE: &str = "venue";
pub(super) const SOURCE: &str = "source";

/// Handles of the fields, in the order in which [`Fields::schema`] makes them.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) iri: Field,
    pub(super) kind: Field,
    pub(super) language: Field,
    pub(super) day: Field,
    latest: Field,
    pub(super) actor: Field,
    pub(super) class: Field,
    pub(super) outlet: Field,
    pub(super) act: Field,
    /// Who it is to whom.
    pub(super) role: Field,
    first: Field,
    last: Field,
    news: Field,
    met: Field,
    venue: Field,
    source: Field,
    /// Words as they are, in any language.
    pub(super) plain: Field,
    french: Field,
    english: Field,
    /// Words of names.
    pub(super) name: Field,
    /// Whole names, folded; first those that are shown.
    pub(super) key: Field,
    /// How many those are.
    pub(super) shown: Field,
}

impl Fields {
    pub(super) fn schema() -> Schema {
        let mut schema = Schema::builder();
        let words = |parts: &str| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(parts)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions),
            )
        };
        let exact = || {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer("raw")
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            )
        };
        schema.add_text_field("iri", STRING | STORED);
        schema.add_u64_field(KIND, INDEXED | FAST | STORED);
        schema.add_u64_field(LANGUAGE, INDEXED | FAST);
        schema.add_i64_field(DAY, INDEXED | FAST);
        schema.add_i64_field(LATEST, FAST);
        schema.add_text_field(ACTOR, exact().set_fast("raw"));
        schema.add_text_field("class", exact());
        schema.add_text_field("plain", words("plain"));
        schema.add_text_field("fr", words("fr"));
        schema.add_text_field("en", words("en"));
        schema.add_text_field("name", words("plain"));
        schema.add_text_field("key", exact().set_stored());
        schema.add_u64_field("shown", STORED);
        schema.add_text_field(OUTLET, exact().set_fast("raw"));
        schema.add_text_field(ACT, exact().set_fast("raw"));
        schema.add_text_field("role", exact());
        schema.add_i64_field(FIRST, FAST);
        schema.add_i64_field(LAST, FAST);
        schema.add_i64_field(NEWS, FAST);
        for column in [MET, VENUE, SOURCE] {
            schema.add_text_field(column, TextOptions::default().set_fast("raw"));
        }
        schema.build()
    }

    pub(super) fn of() -> Self {
        let field = Field::from_field_id;
        Self {
            iri: field(0),
            kind: field(1),
            language: field(2),
            day: field(3),
            latest: field(4),
            actor: field(5),
            class: field(6),
            plain: field(7),
            french: field(8),
            english: field(9),
            name: field(10),
            key: field(11),
            shown: field(12),
            outlet: field(13),
            act: field(14),
            role: field(15),
            first: field(16),
            last: field(17),
            news: field(18),
            met: field(19),
            venue: field(20),
            source: field(21),
        }
    }

    /// The field of words that are stemmed.
    pub(super) fn text(&self, language: Language) -> Field {
        match language {
            Language::French => self.french,
            Language::English => self.english,
        }
    }

    /// An entry as the index takes it.
    pub(super) fn document(&self, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.iri, &entry.iri);
        for kind in &entry.kinds {
            document.add_u64(self.kind, kind.number());
        }
        let mut languages: Vec<Language> = entry.texts.iter().map(|(it, _)| *it).collect();
        languages.sort_unstable();
        languages.dedup();
        for language in languages {
            document.add_u64(self.language, number(language));
        }
        for day in &entry.days {
            document.add_i64(self.day, *day);
        }
        if let Some(latest) = entry.days.iter().max() {
            document.add_i64(self.latest, *latest);
        }
        for actor in &entry.actors {
            document.add_text(self.actor, actor);
        }
        for outlet in &entry.outlets {
            document.add_text(self.outlet, outlet);
        }
        for act in &entry.acts {
            document.add_text(self.act, act);
        }
        for role in &entry.roles {
            document.add_text(self.role, role);
        }
        if let Some(first) = entry.first {
            document.add_i64(self.first, first);
        }
        if let Some(last) = entry.last {
            document.add_i64(self.last, last);
        }
        for day in &entry.news {
            document.add_i64(self.news, *day);
        }
        for (field, names) in [
            (self.met, &entry.met),
            (self.venue, &entry.venues),
            (self.source, &entry.sources),
        ] {
            for name in names {
                document.add_text(field, name);
            }
        }
        for class in &entry.classes {
            document.add_text(self.class, class);
        }
        for (language, text) in &entry.texts {
            document.add_text(self.text(*language), text);
            document.add_text(self.plain, text);
        }
        for label in entry.labels.iter().chain(&entry.names) {
            document.add_text(self.plain, label);
        }
        document.add_u64(self.shown, entry.shown as u64);
        let mut forms = Forms::new();
        for name in &entry.names {
            document.add_text(self.name, name);
            document.add_text(self.key, forms.key(name));
        }
        document
    }
}

/// How the index numbers languages.
pub(super) fn number(language: Language) -> u64 {
    language as u64
}

/// What takes texts apart, by the names that [`Fields::schema`] uses.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register("raw", RawTokenizer::default());
    manager.register("plain", Parts::of(None));
    manager.register("fr", Parts::of(Some(Language::French)));
    manager.register("en", Parts::of(Some(Language::English)));
    manager
}
