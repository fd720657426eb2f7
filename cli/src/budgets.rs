//! How much of a learner's progress is kept, for each standard that keeps any.

use coursewright::{Course, Publisher, Standard, StateBudget};

/// What a standard keeps of a course.
#[derive(Debug)]
pub(crate) struct Budget {
    pub(crate) standard: Standard,
    pub(crate) state: StateBudget,
}

/// The budget of each standard that keeps anything. Of several languages the one that takes the most counts: answers to
/// be typed differ in length.
pub(crate) fn of(publisher: &Publisher, courses: &[Course], standards: &[Standard]) -> Vec<Budget> {
    let largest = |standard: Standard| {
        let states = courses.iter().filter_map(|course| publisher.state_budget(course, standard));
        states.max_by_key(|state| state.worst_case).map(|state| Budget { standard, state })
    };
    standards.iter().copied().filter_map(largest).collect()
}

/// The table that people read; empty when there is nothing to tell.
pub(crate) fn table(budgets: &[Budget]) -> String {
    if budgets.is_empty() {
        return String::new();
    }
    let width = |of: fn(&Budget) -> usize| budgets.iter().map(of).max().unwrap_or_default();
    let name = width(|budget| budget.standard.title().len());
    let worst = width(|budget| budget.state.worst_case.to_string().len());
    let limit = width(|budget| budget.state.limit.to_string().len());
    let row = |Budget { standard, state }: &Budget| {
        let lesson = state.lesson.as_ref().map(|lesson| format!("  lesson `{lesson}`")).unwrap_or_default();
        let over = if state.fits() { "" } else { "  too much" };
        let (standard, worst_case, most) = (standard.title(), state.worst_case, state.limit);
        format!("  {standard:<name$}  {worst_case:>worst$} of {most:>limit$}{over}{lesson}\n")
    };
    let rows: String = budgets.iter().map(row).collect();
    format!("kept of a learner's progress at most, in characters:\n{rows}")
}
