//! Declaring what a table may say: each key once.

/// Declares a table: a struct with one `Option` a key, its reader, its keys and its JSON Schema.
///
/// `key: Type, "Vietnamese"` under an English doc comment; `as "in"` where the key is no Rust
/// identifier; `required` where the table is nothing without it.
macro_rules! document {
    (
        $(#[doc = $about:literal])*
        $vis:vis struct $name:ident ($vi:literal, $en:literal) {
            $(
                $(#[doc = $doc:literal])*
                $($required:ident)? [$key:literal] $field:ident: $type:ty, $doc_vi:literal;
            )*
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone)]
        $vis struct $name {
            $( $(#[doc = $doc])* pub $field: Option<$type>, )*
            /// The keys that are there and could not be read: what hangs on them is not known.
            pub unread: Vec<&'static str>,
            /// The table's own place.
            pub span: $crate::source::Span,
        }

        impl $name {
            /// Every key, in the order of the reference.
            pub const KEYS: &'static [$crate::document::Key] = &[
                $( $crate::document::Key {
                    name: $key,
                    en: concat!($($doc),*),
                    vi: $doc_vi,
                    required: document!(@required $($required)?),
                    schema: <$type as $crate::document::ReadValue>::schema,
                } ),*
            ];
        }

        impl $crate::document::ReadValue for $name {
            fn expected() -> (String, String) {
                (concat!("một bảng, ", $vi).into(), concat!("a table, ", $en).into())
            }
            fn expected_several() -> (String, String) {
                // A table of an array of tables is named with its own brackets: [[criterion]].
                if $vi.contains("[[") {
                    (
                        concat!("các bảng, mỗi bảng mở đầu bằng ", $vi).into(),
                        concat!("tables that each begin with ", $en).into(),
                    )
                } else {
                    (
                        concat!("một danh sách các bảng, mỗi bảng là ", $vi).into(),
                        concat!("a list of tables, each of them ", $en).into(),
                    )
                }
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                key: &str,
                reader: &mut $crate::document::Reader<'_>,
            ) -> Option<Self> {
                let Some(table) = value.get_ref().as_table() else {
                    return reader.wrong_type(value, key);
                };
                let span = value.span();
                reader.check_keys(table, &span, Self::KEYS, ($vi, $en));
                let mut unread = Vec::new();
                $(
                    let $field = reader.key::<$type>(table, $key);
                    if $field.is_none() && $crate::document::Reader::has(table, $key) {
                        unread.push($key);
                    }
                )*
                Some(Self { $( $field, )* unread, span })
            }
            fn schema(vi: bool) -> serde_json::Value {
                let mut properties = serde_json::Map::new();
                let mut required = Vec::new();
                for key in Self::KEYS {
                    let mut schema = (key.schema)(vi);
                    let description = if vi { key.vi } else { key.en.trim() };
                    schema["description"] = description.into();
                    properties.insert(key.name.into(), schema);
                    if key.required {
                        required.push(key.name);
                    }
                }
                serde_json::json!({
                    "type": "object",
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
            }
        }
    };
    (@required required) => { true };
    (@required) => { false };
}

/// Gives an enum the words by which a file names its variants, once for reading and for help.
macro_rules! keywords {
    ($name:ty { $( $word:literal => $variant:expr ),* $(,)? }) => {
        impl $name {
            /// The words by which a file names the variants.
            pub const WORDS: &'static [(&'static str, Self)] = &[$( ($word, $variant) ),*];

            /// The word by which a file names this variant.
            pub fn word(self) -> &'static str {
                Self::WORDS
                    .iter()
                    .find(|(_, variant)| *variant == self)
                    .map_or("", |(word, _)| *word)
            }
        }

        impl $crate::document::ReadValue for $name {
            fn expected() -> (String, String) {
                let words: Vec<_> = Self::WORDS.iter().map(|(w, _)| format!("`{w}`")).collect();
                let words = words.join(", ");
                (format!("một trong {words}"), format!("one of {words}"))
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                key: &str,
                reader: &mut $crate::document::Reader<'_>,
            ) -> Option<Self> {
                let word = value.get_ref().as_str();
                let known = Self::WORDS.iter().find(|(known, _)| Some(*known) == word);
                let known = known.map(|(_, variant)| *variant);
                known.or_else(|| reader.wrong_type(value, key))
            }
            fn schema(_: bool) -> serde_json::Value {
                let words: Vec<_> = Self::WORDS.iter().map(|(word, _)| *word).collect();
                serde_json::json!({ "enum": words })
            }
        }
    };
}

/// Reads a type that may be written in several ways, each a kind of TOML value.
macro_rules! one_of {
    ($name:ty, $vi:literal, $en:literal, {
        $( $($kind:ident)|+ => $type:ty => $make:expr ),* $(,)?
    }) => {
        impl $crate::document::ReadValue for $name {
            fn expected() -> (String, String) {
                ($vi.into(), $en.into())
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                key: &str,
                reader: &mut $crate::document::Reader<'_>,
            ) -> Option<Self> {
                match value.get_ref() {
                    $( $( toml::de::DeValue::$kind(_) )|+ => {
                        <$type as $crate::document::ReadValue>::read(value, key, reader).map($make)
                    } )*
                    _ => reader.wrong_type(value, key),
                }
            }
            fn schema(vi: bool) -> serde_json::Value {
                serde_json::json!({ "oneOf": [
                    $( <$type as $crate::document::ReadValue>::schema(vi) ),*
                ] })
            }
        }
    };
}

pub(crate) use {document, keywords, one_of};
