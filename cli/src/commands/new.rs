//! `coursewright new`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::Status;
use crate::args::NewArgs;
use crate::failure::Failure;
use crate::output;

/// The files of the starter course.
const STARTER: [(&str, &str); 5] = [
    ("course.yaml", include_str!("../starter/course.yaml")),
    ("lessons/welcome.md", include_str!("../starter/lessons/welcome.md")),
    ("lessons/more-than-text.md", include_str!("../starter/lessons/more-than-text.md")),
    ("lessons/questions.md", include_str!("../starter/lessons/questions.md")),
    ("media/steps.svg", include_str!("../starter/media/steps.svg")),
];

/// Writes the starter course into a folder that is new or empty.
pub(crate) fn run(args: &NewArgs) -> Result<Status, Failure> {
    let folder = &args.folder;
    let name = name_of(folder)?;
    let title = args.title.clone().unwrap_or_else(|| title_from(&name));
    is_free(folder)?;

    let mut made = Made::default();
    for (file, text) in STARTER {
        let text = text.replace("{id}", &id_from(&name)).replace("{title}", &quoted(&title));
        let path = folder.join(file);
        made.folders(path.parent().unwrap_or(folder))?;
        made.file(&path, &text)?;
    }
    made.keep();

    let shown = shell_word(folder);
    output::print(&format!(
        "Wrote a starter course into {shown}. Its files explain themselves.\n\n\
         What to do next:\n  \
           coursewright check {shown}    find what is wrong\n  \
           coursewright build {shown}    make packages, in {}\n\n\
         Then open {} in an editor, and write.\n",
        shell_word(&folder.join("dist")),
        shell_word(&folder.join("course.yaml")),
    ))?;
    Ok(Status::Fine)
}

/// The folder's own name, also for `.`.
fn name_of(folder: &Path) -> Result<String, Failure> {
    let whole = match folder.canonicalize() {
        Ok(whole) => whole,
        Err(_) => {
            std::path::absolute(folder).map_err(|error| Failure::io("cannot create", folder, &error))?
        }
    };
    Ok(whole.file_name().unwrap_or_default().to_string_lossy().into_owned())
}

fn is_free(folder: &Path) -> Result<(), Failure> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Failure::new(format!("the folder {} is not empty", folder.display()))
            .help("name a new folder, or an empty one: nothing of yours is ever overwritten")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::io("cannot write into", folder, &error)),
    }
}

/// What was made so far; taken away again unless all of it is made.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Made {
    fn folders(&mut self, folder: &Path) -> Result<(), Failure> {
        let missing =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        for folder in missing.collect::<Vec<_>>().into_iter().rev() {
            fs::create_dir(folder).map_err(|error| Failure::io("cannot create", folder, &error))?;
            self.folders.push(folder.to_path_buf());
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let failure = |error: io::Error| Failure::io("cannot write", path, &error);
        let mut file = File::create_new(path).map_err(failure)?;
        self.files.push(path.to_path_buf());
        file.write_all(text.as_bytes()).map_err(failure)
    }

    fn keep(mut self) {
        self.files.clear();
        self.folders.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// `first-aid` is "First aid".
fn title_from(name: &str) -> String {
    let words: Vec<_> = name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let mut letters = words.join(" ");
    if let Some(first) = letters.chars().next() {
        letters.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    if letters.is_empty() { "My course".to_owned() } else { letters }
}

/// A legal identifier from a folder's name.
fn id_from(name: &str) -> String {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '_' => id.push(c),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.truncate(40);
    let id = id.trim_matches('-');
    match id.chars().next() {
        None => "my-course".to_owned(),
        Some('a'..='z') => id.to_owned(),
        Some(_) => format!("course-{id}"),
    }
}

/// A text in quotation marks that JSON and YAML understand.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A path as it can be copied into a shell.
fn shell_word(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "-_./\\:~".contains(c));
    if is_plain { path } else { format!("\"{path}\"") }
}

#[cfg(test)]
mod tests {
    use coursewright::model::Id;

    use super::*;

    #[test]
    fn ids_and_titles_come_from_the_name_of_the_folder() {
        for (name, id, title) in [
            ("first-aid", "first-aid", "First aid"),
            ("Über uns", "ber-uns", "Über uns"),
            ("2027_goals", "course-2027_goals", "2027 goals"),
            ("安全", "my-course", "安全"),
            ("--", "my-course", "My course"),
            ("", "my-course", "My course"),
        ] {
            assert_eq!((id_from(name), title_from(name)), (id.to_owned(), title.to_owned()));
            assert!(Id::from(id).is_legal());
        }
        assert!(Id::from(id_from(&"9".repeat(200))).is_legal());
    }

    #[test]
    fn the_starter_has_every_file_of_its_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter");
        let mut files = 0;
        for part in ["", "lessons", "media"] {
            let entries = fs::read_dir(folder.join(part)).unwrap();
            files += entries.filter(|entry| entry.as_ref().unwrap().path().is_file()).count();
        }
        assert_eq!(files, STARTER.len());
    }
}
