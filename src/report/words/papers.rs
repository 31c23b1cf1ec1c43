//! Words that only official papers have.

use super::words;

words! {
    absent_written: "Trong đó: vắng mặt, cho ý kiến bằng văn bản", "Of these: absent, in writing";
    share_of_votes: "Tỷ lệ tán thành (%)", "Share (%)";
    vote_passed: "Đạt", "Carried";
    vote_failed: "Không đạt", "Not carried";
    vote_missing: "Chưa có kết quả", "No result yet";
    imprint(program: &str, format: u32, schemes: &str, data: &str):
        "Lập bằng {program}, dạng kết quả {format}; bộ tiêu chí SHA-256 {schemes}; số liệu SHA-256 {data}.",
        "Made by {program}, result format {format}; schemes SHA-256 {schemes}; data SHA-256 {data}.";
    sum_of_group: "Cộng", "Sum";
}
