//! Writing packages beside the programs that people would use instead.
//!
//! ```text
//! cargo bench --bench packaging             # 200 MB of text, 500 MB of media
//! cargo bench --bench packaging -- quick    # a tenth of it
//! cargo bench --bench packaging -- media    # one of text, log (one large text), media and clip (one large medium)
//! ```
//!
//! Every figure is the best of some runs in turn, each in a process of its own, from files in the page cache to a file on the
//! same disk. What counts are the ratios; the seconds are those of one machine.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use coursewright::package::{Package, PackageFile};

const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["write", sink, from, to] => write(sink, from, to),
        ["quick"] => compare(10, None),
        ["quick", only] => compare(10, Some(only)),
        [] => compare(1, None),
        [only] => compare(1, Some(only)),
        _ => eprintln!("usage: cargo bench --bench packaging [-- [quick] [text|log|media|clip]]"),
    }
}

/// What a child process does: writes a package of a folder, and says how much memory it took.
fn write(sink: &str, from: &str, to: &str) {
    let package = Package::open(from).unwrap();
    match sink {
        "zip" => drop(package.write_zip(to).unwrap()),
        "stream" => drop(package.write_to(io::sink()).unwrap()),
        "8-threads" => drop(package.writer().threads(8).write_to(io::sink()).unwrap()),
        "one-thread" => drop(package.writer().threads(1).write_zip(to).unwrap()),
        _ => panic!("unknown sink {sink}"),
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown");
    println!("{}", peak.trim());
}

fn compare(part: usize, only: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).into_os_string().into_string().unwrap();
    let ours = |sink: &'static str, from: &'static str| {
        let (from, to) = (at(from), at("ours.zip"));
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["write", sink, &from, &to]);
        Runner { name: format!("coursewright, {sink}"), command, output: to }
    };
    let zip = |from: &'static str| {
        let mut command = Command::new("zip");
        command.args(["-6", "-q", "-r", &at("peer.zip"), "."]).current_dir(at(from));
        Runner { name: "zip -6".into(), command, output: at("peer.zip") }
    };
    let cp = |from: &'static str| {
        let mut command = Command::new("cp");
        command.args(["-r", &at(from), &at("copy")]);
        Runner { name: "cp -r".into(), command, output: at("copy") }
    };

    let all = |from| {
        vec![
            zip(from),
            ours("zip", from),
            ours("one-thread", from),
            ours("stream", from),
            ours("8-threads", from),
        ]
    };
    let media = |from| vec![cp(from), ours("zip", from), ours("stream", from)];
    for name in
        ["text", "log", "media", "clip"].into_iter().filter(|name| only.is_none_or(|only| only == *name))
    {
        let path = at(name);
        match name {
            "text" => {
                race(&text_files(Path::new(&path), 12_000 / part, 200_000_000 / part as u64), all(name))
            }
            "log" => race(&text_files(Path::new(&path), 1, 200_000_000 / part as u64), all(name)),
            "media" => race(&media_files(Path::new(&path), 25, 500_000_000 / 25 / part), media(name)),
            _ => race(&media_files(Path::new(&path), 1, 500_000_000 / part), media(name)),
        }
        fs::remove_dir_all(path).unwrap();
    }
}

struct Runner {
    name: String,
    command: Command,
    output: String,
}

impl Runner {
    /// Runs once; `None` when the program is not there.
    fn run(&mut self) -> Option<Run> {
        let start = Instant::now();
        let output = self.command.output().ok()?;
        let elapsed = start.elapsed();
        assert!(output.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&output.stderr));
        let len =
            fs::metadata(&self.output).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
        let _ = fs::remove_file(&self.output);
        let _ = fs::remove_dir_all(&self.output);
        Some(Run { elapsed, len, memory: String::from_utf8_lossy(&output.stdout).trim().to_owned() })
    }
}

struct Run {
    elapsed: Duration,
    len: Option<u64>,
    memory: String,
}

/// Runs all in turn; the first is what the others are measured against.
fn race(title: &str, mut runners: Vec<Runner>) {
    println!("\n{title}\n  {:<26} {:>9} {:>7} {:>10}   peak memory", "", "best", "ratio", "length");
    let mut best: Vec<Option<Run>> = runners.iter().map(|_| None).collect();
    for _ in 0..ROUNDS {
        for (runner, best) in runners.iter_mut().zip(&mut best) {
            let Some(run) = runner.run() else { continue };
            if best.as_ref().is_none_or(|best| run.elapsed < best.elapsed) {
                *best = Some(run);
            }
        }
    }
    let reference = best[0].as_ref().map(|run| run.elapsed.as_secs_f64());
    for (runner, best) in runners.iter().zip(&best) {
        let Some(Run { elapsed, len, memory }) = best else {
            println!("  {:<26} not installed", runner.name);
            continue;
        };
        let elapsed = elapsed.as_secs_f64();
        let ratio = reference.map_or("–".into(), |reference| format!("{:.2}", elapsed / reference));
        let len = len.map_or("–".into(), |len| format!("{:.1} MB", len as f64 / 1e6));
        println!("  {:<26} {elapsed:>7.2} s {ratio:>7} {len:>10}   {memory}", runner.name);
    }
    io::stdout().flush().unwrap();
}

/// A small generator of numbers, the same on every machine (Numerical Recipes' 64-bit linear congruence).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Pages of words, the frequent ones short and the rare ones long, in paragraphs with some markup.
fn text_files(folder: &Path, count: usize, total: u64) -> String {
    let mut numbers = Numbers(1);
    let words: Vec<String> = (0..8_000)
        .map(|rank| {
            let letters = 2 + rank / 1_000 + numbers.below(5);
            (0..letters)
                .map(|_| char::from(b"etaoinshrdlucmfwypvbgkjqxz"[numbers.below(numbers_limit(rank))]))
                .collect()
        })
        .collect();
    fs::create_dir_all(folder).unwrap();
    let mean = (total / count as u64) as usize;
    let mut page = String::new();
    for number in 0..count {
        page.clear();
        page.push_str("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Page</title></head><body>\n<main>\n");
        let len = if count == 1 { mean } else { mean / 4 + numbers.below(mean * 3 / 2) };
        while page.len() < len {
            page.push_str("<p class=\"text\">");
            for _ in 0..20 + numbers.below(80) {
                // The product of uniform numbers: small ranks are by far the most frequent, as in a language.
                let rank = numbers.below(8_000) * numbers.below(8_000) / 8_000 * numbers.below(8_000) / 8_000;
                page.push_str(&words[rank]);
                page.push(if numbers.below(12) == 0 { ',' } else { ' ' });
            }
            page.push_str("</p>\n");
        }
        page.push_str("</main></body></html>\n");
        let part = folder.join(format!("module-{:02}", number % 50));
        fs::create_dir_all(&part).unwrap();
        fs::write(part.join(format!("page-{number:05}.html")), &page).unwrap();
    }
    described(folder, "text")
}

fn numbers_limit(rank: usize) -> usize {
    12 + rank * 14 / 8_000
}

fn media_files(folder: &Path, count: usize, len: usize) -> String {
    fs::create_dir_all(folder).unwrap();
    let mut numbers = Numbers(2);
    for number in 0..count {
        let mut clip = Vec::with_capacity(len + 4);
        while clip.len() < len {
            clip.extend((numbers.below(1 << 31) as u32 * 2).to_be_bytes().into_iter().take(3));
        }
        fs::write(folder.join(format!("clip-{number:02}.mp4")), &clip).unwrap();
    }
    described(folder, "media")
}

fn described(folder: &Path, what: &str) -> String {
    let package = Package::open(folder).unwrap();
    let bytes: u64 = package.files().iter().map(PackageFile::len).sum();
    format!("{:.0} MB of {what} in {} files", bytes as f64 / 1e6, package.files().len())
}
