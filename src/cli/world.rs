//! What the world refuses: files that cannot be read or written, and what was not given.

use std::io;
use std::path::PathBuf;

use dvk::form::FormError;
use dvk::locale::{Locale, Text};
use dvk::report::{Entry, FORMATS, Format};
use dvk::source::ReadError;
use thiserror::Error;

use super::exit::Exit;

/// Why a command could not do its work.
#[derive(Debug, Error)]
pub(super) enum WorldError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {}", path.display(), reason(error, Locale::En))]
    Read { path: PathBuf, error: io::Error },
    /// A file is larger than the program reads.
    #[error("{} is too large: files of its kind are read up to {} MB", path.display(), most >> 20)]
    TooLarge { path: PathBuf, most: u64 },
    /// The files together are larger than the program reads.
    #[error("the files up to {} are larger together than the {} MB that are read at once", path.display(), most >> 20)]
    AllTooLarge { path: PathBuf, most: u64 },
    /// What is no file with an end: a pipe, a device.
    #[error("{} is no regular file (but a pipe, a device or the like), and only regular files are read", path.display())]
    NotAFile { path: PathBuf },
    /// The result would be written over what it is made of.
    #[error("the result may not be written over {}, which is an input; nothing was read or written: name another file after -o", path.display())]
    OutputIsInput { path: PathBuf },
    /// Over what people may have filled in or mended.
    #[error("{} is there and may have been filled in or changed; nothing was written, name another file after -o", path.display())]
    MayBeFilled { path: PathBuf },
    /// A file cannot be written.
    #[error("cannot write {}: {}", path.display(), reason(error, Locale::En))]
    Write { path: PathBuf, error: io::Error },
    /// The result cannot be printed.
    #[error("cannot print the result: {}", reason(error, Locale::En))]
    Print { error: io::Error },
    /// A file is already where one should be written.
    #[error("{} is there already; nothing was written", path.display())]
    Exists { path: PathBuf },
    /// A folder holds nothing that is read.
    #[error("{} holds no .toml, .csv, .tsv, .json, .xlsx, .xls or .ods file", path.display())]
    EmptyFolder { path: PathBuf },
    /// Importing without saying where to, or whether at all.
    #[error("say where the list goes (`-o FILE.csv`), or look at what would be read (`--dry-run`)")]
    ImportWhere,
    /// The whole manual in a format that it does not have.
    #[error("the whole manual is written as a page: -o FILE.html")]
    ManualIsPage,
    /// No scheme among the files.
    #[error("no scheme was given")]
    NoScheme,
    /// A format that only findings have, for something else.
    #[error("the formats `sarif` and `junit` are for the findings of `dvk check` alone")]
    FindingsOnly,
    /// No nominations among the files.
    #[error("no nominations were given")]
    NoData,
    /// Nobody was named to be explained.
    #[error("no nominee was named: give the code last")]
    NoNominee,
    /// A workbook is to be written, and no file for it was named.
    #[error("name the workbook to write: -o FILE.xlsx")]
    NoWorkbook,
    /// Forms of a re-inspection are asked for, and there are none to write.
    #[error("nobody is to be inspected again in a scheme with stages, so no form was written")]
    NobodyAgain,
    /// A drafted scheme is to be written under another ending.
    #[error("a drafted scheme is a TOML file: name it -o FILE.toml, not `{}`", path.display())]
    DraftOnlyToml { path: PathBuf },
    /// Papers are to be written, and no folder for them was named.
    #[error("name the folder to write the papers into: -o FOLDER")]
    NoFolder,
    /// A paper in a format for machines.
    #[error("papers are not written as `{}`, which is for machines; choose another with -o or --format", format.entry().word)]
    NoPaperIn { format: Format },
    /// A Word form filled in as something else.
    #[error("a Word form is filled in as a Word document: name a file with -o FILE.docx, not `{}`", format.entry().word)]
    FormOnlyWord { format: Format },
    /// A template that is no text.
    #[error("{} is no UTF-8 text", path.display())]
    NotText { path: PathBuf },
    /// What is given as the result of the period before is none.
    #[error("{}: {}", path.display(), why.get(Locale::En))]
    NotAResult { path: PathBuf, why: Text },
    /// No format has the ending of the file to write.
    #[error(
        "results are not written as `.{ending}`; choose {}, or say the format with --format",
        endings(Locale::En)
    )]
    UnknownEnding { ending: String },
    /// The format asked for is not the one of the file's ending, and programs go by the ending.
    #[error(
        "`.{ending}` is no ending of the format `{}`: name a file `.{}`, or leave --format out",
        asked.entry().word, asked.entry().ending
    )]
    OtherEnding { ending: String, asked: Format },
    /// A format that a terminal cannot show.
    #[error(
        "`{}` is no text and cannot be shown on the screen: name a file with -o FILE.{}",
        format.entry().word, format.entry().ending
    )]
    BinaryOnTerminal { format: Format },
    /// The forms cannot be made.
    #[error("the forms cannot be made: {error}")]
    Form { error: FormError },
    /// The sample and files at once.
    #[error("give either --sample or files")]
    SampleAndFiles,
    /// Nobody has this code.
    #[error("there is no nominee `{id}`{}", meant.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?")))]
    UnknownNominee { id: String, meant: Option<String> },
    /// Several have this name.
    #[error("`{word}` may be any of these, name one by its code: {}", known.join(", "))]
    SeveralNominees { word: String, known: Vec<String> },
    /// The nominee's scheme has no such class or award.
    #[error("`{goal}` is no place, and no class or award of this nominee's scheme, which has: {}", known.join(", "))]
    UnknownGoal { goal: String, known: Vec<String> },
    /// The nominee's row was left out.
    #[error("the row of `{id}` was left out because of its faults")]
    SkippedNominee { id: String },
}

impl From<ReadError> for WorldError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unreadable { path, error } => Self::Read { path, error },
            ReadError::TooLarge { path, most } => Self::TooLarge { path, most },
            ReadError::NotAFile { path } => Self::NotAFile { path },
        }
    }
}

impl From<FormError> for WorldError {
    fn from(error: FormError) -> Self {
        Self::Form { error }
    }
}

impl WorldError {
    /// What happened, in words.
    pub(super) fn text(&self, locale: Locale) -> String {
        if locale == Locale::En {
            return self.to_string();
        }
        match self {
            Self::Read { path, error } => {
                let why = reason(error, locale);
                format!("không đọc được {}: {why}", path.display())
            }
            Self::TooLarge { path, most } => format!(
                "tệp {} quá lớn: loại tệp này chỉ đọc đến {} MB",
                path.display(),
                most >> 20
            ),
            Self::AllTooLarge { path, most } => format!(
                "các tệp tính đến {} gộp lại lớn hơn {} MB, mức được đọc trong một lần",
                path.display(),
                most >> 20
            ),
            Self::NotAFile { path } => format!(
                "{} không phải là tệp thường (mà là đường ống, thiết bị hoặc loại khác); chỉ đọc tệp thường",
                path.display()
            ),
            Self::OutputIsInput { path } => format!(
                "không được ghi kết quả đè lên {} vì đó là tệp đầu vào; chưa đọc và chưa ghi gì, đề nghị nêu tên tệp khác sau -o",
                path.display()
            ),
            Self::MayBeFilled { path } => format!(
                "đã có sẵn {}, có thể đã được điền hoặc sửa; chưa ghi gì, đề nghị nêu tên tệp khác sau -o",
                path.display()
            ),
            Self::Write { path, error } => {
                let why = reason(error, locale);
                format!("không ghi được {}: {why}", path.display())
            }
            Self::Print { error } => {
                format!("không in được kết quả: {}", reason(error, locale))
            }
            Self::Exists { path } => {
                format!("đã có sẵn {}; chưa ghi tệp nào", path.display())
            }
            Self::EmptyFolder { path } => format!(
                "thư mục {} không có tệp .toml, .csv, .tsv, .json, .xlsx, .xls hoặc .ods nào",
                path.display()
            ),
            Self::ImportWhere => "đề nghị nêu tệp sẽ ghi danh sách (`-o TỆP.csv`), hoặc chỉ xem sẽ đọc được gì (`--dry-run`)".to_owned(),
            Self::ManualIsPage => "cả cuốn hướng dẫn được ghi thành trang web: -o TỆP.html".to_owned(),
            Self::NoScheme => "chưa có bộ tiêu chí nào (tệp .toml) trong các tệp đã nêu; đã có bảng tiêu chí bằng Word, Excel thì lập dự thảo: dvk draft BẢNG -o TỆP.toml".to_owned(),
            Self::FindingsOnly => "dạng `sarif` và `junit` chỉ dùng cho kết quả kiểm tra của lệnh `dvk check`".to_owned(),
            Self::NoData => "chưa có danh sách đề nghị nào trong các tệp đã nêu".to_owned(),
            Self::NoWorkbook => "chưa nêu tệp Excel sẽ ghi: -o TỆP.xlsx".to_owned(),
            Self::DraftOnlyToml { path } => format!(
                "bộ tiêu chí dự thảo là tệp TOML: đề nghị đặt tên -o TỆP.toml, không phải `{}`",
                path.display()
            ),
            Self::NobodyAgain => {
                "không có ai phải phúc tra ở các bộ tiêu chí có bước chấm, nên không lập phiếu".to_owned()
            }
            Self::NoFolder => "chưa nêu thư mục sẽ ghi các văn bản: -o THƯ-MỤC".to_owned(),
            Self::NoPaperIn { format } => format!(
                "văn bản không lập được ở dạng `{}` vì dạng này dành cho máy đọc; đề nghị chọn dạng khác ở -o hoặc --format",
                format.entry().word
            ),
            Self::FormOnlyWord { format } => format!(
                "mẫu Word chỉ điền ra văn bản Word: hãy nêu tệp -o TỆP.docx, không phải dạng `{}`",
                format.entry().word
            ),
            Self::NotAResult { path, why } => {
                format!("{}: {}", path.display(), why.get(Locale::Vi))
            }
            Self::NotText { path } => {
                format!("{} không phải là văn bản UTF-8", path.display())
            }
            Self::UnknownEnding { ending } => format!(
                "kết quả không ghi được thành tệp `.{ending}`; đề nghị chọn đuôi {}, hoặc nêu rõ dạng bằng --format",
                endings(locale)
            ),
            Self::OtherEnding { ending, asked } => format!(
                "đuôi `.{ending}` không phải của dạng `{}`; đề nghị đặt tên tệp có đuôi `.{}`, hoặc bỏ --format",
                asked.entry().word,
                asked.entry().ending
            ),
            Self::BinaryOnTerminal { format } => format!(
                "dạng `{}` không xem được trên màn hình; đề nghị nêu tệp sẽ ghi: -o TỆP.{}",
                format.entry().word,
                format.entry().ending
            ),
            Self::Form { error } => format!("không lập được biểu mẫu: {error}"),
            Self::NoNominee => "chưa nêu đối tượng: đề nghị ghi mã ở cuối dòng lệnh".to_owned(),
            Self::SampleAndFiles => "chỉ dùng --sample hoặc nêu tệp, không dùng cả hai".to_owned(),
            Self::UnknownNominee { id, meant } => {
                let meant = meant.as_ref();
                let meant = meant.map(|meant| format!("; có phải là `{meant}`?"));
                format!("không có đối tượng `{id}`{}", meant.unwrap_or_default())
            }
            Self::SeveralNominees { word, known } => format!(
                "có nhiều đối tượng tên `{word}`; đề nghị ghi mã của một đối tượng: {}",
                known.join(", ")
            ),
            Self::UnknownGoal { goal, known } => format!(
                "`{goal}` không phải là một hạng, cũng không phải là mức xếp loại hay hình thức khen thưởng của bộ tiêu chí này; bộ tiêu chí có: {}",
                known.join(", ")
            ),
            Self::SkippedNominee { id } => {
                format!("dòng số liệu của `{id}` có lỗi nên đã bị bỏ qua")
            }
        }
    }

    /// How the command ends.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::NoScheme
            | Self::FindingsOnly
            | Self::NoData
            | Self::NoNominee
            | Self::NoWorkbook
            | Self::NobodyAgain
            | Self::DraftOnlyToml { .. }
            | Self::NoFolder
            | Self::NoPaperIn { .. }
            | Self::FormOnlyWord { .. }
            | Self::UnknownEnding { .. }
            | Self::OtherEnding { .. }
            | Self::BinaryOnTerminal { .. }
            | Self::OutputIsInput { .. }
            | Self::MayBeFilled { .. }
            | Self::SampleAndFiles
            | Self::ManualIsPage
            | Self::ImportWhere => Exit::Use,
            _ => Exit::Files,
        }
    }
}

/// The endings of files that results are written into, and what each is for.
fn endings(locale: Locale) -> String {
    let ending = |entry: &Entry| format!("`.{}` ({})", entry.ending, entry.about().get(locale));
    let endings = FORMATS.iter().map(ending);
    endings.collect::<Vec<_>>().join(", ")
}

/// What the operating system said, in words for the usual refusals.
fn reason(error: &io::Error, locale: Locale) -> String {
    let (vi, en) = match error.kind() {
        io::ErrorKind::NotFound => ("không tìm thấy", "not found"),
        io::ErrorKind::PermissionDenied => ("không có quyền truy cập", "permission denied"),
        io::ErrorKind::IsADirectory => ("đó là một thư mục", "it is a folder"),
        io::ErrorKind::NotADirectory => {
            ("có phần không phải là thư mục", "a part of it is no folder")
        }
        io::ErrorKind::StorageFull => ("ổ đĩa đã đầy", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
        io::ErrorKind::FileTooLarge => (
            "vượt giới hạn kích thước tệp của hệ thống",
            "it is beyond the system's limit of a file's size",
        ),
        io::ErrorKind::InvalidFilename => ("tên tệp quá dài", "the file's name is too long"),
        _ => return error.to_string(),
    };
    locale.of(vi, en).to_owned()
}
