//! Packages as a user of the library meets them: written, opened, refused.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use coursewright::package::{Package, PackageFile};
use coursewright::{Error, Limits};
use proptest::prelude::*;

/// Bytes that do not compress, the same every time (xorshift, Marsaglia 2003).
fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut out = Vec::with_capacity(len + 8);
    while out.len() < len {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.extend(state.to_le_bytes());
    }
    out.truncate(len);
    out
}

/// Text that compresses to about half: every byte of noise as two hexadecimal digits.
fn hex(len: usize, seed: u64) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    noise(len / 2, seed)
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .collect()
}

/// One file of every kind that the writer treats in its own way.
fn every_kind() -> &'static [(String, Vec<u8>)] {
    static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(make_every_kind);
    &FILES
}

fn make_every_kind() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("imsmanifest.xml".into(), b"<manifest/>".to_vec()),
        ("a/empty.txt".into(), Vec::new()),
        ("a/short.txt".into(), b"x".to_vec()),
        ("media/small.mp4".into(), noise(1_000, 1)),
        ("media/large.mp4".into(), noise(3 << 20, 2)),
        ("media/blanks.png".into(), vec![b' '; 2 << 20]),
        ("data/noise.bin".into(), noise(2_000_000, 3)),
        ("data/noise-then-text.bin".into(), [noise(600_000, 4), vec![b'a'; 600_000]].concat()),
        ("data/text-then-noise.bin".into(), [vec![b'a'; 600_000], noise(600_000, 5)].concat()),
        ("data/one-block.txt".into(), hex(512 * 1024, 6)),
        ("data/one-block-and-a-byte.txt".into(), [hex(512 * 1024, 6), b"0".to_vec()].concat()),
        // More than what waits in memory for its header when a sink only goes forward.
        ("data/large.txt".into(), hex(18 << 20, 7)),
        ("übung.html".into(), "<p>Grüße</p>".repeat(50).into()),
    ];
    files.extend((0..300).map(|n| (format!("pages/{n}.html"), format!("<p>{n}</p>").repeat(n).into_bytes())));
    files
}

fn in_memory(files: &[(String, Vec<u8>)]) -> Package {
    Package::from_files(files.iter().map(|(name, content)| PackageFile::from_bytes(name, content.as_slice())))
        .unwrap()
}

fn on_disk(files: &[(String, Vec<u8>)], folder: &Path) -> Package {
    let files = files.iter().map(|(name, content)| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        PackageFile::from_path(name, path).unwrap()
    });
    Package::from_files(files).unwrap()
}

fn zipped(package: &Package) -> Vec<u8> {
    let mut zip = Vec::new();
    package.write_to(&mut zip).unwrap();
    zip
}

fn open(zip: Vec<u8>) -> Result<Package, Error> {
    Package::open_reader(Cursor::new(zip), &Limits::default())
}

#[track_caller]
fn assert_holds(package: &Package, files: &[(String, Vec<u8>)]) {
    assert_eq!(package.files().len(), files.len());
    for (name, content) in files {
        let file = package.file(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(&file.read().unwrap() == content, "{name} has another content");
    }
}

fn entries(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn the_manifest_is_first_and_the_rest_is_sorted() {
    let names = ["z.html", "imsmanifest.xml", "a/b.html", "Z.html", "a.html", "a/imsmanifest.xml"];
    let package = Package::from_files(names.map(|name| PackageFile::from_static(name, b""))).unwrap();
    let sorted = ["imsmanifest.xml", "Z.html", "a.html", "a/b.html", "a/imsmanifest.xml", "z.html"];
    assert!(package.files().iter().map(PackageFile::name).eq(sorted));
    for name in names {
        assert_eq!(package.file(name).unwrap().name(), name);
    }
    assert!(package.file("missing").is_none());
}

#[test]
fn the_bytes_follow_from_names_and_content_alone() {
    let files = every_kind();
    let folder = tempfile::tempdir().unwrap();
    let memory = in_memory(files);
    let disk = on_disk(files, folder.path());
    let first = zipped(&memory);

    assert!(zipped(&memory) == first, "written again");
    assert!(zipped(&disk) == first, "from disk");
    for threads in [1, 2, 3, 8] {
        let mut zip = Vec::new();
        disk.writer().threads(threads).write_to(&mut zip).unwrap();
        assert!(zip == first, "{threads} threads");
        let path = folder.path().join("out.zip");
        let written = disk.writer().threads(threads).write_zip(&path).unwrap();
        assert!(fs::read(&path).unwrap() == first, "{threads} threads to a file");
        assert_eq!((written.files, written.bytes), (files.len(), first.len() as u64));
    }
    let mut reversed = files.to_vec();
    reversed.reverse();
    assert!(zipped(&in_memory(&reversed)) == first, "files in another order");
    assert!(zipped(&open(first.clone()).unwrap()) == first, "from a zip");
}

/// A package that is built again must have the same bytes for years. If a new version of the codec changes them, say so in
/// the changelog.
#[test]
fn the_bytes_stay_what_they_were() {
    assert_eq!(format!("{:08x}", crc32fast::hash(&zipped(&in_memory(every_kind())))), "334c907e");
}

#[test]
fn a_zip_holds_what_was_put_in() {
    let files = every_kind();
    let package = open(zipped(&in_memory(files))).unwrap();
    assert_holds(&package, files);
    assert_eq!(package.files()[0].name(), "imsmanifest.xml");
}

#[test]
fn a_folder_holds_what_was_put_in() {
    let files = every_kind();
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    let written = in_memory(files).write_folder(&target).unwrap();
    assert_eq!(written.bytes, files.iter().map(|(_, content)| content.len() as u64).sum::<u64>());
    assert_holds(&Package::open(&target).unwrap(), files);
    assert_eq!(entries(folder.path()), ["out"]);

    let error = in_memory(files).write_folder(&target).unwrap_err();
    assert!(
        matches!(error, Error::Io { path, .. } if path == target),
        "a folder that holds something is left alone"
    );
}

#[test]
fn progress_goes_up_to_everything() {
    let files = every_kind();
    let total: u64 = files.iter().map(|(_, content)| content.len() as u64).sum();
    let folder = tempfile::tempdir().unwrap();
    let package = on_disk(files, folder.path());
    let mut seen = Vec::new();
    package.writer().progress(|progress| seen.push(progress)).write_to(io::sink()).unwrap();
    let to_stream = std::mem::take(&mut seen);
    package
        .writer()
        .progress(|progress| seen.push(progress))
        .write_zip(folder.path().join("out.zip"))
        .unwrap();
    for seen in [to_stream, seen] {
        assert!(seen.is_sorted_by_key(|progress| (progress.files_done, progress.bytes_done)));
        let last = seen.last().unwrap();
        assert_eq!(
            (last.files_done, last.files, last.bytes_done, last.bytes),
            (files.len(), files.len(), total, total)
        );
    }
}

#[test]
fn the_timestamp_is_in_every_entry() {
    let package = in_memory(&[("a.txt".into(), b"a".to_vec()), ("b.txt".into(), hex(600_000, 1))]);
    let mut zip = Vec::new();
    package.writer().timestamp(951_827_696).write_to(&mut zip).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    for index in 0..2 {
        let time = archive.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!(time.to_string(), "2000-02-29 12:34:56");
    }
}

#[test]
fn media_is_stored_and_text_is_deflated() {
    let files = every_kind();
    let mut archive = zip::ZipArchive::new(Cursor::new(zipped(&in_memory(files)))).unwrap();
    let mut method = |name: &str| archive.by_name(name).unwrap().compression();
    let (stored, deflated) = (zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated);
    for name in [
        "media/small.mp4",
        "media/large.mp4",
        "media/blanks.png",
        "data/noise.bin",
        "a/short.txt",
        "a/empty.txt",
    ] {
        assert_eq!(method(name), stored, "{name}");
    }
    for name in
        ["data/large.txt", "data/one-block.txt", "data/text-then-noise.bin", "pages/299.html", "übung.html"]
    {
        assert_eq!(method(name), deflated, "{name}");
    }
    for index in 0..archive.len() {
        let entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        assert_eq!(entry.flags().as_u16(), if name.is_ascii() { 0 } else { 1 << 11 }, "{name}");
    }
}

#[test]
fn a_zip_is_replaced_only_by_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let (target, source) = (folder.path().join("out.zip"), folder.path().join("page.html"));
    fs::write(&target, "old").unwrap();
    fs::write(&source, hex(2 << 20, 1)).unwrap();
    let package = Package::from_files([PackageFile::from_path("page.html", &source).unwrap()]).unwrap();

    fs::write(&source, "changed meanwhile").unwrap();
    let error = package.write_zip(&target).unwrap_err();
    assert!(matches!(error, Error::FileChanged(path) if path == source));
    assert_eq!(fs::read(&target).unwrap(), b"old");

    fs::remove_file(&source).unwrap();
    let error = package.write_zip(&target).unwrap_err();
    assert!(matches!(error, Error::Io { path, .. } if path == source));
    assert_eq!(entries(folder.path()), ["out.zip"]);

    assert!(package.write_folder(folder.path().join("out")).is_err());
    assert_eq!(entries(folder.path()), ["out.zip"]);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let package = in_memory(&[("a.txt".into(), b"a".to_vec())]);
    let missing = folder.path().join("missing/out.zip");
    assert!(matches!(package.write_zip(&missing), Err(Error::Io { path, .. }) if path == missing));
    assert!(matches!(package.write_zip(folder.path()), Err(Error::Io { path, .. }) if path == folder.path()));
    assert!(entries(folder.path()).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let package = in_memory(every_kind());
    let full = File::options().write(true).open("/dev/full").unwrap();
    assert!(
        matches!(package.write_to(full), Err(Error::Sink(error)) if error.kind() == io::ErrorKind::StorageFull)
    );

    let error = package.write_zip("/dev/full").unwrap_err();
    assert!(matches!(error, Error::Io { path, .. } if path == Path::new("/dev/full")));
    assert!(!File::open("/dev/full").unwrap().metadata().unwrap().is_file(), "the device is still a device");
}

#[test]
fn a_sink_that_fails_ends_it() {
    struct Failing(usize);
    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| io::Error::other("gone away"))?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let package = in_memory(every_kind());
    for room in [0, 1_000, 3_000_000, 10_000_000] {
        assert!(
            matches!(package.write_to(Failing(room)), Err(Error::Sink(error)) if error.to_string() == "gone away")
        );
    }
}

#[test]
fn names_that_are_not_safe_are_all_reported() {
    let names = ["../a", "/b", "c\\d", "same", "same"];
    let error = Package::from_files(names.map(|name| PackageFile::from_static(name, b""))).unwrap_err();
    assert_eq!(error.findings().unwrap().len(), 4);
}

mod hostile {
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn zip_of(name: &str, content: &[u8]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
            .unwrap();
        zip.write_all(content).unwrap();
        zip.finish().unwrap().into_inner()
    }

    fn replace(zip: &mut [u8], from: &[u8], to: &[u8]) {
        assert_eq!(from.len(), to.len());
        for at in 0..zip.len() - from.len() {
            if zip[at..].starts_with(from) {
                zip[at..at + to.len()].copy_from_slice(to);
            }
        }
    }

    #[track_caller]
    fn refused(zip: Vec<u8>, limits: Limits) -> String {
        Package::open_reader(Cursor::new(zip), &limits).unwrap_err().to_string()
    }

    #[test]
    fn names_that_lead_out_are_refused() {
        for evil in
            ["../../etc/x", "/etc/passwd", "..\\..\\etc\\", "C:/autoexec", "a/./../../b", "a//b/c/d/e"]
        {
            let place = "p".repeat(evil.len());
            let mut zip = zip_of(&place, b"x");
            replace(&mut zip, place.as_bytes(), evil.as_bytes());
            let error = refused(zip, Limits::default());
            assert!(error.contains("CW401"), "{evil}: {error}");
        }
    }

    #[test]
    fn two_entries_of_one_name_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["aaaa", "bbbb"] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
        }
        let mut zip = writer.finish().unwrap().into_inner();
        replace(&mut zip, b"bbbb", b"aaaa");
        assert!(refused(zip, Limits::default()).contains("same name"));
    }

    #[test]
    fn links_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        assert!(refused(writer.finish().unwrap().into_inner(), Limits::default()).contains("CW420"));
    }

    #[test]
    fn limits_are_kept() {
        let files =
            zipped(&in_memory(&[("a.txt".into(), vec![b'a'; 1_000]), ("b.txt".into(), vec![b'b'; 1_000])]));
        let limits = Limits::default();
        assert!(refused(files.clone(), limits.files(1)).contains("the limit is 1"));
        assert!(refused(files.clone(), limits.file(999)).contains("the limit is 999"));
        assert!(refused(files.clone(), limits.total(1_999)).contains("1999 bytes"));
        assert!(refused(files.clone(), limits.name(4)).contains("the limit is 4"));
        assert!(
            Package::open_reader(Cursor::new(files), &limits.files(2).file(1_000).total(2_000).name(5))
                .is_ok()
        );

        let bomb = zip_of("bomb.txt", &vec![0; 20 << 20]);
        assert!(refused(bomb.clone(), limits).contains("more than 200 times"));
        assert!(Package::open_reader(Cursor::new(bomb), &limits.ratio(2_000)).is_ok());
    }

    #[test]
    fn a_folder_is_held_to_the_limits_too() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.html"), "12345").unwrap();
        assert!(Package::open_with(folder.path(), &Limits::default().total(4)).is_err());
        assert!(Package::open_with(folder.path(), &Limits::default().total(5)).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn what_was_left_out_of_a_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.html"), "12345").unwrap();
        std::os::unix::fs::symlink("nothing", folder.path().join("b.html")).unwrap();
        let package = Package::open(folder.path()).unwrap();
        assert_eq!(package.files().len(), 1);
        assert_eq!(package.findings().iter().map(|found| found.code()).collect::<Vec<_>>(), ["CW417"]);
    }

    /// Lies about the length: the directory says less, or more, than there is.
    #[test]
    fn lies_about_a_length_come_out_while_reading() {
        for lie in [10u32, 4_000] {
            let mut zip = zip_of("page.html", &[b'a'; 1_000]);
            replace(&mut zip, &1_000u32.to_le_bytes(), &lie.to_le_bytes());
            let package = open(zip).unwrap();
            let file = package.file("page.html").unwrap();
            assert_eq!(file.len(), u64::from(lie));
            assert!(
                matches!(file.read(), Err(Error::Archive { path, .. }) if path == Path::new("page.html"))
            );
            assert!(file.reader().unwrap().read_to_end(&mut Vec::new()).is_err());
            assert!(matches!(package.write_to(io::sink()), Err(Error::Archive { .. })));
        }
    }

    #[test]
    fn damage_comes_out_while_reading() {
        let mut zip = zipped(&in_memory(&[("a.png".into(), b"stored as it is".to_vec())]));
        replace(&mut zip, b"stored as", b"stolen as");
        let package = open(zip).unwrap();
        let error = package.file("a.png").unwrap().read().unwrap_err();
        assert!(error.to_string().contains("checksum"), "{error}");
    }

    #[test]
    fn unknown_methods_and_encryption_are_named() {
        let mut zip = zipped(&in_memory(&[("a.txt".into(), vec![b'a'; 100])]));
        let (local, central) = (8, zip.windows(4).position(|at| at == b"PK\x01\x02").unwrap() + 10);
        (zip[local], zip[central]) = (9, 9);
        let error = open(zip.clone()).unwrap().file("a.txt").unwrap().read().unwrap_err();
        assert!(error.to_string().contains("method Deflate64"), "{error}");
        (zip[local], zip[central], zip[local - 2], zip[central - 2]) = (8, 8, 1, 1);
        let error = open(zip).unwrap().file("a.txt").unwrap().read().unwrap_err();
        assert!(error.to_string().contains("encrypted"), "{error}");
    }

    #[test]
    fn what_is_no_zip_is_refused() {
        for bytes in [&b""[..], b"PK", b"<html>not a zip</html>", &[0; 100_000]] {
            assert!(matches!(open(bytes.to_vec()), Err(Error::Archive { .. })));
        }
        assert!(matches!(Package::open("no/such.zip"), Err(Error::Io { .. })));
    }

    /// The same archive with a Zip64 end record (APPNOTE 4.3.14) and its locator, which may claim another number of entries.
    fn with_zip64_end(mut zip: Vec<u8>, claimed: Option<u64>) -> Vec<u8> {
        let end = zip.len() - 22;
        let mut record = zip.split_off(end);
        let field = |at: usize| u64::from(u32::from_le_bytes(record[at..at + 4].try_into().unwrap()));
        let (entries, len, start) = (u64::from(record[10]), field(12), field(16));
        zip.extend(b"PK\x06\x06");
        zip.extend(44u64.to_le_bytes());
        zip.extend([0; 12]);
        let claims = claimed.map_or([entries, entries, len, start], |claimed| {
            [claimed, claimed, claimed.wrapping_mul(46), start]
        });
        zip.extend(claims.into_iter().flat_map(u64::to_le_bytes));
        zip.extend(b"PK\x06\x07\0\0\0\0");
        zip.extend((end as u64).to_le_bytes());
        zip.extend(1u32.to_le_bytes());
        record[8..20].fill(0xff);
        zip.append(&mut record);
        zip
    }

    #[test]
    fn a_claim_beyond_all_numbers_is_refused_without_a_limit_too() {
        let zip = zipped(&in_memory(&[("a.txt".to_owned(), vec![b'a'; 100])]));
        let limits = Limits::default().files(usize::MAX).name(usize::MAX);
        for claimed in [u64::MAX, u64::MAX / 46 + 2] {
            let zip = with_zip64_end(zip.clone(), Some(claimed));
            assert!(refused(zip, limits).contains("its directory of"));
        }
    }

    #[test]
    fn a_zip64_end_is_read() {
        let files = [("a.txt".to_owned(), vec![b'a'; 100]), ("b.png".to_owned(), noise(50, 1))];
        let zip = with_zip64_end(zipped(&in_memory(&files)), None);
        assert_holds(&open(zip.clone()).unwrap(), &files);
        assert_holds(&open([b"before".to_vec(), zip].concat()).unwrap(), &files);
    }

    #[test]
    fn a_claim_of_many_entries_takes_no_memory() {
        let zip = zipped(&in_memory(&[("a.png".into(), noise(100_000, 1))]));
        let zip = with_zip64_end(zip, Some(99_999));
        assert!(refused(zip.clone(), Limits::default().files(99_998)).contains("99999 files"));
        assert!(refused(zip, Limits::default()).contains("longer than the archive"));
    }

    #[test]
    fn entries_that_are_not_counted_are_refused() {
        let mut zip = zipped(&in_memory(&[("a.txt".into(), b"a".to_vec()), ("b.txt".into(), b"b".to_vec())]));
        let end = zip.len() - 22;
        (zip[end + 8], zip[end + 10]) = (1, 1);
        assert!(refused(zip, Limits::default()).contains("more entries"));
    }

    /// A self-extracting archive has a program before its first entry, and a signed one a comment after its last.
    #[test]
    fn what_is_before_and_after_is_passed_over() {
        let files = [("a.txt".to_owned(), vec![b'a'; 100]), ("b.png".to_owned(), noise(50, 1))];
        let mut zip = [b"#!/bin/sh".to_vec(), zipped(&in_memory(&files))].concat();
        assert_holds(&open(zip.clone()).unwrap(), &files);
        let end = zip.len();
        zip[end - 2] = 7;
        zip.extend(b"comment");
        assert_holds(&open(zip).unwrap(), &files);
    }

    /// Reads all that an archive gives, whatever it is.
    fn read_all(zip: Vec<u8>) {
        let limits = Limits::default().total(1 << 20).file(1 << 20);
        if let Ok(package) = Package::open_reader(Cursor::new(zip), &limits) {
            for file in package.files() {
                let _ = file.read();
            }
            let _ = package.write_to(io::sink());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            read_all(bytes);
        }

        #[test]
        fn a_damaged_zip_never_panics(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            cut in any::<prop::sample::Index>(),
            cuts in prop::bool::weighted(0.2),
            zip64 in any::<bool>(),
        ) {
            let files: Vec<_> = (0..5).map(|n| (format!("p/{n}.txt"), vec![b'x'; n * 40])).collect();
            let mut zip = zipped(&in_memory(&files));
            if zip64 {
                zip = with_zip64_end(zip, None);
            }
            for (index, byte) in changes {
                let at = index.index(zip.len());
                zip[at] = byte;
            }
            if cuts {
                zip.truncate(cut.index(zip.len()));
            }
            read_all(zip);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_is_written_is_what_is_opened(
        files in prop::collection::btree_map("[a-zé][a-z0-9 _éß]{0,12}(/[a-z]{1,3}){0,3}\\.(txt|png)", prop::collection::vec(any::<u8>(), 0..3_000), 0..40),
        threads in 1usize..4,
    ) {
        let files: Vec<_> = files.into_iter().collect();
        let package = in_memory(&files);
        let mut zip = Vec::new();
        package.writer().threads(threads).write_to(&mut zip).unwrap();
        let opened = open(zip).unwrap();
        prop_assert!(opened.files().iter().map(PackageFile::name).eq(package.files().iter().map(PackageFile::name)));
        for (name, content) in &files {
            prop_assert_eq!(&opened.file(name).unwrap().read().unwrap(), content);
        }
    }
}

#[test]
fn everything_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Package>();
    shared::<PackageFile>();
    shared::<Limits>();
    shared::<Error>();
}
