//! From a course to a package: lessons rendered per second, and a package of 2,000 lessons end to end.
//!
//! `cargo bench --bench publishing`

use std::hint::black_box;
use std::time::Duration;

use coursewright::{Answer, Course, Edition, Lesson, Module, Question, Standard};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

/// A course of lessons like those that people write: a page of text, a list, a table and a question.
fn course(lessons: usize) -> Course {
    let mut modules = Course::builder("bench", "A long course").language("en-GB");
    for module in 0..lessons.div_ceil(20) {
        let mut builder = Module::builder(format!("module-{module}"), format!("Module {module}"));
        for number in (module * 20..lessons).take(20) {
            builder = builder.lesson(lesson(number));
        }
        modules = modules.module(builder);
    }
    modules.build().expect("the course is sound")
}

fn lesson(number: usize) -> coursewright::model::LessonBuilder {
    let paragraph =
        "Trust grows from **kept promises**, and from saying early when one *cannot* be kept. ".repeat(6);
    Lesson::builder(format!("lesson-{number}"), format!("Lesson {number}"))
        .markdown(format!(
            "{paragraph}\n\n## What to do\n\n- Say what happened\n- Say what it means\n- Say what you do about it\n\n\
             {paragraph}\n\n| When | What is possible |\n|---|---|\n| Early | Much |\n| Late | Little |\n\n\
             > Say it while it is small.\n> — A colleague\n\n::: tip\n{paragraph}\n:::\n"
        ))
        .question(
            Question::choice(format!("question-{number}"), "What comes first?")
                .answer(Answer::correct("What happened").feedback("Yes: then what it means."))
                .incorrect("Whose fault it was")
                .incorrect("Nothing"),
        )
}

fn publishing(criterion: &mut Criterion) {
    let standard = Standard::Scorm2004(Edition::Fourth);
    let mut group = criterion.benchmark_group("publishing");
    group.sample_size(10).measurement_time(Duration::from_secs(8));

    let small = course(100);
    group.throughput(Throughput::Elements(100));
    group.bench_function("lessons rendered", |bencher| {
        bencher.iter(|| black_box(small.publish(standard).expect("it publishes")));
    });

    let large = course(2_000);
    group.throughput(Throughput::Elements(2_000));
    group.bench_function("a package of 2,000 lessons, to zip", |bencher| {
        bencher.iter_batched(
            || (),
            |()| {
                large
                    .publish(standard)
                    .and_then(|package| package.write_to(std::io::sink()))
                    .expect("it is written")
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, publishing);
criterion_main!(benches);
