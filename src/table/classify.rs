//! What a file is for, told by its name and what stands in it.

use super::kind::{Format, Kind};
use super::records::Records;
use super::titles::NAMES;
use super::{encoding, head, workbook};

/// How much of a file is looked at.
const LOOKED_AT: usize = 1 << 16;

/// Endings of files in which offices keep tables, and which are not read.
const FOREIGN: [&str; 21] = [
    "xlsb", "xltx", "xltm", "xlt", "xlam", "et", "ett", "ets", "fods", "ots", "sxc", "numbers",
    "gsheet", "dbf", "txt", "doc", "docx", "odt", "rtf", "pdf", "zip",
];

/// Whether a file's ending is one in which offices keep tables, and which is not read.
pub fn is_foreign(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| FOREIGN.contains(&ending.as_str()))
}

/// Whether such a file may hold a table: a text does where it has the headings of one.
pub fn is_foreign_table(name: &str, beginning: &[u8]) -> bool {
    if !name.to_lowercase().ends_with(".txt") {
        return is_foreign(name);
    }
    let text = encoding::glimpse(&beginning[..beginning.len().min(LOOKED_AT)]);
    let Some(start) = head::start(&text) else {
        return false;
    };
    let mut records = Records::new(&text, start.separator, start.at);
    records.next().is_some() && head::kind_of(records.cells().iter()).is_some()
}

/// What a file is for; nothing for a file that is no business of a review period, such as a
/// scheme, its functions or a note.
pub fn classify(name: &str, bytes: &[u8]) -> Option<Kind> {
    let bare = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = bare.rsplit_once('.')?;
    let stem = stem.to_lowercase();
    let text = encoding::glimpse(&bytes[..bytes.len().min(LOOKED_AT)]);
    match ending.to_lowercase().as_str() {
        "toml" => toml(&stem, &text),
        "csv" | "tsv" => Some(separated(&stem, &text)),
        "json" => json(&stem, &text),
        ending if workbook::ENDINGS.contains(&ending) => Some(Kind::Workbook),
        _ => None,
    }
}

fn toml(stem: &str, text: &str) -> Option<Kind> {
    let squeezed = |line: &str| line.replace([' ', '\t', '\u{feff}'], "");
    let lines: Vec<_> = text.lines().map(squeezed).collect();
    let starts = |head: &str| lines.iter().any(|line| line.starts_with(head));
    if starts("[[nomination]]") || starts("nomination=") {
        return Some(Kind::Nominations(Format::Toml));
    }
    match stem {
        "period" => return Some(Kind::Period),
        "papers" => return Some(Kind::Papers),
        _ => {}
    }
    let is_scheme = [
        "[ranking]",
        "[[criterion]]",
        "[[group]]",
        "[facts.",
        "format=",
    ];
    if is_scheme.iter().any(|head| starts(head)) {
        return None;
    }
    let is_period = ["date=", "start=", "end=", "deadline="];
    let is_period = is_period.iter().any(|key| starts(key));
    is_period.then_some(Kind::Period)
}

fn separated(stem: &str, text: &str) -> Kind {
    let named = NAMES.iter().find(|(name, _)| *name == stem);
    let named = named.map(|(_, kind)| *kind);
    // Marks may stand in a file of that name a criterion a column, as on a sheet.
    if named.is_none_or(|kind| kind == Kind::Marks) && workbook::is_cluster_sheet(text) {
        return Kind::Workbook;
    }
    if let Some(kind) = named {
        return kind;
    }
    let start = head::start(text);
    let header = start.and_then(|start| {
        let mut records = Records::new(text, start.separator, start.at);
        records.next()?;
        let cells = records.cells().iter();
        let cells = cells.map(|text| text.trim_start_matches('\u{feff}'));
        head::kind_of(cells)
    });
    header.unwrap_or(Kind::Nominations(Format::Csv))
}

/// A list, or an object that speaks of nominations; other JSON is somebody else's.
fn json(stem: &str, text: &str) -> Option<Kind> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let ours = stem == "nominations" || text.starts_with('[') || text.contains("\"nomination");
    ours.then_some(Kind::Nominations(Format::Json))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_name_and_content() {
        let csv = Some(Kind::Nominations(Format::Csv));
        let toml = Some(Kind::Nominations(Format::Toml));
        let json = Some(Kind::Nominations(Format::Json));
        let cases = [
            ("ky/period.toml", "", Some(Kind::Period)),
            (
                "ky-2025.toml",
                "name = \"x\"\ndate = 2025-11-30",
                Some(Kind::Period),
            ),
            ("x.toml", "date = 2025-11-30\n[[nomination]]\nid = 1", toml),
            (
                "tieu-chi.toml",
                "format = 1\n[ranking]\nlast = \"lot\"",
                None,
            ),
            ("history.csv", "Mã,Năm", Some(Kind::History)),
            (
                "cu.csv",
                "\u{feff}Nominee;year;\"award\"",
                Some(Kind::History),
            ),
            ("C:\\ky\\Marks.csv", "", Some(Kind::Marks)),
            ("votes.tsv", "", Some(Kind::Votes)),
            (
                "kiem-phieu.csv",
                "Mã;Hình thức;Tán thành;Không tán thành",
                Some(Kind::Votes),
            ),
            (
                "cham.csv",
                "Mã,Tiêu chí,Bước chấm,Người chấm,Điểm",
                Some(Kind::Marks),
            ),
            (
                "qd.csv",
                "nominee,about,decision,reason,by,paper",
                Some(Kind::Decisions),
            ),
            ("xa.csv", "Đơn vị,Số tổ", Some(Kind::Units)),
            ("xa.csv", "Đơn vị,Mã,Tên", csv),
            ("ds.xlsx", "", Some(Kind::Workbook)),
            ("ds.XLS", "", Some(Kind::Workbook)),
            (
                "ds.csv",
                "KẾ HOẠCH, năm 2025\n\nMã,Năm,Hình thức\n",
                Some(Kind::History),
            ),
            ("danh-sach.csv", "Mã;Tên", csv),
            ("danh-sach.TSV", "Mã\tTên", csv),
            ("a.json", " [{}]", json),
            ("a.json", "{\"nomination\": []}", json),
            ("schema.json", "{\"$schema\": 1}", None),
            ("chung.rhai", "", None),
            ("README", "", None),
        ];
        for (name, text, expected) in cases {
            assert_eq!(classify(name, text.as_bytes()), expected, "{name}");
        }
    }
}
