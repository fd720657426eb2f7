//! Blocks whose parts have an order of their own: lists and tables.

use super::{Fitter, Node, Tag};

impl Fitter<'_> {
    pub(super) fn list(&mut self, mut tag: Tag, children: Vec<Node>) -> Option<Node> {
        if tag.name == "menu" {
            tag.name = "ul".to_owned();
        }
        let mut items = Vec::new();
        for node in children.into_iter().filter(|node| !node.is_blank()) {
            let (mut item, inside) = match node {
                Node::Element(mut item) if item.name == "li" => {
                    let inside = std::mem::take(&mut item.children);
                    (item, inside)
                }
                stray => (Tag::new("li", Vec::new()), vec![stray]),
            };
            item.children = self.flow(inside);
            items.push(self.finished(item));
        }
        tag.children = items;
        (!tag.children.is_empty()).then(|| self.finished(tag))
    }

    pub(super) fn definitions(&mut self, mut tag: Tag, children: Vec<Node>) -> Option<Node> {
        for node in children.into_iter().filter(|node| !node.is_blank()) {
            let (mut entry, inside) = match node {
                Node::Element(mut entry) if matches!(entry.name.as_str(), "dt" | "dd") => {
                    let inside = std::mem::take(&mut entry.children);
                    (entry, inside)
                }
                stray => (Tag::new("dd", Vec::new()), vec![stray]),
            };
            entry.children = if entry.name == "dt" { self.line(inside) } else { self.flow(inside) };
            let entry = self.finished(entry);
            tag.children.push(entry);
        }
        (!tag.children.is_empty()).then(|| self.finished(tag))
    }

    /// Caption, head, foot and at least one body, in this order, with at least one row each.
    pub(super) fn table(&mut self, mut tag: Tag, children: Vec<Node>) -> Option<Node> {
        let (mut caption, mut head, mut foot, mut body) = (None, Vec::new(), Vec::new(), Vec::new());
        for node in children {
            let Node::Element(mut part) = node else { continue };
            let inside = std::mem::take(&mut part.children);
            match part.name.as_str() {
                "caption" => {
                    part.children = self.line(inside);
                    caption = Some(self.finished(part));
                }
                "thead" => head.extend(self.rows(inside)),
                "tfoot" => foot.extend(self.rows(inside)),
                "tbody" => body.extend(self.rows(inside)),
                "tr" => {
                    part.children = inside;
                    body.extend(self.rows(vec![Node::Element(part)]));
                }
                _ => {}
            }
        }
        if body.is_empty() {
            body = std::mem::take(&mut head);
        }
        if body.is_empty() {
            return None;
        }
        let part =
            |name: &str, rows: Vec<Node>| (!rows.is_empty()).then(|| Node::Element(Tag::new(name, rows)));
        tag.children.extend(caption);
        tag.children
            .extend([part("thead", head), part("tfoot", foot), part("tbody", body)].into_iter().flatten());
        Some(self.finished(tag))
    }

    fn rows(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let mut rows = Vec::new();
        for node in nodes {
            let Node::Element(mut row) = node else { continue };
            if row.name != "tr" {
                continue;
            }
            for cell in std::mem::take(&mut row.children) {
                let Node::Element(mut cell) = cell else { continue };
                if !matches!(cell.name.as_str(), "td" | "th") {
                    continue;
                }
                let inside = std::mem::take(&mut cell.children);
                cell.children = self.flow(inside);
                let cell = self.finished(cell);
                row.children.push(cell);
            }
            if !row.children.is_empty() {
                let row = self.finished(row);
                rows.push(row);
            }
        }
        rows
    }
}
