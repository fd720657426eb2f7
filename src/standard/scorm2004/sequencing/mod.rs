//! `imsss:sequencing` with the elements of `adlseq`: what activities say about their sequencing, read and written.

mod collection;
mod read;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub(super) use collection::put_collections_in_place;
pub(super) use read::read_in;
#[cfg(test)]
pub(in super::super) use tests::any_sequencing;
pub(super) use write::write;

pub(crate) const IMSSS: &str = "http://www.imsglobal.org/xsd/imsss";
pub(super) const ADLSEQ: &str = "http://www.adlnet.org/xsd/adlseq_v1p3";
