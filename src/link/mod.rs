//! Who and what the facts of an article are about: Wikidata ids where they are certain, honest local
//! names where they are not.

pub mod build;
pub mod fold;
pub mod gazetteer;
pub mod position;
pub mod role;
pub mod table;
pub mod tenure;

pub use gazetteer::Gazetteer;
