//! The office's own Word forms: typed in Word, filled in, and opened by their parts.

mod sample;

use std::io::{Cursor, Read as _, Write as _};

use dvk::commendation::{Proposal, propose};
use dvk::diagnostic::{Rejected, render};
use dvk::evaluation::evaluate;
use dvk::locale::Locale;
use dvk::office::Paper;
use dvk::ranking::rank;
use dvk::report::{self, Format, Input, Options, PAPERS, PaperEntry, WordForm};
use quick_xml::Reader;
use quick_xml::events::Event;
use sample::sample;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SECTION: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="851"/></w:sectPr>"#;

fn proposed() -> Proposal<'static> {
    let loaded = sample();
    let roster = loaded.roster.as_ref().expect("there is data");
    propose(rank(evaluate(&loaded.books, roster)))
}

/// A package of parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let begun = packed.start_file(*name, SimpleFileOptions::default());
        begun.expect("memory takes everything");
        packed.write_all(bytes).expect("memory takes everything");
    }
    let file = packed.finish().expect("memory takes everything");
    file.into_inner()
}

/// A document with this body, and further parts with the kinds of their relations.
fn form_with(body: &str, more: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="w14"><w:body>{body}{SECTION}</w:body></w:document>"#
    );
    let root = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"#
    );
    let mut relations = String::from("<Relationships>");
    for (at, (kind, name, _)) in more.iter().enumerate() {
        relations.push_str(&format!(
            r#"<Relationship Id="rId{at}" Type="{KIND}/{kind}" Target="{name}"/>"#
        ));
    }
    relations.push_str("</Relationships>");
    let names: Vec<String> = more.iter().map(|it| format!("word/{}", it.1)).collect();
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    parts.extend(
        names
            .iter()
            .zip(more)
            .map(|(name, it)| (name.as_str(), it.2)),
    );
    package(&parts)
}

fn form(body: &str) -> Vec<u8> {
    form_with(body, &[])
}

/// A run.
fn r(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(r#"<w:r w:rsidR="00A1"><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph of these runs, with what Word leaves between them.
fn p(runs: &[&str]) -> String {
    let runs: Vec<String> = runs.iter().map(|it| r(it)).collect();
    let runs = runs.join(r#"<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>"#);
    format!(
        r#"<w:p w14:paraId="1234" w:rsidR="00A1"><w:pPr><w:jc w:val="both"/></w:pPr>{runs}</w:p>"#
    )
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(&[text]));
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>")
}

fn fill_as(paper: Paper, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let proposal = proposed();
    let input = Input::of(&proposal, &sample().office);
    let form = WordForm {
        name: "mau.docx",
        bytes,
    };
    let options = Options::default();
    let filled = report::fill_form(PaperEntry::of(paper), &input, form, &options);
    filled.map_err(|Rejected(found)| {
        let both = Locale::ALL.map(|locale| render(&found, locale, false));
        both.join("\n")
    })
}

fn fill(body: &str) -> String {
    let filled = fill_as(Paper::Submission, &form(body));
    part(
        &filled.unwrap_or_else(|told| panic!("{told}")),
        "word/document.xml",
    )
}

/// The names of those proposed for the awards of the sample, as the values have them.
fn people() -> Vec<String> {
    let body = "{% for award in awards %}{% for group in award.groups %}{% for one in group.people %}[{{ one.name }}]{% endfor %}{% endfor %}{% endfor %}";
    let texts = texts(&fill(&p(&[body])));
    let names = texts[0].trim_matches(['[', ']']).split("][");
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.len() > 3, "{names:?}");
    names
}

fn fault(body: &str) -> String {
    fill_as(Paper::Submission, &form(body)).expect_err("the form has a fault")
}

/// A part of a Word document.
fn part(docx: &[u8], name: &str) -> String {
    let mut parts = ZipArchive::new(Cursor::new(docx)).expect("it is a zip file");
    let mut text = String::new();
    let mut part = parts.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("it is text");
    text
}

/// The text of each paragraph.
fn texts(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    let mut done = Vec::new();
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => open.push(String::new()),
            Event::Empty(tag) if tag.name().as_ref() == "w:p" => done.push(String::new()),
            Event::End(tag) if tag.name().as_ref() == "w:p" => {
                done.push(open.pop().expect("it was opened"));
            }
            Event::Text(text) => open.iter_mut().for_each(|it| it.push_str(&text)),
            Event::GeneralRef(name) => {
                let char = quick_xml::escape::resolve_predefined_entity(&name);
                open.iter_mut()
                    .for_each(|it| it.push_str(char.expect("it is known")));
            }
            Event::Eof => return done,
            _ => {}
        }
    }
}

#[test]
fn a_name_that_word_split_is_filled_in_the_look_of_its_first_run() {
    let bold = r#"<w:r><w:rPr><w:b/></w:rPr><w:t>Kỳ: {</w:t></w:r>"#;
    let body = format!(
        "<w:p>{bold}{}{}{}</w:p>{}",
        r("{ period"),
        r(".name }"),
        r("} (hết)"),
        p(&["Năm {{period.", "year", "}}."])
    );
    let filled = fill(&body);
    let texts = texts(&filled);
    assert!(
        texts[0].starts_with("Kỳ: ") && texts[0].ends_with(" (hết)"),
        "{texts:?}"
    );
    assert!(!texts[0].contains('{'), "{texts:?}");
    assert_eq!(texts[1], "Năm 2025.");
    let name = texts[0]
        .trim_start_matches("Kỳ: ")
        .trim_end_matches(" (hết)");
    let looks = format!(r#"<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Kỳ: {name}</w:t>"#);
    assert!(filled.contains(&looks), "{filled}");
}

const AROUND: [&str; 2] = [
    "{% for award in awards %}{% for group in award.groups %}",
    "{% endfor %}{% endfor %}",
];

#[test]
fn paragraphs_between_the_ends_of_a_loop_are_repeated_and_those_of_the_ends_are_gone() {
    let expected: Vec<String> = people().iter().map(|name| format!("- {name}.")).collect();
    let body = [
        p(&[AROUND[0]]),
        p(&["{% for one in", " group.people %}"]),
        p(&["- {{ one", ".name }}."]),
        p(&["{% endfor %}"]),
        p(&[AROUND[1]]),
    ];
    assert_eq!(texts(&fill(&body.concat())), expected);
    // What opens may end a paragraph, and what closes may end the last that is repeated.
    let body = [
        p(&["Danh sách: ", AROUND[0], "{% for one in group.people %}"]),
        p(&["- {{ one.name }}.{% endfor %}", AROUND[1]]),
    ];
    let texts = texts(&fill(&body.concat()));
    assert_eq!(texts[0], "Danh sách: ");
    assert_eq!(texts[1..], expected);
}

#[test]
fn rows_are_repeated_between_rows_of_their_own_or_from_the_first_cell_to_the_last() {
    let people = people();
    let (open, close) = ("{% for one in group.people %}", "{% endfor %}");
    let own = table(&[
        &["STT", "Tên"],
        &[open, ""],
        &["{{ loop.index }}", "{{ one.name }}"],
        &["", close],
    ]);
    let first = format!("{open}{{{{ loop.index }}}}");
    let last = format!("{{{{ one.name }}}}{close}");
    let one = table(&[&["STT", "Tên"], &[&first, &last]]);
    for table in [own, one] {
        let body = [p(&[AROUND[0]]), table, p(&[AROUND[1]])].concat();
        let filled = fill(&body);
        let cells = texts(&filled);
        let names: Vec<&String> = cells
            .iter()
            .skip(1)
            .step_by(2)
            .filter(|it| *it != "Tên")
            .collect();
        assert_eq!(names, people.iter().collect::<Vec<_>>());
        let tables = filled.matches("<w:tbl>").count();
        assert_eq!(filled.matches("<w:tr>").count(), tables + people.len());
    }
}

#[test]
fn a_table_without_rows_is_gone_and_a_cell_keeps_a_paragraph() {
    let body = [
        table(&[&["{% for one in [] %}{{ one.name }}", "{% endfor %}"]]),
        table(&[&["{% if false %}a{% endif %}", "{{ period.year }}"]]),
    ];
    let filled = fill(&body.concat());
    assert_eq!(filled.matches("<w:tbl>").count(), 1);
    assert_eq!(texts(&filled), ["", "2025"]);
    let body = table(&[
        &["{% if period.year == 2025 %}a", "b"],
        &["{% else %}", ""],
        &["c", "d{% endif %}"],
    ]);
    assert_eq!(texts(&fill(&body)), ["a", "b"]);
}

#[test]
fn a_condition_in_a_sentence_keeps_the_look_of_each_run() {
    let italic = "<w:r><w:rPr><w:i/></w:rPr><w:t>nghiêng{% endif %} cuối</w:t></w:r>";
    let body = format!("<w:p>{}{italic}</w:p>", r("đầu {% if false %}thẳng "));
    let filled = fill(&body);
    assert_eq!(texts(&filled), ["đầu  cuối"]);
    assert!(
        filled.contains("<w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> cuối</w:t>"),
        "{filled}"
    );
    let body = p(&["{% if ‘a’ == “a” %}đúng{% endif %}{# ghi chú ’ #}"]);
    assert_eq!(texts(&fill(&body)), ["đúng"]);
}

#[test]
fn the_programs_own_table_takes_the_place_of_a_paragraph() {
    let body = [p(&[AROUND[0]]), p(&["{{ group.table }}"]), p(&[AROUND[1]])].concat();
    let filled = fill(&body);
    let texts = texts(&filled);
    for name in people() {
        assert!(texts.contains(&name), "{name}");
    }
    assert!(filled.contains("<w:tblHeader/>"));
    let body = [
        p(&[AROUND[0]]),
        p(&["Bảng {{ group.table }}"]),
        p(&[AROUND[1]]),
    ]
    .concat();
    let told = fault(&body);
    assert!(
        told.contains("form-table") && told.contains("mau.docx:2:1"),
        "{told}"
    );
}

#[test]
fn every_fault_is_told_with_its_paragraph_and_the_names_that_there_are() {
    let body = [
        p(&["Số {{ period.nam", "e2 }} và {{ isuer }}"]),
        p(&["{{ period.name"]),
        p(&["{{ 1 2 }}"]),
    ];
    let told = fault(&body.concat());
    assert!(
        told.contains("form-stray") && told.contains("mau.docx:2:1"),
        "{told}"
    );
    let body = [
        &*body[0],
        &*p(&["{% for one in awards[0].groups[0].people %}{{ one.nmae }}{% endfor %}"]),
        &*body[2],
    ];
    let told = fault(&body.concat());
    for said in [
        "mau.docx:1:7",
        "Số {{ period.name2 }} và {{ isuer }}",
        "có phải là `name`?",
        "names here are: name, year, date",
        "mau.docx:1:29",
        "`issuer`",
        "mau.docx:2:",
        "no, name, unit, field, points, class",
        "mau.docx:3:",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    for (body, said) in [
        (p(&["{% fro a in awards %}"]), "form-word"),
        (p(&["{% for a in awards %}"]), "`{% endfor %}`"),
        (p(&["a {% endif %}"]), "`{% if … %}`"),
        (
            [p(&["a {% for a in awards %} b"]), p(&["{% endfor %}"])].concat(),
            "form-block",
        ),
        (
            [table(&[&["b {% if 1 %} c"]]), p(&["{% endif %}"])].concat(),
            "form-block",
        ),
        (
            table(&[&["1", "{% for a in awards %}x", "y{% endfor %}"]]),
            "form-block",
        ),
        (p(&["{{ awards }}"]), "template-syntax"),
        (p(&["{% for a in range(9) %}{% endfor %}"]), "template-"),
        (p(&["{{ 'a' ~ 'b' }}"]), "template-joining"),
    ] {
        let told = fault(&body);
        assert!(
            told.contains(said) && told.contains("mau.docx:"),
            "{said}: {told}"
        );
    }
}

#[test]
fn a_form_to_start_from_says_what_the_built_in_paper_says() {
    let proposal = proposed();
    let office = &sample().office;
    for locale in Locale::ALL {
        let options = Options {
            locale,
            ..Options::default()
        };
        // In English not every paper again.
        let is_asked = |it: &&PaperEntry| {
            locale == Locale::Vi || matches!(it.paper, Paper::Submission | Paper::Minutes)
        };
        for entry in PAPERS.iter().filter(is_asked) {
            let input = Input {
                nominee: entry.is_of_one().then_some((0, 0)),
                ..Input::of(&proposal, office)
            };
            let blank = report::blank_form(entry, office, &options);
            assert!(blank == report::blank_form(entry, office, &options));
            let form = WordForm {
                name: "mau.docx",
                bytes: &blank,
            };
            let filled = report::fill_form(entry, &input, form, &options);
            let filled = filled.unwrap_or_else(|Rejected(found)| {
                panic!("{}: {}", entry.paper.word(), render(&found, locale, false))
            });
            let written = report::write_paper(entry, &input, Format::Docx, &options);
            let written = written
                .expect("it is sound")
                .expect("memory takes everything");
            let said = [&filled, &written].map(|docx| {
                let texts = texts(&part(docx, "word/document.xml"));
                let said = texts.into_iter().filter(|it| !it.trim().is_empty());
                said.collect::<Vec<_>>()
            });
            let [is, built_in] = &said;
            let differ = is
                .iter()
                .zip(built_in)
                .find(|(is, built_in)| is != built_in);
            assert_eq!(differ, None, "{}", entry.paper.word());
            assert_eq!(is.len(), built_in.len(), "{}", entry.paper.word());
            assert!(built_in.len() > 5);
        }
    }
}

#[test]
fn headers_are_filled_in_and_all_other_parts_stay_as_they_are() {
    let header = format!(
        r#"<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:hdr>"#,
        p(&["Năm {{ period", ".year }}"])
    );
    let picture: Vec<u8> = (0..=255).collect();
    let styles: &[u8] = b"<w:styles/>";
    let more: [(&str, &str, &[u8]); 3] = [
        ("header", "header1.xml", header.as_bytes()),
        ("styles", "styles.xml", styles),
        ("image", "media/a.png", &picture),
    ];
    let bytes = form_with(&p(&["a"]), &more);
    let filled = fill_as(Paper::Submission, &bytes).expect("it is sound");
    assert_eq!(texts(&part(&filled, "word/header1.xml")), ["Năm 2025"]);
    assert!(filled == fill_as(Paper::Submission, &bytes).expect("it is sound"));
    let raw = |docx: &[u8], name: &str| {
        let mut parts = ZipArchive::new(Cursor::new(docx.to_vec())).expect("it is a zip file");
        let mut bytes = Vec::new();
        let mut part = parts.by_name(name).expect("the part is there");
        part.read_to_end(&mut bytes).expect("it is read");
        bytes
    };
    for name in [
        "word/media/a.png",
        "word/styles.xml",
        "[Content_Types].xml",
        "_rels/.rels",
    ] {
        assert_eq!(raw(&filled, name), raw(&bytes, name), "{name}");
    }
    let faulty = header.replace("period", "perid");
    let faulty = form_with(&p(&["a"]), &[("header", "header1.xml", faulty.as_bytes())]);
    let told = fill_as(Paper::Submission, &faulty).expect_err("there is no such name");
    assert!(told.contains("mau.docx:header1.xml:1:"), "{told}");
}

#[test]
fn what_runs_or_loads_when_it_is_opened_is_refused() {
    let sound = form(&p(&["a"]));
    let external = |kind: &str| {
        let relations = format!(
            r#"<Relationships><Relationship Id="rId1" Type="{KIND}/{kind}" Target="http://x.vn/a" TargetMode="External"/></Relationships>"#
        );
        let mut archive = ZipArchive::new(Cursor::new(sound.clone())).expect("it is a zip file");
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).expect("it is there");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("it is read");
            let name = part.name().expect("it has a name").into_owned();
            parts.push((name, bytes));
        }
        parts.push((
            "word/_rels/settings.xml.rels".to_owned(),
            relations.into_bytes(),
        ));
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, it)| (name.as_str(), it.as_slice()))
            .collect();
        package(&parts)
    };
    let field = |code: &str| {
        form(&format!(
            r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#
        ))
    };
    let macros = package(&[
        (
            "[Content_Types].xml",
            TYPES
                .replace(
                    "openxmlformats-officedocument.wordprocessingml.document.main",
                    "ms-word.document.macroEnabled.main",
                )
                .as_bytes(),
        ),
        ("_rels/.rels", b"<Relationships/>"),
    ]);
    let huge = vec![b' '; 40 << 20];
    let old = [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600]].concat();
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
    let locked = [&old[..], &name].concat();
    let entity = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", format!(r#"<Relationships><Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"#).as_bytes()),
        ("word/document.xml", br#"<!DOCTYPE a [<!ENTITY b "c">]><w:document><w:body/></w:document>"#),
    ]);
    let deep = form(&"<w:sdt>".repeat(100_000));
    for (bytes, code) in [
        (external("attachedTemplate"), "form-loads"),
        (external("image"), "form-loads"),
        (external("frame"), "form-loads"),
        (
            form_with("", &[("control", "a.xml", b"<a/>")]),
            "form-loads",
        ),
        (
            form_with("", &[("aFChunk", "a.xml", b"<a/>")]),
            "form-loads",
        ),
        (field("AUTO c:\\x"), "form-loads"),
        (
            form_with("", &[("vbaProject", "vbaProject.bin", b"x")]),
            "form-loads",
        ),
        // As some other program might write the same.
        (
            form_with("", &[("image", "x.png\" TargetMode=\"&#69;xternal", b"x")]),
            "form-loads",
        ),
        (
            form_with(
                "",
                &[(
                    "hyperlink",
                    "x\" a:TargetMode=\"Internal\" TargetMode=\"External",
                    b"x",
                )],
            ),
            "form-broken",
        ),
        (
            form(r#"<w:p><w:r><w:instrText><![CDATA[DDEAUTO c:\\x]]></w:instrText></w:r></w:p>"#),
            "form-broken",
        ),
        (
            form(
                r#"<w:p><z:fldSimple xmlns:z="http://schemas.openxmlformats.org/wordprocessingml/2006/main" z:instr="DDEAUTO c"/></w:p>"#,
            ),
            "form-broken",
        ),
        (
            form(
                r#"<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"><fldSimple instr="DDEAUTO c"/></p>"#,
            ),
            "form-broken",
        ),
        (macros, "form-macros"),
        (
            form_with("", &[("styles", "styles.xml", &huge)]),
            "form-too-large",
        ),
        (old, "form-old"),
        (locked, "form-password"),
        (b"PK nothing".to_vec(), "form-broken"),
        (b"{{ period.year }}".to_vec(), "form-broken"),
        (entity, "form-broken"),
        (deep, "form-broken"),
        (form("<w:p>"), "form-broken"),
    ] {
        let told = fill_as(Paper::Submission, &bytes).expect_err(code);
        assert!(told.contains(&format!("[{code}]")), "{code}: {told}");
    }
    // A link waits for somebody who follows it.
    fill_as(Paper::Submission, &external("hyperlink")).expect("it is sound");
}

#[test]
fn a_form_neither_runs_nor_writes_without_end() {
    let ten = "[1,2,3,4,5,6,7,8,9,0]";
    let opens: String = (0..7)
        .map(|at| format!("{{% for x{at} in {ten} %}}"))
        .collect();
    let closes = "{% endfor %}".repeat(7);
    let body = [p(&[&opens]), p(&["{{ period.name }}"]), p(&[&closes])].concat();
    let told = fault(&body);
    assert!(told.contains("template-syntax"), "{told}");
    // Each time around a long paragraph is written.
    let long = "dài ".repeat(100_000);
    let opens: String = (0..3)
        .map(|at| format!("{{% for x{at} in {ten} %}}"))
        .collect();
    let body = [
        p(&[&opens]),
        p(&[&long]),
        p(&["{% endfor %}{% endfor %}{% endfor %}"]),
    ]
    .concat();
    let told = fault(&body);
    assert!(told.contains("the paper is too long"), "{told}");
}

#[test]
fn what_a_value_or_a_text_holds_is_text_and_never_markup() {
    let body = p(&[
        "{{ '</w:t><w:drawing/>&amp;{{ x }}\u{e002}1\u{e003}' }} <b> & {{ \"\u{7}\u{202e}a\" }}",
    ]);
    let filled = fill(&body);
    assert_eq!(texts(&filled), ["</w:t><w:drawing/>&amp;{{ x }}1 <b> &  a"]);
    assert!(!filled.contains("<w:drawing"), "{filled}");
}
