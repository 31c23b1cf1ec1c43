//! `dvk init`: a starter folder with schemes, functions, a filled period and the manual.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use dvk::manual;

use super::exit::Exit;
use super::language::say;
use super::sample;
use super::session::Session;
use super::signals::{self, Stop};
use super::world::WorldError;
use super::writing::replace;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        value_name = say("THƯ-MỤC", "DIR"),
        help = say("Thư mục sẽ ghi; không ghi đè lên tệp nào đã có",
                   "The folder to write; no file that is there is overwritten"),
    )]
    folder: PathBuf,
    #[arg(
        long,
        help = say("Không ghi bộ tiêu chí và số liệu mẫu, chỉ ghi các tệp trống của một kỳ xét và hướng dẫn",
                   "Write no sample, but the empty files of a review and the manual"),
    )]
    blank: bool,
}

/// The files of a review for somebody to fill in, in one language.
const BLANK: [(&str, [&str; 2]); 2] = [
    (
        "period.toml",
        [
            include_str!("blank/period.vi.toml"),
            include_str!("blank/period.en.toml"),
        ],
    ),
    (
        "papers.toml",
        [
            include_str!("blank/papers.vi.toml"),
            include_str!("blank/papers.en.toml"),
        ],
    ),
];

pub(super) fn run(arguments: &Arguments, session: &Session) -> Result<Exit, WorldError> {
    session.ignores("init", &["--format", "--output", "--date", "--strict"]);
    let guide = session.of("HUONG-DAN.html", "MANUAL.html");
    let page = manual::page(session.locale);
    let blank = BLANK.iter().map(|(name, [vi, en])| {
        let text = session.of(*vi, *en);
        ((*name).to_owned(), text)
    });
    let sample = sample::FILES
        .iter()
        .map(|(path, text)| (path.replace("criteria/ky-mau/", "ky-mau/"), *text));
    let files: Vec<(String, &str)> = match arguments.blank {
        true => blank.collect(),
        false => sample.collect(),
    };
    let files: Vec<_> = files
        .into_iter()
        .chain([(guide.to_owned(), page.as_str())])
        .map(|(path, text)| (arguments.folder.join(path), text))
        .collect();
    let made = write_all(&files)?;
    let folder = arguments.folder.display();
    session.note(&session.of(
        format!("Đã tạo {made} tệp trong {folder}. Mời mở {folder}/{guide} bằng trình duyệt."),
        format!(
            "{made} files were written into {folder}. Open {folder}/{guide} in a browser next."
        ),
    ));
    if arguments.blank {
        session.note(session.of(
            "Tiếp theo: ghi ngày xét trong period.toml; lập bộ tiêu chí từ bảng của đơn vị (dvk draft BẢNG -o tieu-chi.toml), rồi lập biểu mẫu (dvk form tieu-chi.toml -o bieu-mau.xlsx).",
            "Next: write the day of the review in period.toml; draft a scheme from your table (dvk draft TABLE -o criteria.toml), then the forms (dvk form criteria.toml -o forms.xlsx).",
        ));
    }
    Ok(Exit::Done)
}

/// Writes all of the files that are not there yet, or none: what was made before a failure is taken away
/// again. Nothing is written beside other files of these names, or where all are there; what a run that
/// was killed has written is gone on with.
fn write_all(files: &[(PathBuf, &str)]) -> Result<usize, WorldError> {
    let exists = |path: &Path| path.symlink_metadata().is_ok();
    let is_written = |path: &Path, text: &str| {
        let size = path
            .metadata()
            .is_ok_and(|it| it.is_file() && it.len() == text.len() as u64);
        size && fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())
    };
    let (there, missing): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| exists(path));
    let mut others = there.iter().filter(|(path, text)| !is_written(path, text));
    let in_the_way = match missing.is_empty() {
        true => there.first(),
        false => others.next(),
    };
    if let Some((path, _)) = in_the_way {
        let path = path.clone();
        return Err(WorldError::Exists { path });
    }
    signals::held(|stop| {
        let mut made = Made::default();
        for (path, text) in &missing {
            if let Err(error) = made.write(path, text, stop) {
                made.undo();
                let path = path.clone();
                return Err(WorldError::Write { path, error });
            }
        }
        Ok(missing.len())
    })
}

/// What was made so far.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn write(&mut self, path: &Path, text: &str, stop: &Stop) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            self.folder(folder)?;
        }
        replace(path, |out| out.write_all(text.as_bytes()), stop)?;
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Makes a folder and those above it.
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.folder(above)?;
        }
        fs::create_dir(folder)?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    fn undo(&self) {
        // What cannot be taken away stays; the first error is the one to report.
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_and_nothing_is_left_behind() {
        let folder = std::env::temp_dir().join(format!("dvk-init-{}", std::process::id()));
        let files = [(folder.join("a/b.toml"), "x"), (folder.join("c.toml"), "y")];
        write_all(&files).expect("an empty folder takes the files");
        let again = write_all(&files);
        assert!(matches!(again, Err(WorldError::Exists { .. })), "{again:?}");
        // `c.toml` is a file, so that nothing can be made in it.
        let fresh = folder.join("d.toml");
        let bad = [(fresh.clone(), "x"), (folder.join("c.toml/e.toml"), "y")];
        assert!(write_all(&bad).is_err());
        assert!(!fresh.exists(), "the half that was written is gone");
        fs::remove_dir_all(&folder).expect("the folder can be removed");
    }
}
