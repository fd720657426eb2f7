//! Paths for tests, in the words of serde.

use serde_json::{Value, json};

use crate::model::path::LearningPath;

/// A path of these steps.
pub(in crate::steering) fn path(group: Value) -> LearningPath {
    let path = json!({ "id": "path", "title": "Path", "language": "en", "steps": group });
    serde_json::from_value(path).unwrap()
}

/// A step to read, with more to say about it.
pub(in crate::steering) fn page(id: &str, more: Value) -> Value {
    step(id, json!({ "type": "link", "url": "https://example.org" }), more)
}

/// A test that 80 percent passes, with more to say about it.
pub(in crate::steering) fn test(id: &str, more: Value) -> Value {
    let mut test = step(id, json!({ "type": "test", "draws": [] }), more);
    test.as_object_mut().unwrap().entry("pass-mark").or_insert(json!(80.0));
    test
}

pub(in crate::steering) fn step(id: &str, content: Value, more: Value) -> Value {
    let mut step = json!({ "id": id, "content": content });
    step.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    step
}

pub(in crate::steering) fn group(id: &str, mut group: Value, more: Value) -> Value {
    group.as_object_mut().unwrap().insert("type".to_owned(), json!("group"));
    step(id, group, more)
}
