//! How deep JSON is nested.

use super::{Exceeded, Limit, Limits};

pub(super) fn check(limits: &Limits, bytes: &[u8]) -> Result<(), Exceeded> {
    let mut depth = 0_usize;
    let mut bytes = bytes.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                limits.check(Limit::DocumentNesting, depth)?;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let mut length = 0;
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => {
                            bytes.next();
                        }
                        _ => {}
                    }
                    length += 1;
                }
                limits.check(Limit::Literal, length)?;
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_count_outside_of_strings() {
        let limits = Limits::default();
        let nested = |count: usize| format!("{}{}", "[{\"a\":".repeat(count), "}]".repeat(count));
        assert!(limits.json(nested(50).as_bytes()).is_ok());
        assert!(limits.json(nested(51).as_bytes()).is_err());
        assert!(
            limits
                .json(format!("[{}\"{}\\\"\"]", "[],".repeat(500), "[".repeat(500)).as_bytes())
                .is_ok()
        );
        assert!(limits.json(&vec![b'['; 20_000]).is_err());
    }
}
