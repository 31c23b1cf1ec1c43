//! The help pages: clap's own words replaced by those of the language chosen.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};
use dvk::locale::Locale;

/// `dvk help rank` as `dvk rank --help`, which says the same.
pub(super) fn as_option(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
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
    page(command, locale)
        .disable_help_subcommand(true)
        .subcommand_help_heading(locale.of("Các lệnh", "Commands"))
        .subcommand_value_name(locale.of("LỆNH", "COMMAND"))
}

fn page(command: Command, locale: Locale) -> Command {
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
            let heading = if arg.is_positional() {
                locale.of("Đối số", "Arguments")
            } else {
                locale.of("Tùy chọn", "Options")
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
