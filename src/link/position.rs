//! The English label of an office to the role key that titles carry.
//!
//! *Minister for Foreign Affairs and International Trade*, *Secretary of State for Foreign and
//! Commonwealth Affairs* and *Federal Minister of Foreign Affairs* are all `foreign-minister`;
//! *Minister of State for Foreign Affairs* and the deputies are not. What fits no rule has no role:
//! its holders are still known by name.

/// The role key of an office, given its English label and the state or organisation that it belongs to.
pub fn role_of(position: &str, polity: &str) -> Option<&'static str> {
    let label = position.to_lowercase();
    let label = label.strip_prefix("acting ").unwrap_or(&label);
    let polity_in_lower_case = polity.to_lowercase();
    let label = label
        .strip_suffix(&format!(" of {polity_in_lower_case}"))
        .or_else(|| label.strip_suffix(&format!(" ({polity_in_lower_case})")))
        .unwrap_or(label);
    exact(label)
        .or_else(|| of_organisation(label, polity))
        .or_else(|| envoy(label))
        .or_else(|| {
            if is_subordinate(label) {
                subordinate(label)
            } else {
                portfolio(label, polity)
            }
        })
}

/// Labels that say all by themselves.
fn exact(label: &str) -> Option<&'static str> {
    Some(match label {
        "president"
        | "state president"
        | "president of the republic"
        | "federal president"
        | "president of the swiss confederation"
        | "interim president"
        | "president (transitional)"
        | "president of the palestinian national authority"
        | "transitional president"
        | "president of state affairs"
        | "president of the state"
        | "executive president" => "president",
        "monarch"
        | "king"
        | "queen"
        | "emperor"
        | "emir"
        | "sultan"
        | "grand duke"
        | "prince"
        | "sovereign prince"
        | "yang di-pertuan agong (monarch)"
        | "ngwenyama"
        | "druk gyalpo" => "monarch",
        "supreme leader"
        | "chairman of the state affairs commission"
        | "head of state"
        | "pope"
        | "chairman of the presidency"
        | "chairman of the sovereignty council"
        | "paramount leader"
        | "chairman of the transitional sovereignty council" => "head-of-state",
        "leader" => "leader",
        "prime minister"
        | "premier"
        | "taoiseach"
        | "prime minister of state"
        | "chairman of the council of ministers"
        | "president of the council of ministers"
        | "president of the government"
        | "premier of the state council"
        | "chairman of the cabinet of ministers (prime minister)"
        | "minister-president"
        | "chairman of government"
        | "chairman of the government"
        | "interim prime minister"
        | "prime minister of the transition"
        | "president of the government of the republic"
        | "head of government"
        | "minister of state (prime minister)" => "prime-minister",
        "federal chancellor" | "chancellor" | "federal chancellor of germany" => "chancellor",
        "deputy prime minister"
        | "first deputy prime minister"
        | "vice premier"
        | "vice-prime minister"
        | "vice prime minister"
        | "tánaiste" => "deputy-prime-minister",
        "vice president"
        | "vice-president"
        | "first vice president"
        | "first vice-president"
        | "second vice president"
        | "second vice-president" => "vice-president",
        "crown prince" => "crown-prince",
        "first lady" | "spouse of the president" => "first-lady",
        "chancellor of the exchequer" => "finance-minister",
        "home secretary"
        | "secretary of state for the home department"
        | "secretary of homeland security" => "interior-minister",
        "secretary of foreign affairs" | "secretary for foreign affairs" => "foreign-minister",
        "united states secretary of defense" => "defence-minister",
        "leader of the opposition" => "opposition-leader",
        "national security advisor"
        | "national security adviser"
        | "united states national security advisor" => "national-security-advisor",
        "government spokesperson"
        | "presidential spokesperson"
        | "foreign ministry spokesperson"
        | "white house press secretary"
        | "kremlin press secretary" => "spokesperson",
        "white house chief of staff"
        | "head of the presidential administration"
        | "chief of staff of the presidential executive office" => "chief-of-staff",
        "chief of the general staff"
        | "chief of general staff"
        | "chief of defence"
        | "chief of the defence staff"
        | "chief of defence staff"
        | "chairman of the joint chiefs of staff"
        | "chief of army staff" => "army-chief",
        "director of national intelligence" | "director of the central intelligence agency" => {
            "intelligence-chief"
        }
        "prosecutor general" | "attorney general" | "attorney-general" => "attorney-general",
        "prosecutor" | "chief prosecutor" => "prosecutor",
        "commander of the libyan national army" | "commander of the quds force" => "general",
        _ => return None,
    })
}

/// Posts of international organisations.
fn of_organisation(label: &str, polity: &str) -> Option<&'static str> {
    let starts = |prefix: &str| label.starts_with(prefix);
    Some(match polity {
        "European Union" if starts("president of the european commission") => {
            "commission-president"
        }
        "European Union" if starts("president of the european council") => {
            "european-council-president"
        }
        "European Union" if starts("high representative") => "high-representative",
        "European Union" if starts("president of the european parliament") => "speaker",
        "European Union" if starts("european commissioner") => "commissioner",
        "United Nations"
            if starts("high commissioner") || starts("united nations high commissioner") =>
        {
            "un-high-commissioner"
        }
        _ if starts("deputy secretary-general")
            || starts("deputy secretary general")
            || starts("under-secretary-general") =>
        {
            "deputy-secretary-general"
        }
        _ if label == "secretary-general" || label == "secretary general" => "secretary-general",
        _ if (starts("secretary-general of") || starts("secretary general of"))
            && polity_is_organisation(polity) =>
        {
            "secretary-general"
        }
        _ if starts("director-general")
            || starts("director general")
            || starts("managing director") =>
        {
            "managing-director"
        }
        _ if starts("chairperson of the african union commission") => "commission-president",
        _ => return None,
    })
}

fn polity_is_organisation(polity: &str) -> bool {
    const WORDS: [&str; 8] = [
        "Nations",
        "NATO",
        "Union",
        "League",
        "Organi",
        "Council",
        "Commonwealth",
        "Bank",
    ];
    WORDS.iter().any(|word| polity.contains(word))
}

/// Ambassadors and envoys.
fn envoy(label: &str) -> Option<&'static str> {
    if label.contains("permanent representative") {
        let un = label.contains("united nations") && !label.contains("geneva");
        return Some(if un {
            "permanent-representative"
        } else {
            "ambassador"
        });
    }
    if label.starts_with("ambassador to the united nations") {
        return Some("permanent-representative");
    }
    if label.starts_with("ambassador") || label.starts_with("high commissioner to") {
        return Some("ambassador");
    }
    let special = [
        "special envoy",
        "special representative",
        "special presidential envoy",
        "presidential special envoy",
    ];
    if special.iter().any(|prefix| label.starts_with(prefix)) {
        return Some("special-envoy");
    }
    if label.starts_with("spokesperson") {
        return Some("spokesperson");
    }
    if label.contains("advisor") || label.contains("adviser") {
        return Some("adviser");
    }
    None
}

/// Deputies, junior ministers and officials of a ministry: never the minister.
fn is_subordinate(label: &str) -> bool {
    const WORDS: [&str; 22] = [
        "deputy",
        "vice",
        "assistant",
        "under-secretary",
        "undersecretary",
        "under secretary",
        "parliamentary secretary",
        "minister of state",
        "state minister",
        "minister delegate",
        "delegate minister",
        "state secretary",
        "associate",
        "shadow",
        "junior",
        "secretary of state to",
        "head of the office",
        "chief of staff",
        "permanent secretary",
        "cabinet of the minister",
        "military cabinet",
        "minister-delegate",
    ];
    WORDS.iter().any(|word| label.contains(word))
}

fn subordinate(label: &str) -> Option<&'static str> {
    let foreign = label.contains("foreign") || label.contains("of state");
    if foreign
        && (label.contains("deputy")
            || label.contains("under")
            || label.contains("assistant secretary of state"))
    {
        return Some("deputy-foreign-minister");
    }
    None
}

/// Ministers by portfolio, speakers, governors of central banks.
fn portfolio(label: &str, polity: &str) -> Option<&'static str> {
    let has = |word: &str| label.contains(word);
    let minister = has("minister")
        || label.starts_with("secretary of")
        || label.starts_with("secretary for")
        || has("treasurer")
        || has("foreign secretary");
    if label == "secretary of state" {
        let states = ["United States", "Holy See", "Vatican City"];
        return states.contains(&polity).then_some("foreign-minister");
    }
    if has("speaker") && !has("first") {
        return Some("speaker");
    }
    let chamber = [
        "senate",
        "national assembly",
        "chamber",
        "parliament",
        "state duma",
        "federation council",
        "house of rep",
    ];
    if (label.starts_with("president of the") || label.starts_with("chair"))
        && chamber.iter().any(|c| has(c))
    {
        return (!has("committee") && !has("parliamentary assembly")).then_some("speaker");
    }
    if label.starts_with("governor") && (has("bank") || has("reserve"))
        || label.starts_with("president of the") && has("bank")
    {
        return Some("central-bank-governor");
    }
    if !minister {
        return None;
    }
    // In Westminster a Secretary of State is a full minister; elsewhere a junior one. India's Foreign
    // Secretary is a civil servant.
    if (has("secretary of state for") || has("foreign secretary")) && polity != "United Kingdom" {
        return None;
    }
    let foreign = [
        "foreign affairs",
        "foreign minister",
        "foreign and",
        "foreign secretary",
        "external affairs",
        "external relations",
        "foreign relations",
    ];
    if foreign.iter().any(|f| has(f))
        || label == "minister of international relations and cooperation"
    {
        return Some("foreign-minister");
    }
    const NOT_DEFENCE: [&str; 8] = [
        "equipment",
        "materiel",
        "production",
        "industry",
        "personnel",
        "civil defence",
        "home front",
        "council",
    ];
    if (has("defence") || has("defense") || has("armed forces"))
        && !NOT_DEFENCE.iter().any(|word| has(word))
    {
        return Some("defence-minister");
    }
    if has("interior") || has("internal affairs") || has("home affairs") || has("home department") {
        return Some("interior-minister");
    }
    if has("finance")
        || has("treasury")
        || has("treasurer")
        || has("minister of economy")
        || has("minister of the economy")
    {
        return Some("finance-minister");
    }
    if has("justice") {
        return Some("justice-minister");
    }
    Some("minister")
}

#[cfg(test)]
mod tests {
    use super::role_of;

    #[test]
    fn labels_of_one_office_meet() {
        for label in [
            "Minister of Foreign Affairs",
            "Minister for Foreign Affairs and International Trade",
            "Federal Minister of Foreign Affairs",
            "Minister of Europe and Foreign Affairs",
        ] {
            assert_eq!(
                role_of(label, "France"),
                Some("foreign-minister"),
                "{label}"
            );
        }
        assert_eq!(
            role_of("Secretary of State", "United States"),
            Some("foreign-minister")
        );
        assert_eq!(role_of("Secretary of State", "Portugal"), None);
        let british = "Secretary of State for Foreign and Commonwealth Affairs";
        assert_eq!(role_of(british, "United Kingdom"), Some("foreign-minister"));
        for label in ["President of Montenegro", "President (Montenegro)"] {
            assert_eq!(role_of(label, "Montenegro"), Some("president"));
        }
    }

    #[test]
    fn juniors_are_not_ministers() {
        for label in [
            "Minister of State for Foreign Affairs",
            "Minister Delegate for Foreign Affairs",
            "Parliamentary Under-Secretary of State for Wales",
        ] {
            assert_ne!(
                role_of(label, "United Kingdom"),
                Some("foreign-minister"),
                "{label}"
            );
        }
        assert_eq!(
            role_of("Deputy Minister of Foreign Affairs", "Russia"),
            Some("deputy-foreign-minister")
        );
        assert_eq!(
            role_of("Minister of Foreign Trade and Investment", "Norway"),
            Some("minister")
        );
        assert_eq!(
            role_of("Deputy Prime Minister", "Russia"),
            Some("deputy-prime-minister")
        );
    }

    #[test]
    fn organisations_and_envoys() {
        assert_eq!(
            role_of("Secretary-General of the United Nations", "United Nations"),
            Some("secretary-general")
        );
        assert_eq!(
            role_of("Secretary-General to the President", "South Korea"),
            None
        );
        assert_eq!(
            role_of("Permanent Representative to the United Nations", "Russia"),
            Some("permanent-representative")
        );
        assert_eq!(
            role_of("ambassador to Germany", "United States"),
            Some("ambassador")
        );
    }
}
