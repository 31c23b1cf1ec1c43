//! `dvk report`: official papers, one by one or all of a review in one folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use dvk::diagnostic::{Rejected, nearest};
use dvk::office::{Office, Paper};
use dvk::report::{self, Before, Format, Input, Listing, PAPERS, PaperEntry, WordForm};
use dvk::roster::Roster;
use dvk::source::Source;
use unicode_normalization::UnicodeNormalization as _;

use super::exit::Exit;
use super::explain::find;
use super::input;
use super::language::say;
use super::options::Choices;
use super::rank::{are_sound, judge, whole};
use super::session::Session;
use super::world::WorldError;
use super::writing::{is_edited, write_whole};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        required_unless_present_any = ["sample", "list", "as_template"],
        conflicts_with_all = ["sample", "list"],
        value_name = say("TỆP-HOẶC-THƯ-MỤC", "FILE-OR-DIR"),
        help = say("Bộ tiêu chí và số liệu: tệp, hoặc thư mục (chỉ các tệp nằm ngay trong đó)",
                   "Schemes and data: files, or folders (their own files, not subfolders)"),
    )]
    paths: Vec<PathBuf>,
    #[arg(
        long,
        value_name = say("VĂN-BẢN", "PAPER"),
        value_parser = parse_paper,
        required_unless_present_any = ["all", "list"],
        conflicts_with_all = ["all", "list"],
        help = format!(
            "{}: {}",
            say("Văn bản cần lập, một trong (nội dung: --list)", "The paper to write, one of (what they hold: --list)"),
            PAPERS.iter().map(name).collect::<Vec<_>>().join(", "),
        ),
    )]
    paper: Option<Paper>,
    #[arg(long, conflicts_with = "list",
          help = say("Lập mọi văn bản vào thư mục nêu sau -o", "Write every paper into the folder after -o"))]
    pub(super) all: bool,
    #[arg(long, help = say("Liệt kê các văn bản lập được", "List the papers"))]
    list: bool,
    #[arg(
        long,
        value_name = say("MÃ", "ID"),
        conflicts_with_all = ["all", "list"],
        help = say("Chỉ lập thông báo, phiếu chấm điểm của đối tượng này",
                   "The letter or score sheet of this nominee alone"),
    )]
    nominee: Option<String>,
    #[arg(
        long,
        value_name = say("THƯ-MỤC", "DIR"),
        help = say("Thư mục có mẫu riêng của đơn vị (như submission.j2) dùng thay mẫu có sẵn",
                   "A folder with the office's own texts (such as submission.j2) in place of those built in"),
    )]
    templates: Option<PathBuf>,
    #[arg(
        long,
        value_name = say("TỆP", "FILE"),
        requires = "paper",
        conflicts_with = "templates",
        help = say("Mẫu Word riêng của đơn vị (.docx, có các chỗ {{ … }} để điền)",
                   "The office's own Word form (.docx with {{ … }} to be filled in)"),
    )]
    template: Option<PathBuf>,
    #[arg(
        long,
        requires = "paper",
        conflicts_with_all = ["template", "templates", "nominee"],
        help = say("Không lập văn bản mà lập mẫu Word của văn bản ấy để sửa rồi dùng với --template",
                   "Write no paper but a Word form of it, to be changed and given to --template"),
    )]
    as_template: bool,
    #[arg(
        long,
        value_name = say("TỆP", "FILE"),
        conflicts_with = "list",
        help = say("Kết quả kỳ trước (tệp .json do dvk rank ghi) để so sánh trong báo cáo tổng hợp",
                   "The result of the period before (.json written by dvk rank), for the report of the year"),
    )]
    before: Option<PathBuf>,
    #[arg(long, help = say("Dùng số liệu mẫu có sẵn trong chương trình",
                           "Use the sample inside the program"))]
    sample: bool,
    #[command(flatten)]
    choices: Choices,
}

/// A paper by its name.
fn parse_paper(word: &str) -> Result<Paper, String> {
    Paper::named(word).ok_or_else(|| {
        let known = PAPERS
            .iter()
            .flat_map(|entry| [entry.paper.name(), entry.paper.word()]);
        let meant = nearest(word, known);
        let meant = meant.map_or_else(String::new, |meant| {
            format!("{} `{meant}`? ", say("có phải là", "did you mean"))
        });
        let names: Vec<&str> = PAPERS.iter().map(name).collect();
        let choose = say("chọn một trong", "choose one of");
        format!("{meant}{choose} {}", names.join(", "))
    })
}

/// What a paper is called in the language of the command line.
pub(super) fn name(entry: &PaperEntry) -> &'static str {
    say(entry.paper.name(), entry.paper.word())
}

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    if arguments.list {
        return list(session);
    }
    let format = match arguments.all {
        true => session.format.unwrap_or(Format::Docx),
        false => session.format(),
    };
    if !format.entry().has_pages() {
        return Err(WorldError::NoPaperIn { format });
    }
    if (arguments.template.is_some() || arguments.as_template) && format != Format::Docx {
        return Err(WorldError::FormOnlyWord { format });
    }
    let folder = match (arguments.all, &session.output) {
        (true, None) => return Err(WorldError::NoFolder),
        (true, folder) => folder.as_deref(),
        (false, _) => None,
    };
    let output = session.output.as_deref();
    if let (Some(paper), true) = (arguments.paper, arguments.as_template) {
        return as_template(PaperEntry::of(paper), arguments, session);
    }
    if let Some(form) = &arguments.template {
        input::apart(form, output)?;
    }
    let (files, library) = input::given(arguments.sample, &arguments.paths, output)?;
    let loaded = session.load(&files, library, arguments.choices.skip_bad);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Files);
    }
    // Criteria can be printed before anybody is nominated.
    let alone = match (arguments.paper, loaded.books.last()) {
        (Some(Paper::Criteria), Some(book)) if loaded.roster.is_none() => {
            let day = session.date.unwrap_or_else(|| report::last_day(book));
            Some(Roster::on(day))
        }
        _ => None,
    };
    let (books, roster) = whole(&loaded.books, loaded.roster.as_ref().or(alone.as_ref()))?;
    let proposal = judge(books, roster, &arguments.choices.lots());
    if are_sound(&proposal, session).is_none() {
        return Ok(Exit::Files);
    }
    let before = arguments.before.as_deref().map(before).transpose()?;
    if before.is_some()
        && arguments
            .paper
            .is_some_and(|paper| paper != Paper::Synthesis)
    {
        session.note(session.of(
            "lưu ý: --before chỉ dùng cho báo cáo tổng hợp (synthesis)",
            "note: --before is for the report of the year (synthesis) alone",
        ));
    }
    let form = arguments.template.as_ref().map(|path| {
        let bytes = Source::read(path)?;
        Ok::<_, WorldError>((path.display().to_string(), bytes))
    });
    let writer = Writer {
        form: form.transpose()?,
        everybody: Input {
            before: before.as_ref(),
            ..Input::of(&proposal, &loaded.office)
        },
        templates: arguments.templates.as_deref(),
        format,
        options: session.report_of(&files, library, books),
        session,
    };
    let written = match folder {
        Some(folder) => writer.all(folder)?,
        None => writer.one(arguments)?,
    };
    if written.is_none() {
        return Ok(Exit::Files);
    }
    let summary = writer.everybody.summary;
    for matter in summary.matters(&session.report()) {
        session.note(&format!("- {matter}"));
    }
    Ok(match summary.is_open() && !arguments.sample {
        true => Exit::Decide,
        false => Exit::Done,
    })
}

/// A Word form of a paper; of data only what the office says of itself is in it.
fn as_template(
    entry: &PaperEntry,
    arguments: &Arguments,
    session: &Session,
) -> Result<Exit, WorldError> {
    let mut office = Office::default();
    if arguments.sample || !arguments.paths.is_empty() {
        let output = session.output.as_deref();
        let (files, library) = input::given(arguments.sample, &arguments.paths, output)?;
        let loaded = session.load(&files, library, arguments.choices.skip_bad);
        if loaded.diagnostics.has_errors() {
            return Ok(Exit::Files);
        }
        office = loaded.office;
    }
    let form = report::blank_form(entry, &office, &session.report());
    session.write(Ok(form))?;
    Ok(Exit::Done)
}

/// The result of the period before.
fn before(path: &Path) -> Result<Before, WorldError> {
    let path = path.to_owned();
    let Ok(text) = String::from_utf8(Source::read(&path)?) else {
        return Err(WorldError::NotText { path });
    };
    Before::read(&text).map_err(|why| WorldError::NotAResult { path, why })
}

/// Every paper and what it holds.
fn list(session: &Session) -> Result<Exit, WorldError> {
    let rows = PAPERS.iter().map(|entry| {
        let about = entry.about().get(session.locale).to_owned();
        vec![name(entry).to_owned(), about]
    });
    let listing = Listing {
        title: session.of("Văn bản lập được", "Papers").to_owned(),
        columns: vec![
            ("name", session.of("Tên", "Name").to_owned()),
            ("about", session.of("Nội dung", "What it holds").to_owned()),
        ],
        rows: rows.collect(),
    };
    let (format, options) = (session.format(), session.report());
    session.write(report::listing(&listing, format, &options))?;
    Ok(Exit::Done)
}

/// Writes papers of one review. `None`: the office's own text is at fault, which was reported.
struct Writer<'s> {
    everybody: Input<'s>,
    templates: Option<&'s Path>,
    /// The office's own Word form, by its name, in place of any text.
    form: Option<(String, Vec<u8>)>,
    format: Format,
    options: report::Options,
    session: &'s Session,
}

impl Writer<'_> {
    /// The paper asked for, of everybody or of the nominee asked for.
    fn one(&self, arguments: &Arguments) -> Result<Option<()>, WorldError> {
        let Some(paper) = arguments.paper else {
            return Ok(None);
        };
        let nominee = arguments.nominee.as_ref();
        let nominee =
            nominee.map(|id| find(self.everybody.proposal, &id.nfc().collect::<String>()));
        let Some(bytes) = self.bytes(paper, nominee.transpose()?)? else {
            return Ok(None);
        };
        self.session.write(Ok(bytes))?;
        Ok(Some(()))
    }

    /// Every paper, each in a file of its name; those of single nominees in a folder, a file each. None
    /// is written before all are made: a fault in a text leaves no half of them.
    fn all(&self, folder: &Path) -> Result<Option<()>, WorldError> {
        let mut made = Vec::new();
        for entry in &PAPERS {
            let paper = entry.paper;
            let files: Vec<(PathBuf, Option<(usize, usize)>)> = match entry.is_of_one() {
                true => self.nominees(&folder.join(paper.word())),
                false => vec![(folder.join(paper.word()), None)],
            };
            for (path, nominee) in files {
                let Some(bytes) = self.bytes(paper, nominee)? else {
                    return Ok(None);
                };
                let mut path = path.into_os_string();
                path.push(format!(".{}", self.format.entry().ending));
                made.push((PathBuf::from(path), bytes));
            }
        }
        if let Some((path, _)) = made.iter().find(|(path, _)| is_edited(path)) {
            let path = path.clone();
            return Err(WorldError::MayBeFilled { path });
        }
        let count = made.len();
        for (path, bytes) in made {
            let parent = path.parent().unwrap_or(folder);
            let written = fs::create_dir_all(parent)
                .and_then(|()| write_whole(&path, |out| out.write_all(&bytes)));
            written.map_err(|error| WorldError::Write { path, error })?;
        }
        let folder = folder.display();
        self.session.note(&self.session.of(
            format!("Đã lập {count} văn bản trong {folder}."),
            format!("{count} papers were written into {folder}."),
        ));
        Ok(Some(()))
    }

    /// Every nominee with the file that its paper goes into: its code, as far as names of files take
    /// it.
    fn nominees(&self, folder: &Path) -> Vec<(PathBuf, Option<(usize, usize)>)> {
        let mut taken = BTreeSet::new();
        let mut files = Vec::new();
        for (scheme_at, scheme) in self
            .everybody
            .proposal
            .ranking
            .evaluation
            .schemes
            .iter()
            .enumerate()
        {
            for (at, one) in scheme.judged.iter().enumerate() {
                let plain = |c: char| {
                    if c.is_alphanumeric() || c == '-' {
                        c
                    } else {
                        '_'
                    }
                };
                let name: String = one.id().chars().take(60).map(plain).collect();
                let mut own = name.clone();
                let mut number = 2;
                while !taken.insert(own.to_lowercase()) {
                    own = format!("{name}_{number}");
                    number += 1;
                }
                files.push((folder.join(own), Some((scheme_at, at))));
            }
        }
        files
    }

    fn bytes(
        &self,
        paper: Paper,
        nominee: Option<(usize, usize)>,
    ) -> Result<Option<Vec<u8>>, WorldError> {
        let entry = PaperEntry::of(paper);
        let Some(template) = self.template(entry)? else {
            return Ok(None);
        };
        let input = Input {
            template: template.as_ref(),
            nominee,
            ..self.everybody
        };
        if let Some((name, bytes)) = &self.form {
            let form = WordForm { name, bytes };
            let filled = report::fill_form(entry, &input, form, &self.options);
            return Ok(filled
                .map_err(|Rejected(found)| self.session.tell(&found))
                .ok());
        }
        let written = report::write_paper(entry, &input, self.format, &self.options);
        match written {
            Ok(bytes) => Ok(Some(bytes.map_err(|error| WorldError::Print { error })?)),
            Err(Rejected(found)) => {
                self.session.tell(&found);
                Ok(None)
            }
        }
    }

    /// The office's own template, where its folder has one; `None` where it is no text.
    fn template(&self, entry: &PaperEntry) -> Result<Option<Option<Arc<Source>>>, WorldError> {
        let Some(folder) = self.templates else {
            return Ok(Some(None));
        };
        let language = self.session.of("vi", "en");
        let own = folder.join(format!("{}.{language}.j2", entry.paper.word()));
        let common = folder.join(entry.template_name());
        let Some(path) = [own, common].into_iter().find(|path| path.is_file()) else {
            return Ok(Some(None));
        };
        let bytes = Source::read(&path)?;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(Some(Source::new(path.display().to_string(), &text)))),
            Err(_) => Err(WorldError::NotText { path }),
        }
    }
}
