//! A browser that is driven as people use it: by the WebDriver protocol, which Debian's
//! `chromium-driver` speaks.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value as Json, json};

/// The variable that makes a missing browser a failure: `.ci/run` installs one and sets it.
const NEEDED: &str = "DVK_NEEDS_BROWSER";

/// A browser with one page.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// A browser of a size; `None` where there is none on this machine, which is said aloud.
    #[expect(clippy::print_stderr, reason = "a test that is left out is said aloud")]
    pub(crate) fn open(width: u32, height: u32) -> Option<Self> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = driver else {
            assert!(
                std::env::var_os(NEEDED).is_none(),
                "{NEEDED} is set, and there is no chromedriver"
            );
            eprintln!(
                "\n*** NOT TESTED: there is no `chromedriver`; the page was not opened in a browser.\n\
                 *** Install chromium and chromium-driver to test it.\n"
            );
            return None;
        };
        let lines = BufReader::new(driver.stdout.take().expect("its output is read"));
        let port = lines.lines().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let mut browser = Self {
            driver,
            port: port.expect("the driver says its port"),
            session: String::new(),
        };
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            format!("--window-size={width},{height}"),
        ];
        let options = json!({ "args": arguments });
        let wanted =
            json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let session = browser.ask("POST", "/session", &wanted);
        let session = session["sessionId"].as_str().expect("there is a session");
        browser.session = format!("/session/{session}");
        Some(browser)
    }

    /// Asks the driver for something.
    fn ask(&self, method: &str, path: &str, body: &Json) -> Json {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        let long = Some(Duration::from_secs(120));
        stream.set_read_timeout(long).expect("it can be set");
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .expect("the driver reads");
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).expect("the driver answers");
            let line = line.trim_end().to_lowercase();
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().expect("a length");
            }
            if line.is_empty() {
                break;
            }
        }
        let mut bytes = vec![0; length];
        answer
            .read_exact(&mut bytes)
            .expect("the whole answer comes");
        let answer: Json = serde_json::from_slice(&bytes).expect("the driver speaks JSON");
        let value = answer["value"].clone();
        assert!(value["error"].is_null(), "{path} {body}: {value}");
        value
    }

    fn post(&self, path: &str, body: &Json) -> Json {
        self.ask("POST", &format!("{}{path}", self.session), body)
    }

    /// Goes to a file.
    pub(crate) fn go(&self, path: &std::path::Path) {
        let url = format!("file://{}", path.display());
        self.post("/url", &json!({ "url": url }));
    }

    /// What a script gives.
    pub(crate) fn run(&self, script: &str) -> Json {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Clicks on what a selector finds first.
    pub(crate) fn click(&self, selector: &str) {
        let found = json!({ "using": "css selector", "value": selector });
        let found = self.post("/element", &found);
        let id = found.as_object().and_then(|found| found.values().next());
        let id = id.and_then(Json::as_str).expect("an element has a name");
        self.post(&format!("/element/{id}/click"), &json!({}));
    }

    /// Presses keys one after the other.
    pub(crate) fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.to_string() }))
        });
        let strokes: Vec<Json> = strokes.collect();
        let actions = json!([{ "type": "key", "id": "keys", "actions": strokes }]);
        self.post("/actions", &json!({ "actions": actions }));
    }

    /// Asks the browser itself, by its own protocol.
    pub(crate) fn command(&self, command: &str, parameters: &Json) -> Json {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("/goog/cdp/execute", &body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.ask("DELETE", &self.session, &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
