//! Tiếng Việt.

use super::council::{decided_vi, vote_rule_vi};
use super::{Words, joined, lower};

/// Tiếng Việt.
pub(super) const VI: Words = Words {
    // Headings and columns.
    ranking: "Kết quả xếp hạng",
    in_short: "Tổng hợp",
    places: "Bảng xếp hạng",
    unranked: "Chưa được xếp hạng",
    rank: "Hạng",
    no: "TT",
    id: "Mã",
    name: "Tên",
    unit: "Đơn vị",
    field: "Lĩnh vực",
    subject: "Loại đối tượng",
    received: "Ngày nhận hồ sơ",
    total: "Điểm",
    class: "Xếp loại",
    score: "Điểm tiêu chí",
    bonus: "Điểm thưởng",
    deduction: "Điểm trừ",
    status: "Tình trạng",
    reason: "Lý do",
    notes: "Ghi chú",
    scheme: "Bộ tiêu chí",
    list: "Danh sách",
    proposed_for: "Đề nghị khen thưởng",
    // What became of a nominee.
    ranked: "đã xếp hạng",
    refused: "không xét",
    held: "tạm dừng xét",
    unclassified: "không xếp loại",
    incomplete: "thiếu số liệu",
    failed: "quy tắc không tính được",
    skipped: "bỏ qua do lỗi dữ liệu",
    gate_spoke: |title| format!("vướng điều kiện “{title}”"),
    skipped_without_scheme: "Các dòng bị bỏ qua, chưa rõ thuộc bộ tiêu chí nào",
    skipped_row: |row, file| format!("dòng {row} của tệp {file} có lỗi"),
    // Notes beside a place.
    shared: "đồng hạng",
    open_council: "đồng hạng, chờ Hội đồng quyết định",
    open_lot: "đồng hạng, chờ bốc thăm",
    broken_by: |step| format!("phân định theo: {step}"),
    withheld: |class, by| format!("đủ điểm xếp loại {class} nhưng còn vướng: {by}"),
    withheld_unscored: |class, by| format!("chưa được xếp loại {class} do: {by}"),
    needs_reason: |title| format!("cần giải trình bằng văn bản: {title}"),
    provisional: "tạm tính",
    settled_lot: |digest| format!("phân định bằng bốc thăm (mã băm {digest}…)"),
    decided: decided_vi,
    by_rules_held: "tạm dừng xét",
    by_rules_closed: "chưa đủ điều kiện",
    // Awards.
    proposal: |award| format!("Đề nghị khen thưởng: {award}"),
    nobody_proposed: "Không có đối tượng nào được đề nghị.",
    beyond: "vượt hạn mức",
    beyond_by: |seats| format!("vượt hạn mức {seats} suất"),
    council_decides: |seats, people| {
        format!("Hội đồng quyết định: {seats} suất cho {people} đối tượng đồng hạng")
    },
    lot_decides: |seats, people| {
        format!(
            "Phải bốc thăm: {seats} suất cho {people} đối tượng đồng hạng; hãy chạy lại lệnh với \
             --seed và từ khóa đã thống nhất"
        )
    },
    waits_for_other: "Chờ kết quả xét hình thức khen thưởng khác",
    waits_for_vote: "Chờ kết quả biểu quyết đối với đối tượng khác",
    vote_rule: vote_rule_vi,
    voted: |agree, of| format!("tán thành {agree}/{of}"),
    reserve: |least, kind, seated| {
        format!(
            "Cơ cấu: ít nhất {least} suất cho đối tượng thuộc diện “{kind}”; đã đề nghị {seated}"
        )
    },
    by_reserve: |kind| format!("được suất theo cơ cấu “{kind}”"),
    downgraded_from: |award| format!("Hội đồng biểu quyết chuyển từ {award} xuống"),
    awaiting: |people| format!("Chờ biểu quyết ({people} đối tượng):"),
    not_yet_voted: "chưa có kết quả biểu quyết",
    no_quorum: |present, of| {
        format!("biểu quyết không có giá trị: chỉ có {present}/{of} thành viên dự họp")
    },
    unknown_council: "chưa rõ số thành viên Hội đồng để tính tỷ lệ biểu quyết",
    holds_seat: "đang được giữ suất",
    is_awaiting: "chờ biểu quyết",
    awaits_vote: |award| format!("{award} (chờ biểu quyết)"),
    not_proposed: |people| format!("Không đề nghị ({people} đối tượng):"),
    missed_condition: |by| joined("chưa đủ điều kiện", by),
    condition: |rule| format!("điều kiện: `{rule}`"),
    missed_again: |years| format!("đã được tặng hình thức này, chưa đủ {years} năm"),
    missed_other: |award| format!("đã được đề nghị {award}"),
    missed_vote: |agree, of, share| {
        format!("không đủ tỷ lệ biểu quyết: tán thành {agree}/{of}, yêu cầu {share}")
    },
    missed_downgraded: |votes, of, award| {
        format!("Hội đồng biểu quyết chuyển xuống {award}: {votes}/{of}")
    },
    missed_decision: "không đề nghị, khác với quy tắc",
    missed_gave_way: "hết hạn mức sau khi dành suất cho cơ cấu",
    missed_quota: "hết hạn mức",
    missed_behind: "đứng sau đối tượng cùng danh sách chưa được suất",
    quota: |by, uses| match by {
        Some(by) => format!("Hạn mức theo {} (đã đề nghị/số suất): {uses}", lower(by)),
        None => format!("Hạn mức chung (đã đề nghị/số suất): {uses}"),
    },
    share: |percent, base, of| format!("{percent}% của {base} {of}"),
    nominated: "đối tượng được đề nghị xét",
    all_ranked: "đối tượng được xếp hạng",
    at_the_line: |award| format!("{award} (chờ Hội đồng quyết định)"),
    for_the_lot: |award| format!("{award} (chờ bốc thăm)"),
    // The lot.
    lot: "Kết quả bốc thăm",
    lot_rule: |seed| {
        format!(
            "Từ khóa: “{seed}”. Những đối tượng đồng hạng được xếp theo mã băm SHA-256 của chuỗi \
             gồm từ khóa, dấu | và mã đối tượng; mã băm nhỏ hơn xếp trước."
        )
    },
    lot_check: "Ai cũng có thể kiểm tra lại, ví dụ với đối tượng đầu tiên, bằng lệnh:",
    digest: "Mã băm SHA-256",
    // The summary.
    review_date: |date| format!("Ngày xét: {date}"),
    people: |count| format!("{count} đối tượng"),
    summary: |s| {
        format!(
            "Có {} đối tượng được đề nghị xét; {} được xếp hạng, {} không xét, {} không xếp loại; \
             {} được đề nghị khen thưởng.",
            s.nominated, s.ranked, s.refused, s.unclassified, s.proposed
        )
    },
    nothing_open: "Không còn nội dung nào chờ quyết định.",
    to_decide: "Những nội dung còn phải xem xét, quyết định:",
    open_held: |n| format!("{n} đối tượng đang tạm dừng xét"),
    open_incomplete: |n| format!("{n} đối tượng còn thiếu số liệu"),
    open_failed: |n| format!("{n} đối tượng mà quy tắc không tính được điểm"),
    open_contested: |n| format!("{n} nhóm đồng hạng tranh suất khen thưởng cuối cùng"),
    open_awaiting: |n| format!("{n} lượt đối tượng chờ biểu quyết"),
    open_ties: |n| format!("{n} vị trí đồng hạng chưa phân định"),
    open_lots: |n| {
        format!(
            "{n} bộ tiêu chí phải bốc thăm: hãy chạy lại lệnh với --seed và từ khóa đã thống nhất"
        )
    },
    open_provisional: |n| format!("{n} kết quả tạm tính, chờ đủ số liệu của các đối tượng khác"),
    open_skipped: |n| format!("{n} dòng dữ liệu bị bỏ qua do có lỗi"),
    // The score sheet.
    sheet: "Phiếu chấm điểm",
    nominee: "Đối tượng",
    part: "Phần",
    reasons: "Lý do",
    not_computed: "Chưa chấm điểm.",
    scored_rows: "Chấm điểm theo tiêu chí",
    content: "Nội dung",
    max: "Điểm tối đa",
    points: "Điểm",
    explanation: "Số liệu, căn cứ",
    facts: "Số liệu",
    basis: "Căn cứ",
    bonus_row: "điểm thưởng",
    deduction_row: "điểm trừ",
    dropped: "không tính vào điểm và điểm tối đa",
    does_not_apply: "không áp dụng",
    row_not_assigned: |fact| format!("không được giao: {fact}"),
    no_cohort: |what| format!("không có số liệu để so sánh: {what}"),
    rule_failed: |why| format!("quy tắc không tính được: {why}"),
    counted_as: |points| format!("được tính {points} điểm"),
    assigned: |max| format!("điểm tối đa được giao: {max}"),
    takes_best: "chỉ tính nội dung có điểm cao nhất",
    only_best: "Trừ các nội dung không được tính",
    rounding: "Chênh lệch do làm tròn",
    ceiling: |have, counted| format!("{have} điểm bị chặn ở {counted}"),
    bonus_ceiling: |have, counted| format!("Điểm thưởng: {have} điểm bị chặn ở {counted}"),
    rescaled_group: |have, of, max| format!("Quy đổi {have}/{of} về mức tối đa {max}"),
    sum: "Cộng điểm",
    scored_of: |of| format!("Cộng điểm tiêu chí (trên {of} điểm được giao)"),
    rescaled_total: |have, of, scale, score| {
        format!("Quy đổi về thang điểm {scale}: {have}/{of} → {score}")
    },
    bonus_part: "Điểm thưởng",
    deduction_part: "Điểm trừ",
    bounds: |least, most| match most {
        Some(most) => format!("Giới hạn tổng điểm trong khoảng từ {least} đến {most}"),
        None => format!("Tổng điểm không dưới {least}"),
    },
    total_line: "Tổng điểm",
    standards: "Tiêu chuẩn",
    standard: "Tiêu chuẩn",
    result: "Kết quả",
    met: "đạt",
    not_met: "không đạt",
    unmet_refuse: |guards| {
        if guards.is_empty() {
            "không xét".to_owned()
        } else {
            format!("không đạt thì không được: {guards}")
        }
    },
    unmet_hold: "tạm dừng xét",
    unmet_reason: "cần giải trình bằng văn bản",
    floors: "Mức điểm tối thiểu",
    needed: "Mức yêu cầu",
    guards: "Điều kiện để được",
    above: |points| format!("trên {points}"),
    at_least: |points| format!("từ {points}"),
    classed: |class| format!("Được xếp loại {class}"),
    no_class: "Chưa đạt mức xếp loại nào",
    unit_class_none: "không có xếp loại",
    unit_class_unknown: "chưa có xếp loại",
    unit_lacks_class: "đơn vị không có xếp loại trong kỳ này",
    unit_has_no_seats: "đơn vị không có xếp loại trong kỳ này nên không có suất",
    of_collective: |text, id| format!("{text} (tập thể mã {id})"),
    class_of_unit: "Xếp loại của đơn vị trong kỳ này",
    unit_not_yet: |status| format!("chưa có: {status}"),
    unit_without: |status| format!("không có: {status}"),
    unit_not_there: "chưa có: đơn vị không có trong danh sách tập thể của kỳ xét",
    unclassified_by_gate: "Không xếp loại do vướng điều kiện xét",
    not_classed: |status| format!("Chưa xếp loại, vì đối tượng ở tình trạng: {status}"),
    threshold: |class, from| format!("{class} từ {from}"),
    thresholds: |all| format!("Mốc điểm: {all}"),
    lacking: |class, points| format!("Còn thiếu {points} điểm để đạt mốc {class}"),
    withheld_by: |class, by| format!("Chưa được xếp loại {class} do: {by}"),
    standard_unmet: |title| format!("chưa đạt tiêu chuẩn “{title}”"),
    floor_missed: |title, needed| format!("“{title}” chưa đạt mức tối thiểu ({needed} điểm)"),
    place: "Thứ hạng",
    place_of: |rank, of, list| {
        let place = format!("Hạng {rank} trong {of} đối tượng");
        if list.is_empty() {
            place
        } else {
            format!("{place} ({list})")
        }
    },
    above_by: |scored, name, step| {
        if scored {
            format!("bằng điểm với {name}, xếp trên nhờ: {step}")
        } else {
            format!("xếp trên {name} nhờ: {step}")
        }
    },
    below_by: |scored, name, step| {
        if scored {
            format!("bằng điểm với {name}, xếp dưới do: {step}")
        } else {
            format!("xếp dưới {name} do: {step}")
        }
    },
    awards: "Khen thưởng",
    award: "Hình thức khen thưởng",
    proposed: "được đề nghị",
    proposed_beyond: "được đề nghị, vượt hạn mức",
    is_missed: "không đề nghị",
    is_contested: "chờ quyết định",
    // Values.
    yes: "có",
    no_answer: "không",
    not_reported: "chưa có số liệu",
    not_assigned: "không được giao",
    no_figure: "không có số liệu để so sánh",
    review_day: "Ngày xét",
    deadline: "Hạn nhận hồ sơ",
    period_start: "Ngày đầu kỳ",
    period_end: "Ngày cuối kỳ",
};
