//! A reader with a pencil arrives at the same total.

use super::model::LineKind;
use super::*;
use crate::locale::Locale;
use crate::number;
use crate::number::Number;
use crate::report::tests::with_proposal;

fn sheets() -> Vec<Sheet> {
    let options = Options {
        locale: Locale::Vi,
        width: None,
        ..Options::default()
    };
    with_proposal(|proposal| {
        (0..7)
            .map(|nominee| Sheet::of(proposal, 0, nominee, &options))
            .collect()
    })
}

fn number(text: &str) -> Number {
    Number::parse(text).expect("points are plain digits")
}

#[test]
fn the_parts_of_the_sum_add_up_to_the_total() {
    for sheet in sheets().iter().filter(|sheet| sheet.total.is_some()) {
        let mut sum = Number::ZERO;
        for line in &sheet.sum {
            match line.kind {
                LineKind::Part => sum += number(&line.points),
                LineKind::Sum => assert_eq!(sum, number(&line.points), "{line:?}"),
            }
        }
        assert_eq!(sheet.total.as_deref().map(number), Some(sum));
        // Rounding explains a hundredth or two, never more.
        for line in &sheet.sum {
            if line.text.contains("làm tròn") {
                assert!(number(&line.points).abs() < number!(0.05), "{line:?}");
            }
        }
    }
}

#[test]
fn the_rows_of_a_group_add_up_to_it() {
    for sheet in sheets() {
        let mut groups = 0;
        for (at, group) in sheet.rows.iter().enumerate() {
            let Some(points) = group
                .points
                .as_ref()
                .filter(|_| group.kind == RowKind::Group)
            else {
                continue;
            };
            groups += 1;
            let inside = sheet.rows[at + 1..]
                .iter()
                .take_while(|row| row.depth > group.depth);
            let children = inside.filter(|row| {
                let adds = matches!(
                    row.kind,
                    RowKind::Group | RowKind::Scored | RowKind::Adjustment
                );
                adds && row.depth == group.depth + 1
            });
            let sum: Number = children
                .filter_map(|row| row.points.as_deref())
                .map(number)
                .sum();
            assert_eq!(sum, number(points), "{}", group.title);
        }
        assert!(groups > 0 || sheet.total.is_none());
    }
}

#[test]
fn what_changed_the_points_is_said() {
    let sheets = sheets();
    let all = |sheet: &Sheet| {
        let rows = sheet.rows.iter().map(|row| row.title.clone());
        let lines = sheet.sum.iter().map(|line| line.text.clone());
        rows.chain(lines).collect::<Vec<_>>().join("\n")
    };
    let first = all(&sheets[0]);
    assert!(first.contains("70,00 điểm bị chặn ở 60,00"), "{first}");
    assert!(
        first.contains("Điểm thưởng: 5,00 điểm bị chặn ở 3,00"),
        "{first}"
    );
    assert!(
        first.contains("Giới hạn tổng điểm trong khoảng từ 0 đến 100"),
        "{first}"
    );
    let second = all(&sheets[1]);
    assert!(
        second.contains("Quy đổi về thang điểm 100: 86,25/90 → ≈95,83"),
        "{second}"
    );
    let remarks = &sheets[1].rows.iter().find(|row| row.id == "B1");
    let remarks = &remarks.expect("the row is told").remarks;
    assert_eq!(remarks[0], "không được giao: Kết quả");
}

#[test]
fn what_is_missing_to_the_next_class_is_said() {
    let sheets = sheets();
    let class = sheets[1].class.as_ref().expect("it has a class");
    assert_eq!(class.id.as_deref(), Some("tot"));
    let next = class.next.as_ref().expect("there is a better one");
    assert_eq!(next.id, "xuat-sac");
    assert_eq!(next.lacking, None);
    assert_eq!(next.closed_by, ["chưa đạt tiêu chuẩn “Không có vi phạm”"]);
    let first = sheets[0].class.as_ref().expect("it has a class");
    assert!(first.next.is_none(), "nothing is above the best class");
}

#[test]
fn a_rule_that_failed_is_told_with_its_words() {
    let failed = &sheets()[6];
    assert_eq!(failed.status, "failed");
    assert!(failed.reasons[0].message.starts_with("“Hộ tham gia”: "));
    assert!(failed.total.is_none() && failed.sum.is_empty());
}
