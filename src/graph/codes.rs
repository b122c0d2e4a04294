//! From the values of facts to the concepts of the code lists.

use crate::extract::facts::{
    ActorType, DateSource, MeetingKind, MeetingStatus, Modality, Polarity, ProposalStatus,
    SpeechAct, StatementKind, TermRole,
};
use crate::vocab::code;

/// A value of facts that has a concept in a code list.
pub trait Coded: Copy + 'static {
    /// Every value of the list.
    const ALL: &'static [Self];

    /// The concept.
    fn code(self) -> &'static str;

    /// The value of a concept.
    fn of(concept: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.code() == concept)
    }
}

/// One line for each value: the value and its concept.
macro_rules! coded {
    ($list:ident: $($value:ident $CONCEPT:ident)*) => {
        impl Coded for $list {
            const ALL: &'static [Self] = &[$(Self::$value),*];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$value => code::$CONCEPT,)*
                }
            }
        }
    };
}

coded! { ActorType:
    Person ACTOR_TYPE_PERSON
    Organization ACTOR_TYPE_ORGANIZATION
    Country ACTOR_TYPE_COUNTRY
    Group ACTOR_TYPE_GROUP
    Office ACTOR_TYPE_OFFICE
    Document ACTOR_TYPE_DOCUMENT
    Unnamed ACTOR_TYPE_UNNAMED
}

coded! { StatementKind:
    Direct STATEMENT_KIND_DIRECT
    Indirect STATEMENT_KIND_INDIRECT
    Mixed STATEMENT_KIND_MIXED
}

coded! { SpeechAct:
    Assert ACT_ASSERT
    Announce ACT_ANNOUNCE
    Confirm ACT_CONFIRM
    Deny ACT_DENY
    Promise ACT_PROMISE
    Demand ACT_DEMAND
    Propose ACT_PROPOSE
    Accept ACT_ACCEPT
    Reject ACT_REJECT
    Accuse ACT_ACCUSE
    Warn ACT_WARN
    Hope ACT_HOPE
    Decline ACT_DECLINE
    Praise ACT_PRAISE
    Criticise ACT_CRITICISE
}

coded! { Modality:
    Stated MODALITY_STATED
    Planned MODALITY_PLANNED
    Hoped MODALITY_HOPED
    Hearsay MODALITY_HEARSAY
    Hypothetical MODALITY_HYPOTHETICAL
}

coded! { Polarity:
    Positive POLARITY_POSITIVE
    Negative POLARITY_NEGATIVE
}

coded! { ProposalStatus:
    Drafted PROPOSAL_STATUS_DRAFTED
    Proposed PROPOSAL_STATUS_PROPOSED
    UnderDiscussion PROPOSAL_STATUS_UNDER_DISCUSSION
    Agreed PROPOSAL_STATUS_AGREED
    Rejected PROPOSAL_STATUS_REJECTED
    Withdrawn PROPOSAL_STATUS_WITHDRAWN
    Implemented PROPOSAL_STATUS_IMPLEMENTED
}

coded! { TermRole:
    Offered TERM_ROLE_OFFERED
    Requested TERM_ROLE_REQUESTED
    Condition TERM_ROLE_CONDITION
    Counterpart TERM_ROLE_COUNTERPART
    Joint TERM_ROLE_JOINT
}

coded! { MeetingStatus:
    Planned MEETING_STATUS_PLANNED
    Held MEETING_STATUS_HELD
    Ongoing MEETING_STATUS_ONGOING
    Postponed MEETING_STATUS_POSTPONED
    Cancelled MEETING_STATUS_CANCELLED
    Denied MEETING_STATUS_DENIED
    Proposed MEETING_STATUS_PROPOSED
}

coded! { MeetingKind:
    Bilateral MEETING_KIND_BILATERAL
    Multilateral MEETING_KIND_MULTILATERAL
    Call MEETING_KIND_CALL
    Visit MEETING_KIND_VISIT
    Sitting MEETING_KIND_SITTING
    Round MEETING_KIND_ROUND
}

coded! { DateSource:
    Metadata DATE_SOURCE_METADATA
    Dateline DATE_SOURCE_DATELINE
    Inferred DATE_SOURCE_INFERRED
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    /// A concept is named after its list and the value as facts JSON writes it.
    fn named_as_in_json<T: Coded + Serialize>(list: &str) {
        for value in T::ALL {
            let json = serde_json::to_value(value).unwrap();
            assert_eq!(
                value.code(),
                format!("{}{list}-{}", code::PREFIX, json.as_str().unwrap())
            );
            assert_eq!(T::of(value.code()).unwrap().code(), value.code());
        }
    }

    #[test]
    fn concepts_are_named_after_list_and_value() {
        named_as_in_json::<ActorType>("actor-type");
        named_as_in_json::<StatementKind>("statement-kind");
        named_as_in_json::<SpeechAct>("act");
        named_as_in_json::<Modality>("modality");
        named_as_in_json::<Polarity>("polarity");
        named_as_in_json::<ProposalStatus>("proposal-status");
        named_as_in_json::<TermRole>("term-role");
        named_as_in_json::<MeetingStatus>("meeting-status");
        named_as_in_json::<MeetingKind>("meeting-kind");
        named_as_in_json::<DateSource>("date-source");
    }
}
