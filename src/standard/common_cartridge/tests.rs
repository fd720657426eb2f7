//! Laws of the cartridge's documents, and documents that a person can review.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::qti::{
    Answer, Assessment, Attempts, Clause, Comparison, Condition, Feedback, FeedbackKind, Profile,
    QuestionBank, Response, Shown, Test,
};
use super::{
    IntendedUse, Item, Manifest, Organization, Resource, ResourceKind, Text, TextFormat, Topic, WebLink, qti,
};
use crate::standard::CartridgeVersion;
use crate::standard::lom::Lom;

fn version() -> impl Strategy<Value = CartridgeVersion> {
    select(CartridgeVersion::ALL)
}

/// Text as authors write it, without white space at its ends.
fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z&<>\"'ßé日本ع,;:\\\\][ \n,;:a-zA-Z0-9&<>\"'éß日本ع—😀]{0,20}[a-z,;:]"
}

/// Text on one line, as attributes hold it.
fn line() -> impl Strategy<Value = String> {
    "[a-zA-Z&<>\"'ßé日本ع][ a-zA-Z0-9&<>\"'éß日本ع—😀]{0,20}[a-z]"
}

fn identifier() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_-]{0,10}"
}

fn href() -> impl Strategy<Value = String> {
    "[a-z0-9%]{1,8}(/[a-z0-9]{1,8}){0,2}\\.html"
}

fn text() -> impl Strategy<Value = Text> {
    (any::<bool>(), words()).prop_map(|(html, text)| Text {
        format: if html { TextFormat::Html } else { TextFormat::Plain },
        text,
    })
}

/// A record of what the cartridge's profile carries.
fn record() -> impl Strategy<Value = Lom> {
    let general = (identifier(), identifier(), words(), option::of(words()), vec(words(), 0..3));
    let rest = (
        select(vec!["", "en", "en-GB", "zh-Hans", "ar"]),
        vec(words(), 0..3),
        vec(Just("text/html".to_owned()), 0..2),
        option::of(words()),
        vec(words(), 0..3),
    );
    (general, rest).prop_map(|(general, (language, authors, formats, rights, objectives))| {
        let (catalog, entry, title, description, keywords) = general;
        Lom {
            catalog,
            entry,
            title,
            description,
            keywords,
            language: language.to_owned(),
            authors,
            formats,
            rights,
            objectives,
            ..Lom::default()
        }
    })
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = (identifier(), words(), option::of(identifier()))
        .prop_map(|(identifier, title, resource)| Item { identifier, title, resource, items: Vec::new() });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (identifier(), words(), vec(inner, 1..4)).prop_map(|(identifier, title, items)| Item {
            identifier,
            title,
            resource: None,
            items,
        })
    })
}

fn resource() -> impl Strategy<Value = Resource> {
    let kind = prop_oneof![
        select(vec![
            ResourceKind::WebContent,
            ResourceKind::AssociatedContent,
            ResourceKind::DiscussionTopic,
            ResourceKind::WebLink,
            ResourceKind::Assessment,
            ResourceKind::QuestionBank,
            ResourceKind::BasicLti,
        ]),
        Just(ResourceKind::Other("assignment_xmlv1p0".to_owned())),
    ];
    let uses = vec![
        IntendedUse::LessonPlan,
        IntendedUse::Syllabus,
        IntendedUse::Assignment,
        IntendedUse::Unspecified,
    ];
    let files = (option::of(href()), vec(href(), 0..4), vec(identifier(), 0..3));
    (identifier(), kind, option::of(select(uses)), files).prop_map(
        |(identifier, kind, intended_use, (href, files, dependencies))| Resource {
            identifier,
            kind,
            intended_use,
            href,
            files,
            dependencies,
        },
    )
}

fn manifest() -> impl Strategy<Value = Manifest> {
    let organization = (identifier(), option::of(words()), identifier(), vec(item(), 0..4))
        .prop_map(|(identifier, title, root, items)| Organization { identifier, title, root, items });
    (version(), identifier(), record(), option::of(organization), vec(resource(), 0..5)).prop_map(
        |(version, identifier, metadata, organization, resources)| Manifest {
            version,
            identifier,
            metadata,
            organization,
            resources,
        },
    )
}

fn comparison() -> impl Strategy<Value = Comparison> {
    (identifier(), words(), any::<bool>()).prop_map(|(response, value, case_sensitive)| Comparison {
        response,
        value,
        case_sensitive,
    })
}

fn test() -> impl Strategy<Value = Test> {
    let clause =
        prop_oneof![comparison().prop_map(Clause::Is), vec(comparison(), 1..3).prop_map(Clause::IsNot)];
    prop_oneof![
        comparison().prop_map(Test::Is),
        comparison().prop_map(Test::Contains),
        vec(clause, 1..4).prop_map(Test::All),
        Just(Test::Other),
    ]
}

fn feedback_kind() -> impl Strategy<Value = FeedbackKind> {
    select(vec![FeedbackKind::Response, FeedbackKind::Solution, FeedbackKind::Hint])
}

fn condition() -> impl Strategy<Value = Condition> {
    let shown = (feedback_kind(), identifier()).prop_map(|(kind, feedback)| Shown { kind, feedback });
    (any::<bool>(), vec(test(), 1..3), option::of(0.0..=100.0f64), vec(shown, 0..3))
        .prop_map(|(continues, tests, score, shows)| Condition { continues, tests, score, shows })
}

fn question() -> impl Strategy<Value = qti::Item> {
    let profiles = vec![
        Profile::MultipleChoice,
        Profile::MultipleResponse,
        Profile::TrueFalse,
        Profile::FillIn,
        Profile::PatternMatch,
        Profile::Essay,
    ];
    let answer = (identifier(), text()).prop_map(|(identifier, text)| Answer { identifier, text });
    let response = prop_oneof![
        (identifier(), any::<bool>(), vec(answer, 0..4)).prop_map(|(identifier, multiple, answers)| {
            Response::Choice { identifier, multiple, answers }
        }),
        identifier().prop_map(|identifier| Response::Text { identifier }),
    ];
    let feedback = (identifier(), feedback_kind(), text()).prop_map(|(identifier, kind, text)| Feedback {
        identifier,
        kind,
        text,
    });
    let head = (identifier(), option::of(line()), select(profiles), option::of(1u8..100));
    let notes = (option::of(words()), option::of(any::<bool>()), option::of(text()));
    (head, notes, option::of(response), vec(condition(), 0..3), vec(feedback, 0..3)).prop_map(
        |(head, notes, response, conditions, feedback)| {
            let (identifier, title, profile, weight) = head;
            let (category, computer_scored, prompt) = notes;
            qti::Item {
                identifier,
                title,
                profile,
                weight,
                category,
                computer_scored,
                prompt,
                response,
                conditions,
                feedback,
            }
        },
    )
}

fn assessment() -> impl Strategy<Value = Assessment> {
    let attempts =
        select(vec![Attempts::Times(1), Attempts::Times(5), Attempts::Unlimited, Attempts::Examination]);
    let allowed = || option::of(any::<bool>());
    let settings =
        (option::of(attempts), option::of(1u32..527_041), allowed(), allowed(), allowed(), allowed());
    let head = (identifier(), line(), option::of(text()), identifier());
    (head, settings, vec(question(), 1..4)).prop_map(|(head, settings, items)| {
        let (identifier, title, rubric, section) = head;
        let (attempts, time_limit, late_submission, feedback, hints, solutions) = settings;
        Assessment {
            identifier,
            title,
            attempts,
            time_limit,
            late_submission,
            feedback,
            hints,
            solutions,
            rubric,
            section,
            items,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_manifest_reads_back_what_it_writes(manifest in manifest()) {
        let document = manifest.write();
        prop_assert_eq!(Manifest::read(document.as_bytes()).unwrap(), manifest, "{}", document);
    }

    #[test]
    fn a_web_link_reads_back_what_it_writes(
        version in version(), title in words(), url in line(), target in option::of(line()), features in option::of(line())
    ) {
        let mut link = WebLink::new(version, title, url);
        link.target = target;
        link.window_features = features;
        let document = link.write();
        prop_assert_eq!(WebLink::read(document.as_bytes()).unwrap(), link, "{}", document);
    }

    #[test]
    fn a_topic_reads_back_what_it_writes(
        version in version(), title in words(), text in text(), attachments in vec(href(), 0..3)
    ) {
        let topic = Topic { version, title, text, attachments };
        let document = topic.write();
        prop_assert_eq!(Topic::read(document.as_bytes()).unwrap(), topic, "{}", document);
    }

    #[test]
    fn an_assessment_reads_back_what_it_writes(assessment in assessment(), version in version()) {
        let document = assessment.write(version);
        prop_assert_eq!(Assessment::read(document.as_bytes()).unwrap(), assessment, "{}", document);
    }

    #[test]
    fn a_question_bank_reads_back_what_it_writes(
        identifier in identifier(), items in vec(question(), 1..4), version in version()
    ) {
        let bank = QuestionBank { identifier, items };
        let document = bank.write(version);
        prop_assert_eq!(QuestionBank::read(document.as_bytes()).unwrap(), bank, "{}", document);
    }

    #[test]
    fn no_document_makes_reading_panic(document in "(<[a-z:/!?é]{0,8}[ a-zß=\"'&;#日]{0,12}>?|[ -~é日😀\n]{0,6}){0,12}") {
        let _ = Manifest::read(document.as_bytes());
        let _ = WebLink::read(document.as_bytes());
        let _ = Topic::read(document.as_bytes());
        let _ = Assessment::read(document.as_bytes());
        let _ = QuestionBank::read(document.as_bytes());
    }
}
