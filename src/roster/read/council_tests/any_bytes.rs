//! Any bytes may come.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_may_come_as_the_councils_files(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        any_file(&bytes);
    }

    #[test]
    fn any_bits_of_rows_may_come_as_the_councils_files(bits in prop::collection::vec(bit(), 0..60)) {
        let rows = bits.concat();
        any_file(rows.as_bytes());
        for header in [
            "nominee,criterion,stage,marker,points,reason",
            "nominee,award,agree,disagree,no_opinion,invalid,absent_written,downgrade",
            "unit,loai_xa",
            "nominee,about,decision,reason,by,paper",
        ] {
            any_file(format!("{header}\n{rows}").as_bytes());
        }
    }
}

/// A bit of what such files are made of.
fn bit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "TT-1",
        "TT-2",
        "B1",
        "B2",
        "D1",
        "A1",
        "tu-cham",
        "tham-dinh",
        "Trần Thị B",
        "đạt",
        "8,5",
        "99999999999999999999",
        "0.00000000000000001",
        "-1",
        "4294967295",
        "bang-khen",
        "giay-khen",
        "có",
        ": có",
        "bang-khen: không",
        "tie",
        "line",
        "hold",
        "standard",
        "award",
        "1",
        "Hòa Vang",
        "I",
        "KAD",
        ",",
        ",",
        ",",
        ",",
        ";",
        "\"",
        "\n",
        "\n",
        "\r",
        "\u{300}",
        "\u{0}",
        " ",
    ])
}

fn any_file(bytes: &[u8]) {
    thread_local! { static BOOKS: Vec<Rulebook> = vec![book("tap-the", SCHEME)]; }
    let kinds = [Kind::Units, Kind::Marks, Kind::Votes, Kind::Decisions];
    BOOKS.with(|books| {
        for kind in kinds {
            let files = [
                ("period.toml", PERIOD.as_bytes(), Kind::Period),
                (
                    "n.csv",
                    LIST.as_bytes(),
                    classify("n.csv", b"").expect("a list"),
                ),
                ("x.csv", bytes, kind),
            ];
            let files = files.map(|(name, bytes, kind)| DataFile::new(name, bytes, kind));
            let mut diagnostics = Diagnostics::new();
            read(&files, books, Options::default(), &mut diagnostics);
            crate::diagnostic::render(&diagnostics, crate::locale::Locale::Vi, false);
        }
    });
}
