//! TOML into nodes.

use toml::de::{DeTable, DeValue};

use super::node::{Key, Node, SyntaxError, Value};
use super::text::SourceText;

pub(super) fn read(source: &SourceText) -> Result<Node, SyntaxError> {
    let table = DeTable::parse(source.text()).map_err(|error| {
        let at = error.span().map(|span| source.line_and_column(span.start));
        let message = error.message().lines().next().unwrap_or_default();
        SyntaxError::new(message, at)
    })?;
    Ok(Node { value: map(table.get_ref(), source), at: Some((1, 1)) })
}

fn map(table: &DeTable<'_>, source: &SourceText) -> Value {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entries = entries.into_iter().map(|(key, value)| {
        let at = Some(source.line_and_column(key.span().start));
        (Key { text: key.get_ref().to_string(), at }, node(value, source))
    });
    Value::Map(entries.collect())
}

fn node(value: &toml::Spanned<DeValue<'_>>, source: &SourceText) -> Node {
    let at = Some(source.line_and_column(value.span().start));
    let scalar = |number, written: &str| Value::Scalar { number, written: written.to_owned() };
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => {
            scalar(number.as_str().parse().ok(), number.as_str())
        }
        DeValue::Integer(number) => scalar(None, number.as_str()),
        DeValue::Float(number) => scalar(number.as_str().parse().ok(), number.as_str()),
        DeValue::Boolean(bool) => scalar(None, &bool.to_string()),
        DeValue::Datetime(date) => scalar(None, &date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|item| node(item, source)).collect()),
        DeValue::Table(table) => map(table, source),
    };
    Node { value, at }
}
