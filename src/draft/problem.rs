//! Everything that can be wrong with a table from which a scheme is drafted.

use crate::diagnostic::problems;

problems! {
    /// Everything that can be wrong with a table from which a scheme is drafted.
    pub enum DraftProblem {
        NoTable {}
            = "draft-no-table", Error,
            "không thấy bảng tiêu chí nào: cần một dòng tiêu đề có cột nội dung và cột điểm tối đa (hoặc cách chấm)",
            "there is no criteria table: one row of headings must name a column of contents and one of maximum points (or of how they are given)",
            help "các tiêu đề hiểu được: STT, Nội dung, Tiêu chí, Điểm tối đa, Điểm chuẩn, Cách chấm, Mức điểm, Minh chứng, Căn cứ",
                 "headings that are known: STT, Nội dung, Tiêu chí, Điểm tối đa, Điểm chuẩn, Cách chấm, Mức điểm, Minh chứng, Căn cứ";
        Aside {}
            = "draft-table-aside", LeftOut,
            "bảng này không đọc, vì không có cột nội dung và cột điểm",
            "this table is not read: it has no column of contents and of points";
        RowAside { text: String }
            = "draft-row-aside", LeftOut,
            "dòng này không đọc, vì không có số thứ tự và điểm, hoặc đứng sau dòng cộng: {text}",
            "this row is not read: it has no number and no points, or stands below the sum: {text}";
        Cut { most: usize }
            = "draft-too-long", Error,
            "bảng dài hơn {most} dòng nên không phải bảng tiêu chí",
            "the table has more than {most} rows and is no criteria table";
    }
}
