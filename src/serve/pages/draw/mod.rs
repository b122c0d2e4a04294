//! Pictures that the server draws: a strip of time, a matrix and a network of who met whom, bars, a map. The same rows
//! always give the same picture, and beside each stands the table that it was made from.

mod bars;
mod coverage;
mod map;
mod met;
mod strip;

pub(super) use bars::{BARS, Bars};
pub(super) use map::{Map, Spot, point};

/// A name that fits into a picture.
fn brief(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most - 1).chain(['…']).collect()
}
