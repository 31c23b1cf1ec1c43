//! Files of every kind with a few bytes changed, read as the program reads them: nothing panics, nothing
//! takes long or much memory. A change is drawn from its number, so that each can be made again.
//!
//! `cargo test` tries a fixed number. `DVK_MUTATIONS=2000000 cargo test --release --test mutated` tries so
//! many, from number `DVK_MUTATIONS_FROM` on.
#![cfg(unix)]
#![expect(clippy::print_stderr, reason = "a long run says how far it is")]

use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use dvk::commendation::{findings, propose};
use dvk::diagnostic::render;
use dvk::evaluation::evaluate;
use dvk::loading::{File, Keep, Options, load};
use dvk::locale::Locale;
use dvk::markers;
use dvk::parallel::deep;
use dvk::ranking::{self, rank_with};
use dvk::report::{self, Format};
use nix::sys::resource::{Resource, setrlimit};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

/// How many changes are tried where nothing else is asked for.
const USUAL: u64 = if cfg!(debug_assertions) {
    1_500
} else {
    30_000
};

/// How much processor time one change may take: a guard against work without bound.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });

/// How long one change may take on a machine that has other work to do.
const HANG: Duration = Duration::from_secs(300);

/// How much memory the whole process may take.
const MEMORY: u64 = 2 << 30;

/// A file of the sample.
struct Seed {
    name: &'static str,
    bytes: Vec<u8>,
}

/// The files of a small period, every kind among them. Each change is made to one of them; the lists of
/// other formats are left out then.
fn seeds() -> Vec<Seed> {
    let scheme = include_str!("files/scheme.toml");
    let scheme = scheme.replacen("format = 1", "format = 1\nfunctions = [\"chung.rhai\"]", 1);
    let scheme = scheme.replace("per(so_ho, 0.1, MAX)", "muc(so_ho, 0.1)");
    let functions = "/* Chung */\nfn muc(x, moi) {\n  let l = [0, 1.5, moi];\n  if x > 10 && l.len() > 2 { round(l[1] + x * moi, 1) }\n  \
                     else { switch x { 1 => 2, 3..5 => steps(x, [[4, 8], [1, 2]]), _ => 0 } }\n}\n";
    let csv = "STT;Mã;Tên;Đơn vị;Số hộ;Tỷ lệ hộ tham gia;Kinh phí;Ngày bắt đầu;Loại hình;Tên mô hình;Đã công khai\n\
               1;TT-01;Thôn Phú Túc;Xã Hòa Phú;120;95,5 %;12,5;01/03/2024;Thôn;\"Đường \"\"hoa\"\"\";có\n\
               2;TT-02;Tổ dân phố số 9;Phường Hòa Xuân;85;88.5;;2023-06-15;to-dan-pho;Ngõ xanh;không\n\
               ;;Tổng cộng;;205;;;;;;\n";
    let json = "[{\"id\": \"TT-01\", \"name\": \"Thôn Phú Túc\", \"unit\": \"Xã Hòa Phú\", \"so_ho\": 120, \"ty_le\": 95.5,\n \
                \"kinh_phi\": \"12,5\", \"ngay\": \"2024-03-01\", \"loai\": \"thon\", \"mo_hinh\": \"Đường hoa\", \"cong_khai\": true},\n \
                {\"id\": \"TT-02\", \"name\": \"Tổ 9\", \"so_ho\": 85, \"ty_le\": 60, \"ngay\": \"15/06/2023\", \"loai\": \"Tổ dân phố\",\n \
                \"mo_hinh\": \"Ngõ \\u0058anh\", \"cong_khai\": \"không\", \"kinh_phi\": null}]\n";
    let toml = "[[nomination]]\nid = \"TT-01\"\nname = \"Thôn Phú Túc\"\nunit = \"Xã Hòa Phú\"\nso_ho = 120\n\
                ty_le = 95.5\nkinh_phi = 12.5\nngay = 2024-03-01\nloai = \"thon\"\nmo_hinh = \"Đường hoa\"\ncong_khai = true\n";
    let marks = "Mã,Tiêu chí,Bước chấm,Người chấm,Điểm,Lý do\nTT-01,B1,Thẩm định,Tổ một,\"8,5\",\nTT-02,B1,tham-dinh,Tổ hai,7,Xét thêm\n";
    let votes = "Mã,Danh hiệu,Tán thành,Không tán thành,Không ý kiến\nTT-01,Giấy khen,9,0,0\nTT-02,Giấy khen,8,1,\n";
    let history =
        "Mã,Năm,Hình thức,Ngày thu hồi\nTT-01,2023,Giấy khen,\nTT-02,2022,Bằng khen,01/02/2024\n";
    let decisions =
        "nominee,about,decision,reason,by,paper\nTT-02,hold,yes,Có đơn thư,Hội đồng,12-QĐ/HU\n";
    let period = include_str!("files/period.toml");
    let text = |name, text: &str| Seed {
        name,
        bytes: text.as_bytes().to_vec(),
    };
    let bytes = |name, bytes: &[u8]| Seed {
        name,
        bytes: bytes.to_vec(),
    };
    vec![
        text("scheme.toml", &scheme),
        text("chung.rhai", functions),
        text("period.toml", period),
        text("marks.csv", marks),
        text("votes.csv", votes),
        text("history.csv", history),
        text("decisions.csv", decisions),
        text("nominations.csv", csv),
        text("nominations.json", json),
        text("nominations.toml", toml),
        bytes(
            "a.xlsx",
            include_bytes!("files/libreoffice-xlsx/ky-2025.xlsx"),
        ),
        bytes("a.xls", include_bytes!("files/libreoffice-xls/ky-2025.xls")),
        bytes("a.ods", include_bytes!("files/libreoffice-ods/ky-2025.ods")),
    ]
}

/// Numbers that look drawn by lot and are always the same.
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).expect("it is small")
    }

    fn of<'a>(&mut self, all: &[&'a [u8]]) -> &'a [u8] {
        all[self.below(all.len())]
    }
}

/// What is put into files: what numbers, dates, texts, rules and the parts of formats end with or turn on.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\xff\xff",
    b"\xff\xff\xff\xff",
    b"\"",
    b"'",
    b"'''",
    b"`",
    b";",
    b",",
    b"\n",
    b"\r\n",
    b"\t",
    b"=",
    b"[",
    b"]]",
    b"{",
    b"}",
    b"(",
    b")",
    b"#{",
    b"<",
    b">",
    b"/>",
    b"</",
    b"&",
    b"&#x1;",
    b"&lt;",
    b"<![CDATA[",
    b"<!--",
    b"-1",
    b"0",
    b"0.0",
    b"1e400",
    b"nan",
    b"79228162514264337593543950335",
    b"9223372036854775808",
    b"0.0000000000000000000000000001",
    b"9999-12-31",
    b"31/02/2024",
    b"29/02/1900",
    b"1048577",
    b"XFE1",
    b"KAD",
    b"na",
    b"x",
    "✓".as_bytes(),
    "Tổng cộng".as_bytes(),
    "o\u{300}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    b"\xef\xbf\xbd",
    b"%",
    b"/",
    b"*",
    b" && ",
    b" if ",
    b"let x = ",
    b"loop {}",
    b"while true {",
    b"for i in 0..9999999 {",
    b"fn f(x) { f(x) }",
    b"f(",
    b"|x|",
    b"[0; 9]",
    b"steps(",
    b"given(",
    b"null",
    b"true",
    b"[[criterion]]\n",
    b"[[nomination]]\n",
    b"[facts.x]\ntype = \"list\"\n",
    b"max = ",
    b"id = ",
    b"r=\"A1\"",
    b"t=\"s\"",
    b"t=\"e\"",
    b"count=\"99999999\"",
    b"uniqueCount=\"99999999\"",
    b"number-columns-repeated=\"99999999\"",
    b"ref=\"A1:XFD1048576\"",
];

/// Some bytes with one to six changes.
fn changed(bytes: &[u8], lot: &mut Lot) -> Vec<u8> {
    const LONGEST_TAKEN: usize = 64;
    let mut bytes = bytes.to_vec();
    for _ in 0..=lot.below(6) {
        let at = lot.below(bytes.len() + 1);
        let end = (at + 1 + lot.below(LONGEST_TAKEN)).min(bytes.len());
        match lot.below(8) {
            0 | 1 if at < bytes.len() => {
                bytes[at] = u8::try_from(lot.below(256)).expect("it is a byte");
            }
            2 if at < bytes.len() => bytes[at] ^= 1 << lot.below(8),
            3 => drop(bytes.drain(at..end)),
            4 => {
                let taken = bytes[at..end].to_vec();
                let to = lot.below(bytes.len() + 1);
                drop(bytes.splice(to..to, taken));
            }
            5 => {
                let taken = bytes[at..end].to_vec();
                let to = lot.below(bytes.len().saturating_sub(taken.len()) + 1);
                drop(bytes.splice(to..to + taken.len(), taken));
            }
            6 if lot.below(16) == 0 => bytes.truncate(at),
            _ => {
                let piece = lot.of(PIECES);
                drop(bytes.splice(at..at, piece.iter().copied()));
            }
        }
    }
    bytes
}

/// The parts of a zip file, unpacked.
type Parts = Vec<(String, Vec<u8>)>;

fn unzipped(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a zip file");
    let count = zip.len();
    let part = |at| {
        let mut part = zip.by_index(at).expect("the part is there");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it can be read");
        (part.name().expect("it has a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name, stored).expect("a part can be begun");
        zip.write_all(bytes).expect("a part can be written");
    }
    zip.finish().expect("the file can be closed").into_inner()
}

/// The stream of an old workbook.
fn stream(bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).expect("it is a compound file");
    let mut bytes = Vec::new();
    let mut stream = file.open_stream("/Workbook").expect("it holds a workbook");
    stream.read_to_end(&mut bytes).expect("it can be read");
    bytes
}

fn with_stream(bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file can be made");
    let mut stream = file
        .create_stream("/Workbook")
        .expect("a stream can be made");
    stream.write_all(bytes).expect("it can be written");
    drop(stream);
    file.into_inner().into_inner()
}

/// A file that can be changed where it matters: inside of what is packed.
enum Inside {
    Plain,
    Zip(Parts),
    Stream(Vec<u8>),
}

fn inside(seed: &Seed) -> Inside {
    match seed.bytes.get(..2) {
        Some(b"PK") => Inside::Zip(unzipped(&seed.bytes)),
        Some(b"\xd0\xcf") => Inside::Stream(stream(&seed.bytes)),
        _ => Inside::Plain,
    }
}

/// A sample and its insides, unpacked once.
type Sample = (Seed, Inside);

/// The change of some number.
fn change((seed, inside): &Sample, lot: &mut Lot) -> Vec<u8> {
    // The wrapping itself is changed now and then.
    let is_outside = lot.below(6) == 0;
    match inside {
        Inside::Zip(parts) if !is_outside => {
            let mut parts = parts.clone();
            let at = lot.below(parts.len());
            parts[at].1 = changed(&parts[at].1, lot);
            zipped(&parts)
        }
        Inside::Stream(stream) if !is_outside => with_stream(&changed(stream, lot)),
        _ => changed(&seed.bytes, lot),
    }
}

/// Why a result can be written down.
const WRITTEN: &str = "memory takes any result";

/// Reads, judges and reports as the program does.
fn read(files: &[File], functions: &[u8], lot: &mut Lot) {
    let library = |_: &str, name: &str| {
        Some(File {
            name: name.to_owned(),
            bytes: functions.to_vec(),
        })
    };
    let options = Options {
        skip_bad: lot.below(3) == 0,
        keep: if lot.below(3) == 0 {
            Keep::Verdicts
        } else {
            Keep::Facts
        },
        ..Options::default()
    };
    let mut loaded = load(files, &library, &options);
    let locale = if lot.below(2) == 0 {
        Locale::Vi
    } else {
        Locale::En
    };
    render(&loaded.diagnostics, locale, false);
    if loaded.diagnostics.has_errors() {
        return;
    }
    let verdicts = loaded.verdicts.take();
    let Some(roster) = &loaded.roster else { return };
    let options = report::Options {
        locale,
        width: Some(100),
        warnings: 0,
        ..report::Options::default()
    };
    let has_facts = verdicts.is_none();
    let evaluation = match verdicts {
        Some(verdicts) => verdicts.evaluation(&loaded.books, roster),
        None => evaluate(&loaded.books, roster),
    };
    let asked = ranking::Options::default();
    let proposal = propose(rank_with(evaluation, &asked));
    render(&findings(&proposal), locale, false);
    report::ranking(
        &proposal,
        &dvk::office::Office::default(),
        Format::Csv,
        &options,
    )
    .expect(WRITTEN);
    // The rest is costly, and is made of what was read alike.
    if !has_facts || lot.below(4) != 0 {
        return;
    }
    let format = [Format::Table, Format::Json][lot.below(2)];
    report::ranking(&proposal, &dvk::office::Office::default(), format, &options).expect(WRITTEN);
    report::import_preview(&loaded.books, roster, Format::Csv, &options).expect(WRITTEN);
    if lot.below(2) == 0 {
        let compared = markers::compare(&loaded.books, roster, &asked);
        report::markers(&compared, Format::Table, &options).expect(WRITTEN);
        if !proposal.ranking.evaluation.schemes[0].judged.is_empty() {
            report::sheet(&proposal, 0, 0, Format::Table, &options).expect(WRITTEN);
            report::missing(&proposal, (0, 0), None, Format::Table, &options).expect(WRITTEN);
        }
    }
}

/// The first of the lists of nominees among the seeds; each is read alone, so that much is tried soon.
const FIRST_LIST: usize = 7;

/// How often each sample is changed: workbooks seldom, as they take ten times as long.
const WHICH: [usize; 20] = [
    0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 10, 11, 12,
];

/// The files with the change of some number, and the functions.
fn files(number: u64, samples: &[Sample]) -> (Vec<File>, Vec<u8>, Lot) {
    let mut lot = Lot(number);
    lot.next();
    let which = WHICH[lot.below(WHICH.len())];
    let bytes = change(&samples[which], &mut lot);
    let list = if which < FIRST_LIST {
        FIRST_LIST
    } else {
        which
    };
    let mut functions = samples[1].0.bytes.clone();
    let mut files = Vec::new();
    for (at, (seed, _)) in samples.iter().enumerate() {
        let bytes = if at == which {
            bytes.clone()
        } else {
            seed.bytes.clone()
        };
        match at {
            1 => functions = bytes,
            // Of the council's files only the changed one is read.
            3..FIRST_LIST if at != which => {}
            _ if at < FIRST_LIST || at == list => files.push(File {
                name: seed.name.to_owned(),
                bytes,
            }),
            _ => {}
        }
    }
    (files, functions, lot)
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn changed_files_of_every_kind_are_read_or_refused() {
    setrlimit(Resource::RLIMIT_AS, MEMORY, MEMORY).expect("memory can be limited");
    // As in the program: a panic within the reader of old workbooks is a finding.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !dvk::table::is_quiet() {
            usual(panic);
        }
    }));
    let samples: Vec<Sample> = seeds()
        .into_iter()
        .map(|seed| {
            let inside = inside(&seed);
            (seed, inside)
        })
        .collect();
    let from = number("DVK_MUTATIONS_FROM").unwrap_or_default();
    let count = number("DVK_MUTATIONS").unwrap_or(USUAL);
    let (begun, done) = (Instant::now(), AtomicU64::new(0));
    let failed: Mutex<Vec<String>> = Mutex::default();
    let longest: Mutex<(Duration, u64)> = Mutex::default();
    let running: [Mutex<Option<(u64, Instant)>>; 64] = std::array::from_fn(|_| Mutex::default());
    let try_one = |at: u64| {
        let slot = &running[rayon::current_thread_index().unwrap_or_default() % running.len()];
        *slot.lock().expect("nobody panics here") = Some((at, Instant::now()));
        let (files, functions, mut lot) = files(at, &samples);
        let before = ThreadTime::now();
        let ended = catch_unwind(AssertUnwindSafe(|| read(&files, &functions, &mut lot)));
        let taken = before.elapsed();
        let mut longest = longest.lock().expect("nobody panics here");
        *longest = (*longest).max((taken, at));
        if ended.is_err() || taken > LONGEST {
            let what = if ended.is_err() {
                "panics"
            } else {
                "takes long"
            };
            let mut failed = failed.lock().expect("nobody panics here");
            failed.push(format!("change {at} {what}: {taken:?}"));
        }
        *slot.lock().expect("nobody panics here") = None;
        done.fetch_add(1, Ordering::SeqCst);
    };
    std::thread::scope(|scope| {
        // On threads with deep stacks throughout, so that nothing is handed from one to another.
        scope.spawn(|| deep(|| (from..from + count).into_par_iter().for_each(try_one)));
        let mut reported = Instant::now();
        while done.load(Ordering::SeqCst) < count {
            sleep(Duration::from_millis(20));
            for slot in &running {
                let slot = *slot.lock().expect("nobody panics here");
                if let Some((at, begun)) = slot {
                    assert!(begun.elapsed() < HANG, "change {at} does not end");
                }
            }
            if reported.elapsed() > Duration::from_secs(60) {
                reported = Instant::now();
                let done = done.load(Ordering::SeqCst);
                let failed = failed.lock().expect("nobody panics here");
                eprintln!(
                    "{done} changes in {:?}, {} failed: {failed:?}",
                    begun.elapsed(),
                    failed.len()
                );
            }
        }
    });
    let failed = failed.into_inner().expect("nobody panics here");
    let longest = longest.into_inner().expect("nobody panics here");
    eprintln!(
        "{count} changes from {from} in {:?}; the longest {longest:?}",
        begun.elapsed()
    );
    assert!(failed.is_empty(), "{failed:#?}");
}

/// Without a change, everything is sound: so the changes are made to what is read to its end.
#[test]
fn the_files_are_sound_as_they_are() {
    let samples: Vec<Sample> = seeds()
        .into_iter()
        .map(|seed| (seed, Inside::Plain))
        .collect();
    for list in FIRST_LIST..samples.len() {
        let of = |at: usize| {
            at == 0
                || (2..FIRST_LIST).contains(&at) && (list == FIRST_LIST || at == 2)
                || at == list
        };
        let files = samples.iter().enumerate().filter(|(at, _)| of(*at));
        let files: Vec<File> = files
            .map(|(_, (seed, _))| File {
                name: seed.name.to_owned(),
                bytes: seed.bytes.clone(),
            })
            .collect();
        let functions = &samples[1].0.bytes;
        let library = |_: &str, name: &str| {
            Some(File {
                name: name.to_owned(),
                bytes: functions.clone(),
            })
        };
        let loaded = load(&files, &library, &Options::default());
        let found = render(&loaded.diagnostics, Locale::En, false);
        assert!(
            !loaded.diagnostics.has_errors(),
            "{}: {found}",
            samples[list].0.name
        );
    }
}
