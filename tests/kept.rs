//! However little is kept of each nominee while very many are judged: the findings and the flat
//! table are, byte for byte, those of judging everybody in memory.

use std::fs;
use std::path::{Path, PathBuf};

use dvk::commendation::propose;
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Input, Options, load, load_judged};
use dvk::locale::Locale;
use dvk::ranking::rank;
use dvk::report::{self, Format, Summary};
use dvk::table::LongList;
use proptest::prelude::*;

/// Findings, the flat table, and how many did what.
type Told = (String, Option<(String, Summary)>);

fn file(path: &Path) -> File {
    File {
        name: path.display().to_string(),
        bytes: fs::read(path).expect("the file is there"),
    }
}

fn library(scheme: &str, name: &str) -> Option<File> {
    let path = Path::new(scheme).parent()?.join(name);
    path.is_file().then(|| file(&path))
}

fn in_memory(files: &[File], options: &Options) -> Told {
    let loaded = load(files, &library, options);
    let findings = render(&loaded.diagnostics, Locale::Vi, false);
    let sound = !loaded.diagnostics.has_errors();
    let told = loaded.dossier.filter(|_| sound).map(|dossier| {
        let proposal = propose(rank(evaluate(&loaded.books, &dossier)));
        let report = report::Options::default();
        let table = report::ranking(&proposal, Format::Csv, &report);
        (table, Summary::of(&proposal))
    });
    (findings, told)
}

fn on_the_way(files: &[File], options: &Options) -> Told {
    let inputs: Vec<_> = files.iter().cloned().map(Input::File).collect();
    judged_on_the_way(&inputs, options)
}

fn judged_on_the_way(inputs: &[Input], options: &Options) -> Told {
    let loaded = load_judged(inputs, &library, options).expect("the files can be read");
    let findings = render(&loaded.diagnostics, Locale::Vi, false);
    let sound = !loaded.diagnostics.has_errors();
    let told = loaded.dossier.filter(|_| sound).map(|judged| {
        let evaluation = judged.schemes.evaluation(&loaded.books, &judged.dossier);
        let proposal = propose(rank(evaluation));
        let mut table = Vec::new();
        let report = report::Options::default();
        report::write_flat(&proposal, &report, &mut table).expect("memory takes everything");
        let table = String::from_utf8(table).expect("a table is UTF-8");
        (table, Summary::of(&proposal))
    });
    (findings, told)
}

fn files_in(folder: &Path) -> Vec<File> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ["toml", "csv", "json"].contains(&ending.unwrap_or_default())
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

#[test]
fn every_story_is_told_alike() {
    let stories = fs::read_dir(root("tests/cases")).expect("there are stories");
    for story in stories {
        let story = story.expect("it can be read").path();
        let files = files_in(&story);
        for skip_bad in [false, true] {
            let options = Options {
                skip_bad,
                ..Options::default()
            };
            let (ours, theirs) = (on_the_way(&files, &options), in_memory(&files, &options));
            assert_eq!(ours, theirs, "{} {skip_bad}", story.display());
        }
    }
}

/// What no two nominees of the sample may have alike, beside their ids.
const OWN: [&str; 3] = ["id", "ten_mo_hinh", "ma_so"];

/// The list of the sample so many times over, each copy with ids of its own.
fn list(copies: usize) -> Vec<String> {
    let bytes = file(&root("criteria/ky-mau/nominations.csv")).bytes;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headings = reader.headers().expect("there are headings").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let mut list = vec![headings.iter().collect::<Vec<_>>().join(",")];
    for copy in 0..copies {
        for row in &rows {
            let cells = headings.iter().zip(row).map(|(heading, cell)| {
                let own = copy > 0 && OWN.contains(&heading) && !cell.is_empty();
                let cell = cell.replace(',', " ");
                if own { format!("{cell}-{copy}") } else { cell }
            });
            list.push(cells.collect::<Vec<_>>().join(","));
        }
    }
    list
}

fn sample(list: &[String]) -> Vec<File> {
    let mut files = files_in(&root("criteria"));
    for mut file in files_in(&root("criteria/ky-mau")) {
        if file.name.ends_with("nominations.csv") {
            file.bytes = format!("{}\n", list.join("\n")).into_bytes();
        }
        files.push(file);
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_list_is_told_alike(
        copies in 1_usize..24,
        doubles in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..3),
        cells in proptest::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(),
             prop::sample::select(vec!["", "KAD", "x", "0", "7", "100", "không"])), 0..6),
        turn in any::<prop::sample::Index>(),
        skip_bad in any::<bool>(),
    ) {
        let mut list = list(copies);
        let headings = list.remove(0);
        for (row, cell, said) in cells {
            let row = row.get_mut(&mut list);
            let mut cells: Vec<&str> = row.split(',').collect();
            *cell.get_mut(&mut cells) = said;
            let changed = cells.join(",");
            *row = changed;
        }
        for (from, to) in doubles {
            let double = from.get(&list).clone();
            let at = to.index(list.len());
            list.insert(at, double);
        }
        let by = turn.index(list.len());
        list.rotate_left(by);
        list.insert(0, headings);
        let options = Options { skip_bad, ..Options::default() };
        let files = sample(&list);
        prop_assert_eq!(on_the_way(&files, &options), in_memory(&files, &options));
    }
}

#[test]
fn nearly_everybody_in_the_copies_of_the_sample_is_judged() {
    let (findings, told) = on_the_way(&sample(&list(8)), &Options::default());
    let (_, summary) = told.unwrap_or_else(|| panic!("{findings}"));
    assert!(summary.ranked > 400, "{summary:?}");
}

/// A scheme in which everything adds up in some way of its own, rounded at some level.
fn scheme(each: &str, digits: u32) -> File {
    let text = format!(
        r#"
format = 1
id = "moi-cach"
title = "Mọi cách cộng"
subject = "collective"
[points]
scale = 100
bounds = [0, 105]
round = {{ each = "{each}", digits = {digits} }}
[facts]
a = {{ label = "A", type = "integer", min = 0 }}
b = {{ label = "B", type = "number", min = 0 }}
c = {{ label = "C", type = "choice", choices = ["x", "y", "z"] }}
d = {{ label = "D", type = "yes-no" }}
e = {{ label = "E", type = "number", required = false }}
[cohort.nhat]
of = "a"
take = "max"
[[group]]
id = "g"
title = "G"
max = 60
floor = "10%"
[[group]]
id = "g1"
title = "G1"
in = "g"
max = 40
mismatch = "hai hàng cộng lại được 45"
[[group]]
id = "g2"
title = "G2"
in = "g"
max = 20
take = "best"
bonus = 3
[[gate]]
id = "cong"
title = "Cổng"
hold = "d && a == 7"
[[criterion]]
id = "r1"
title = "R1"
in = "g1"
max = 25
rule = "min(a * 25 / 30, MAX)"
[[criterion]]
id = "r2"
title = "R2"
in = "g1"
max = 20
rule = "steps(b, [[9.5, 20], [7, 12.345], [3, 6]])"
[[criterion]]
id = "r3"
title = "R3"
in = "g2"
max = 20
rule = 'switch c {{ "x" => 20, "y" => 11.125, _ => a / 4 }}'
[[criterion]]
id = "r4"
title = "R4"
in = "g2"
max = 20
applies = "d"
otherwise = "zero"
rule = "if nhat > a {{ 15 }} else {{ 20 }}"
[[criterion]]
id = "r5"
title = "R5"
max = 40
floor = ">0"
rule = "min(b * 3.337, MAX)"
[[criterion]]
id = "thuong"
title = "Thưởng"
in = "g2"
kind = "bonus"
max = 5
rule = "if given(e) {{ clamp(e, 0, 5) }} else {{ 0 }}"
[[criterion]]
id = "tru"
title = "Trừ"
kind = "deduction"
max = 4
rule = "if c == \"z\" {{ 1.005 }} else {{ 0 }}"
[[criterion]]
id = "chuan"
title = "Chuẩn"
kind = "standard"
applies = "c != \"z\""
otherwise = "full"
rule = "a != 13"
[[class]]
id = "tot"
title = "Tốt"
from = "if d {{ 60 }} else {{ 55.5 }}"
[[class]]
id = "kha"
title = "Khá"
from = 40
[[class]]
id = "con-lai"
title = "Còn lại"
[ranking]
ties = [{{ by = "g1 + r5" }}, {{ by = "d" }}]
last = "council"
[[award]]
id = "thuong"
title = "Khen"
paper = "party"
when = 'at_least(class, "kha") && total >= 45'
order = ["g2"]
quota = [{{ share = "30%", of = "ranked" }}]
"#
    );
    File {
        name: "moi-cach.toml".to_owned(),
        bytes: text.into_bytes(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_way_to_add_up_is_told_alike(
        each in prop::sample::select(vec!["criterion", "group", "total"]),
        digits in 0_u32..4,
        rows in proptest::collection::vec((0..40, 0..1500, 0..3_usize, any::<bool>(), proptest::option::of(-20..80)), 1..60),
    ) {
        let mut list = String::from("id,name,a,b,c,d,e\n");
        for (at, (a, b, c, d, e)) in rows.iter().enumerate() {
            let c = ["x", "y", "z"][*c];
            let d = if *d { "có" } else { "không" };
            let e = e.map_or(String::new(), |e: i32| {
                let sign = if e < 0 { "-" } else { "" };
                format!("{sign}{}.{}", e.abs() / 10, e.abs() % 10 + 1)
            });
            list += &format!("N{at:03},Tên {at},{a},{}.{:02},{c},{d},{e}\n", b / 100, b % 100);
        }
        let file = |name: &str, text: &str| File {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let files = [
            scheme(each, digits),
            file("period.toml", "date = 2025-11-30\n"),
            file("nominations.csv", &list),
        ];
        let options = Options::default();
        let told = on_the_way(&files, &options);
        prop_assert!(told.1.is_some(), "{}", told.0);
        prop_assert_eq!(told, in_memory(&files, &options));
    }
}

/// A list so long that it is read where it stands, among the files of a folder.
struct Long {
    folder: PathBuf,
    scheme: File,
}

impl Long {
    fn new(name: &str, scheme: File) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kept-{name}"));
        fs::create_dir_all(&folder).expect("there is room");
        Self { folder, scheme }
    }

    /// What is told of the list where it is read in both ways.
    fn told(&self, list: &[u8], options: &Options) -> [Told; 2] {
        let path = self.folder.join("nominations.csv");
        fs::write(&path, list).expect("there is room");
        let name = path.display().to_string();
        let period = File {
            name: "period.toml".to_owned(),
            bytes: b"date = 2025-11-30\n".to_vec(),
        };
        let long = LongList::at(&name, &path).expect("it is long, and its beginning is sound");
        let inputs = [
            Input::File(self.scheme.clone()),
            Input::File(period.clone()),
            Input::Long(long),
        ];
        let files = [self.scheme.clone(), period, file(&path)];
        [
            judged_on_the_way(&inputs, options),
            on_the_way(&files, options),
        ]
    }
}

#[test]
fn a_long_list_is_read_where_it_stands_as_in_memory() {
    let rows: Vec<String> = (0..11_000)
        .map(|at| {
            let word = ["x", "y", "z"][at % 3];
            // Few rows make a long list where names are long.
            let name = "Tên rất dài ".repeat(27);
            let name = match at % 500 {
                1 => format!("\"{name},\nhai dòng\""),
                _ => name,
            };
            format!("N{at:06},{name},{},1.5,{word},có,\n", at % 40)
        })
        .collect();
    let list = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut list = format!("id,name,a,b,c,d,e\n{}", rows.concat()).into_bytes();
        change(&mut list);
        list
    };
    let middle = |list: &[u8]| {
        let line = list[3 << 20..].iter().position(|byte| *byte == b'\n');
        (3 << 20) + line.expect("there are lines") + 1
    };
    let insert = |list: &mut Vec<u8>, bytes: &[u8]| {
        let at = middle(list);
        list.splice(at..at, bytes.iter().copied());
    };
    let plain = Long::new("plain", scheme("total", 2));
    let strict = Options::default();
    let lenient = Options {
        skip_bad: true,
        ..strict
    };
    let told = plain.told(&list(&|_| ()), &strict);
    assert!(told[0].1.is_some(), "{}", told[0].0);
    assert_eq!(told[0], told[1]);
    // A code that stands twice, far apart; a cell that is no number; a quote that is not closed; a
    // letter in two parts; bytes that are no UTF-8.
    for bytes in [
        "N000003,Tên,1,1.5,x,có,\n".as_bytes(),
        b"M1,T,x,1.5,x,1,\nM2,T,99999,1.5,x,1,\n",
        b"M1,\"T,1,1.5,x,1,\n",
        "M1,Te\u{302}n,1,1.5,x,có,\n".as_bytes(),
        b"M1,T\xff,1,1.5,x,1,\n",
    ] {
        let list = list(&|list| insert(list, bytes));
        for options in [&strict, &lenient] {
            let told = plain.told(&list, options);
            assert_eq!(told[0], told[1]);
        }
    }
    // Where nominees are compared with each other, all of the list is needed twice.
    let text = String::from_utf8(scheme("total", 2).bytes).expect("it is UTF-8");
    let text = format!("{text}\n[cohort.giua]\nof = \"a\"\ntake = \"mean\"\n");
    let compared = Long::new(
        "compared",
        File {
            name: "moi-cach.toml".to_owned(),
            bytes: text.into_bytes(),
        },
    );
    let told = compared.told(&list(&|_| ()), &strict);
    assert_eq!(told[0], told[1]);
    assert!(told[0].1.is_some(), "{}", told[0].0);
}
