//! What a ministry is for, where its name goes on behind *and*, and where it ends before a person's.
//!
//! > *Ministry of Natural Resources **and Environment** · le secrétaire d'État **au Budget** Paul Roy*

use super::super::mention::Reader;

/// One past the second half of a portfolio whose first half ends at a token: *of Health **and Human Services***.
pub(in crate::extract) fn second_half(reader: &Reader<'_>, end: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    let first = end.checked_sub(1)?;
    if reader.at(end) != "and" || !is_portfolio(reader.at(first)) {
        return None;
    }
    (end + 1..end + 1 + LONGEST)
        .take_while(|at| reader.is_capital(*at))
        .find(|at| is_portfolio(reader.at(*at)))
        .map(|at| at + 1)
}

/// Whether a word names what a ministry is for.
pub(in crate::extract) fn is_portfolio(word: &str) -> bool {
    matches!(
        word,
        "affairs"
            | "affaires"
            | "agriculture"
            | "antiquities"
            | "budget"
            | "citizenship"
            | "commerce"
            | "communication"
            | "communications"
            | "cooperation"
            | "culture"
            | "defence"
            | "defense"
            | "development"
            | "developpement"
            | "digital"
            | "economie"
            | "economy"
            | "education"
            | "employment"
            | "emploi"
            | "energie"
            | "energy"
            | "environment"
            | "environnement"
            | "etat"
            | "europe"
            | "finance"
            | "finances"
            | "fisheries"
            | "food"
            | "forestry"
            | "francophonie"
            | "health"
            | "housing"
            | "immigration"
            | "industrie"
            | "industry"
            | "information"
            | "infrastructure"
            | "innovation"
            | "integration"
            | "interieur"
            | "investment"
            | "justice"
            | "labor"
            | "labour"
            | "logement"
            | "mines"
            | "numerique"
            | "peche"
            | "petroleum"
            | "planning"
            | "recherche"
            | "reconciliation"
            | "religion"
            | "research"
            | "resources"
            | "sante"
            | "science"
            | "securite"
            | "security"
            | "services"
            | "sport"
            | "sports"
            | "state"
            | "technology"
            | "tourism"
            | "tourisme"
            | "trade"
            | "transport"
            | "transports"
            | "travail"
            | "water"
            | "welfare"
            | "works"
            | "youth"
            | "jeunesse"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::{english, french};

    #[test]
    fn one_ministry_is_for_two_things() {
        assert_eq!(
            english("The Ministry of Natural Resources and Environment said the port is closed."),
            ["en.that: The Ministry of Natural Resources and Environment: the port is closed"]
        );
        assert_eq!(
            english("The Ministry of Trade and John Smith said the port is closed."),
            ["en.that: The Ministry of Trade + John Smith: the port is closed"]
        );
    }

    #[test]
    fn two_offices_of_one_person() {
        assert_eq!(
            english(
                "Deputy Prime Minister and Finance Minister John Smith said the port is closed."
            ),
            ["en.that: John Smith: the port is closed"]
        );
        assert_eq!(
            french(
                "La journée fut longue pour Paul Durand, ministre mais aussi président du parti. Le ministre a dit que le port est fermé."
            ),
            ["fr.que: Paul Durand: le port est fermé"]
        );
    }

    #[test]
    fn a_person_begins_behind_it() {
        assert_eq!(
            french("Le secrétaire d'État au Budget Paul Durand a dit que le port est fermé."),
            ["fr.que: Paul Durand: le port est fermé"]
        );
        assert_eq!(
            french("L'ex-ministre de la Défense Paul Durand a dit que le port est fermé."),
            ["fr.que: Paul Durand: le port est fermé"]
        );
        assert_eq!(
            english("The European Commissioner for Trade John Smith said the port is closed."),
            ["en.that: John Smith: the port is closed"]
        );
    }
}
