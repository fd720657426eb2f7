//! A learning path as a picture.

mod card;
mod layout;
mod marks;
mod shapes;
#[cfg(test)]
mod tests;
mod text;

use layout::{Layout, SPINE};
use marks::Marks;
use shapes::{Area, N, Towards, circle, rect, text as write_text, tip, way};
use text::{escaped, wrap};

use super::explore::Exploration;
use super::words::{self, Words};
use crate::model::path::{LearningPath, Order};

const STYLE: &str = include_str!("style.css");
/// Around everything.
const MARGIN: f64 = 28.0;
const NARROWEST: f64 = 560.0;

impl LearningPath {
    /// The path as a picture (SVG) that authors, and those who ordered the path, understand at a glance: steps as cards, one
    /// below the other where one follows the other; groups as frames with their rule in words; gates with what opens them; what
    /// is done after failing as a loop; a dashed line around what can be passed over. Light and dark follow the reader. The
    /// same path gives the same bytes.
    ///
    /// ```
    /// # use coursewright::{Course, Lesson};
    /// use coursewright::model::path::{LearningPath, Step};
    ///
    /// # let trust = Course::builder("trust", "Trust").lesson(Lesson::builder("l", "L").markdown("Text")).build()?;
    /// let path = LearningPath::builder("new-leaders", "New leaders").step(Step::course("trust", &trust)).build()?;
    /// assert!(path.svg().starts_with("<svg"));
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    #[must_use]
    pub fn svg(&self) -> String {
        draw(&Words::of(self), None)
    }

    /// The [picture](Self::svg) with what an exploration of the path saw: which steps learners reach, are done with, fail and
    /// pass over, and what is wrong, at its step and in words below with the story of how it comes about.
    ///
    /// ```
    /// # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/paths/test-out");
    /// # #[cfg(feature = "source")] {
    /// use coursewright::LearningPath;
    ///
    /// let path = LearningPath::from_folder(folder)?;
    /// assert!(path.svg_explored(&path.explore()).contains("nobody gets stuck"));
    /// # }
    /// # Ok::<(), coursewright::Error>(())
    /// ```
    #[must_use]
    pub fn svg_explored(&self, exploration: &Exploration) -> String {
        let words = Words::of(self);
        let marks = Marks::of_exploration(&words, exploration);
        draw(&words, Some(&marks))
    }
}

fn draw(words: &Words<'_>, marks: Option<&Marks>) -> String {
    let path = words.path;
    let layout = Layout { words, marks };
    let is_linear = path.steps.order == Order::Linear;
    let padding = if is_linear { 0.0 } else { 16.0 };
    let width = (layout.width_of(&path.steps) + 2.0 * padding).max(NARROWEST);
    let mut page = Page { svg: String::new(), y: MARGIN, width };

    page.lines("head", (23.5, 29.0), &path.title);
    page.lines("small", (12.5, 17.0), &words::rule(&path.steps));
    page.y += 22.0;
    let spine = MARGIN + SPINE + layout::gutter(&path.steps.steps) * f64::from(u8::from(is_linear));
    circle(&mut page.svg, "tip", spine, page.y, 7.0);
    write_text(&mut page.svg, "words", spine + 16.0, page.y + 4.5, "Start");
    page.y += 7.0;
    if is_linear {
        let steps = layout.stack(&path.steps.steps, (MARGIN, page.y), width, 0, true);
        page.svg.push_str(&steps.svg);
        page.y += steps.height;
    } else {
        page.arrow(spine, 26.0);
        let steps = layout.steps(&path.steps, (MARGIN + padding, page.y + padding), width - 2.0 * padding, 1);
        let height = steps.height + 2.0 * padding;
        rect(&mut page.svg, "frame", Area { x: MARGIN, y: page.y, width, height }, 12.0);
        page.svg.push_str(&steps.svg);
        page.y += height;
    }
    page.arrow(spine, 30.0);
    circle(&mut page.svg, "tip", spine, page.y + 9.0, 9.0);
    circle(&mut page.svg, "page", spine, page.y + 9.0, 5.0);
    for line in words.ends() {
        page.indented("words", (12.5, 17.0), &line, SPINE + spine - MARGIN - 12.0);
    }
    if let Some(marks) = marks {
        page.findings(marks);
    }
    page.finish(path, words)
}

/// The page so far.
struct Page {
    svg: String,
    y: f64,
    width: f64,
}

impl Page {
    fn lines(&mut self, class: &str, size: (f64, f64), words: &str) {
        self.indented(class, size, words, 0.0);
    }

    fn indented(&mut self, class: &str, (size, height): (f64, f64), words: &str, indent: f64) {
        for line in wrap(words, size, self.width - indent, 12) {
            write_text(&mut self.svg, class, MARGIN + indent, self.y + size, &line);
            self.y += height;
        }
    }

    fn arrow(&mut self, x: f64, length: f64) {
        way(&mut self.svg, "way", &[(x, self.y), (x, self.y + length - 2.0)]);
        self.y += length;
        tip(&mut self.svg, "tip", (x, self.y), Towards::Down);
    }

    /// What the exploration found, by the numbers that stand at the steps.
    fn findings(&mut self, marks: &Marks) {
        self.y += 24.0;
        let verdict = match marks.findings.len() {
            0 if marks.unexplored.is_empty() => "Explored: nobody gets stuck".to_owned(),
            0 => "Explored, but not all of it: nobody gets stuck as far as was looked".to_owned(),
            1 => "Explored: one finding".to_owned(),
            many => format!("Explored: {many} findings"),
        };
        self.lines("name", (15.8, 22.0), &verdict);
        let walked = format!("{} learners walked the path, each in a way of their own.", marks.learners);
        self.lines("small", (12.5, 17.0), &walked);
        for unexplored in &marks.unexplored {
            self.lines("small", (12.5, 17.0), unexplored);
        }
        for (number, found) in (1..).zip(&marks.findings) {
            self.y += 10.0;
            let mild = if found.is_grave { "" } else { " mild" };
            circle(&mut self.svg, &format!("badge{mild}"), MARGIN + 10.0, self.y + 9.0, 10.0);
            write_text(&mut self.svg, "on-badge", MARGIN + 10.0, self.y + 13.0, &number.to_string());
            self.indented("words", (12.5, 17.0), &found.message, 30.0);
            if !found.story.is_empty() {
                self.indented("small", (12.5, 17.0), &format!("How to get there: {}", found.story), 30.0);
            }
        }
    }

    fn finish(self, path: &LearningPath, words: &Words<'_>) -> String {
        let (width, height) = (N(self.width + 2.0 * MARGIN), N(self.y + MARGIN));
        let (title, outline) = (escaped(&path.title), escaped(&words.outline()));
        let (language, style, svg) = (escaped(&path.language), STYLE, self.svg);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"cwp\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" aria-labelledby=\"cwp-title cwp-desc\" lang=\"{language}\">\n\
             <title id=\"cwp-title\">{title}</title>\n<desc id=\"cwp-desc\" lang=\"en\">{outline}</desc>\n\
             <style>\n{style}</style>\n\
             <rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n{svg}</svg>\n"
        )
    }
}
