//! The book of criteria as a paper.

use std::fs;
use std::path::Path;

use dvk::loading::{File, Options, load};
use dvk::report::{self, Format};
use dvk::rule::Rulebook;

fn book(name: &str) -> Rulebook {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria");
    let file = File {
        name: name.to_owned(),
        bytes: fs::read(folder.join(name)).expect("it is there"),
    };
    let library = |_: &str, wanted: &str| {
        let bytes = fs::read(folder.join(wanted)).ok()?;
        Some(File {
            name: wanted.to_owned(),
            bytes,
        })
    };
    let mut loaded = load(&[file], &library, &Options::default());
    loaded.books.remove(0)
}

#[test]
fn show() {
    let name = std::env::var("S").unwrap_or("tap-the.toml".into());
    let options = report::Options {
        width: Some(150),
        ..Default::default()
    };
    println!(
        "{}",
        report::criteria(&[book(&name)], None, Format::Table, &options)
    );
}
