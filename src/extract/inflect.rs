//! The forms of verbs, from their lemma and, where irregular, their principal parts.

/// What a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Form {
    /// Present, singular or base form.
    Present,
    /// Present, third person plural; English base form.
    PresentPlural,
    /// Simple past or imperfect.
    Past,
    /// Future.
    Future,
    /// Conditional.
    Conditional,
    /// Past participle.
    Participle,
    /// Present participle.
    Gerund,
    /// Infinitive.
    Infinitive,
    /// Subjunctive.
    Subjunctive,
}

/// Whether a word looks like a French past participle: what an auxiliary stands before.
pub(super) fn is_french_participle(word: &str) -> bool {
    let regular = || {
        [
            "é", "ée", "és", "ées", "is", "ise", "ises", "it", "ite", "ites", "u", "ue", "us",
            "ues", "ert", "erte", "erts",
        ]
        .iter()
        .any(|ending| word.ends_with(ending))
    };
    matches!(
        word,
        "dit" | "vu" | "lu" | "mis" | "pu" | "su" | "eu" | "dû"
    ) || word.chars().count() > 3 && regular()
}

/// Whether a word, accents kept, has the form of a participle in -é.
pub(super) fn is_participle_in_e(word: &str) -> bool {
    ["é", "ée", "és", "ées"]
        .iter()
        .any(|ending| word.ends_with(ending))
}

/// Every form of a French verb, given its lemma without reflexive pronoun and its parts, if irregular.
pub(super) fn french(lemma: &str, parts: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(lemma.to_owned(), Form::Infinitive)];
    let parts: Vec<&str> = parts.split_whitespace().collect();
    if let [present, presents, past, pasts, future, participle, stem] = parts[..] {
        forms.push((present.to_owned(), Form::Present));
        forms.push((presents.to_owned(), Form::PresentPlural));
        forms.push((past.to_owned(), Form::Past));
        forms.push((pasts.to_owned(), Form::Past));
        if let Some(base) = presents.strip_suffix("nt") {
            forms.push((base.to_owned(), Form::Subjunctive));
        }
        imperfect(&mut forms, stem);
        future_of(&mut forms, future);
        participles(&mut forms, participle);
    } else if let Some(stem) = lemma.strip_suffix("er") {
        first_group(&mut forms, lemma, stem);
    } else if let Some(stem) = lemma.strip_suffix("ir") {
        forms.push((format!("{stem}it"), Form::Present));
        forms.push((format!("{stem}issent"), Form::PresentPlural));
        forms.push((format!("{stem}irent"), Form::Past));
        forms.push((format!("{stem}isse"), Form::Subjunctive));
        imperfect(&mut forms, &format!("{stem}iss"));
        future_of(&mut forms, lemma);
        participles(&mut forms, &format!("{stem}i"));
    } else if lemma == "faire" {
        for (form, kind) in [
            ("fait", Form::Present),
            ("font", Form::PresentPlural),
            ("fit", Form::Past),
            ("firent", Form::Past),
            ("fasse", Form::Subjunctive),
        ] {
            forms.push((form.to_owned(), kind));
        }
        imperfect(&mut forms, "fais");
        future_of(&mut forms, "fer");
        participles(&mut forms, "fait");
    }
    forms
}

fn first_group(forms: &mut Vec<(String, Form)>, lemma: &str, stem: &str) {
    // `annoncer`: annonçait; `exiger`: exigeait; `répéter`: répète; `appeler`: appelle; `appuyer`: appuie.
    let soft = match stem.chars().next_back() {
        Some('c') => format!("{}ç", stem.trim_end_matches('c')),
        Some('g') => format!("{stem}e"),
        _ => stem.to_owned(),
    };
    let strong = strong_stem(stem);
    let future = match stem.strip_suffix('y') {
        Some(head) => format!("{head}ier"),
        None if strong.ends_with("ll") => format!("{strong}er"),
        None => lemma.to_owned(),
    };
    forms.push((format!("{strong}e"), Form::Present));
    forms.push((format!("{strong}ent"), Form::PresentPlural));
    forms.push((format!("{soft}a"), Form::Past));
    forms.push((format!("{stem}èrent"), Form::Past));
    imperfect(forms, &soft);
    future_of(forms, &future);
    participles(forms, &format!("{stem}é"));
}

fn strong_stem(stem: &str) -> String {
    if let Some(head) = stem.strip_suffix('y') {
        return format!("{head}i");
    }
    if stem.ends_with("ppel") || stem.ends_with("jet") {
        return format!("{stem}{}", stem.chars().next_back().unwrap_or('l'));
    }
    // The last é or mute e before one consonant opens: répéter, répète; marteler, martèle.
    let mut letters: Vec<char> = stem.chars().collect();
    let vowel = letters.len().checked_sub(2).filter(|at| {
        // `inquiéter`: the é opens behind a vowel too; in `jouer` the vowel is no mute e.
        letters.get(*at) == Some(&'é')
            || !matches!(
                at.checked_sub(1).and_then(|at| letters.get(at)),
                Some('e' | 'u' | 'i' | 'a' | 'o')
            )
    });
    if let Some(letter) = vowel.and_then(|at| letters.get_mut(at))
        && matches!(*letter, 'é' | 'e')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u', 'é'])
    {
        *letter = 'è';
    }
    letters.into_iter().collect()
}

fn imperfect(forms: &mut Vec<(String, Form)>, stem: &str) {
    forms.push((format!("{stem}ait"), Form::Past));
    forms.push((format!("{stem}aient"), Form::Past));
    forms.push((format!("{stem}ant"), Form::Gerund));
}

fn future_of(forms: &mut Vec<(String, Form)>, stem: &str) {
    for (ending, kind) in [
        ("a", Form::Future),
        ("ont", Form::Future),
        ("ait", Form::Conditional),
        ("aient", Form::Conditional),
    ] {
        forms.push((format!("{stem}{ending}"), kind));
    }
}

fn participles(forms: &mut Vec<(String, Form)>, participle: &str) {
    let plural = if participle.ends_with('s') {
        participle.to_owned()
    } else {
        format!("{participle}s")
    };
    for form in [
        participle.to_owned(),
        plural,
        format!("{participle}e"),
        format!("{participle}es"),
    ] {
        forms.push((form, Form::Participle));
    }
}

/// Every form of an English verb.
pub(super) fn english(lemma: &str, parts: &str) -> Vec<(String, Form)> {
    let parts: Vec<&str> = parts.split_whitespace().collect();
    let mut forms = vec![(lemma.to_owned(), Form::PresentPlural)];
    let [third, past, participle, gerund] = match parts[..] {
        [third, past, participle, gerund] => [third, past, participle, gerund].map(str::to_owned),
        _ => regular(lemma),
    };
    forms.push((third, Form::Present));
    forms.push((past, Form::Past));
    forms.push((participle, Form::Participle));
    forms.push((gerund, Form::Gerund));
    forms
}

fn regular(lemma: &str) -> [String; 4] {
    if let Some(stem) = lemma
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o']))
    {
        return [
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{stem}ied"),
            format!("{lemma}ing"),
        ];
    }
    // `agreed`, `agreeing`
    if let Some(stem) = lemma.strip_suffix('e') {
        let stem = if stem.ends_with('e') { lemma } else { stem };
        return [
            format!("{lemma}s"),
            format!("{lemma}d"),
            format!("{lemma}d"),
            format!("{stem}ing"),
        ];
    }
    let doubled = [
        "admit", "bat", "beg", "blog", "concur", "deadpan", "demur", "dispel", "dub", "extol",
        "fret", "hit", "nod", "quip", "rebut", "refer", "regret", "shrug", "slam", "snap", "swat",
    ]
    .contains(&lemma);
    let stem = if doubled {
        format!("{lemma}{}", lemma.chars().next_back().unwrap_or('t'))
    } else {
        lemma.to_owned()
    };
    let third =
        if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
            format!("{lemma}es")
        } else {
            format!("{lemma}s")
        };
    [
        third,
        format!("{stem}ed"),
        format!("{stem}ed"),
        format!("{stem}ing"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(forms: &[(String, Form)], word: &str, form: Form) -> bool {
        forms
            .iter()
            .any(|(written, kind)| written == word && *kind == form)
    }

    #[test]
    fn french_verbs() {
        let announce = french("annoncer", "");
        assert!(
            has(&announce, "annonçait", Form::Past)
                && has(&announce, "annoncées", Form::Participle)
        );
        assert!(has(&french("appeler", ""), "appelle", Form::Present));
        assert!(
            has(&french("espérer", ""), "espère", Form::Present)
                && has(&french("inquiéter", ""), "inquiète", Form::Present)
                && has(&french("relever", ""), "relève", Form::Present)
        );
        assert!(has(
            &french("avertir", ""),
            "avertissent",
            Form::PresentPlural
        ));
        assert!(has(&french("marteler", ""), "martèle", Form::Present));
        assert!(has(&french("tweeter", ""), "tweete", Form::Present));
        let say = french("dire", "dit disent dit dirent dir dit dis");
        assert!(
            has(&say, "disait", Form::Past)
                && has(&say, "dirait", Form::Conditional)
                && has(&say, "dise", Form::Subjunctive)
        );
    }

    #[test]
    fn english_verbs() {
        assert!(has(&english("deny", ""), "denied", Form::Past));
        assert!(has(&english("admit", ""), "admitting", Form::Gerund));
        assert!(has(&english("urge", ""), "urging", Form::Gerund));
        assert!(has(&english("regret", ""), "regretted", Form::Past));
        assert!(
            has(&english("agree", ""), "agreed", Form::Past)
                && has(&english("agree", ""), "agreeing", Form::Gerund)
        );
        assert!(has(
            &english("say", "says said said saying"),
            "said",
            Form::Past
        ));
    }
}
