//! The `dvk` command: everything it does is in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    if cli::has_deep_stack() {
        dvk::parallel::deep_already(cli::run)
    } else {
        dvk::parallel::deep(cli::run)
    }
}
