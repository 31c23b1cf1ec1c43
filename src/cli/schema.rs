//! `dvk schema`: the JSON Schema of a scheme, for editors.

use dvk::document::ReadValue as _;
use dvk::locale::Locale;
use dvk::scheme::SchemeDocument;

use super::exit::Exit;
use super::session::Session;
use super::world::WorldError;

pub(super) fn run(session: &Session) -> Result<Exit, WorldError> {
    session.ignores("schema", &["--format", "--date", "--strict"]);
    let schema = SchemeDocument::schema(session.locale == Locale::Vi);
    let mut whole = serde_json::Map::new();
    let draft = "https://json-schema.org/draft/2020-12/schema";
    whole.insert("$schema".to_owned(), draft.into());
    let title = session.of("Bộ tiêu chí (dvk)", "Scheme of criteria (dvk)");
    whole.insert("title".to_owned(), title.into());
    if let serde_json::Value::Object(schema) = schema {
        whole.extend(schema);
    }
    let text = serde_json::to_string_pretty(&whole).expect("keys are strings");
    session.write(Ok((text + "\n").into_bytes()))?;
    Ok(Exit::Done)
}
