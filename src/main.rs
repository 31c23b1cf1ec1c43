//! The `dvk` command: everything it does is in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    cli::on_a_deep_stack(cli::run)
}
