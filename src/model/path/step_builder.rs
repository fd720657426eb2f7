use super::builder::add_course;
use super::{Content, Done, Group, Order, Remediation, Requirement, Step, TestDraw, rules};
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::{Course, Discussion, Id, LiveSession, SignOff};

/// Builds a [`Step`], and carries the courses that it is made of to the path.
///
/// ```
/// use coursewright::LearningPath;
/// use coursewright::model::path::Step;
///
/// let read = Step::link("tides", "The tide table", "https://example.com/tides").description("When does the bridge open?");
/// let path = LearningPath::builder("first-week", "The first week").step(read.due_after_days(7)).build()?;
/// assert_eq!(path.all_steps()[0].due, Some(7));
/// # Ok::<(), coursewright::Report>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a step is part of a path only when it is given to a path or group"]
pub struct StepBuilder {
    pub(super) step: Step,
    pub(super) courses: Vec<Course>,
    /// What was found while building, and cannot be seen in the step any more.
    pub(super) findings: Vec<Diagnostic>,
    /// Levels of groups and remedial steps in it, itself included.
    levels: usize,
}

/// What a step can be made of. Each is set up further by the methods of [`StepBuilder`].
impl Step {
    /// A whole course.
    pub fn course(id: impl Into<Id>, course: &Course) -> StepBuilder {
        StepBuilder::new(id, Content::Course { course: course.id.clone() }).with_course(course)
    }

    /// One lesson of a course, with what it asks.
    ///
    /// ```
    /// # use coursewright::{Course, Lesson};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::Step;
    /// # let trust = Course::builder("trust", "Trust")
    /// #     .lesson(Lesson::builder("promises", "Promises").markdown("Keep them.")).build()?;
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(Step::lesson("promises", &trust, "promises"))
    ///     .build()?;
    /// assert_eq!(path.courses, [trust]);
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn lesson(id: impl Into<Id>, course: &Course, lesson: impl Into<Id>) -> StepBuilder {
        let content = Content::Lesson { course: course.id.clone(), lesson: lesson.into() };
        StepBuilder::new(id, content).with_course(course)
    }

    /// A test of questions from the courses' banks: see [`StepBuilder::draw_from`]. It needs a [title](StepBuilder::title).
    pub fn test(id: impl Into<Id>) -> StepBuilder {
        StepBuilder::new(id, Content::Test { draws: Vec::new() })
    }

    /// A meeting. The step has its identifier and its title.
    ///
    /// ```
    /// use coursewright::LearningPath;
    /// use coursewright::model::LiveSession;
    /// use coursewright::model::path::Step;
    ///
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(Step::session(
    ///         LiveSession::new("workshop", "Putting it to work", "2027-03-01 10:00", "UTC", 90).code("HARBOUR"),
    ///     ))
    ///     .build()?;
    /// assert_eq!(path.all_steps()[0].id.as_str(), "workshop");
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn session(session: LiveSession) -> StepBuilder {
        StepBuilder::new(session.id.clone(), Content::Session(session))
    }

    /// Something to do, which somebody confirms with a code. The step has its identifier, and needs a
    /// [title](StepBuilder::title).
    pub fn assignment(task: SignOff) -> StepBuilder {
        StepBuilder::new(task.id.clone(), Content::Assignment(task))
    }

    /// Something to talk about. The step has its identifier and its title. It is done when the learner has seen it: nobody can
    /// tell whether anything was said.
    pub fn discussion(discussion: Discussion) -> StepBuilder {
        StepBuilder::new(discussion.id.clone(), Content::Discussion(discussion))
    }

    /// A page of the web, by its `https` address. It is done when the learner has seen the link with its description.
    pub fn link(id: impl Into<Id>, title: impl Into<String>, url: impl Into<String>) -> StepBuilder {
        StepBuilder::new(id, Content::Link { url: url.into(), description: None }).title(title)
    }

    /// Several steps, taken one after the other unless the group says otherwise.
    ///
    /// ```
    /// # use coursewright::{Course, Lesson};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::{Order, Step};
    /// # let course = |id: &str| Course::builder(id, id)
    /// #     .lesson(Lesson::builder("page", "Page").markdown("Read me.")).build();
    /// # let (okrs, organisation) = (course("okrs")?, course("organisation")?);
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(
    ///         Step::group("focus", "Where you want to grow")
    ///             .order(Order::Choice)
    ///             .choose(1)
    ///             .step(Step::course("okrs", &okrs))
    ///             .step(Step::course("organisation", &organisation)),
    ///     )
    ///     .build()?;
    /// assert_eq!(path.all_steps().len(), 3);
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn group(id: impl Into<Id>, title: impl Into<String>) -> StepBuilder {
        StepBuilder::new(id, Content::Group(Group::default())).title(title)
    }

    /// A step that says nothing but what it is made of.
    #[must_use]
    pub fn new(id: impl Into<Id>, content: Content) -> Self {
        Self {
            id: id.into(),
            title: None,
            content,
            after: None,
            skip_if: None,
            optional: false,
            done: None,
            pass_mark: None,
            attempts: None,
            remediation: None,
            weight: None,
            time_limit: None,
            due: None,
        }
    }
}

/// What every step can say.
impl StepBuilder {
    fn new(id: impl Into<Id>, content: Content) -> Self {
        Step::new(id, content).into()
    }

    /// Sets what learners see it called.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.step.title = Some(title.into());
        self
    }

    /// Opens it only when this is reached, besides the order of its group. Called again, all of them.
    pub fn after(mut self, requirement: Requirement) -> Self {
        self.step.after = Some(match self.step.after.take() {
            Some(earlier) => earlier.and(requirement),
            None => requirement,
        });
        self
    }

    /// Opens it only when a step was passed.
    pub fn after_passing(self, step: impl Into<Id>) -> Self {
        self.after(Requirement::passed(step))
    }

    /// Opens it only when a step or group is done, or was skipped.
    pub fn after_completing(self, step: impl Into<Id>) -> Self {
        self.after(Requirement::completed(step))
    }

    /// Makes it superfluous for those who have reached this: "next" passes it over, it holds nothing up and does not count, but
    /// it may still be taken. Called again, one of them is enough.
    pub fn skip_if(mut self, requirement: Requirement) -> Self {
        self.step.skip_if = Some(match self.step.skip_if.take() {
            Some(earlier) => earlier.or(requirement),
            None => requirement,
        });
        self
    }

    /// Makes it superfluous for those who have passed a step, such as a [pre-test](Self::pre_test).
    ///
    /// ```
    /// # use coursewright::model::Bank;
    /// # use coursewright::{Course, Lesson, Question};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::Step;
    /// # let trust = Course::builder("trust", "Trust")
    /// #     .bank(Bank::new("promises", "Promises").question(Question::true_false("kept", "Keep them.", true)))
    /// #     .lesson(Lesson::builder("test", "Test").draw("some", "promises", 1)).build()?;
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(Step::test("before").title("What you know").draw_from(&trust, "promises", 1).pass_mark(80).pre_test())
    ///     .step(Step::course("trust", &trust).tested_out_by("before"))
    ///     .build()?;
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn tested_out_by(self, step: impl Into<Id>) -> Self {
        self.skip_if(Requirement::passed(step))
    }

    /// Asks for it neither for completion nor for success of what is around it; it holds nothing up.
    pub fn optional(mut self) -> Self {
        self.step.optional = true;
        self
    }

    /// Makes it a pre-test: an offer to show what one knows already. It is [optional](Self::optional), so nobody has to take it
    /// and failing it costs nothing; it is done once it was answered, passed or failed, and its score weighs nothing. What
    /// passing it is good for, other steps say with [`tested_out_by`](Self::tested_out_by).
    pub fn pre_test(self) -> Self {
        self.optional().done(Done::Finished).weight(0)
    }

    /// Sets when it is done.
    pub fn done(mut self, done: Done) -> Self {
        self.step.done = Some(done);
        self
    }

    /// Sets the percent that passes, 0 to 100, instead of the mastery score of the course.
    pub fn pass_mark(mut self, percent: impl Into<f64>) -> Self {
        self.step.pass_mark = Some(percent.into());
        self
    }

    /// Sets how often it may be taken; any number of times when not set. Only a failed attempt uses one up.
    pub fn attempts(mut self, attempts: u16) -> Self {
        self.step.attempts = Some(attempts);
        self
    }

    /// Says what those who fail do before they may try again.
    ///
    /// ```
    /// # use coursewright::{Course, Lesson, Question};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::{Remediation, Step};
    /// # let trust = Course::builder("trust", "Trust").mastery_score(80)
    /// #     .lesson(Lesson::builder("promises", "Promises")
    /// #         .question(Question::true_false("kept", "Keep them.", true))).build()?;
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(Step::course("trust", &trust).remediation(
    ///         Remediation::after(2).step(Step::lesson("promises-again", &trust, "promises")),
    ///     ))
    ///     .build()?;
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn remediation(mut self, remediation: RemediationBuilder) -> Self {
        let RemediationBuilder { mut remediation, steps } = remediation;
        for step in steps {
            remediation.steps.extend(self.take(step));
        }
        self.step.remediation = Some(remediation);
        self
    }

    /// Sets its share of the score of what is around it, 0 to 1. When not set: 1 for what can be passed and is not optional, and
    /// for a group of such steps, else 0.
    pub fn weight(mut self, weight: impl Into<f64>) -> Self {
        self.step.weight = Some(weight.into());
        self
    }

    /// Sets the minutes for one attempt; the attempt ends when they are over.
    pub fn time_limit(mut self, minutes: u16) -> Self {
        self.step.time_limit = Some(minutes);
        self
    }

    /// Says that it should be done so many days after the learner began the path. Learners are told; nothing closes.
    pub fn due_after_days(mut self, days: u16) -> Self {
        self.step.due = Some(days);
        self
    }

    /// Gives the step alone, for a [`Group`] or [`Remediation`] that is put together by hand.
    ///
    /// What the builder carries besides is left behind: the path has to be given the courses itself
    /// ([`PathBuilder::course`](super::PathBuilder::course)), or the check says that they are not there; and calls that made no sense,
    /// such as [`choose`](Self::choose) on a test, are told by nobody.
    ///
    /// ```
    /// # use coursewright::{Course, Lesson};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::{Content, Group, Step};
    /// # let trust = Course::builder("trust", "Trust").lesson(Lesson::builder("page", "Page").markdown("Read me.")).build()?;
    /// let mut group = Group::default();
    /// group.steps.push(Step::course("trust", &trust).into_step());
    /// let mut group = Step::new("basics", Content::Group(group));
    /// group.title = Some("Basics".to_owned());
    /// let path = LearningPath::builder("leaders", "Leaders").course(&trust).step(group).build()?;
    /// assert_eq!(path.all_steps().len(), 2);
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    #[must_use]
    pub fn into_step(self) -> Step {
        self.step
    }
}

/// What only some steps can say. On others it is told as a finding when the path is built.
impl StepBuilder {
    /// Adds questions to a test: so many of a bank of a course, others for each learner.
    ///
    /// ```
    /// # use coursewright::model::Bank;
    /// # use coursewright::{Course, Lesson, Question};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::Step;
    /// # let course = |id: &str| Course::builder(id, id)
    /// #     .bank(Bank::new("final", "Final").question(Question::true_false("kept", "Promises are kept.", true)))
    /// #     .lesson(Lesson::builder("test", "Test").draw("some", "final", 1)).build();
    /// # let (trust, okrs) = (course("trust")?, course("okrs")?);
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(
    ///         Step::test("final")
    ///             .title("Final test")
    ///             .draw_from(&trust, "final", 1)
    ///             .draw_from(&okrs, "final", 1)
    ///             .pass_mark(75),
    ///     )
    ///     .build()?;
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    pub fn draw_from(mut self, course: &Course, bank: impl Into<Id>, count: u16) -> Self {
        let Content::Test { draws } = &mut self.step.content else {
            return self.misplaced("draws from a bank, but it is no test");
        };
        draws.push(TestDraw { course: course.id.clone(), bank: bank.into(), count });
        self.with_course(course)
    }

    /// Says in Markdown what to look for on a page of the web, or what a session is about.
    pub fn description(mut self, markdown: impl Into<String>) -> Self {
        match &mut self.step.content {
            Content::Link { description, .. } => *description = Some(markdown.into()),
            Content::Session(session) => session.description = Some(markdown.into()),
            _ => return self.misplaced("has a description, which only links and sessions have"),
        }
        self
    }

    /// Sets in which order the steps of a group are taken.
    pub fn order(self, order: Order) -> Self {
        self.grouped("says an order of steps", |group| group.order = order)
    }

    /// Lets the learner choose: so many of the group's steps that are not optional are enough.
    pub fn choose(self, count: u16) -> Self {
        self.grouped("lets learners choose steps", |group| group.choose = Some(count))
    }

    /// Offers only so many of the group's steps, drawn for each learner. It needs another [order](Self::order) than the linear
    /// one.
    pub fn draw(self, count: u16) -> Self {
        self.grouped("draws steps", |group| group.draw = Some(count))
    }

    /// Puts the group's steps into another order for each learner. It needs another [order](Self::order) than the linear one.
    pub fn shuffle(self) -> Self {
        self.grouped("shuffles steps", |group| group.shuffle = true)
    }

    /// Adds a step to a group. What lies deeper than [`Group::MAX_LEVELS`] is left out, with a finding.
    pub fn step(mut self, step: impl Into<Self>) -> Self {
        let Some(step) = self.take(step.into()) else { return self };
        self.grouped("holds a step", |group| group.steps.push(step))
    }

    fn grouped(mut self, what: &str, change: impl FnOnce(&mut Group)) -> Self {
        match &mut self.step.content {
            Content::Group(group) => change(group),
            _ => return self.misplaced(&format!("{what}, but it is no group")),
        }
        self
    }

    fn misplaced(self, what: &str) -> Self {
        let message = format!("the step {what}");
        self.with_finding(&rules::MISPLACED, message)
    }

    fn with_finding(mut self, rule: &'static Rule, message: String) -> Self {
        let subject = format!("step `{}`", self.step.id);
        self.findings.push(Diagnostic::new(rule, message).subject(subject));
        self
    }

    fn with_course(mut self, course: &Course) -> Self {
        add_course(&mut self.courses, course.clone());
        self
    }

    /// Takes over what a step inside of this one brings with it.
    fn take(&mut self, inner: Self) -> Option<Step> {
        let Self { step, courses, findings, levels } = inner;
        if levels >= Group::MAX_LEVELS {
            let message = format!("steps are nested deeper than {} levels", Group::MAX_LEVELS);
            let subject = format!("step `{}`", step.id);
            self.findings.push(Diagnostic::new(&rules::TOO_LARGE, message).subject(subject));
            return None;
        }
        self.levels = self.levels.max(levels + 1);
        for course in courses {
            add_course(&mut self.courses, course);
        }
        self.findings.extend(findings);
        Some(step)
    }
}

impl From<Step> for StepBuilder {
    fn from(step: Step) -> Self {
        Self { levels: step.levels(), step, courses: Vec::new(), findings: Vec::new() }
    }
}

/// Builds a [`Remediation`]; [`Remediation::after`] begins it, and [`StepBuilder::remediation`] takes it.
///
/// ```
/// use coursewright::model::path::{Remediation, Step};
///
/// let read = Step::link("rules", "The rules again", "https://example.com/rules");
/// let step = Step::test("final").pass_mark(80).remediation(Remediation::after(2).rounds(1).step(read)).into_step();
/// assert_eq!(step.remediation.map(|remediation| remediation.tries), Some(2));
/// ```
#[derive(Debug, Clone)]
#[must_use = "it is part of a step only when it is given to StepBuilder::remediation"]
pub struct RemediationBuilder {
    remediation: Remediation,
    steps: Vec<StepBuilder>,
}

impl Remediation {
    /// After so many failed attempts.
    pub fn after(tries: u16) -> RemediationBuilder {
        RemediationBuilder { remediation: Self { tries, rounds: None, steps: Vec::new() }, steps: Vec::new() }
    }
}

impl RemediationBuilder {
    /// Gives so many rounds after the first, each after the remedial steps; then the step cannot be tried any more. When not set,
    /// the remedial steps come once, and then the step may be tried any number of times.
    pub fn rounds(mut self, rounds: u16) -> Self {
        self.remediation.rounds = Some(rounds);
        self
    }

    /// Adds a remedial step. They open one after the other.
    pub fn step(mut self, step: impl Into<StepBuilder>) -> Self {
        self.steps.push(step.into());
        self
    }
}
