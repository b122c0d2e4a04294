//! What can go wrong with searching.

/// Any failure of the index.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The search cannot be read.
    #[error("{0}")]
    Question(String),
    /// The index cannot be read or written.
    #[error("the search index failed: {0}")]
    Failed(String),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<tantivy::directory::error::OpenDirectoryError> for SearchError {
    fn from(error: tantivy::directory::error::OpenDirectoryError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
