//! The `dvk` command: everything it does is in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    dvk::parallel::deep(cli::run)
}
