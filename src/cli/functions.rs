//! `dvk functions`: the reference of the functions that rules may call.

use dvk::report::{self, Listing};

use super::exit::Exit;
use super::session::Session;
use super::world::WorldError;

pub(super) fn run(session: &Session) -> Result<Exit, WorldError> {
    session.ignores("functions", &["--date", "--strict"]);
    let functions = dvk::rule::FUNCTIONS.iter();
    let listing = Listing {
        title: session
            .of("Các hàm dùng trong quy tắc", "Functions of the rules")
            .to_owned(),
        columns: vec![
            ("name", session.of("Hàm", "Function").to_owned()),
            ("usage", session.of("Cách gọi", "Usage").to_owned()),
            ("gives", session.of("Kết quả", "Gives").to_owned()),
        ],
        rows: functions
            .map(|function| {
                let gives = session.of(function.vi, function.en);
                [function.name, function.usage, gives]
                    .map(str::to_owned)
                    .to_vec()
            })
            .collect(),
    };
    session.write(report::listing(
        &listing,
        session.format(),
        &session.report(),
    ))?;
    Ok(Exit::Done)
}
