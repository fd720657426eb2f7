//! `imsss:sequencingCollection`: sequencing that several activities share by its name.

use std::collections::HashMap;

use super::IMSSS;
use crate::standard::xml::Element;

/// How many characters activities may take from collections altogether: no author's manifest comes near, and one that names
/// a long entry a thousand times cannot fill the memory.
const MOST: usize = 1 << 25;

/// Gives every activity what it takes from the collection: the groups that it does not have itself (CAM §3.4.1.19).
///
/// # Errors
/// When an activity names something that is not there, or all of them take too much.
pub(in super::super) fn put_collections_in_place(manifest: &mut Element) -> Result<(), String> {
    let shared: HashMap<String, Vec<Element>> = manifest
        .find_all(IMSSS, "sequencingCollection")
        .flat_map(|collection| collection.find_all(IMSSS, "sequencing"))
        .filter_map(|sequencing| Some((sequencing.get("ID")?.to_owned(), sequencing.children.clone())))
        .collect();
    let mut taken_altogether = 0_usize;
    let mut open: Vec<_> = manifest.children.iter_mut().collect();
    while let Some(element) = open.pop() {
        if element.is(IMSSS, "sequencingCollection") {
            continue;
        }
        let taken = element.get("IDRef").filter(|_| element.is(IMSSS, "sequencing")).map(str::to_owned);
        if let Some(id) = taken {
            let groups = shared
                .get(&id)
                .ok_or_else(|| format!("IDRef is `{id}`, which no sequencingCollection has"))?;
            for group in groups {
                taken_altogether = taken_altogether.saturating_add(length(group));
                if taken_altogether > MOST {
                    return Err("activities take more from sequencingCollection than can be".to_owned());
                }
                if element.find(&group.namespace, &group.name).is_none() {
                    element.children.push(group.clone());
                }
            }
        }
        open.extend(element.children.iter_mut());
    }
    Ok(())
}

fn length(element: &Element) -> usize {
    let mut open = vec![element];
    let mut length = 0_usize;
    while let Some(element) = open.pop() {
        let attributes: usize =
            element.attributes.iter().map(|(_, name, value)| name.len() + value.len()).sum();
        length = length.saturating_add(element.name.len() + element.text.len() + attributes);
        open.extend(&element.children);
    }
    length
}
