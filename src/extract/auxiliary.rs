//! The auxiliaries of French, in the forms that prose has, without accents: *a* is *à* too.

/// Forms of *avoir* with which a perfect begins.
pub(super) fn has(word: &str) -> bool {
    matches!(
        word,
        "a" | "ont"
            | "avait"
            | "avaient"
            | "aura"
            | "auront"
            | "aurait"
            | "auraient"
            | "ait"
            | "aient"
            | "ayant"
            | "eut"
            | "eurent"
    )
}

/// Forms of *être* in the third person, and *étant*.
pub(super) fn is(word: &str) -> bool {
    matches!(
        word,
        "est"
            | "sont"
            | "etait"
            | "etaient"
            | "sera"
            | "seront"
            | "serait"
            | "seraient"
            | "soit"
            | "soient"
            | "fut"
            | "furent"
            | "etant"
    )
}
