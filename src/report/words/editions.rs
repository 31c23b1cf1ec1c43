//! Two editions of the criteria, compared.

use super::words;

words! {
    editions_compared: "So sánh hai bản tiêu chí", "Two editions compared";
    editions_same:
        "Hai bản không khác nhau, và không đối tượng nào có kết quả khác.",
        "The two editions do not differ, and nobody’s result is another.";
    edits: "Nội dung sửa đổi", "What differs in the criteria";
    no_edits:
        "Các bộ tiêu chí không khác nhau; nếu kết quả khác thì do tệp hàm (.rhai) hoặc ngày xét.",
        "The criteria do not differ; where results do, it is by a function file (.rhai) or the day.";
    edited_part: "Phần", "Part";
    edited_key: "Mục", "Key";
    old_edition: "Bản cũ", "Old";
    new_edition: "Bản mới", "New";
    edited_place: "Vị trí", "Where";
    effects: "Kết quả thay đổi", "What it does";
    moved(moved: usize, unmoved: usize):
        "{moved} đối tượng có kết quả khác đi; {unmoved} đối tượng giữ nguyên.",
        "{moved} nominee(s) have another result; {unmoved} have the same.";
    causes: "Do tiêu chí", "Caused by";
    rest_of_difference: "mức trần, quy đổi, làm tròn", "ceilings, rescaling, rounding";
    not_judged: "không xét", "not judged";
    seats_compared: "Đề nghị khen thưởng", "Proposals for awards";
    gained: "Thêm", "Gained";
    lost: "Bớt", "Lost";
    agreement: "Thứ hạng giống nhau đến đâu", "How alike the places are";
    agreement_note:
        "Spearman: 1 là giống hệt, −1 là ngược hẳn; r_w nặng hơn ở các hạng đầu; WS từ 0 đến 1, chủ \
         yếu xét các hạng đầu.",
        "Spearman: 1 is the same order, −1 the reverse; r_w weighs the top more; WS, from 0 to 1, is \
         mostly about the top.";
    same_order(lists: usize):
        "{lists} danh sách giữ nguyên thứ tự.",
        "{lists} list(s) keep their order.";
    compared_nominees: "Số đối tượng", "Nominees";
    spearman: "Spearman", "Spearman";
    weighted_spearman: "r_w", "r_w";
    ws: "WS", "WS";
    edited_criterion: "Tiêu chí", "Criterion";
    edited_group: "Nhóm", "Group";
    edited_class: "Xếp loại", "Class";
    edited_award: "Khen thưởng", "Award";
    edited_fact: "Số liệu", "Fact";
    edited_value: "Mốc", "Value";
    edited_cohort: "Số của cụm", "Cohort number";
    edited_gate: "Điều kiện", "Gate";
    edited_stage: "Bước chấm", "Stage";
    edited_check: "Kiểm tra số liệu", "Check";
    edited_case: "Trường hợp mẫu", "Case";
    edited_points: "Cách cộng điểm", "Points";
    edited_ranking: "Xếp hạng", "Ranking";
    edited_scheme: "Bộ tiêu chí", "Scheme";
    key_max: "điểm tối đa", "maximum";
    key_rule: "cách chấm", "how points are given";
    key_title: "tên", "title";
    key_basis: "căn cứ", "basis";
    key_in: "thuộc nhóm", "group";
    key_from: "từ mức điểm", "from";
    key_levels: "các mức", "levels";
    key_evidence: "minh chứng", "evidence";
    key_quota: "số lượng", "quota";
    key_when: "điều kiện", "condition";
    added: "thêm mới", "added";
    removed: "bỏ", "removed";
}
