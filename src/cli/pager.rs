//! Long results on a terminal are shown page by page, by the program that the reader chose for that.

use std::env;
use std::ffi::OsStr;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::{Child, Command, Stdio};

use super::signals;

/// A program that shows text page by page, and how many lines need none.
#[derive(Debug)]
pub(super) struct Pager {
    command: Vec<String>,
    screen: usize,
}

impl Pager {
    /// The one named by the environment, if results go to a terminal: `DVK_PAGER`, `PAGER`, or `less`
    /// where systems have it. Empty and `cat` mean none.
    pub(super) fn chosen() -> Option<Self> {
        if !io::stdout().is_terminal() {
            return None;
        }
        let usual = if cfg!(unix) { "less" } else { "" };
        let named = env::var_os("DVK_PAGER").or_else(|| env::var_os("PAGER"));
        let named = named.as_deref().unwrap_or(OsStr::new(usual)).to_str()?;
        let command: Vec<String> = named.split_whitespace().map(str::to_owned).collect();
        let (_, height) = terminal_size::terminal_size_of(io::stdout())?;
        match command.first().map(String::as_str) {
            None | Some("cat") => None,
            Some(_) => Some(Self {
                command,
                screen: usize::from(height.0),
            }),
        }
    }

    /// Shows a text page by page if it is longer than the screen; whether it did.
    pub(super) fn show(&self, text: &[u8]) -> io::Result<bool> {
        let lines = text.iter().filter(|byte| **byte == b'\n').count();
        // The shell's next prompt takes a line too.
        if lines < self.screen {
            return Ok(false);
        }
        // Without the program the text is shown all the same.
        match self.start() {
            Ok(pager) => wait(pager, text).map(|()| true),
            Err(_) => Ok(false),
        }
    }

    fn start(&self) -> io::Result<Child> {
        let (program, arguments) = self.command.split_first().ok_or(io::ErrorKind::NotFound)?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped());
        // What less needs to end on short texts, keep colours and leave the screen as it is. Wide tables
        // are moved sideways rather than broken.
        for (name, value) in [("LESS", "FRSX"), ("LESSCHARSET", "utf-8")] {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        command.spawn()
    }
}

/// Hands the text over, and waits until the reader has seen enough.
fn wait(mut pager: Child, text: &[u8]) -> io::Result<()> {
    // Ctrl-C in the pager is for the pager.
    signals::ignore_interrupts();
    if let Some(mut input) = pager.stdin.take() {
        // A reader who leaves early is no error.
        let _ = input.write_all(text);
    }
    pager.wait().map(|_| ())
}
