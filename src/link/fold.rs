//! Names made comparable: case, accents, apostrophes and hyphens do not count.

use unicode_normalization::UnicodeNormalization;

/// A name as a look-up key: lower case, without accents, hyphens and dots as spaces, single spaces.
///
/// *Recep Tayyip Erdoğan* and *Recep Tayyip Erdogan*, *el-Assad* and *el Assad* become equal.
pub fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    each_folded(name, |c| key.push(c));
    key
}

/// The key of a name as a number (FNV-1a of its folded letters), for indexes of many names.
pub fn fold_hash(name: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    each_folded(name, |c| {
        hash = (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    });
    hash
}

fn each_folded(name: &str, mut give: impl FnMut(char)) {
    let (mut started, mut gap) = (false, false);
    let mut push = |c: char| {
        let c = match c {
            'a'..='z' => c,
            '\'' | '’' | 'ʼ' | 'ʻ' | '`' => '\'',
            c if c.is_alphanumeric() => c,
            _ => {
                gap = started;
                return;
            }
        };
        if gap {
            give(' ');
        }
        (started, gap) = (true, false);
        give(c);
    };
    if name.is_ascii() {
        name.chars().for_each(|c| push(c.to_ascii_lowercase()));
    } else {
        plain(name)
            .chars()
            .flat_map(char::to_lowercase)
            .for_each(push);
    }
}

/// A name as a typewriter without accents would have it: *Recep Tayyip Erdogan*, *Etats-Unis*.
pub fn plain(name: &str) -> String {
    name.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'Ł' => 'L',
            'đ' => 'd',
            'Đ' => 'D',
            'ø' => 'o',
            'Ø' => 'O',
            'ə' => 'e',
            'Ə' => 'E',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_hyphens_do_not_count() {
        assert_eq!(fold("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
        assert_eq!(fold("Bachar el-Assad"), "bachar el assad");
        assert_eq!(fold("U.S."), "u s");
        assert_eq!(fold("N’Djamena"), "n'djamena");
    }

    #[test]
    fn plain_keeps_case() {
        assert_eq!(plain("États-Unis"), "Etats-Unis");
        assert_eq!(plain("Binali Yıldırım"), "Binali Yildirim");
    }
}
