//! Any bytes may come.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_may_come(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        any_file(&bytes);
    }

    #[test]
    fn any_bits_of_tables_may_come(bits in prop::collection::vec(bit(), 0..60)) {
        any_file(bits.concat().as_bytes());
        let rows = bits.concat();
        any_file(format!("id,name,subject,loai,ho,tong,mo_hinh,ty_le\n{rows}").as_bytes());
        any_file(format!("[[nomination]]\nid = \"{rows}").as_bytes());
    }
}

/// A bit of what such files are made of.
fn bit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "id",
        "name",
        "subject",
        "loai",
        "ho",
        "tập thể",
        "cá nhân",
        "xa",
        "KAD",
        ",",
        ";",
        "\t",
        "\"",
        "\n",
        "\r\n",
        "\r",
        "0,95",
        "1.234",
        "31/12/2025",
        "=",
        "[",
        "]",
        "{",
        "}",
        ":",
        "[[nomination]]",
        "date",
        "2025-11-30",
        "null",
        "true",
        "\u{300}",
        "\u{feff}",
        "\u{a0}",
        "\u{0}",
        " ",
        "\\",
        "'",
        "1e9",
        "nomination",
        "99999999999999999999",
        "-",
        "%",
    ])
}

fn any_file(bytes: &[u8]) {
    use crate::table::{Format, Kind};
    let options = Options {
        date: "2025-11-30".parse().ok(),
        skip_bad: bytes.len().is_multiple_of(2),
        ..Options::default()
    };
    let kinds = [
        ("x.csv", Kind::Nominations(Format::Csv)),
        ("x.json", Kind::Nominations(Format::Json)),
        ("x.toml", Kind::Nominations(Format::Toml)),
        ("period.toml", Kind::Period),
        ("history.csv", Kind::History),
    ];
    thread_local! { static BOOKS: Vec<Rulebook> = books(); }
    BOOKS.with(|books| {
        for (name, kind) in kinds {
            classify(name, bytes);
            let file = DataFile::new(name, bytes, kind);
            let list = DataFile::new(
                "n.csv",
                b"id,name,subject,ty_le\nA,A,individual,95\n",
                Kind::Nominations(Format::Csv),
            );
            let mut diagnostics = Diagnostics::new();
            read(&[file, list], books, options, &mut diagnostics);
            crate::diagnostic::render(&diagnostics, crate::locale::Locale::Vi, false);
        }
    });
}
