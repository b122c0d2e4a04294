//! What saying does, sentence by sentence.

use super::super::rules::tests::acts;
use crate::text::Language;

#[test]
fn words_show_the_act() {
    for (text, act) in [
        ("Paul Durand a dit que la France doit agir.", "demand"),
        ("Paul Durand a dit que la trêve sera prolongée.", "announce"),
        ("Paul Durand a dit que la trêve tenait.", "assert"),
        (
            "Paul Durand a dit que l'affaire montrait ses limites.",
            "assert",
        ),
        (
            "Paul Durand a dit que le sommet doit se tenir à Rome.",
            "announce",
        ),
        ("Paul Durand a dit que Rome réclamait une trêve.", "demand"),
        (
            "Paul Durand a suggéré que Rome était responsable.",
            "assert",
        ),
        ("Paul Durand a revendiqué l'attentat de Rome.", "assert"),
        ("Paul Durand revendique une hausse des salaires.", "demand"),
        ("Paul Durand prétend que l'armée a tiré.", "accuse"),
        ("Paul Durand a promis une riposte.", "warn"),
        (
            "« Si l'armée tire, le gouvernement est prêt à réagir », a dit Paul Durand.",
            "warn",
        ),
        (
            "« Nous ne sommes pas opposés à une trêve », a dit Paul Durand.",
            "accept",
        ),
        (
            "« C'est une violation de l'accord », a dit Paul Durand.",
            "criticise",
        ),
        ("« Nous saluons cet accord », a dit Paul Durand.", "praise"),
        (
            "« Si elle tire, cela changera tout », a dit Paul Durand.",
            "warn",
        ),
        (
            "Paul Durand a expliqué comment la trêve serait tenue.",
            "assert",
        ),
        (
            "Paul Durand a souligné l'importance de conclure l'accord.",
            "demand",
        ),
        (
            "Paul Durand a dit qu'il comprenait ce que la France doit faire.",
            "assert",
        ),
        (
            "Paul Durand a dit que la France allait désormais fermer ses ports.",
            "announce",
        ),
        (
            "« Dans ce climat, le gouvernement demande une trêve », a dit Paul Durand.",
            "demand",
        ),
        (
            "Paul Durand a assuré que le gouvernement tiendrait bon.",
            "promise",
        ),
        (
            "« Les discours ne vont pas nourrir la ville », a dit Paul Durand.",
            "assert",
        ),
        (
            "« Nous ne livrons pas de canons aux rebelles », a dit Paul Durand.",
            "deny",
        ),
        (
            "« Nous ne savons pas où ils sont », a dit Paul Durand.",
            "assert",
        ),
        ("« Nous n'excluons rien », a dit Paul Durand.", "assert"),
        (
            "« Il est essentiel de partir », a annoncé Paul Durand.",
            "demand",
        ),
        (
            "Paul Durand a proclamé que l'affaire était close.",
            "assert",
        ),
        (
            "Paul Durand a expliqué comment son pays entendait partir.",
            "assert",
        ),
    ] {
        assert_eq!(acts(text, Language::French), [act], "{text}");
    }
    for (text, act) in [
        (
            "John Smith said the army would leave on Monday.",
            "announce",
        ),
        ("John Smith said history will remember the date.", "assert"),
        ("John Smith said there was no such plan.", "deny"),
        ("John Smith suggested that Rome was behind it.", "assert"),
        ("John Smith suggested that Rome stop the attack.", "propose"),
        (
            "John Smith suggested that the deal may have failed.",
            "assert",
        ),
        (
            "John Smith suggested joining the group, which was in Rome.",
            "propose",
        ),
        ("John Smith said no decision had been taken.", "deny"),
        (
            "John Smith said his country was not arming anybody.",
            "deny",
        ),
        ("John Smith stressed the need for a truce.", "demand"),
        ("John Smith said he looked forward to the talks.", "hope"),
        (
            "John Smith said his country would honour its word.",
            "promise",
        ),
        (
            "John Smith said his country would never accept it.",
            "reject",
        ),
        ("John Smith said there was no doubt of the date.", "assert"),
        (
            "John Smith said the army was not ready to offer a truce.",
            "reject",
        ),
        (
            "John Smith said several ministers offered a number of ideas.",
            "assert",
        ),
        (
            "John Smith said the truce was over and the rebels must leave.",
            "demand",
        ),
        ("John Smith said the deal would strengthen trade.", "assert"),
        (
            "\"I can assure you that the government did not stop the boats,\" said John Smith.",
            "deny",
        ),
        ("John Smith said he planned on leaving.", "announce"),
        ("John Smith said he wanted the rebels to leave.", "demand"),
        (
            "John Smith said the government had recalled its envoy.",
            "announce",
        ),
        ("John Smith said the aim was to send aid.", "assert"),
        ("John Smith said he had no plans to leave.", "deny"),
        ("John Smith said the army would never leave.", "reject"),
        (
            "John Smith said the rebels must end their meddling.",
            "demand",
        ),
        ("\"These claims are absurd,\" said John Smith.", "deny"),
        (
            "\"Such steps are not helpful,\" said John Smith.",
            "criticise",
        ),
        ("\"It was a very good meeting,\" said John Smith.", "praise"),
        (
            "\"If they come to talk, we will listen,\" said John Smith.",
            "announce",
        ),
        (
            "\"The road is long and we strongly urge both sides to keep the truce,\" said John Smith.",
            "demand",
        ),
        (
            "\"We are asking the rebels to leave,\" said John Smith.",
            "demand",
        ),
        (
            "John Smith reaffirmed their commitment to the truce.",
            "promise",
        ),
        ("John Smith confirmed the end of the truce.", "confirm"),
        (
            "According to traffic camera footage, the driver was reckless and hit a wall.",
            "assert",
        ),
        ("John Smith said his country had not used force.", "deny"),
        ("John Smith said his country had not decided yet.", "assert"),
        (
            "John Smith said plans by two lawmakers to take over the port were \"extremely worrying\".",
            "criticise",
        ),
        (
            "John Smith said the rebels were attempting to delay the vote.",
            "accuse",
        ),
        (
            "John Smith said the rebels were attempting to reach a deal.",
            "assert",
        ),
    ] {
        assert_eq!(acts(text, Language::English), [act], "{text}");
    }
}
