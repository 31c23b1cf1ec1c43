//! Options that several commands have in common.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::Args;
use dvk::locale::Locale;
use dvk::ranking;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization as _;

use super::language::{self, say};
use super::{input, output};

/// What every command has.
#[derive(Args, Debug)]
#[command(next_help_heading = say("Tùy chọn chung", "Common options"))]
pub(super) struct Options {
    #[arg(
        long, display_order = 101, global = true, value_name = "vi|en",
        value_parser = language::parse,
        help = say("Ngôn ngữ: vi hoặc en (cũng có thể đặt biến môi trường DVK_LANG)",
                   "Language: vi or en (also by the environment variable DVK_LANG)"),
    )]
    pub(super) lang: Option<Locale>,
    #[arg(
        long, display_order = 102, global = true,
        value_name = say("DẠNG", "FORMAT"),
        value_parser = output::parse_format,
        help = output::format_help(),
    )]
    pub(super) format: Option<output::Asked>,
    #[arg(
        short, long, display_order = 103, global = true,
        value_name = say("TỆP", "FILE"),
        help = say("Ghi kết quả vào tệp này thay cho màn hình; tệp được ghi trọn vẹn hoặc giữ nguyên như cũ (`-`: ra màn hình)",
                   "Write the result into this file, whole or not at all (`-`: to standard output)"),
    )]
    pub(super) output: Option<PathBuf>,
    #[arg(
        long, display_order = 104, global = true,
        value_name = say("NGÀY", "DATE"),
        value_parser = input::parse_date,
        help = say("Ngày xét khi không có tệp period.toml, như 2025-12-31 hoặc 31/12/2025",
                   "The day of the review where there is no period.toml, like 2025-12-31"),
    )]
    pub(super) date: Option<Date>,
    #[arg(
        long, display_order = 105, global = true,
        help = say("Coi là lỗi mọi chỗ tự hiểu, còn nghi ngờ hoặc không đọc, nên không tính gì khi còn chỗ như vậy",
                   "Take all that is assumed, doubted or left out for an error, so that nothing is computed from it"),
    )]
    pub(super) strict: bool,
    #[arg(
        short, long, display_order = 106, global = true, conflicts_with = "verbose",
        help = say("Chỉ báo lỗi và số cảnh báo, không ghi gì thêm ngoài kết quả",
                   "Report errors and the number of warnings, and nothing else beside the result"),
    )]
    pub(super) quiet: bool,
    #[arg(
        short, long, display_order = 107, global = true,
        help = say("Nêu thêm các tệp đã đọc, mã SHA-256 của dữ liệu và thời gian xử lý",
                   "Say also which files were read, their SHA-256 and how long it took"),
    )]
    pub(super) verbose: bool,
    #[arg(
        long, display_order = 108, global = true, value_name = "auto|always|never",
        value_parser = output::parse_color,
        help = say("Tô màu: auto (mặc định, chỉ trên màn hình), always, never (cũng có thể đặt biến môi trường NO_COLOR)",
                   "Colours: auto (the default, on terminals alone), always, never (also by the environment variable NO_COLOR)"),
    )]
    pub(super) color: Option<ColorChoice>,
    #[arg(
        long, display_order = 109, global = true,
        help = say("Không chuyển kết quả dài trên màn hình qua chương trình xem từng trang (PAGER)",
                   "Do not show long results on a terminal through a pager (PAGER)"),
    )]
    pub(super) no_pager: bool,
}

/// What every command that judges people is given.
#[derive(Args, Debug)]
pub(super) struct Judging {
    #[arg(
        required_unless_present = "sample",
        conflicts_with = "sample",
        value_name = say("TỆP-HOẶC-THƯ-MỤC", "FILE-OR-DIR"),
        help = say("Bộ tiêu chí và số liệu: tệp, hoặc thư mục (chỉ các tệp nằm ngay trong đó), hoặc `-` để đọc từ đầu vào chuẩn",
                   "Schemes and data: files, or folders (their own files, not subfolders), or `-` for standard input"),
    )]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long, help = say("Chạy thử trên số liệu mẫu có sẵn trong chương trình",
                           "Run on the sample inside the program"))]
    pub(super) sample: bool,
    #[command(flatten)]
    pub(super) choices: Choices,
}

/// What may be chosen about judging.
#[derive(Args, Debug)]
pub(super) struct Choices {
    #[arg(long, help = say("Bỏ qua các dòng số liệu có lỗi và liệt kê chúng trong kết quả",
                           "Leave out rows with faults, and list them in the result"))]
    pub(super) skip_bad: bool,
    #[arg(
        long,
        value_name = say("TỪ-KHÓA", "WORD"),
        help = say("Từ khóa bốc thăm do Hội đồng thống nhất trước, dùng khi bộ tiêu chí ghi last = \"lot\"",
                   "The word by which lots are drawn, agreed on beforehand, for schemes with last = \"lot\""),
    )]
    seed: Option<String>,
}

impl Choices {
    /// The word for lots as it was agreed on.
    pub(super) fn lots(&self) -> ranking::Options {
        ranking::Options {
            // Files are read in NFC; some systems hand over arguments in the other spelling.
            seed: self.seed.as_ref().map(|seed| seed.nfc().collect()),
        }
    }
}
