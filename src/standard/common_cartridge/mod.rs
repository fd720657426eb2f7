//! IMS Common Cartridge 1.1, 1.2 and 1.3: courses that teachers import and go on working with.

mod manifest;
pub mod qti;
mod record;
#[cfg(test)]
mod tests;
mod text;
mod topic;
mod version;
mod web_link;

pub use manifest::{IntendedUse, Item, Manifest, Organization, Resource, ResourceKind};
pub use text::{Text, TextFormat};
pub use topic::Topic;
pub use version::CartridgeVersion;
pub use web_link::WebLink;
