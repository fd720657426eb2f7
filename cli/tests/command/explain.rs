//! `coursewright explain`.

use coursewright::Rule;

use crate::run;

#[test]
fn every_code_is_explained_within_the_width_of_a_page() {
    for rule in Rule::all() {
        let run = run!("explain", rule.code).code(0).prints(&[rule.code, &rule.severity.to_string()]);
        assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    }
    run!("explain", "cw113").code(0).prints(&["CW113: a picture has no description"]);
}

#[test]
fn all_codes_are_listed() {
    let run = run!("explain", "--all").code(0);
    assert_eq!(run.out.lines().count(), Rule::all().count());
    assert!(run.out.starts_with("CW101  error    a title is empty\n"), "{}", run.out);
}

#[test]
fn an_unknown_code_exits_with_2_and_names_near_ones() {
    run!("explain", "CW1113").code(2).tells(&["CW1113", "CW113 (a picture has no description)"]);
    run!("explain", "113").code(2).tells(&["CW113"]);
    run!("explain", "nonsense").code(2).tells(&["nonsense", "explain --all"]);
    run!("explain").code(2);
}
