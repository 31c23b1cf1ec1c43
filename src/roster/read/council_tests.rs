//! What people marked, counted and decided, read beside the nominees.

mod any_bytes;

use super::*;
use crate::number;
use crate::roster::testing::{book, codes};
use crate::roster::{AboutDecision, Decided, Marked};
use crate::scheme::{FactEntry, FactValue};
use crate::table::classify;

const PERIOD: &str = r#"
date = 2025-11-30
[meeting]
members = 5
present = 4
[[member]]
name = "Trần Thị B"
unit = "Hòa Vang"
[[member]]
name = "Lê Văn C"
interests = ["TT-2", "Sơn Trà"]
"#;

const SCHEME: &str = r#"
    subject = "collective"
    [points]
    step = 0.25
    [[stage]]
    id = "tu-cham"
    title = "Tự chấm"
    [[stage]]
    id = "tham-dinh"
    title = "Thẩm định"
    [facts.ho]
    label = "Số hộ"
    type = "integer"
    [facts.loai_xa]
    label = "Loại xã"
    type = "choice"
    choices = ["I", "II"]
    about = "unit"
    [facts.xep_loai]
    label = "Xếp loại đơn vị"
    type = "choice"
    choices = ["tot", "kha"]
    class_in = "don-vi"
    [[criterion]]
    id = "B1"
    no = "1"
    title = "Cách làm sáng tạo"
    kind = "bonus"
    max = 10
    marked = true
    [[criterion]]
    id = "B2"
    no = "2"
    title = "Sức lan tỏa"
    kind = "bonus"
    max = 5
    marked = true
    stages = ["tham-dinh"]
    levels = [[5, "Rộng"], [2.5, "Vừa"], [0, "Không"]]
    reason = "required"
    [[criterion]]
    id = "D1"
    no = "1"
    title = "Đoàn kết"
    kind = "standard"
    marked = true
    [[criterion]]
    id = "A1"
    title = "Hộ tham gia"
    kind = "bonus"
    max = 10
    rule = "if ho > 50 { 10 } else { 5 }"
    [[award]]
    id = "bang-khen"
    title = "Bằng khen"
    vote = { at_least = "80%", quorum = "2/3", downgrade_to = "giay-khen" }
    [[award]]
    id = "giay-khen"
    title = "Giấy khen"
    vote = { more_than = "50%", of = "present" }
    [[award]]
    id = "bieu-duong"
    title = "Biểu dương"
"#;

const LIST: &str = "id,name,unit,ho\nTT-1,Tổ 1,Hòa Vang,60\nTT-2,Tổ 2,Hải Châu,70\n";

const UNITS: &str = "Đơn vị,Loại xã\nHòa Vang,I\nhải châu,II\n";

/// A roster from the sound files and some more, or some in their stead.
fn read_with(more: &[(&str, &str)]) -> (Roster, Vec<String>) {
    let sound = [
        ("period.toml", PERIOD),
        ("nominations.csv", LIST),
        ("units.csv", UNITS),
    ];
    let replaced = |name: &str| more.iter().any(|(other, _)| *other == name);
    let sound = sound.iter().filter(|(name, _)| !replaced(name));
    let files = sound.chain(more).map(|(name, text)| {
        DataFile::new(
            name,
            text.as_bytes(),
            classify(name, text.as_bytes()).expect("a file of a period"),
        )
    });
    let files: Vec<_> = files.collect();
    let books = [book("tap-the", SCHEME)];
    let mut diagnostics = Diagnostics::new();
    let roster = read(&files, &books, Options::default(), &mut diagnostics);
    (roster.expect("a roster"), codes(&diagnostics))
}

/// What is found in one more file.
fn found(name: &str, text: &str) -> Vec<String> {
    read_with(&[(name, text)]).1
}

#[test]
fn sound_files_say_what_was_marked_counted_and_decided() {
    let marks = concat!(
        "Mã;Tiêu chí;Bước chấm;Người chấm;Điểm;Lý do\n",
        "TT-1;B1;Tự chấm;Tổ 1;8,5;\n",
        "TT-1;cách làm  sáng tạo;tham-dinh;Lê Văn C;8.5;\n",
        "TT-1;B1;tham-dinh;trần thị b;3;\n",
        "TT-1;2;tham-dinh;Lê Văn C;2,5;Mới lan ra hai tổ\n",
        "TT-2;D1;tu-cham;Tổ 2;đạt;\n",
        "TT-2;D1;tham-dinh;Lê Văn C;không;\n",
        "TT-2;A1;tham-dinh;Trần Thị B;0;Số liệu chưa xác minh\n",
        "TT-2;B1;tham-dinh;Trần Thị B; ;\n",
    );
    let votes = concat!(
        "Mã,Hình thức,Tán thành,Không tán thành,Không ý kiến,Không hợp lệ,Vắng có ý kiến bằng văn bản,Hạ danh hiệu\n",
        "TT-1,Bằng khen,3,,1,,1,1\n",
        "TT-1,giay-khen,4,0,0,0,0,\n",
    );
    let decisions = concat!(
        "nominee,about,decision,reason,by,paper\n",
        "TT-2,hình thức khen,Bằng khen: không,r,Chủ tịch,12-BB\n",
        "TT-1,đồng hạng,2,r,Hội đồng,12-BB\n",
        "TT-1,standard,D1: có,r,Hội đồng,12-BB\n",
        "TT-1,hold,yes,r,Hội đồng,12-BB\n",
        "TT-1,line,giay-khen: no,r,Hội đồng,12-BB\n",
    );
    let (roster, codes) = read_with(&[
        ("marks.csv", marks),
        ("votes.csv", votes),
        ("decisions.csv", decisions),
    ]);
    assert_eq!(codes, ["period.toml member-interest"]);
    let word = |word: &str| FactEntry::Reported(FactValue::Text(word.into()));
    assert_eq!(
        roster.nominations[0].facts[1..3],
        [word("I"), FactEntry::Missing]
    );
    assert_eq!(roster.nominations[1].facts[1], word("II"));
    let council = roster.council;
    let shown = |marks: &[super::super::GivenMark]| {
        let marks = marks.iter();
        marks
            .map(|it| (it.criterion, it.stage, it.value.clone(), it.recused))
            .collect::<Vec<_>>()
    };
    let points = Marked::Points;
    assert_eq!(
        shown(&council.marks["TT-1"]),
        [
            (0, 0, points(number!(8.5)), false),
            (0, 1, points(number!(8.5)), false),
            (0, 1, points(number!(3)), true),
            (1, 1, points(number!(2.5)), false),
        ]
    );
    // Of the two who marked the second, one has an interest in it.
    assert_eq!(
        shown(&council.marks["TT-2"]),
        [
            (2, 0, Marked::Met(true), false),
            (2, 1, Marked::Met(false), true),
            (3, 1, points(number!(0)), false),
        ]
    );
    let votes = &council.votes["TT-1"];
    assert_eq!(
        (votes[0].ballots(), votes[0].downgrade, votes[1].agree),
        (5, 1, 4)
    );
    let decided: Vec<_> = council
        .decisions
        .iter()
        .map(|it| (it.about, it.decided))
        .collect();
    assert_eq!(
        decided,
        [
            (AboutDecision::Tie, Decided::Order(2)),
            (AboutDecision::Line(1), Decided::No),
            (AboutDecision::Hold, Decided::Yes),
            (AboutDecision::Standard(2), Decided::Yes),
            (AboutDecision::Award(0), Decided::No),
        ]
    );
}

#[test]
fn every_faulty_mark_is_found_at_its_cell() {
    let marks = concat!(
        "nominee,criterion,stage,marker,points,reason\n",
        "TT-3,B1,tu-cham,M,8,\n",
        "TT-1,B9,tu-cham,M,8,\n",
        "TT-1,1,tu-cham,M,8,\n",
        "TT-1,B1,tu-chan,M,8,\n",
        "TT-1,B2,tu-cham,M,5,r\n",
        "TT-1,B1,tu-cham,M,10.5,\n",
        "TT-1,B1,tu-cham,M,-1,\n",
        "TT-1,B1,tu-cham,M,8.1,\n",
        "TT-1,B1,tu-cham,M,tám,\n",
        "TT-1,B1,tu-cham,M,KAD,\n",
        "TT-1,B2,tham-dinh,M,3,r\n",
        "TT-1,B2,tham-dinh,M,5,\n",
        "TT-1,D1,tu-cham,M,7,\n",
        "TT-1,A1,tu-cham,M,7,\n",
        "TT-1,B1,tu-cham,N,7,\n",
        "TT-1,B1,tu-cham, n ,8,\n",
        ",B1,tu-cham,,8,\n",
        "TT-9,B1,,,,\n",
        "TT-2,B1,tu-cham,Lê Văn D,8,\n",
        "TT-2,B1,tham-dinh,M,9,\n",
        "TT-2,D1,tham-dinh,M,đạt,\n",
        "TT-2,D1,tham-dinh,N,đạt,\n",
    );
    assert_eq!(
        found("marks.csv", marks),
        [
            "marks.csv:2 nominee row-unknown-nominee",
            "marks.csv:3 criterion row-unknown-criterion",
            "marks.csv:4 criterion row-ambiguous",
            "marks.csv:5 stage row-unknown-stage",
            "marks.csv:6 points mark-not-in-stage",
            "marks.csv:7 points cell-range",
            "marks.csv:8 points cell-range",
            "marks.csv:9 points mark-step",
            "marks.csv:10 points cell-wrong",
            "marks.csv:11 points cell-wrong",
            "marks.csv:12 points mark-level",
            "marks.csv:13 reason mark-no-reason",
            "marks.csv:14 points cell-wrong",
            "marks.csv:15 reason mark-no-reason",
            "marks.csv:17 points mark-twice",
            "marks.csv:18 nominee cell-empty",
            "marks.csv:18 marker cell-empty",
            "marks.csv:20 marker marker-near",
            "marks.csv:21 reason mark-no-reason",
            "marks.csv:23 points mark-needs-rule",
            "period.toml member-interest",
        ]
    );
}

#[test]
fn a_panel_owes_no_reason_for_differing_and_a_recused_mark_neither() {
    let header = "nominee,criterion,stage,marker,points\n";
    for rows in [
        "TT-2,B1,tu-cham,M,8\nTT-2,B1,tham-dinh,M,9\nTT-2,B1,tham-dinh,N,7\n",
        "TT-2,B1,tu-cham,M,8\nTT-2,B1,tham-dinh,Lê Văn C,9\n",
        "TT-2,B1,tu-cham,M,8\nTT-2,B1,tham-dinh,M,\"8,00\"\n",
    ] {
        let found = found("marks.csv", &format!("{header}{rows}"));
        assert_eq!(found, ["period.toml member-interest"], "{rows}");
    }
}

#[test]
fn every_faulty_vote_is_found_at_its_cell() {
    let votes = concat!(
        "nominee,award,agree,disagree,no_opinion,invalid,absent_written,downgrade\n",
        "TT-1,huy-chuong,4,0,0,0,0,0\n",
        "TT-1,bieu-duong,4,0,0,0,0,0\n",
        "TT-1,bang-khen,-1,5,0,0,0,0\n",
        "TT-1,bang-khen,\"1,5\",2,x,0,KAD,0\n",
        "TT-1,bang-khen,,4,0,0,0,0\n",
        "TT-1,bang-khen,3,0,0,0,0,0\n",
        "TT-2,bang-khen,6,0,0,0,2,0\n",
        "TT-1,giay-khen,3,0,0,0,0,1\n",
        "TT-1,giay-khen,4,0,0,0,0,0\n",
    );
    assert_eq!(
        found("votes.csv", votes),
        [
            "period.toml member-interest",
            "votes.csv:2 award row-unknown-award",
            "votes.csv:3 award vote-not-declared",
            "votes.csv:4 agree cell-range",
            "votes.csv:5 agree cell-wrong",
            "votes.csv:5 no_opinion cell-wrong",
            "votes.csv:5 absent_written cell-wrong",
            "votes.csv:6 agree cell-empty",
            "votes.csv:7 vote-sum",
            "votes.csv:8 vote-too-many",
            "votes.csv:9 downgrade vote-downgrade",
            "votes.csv:10 award vote-twice",
        ]
    );
}

#[test]
fn a_period_that_says_too_little_for_a_vote_is_told_so_once() {
    let votes = "nominee,award,agree,disagree\nTT-1,bang-khen,4,0\nTT-2,giay-khen,4,0\n";
    let files = [("period.toml", "date = 2025-11-30\n"), ("votes.csv", votes)];
    assert_eq!(read_with(&files).1, ["period.toml meeting-lacks"; 2]);
    // As many members as are listed, where their number is not said.
    let period = "date = 2025-11-30\n[meeting]\npresent = 2\n[[member]]\nname = \"A\"\n[[member]]\nname = \"B\"\n";
    let votes = "nominee,award,agree,disagree\nTT-1,bang-khen,2,0\n";
    let files = [("period.toml", period), ("votes.csv", votes)];
    assert_eq!(read_with(&files).1, [""; 0]);
}

#[test]
fn more_cannot_come_than_are_members_and_nobody_is_one_twice() {
    let period = "date = 2025-11-30\n[meeting]\nmembers = 5\nsummoned = 6\npresent = 7\n[[member]]\nname = \"Lê Văn C\"\n[[member]]\nname = \"lê văn  c\"\n";
    assert_eq!(
        found("period.toml", period),
        [
            "period.toml:4:12 meeting-too-many",
            "period.toml:5:11 meeting-too-many",
            "period.toml:9:8 member-twice"
        ]
    );
}

#[test]
fn every_faulty_decision_is_found_at_its_cell() {
    let decisions = concat!(
        "Mã,Nội dung,Quyết định,Lý do,Người quyết định,Số văn bản\n",
        "TT-1,dong hang,1,r,b,p\n",
        "TT-1,tie,0,r,b,p\n",
        "TT-1,hold,tạm,r,b,p\n",
        "TT-1,line,có,r,b,p\n",
        "TT-1,award,bang-khem: có,r,b,p\n",
        "TT-1,standard,B1: có,r,b,p\n",
        "TT-1,tie,1,,,\n",
        "TT-2,tie,1,r,b,p\n",
        "TT-2,Đồng hạng,2,r,b,p\n",
    );
    assert_eq!(
        found("decisions.csv", decisions),
        [
            "decisions.csv:2 Nội dung decision-about",
            "decisions.csv:3 Quyết định decision-wrong",
            "decisions.csv:4 Quyết định decision-wrong",
            "decisions.csv:5 Quyết định decision-wrong",
            "decisions.csv:6 Quyết định row-unknown-award",
            "decisions.csv:7 Quyết định decision-not-a-standard",
            "decisions.csv:8 Lý do cell-empty",
            "decisions.csv:8 Người quyết định cell-empty",
            "decisions.csv:8 Số văn bản cell-empty",
            "decisions.csv:10 Nội dung decision-twice",
            "period.toml member-interest",
        ]
    );
}

#[test]
fn facts_about_units_stand_with_the_units_and_nowhere_else() {
    let list = "id,name,unit,ho,loai_xa,Xếp loại đơn vị\nTT-1,A,Hòa Vang,1,I,tot\nTT-2,B,Hoa Vang,2,I,tot\nTT-3,C,,3,I,tot\n";
    let units = "unit,loai_xa,ho\nHòa Vang,I,\nhòa vang,II,\nSơn Trà,III,\n,I,\n";
    let files = [
        ("period.toml", "date = 2025-11-30\n"),
        ("nominations.csv", list),
        ("units.csv", units),
    ];
    let (_, codes) = read_with(&files);
    assert_eq!(
        codes,
        [
            "nominations.csv:1 loai_xa column-elsewhere",
            "nominations.csv:1 Xếp loại đơn vị column-elsewhere",
            "nominations.csv:4 unit nominee-blank-below",
            "units.csv:1 ho column-elsewhere",
            "units.csv:3 unit unit-twice",
            "units.csv:4 loai_xa cell-choice",
            "units.csv:4 unit unit-unused",
            "units.csv:5 unit cell-empty",
        ]
    );
    // With a file of units that is whole, a nominee's unit must be in it.
    let list = "id,name,unit,ho\nTT-1,A,Hòa Vang,1\nTT-2,B,Hòa Vanh,2\nTT-3,C,,3\n";
    let files = [
        ("period.toml", "date = 2025-11-30\n"),
        ("nominations.csv", list),
        ("units.csv", "unit,loai_xa\nHòa Vang,I\n"),
    ];
    assert_eq!(
        read_with(&files).1,
        [
            "nominations.csv:3 unit nominee-unknown-unit",
            "nominations.csv:4 unit nominee-no-unit",
        ]
    );
    let files = [
        ("period.toml", "date = 2025-11-30\n"),
        ("units.csv", "unit,ghi_chu\nHòa Vang,\nHải Châu,\n"),
    ];
    assert_eq!(
        read_with(&files).1,
        ["units.csv column-fact-missing", "units.csv column-unknown"]
    );
}

#[test]
fn of_a_nominee_with_faults_the_council_is_not_told_that_there_is_none() {
    let list = "id,name,unit,ho\nTT-1,A,Hòa Vang,x\nTT-2,B,Hải Châu,2\n";
    let marks = "nominee,criterion,stage,marker,points\nTT-1,B1,tu-cham,M,8\n";
    let files = [
        ("period.toml", "date = 2025-11-30\n"),
        ("nominations.csv", list),
        ("marks.csv", marks),
    ];
    let (roster, codes) = read_with(&files);
    assert_eq!(codes, ["nominations.csv:2 ho cell-wrong"]);
    assert!(roster.council.marks.is_empty());
}

#[test]
fn several_files_of_one_kind_add_up() {
    let header = "nominee,criterion,stage,marker,points\n";
    let (roster, codes) = read_with(&[
        ("period.toml", "date = 2025-11-30\n"),
        ("marks.csv", &format!("{header}TT-1,B1,tu-cham,M,8\n")),
        (
            "cham-2.csv",
            &format!("{header}TT-1,B1,tu-cham,N,8\nTT-1,B1,tu-cham,M,8\n"),
        ),
    ]);
    assert_eq!(codes, ["cham-2.csv:3 points mark-twice"]);
    assert_eq!(roster.council.marks["TT-1"].len(), 2);
}
