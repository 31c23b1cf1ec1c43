//! The workbooks of the tests, as a spreadsheet would save them.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Text(&'static str),
    /// A number.
    Number(f64),
    /// A number shown as a percentage.
    Percent(f64),
    /// A number with the code of its format.
    Formatted(f64, &'static str),
    /// A day: year, month, day.
    Day(u16, u8, u8),
    /// A formula, and the result that the file holds.
    Formula(&'static str, &'static str),
    /// A time of the day.
    Time(u16, u8),
}

use Cell::{Blank, Day, Formula as F, Number as N, Percent as P, Text as T, Time};

/// A sheet in the making.
pub(crate) struct Sheet(Worksheet);

impl Sheet {
    /// A sheet of this name with rows from the top.
    pub(crate) fn new(name: &str, rows: &[&[Cell]]) -> Self {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).expect("a good name");
        let mut sheet = Self(sheet);
        for (at, row) in rows.iter().enumerate() {
            sheet.row(u32::try_from(at).expect("few rows"), row);
        }
        sheet
    }

    /// Writes a row, from 0.
    pub(crate) fn row(&mut self, row: u32, cells: &[Cell]) {
        let percent = Format::new().set_num_format("0.0%");
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let time = Format::new().set_num_format("hh:mm");
        for (column, cell) in cells.iter().enumerate() {
            let column = u16::try_from(column).expect("few columns");
            let sheet = &mut self.0;
            match *cell {
                Blank => continue,
                T(text) => sheet.write(row, column, text),
                N(number) => sheet.write(row, column, number),
                P(number) => sheet.write_with_format(row, column, number, &percent),
                Cell::Formatted(number, code) => {
                    let format = Format::new().set_num_format(code);
                    sheet.write_with_format(row, column, number, &format)
                }
                Day(y, m, d) => {
                    let date = ExcelDateTime::from_ymd(y, m, d).expect("a day");
                    sheet.write_with_format(row, column, &date, &day)
                }
                F(formula, result) => {
                    sheet.write(row, column, Formula::new(formula).set_result(result))
                }
                Time(h, m) => {
                    let at = ExcelDateTime::from_hms(h, m, 0).expect("a time");
                    sheet.write_with_format(row, column, &at, &time)
                }
            }
            .expect("a cell can be written");
        }
    }

    /// Merges cells, which say this; row and column, from and to.
    pub(crate) fn merge(&mut self, from: (u32, u16), to: (u32, u16), text: &str) {
        let format = Format::new();
        let merged = self
            .0
            .merge_range(from.0, from.1, to.0, to.1, text, &format);
        merged.expect("cells can be merged");
    }

    /// Merges cells, the first of which holds a number.
    pub(crate) fn merge_number(&mut self, from: (u32, u16), to: (u32, u16), number: f64) {
        self.merge(from, to, "");
        let written = self
            .0
            .write_with_format(from.0, from.1, number, &Format::new());
        written.expect("a number can be written");
    }

    /// Hides a row, from 0.
    pub(crate) fn hide_row(&mut self, row: u32) {
        self.0.set_row_hidden(row).expect("a row can be hidden");
    }

    /// Hides a column, from 0.
    pub(crate) fn hide_column(&mut self, column: u16) {
        self.0
            .set_column_hidden(column)
            .expect("a column can be hidden");
    }

    /// Hides the sheet.
    pub(crate) fn hide(mut self) -> Self {
        self.0.set_hidden(true);
        self
    }
}

/// A workbook as it is, but for what stands in its sheets.
pub(crate) fn patched(bytes: &[u8], patch: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a zip file");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("the part is there");
        let name = part.name().expect("it has a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("its parts are texts");
        let options = zip::write::SimpleFileOptions::default();
        to.start_file(&name, options).expect("a part can be begun");
        to.write_all(patch(&name, text).as_bytes())
            .expect("a part can be written");
    }
    to.finish().expect("the file can be closed").into_inner()
}

/// What [`Cell::Formula`] is given as its result where the file is to hold none.
pub(crate) const NO_RESULT: &str = "NO-RESULT";

/// A workbook as Excel saves it: its formulas are calculated, but for those that are to have no result,
/// as programs leave it that do not calculate.
fn saved(bytes: &[u8]) -> Vec<u8> {
    patched(bytes, |_, text| {
        let text = text.replace(" fullCalcOnLoad=\"1\"", "");
        let mut out = String::new();
        for cell in text.split_inclusive("</c>") {
            let is_one = cell.contains(NO_RESULT);
            let value = format!("<v>{NO_RESULT}</v>");
            out.push_str(&match is_one {
                true => cell.replace(&value, "").replace(" t=\"str\"", ""),
                false => cell.to_owned(),
            });
        }
        out
    })
}

/// A workbook of some sheets.
pub(crate) fn workbook(sheets: Vec<Sheet>) -> Vec<u8> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2025, 11, 1).expect("a day");
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    for sheet in sheets {
        book.push_worksheet(sheet.0);
    }
    saved(&book.save_to_buffer().expect("a workbook can be written"))
}

/// The headings of a list that the scheme of the tests judges.
pub(crate) const HEADINGS: [Cell; 11] = [
    T("STT"),
    T("Mã"),
    T("Tên"),
    T("Đơn vị"),
    T("Số hộ (hộ)"),
    T("Tỷ lệ hộ tham gia"),
    T("Kinh phí"),
    T("Ngày bắt đầu"),
    T("Loại hình"),
    T("Tên mô hình"),
    T("Đã công khai"),
];

/// A sound row of such a list.
pub(crate) const ROW: [Cell; 11] = [
    N(1.0),
    T("TT-01"),
    T("Thôn Phú Túc"),
    T("Xã Hòa Phú"),
    N(120.0),
    P(0.95),
    N(12.5),
    Day(2024, 3, 1),
    T("Thôn"),
    T("Đường hoa"),
    T("có"),
];

/// Another sound row.
pub(crate) const OTHER: [Cell; 11] = [
    N(2.0),
    T("TT-02"),
    T("Tổ dân phố số 9"),
    T("Phường Hòa Xuân"),
    N(85.0),
    N(88.5),
    Blank,
    T("15/06/2023"),
    T("Tổ dân phố"),
    T("Ngõ xanh"),
    T("không"),
];

/// Codes, names and models of several rows.
const SHARED: [[&str; 3]; 4] = [
    ["TT-01", "Thôn Một", "Một"],
    ["TT-02", "Thôn Hai", "Hai"],
    ["TT-03", "Thôn Ba", "Ba"],
    ["TT-04", "Thôn Bốn", "Bốn"],
];

/// A row, but for some cells.
pub(crate) fn but(row: [Cell; 11], others: &[(usize, Cell)]) -> [Cell; 11] {
    let mut row = row;
    for (at, cell) in others {
        row[*at] = *cell;
    }
    row
}

/// A list as an office keeps it: titles, headings in two lines, a line that numbers the columns,
/// one unit merged over its rows, hidden rows and columns, and signatures.
pub(crate) fn office() -> Vec<u8> {
    let mut list = Sheet::new("Danh sách", &[]);
    list.merge((0, 0), (0, 3), "ĐẢNG BỘ HUYỆN HÒA VANG");
    list.merge((1, 0), (1, 10), "DANH SÁCH ĐỀ NGHỊ XÉT CHỌN NĂM 2025");
    for (column, text) in [
        (0, "STT"),
        (1, "Mã"),
        (2, "Tên"),
        (3, "Đơn vị"),
        (10, "Đã công khai"),
    ] {
        list.merge((3, column), (4, column), text);
    }
    list.merge((3, 4), (3, 6), "Kết quả thực hiện");
    list.merge((3, 7), (3, 9), "Mô hình");
    list.row(
        4,
        &[
            Blank,
            Blank,
            Blank,
            Blank,
            T("Số hộ"),
            T("Tỷ lệ hộ tham gia"),
            T("Kinh phí\n(triệu đồng)"),
            T("Ngày bắt đầu"),
            T("Loai hinh"),
            T("Tên mô hình"),
        ],
    );
    let numbers: Vec<Cell> = (1_u8..=11).map(|at| N(at.into())).collect();
    list.row(5, &numbers);
    list.row(6, &[T("I. Xã Hòa Phú")]);
    list.merge((6, 0), (6, 10), "I. Xã Hòa Phú");
    list.row(7, &but(ROW, &[(3, Blank), (4, F("=100+20", "120"))]));
    list.row(
        8,
        &but(
            ROW,
            &[
                (0, N(2.0)),
                (1, T("TT-02")),
                (2, T("Thôn Hòa Xuân")),
                (3, Blank),
                (4, T("1200")),
                (5, T("95,5 %")),
                (6, T("9,5")),
                (7, T("01/03/2024")),
                (9, T("Tiếng loa")),
                (10, N(1.0)),
            ],
        ),
    );
    list.merge((7, 3), (8, 3), "Xã Hòa Phú");
    list.row(
        9,
        &but(
            OTHER,
            &[
                (0, N(3.0)),
                (1, T("TT-03")),
                (6, N(0.300_000_000_000_000_04)),
            ],
        ),
    );
    list.hide_row(8);
    list.row(10, &[N(4.0)]);
    list.hide_column(6);
    list.row(
        12,
        &[
            Blank,
            Blank,
            T("Người lập biểu"),
            Blank,
            Blank,
            Blank,
            Blank,
            T("Bí thư"),
        ],
    );
    list.row(16, &[Blank, Blank, T("Nguyễn Văn An")]);
    let marks = Sheet::new(
        "Chấm điểm",
        &[
            &[
                T("Mã"),
                T("Tiêu chí"),
                T("Bước chấm"),
                T("Người chấm"),
                T("Điểm"),
                T("Lý do"),
            ],
            &[
                T("TT-01"),
                T("B1"),
                T("Thẩm định"),
                T("Tổ thẩm định"),
                N(8.5),
            ],
            &[
                T("TT-02"),
                T("Cách làm sáng tạo"),
                T("Thẩm định"),
                T("Tổ thẩm định"),
                T("7,5"),
            ],
            &[
                T("TT-03"),
                T("B1"),
                T("tham-dinh"),
                T("Tổ thẩm định"),
                N(9.0),
            ],
        ],
    );
    let votes = Sheet::new(
        "Kiểm phiếu",
        &[
            &[T("BIÊN BẢN KIỂM PHIẾU")],
            &[
                T("STT"),
                T("Mã"),
                T("Danh hiệu"),
                T("Tán thành"),
                T("Không tán thành"),
                T("Không ý kiến"),
            ],
            &[N(1.0), T("TT-01"), T("Giấy khen"), N(9.0), N(0.0), N(0.0)],
            &[N(2.0), T("TT-02"), T("Giấy khen"), N(8.0), N(1.0)],
        ],
    );
    let history = Sheet::new(
        "Sheet4",
        &[
            &[T("Mã"), T("Năm"), T("Hình thức")],
            &[T("TT-01"), N(2023.0), T("Giấy khen")],
        ],
    )
    .hide();
    let notes = Sheet::new("Ghi chú", &[&[T("Gửi trước ngày 15/11")]]);
    let empty = Sheet::new("Sheet6", &[]);
    workbook(vec![list, marks, votes, history, notes, empty])
}

/// A list with ten faults, each of another kind.
pub(crate) fn ten_faults() -> Vec<u8> {
    let list = Sheet::new(
        "Danh sách",
        &[
            &HEADINGS,
            &but(ROW, &[(4, F("=SUM(1,2)", NO_RESULT))]),
            &but(OTHER, &[(5, F("=NA()", "#N/A"))]),
            &but(
                ROW,
                &[
                    (1, T("TT-03")),
                    (2, T("Thôn Ba")),
                    (4, T("1.234")),
                    (9, T("Ba")),
                ],
            ),
            &but(
                ROW,
                &[
                    (1, T("TT-04")),
                    (2, T("Thôn Bốn")),
                    (6, T("1.234,5")),
                    (9, T("Bốn")),
                ],
            ),
            &but(
                ROW,
                &[
                    (1, T("TT-05")),
                    (2, T("Thôn Năm")),
                    (7, T("31/02/2024")),
                    (9, T("Năm")),
                ],
            ),
            &but(
                ROW,
                &[
                    (1, T("TT-06")),
                    (2, T("Thôn Sáu")),
                    (8, T("Xã")),
                    (9, T("Sáu")),
                ],
            ),
            &but(
                ROW,
                &[
                    (1, T("TT-07")),
                    (2, T("Thôn Bảy")),
                    (5, P(1.2)),
                    (9, T("Bảy")),
                ],
            ),
            &but(ROW, &[(1, T("TT-01")), (2, T("Thôn Tám")), (9, T("Tám"))]),
            &but(
                ROW,
                &[
                    (1, T("TT-09")),
                    (2, T("Thôn Chín")),
                    (9, T("NguyÔn ThÞ H\u{ad}¬ng")),
                ],
            ),
            &but(
                ROW,
                &[
                    (1, T("TT-10")),
                    (2, T("Thôn Mười")),
                    (4, T("mười hộ")),
                    (9, T("Mười")),
                ],
            ),
        ],
    );
    workbook(vec![list])
}

/// A list whose letters are those of an old font.
pub(crate) fn tcvn3() -> Vec<u8> {
    workbook(vec![Sheet::new(
        "Sheet1",
        &[
            &[T("STT"), T("M·"), T("Tªn"), T("§¬n vÞ")],
            &[N(1.0), T("TT-01"), T("Th«n Phó Tóc"), T("X· Hßa Phó")],
        ],
    )])
}

/// One workbook for each finding about workbooks: its code, and the file that shows it.
pub(crate) fn findings() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let list = |rows: &[&[Cell]]| {
        let mut all: Vec<&[Cell]> = vec![&HEADINGS];
        all.extend(rows);
        Sheet::new("Danh sách", &all)
    };
    let sound = || list(&[&ROW, &OTHER]);
    let mut hidden_rows = sound();
    hidden_rows.hide_row(2);
    let mut hidden_columns = sound();
    hidden_columns.hide_column(4);
    let mut merged_words = list(&[&ROW, &but(OTHER, &[(3, Blank)])]);
    merged_words.merge((1, 3), (2, 3), "Xã Hòa Phú");
    let mut merged_value = list(&[&ROW, &but(OTHER, &[(4, Blank)])]);
    merged_value.merge_number((1, 4), (2, 4), 120.0);
    let mut aside = list(&[&ROW, &OTHER]);
    aside.row(5, &[Blank, Blank, T("Người lập biểu")]);
    let one = |row: &[Cell]| workbook(vec![list(&[row])]);
    let swapped = list(&[
        &but(ROW, &[(7, Day(2024, 6, 5))]),
        &but(OTHER, &[(7, T("28/09/2023"))]),
        &but(
            ROW,
            &[
                (1, T("TT-03")),
                (2, T("Thôn Ba")),
                (7, T("15/05/2023")),
                (9, T("Ba")),
            ],
        ),
    ]);
    let shares = [(ROW, 0.796), (OTHER, 0.7951), (ROW, 0.8049), (ROW, 0.12345)];
    let shares = shares
        .into_iter()
        .zip(SHARED)
        .map(|((row, share), others)| {
            let share = (5, Cell::Formatted(share, "0%"));
            but(
                row,
                &[
                    share,
                    (1, T(others[0])),
                    (2, T(others[1])),
                    (9, T(others[2])),
                ],
            )
        });
    let shares: Vec<[Cell; 11]> = shares.collect();
    let shares: Vec<&[Cell]> = shares.iter().map(|row| &row[..]).collect();
    let text = |rows: &[&str]| {
        let head = "Mã;Tên;Đơn vị;Số hộ;Tỷ lệ hộ tham gia;Kinh phí;Ngày bắt đầu;Loại hình;Tên mô hình;Đã công khai";
        let rows: Vec<String> = rows.iter().map(|row| format!("{row}\n")).collect();
        format!("{head}\n{}", rows.concat()).into_bytes()
    };
    let row = "TT-01;Thôn Đông;Xã Hòa Phú;120;95;12,5;01/03/2024;Thôn;Đường hoa;có";
    let xlsx = |code, bytes| (code, "ds.xlsx", bytes);
    let csv = |code, bytes| (code, "ds.csv", bytes);
    let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
    utf16.extend([0x00, 0xD8, b'a', 0x00]);
    let books = vec![
        xlsx(
            "workbook-broken",
            b"PK\x03\x04 and then nothing of use".to_vec(),
        ),
        xlsx("workbook-password", locked()),
        ("workbook-too-large", "ds.ods", repeated("1000", "1000000")),
        xlsx("workbook-empty", workbook(vec![Sheet::new("Sheet1", &[])])),
        xlsx(
            "sheet-unknown",
            workbook(vec![sound(), Sheet::new("Ghi chú", &[&[T("Xin gửi")]])]),
        ),
        xlsx(
            "sheet-unrecognised",
            workbook(vec![
                sound(),
                Sheet::new("Bảng", &[&[T("TT"), T("Xã"), T("Số hộ"), T("Kinh phí")]]),
            ]),
        ),
        xlsx(
            "sheet-hidden",
            workbook(vec![Sheet::new("Sheet1", &[]), sound().hide()]),
        ),
        xlsx("sheet-hidden-rows", workbook(vec![hidden_rows])),
        xlsx("sheet-hidden-columns", workbook(vec![hidden_columns])),
        xlsx("sheet-merged", workbook(vec![merged_words])),
        xlsx("sheet-rows-aside", workbook(vec![aside])),
        xlsx("cell-merged", workbook(vec![merged_value])),
        xlsx("cell-formula", one(&but(ROW, &[(4, F("=B1", NO_RESULT))]))),
        xlsx("cell-error", one(&but(ROW, &[(4, F("=B1/0", "#DIV/0!"))]))),
        xlsx("cell-time", one(&but(ROW, &[(7, Time(8, 30))]))),
        xlsx("cell-inexact", one(&but(ROW, &[(6, N(1e300))]))),
        xlsx(
            "cell-shown",
            one(&but(ROW, &[(6, Cell::Formatted(1_500.0, "#,##0,"))])),
        ),
        xlsx(
            "cell-shown-doubt",
            one(&but(ROW, &[(5, Cell::Formatted(0.796, "0%"))])),
        ),
        xlsx("column-shown-doubt", workbook(vec![list(&shares)])),
        xlsx("cell-legacy", one(&but(ROW, &[(9, T("§\u{ad}êng hoa"))]))),
        xlsx("cell-legacy-doubt", one(&but(ROW, &[(2, T("Ksor Ñeng"))]))),
        xlsx("column-days-swapped", workbook(vec![swapped])),
        xlsx(
            "sheet-recalculates",
            patched(&one(&but(ROW, &[(4, F("=100+20", "120"))])), |_, text| {
                text.replace("<calcPr ", "<calcPr fullCalcOnLoad=\"1\" ")
            }),
        ),
    ];
    let texts = vec![
        csv("encoding-guessed", old_windows(row)),
        csv(
            "encoding-legacy",
            b"M\xB7;T\xAAn;\xA7\xACn v\xDE\n".to_vec(),
        ),
        csv("encoding-utf16", utf16),
        csv(
            "encoding-garbled",
            "MÃ£;TÃªn;Ä�Æ¡n vá»‹\n".as_bytes().to_vec(),
        ),
        csv(
            "cell-garbled",
            text(&["TT-01;Th\u{fffd}n Đông;Xã Hòa Phú;120;95;12,5;01/03/2024;Thôn;Đường hoa;có"]),
        ),
        csv(
            "cell-unit-of-measure",
            text(&[
                row,
                "TT-02;Thôn Tây;Xã Hòa Phú;130;90;;01/03/2024;Thôn;Ngõ xanh;có",
                "TT-03;Thôn Nam;Xã Hòa Phú;110;9;;01/03/2024;Thôn;Tiếng loa;có",
                "TT-04;Thôn Bắc;Xã Hòa Phú;115;88;;01/03/2024;Thôn;Chợ sạch;có",
                "TT-05;Thôn Trung;Xã Hòa Phú;125;92;;01/03/2024;Thôn;Nhà văn hóa;có",
            ]),
        ),
        csv(
            "cell-day-doubt",
            text(&[&row.replace("01/03/2024", "14/07/1905")]),
        ),
        csv(
            "nominee-blank-below",
            text(&[row, "TT-02;Thôn Tây;;130;90;;01/03/2024;Thôn;Ngõ xanh;có"]),
        ),
        csv(
            "nominee-name-twice",
            text(&[
                row,
                "TT-02;thôn  Đông;Xã Hòa Phú;130;90;;01/03/2024;Thôn;Ngõ xanh;có",
            ]),
        ),
        csv(
            "nominee-name-near",
            text(&[
                row,
                "TT-02;Thon Dong;Xã Hòa Phú;130;90;;01/03/2024;Thôn;Ngõ xanh;có",
            ]),
        ),
        csv(
            "nominee-fact-near",
            text(&[
                row,
                "TT-02;Thôn Tây;Xã Hòa Tiến;130;90;;01/03/2024;Thôn;Đuờng hoa;có",
            ]),
        ),
        csv(
            "nominee-unit-spelled",
            text(&[
                row,
                "TT-02;Thôn Tây;Xã Hoà Phú;130;90;;01/03/2024;Thôn;Ngõ xanh;có",
            ]),
        ),
    ];
    books.into_iter().chain(texts).collect()
}

/// A list as old programs save it, its tones behind the letters.
fn old_windows(row: &str) -> Vec<u8> {
    let head = "Mã;Tên;Đơn vị;so_ho;ty_le;kinh_phi;ngay;loai;mo_hinh;cong_khai";
    let letter = |letter: char| -> Vec<u8> {
        match letter {
            'ã' => b"a\xDE".to_vec(),
            'ê' => vec![0xEA],
            'Đ' => vec![0xD0],
            'đ' => vec![0xF0],
            'ơ' => vec![0xF5],
            'ư' => vec![0xFD],
            'ị' => b"i\xF2".to_vec(),
            'ô' => vec![0xF4],
            'ò' => b"o\xCC".to_vec(),
            'ú' => b"u\xEC".to_vec(),
            'ó' => b"o\xEC".to_vec(),
            'ờ' => b"\xF5\xCC".to_vec(),
            letter => vec![u8::try_from(letter).expect("a letter of the list above")],
        }
    };
    format!("{head}\n{row}\n")
        .chars()
        .flat_map(letter)
        .collect()
}

/// A workbook that is locked with a password, as Excel wraps it.
fn locked() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory takes it");
    let mut stream = file
        .create_stream("/EncryptedPackage")
        .expect("a stream can be made");
    stream.write_all(b"secret").expect("it can be written");
    drop(stream);
    file.into_inner().into_inner()
}

/// An OpenDocument sheet of one cell that stands there so many times.
pub(crate) fn repeated(columns: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="A">
        <table:table-row table:number-rows-repeated="{rows}"><table:table-cell
        table:number-columns-repeated="{columns}" office:value-type="float" office:value="1"/>
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    open_document(&content)
}

/// An OpenDocument workbook of such content.
pub(crate) fn open_document(content: &str) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ] {
        file.start_file(name, options).expect("a part can be begun");
        file.write_all(text.as_bytes())
            .expect("a part can be written");
    }
    file.finish().expect("the file can be closed").into_inner()
}
