//! Files that mean harm are told soon, in bounded memory: the program runs under a limit.
#![cfg(unix)]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::process::{Command, Output};

/// The memory that a run is given, in kilobytes: stacks and the program itself take a part.
const MEMORY: u64 = 800_000;

const SCHEME: &str = "[facts.a]\ntype = \"integer\"\nrequired = false\n[[criterion]]\nid = \"A1\"\n\
    max = 10\nbasis = \"b\"\nrule = \"if given(a) { 10 } else { 5 }\"\n[ranking]\nlast = \"shared\"\n";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("dvk-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder can be made");
        fs::write(folder.join("a.toml"), SCHEME).expect("it can be written");
        Self(folder)
    }

    /// What the program says of a file besides the scheme.
    fn run(&self, name: &str, bytes: &[u8]) -> Output {
        fs::write(self.0.join(name), bytes).expect("it can be written");
        self.dvk(&[
            "rank",
            "a.toml",
            name,
            "--date",
            "2025-11-30",
            "--lang",
            "en",
        ])
    }

    fn dvk(&self, arguments: &[&str]) -> Output {
        let script = format!("ulimit -v {MEMORY}; ulimit -t 60; exec \"$@\"");
        Command::new("sh")
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_dvk")])
            .args(arguments)
            .current_dir(&self.0)
            .output()
            .expect("a shell starts")
    }

    #[track_caller]
    fn refused(&self, name: &str, bytes: &[u8], says: &str) {
        let done = self.run(name, bytes);
        let told = String::from_utf8_lossy(&done.stderr);
        let start: String = told.chars().take(2_000).collect();
        assert_eq!(done.status.code(), Some(1), "{name}: {start}");
        assert!(told.contains(says), "{name}: {start}");
        assert!(
            told.len() < 100_000,
            "{name}: {} bytes are said",
            told.len()
        );
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn texts_without_end_are_refused_in_bounded_memory() {
    let folder = Folder::new("texts");
    let most = 16 << 20;
    let head = "id,name,subject,a\n";
    let with = |rest: String| format!("{head}{rest}").into_bytes();
    folder.refused("a.csv", &vec![0; most], "row-too-large");
    folder.refused("a.csv", &with(",".repeat(most)), "row-too-large");
    folder.refused("a.csv", &with("x".repeat(most)), "row-too-large");
    folder.refused("a.csv", &",".repeat(most).into_bytes(), "row-too-large");
    folder.refused(
        "a.csv",
        &with(format!("\"{}", "x\n".repeat(most / 2))),
        "row-too-large",
    );
    for text in ["\0", "@", "@\n", "[", "a=1\n", "[[nomination]]\n"] {
        let bytes = text.repeat((4 << 20) / text.len());
        folder.refused("b.toml", bytes.as_bytes(), "error[");
    }
    // A file of a gigabyte that takes no room.
    let file = fs::File::create(folder.0.join("c.csv")).expect("it can be made");
    file.set_len(1 << 30).expect("it can be long");
    let done = folder.dvk(&["rank", "a.toml", "c.csv", "--lang", "en"]);
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(
        told.contains("files of its kind are read up to 256 MB"),
        "{told}"
    );
}

#[test]
fn an_object_of_very_many_keys_is_refused() {
    let folder = Folder::new("keys");
    let keys: Vec<String> = (0..50_000).map(|at| format!("\"k{at}\": {at}")).collect();
    let text = format!(
        "[{{\"id\": \"a\", \"name\": \"a\", \"subject\": \"collective\", {}}}]",
        keys.join(", ")
    );
    folder.refused("a.json", text.as_bytes(), "row-too-large");
}

/// A zipped workbook of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in parts {
        file.start_file(*name, options)
            .expect("a part can be begun");
        file.write_all(text.as_bytes())
            .expect("a part can be written");
    }
    file.finish().expect("the file can be closed").into_inner()
}

/// A workbook with these sheets, all of them one part where `is_one`.
fn workbook(texts: &str, rows: &str, sheets: usize, is_one: bool) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let part = |at: usize| format!("worksheets/sheet{}.xml", if is_one { 0 } else { at });
    let relation = |at: usize| {
        format!(
            "<Relationship Id=\"r{at}\" Type=\"{kind}/worksheet\" Target=\"{}\"/>",
            part(at)
        )
    };
    let tab = |at: usize| format!("<sheet name=\"S{at}\" sheetId=\"{at}\" r:id=\"r{at}\"/>");
    let all = |each: &dyn Fn(usize) -> String| (0..sheets).map(each).collect::<String>();
    let root = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let relations = format!("<Relationships>{}</Relationships>", all(&relation));
    let book = format!("<workbook><sheets>{}</sheets></workbook>", all(&tab));
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let texts = format!("<sst>{texts}</sst>");
    zipped(&[
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/sharedStrings.xml", &texts),
        ("xl/worksheets/sheet0.xml", &sheet),
    ])
}

#[test]
fn workbooks_that_unpack_to_very_much_are_refused_in_bounded_memory() {
    let folder = Folder::new("workbooks");
    let many = workbook(&"<si/>".repeat(4_000_000), "", 1, false);
    folder.refused("a.xlsx", &many, "workbook-too-large");
    let long = workbook(
        &format!("<si><t>{}</t></si>", "a".repeat(32 << 20)),
        "",
        1,
        false,
    );
    folder.refused("a.xlsx", &long, "workbook-too-large");
    let cells = workbook("", &" ".repeat(32 << 20), 8, true);
    folder.refused("a.xlsx", &cells, "workbook-too-large");
    let cells = workbook("", "<row/>", 50_000, true);
    folder.refused("a.xlsx", &cells, "workbook-too-large");
}

/// A text in an old font is looked at once, however many cells share it, and is cut where it is told.
#[test]
fn a_text_that_many_cells_share_is_looked_at_once() {
    let folder = Folder::new("shared");
    let text = "NguyÔn ThÞ B×nh ®¹t ".repeat(6_000);
    let head = "<si><t>id</t></si><si><t>name</t></si><si><t>subject</t></si>";
    let texts = format!("{head}<si><t>{text}</t></si>");
    let rows: String = (0..3_000)
        .map(|_| "<row><c t=\"s\"><v>3</v></c><c t=\"s\"><v>3</v></c><c t=\"s\"><v>3</v></c></row>")
        .collect();
    let head = "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>";
    let shared = workbook(&texts, &format!("{head}{rows}"), 1, false);
    folder.refused("a.xlsx", &shared, "error[");
    let cell = |text: &str, times: usize| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{times}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let head = ["id", "name", "subject"].map(|text| cell(text, 1)).concat();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">\
         <table:table-row>{head}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"3000\">{}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        cell(&text, 3)
    );
    let repeated = zipped(&[("content.xml", &content)]);
    folder.refused("a.ods", &repeated, "error[");
}

/// Marks of more megabytes than are looked at in one piece are marks, in every format of the result.
#[test]
fn a_large_file_of_marks_is_one_of_marks() {
    const NOMINEES: usize = 1_100;
    let folder = Folder::new("marks");
    let scheme = "[[stage]]\nid = \"hd\"\ntitle = \"H\"\n[[criterion]]\nid = \"A1\"\ntitle = \"T\"\nmax = 10\n\
                  basis = \"b\"\nmarked = true\n[ranking]\nlast = \"shared\"\n";
    fs::write(folder.0.join("a.toml"), scheme).expect("it can be written");
    let mut list = String::from("id,name,subject\n");
    let mut marks = String::from("nominee,criterion,stage,marker,points,reason\n");
    let reason = "Cách làm sáng tạo, ".repeat(30);
    for at in 0..NOMINEES {
        list.push_str(&format!("n{at},Tổ số {at},collective\n"));
        for marker in 0..7 {
            let points = (at + marker) % 10;
            marks.push_str(&format!(
                "n{at},A1,hd,Thành viên {marker},{points},\"{reason}\"\n"
            ));
        }
    }
    assert!(marks.len() > 5_400_000, "{}", marks.len());
    fs::write(folder.0.join("n.csv"), list).expect("it can be written");
    fs::write(folder.0.join("cham.csv"), marks).expect("it can be written");
    for format in ["csv", "json"] {
        let done = folder.dvk(&[
            "rank",
            "a.toml",
            "n.csv",
            "cham.csv",
            "--date",
            "2025-11-30",
            "--format",
            format,
            "--lang",
            "en",
        ]);
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success() && !told.contains("error["),
            "{format}: {told}"
        );
        let ranked = String::from_utf8_lossy(&done.stdout);
        let named = (0..NOMINEES).filter(|at| ranked.contains(&format!("Tổ số {at}")));
        assert_eq!(named.count(), NOMINEES, "{format}");
    }
}
