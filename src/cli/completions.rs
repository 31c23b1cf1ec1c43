//! `dvk completions`: a script that teaches a shell the commands.

use clap::{Args, Command};
use clap_complete::Shell;

use super::exit::Exit;
use super::help;
use super::language::say;
use super::session::Session;
use super::world::WorldError;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[arg(
        value_name = say("TRÌNH-LỆNH", "SHELL"),
        help = say("Một trong: bash, elvish, fish, powershell, zsh",
                   "One of bash, elvish, fish, powershell, zsh"),
    )]
    shell: Shell,
}

pub(super) fn run(
    arguments: &Arguments,
    command: Command,
    session: &Session,
) -> Result<Exit, WorldError> {
    session.ignores("completions", &["--format", "--date", "--strict"]);
    let mut command = help::localise(command, session.locale);
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "dvk", &mut script);
    session.write(Ok(script))?;
    Ok(Exit::Done)
}
