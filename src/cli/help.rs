//! `dvk help`, and the help pages: clap's own words replaced by those of the language chosen.

use clap::{Arg, ArgAction, Args, Command};
use dvk::locale::Locale;
use dvk::report::Format;
use dvk::{manual, report};

use super::exit::Exit;
use super::language::say;
use super::session::Session;
use super::usage;
use super::world::WorldError;

/// What to help with.
#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        value_name = say("LỆNH-HOẶC-CHỦ-ĐỀ", "COMMAND-OR-TOPIC"),
        help = say("Lệnh hoặc chủ đề cần xem; không nêu thì liệt kê tất cả",
                   "The command or topic to read about; all are listed without one"),
    )]
    words: Vec<String>,
    #[arg(
        long,
        conflicts_with = "words",
        help = say("Cả cuốn hướng dẫn; với -o TỆP.html thì thành một trang để đọc và in",
                   "The whole manual; with -o FILE.html as one page, to be read and printed"),
    )]
    all: bool,
}

/// Prints the help of the program or of a command, or a topic of the manual.
pub(super) fn run(
    arguments: &Arguments,
    command: &Command,
    session: &Session,
) -> Result<Exit, WorldError> {
    session.ignores("help", &["--date", "--strict"]);
    let locale = session.locale;
    let of_command = |words: &[&str]| {
        let asked = ["dvk"].iter().chain(words).chain(&["--help"]);
        let shown = localise(command.clone(), locale).try_get_matches_from(asked);
        shown
            .err()
            .map_or(Exit::Done, |error| usage::tell(&error, locale))
    };
    if arguments.all {
        return whole(session);
    }
    let Some(name) = arguments.words.first() else {
        return Ok(of_command(&[]));
    };
    if manual::codes::is_topic(name) {
        return explain(&arguments.words[1..], session);
    }
    let commands: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let is_command = commands.contains(&name.as_str());
    // A few topics are called as commands are: both are shown then.
    let mut exit = Exit::Done;
    if is_command {
        exit = of_command(&[name]);
    }
    let Some(topic) = manual::find(&arguments.words.join(" ")) else {
        return Ok(match is_command {
            true => exit,
            false => unknown(name, &commands, session),
        });
    };
    print(topic.text(locale), session)
}

/// Prints the whole manual, or writes it as one page.
fn whole(session: &Session) -> Result<Exit, WorldError> {
    let locale = session.locale;
    match session.format() {
        Format::Html => {
            session.write(Ok(manual::page(locale).into_bytes()))?;
            Ok(Exit::Done)
        }
        Format::Table => {
            let topics = manual::TOPICS.iter().map(|topic| topic.text(locale));
            print(&topics.collect::<Vec<_>>().join("\n"), session)
        }
        _ => Err(WorldError::ManualIsPage),
    }
}

/// Prints a text of the manual.
fn print(text: &str, session: &Session) -> Result<Exit, WorldError> {
    let leads = |link: &str| leads(link, session.locale);
    let text = report::guide(text, &leads, &session.report());
    session.write(Ok(text.into_bytes()))?;
    Ok(Exit::Done)
}

/// Prints what the codes of findings mean; without any, the list of all.
fn explain(codes: &[String], session: &Session) -> Result<Exit, WorldError> {
    let locale = session.locale;
    if codes.is_empty() {
        return print(&manual::codes::list(locale), session);
    }
    let mut pages = Vec::new();
    for code in codes {
        let Some(page) = manual::codes::find(code) else {
            let help = manual::codes::meant(code).map(|meant| {
                session.of(
                    format!("\ngợi ý: có phải là `{meant}`?"),
                    format!("\nhelp: did you mean `{meant}`?"),
                )
            });
            let help = help.unwrap_or_default();
            session.say(&session.of(
                format!("lỗi: không có mã lỗi `{code}`{help}\nXem mọi mã lỗi: dvk help loi"),
                format!("error: there is no code `{code}`{help}\nAll codes: dvk help error"),
            ));
            return Ok(Exit::Use);
        };
        pages.push(page.text(locale));
    }
    print(&pages.join("\n"), session)
}

/// Where a link of the manual leads, in words.
fn leads(link: &str, locale: Locale) -> Option<String> {
    let Some((file, _)) = link.split_once(".md") else {
        return link.starts_with("http").then(|| link.to_owned());
    };
    let topic = manual::find(file)?;
    Some(format!("dvk help {}", topic.name(locale)))
}

/// Says that there is no such command or topic, and what may have been meant.
fn unknown(name: &str, commands: &[&str], session: &Session) -> Exit {
    let locale = session.locale;
    let help = match manual::meant(name, locale, commands.iter().copied()) {
        Some(meant) => session.of(
            format!("gợi ý: có phải là `{meant}`?"),
            format!("help: did you mean `{meant}`?"),
        ),
        None => topics(locale),
    };
    session.say(&session.of(
        format!("lỗi: không có lệnh hay chủ đề `{name}`\n{help}\nXem các lệnh và chủ đề: dvk help"),
        format!(
            "error: there is no command or topic `{name}`\n{help}\nCommands and topics: dvk help"
        ),
    ));
    Exit::Use
}

/// The topics of the manual, a line each.
fn topics(locale: Locale) -> String {
    let topics = manual::TOPICS.iter();
    let topics = topics.map(|topic| (topic.name(locale), topic.about(locale)));
    let about = locale.of(
        "Các mã lỗi và ý nghĩa; dvk help loi MÃ để xem một mã",
        "The codes of findings; dvk help error CODE for one",
    );
    let topics: Vec<_> = topics
        .chain([(manual::codes::topic(locale), about)])
        .collect();
    let longest = topics.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let line = |(name, about): &(&str, &str)| format!("  {name:longest$}  {about}");
    let heading = locale.of(
        "Các chủ đề của hướng dẫn (dvk help CHỦ-ĐỀ):",
        "Topics of the manual (dvk help TOPIC):",
    );
    let lines: Vec<String> = [heading.to_owned()]
        .into_iter()
        .chain(topics.iter().map(line))
        .collect();
    lines.join("\n")
}

/// The command with every heading and every common option in one language.
pub(super) fn localise(command: Command, locale: Locale) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .display_order(202)
        .help(locale.of("Cho biết phiên bản", "Print the version"));
    let command = command.disable_version_flag(true).arg(version);
    let after = command.get_after_help().map(ToString::to_string);
    let after = after.unwrap_or_default();
    page(command, locale)
        .after_help(format!("{}\n\n{after}", topics(locale)))
        .disable_help_subcommand(true)
        .subcommand_help_heading(locale.of("Các lệnh", "Commands"))
        .subcommand_value_name(locale.of("LỆNH", "COMMAND"))
}

/// Two lines to start from, for each command.
const EXAMPLES: [(&str, [&str; 2], [&str; 2]); 14] = [
    (
        "init",
        ["dvk init thu-muc-mau", "dvk init ky-2026 --lang vi"],
        ["dvk init starter", "dvk init review-2026 --lang en"],
    ),
    (
        "draft",
        [
            "dvk draft bang-diem.docx -o tieu-chi.toml",
            "dvk draft bang-diem.csv -o tap-the.toml",
        ],
        [
            "dvk draft table.docx -o criteria.toml",
            "dvk draft table.csv -o collectives.toml",
        ],
    ),
    (
        "check",
        [
            "dvk check criteria",
            "dvk check criteria/tap-the.toml --explain",
        ],
        [
            "dvk check criteria",
            "dvk check criteria/tap-the.toml --explain",
        ],
    ),
    (
        "rank",
        [
            "dvk rank criteria ky-mau",
            "dvk rank criteria ky-mau -o ket-qua.xlsx",
        ],
        [
            "dvk rank criteria ky-mau",
            "dvk rank criteria ky-mau -o result.xlsx",
        ],
    ),
    (
        "explain",
        [
            "dvk explain criteria ky-mau TT-01",
            "dvk explain criteria ky-mau TT-01 --missing",
        ],
        [
            "dvk explain criteria ky-mau TT-01",
            "dvk explain criteria ky-mau TT-01 --missing",
        ],
    ),
    (
        "report",
        [
            "dvk report criteria ky-mau --paper to-trinh -o to-trinh.docx",
            "dvk report criteria ky-mau --all -o van-ban",
        ],
        [
            "dvk report criteria ky-mau --paper submission -o submission.docx",
            "dvk report criteria ky-mau --all -o papers",
        ],
    ),
    (
        "form",
        [
            "dvk form criteria -o bieu-mau.xlsx",
            "dvk form criteria/tap-the.toml ky-mau --layout cluster -o phieu-cum.xlsx",
        ],
        [
            "dvk form criteria -o forms.xlsx",
            "dvk form criteria/tap-the.toml ky-mau --layout cluster -o cluster.xlsx",
        ],
    ),
    (
        "markers",
        [
            "dvk markers --sample",
            "dvk markers criteria ky-mau -o nguoi-cham.csv",
        ],
        [
            "dvk markers --sample",
            "dvk markers criteria ky-mau -o markers.csv",
        ],
    ),
    (
        "import",
        [
            "dvk import criteria ky-mau --dry-run",
            "dvk import criteria ky-mau -o danh-sach-sach.csv",
        ],
        [
            "dvk import criteria ky-mau --dry-run",
            "dvk import criteria ky-mau -o clean.csv",
        ],
    ),
    (
        "compare",
        [
            "dvk compare tap-the.toml tap-the-2026.toml ky-mau",
            "dvk compare cu moi ky-mau --forbid class-falls -o so-sanh.html",
        ],
        [
            "dvk compare collectives.toml collectives-2026.toml review",
            "dvk compare old new review --forbid class-falls -o compared.html",
        ],
    ),
    (
        "functions",
        ["dvk functions", "dvk functions -o ham.csv"],
        ["dvk functions", "dvk functions -o functions.csv"],
    ),
    (
        "schema",
        ["dvk schema", "dvk schema -o criteria/scheme.schema.json"],
        ["dvk schema", "dvk schema -o criteria/scheme.schema.json"],
    ),
    (
        "completions",
        [
            "dvk completions bash",
            "dvk completions powershell -o dvk.ps1",
        ],
        [
            "dvk completions bash",
            "dvk completions powershell -o dvk.ps1",
        ],
    ),
    (
        "help",
        ["dvk help rank", "dvk help bat-dau"],
        ["dvk help rank", "dvk help start"],
    ),
];

/// The examples of a command, as its help shows them last.
fn examples(command: &str, locale: Locale) -> Option<String> {
    let (_, vi, en) = EXAMPLES.iter().find(|(name, ..)| *name == command)?;
    let lines = locale.of(vi, en).join("\n  ");
    Some(format!("{}\n  {lines}", locale.of("Ví dụ:", "Examples:")))
}

fn page(command: Command, locale: Locale) -> Command {
    let command = match examples(command.get_name(), locale) {
        Some(examples) => command.after_help(examples),
        None => command,
    };
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        // Common things last: the common options have 101 and on.
        .display_order(201)
        .help(locale.of("Xem hướng dẫn này", "Print this help"));
    let template = locale.of(
        "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}\n",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    );
    command
        .disable_help_flag(true)
        .arg(help)
        .help_template(template)
        .mut_args(|arg| {
            let heading = match arg.get_help_heading() {
                // The common options have theirs.
                Some(own) => own.to_owned(),
                None if arg.is_positional() => locale.of("Đối số", "Arguments").to_owned(),
                None => locale.of("Tùy chọn", "Options").to_owned(),
            };
            let values = arg.get_action().takes_values();
            let arg = arg.help_heading(heading);
            // clap would name them in English, between square brackets.
            if values {
                arg.hide_possible_values(true).hide_default_value(true)
            } else {
                arg
            }
        })
        .mut_subcommands(|command| page(command, locale))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::{Cli, language};

    #[test]
    fn every_command_has_examples_that_are_right() {
        for locale in Locale::ALL {
            language::speak(locale);
            let commands = localise(Cli::command(), locale);
            for command in commands.get_subcommands() {
                let name = command.get_name();
                let shown = examples(name, locale).expect(name);
                for line in shown.lines().skip(1) {
                    let words: Vec<&str> = line.split_whitespace().collect();
                    assert_eq!(words[..2], ["dvk", name]);
                    let parsed = commands.clone().try_get_matches_from(words);
                    assert!(parsed.is_ok(), "{line}: {parsed:?}");
                }
            }
        }
    }
}
