//! What can be wrong with what people decided, once it is held against the results.

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// What can be wrong with what people decided, once it is held against the results.
    pub enum CommendationProblem {
        Needless { nominee: String, about: Text, why: Text }
            = "decision-needless", Error,
            "`{nominee}`: không có gì phải quyết định về {about}, vì {why}",
            "`{nominee}`: nothing is to be decided about {about}, for {why}",
            help "xem lại mã đối tượng và nội dung quyết định, hoặc bỏ dòng này",
                 "look at the nominee's code and the matter again, or take this row out";
        NeedlessSkipped { nominee: String, about: Text, why: Text }
            = "decision-needless-skipped", Warning,
            "`{nominee}`: quyết định về {about} không còn cần và không được dùng, vì {why} khi có dòng số liệu bị bỏ qua",
            "`{nominee}`: the decision about {about} is no longer needed and is not used, for {why} while rows are left out";
        VoteNeedless { nominee: String, award: Text }
            = "vote-needless", Warning,
            "`{nominee}`: kết quả biểu quyết về `{award}` không được dùng đến, vì đối tượng này không thuộc diện được xét hình thức ấy",
            "`{nominee}`: the vote on `{award}` is not used, for the nominee does not come into question for that award",
            help "xem lại mã đối tượng trong biên bản kiểm phiếu", "look at the nominee's code in the count of the votes again";
        TieOrder { equals: String }
            = "decision-tie-order", Error,
            "thứ tự giữa các đối tượng đồng hạng chưa phân định hết: {equals}, mỗi đối tượng phải có một số thứ tự riêng",
            "the order among equals does not part them all: {equals}, each needs a number of its own";
        LineSeats { award: String, seats: usize, found: usize }
            = "decision-line-seats", Error,
            "chọn nhiều hơn số suất còn lại của `{award}`: có {seats} suất cho các đối tượng đồng hạng, nhưng {found} đối tượng được chọn",
            "more are chosen than `{award}` has seats at the line: {seats} for those equal, but {found} are chosen";
    }
}
