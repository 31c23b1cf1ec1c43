//! Pictures of a ranking, the workbook's sheets and the page for a browser.

use super::{Words, words};

words! {
    // Figures and pictures.
    no_class_column: "Chưa xếp loại", "No class";
    all_lists: "Tất cả danh sách", "All lists";
    proposals: "Đề nghị khen thưởng", "Proposals";
    by_class: "Phân bố theo xếp loại", "By class";
    by_total: "Phân bố theo tổng điểm", "By points";
    how_many_nominees: "Số đối tượng", "Nominees";
    total_row: "Cộng", "Total";
    adjustment: "Điều chỉnh (mức trần, quy đổi, làm tròn)", "Adjustment (ceiling, rescaling, rounding)";
    by_criterion: "Điểm theo từng tiêu chí", "Points by criterion";
    least_mean_most(least: &str, mean: &str, most: &str, max: &str):
        "thấp nhất {least}, trung bình {mean}, cao nhất {most} (tối đa {max})",
        "least {least}, mean {mean}, most {most} (maximum {max})";
    how_to_read_criteria:
        "Chấm tròn là điểm trung bình; vạch đậm đi từ điểm thấp nhất đến điểm cao nhất; hết vạch nhạt là điểm tối đa. Chỉ gồm các đối tượng đã xếp hạng.",
        "The dot is the mean, the dark line goes from the least to the most, the pale one to the maximum. Of those ranked alone.";
    moves(stage: &str): "Từ “{stage}” đến điểm được tính", "From “{stage}” to what counts";
    what_counts: "điểm được tính", "what counts";
    more_moves(count: usize):
        "Chỉ vẽ các đối tượng thay đổi nhiều nhất; {count} đối tượng khác thay đổi ít hơn, xem cột chênh lệch trong bảng.",
        "The greatest changes are drawn; {count} more changed less, as the tables say.";
    markers_apart(stage: &str): "Các thành viên chấm “{stage}”", "Those who mark “{stage}”";
    like_the_others: "ngang mức chung", "as the others";
    marks_compared(count: usize): "{count} điểm chấm được đối chiếu", "{count} marks compared";
    how_to_read_markers:
        "Trung bình, mỗi người chấm cao hơn (bên phải) hay thấp hơn (bên trái) so với những người cùng chấm nội dung ấy. Để tham khảo, không phải để đánh giá người chấm.",
        "By how much each lies above (right) or below (left) the others on the same rows, in the mean. It shows where to look and judges nobody.";
    // The tools of the page.
    find: "Tìm", "Find";
    find_what: "Tên, đơn vị, mã… (không cần gõ dấu)", "Name, unit, code …";
    all_of_them: "Tất cả", "All";
    unfold_all: "Mở mọi phiếu chấm", "Unfold all score sheets";
    fold_all: "Đóng mọi phiếu chấm", "Fold all score sheets";
    print: "In trang này", "Print";
    shown_of: "đối tượng", "shown";
    keys:
        "Bấm vào một dòng để xem phiếu chấm điểm; bấm vào tên cột để sắp xếp. Phím tắt: / để tìm, ↑ ↓ để đi từng dòng, Enter để mở phiếu.",
        "A row unfolds its score sheet, a heading sorts. Keys: / finds, ↑ ↓ go from row to row, Enter unfolds.";
}

impl Words {
    /// An interval of points; the upper end is in the last one alone.
    pub(in crate::report) fn interval(self, from: &str, to: &str, is_last: bool) -> String {
        let (vi, en) = match is_last {
            true => (format!("{from} đến {to}"), format!("{from} to {to}")),
            false => (
                format!("{from} đến dưới {to}"),
                format!("{from} to below {to}"),
            ),
        };
        self.0.of(vi, en)
    }
}
