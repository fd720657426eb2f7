//! Whether steps can open is found without playing the path. Here it is played as well, on many paths that nobody would write.

use coursewright::LearningPath;
use coursewright::steering::{Learner, Outcome};
use proptest::prelude::*;
use serde_json::{Value, json};

const ORDERS: [&str; 3] = ["linear", "any", "choice"];

/// A requirement of steps by numbers, which stand for identifiers once it is known how many there are.
#[derive(Debug, Clone)]
enum Asked {
    Fact(bool, usize),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    AtLeast(Vec<Asked>),
}

#[derive(Debug, Clone)]
struct Node {
    optional: bool,
    after: Option<Asked>,
    skip_if: Option<Asked>,
    group: Option<(usize, Option<u16>, Vec<Node>)>,
}

fn asked() -> impl Strategy<Value = Asked> {
    let fact =
        (any::<bool>(), any::<usize>()).prop_map(|(is_completed, step)| Asked::Fact(is_completed, step));
    fact.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(Asked::All),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Asked::Any),
            prop::collection::vec(inner, 2..4).prop_map(Asked::AtLeast),
        ]
    })
}

fn node() -> impl Strategy<Value = Node> {
    let says = || {
        (
            prop::bool::weighted(0.2),
            prop::option::weighted(0.4, asked()),
            prop::option::weighted(0.15, asked()),
        )
    };
    let leaf = says().prop_map(|(optional, after, skip_if)| Node { optional, after, skip_if, group: None });
    leaf.prop_recursive(3, 12, 4, move |inner| {
        let group = (0..3_usize, prop::option::weighted(0.3, 1..3_u16), prop::collection::vec(inner, 1..4));
        (says(), group).prop_map(|((optional, after, skip_if), group)| Node {
            optional,
            after,
            skip_if,
            group: Some(group),
        })
    })
}

/// The identifiers in the order of the steps, and whether each is of a group.
fn count(nodes: &[Node], kinds: &mut Vec<bool>) {
    for node in nodes {
        kinds.push(node.group.is_some());
        if let Some((_, _, inner)) = &node.group {
            count(inner, kinds);
        }
    }
}

/// A requirement as JSON. No step asks for itself, and groups are asked only whether they are completed.
fn requirement(asked: &Asked, own: usize, kinds: &[bool]) -> Option<Value> {
    let all = |of: &[Asked]| of.iter().filter_map(|one| requirement(one, own, kinds)).collect::<Vec<_>>();
    match asked {
        Asked::Fact(is_completed, step) => {
            let step = step % kinds.len();
            let fact = if *is_completed || kinds[step] { "completed" } else { "attempted" };
            (step != own).then(|| json!({ fact: format!("s{step}") }))
        }
        Asked::All(of) => Some(all(of)).filter(|of| !of.is_empty()).map(|of| json!({ "all": of })),
        Asked::Any(of) => Some(all(of)).filter(|of| !of.is_empty()).map(|of| json!({ "any": of })),
        Asked::AtLeast(of) => {
            let of = all(of);
            (of.len() > 1).then(|| json!({ "at-least": { "count": of.len() - 1, "of": of } }))
        }
    }
}

fn steps(nodes: &[Node], next: &mut usize, kinds: &[bool]) -> Vec<Value> {
    let step = |node: &Node| {
        let own = *next;
        *next += 1;
        let content = match &node.group {
            None => json!({ "type": "link", "url": "https://example.com" }),
            Some((order, choose, inner)) => json!({
                "type": "group", "order": (ORDERS[*order]), "choose": choose,
                "steps": steps(inner, next, kinds),
            }),
        };
        let ask = |asked: &Option<Asked>| asked.as_ref().and_then(|asked| requirement(asked, own, kinds));
        json!({
            "id": format!("s{own}"), "title": "Step", "content": content, "optional": node.optional,
            "after": ask(&node.after), "skip-if": ask(&node.skip_if),
        })
    };
    nodes.iter().map(step).collect()
}

fn path(order: usize, nodes: &[Node]) -> LearningPath {
    let mut kinds = Vec::new();
    count(nodes, &mut kinds);
    let order = ORDERS[order];
    let steps = steps(nodes, &mut 0, &kinds);
    serde_json::from_value(json!({
        "id": "path", "title": "Path", "language": "en", "steps": { "order": order, "steps": steps },
    }))
    .unwrap()
}

/// The places that somebody who takes all that opens never gets to.
fn never_open(path: &LearningPath) -> Vec<String> {
    let route = path.route();
    let mut learner = Learner::new(&route, 1);
    let mut open = 0;
    loop {
        let choices = learner.choices();
        for place in &choices {
            learner.enter(*place).unwrap();
            learner.report(&Outcome { ended: true, completed: true, ..Outcome::default() });
            learner.leave();
        }
        if choices.len() == open {
            break;
        }
        open = choices.len();
    }
    let closed = (0..route.places().len()).filter(|place| !learner.is_open(*place));
    closed.map(|place| route.places()[place].id.to_string()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_circle_is_told_when_and_only_when_something_never_opens(
        order in 0..3_usize,
        nodes in prop::collection::vec(node(), 1..5),
    ) {
        let path = path(order, &nodes);
        let report = path.check();
        // A number that a group does not have makes no path.
        prop_assume!(!report.iter().any(|finding| finding.code() == "CW708"));
        let told = report.iter().any(|finding| finding.code() == "CW703");
        let closed = never_open(&path);
        prop_assert_eq!(told, !closed.is_empty(), "{:?}\n{}", closed, report);
    }
}
