//! Everything that can be wrong with what people marked, counted and decided.

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// Everything that can be wrong with the files of units, marks, votes and decisions.
    pub enum CouncilProblem {
        // Whatever the file.
        EmptyCell { heading: String }
            = "cell-empty", Error,
            "ô `{heading}` không được để trống",
            "the cell `{heading}` must not be empty";
        UnknownNominee { id: String }
            = "row-unknown-nominee", Error,
            "danh sách đề nghị không có mã `{id}`",
            "no nominee has the code `{id}`";
        OtherForm { id: String, judged: String, form: String }
            = "row-other-form", Error,
            "đối tượng `{id}` được xét theo bộ tiêu chí `{judged}`, nhưng biểu mẫu này thuộc bộ tiêu chí `{form}`",
            "the nominee `{id}` is judged by the scheme `{judged}`, but this form is of the scheme `{form}`";
        UnknownCriterion { found: String, scheme: String }
            = "row-unknown-criterion", Error,
            "bộ tiêu chí `{scheme}` không có tiêu chí `{found}`",
            "the scheme `{scheme}` has no criterion `{found}`";
        UnknownStage { found: String, scheme: String, stages: String }
            = "row-unknown-stage", Error,
            "bộ tiêu chí `{scheme}` không có bước chấm `{found}`",
            "the scheme `{scheme}` has no stage `{found}`",
            help "các bước chấm: {stages}", "the stages are: {stages}";
        NoStages { found: String, scheme: String }
            = "row-unknown-stage", Error,
            "bộ tiêu chí `{scheme}` không khai báo bước chấm nào, nên không có bước `{found}`",
            "the scheme `{scheme}` declares no stages, and so has no stage `{found}`",
            help "khai báo `[[stage]]` trong bộ tiêu chí, hoặc bỏ dòng này", "declare `[[stage]]` in the scheme, or leave the row out";
        UnknownAward { found: String, scheme: String }
            = "row-unknown-award", Error,
            "bộ tiêu chí `{scheme}` không có hình thức khen thưởng `{found}`",
            "the scheme `{scheme}` has no award `{found}`";
        Ambiguous { found: String, ids: String }
            = "row-ambiguous", Error,
            "`{found}` có thể là nhiều mục: {ids}",
            "`{found}` may be any of these: {ids}",
            help "hãy ghi mã thay cho số thứ tự hoặc tên", "write the id instead of the number or the title";

        // The council.
        MeetingOverMembers { key: &'static str, found: u32, members: u32 }
            = "meeting-too-many", Error,
            "`{key}` là {found}, nhiều hơn tổng số thành viên Hội đồng ({members})",
            "`{key}` is {found}, more than the council has members ({members})";
        MeetingDiffers { label: &'static str, found: u32, other: u32, first: String }
            = "meeting-differs", Error,
            "`{label}` ở đây là {found}, nhưng ở {first} là {other}",
            "`{label}` is {found} here, but {other} in {first}";
        MemberTwice { name: String }
            = "member-twice", Error,
            "thành viên `{name}` đã có ở trên",
            "the member `{name}` stands above already";

        // Units.
        UnitTwice { unit: String, first: String }
            = "unit-twice", Error,
            "đơn vị `{unit}` đã có ở {first}",
            "the unit `{unit}` stands already at {first}",
            help "mỗi đơn vị chỉ một dòng", "each unit has one row";
        UnitUnused { unit: String }
            = "unit-unused", Warning,
            "không đối tượng nào thuộc đơn vị `{unit}`",
            "no nominee belongs to the unit `{unit}`";
        UnitsMissing { scheme: String, facts: Text }
            = "unit-no-file", Warning,
            "bộ tiêu chí `{scheme}` cần số liệu của đơn vị ({facts}), nhưng không có tệp units.csv: mọi đối tượng của bộ này đều thiếu số liệu",
            "the scheme `{scheme}` needs facts about units ({facts}), but there is no units.csv: all its nominees are incomplete";

        // Marks.
        NotInStage { criterion: String, stage: String, stages: String }
            = "mark-not-in-stage", Error,
            "tiêu chí `{criterion}` không chấm ở bước `{stage}`",
            "the criterion `{criterion}` is not marked in the stage `{stage}`",
            help "tiêu chí này được chấm ở: {stages}", "it is marked in: {stages}";
        MarkStep { label: Text, step: Text, found: String }
            = "mark-step", Error,
            "`{label}` chỉ chấm theo từng nấc {step} điểm, nhưng ở đây là `{found}`",
            "`{label}` is marked in steps of {step}, but here it is `{found}`";
        MarkLevel { label: Text, found: String, levels: Text }
            = "mark-level", Error,
            "`{label}` không có mức điểm `{found}`",
            "`{label}` has no level `{found}`",
            help "các mức điểm: {levels}", "the levels are: {levels}";
        MarkTwice { criterion: String, stage: String, marker: String, first: String }
            = "mark-twice", Error,
            "`{marker}` đã chấm tiêu chí `{criterion}` ở bước `{stage}` cho đối tượng này tại {first}",
            "`{marker}` has marked the criterion `{criterion}` of this nominee in the stage `{stage}` at {first}";
        NoReason { label: Text }
            = "mark-no-reason", Error,
            "khi chấm `{label}` phải ghi lý do",
            "a mark of `{label}` needs a reason";
        NoReasonToDepart { label: Text }
            = "mark-no-reason", Error,
            "`{label}` được tính từ số liệu; muốn chấm khác kết quả tính thì phải ghi lý do",
            "`{label}` is computed from facts; a mark that departs from the result needs a reason";
        NoReasonToDiffer { label: Text, found: Text, earlier: Text, stage: Text }
            = "mark-no-reason", Error,
            "`{label}` được chấm là {found}, khác với kết quả {earlier} ở bước `{stage}`, nên phải ghi lý do",
            "`{label}` is marked {found}, which differs from {earlier} in the stage `{stage}` and needs a reason";
        NeedsRule { label: Text, stage: Text, markers: String }
            = "mark-needs-rule", Error,
            "`{label}` có nhiều người chấm ở bước `{stage}` ({markers}), nhưng quy tắc của tiêu chí chỉ dùng `mark`, tức kết quả của một người chấm",
            "`{label}` has several markers in the stage `{stage}` ({markers}), but its rule reads only `mark`, which is one marker's",
            help "ghi `rule` cho tiêu chí để nói rõ lấy kết quả nào từ `marks`", "give the criterion a `rule` that says what becomes of `marks`";
        SeveralDepart { label: Text, stage: Text, markers: String }
            = "marks-differ", Error,
            "`{label}` được tính từ số liệu, nhưng ở bước `{stage}` những người chấm ({markers}) ghi các kết quả khác nhau",
            "`{label}` is computed from facts, but its markers in the stage `{stage}` ({markers}) say different things",
            help "thống nhất một kết quả rồi ghi một dòng", "agree on one result, and write it once";
        ClusterLacks { stage: Text, nominees: String }
            = "cluster-unmarked", Warning,
            "ở bước `{stage}`, bảng chấm điểm của cụm không có điểm của: {nominees}",
            "in the stage `{stage}`, the cluster’s sheets have no marks of: {nominees}",
            help "hãy kiểm tra xem bảng có thiếu cột của đơn vị nào không", "see whether the column of a unit was left out";
        RowUnmarked { criterion: Text, counts: Text, count: usize, nominees: String }
            = "row-unmarked", Assumption,
            "không ai chấm `{criterion}` của {count} đối tượng, nên được tính là {counts} theo bộ tiêu chí: {nominees}",
            "nobody marked `{criterion}` of {count} nominees, which counts as {counts} by the scheme: {nominees}";
        NearMarker { marker: String }
            = "marker-near", Warning,
            "người chấm `{marker}` không có trong danh sách thành viên, nhưng có tên gần giống",
            "the marker `{marker}` is no member, but one is called nearly so";
        MarkersNear { marker: String, other: String, first: String }
            = "marker-near", Warning,
            "người chấm `{marker}` có tên gần giống `{other}` ({first}): nếu là một người thì điểm đang được tính hai lần",
            "the marker `{marker}` is called nearly as `{other}` ({first}): if both are one person, its marks count twice",
            help "hãy ghi tên thống nhất, hoặc kê các thành viên dưới `[[member]]` trong period.toml", "write one name, or list the members under `[[member]]` in period.toml";
        MemberUnit { member: String, unit: String }
            = "member-unit", Warning,
            "đơn vị của thành viên `{member}` ghi là `{unit}`, gần giống đơn vị của đối tượng: điểm của người này cho đơn vị mình đang được tính",
            "the unit of the member `{member}` is `{unit}`, which is nearly that of a nominee: the member's marks for its own unit count";
        UnknownInterest { member: String, interest: String }
            = "member-interest", Warning,
            "`interests` của `{member}` ghi `{interest}`, nhưng không có đối tượng hay đơn vị nào như vậy",
            "`interests` of `{member}` names `{interest}`, but there is no such nominee or unit";

        // Votes.
        NoVote { award: String, scheme: String }
            = "vote-not-declared", Error,
            "hình thức khen thưởng `{award}` của bộ tiêu chí `{scheme}` không qua biểu quyết",
            "the award `{award}` of the scheme `{scheme}` takes no vote",
            help "khai báo `vote` cho hình thức khen thưởng, hoặc bỏ dòng này", "declare its `vote` in the scheme, or leave the row out";
        VoteTwice { award: String, first: String }
            = "vote-twice", Error,
            "kết quả biểu quyết `{award}` của đối tượng này đã có ở {first}",
            "the vote on `{award}` for this nominee stands already at {first}";
        VoteSum { ballots: u32, issued: u32, present: u32, absent: u32 }
            = "vote-sum", Error,
            "tổng số phiếu là {ballots}, nhưng số phiếu phát ra là {issued} ({present} có mặt, {absent} vắng có ý kiến bằng văn bản)",
            "there are {ballots} ballots, but {issued} were issued ({present} present, {absent} absent and asked in writing)";
        VoteAbsent { ballots: u32, absent: u32 }
            = "vote-sum", Error,
            "số thành viên vắng có ý kiến bằng văn bản là {absent}, nhiều hơn tổng số phiếu ({ballots})",
            "{absent} were absent and asked in writing, more than there are ballots ({ballots})";
        VoteTooMany { ballots: u32, members: u32 }
            = "vote-too-many", Error,
            "tổng số phiếu là {ballots}, nhiều hơn số thành viên Hội đồng ({members})",
            "there are {ballots} ballots, more than the council has members ({members})";
        NoDowngrade { award: String }
            = "vote-downgrade", Error,
            "hình thức khen thưởng `{award}` không cho hạ xuống hình thức khác (không có `downgrade_to`)",
            "the award `{award}` cannot be lowered to another (it has no `downgrade_to`)";
        MeetingLacks { key: &'static str, award: String, scheme: String }
            = "meeting-lacks", Error,
            "`[meeting]` chưa ghi `{key}` mà biểu quyết `{award}` của bộ tiêu chí `{scheme}` cần đến",
            "`[meeting]` has no `{key}`, which the vote on `{award}` of the scheme `{scheme}` needs",
            help "thêm vào period.toml, dưới `[meeting]`, một dòng như `{key} = 9`, hoặc ghi số này ở phần đầu biên bản kiểm phiếu", "add a line such as `{key} = 9` under `[meeting]` in period.toml, or write the number above the form of the count";

        // The class of the unit.
        UnitSeveral { unit: String, scheme: String, ids: String }
            = "unit-ambiguous", Error,
            "có nhiều tập thể mang tên `{unit}` do bộ tiêu chí `{scheme}` chấm ({ids}), nên chưa rõ lấy xếp loại của tập thể nào",
            "several collectives judged by the scheme `{scheme}` are called `{unit}` ({ids}), so it is not clear whose class is meant",
            help "ghi tên phân biệt cho từng tập thể và cho cột đơn vị", "tell the collectives apart by name, and name the same in the unit column";
        UnitNear { unit: String, scheme: String }
            = "unit-near", Warning,
            "không có tập thể nào tên `{unit}` do bộ tiêu chí `{scheme}` chấm, nên chưa có xếp loại của đơn vị",
            "no collective judged by the scheme `{scheme}` is called `{unit}`, so the class of the unit is not known";

        // Decisions.
        About { found: String }
            = "decision-about", Error,
            "không có loại quyết định `{found}`",
            "there is no kind of decision `{found}`",
            help "các loại: `đồng hạng`, `vạch hạn mức`, `tạm dừng`, `tiêu chuẩn`, `hình thức khen thưởng`", "the kinds are: `tie`, `line`, `hold`, `standard`, `award`";
        Decision { about: Text, expected: Text, found: String }
            = "decision-wrong", Error,
            "quyết định về {about} phải ghi {expected}, nhưng ở đây là `{found}`",
            "a decision about {about} must be {expected}, but here it is `{found}`";
        NotAStandard { criterion: String }
            = "decision-not-a-standard", Error,
            "tiêu chí `{criterion}` không phải là tiêu chuẩn đạt / không đạt",
            "the criterion `{criterion}` is no standard that is met or not";
        DecisionTwice { first: String }
            = "decision-twice", Error,
            "việc này của đối tượng đã được quyết định ở {first}",
            "this matter of the nominee has been decided at {first}";
    }
}
