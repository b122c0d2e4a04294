//! The rules.

pub(in crate::extract) mod event;
pub(in crate::extract) mod meeting;
pub(in crate::extract) mod proposal;
