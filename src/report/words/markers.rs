//! Those who mark, beside each other.

use super::words;

words! {
    markers_compared: "Đối chiếu người chấm", "The markers compared";
    no_markers:
        "Không có tiêu chí nào do từ hai người trở lên cùng chấm, nên không có gì để đối chiếu.",
        "No criterion is marked by two people or more, so there is nothing to compare.";
    stage_titled(stage: &str): "Bước chấm: {stage}", "Stage: {stage}";
    stage: "Bước chấm", "Stage";
    one_marker(stage: &str):
        "Bước “{stage}”: mỗi tiêu chí chỉ có một người chấm, nên không đối chiếu.",
        "The stage “{stage}”: each criterion has one marker, so nothing is compared.";
    marker: "Người chấm", "Marker";
    mark_count: "Số lượt chấm", "Marks";
    mean: "Trung bình", "Mean";
    lowest: "Thấp nhất", "Lowest";
    highest: "Cao nhất", "Highest";
    range: "Khoảng điểm", "Range";
    apart: "So với người khác", "Beside the others";
    left_out: "Không tính", "Left out";
    apart_note:
        "“So với người khác”: điểm người này cho trừ điểm trung bình của những người khác trên \
         cùng đối tượng và cùng tiêu chí, rồi lấy trung bình; số dương là cho điểm cao hơn.",
        "“Beside the others”: this marker’s points less the mean of the others’ on the same \
         criterion of the same nominee, in the mean; above zero, this marker gives more.";
    left_out_note:
        "“Không tính”: số lượt chấm không được tính, vì người chấm thuộc đơn vị của đối tượng hoặc \
         có liên quan.",
        "“Left out”: marks that do not count, since the marker is of the nominee’s unit or has an \
         interest.";
    markers: "Người chấm", "Markers";
    without_all: "Nếu không tính điểm của từng người", "Without the marks of each";
    without_note:
        "Mọi đối tượng được xét lại từ đầu như thể người đó không chấm; các số liệu khác giữ \
         nguyên.",
        "Everybody is judged again from the start as if this person had marked nothing; all else \
         stands.";
    without(marker: &str): "Không tính điểm của {marker}", "Without the marks of {marker}";
    without_part: "Nếu không tính điểm", "Without the marks";
    no_change_without(markers: &str):
        "Không tính điểm của một trong những người sau đây thì không đối tượng nào thay đổi thứ \
         hạng, xếp loại hay khen thưởng: {markers}.",
        "Without the marks of any one of these, nobody’s place, class or award would be another: \
         {markers}.";
    before: "Hiện nay", "Now";
    after: "Khi không tính", "Without";
    nothing: "không có", "none";
}
