use coursewright::standard::QtiVersion;
use coursewright::{Course, Standard};
#[test]
fn dump() {
    let course = Course::from_folder("fixtures/courses/leading-upward").unwrap();
    for (v, n) in [(QtiVersion::V2_1, "21"), (QtiVersion::V3_0, "30")] {
        let p = course.publish(Standard::Qti(v)).unwrap();
        for f in p.findings() {
            println!("{f}");
        }
        for f in p.files() {
            let to = format!("/tmp/qti-try/dump/{n}/{}", f.name());
            std::fs::create_dir_all(std::path::Path::new(&to).parent().unwrap()).unwrap();
            std::fs::write(to, f.read().unwrap()).unwrap();
        }
    }
}
