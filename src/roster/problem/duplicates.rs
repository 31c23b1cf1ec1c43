//! What is doubtful about rows that lie beside each other.

use crate::diagnostic::problems;
use crate::locale::Text;

problems! {
    /// What is doubtful about rows that lie beside each other.
    pub enum DuplicateProblem {
        // Rows beside each other.
        UnitOfMeasure { label: Text, found: String, meant: String, usual: String }
            = "cell-unit-of-measure", Warning,
            "`{label}`: `{found}` lệch hẳn các dòng khác (thường {usual}); có phải ghi nhầm đơn vị tính, đúng ra là {meant}?",
            "`{label}`: `{found}` is far from the other rows (mostly {usual}); is it a slip of the unit of measure, and {meant} is meant?";
        NameTwice { name: String, id: String, first: String }
            = "nominee-name-twice", Warning,
            "`{name}` cùng tên với `{id}` ({first}): có phải một đối tượng được ghi hai lần?",
            "`{name}` has the same name as `{id}` ({first}): is one nominee listed twice?";
        NameNear { name: String, other: String, id: String, first: String }
            = "nominee-name-near", Warning,
            "tên `{name}` gần giống `{other}` của `{id}` ({first}): có phải cùng một đối tượng?",
            "the name `{name}` is nearly that of `{id}` ({first}), `{other}`: is it the same nominee?";
        FactNear { label: Text, found: String, other: String, id: String, first: String }
            = "nominee-fact-near", Warning,
            "`{label}`: `{found}` gần giống `{other}` của `{id}` ({first}): có phải cùng một nội dung?",
            "`{label}`: `{found}` is nearly that of `{id}` ({first}), `{other}`: is it the same?";
        BlankBelow { above: String, rows: String }
            = "nominee-blank-below", Warning,
            "các dòng này để trống cột `Đơn vị` dưới một dòng ghi `{above}`, nên được tính là không có: {rows}",
            "these rows leave `Unit` blank below one that says `{above}`, and count as having none: {rows}",
            help "nếu giống dòng trên thì hãy ghi lại vào từng dòng", "if it is the same as above, write it in each row";
        UnitSpelled { unit: String, other: String, first: String }
            = "nominee-unit-spelled", Warning,
            "đơn vị `{unit}` ở nơi khác ghi là `{other}` ({first}): hai cách ghi được tính là hai đơn vị",
            "the unit `{unit}` is spelled `{other}` elsewhere ({first}): two spellings are two units";
    }
}
