//! The zips of this crate in the readers that other people wrote.
//!
//! A reader that is not installed is skipped, and says so; where `CI` is set, that is a failure.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use coursewright::Limits;
use coursewright::package::{Package, PackageFile};
use tempfile::TempDir;

/// A reader gets the path of a zip and gives, for each entry in the order of the zip, its name, length and checksum.
struct Reader {
    name: &'static str,
    install: &'static str,
    list: fn(&Path, &Path) -> io::Result<String>,
}

const PYTHON: &str = "
import sys, zipfile, zlib
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    out = []
    for info in z.infolist():
        crc, length = 0, 0
        with z.open(info) as f:
            while piece := f.read(1 << 20):
                crc, length = zlib.crc32(piece, crc), length + len(piece)
        out.append(f'{info.filename} {length} {crc:08x}\\n')
    sys.stdout.buffer.write(''.join(out).encode())
";

const JAVA: &str = r#"
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.zip.*;

class List {
    public static void main(String[] args) throws IOException {
        var out = new StringBuilder();
        // A reader that only goes forward: it believes local headers and never sees the central directory.
        try (var in = new ZipInputStream(new BufferedInputStream(new FileInputStream(args[0])), StandardCharsets.UTF_8)) {
            var buffer = new byte[1 << 16];
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                var crc = new CRC32();
                long length = 0;
                for (int n; (n = in.read(buffer)) > 0; length += n) crc.update(buffer, 0, n);
                if (entry.getSize() != length || entry.getCrc() != crc.getValue()) throw new IOException(entry.getName());
                out.append("%s %d %08x\n".formatted(entry.getName(), length, crc.getValue()));
            }
        }
        System.out.write(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
"#;

const READERS: &[Reader] = &[
    Reader { name: "the zip crate", install: "", list: with_zip_crate },
    Reader { name: "coursewright", install: "", list: with_coursewright },
    Reader { name: "Python's zipfile", install: "apt-get install python3", list: with_python },
    Reader { name: "Info-ZIP unzip", install: "apt-get install unzip", list: with_unzip },
    Reader {
        name: "Java's ZipInputStream",
        install: "apt-get install default-jdk-headless",
        list: with_java,
    },
];

fn with_zip_crate(zip: &Path, _: &Path) -> io::Result<String> {
    let mut archive = zip::ZipArchive::new(File::open(zip)?)?;
    let mut out = String::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let name = entry.name()?.into_owned();
        let (len, crc) = measured(&mut entry)?;
        writeln!(out, "{name} {len} {crc:08x}").unwrap();
    }
    Ok(out)
}

fn with_coursewright(zip: &Path, _: &Path) -> io::Result<String> {
    // Zeros shrink more than a stranger's archive may.
    let limits = Limits::default().ratio(2_000);
    Ok(listed(&Package::open_with(zip, &limits).map_err(io::Error::other)?))
}

fn with_python(zip: &Path, _: &Path) -> io::Result<String> {
    output(Command::new("python3").arg("-c").arg(PYTHON).arg(zip))
}

fn with_java(zip: &Path, folder: &Path) -> io::Result<String> {
    let source = folder.join("List.java");
    fs::write(&source, JAVA)?;
    output(Command::new("java").arg(source).arg(zip))
}

/// `unzip` reads and checks everything but lists no checksums in a form for programs: its word on them is taken.
fn with_unzip(zip: &Path, _: &Path) -> io::Result<String> {
    output(Command::new("unzip").arg("-tq").arg(zip))?;
    with_zip_crate(zip, Path::new(""))
}

fn output(command: &mut Command) -> io::Result<String> {
    let output = command.stdin(Stdio::null()).env("LC_ALL", "C.UTF-8").output()?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        return Err(io::Error::other(said.concat()));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

fn measured(content: &mut dyn Read) -> io::Result<(u64, u32)> {
    let mut crc = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    let mut len = 0;
    loop {
        let count = content.read(&mut buffer)?;
        if count == 0 {
            return Ok((len, crc.finalize()));
        }
        crc.update(&buffer[..count]);
        len += count as u64;
    }
}

fn listed(package: &Package) -> String {
    package.files().iter().fold(String::new(), |mut out, file| {
        let (len, crc) = measured(&mut file.reader().unwrap()).unwrap();
        writeln!(out, "{} {len} {crc:08x}", file.name()).unwrap();
        out
    })
}

/// Writes the package and has every reader read it.
#[track_caller]
fn assert_all_read(package: &Package, folder: &Path) {
    let zip = folder.join("package.zip");
    package.write_zip(&zip).unwrap();
    let expected = listed(package);
    for Reader { name, install, list } in READERS {
        match list(&zip, folder) {
            Ok(found) => assert!(found == expected, "{name} finds something else in the zip than was put in"),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                assert!(std::env::var_os("CI").is_none(), "{name} is not installed: {install}");
                println!("skipped: {name} is not installed ({install})");
            }
            Err(error) => panic!("{name} cannot read the zip: {error}"),
        }
    }
}

/// A file of zeros that takes no room on most disks.
fn zeros(folder: &TempDir, name: &str, len: u64) -> (String, PathBuf) {
    let path = folder.path().join(name);
    File::create(&path).unwrap().set_len(len).unwrap();
    (name.to_owned(), path)
}

#[test]
fn every_kind_of_entry() {
    let text = |len: usize| {
        (0..).flat_map(|n: u32| n.wrapping_pow(3).to_string().into_bytes()).take(len).collect::<Vec<_>>()
    };
    let folder = tempfile::tempdir().unwrap();
    let (name, path) = zeros(&folder, "on-disk.mp4", 2_000_000);
    let package = Package::from_files([
        PackageFile::from_static("imsmanifest.xml", b"<manifest/>"),
        PackageFile::from_static("empty.txt", b""),
        PackageFile::from_static("short.txt", b"x"),
        PackageFile::from_bytes("page.html", text(20_000)),
        PackageFile::from_bytes("a/large.txt", text(3_000_000)),
        PackageFile::from_bytes("a/picture.png", text(5_000)),
        PackageFile::from_bytes("a/clip.mp4", text(2_000_000)),
        PackageFile::from_bytes("übung/grüße.html", text(1_000)),
        PackageFile::from_bytes("日本語.html", text(1_000)),
        PackageFile::from_path(name, path).unwrap(),
    ])
    .unwrap();
    assert_all_read(&package, folder.path());
}

#[test]
fn a_package_without_files() {
    let folder = tempfile::tempdir().unwrap();
    let zip = folder.path().join("empty.zip");
    Package::default().write_zip(&zip).unwrap();
    assert_eq!(fs::read(&zip).unwrap().len(), 22);
    assert_eq!(with_zip_crate(&zip, folder.path()).unwrap(), "");
}

#[test]
fn more_entries_than_a_plain_zip_can_count() {
    for count in [65_534, 65_535, 65_537] {
        let folder = tempfile::tempdir().unwrap();
        let files =
            (0..count).map(|n| PackageFile::from_bytes(format!("{n:05}.txt"), n.to_string().into_bytes()));
        assert_all_read(&Package::from_files(files).unwrap(), folder.path());
    }
}

/// Takes a minute and ten gigabytes of disk: `cargo test --release --test zip_readers -- --ignored`.
#[test]
#[ignore = "needs ten gigabytes of disk"]
fn entries_larger_than_a_plain_zip_can_say() {
    let folder = tempfile::tempdir().unwrap();
    let files = [zeros(&folder, "clip.mp4", 4_700_000_000), zeros(&folder, "log.txt", 4_700_000_000)];
    let files = files.map(|(name, path)| PackageFile::from_path(name, path).unwrap());
    // After the large ones, so that its place does not fit into 32 bits either.
    let last = PackageFile::from_static("page.html", b"<p>last</p>");
    assert_all_read(&Package::from_files(files.into_iter().chain([last])).unwrap(), folder.path());
}
