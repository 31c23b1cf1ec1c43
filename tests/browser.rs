//! The page of a ranking is opened in a browser and used as people use it: sorted, filtered, searched,
//! unfolded, by mouse and by keys, and printed.

#[path = "browser/driver.rs"]
mod driver;
mod large;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use driver::Browser;
use dvk::report::PAPERS;
use serde_json::{Value as Json, json};

/// Keys as the protocol names them.
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const ENTER: &str = "\u{e007}";

/// A file that goes when this goes.
struct Page(PathBuf);

impl Page {
    /// What the program writes for some arguments.
    fn of(name: &str, arguments: &[&str]) -> Self {
        let name = format!("dvk-browser-{name}-{}.html", std::process::id());
        let path = std::env::temp_dir().join(name);
        let done = Command::new(env!("CARGO_BIN_EXE_dvk"))
            .args(arguments)
            .arg("-o")
            .arg(&path)
            .output()
            .expect("dvk starts");
        assert!(path.exists(), "{}", String::from_utf8_lossy(&done.stderr));
        Self(path)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// The names of the rows that are shown, in their order.
const SHOWN: &str = "return [...document.querySelectorAll('tr[data-sheet]')]
    .filter((row) => row.checkVisibility()).map((row) => row.cells[0].firstChild.ariaLabel)";

fn strings(list: &Json) -> Vec<String> {
    let list = list.as_array().expect("a list").iter();
    list.map(|one| one.as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Types into the search, and waits until the page has found.
fn search(browser: &Browser, words: &str) -> Vec<String> {
    browser.click("#find");
    browser.run("document.getElementById('find').value = ''");
    browser.press(words);
    std::thread::sleep(std::time::Duration::from_millis(400));
    strings(&browser.run(SHOWN))
}

#[test]
fn people_sort_filter_search_unfold_and_print() {
    let Some(browser) = Browser::open(1400, 1000) else {
        return;
    };
    let page = Page::of("sample", &["rank", "--sample"]);
    browser.go(&page.0);
    let all = strings(&browser.run(SHOWN));
    assert!(all.len() > 80, "{}", all.len());

    // The figures are those of the results for machines.
    let json = Command::new(env!("CARGO_BIN_EXE_dvk"))
        .args(["rank", "--sample", "--format", "json"])
        .output()
        .expect("dvk starts");
    let json: Json = serde_json::from_slice(&json.stdout).expect("it is JSON");
    let rows = browser.run(
        "return [...document.querySelectorAll('tr[data-sheet]')].map((row) => [...row.cells].map((cell) => cell.textContent))",
    );
    let rows: Vec<Vec<String>> = rows
        .as_array()
        .expect("a list")
        .iter()
        .map(strings)
        .collect();
    for scheme in json["schemes"].as_array().expect("schemes") {
        for list in scheme["lists"].as_array().expect("lists") {
            for place in list["places"].as_array().expect("places") {
                let total = place["total"]
                    .as_str()
                    .unwrap_or_default()
                    .replace('.', ",");
                let own = rows.iter().find(|row| place["id"] == row[2].as_str());
                let own = own.unwrap_or_else(|| panic!("{} is there", place["id"]));
                assert_eq!(own[1], place["rank"].to_string());
                assert!(own.contains(&total), "{own:?} {total}");
            }
        }
    }

    // Sorting by name as the language orders, and by number both ways.
    let names = "const of = (at) => [...document.querySelector('table.data').tBodies[0].rows].map((row) => row.cells[at].textContent);";
    browser.click("table.data th:nth-child(4) button");
    let sorted = browser.run(&format!(
        "{names} const found = of(3); return [found, found.toSorted(new Intl.Collator('vi').compare)]"
    ));
    assert_eq!(sorted[0], sorted[1]);
    for (direction, sign) in [("ascending", 1), ("descending", -1)] {
        browser.click("table.data th:nth-child(6) button");
        let script = format!(
            "{names} const found = of(5).map((text) => Number(text.replace(',', '.')));
             const head = document.querySelector('table.data th[aria-sort]');
             return [head.ariaSort, JSON.stringify(found) === JSON.stringify(found.toSorted((a, b) => {sign} * (a - b)))]"
        );
        assert_eq!(browser.run(&script), json!([direction, true]));
    }

    // Searching without accents, đ included.
    let found = search(&browser, "dang uy chinh gian");
    assert_eq!(found, ["Đảng ủy phường Chính Gián"]);
    assert_eq!(search(&browser, "khong co ai ten nay"), [""; 0]);
    browser.press(ESCAPE);
    assert_eq!(strings(&browser.run(SHOWN)).len(), all.len());

    // Filtering by class.
    browser.click("#class option[value=\"Tốt\"]");
    let classes = browser.run(
        "return [...new Set([...document.querySelectorAll('tr[data-sheet]')]
            .filter((row) => row.checkVisibility())
            .map((row) => [...row.cells].some((cell) => cell.textContent === 'Tốt')))]",
    );
    assert_eq!(classes, json!([true]));
    let count = browser.run("return document.getElementById('count').value");
    let left = strings(&browser.run(SHOWN)).len();
    assert!(left > 0 && left < all.len());
    let count = count.as_str().expect("a text");
    assert!(
        count.starts_with(&format!("{left}/{} ", all.len())),
        "{count}"
    );
    browser.click("#class option[value=\"\"]");

    // A sheet is unfolded and folded again.
    let sheet =
        "const sheet = document.querySelector('tr.sheet'); return sheet && sheet.textContent";
    browser.click("tr[data-sheet] td.open button");
    let text = browser.run(sheet);
    let text = text.as_str().expect("a sheet is there");
    assert!(
        text.contains("Chấm điểm theo tiêu chí") && text.contains("Tổng điểm"),
        "{text}"
    );
    browser.click("tr[data-sheet] td.open button");
    assert_eq!(browser.run(sheet), Json::Null);

    // The same by keys alone.
    browser.run("document.activeElement.blur()");
    browser.press("/");
    assert_eq!(
        browser.run("return document.activeElement.id"),
        json!("find")
    );
    browser.press(DOWN);
    browser.press(DOWN);
    let second = browser.run("return document.activeElement.ariaLabel");
    assert_eq!(second, json!(strings(&browser.run(SHOWN))[1]));
    browser.press(ENTER);
    let name = "return document.querySelector('tr.sheet').textContent";
    assert!(
        browser
            .run(name)
            .as_str()
            .is_some_and(|text| text.contains(second.as_str().unwrap_or("?")))
    );
    browser.press(UP);
    browser.press(UP);
    assert_eq!(
        browser.run("return document.activeElement.id"),
        json!("find")
    );

    prints_on_a4(&browser);
    // Nothing was fetched.
    let fetched = browser.run("return performance.getEntriesByType('resource').length");
    assert_eq!(fetched, json!(0));
}

/// Every page is A4, upright or along its wide side, and nothing is wider than it.
fn prints_on_a4(browser: &Browser) {
    let printed = browser.command("Page.printToPDF", &json!({ "preferCSSPageSize": true }));
    let bytes = base64(printed["data"].as_str().expect("it was printed"));
    let text = String::from_utf8_lossy(&bytes);
    let boxes: Vec<Vec<u32>> = text
        .split("/MediaBox [")
        .skip(1)
        .map(|rest| {
            let sides = rest
                .split(']')
                .next()
                .unwrap_or_default()
                .split_whitespace();
            let whole = |side: &str| side.split('.').next()?.parse().ok();
            sides.filter_map(whole).collect()
        })
        .collect();
    assert!(boxes.len() > 5, "{} pages", boxes.len());
    let is_a4 = |sides: &Vec<u32>| {
        let near = |a: u32, b: u32| a.abs_diff(b) <= 1;
        matches!(sides[..], [0, 0, w, h] if (near(w, 595) && near(h, 842)) || (near(w, 842) && near(h, 595)))
    };
    assert!(boxes.iter().all(is_a4), "{boxes:?}");
    let is_wide = |sides: &&Vec<u32>| sides[2] > sides[3];
    assert!(boxes.iter().filter(is_wide).count() > 2);
    is_as_wide_as(browser, 1009);
}

/// Nothing is wider than what lies between the margins of a page, in pixels, as it is laid out for
/// paper.
fn is_as_wide_as(browser: &Browser, width: u32) {
    browser.command("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let size = json!({ "width": width, "height": 700, "deviceScaleFactor": 1, "mobile": false });
    browser.command("Emulation.setDeviceMetricsOverride", &size);
    let wide = browser
        .run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert!(wide[0].as_u64() <= wide[1].as_u64(), "{wide}");
}

#[test]
fn papers_of_sixty_criteria_and_two_hundred_nominees_fit_the_page() {
    let Some(browser) = Browser::open(900, 900) else {
        return;
    };
    let folder = std::env::temp_dir().join(format!("dvk-large-page-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    for file in large::files() {
        fs::write(folder.join(file.name), file.bytes).expect("it can be written");
    }
    let name = folder.to_str().expect("a plain name");
    for entry in &PAPERS {
        let paper = entry.paper.word();
        let mut asked = vec!["report", name, "--paper", paper];
        if entry.is_of_one() {
            asked.extend(["--nominee", "TT-000"]);
        }
        let page = Page::of(&format!("large-{paper}"), &asked);
        browser.go(&page.0);
        // 170 mm: papers lie upright but for what asks for the wide side.
        is_as_wide_as(&browser, 642);
    }
    fs::remove_dir_all(&folder).expect("it can be removed");
}

fn base64(text: &str) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for sign in text.bytes() {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

#[test]
fn no_name_runs_a_script() {
    let Some(browser) = Browser::open(600, 900) else {
        return;
    };
    let folder = std::env::temp_dir().join(format!("dvk-hostile-page-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder can be made");
    let bad = "</td><script>window.ran=1</script><img src=x onerror='window.ran=1'><svg onload='window.ran=1'>";
    let scheme = format!(
        "id = \"s\"\ntitle = '''{bad}'''\nsubject = \"collective\"\n[points]\nscale = 10\n\
         [facts.ho]\nlabel = '''{bad}'''\ntype = \"integer\"\n[[group]]\nid = \"G\"\ntitle = '''</script>{bad}'''\nmax = 10\n\
         [[criterion]]\nid = \"A\"\nin = \"G\"\ntitle = '''<!--{bad}'''\nmax = 10\nrule = \"per(ho, 1, MAX)\"\n[ranking]\nlast = \"council\"\n",
    );
    let long = "ề".repeat(40_000);
    let quoted = bad.replace('"', "\"\"");
    let list = format!(
        "id,name,unit,ho\na,\"{quoted}\",\"{quoted}\",3\nb,javascript:alert(1),{long},4\nc,\"\"\" onclick=1\",&lt;b&gt;,5\n"
    );
    fs::write(folder.join("s.toml"), scheme).expect("it can be written");
    fs::write(folder.join("nominations.csv"), list).expect("it can be written");
    let name = folder.to_str().expect("a plain name");
    let page = Page::of("hostile", &["rank", name, "--date", "2025-11-30"]);
    fs::remove_dir_all(&folder).expect("it can be removed");
    browser.go(&page.0);
    browser.click("#unfold");
    let found = browser.run(
        "return [window.ran ?? null, document.querySelectorAll('tr.sheet').length,
            document.querySelectorAll('img, iframe, object, embed, link, [onload], [onerror], [onclick], [href], [src]').length,
            document.querySelectorAll('script').length]",
    );
    assert_eq!(found, json!([null, 3, 0, 3]));
    let names = strings(&browser.run(SHOWN));
    assert!(names.iter().any(|name| name == bad), "{names:?}");
    // Even a script that somebody puts into the file afterwards does not run.
    let ran = browser.run(
        "const script = document.createElement('script'); script.textContent = 'window.ran = 1';
         document.body.append(script); return window.ran ?? null",
    );
    assert_eq!(ran, Json::Null);
    // Names of any length make no page wider than its window.
    let wide = browser
        .run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
    assert!(wide[0].as_u64() <= wide[1].as_u64(), "{wide}");
}
