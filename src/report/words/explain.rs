//! What a rule did, what is missing to a class, why one stands above another.

use super::words;

words! {
    /// What is rounded to multiples of a step.
    rounded_by(what: &str, step: &str):
        "{what}, làm tròn theo bước {step}",
        "{what}, rounded to steps of {step}";
    // What a rule did.
    steps: "Cách tính", "How";
    level(number: &str): "mốc {number}", "threshold {number}";
    by_paper(label: &str, basis: Option<&str>):
        {
            match basis {
                    Some(basis) => format!("{label}, căn cứ: {basis}"),
                    None => label.to_owned(),
                }
        },
        {
            match basis {
                    Some(basis) => format!("{label}, by {basis}"),
                    None => label.to_owned(),
                }
        };
    gives(what: &str, points: &str): "{what} → {points} điểm", "{what} → {points} points";
    makes(how: &str, equals: &str): "{how} {equals} điểm", "{how} {equals} points";
    fixed(points: &str): "điểm cố định → {points} điểm", "always → {points} points";
    otherwise: "thuộc các trường hợp còn lại", "none of the cases above";
    below_all(what: &str, points: &str):
        "{what}, chưa đạt mốc nào → {points} điểm",
        "{what}, no threshold met → {points} points";
    next_missed(what: &str, points: &str):
        "chưa đạt mức kế tiếp ({points} điểm): {what}",
        "next result missed ({points} points): {what}";
    next_less(what: &str, points: &str):
        "chưa đạt mức trừ ít hơn ({points} điểm): {what}",
        "lesser deduction missed ({points} points): {what}";
    prescribed(what: &str, level: &str):
        "{what} (mức quy định: {level})",
        "{what} (prescribed: {level})";
    needs(what: &str): "cần {what}", "needs {what}";
    interpreted:
        "quy tắc này chỉ tính ra kết quả, không kể lại được từng bước",
        "the rule was run by the interpreter, which cannot be followed step by step";
    and: " và ", " and ";
    is_word(label: &str, value: &str): "{label}: {value}", "{label}: {value}";
    is_not_word(label: &str, value: &str, word: &str):
        "{label}: {value}, không phải “{word}”",
        "{label}: {value}, not “{word}”";
    at_level(label: &str, value: &str, word: &str):
        "{label}: {value}, từ mức “{word}” trở lên",
        "{label}: {value}, at least “{word}”";
    or_better(word: &str): "từ mức “{word}” trở lên", "“{word}” or better";
    below(label: &str, value: &str, word: &str):
        "{label}: {value}, dưới mức “{word}”",
        "{label}: {value}, below “{word}”";
    holds(label: &str, word: &str): "{label}: có “{word}”", "{label}: has “{word}”";
    holds_not(label: &str, word: &str): "{label}: không có “{word}”", "{label}: has no “{word}”";
    given(label: &str): "{label}: có số liệu", "{label}: given";
    not_given(label: &str): "{label}: không có số liệu", "{label}: not given";
    // How a number is made.
    maximum: "điểm tối đa", "maximum";
    unnamed: "kết quả tính ở bước trước", "the result of an earlier step";
    capped(what: &str, cap: &str): "{what}, không quá {cap}", "{what}, at most {cap}";
    ramp(what: &str, from: &str, base: &str, each: &str, add: &str):
        "{what}: đến {from} được {base}, cứ thêm {each} được cộng {add}",
        "{what}: {base} up to {from}, {add} more for each further {each}";
    ramp_down(what: &str, from: &str, base: &str, each: &str, add: &str):
        "{what}: từ {from} trở lên được {base}, cứ giảm {each} được cộng {add}",
        "{what}: {base} from {from} upward, {add} more for each {each} less";
    in_days(number: &str): "{number} ngày", "{number} day(s)";
    in_years(number: &str): "{number} năm", "{number} year(s)";
    length(list: &str): "số mục của {list}", "the number of items of {list}";
    count(list: &str, what: &str):
        "số lần có {what} trong {list}",
        "how often {what} stands in {list}";
    table(of: &str): "điểm theo bảng mốc của {of}", "points by the table of {of}";
    // What is missing to a class.
    missing(goal: &str): "Còn thiếu gì để {goal}", "What is missing {goal}";
    goal(class: &str): "được xếp loại {class}", "for the class {class}";
    goal_place(rank: usize): "đứng từ hạng {rank} trở lên", "for place {rank} or better";
    goal_award(award: &str): "được đề nghị {award}", "for the award {award}";
    goal_any: "được xét, xếp loại", "to be classed at all";
    report_first:
        "Trước hết cần báo cáo số liệu còn thiếu: có đủ số liệu mới tính được điểm và xếp loại.",
        "Report what is missing first: points and class can only be told from all of it.";
    now: "Hiện nay", "Now";
    own_class: "Xếp loại hiện nay", "Class now";
    reached(class: &str): "Đối tượng đã đạt mức xếp loại {class}.", "The class {class} is reached.";
    reached_goal(goal: &str): "Đối tượng đã {goal}.", "There is enough {goal} already.";
    best(class: &str):
        "Đối tượng đã đạt mức xếp loại cao nhất: {class}.",
        "The best class is reached: {class}.";
    no_classes: "Bộ tiêu chí này không xếp loại.", "This scheme has no classes.";
    lacks: "Những điều còn thiếu", "What is missing";
    points_lacking(class: &str, from: &str, points: &str):
        "Còn thiếu {points} điểm: xếp loại {class} cần từ {from} điểm",
        "{points} points short: {class} begins at {from} points";
    enough(class: &str, from: &str):
        "Đã đủ điểm: xếp loại {class} cần từ {from} điểm",
        "Enough points: {class} begins at {from} points";
    place_above(rank: usize, name: &str, points: &str):
        "Còn thiếu {points} điểm: hạng {rank} hiện thuộc về {name}",
        "{points} points short: place {rank} is now held by {name}";
    place_equal(rank: usize, name: &str):
        "Bằng điểm: hạng {rank} hiện thuộc về {name}, hơn ở tiêu chí phụ",
        "Equal in points: place {rank} is now held by {name}, by a tie step";
    not_ranked(status: &str, why: &str):
        "Đối tượng đang ở tình trạng {status}: {why}",
        "The nominee is {status}: {why}";
    one_change:
        "Chỉ cần thay đổi một trong các số liệu sau (các số liệu khác giữ nguyên)",
        "A change of any one of these facts would do (all others as they are)";
    one_trait:
        "Các thay đổi sau cũng đủ, nhưng bộ tiêu chí chưa quy định số liệu tăng hay giảm là tốt hơn \
         (để tham khảo)",
        "These would do as well, but the scheme does not say which way of them is better";
    together:
        "Không số liệu nào một mình là đủ; thay đổi cùng lúc các số liệu trong một dòng sau thì đủ",
        "No fact alone would do; those of one row, changed together, would";
    fact: "Số liệu", "Fact";
    needed_value: "Cần có", "Needed";
    rows: "Tiêu chí thay đổi", "Criteria that change";
    row_change(row: &str, before: &str, after: &str):
        "{row}: {before} → {after}",
        "{row}: {before} → {after}";
    none_before: "chưa chấm", "not marked";
    near: "Những tiêu chí còn có thể thêm điểm", "Criteria with points to gain";
    next_level: "Mức kế tiếp chưa đạt", "Next result missed";
    next_gain: "Thêm ở mức kế tiếp", "More at the next";
    most_gain: "Thêm nhiều nhất", "More at most";
    no_fact_does(goal: &str):
        "Trong các số liệu đã xét, chỉ thay đổi riêng một số liệu thì chưa đủ để {goal}.",
        "Of the facts that were tried, none alone would do {goal}.";
    no_other_change(goal: &str):
        "Ngoài những thay đổi nêu trên, chỉ cải thiện riêng một số liệu thì chưa đủ để {goal}.",
        "Apart from the changes above, no fact alone, bettered, would do {goal}.";
    by_trying: "tìm bằng cách thử", "found by trying";
    by_trying_note:
        "“Tìm bằng cách thử”: có quy tắc không kể ra được thành từng mốc, hoặc điểm vừa tăng vừa \
         giảm theo số liệu này, nên chưa loại trừ được mức thay đổi nhỏ hơn.",
        "“Found by trying”: a rule could not be followed to its thresholds, or points both grow \
         and shrink with the fact, so that a smaller change is not ruled out.";
    others_held:
        "Số liệu của các đối tượng khác được giữ nguyên. Nếu mức so sánh chung thay đổi (kể cả do \
         chính đối tượng này), kết quả có thể khác.",
        "All other nominees are held as they are. Should what they are compared by change (be it \
         through this nominee), the result may differ.";
    provisional_note:
        "Kết quả hiện nay là tạm tính, vì còn đối tượng khác chưa có đủ số liệu.",
        "The result is provisional: the numbers of others are not complete.";
    unsure(facts: &str):
        "Đã tìm bằng cách thử mà chưa thấy mức nào đủ, nhưng chưa loại trừ hết: {facts}.",
        "Searched by trying, with nothing found, though not all is ruled out: {facts}.";
    stopped(fact: &str):
        "Việc tìm dừng ở số liệu “{fact}” vì đã hết khối lượng tính dành cho phần này; số liệu này, \
         các số liệu sau và các thay đổi cùng lúc chưa được tìm hết.",
        "The search stopped at “{fact}”: the work allowed for it ran out. This fact, those after it \
         and changes of several were not searched to the end.";
    untried(facts: &str):
        "Chưa tính đến thay đổi của: {facts} (ngày, danh sách, chữ, hoặc không có số liệu).",
        "Changes of these were not tried: {facts} (days, lists, words, not reported).";
    // Why one stands above another.
    over(one: &str, other: &str):
        "So sánh thứ hạng: {one} và {other}",
        "Places compared: {one} and {other}";
    other_scheme:
        "Hai đối tượng được chấm theo hai bộ tiêu chí khác nhau nên không so sánh thứ hạng.",
        "The two are judged by different schemes, so their places do not compare.";
    other_list(one: &str, other: &str):
        "Hai đối tượng ở hai danh sách khác nhau ({one}; {other}) nên không so sánh thứ hạng.",
        "The two stand in different lists ({one}; {other}), so their places do not compare.";
    no_place(name: &str, status: &str):
        "{name} chưa có thứ hạng (tình trạng: {status}).",
        "{name} has no place (status: {status}).";
    above_by_total(above: &str, below: &str, points: &str):
        "{above} đứng trên {below} vì tổng điểm cao hơn {points} điểm.",
        "{above} stands above {below}: its total is {points} points higher.";
    above_by_tie(above: &str, below: &str, step: &str):
        "{above} và {below} bằng nhau cho đến tiêu chí phụ: {step}; {above} đứng trên.",
        "{above} and {below} are equal down to the tie step: {step}; {above} stands above.";
    above_by_people(above: &str, below: &str, how: &str):
        "{above} và {below} bằng nhau ở mọi bước; {above} đứng trên: {how}.",
        "{above} and {below} are equal at every step; {above} stands above: {how}.";
    equal(one: &str, other: &str):
        "{one} và {other} bằng nhau ở mọi bước.",
        "{one} and {other} are equal at every step.";
    equal_council: "Việc phân định do Hội đồng quyết định.", "The council decides between them.";
    equal_lot: "Việc phân định bằng hình thức bốc thăm.", "A lot decides between them.";
    equal_shared: "Hai đối tượng đồng hạng.", "They share the place.";
    same_one: "Hai mã là cùng một đối tượng.", "Both codes are the same nominee.";
    totals: "Tổng điểm", "Total";
    differences: "Các tiêu chí khác nhau về điểm", "Criteria in which they differ";
    no_differences:
        "Không có tiêu chí nào khác nhau về điểm.",
        "There is no criterion in which they differ.";
    difference: "Chênh lệch", "Difference";
    other_sums:
        "Chênh lệch do mức trần, quy đổi và làm tròn",
        "Difference by ceilings, rescaling and rounding";
    ties: "Tiêu chí phụ, theo thứ tự xét", "Tie steps, in order";
    step: "Tiêu chí phụ", "Tie step";
    tied: "bằng nhau", "equal";
    decides: "quyết định", "decides";
    not_counted: "không tính", "not counted";
}
