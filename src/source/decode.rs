//! Bytes to text, by the WHATWG rules.
//!
//! Valid UTF-8 is UTF-8, and its text is the file's text to the last character: line ends stay as
//! they are, and a byte order mark stays as U+FEFF, so that offsets count in the file itself.
//! UTF-16 is told by its mark or by its zeros. Otherwise a declared encoding holds, and without one
//! the encoding is guessed, with windows-1252 as the last resort.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::error::Problem;

/// Bytes looked at to tell UTF-16 from a binary file.
const SAMPLE: usize = 64 * 1024;

/// Decodes a whole file. `declared` is the encoding that the page or the caller names, if any.
///
/// # Errors
/// When the bytes are empty or not text.
pub(super) fn decode(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<String, Problem> {
    let utf16 = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => utf16_by_zeros(&bytes),
    };
    if let Some(encoding) = utf16 {
        return readable(encoding.decode(&bytes).0.into_owned());
    }
    if bytes.contains(&0) {
        return Err(Problem::Binary("it holds zero bytes"));
    }
    if too_many_controls(&bytes) {
        return Err(Problem::Binary("it holds control characters"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return readable(text),
        Err(error) => error.into_bytes(),
    };
    if mostly_utf8(&bytes) {
        return readable(String::from_utf8_lossy(&bytes).into_owned());
    }
    let encoding = declared.unwrap_or_else(|| guess(&bytes));
    readable(encoding.decode(&bytes).0.into_owned())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn readable(text: String) -> Result<String, Problem> {
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(Problem::Empty);
    }
    Ok(text)
}

/// Text in a Latin script has a zero in every other byte of its UTF-16.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE))?;
    let zeros = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    let many = |n: usize| pairs >= 4 && n * 10 > pairs * 7;
    let few = |n: usize| n * 20 <= pairs;
    match () {
        () if many(odd) && few(even) => Some(UTF_16LE),
        () if many(even) && few(odd) => Some(UTF_16BE),
        () => None,
    }
}

/// Texts hold tabs, line ends and form feeds, hardly any other control character.
fn too_many_controls(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .filter(|b| {
            (**b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B)) || **b == 0x7F
        })
        .count();
    controls * 50 > bytes.len()
}

/// UTF-8 with a few broken bytes (a cut file, one wrong quotation mark) is still UTF-8: decoding it
/// as windows-1252 would break every accent.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 3 && bad * 10 <= good
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Le ministre a déclaré : « Où êtes-vous ? »\r\nÀ suivre…\n";

    #[test]
    fn utf8_is_kept_to_the_last_character() {
        assert_eq!(decode(TEXT.into(), None).unwrap(), TEXT);
        let marked = format!("\u{FEFF}{TEXT}");
        assert_eq!(decode(marked.clone().into(), None).unwrap(), marked);
    }

    #[test]
    fn utf16_with_and_without_its_mark() {
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(le.clone(), None).unwrap(), TEXT);
        assert_eq!(decode(be.clone(), None).unwrap(), TEXT);
        assert_eq!(
            decode([&[0xFF, 0xFE], le.as_slice()].concat(), None).unwrap(),
            TEXT
        );
        assert_eq!(
            decode([&[0xFE, 0xFF], be.as_slice()].concat(), None).unwrap(),
            TEXT
        );
    }

    #[test]
    fn windows_1252_is_guessed_and_a_declared_encoding_holds() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        assert_eq!(decode(bytes.into_owned(), None).unwrap(), TEXT);
        let (bytes, _, _) = encoding_rs::ISO_8859_2.encode("Šefčovič řekl, že přijede.");
        assert_eq!(
            decode(bytes.into_owned(), Some(encoding_rs::ISO_8859_2)).unwrap(),
            "Šefčovič řekl, že přijede."
        );
    }

    #[test]
    fn one_broken_byte_does_not_break_every_accent() {
        let mut bytes = "Été, août, décidé, très sûr, Noël, garçon, où, là, ça, né, dû"
            .as_bytes()
            .to_vec();
        bytes.push(0xC3);
        assert!(decode(bytes, None).unwrap().starts_with("Été, août"));
    }

    #[test]
    fn empty_and_binary_are_refused() {
        assert!(matches!(decode(Vec::new(), None), Err(Problem::Empty)));
        assert!(matches!(
            decode(b" \n\t ".to_vec(), None),
            Err(Problem::Empty)
        ));
        assert!(matches!(
            decode(b"%PDF-1.4\n\0\0\x01".to_vec(), None),
            Err(Problem::Binary(_))
        ));
        let noise: Vec<u8> = (1..=255_u8).cycle().take(2000).collect();
        assert!(matches!(decode(noise, None), Err(Problem::Binary(_))));
    }
}
