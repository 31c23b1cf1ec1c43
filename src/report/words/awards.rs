//! Awards, votes, decisions and lots.

use super::{joined, lower, words};
use crate::scheme::{Ballot, Voters};

words! {
    decided(said: &DecidedWords<'_>):
        { decided_vi(said) },
        { decided_en(said) };
    // Awards.
    proposal(award: &str): "Đề nghị khen thưởng: {award}", "Proposed for: {award}";
    nobody_proposed: "Không có đối tượng nào được đề nghị.", "Nobody is proposed.";
    beyond: "vượt chỉ tiêu", "beyond the quota";
    beyond_by(seats: usize): "vượt chỉ tiêu {seats} suất", "{seats} beyond the quota";
    council_decides(seats: usize, people: usize):
        "Hội đồng quyết định: {seats} suất cho {people} đối tượng đồng hạng",
        "For the council to decide: {seats} seat(s) for {people} equals";
    lot_decides(seats: usize, people: usize):
        "Phải bốc thăm: {seats} suất cho {people} đối tượng đồng hạng; hãy chạy lại lệnh với \
         --seed và từ khóa đã thống nhất",
        "A lot must decide: {seats} seat(s) for {people} equals; run again with --seed and the \
         agreed word";
    waits_for_other:
        "Chờ kết quả xét hình thức khen thưởng khác",
        "Waits for the decision on another award";
    waits_for_vote:
        "Chờ kết quả biểu quyết đối với đối tượng khác",
        "Waits for the vote on somebody else";
    waits_for_reason:
        "Chờ lý do bằng văn bản của đối tượng khác",
        "Waits for somebody else's reason in writing";
    waits_for_line:
        "Chờ quyết định về các đối tượng đồng hạng đứng trên",
        "Waits for the decision on the equals above";
    vote_rule(said: &VoteWords<'_>):
        { vote_rule_vi(said) },
        { vote_rule_en(said) };
    voted(agree: u32, of: u32): "tán thành {agree}/{of}", "{agree}/{of} agree";
    reserve(least: u32, kind: &str, seated: usize):
        "Cơ cấu: ít nhất {least} suất cho đối tượng thuộc diện “{kind}”; đã đề nghị {seated}",
        "Reserve: at least {least} seat(s) for “{kind}”; {seated} proposed";
    by_reserve(kind: &str): "được suất theo cơ cấu “{kind}”", "seated by the reserve “{kind}”";
    downgraded_from(award: &str):
        "Hội đồng biểu quyết chuyển từ {award} xuống",
        "voted down by the council from {award}";
    awaiting(people: usize):
        "Chờ biểu quyết ({people} đối tượng):",
        "Awaiting the vote ({people}):";
    awaiting_reason(people: usize):
        "Chờ lý do bằng văn bản ({people} đối tượng):",
        "Awaiting a written reason ({people}):";
    is_awaiting_reason: "chờ lý do bằng văn bản", "awaiting a written reason";
    awaits_reason(award: &str):
        "{award} (chờ lý do bằng văn bản)",
        "{award} (awaiting a written reason)";
    owes_reason(titles: &str):
        "chưa có lý do bằng văn bản về: {titles}",
        "no written reason yet for: {titles}";
    provisional_award(who: &str):
        "Đề nghị tạm thời, vì chưa xét xong: {who}.",
        "This proposal is provisional, for these are not settled: {who}.";
    could_take_seat: "có thể chiếm suất", "could take a seat";
    takes_no_seat: "không chiếm suất của ai", "takes nobody's seat";
    in_the_way(what: &str): "chưa xét xong: {what}", "not settled: {what}";
    provisional_seat: "đề nghị tạm thời", "provisional proposal";
    provisionally(award: &str): "{award} (đề nghị tạm thời)", "{award} (provisional)";
    open_reasons(n: usize):
        "{n} lượt đối tượng chờ lý do bằng văn bản",
        "{n} awaiting a written reason";
    open_provisional_awards(n: usize):
        "{n} hình thức mới là đề nghị tạm thời, vì có đối tượng chưa xét xong",
        "{n} award(s) proposed provisionally, for some nominees are not settled";
    not_yet_voted: "chưa có kết quả biểu quyết", "no vote yet";
    no_quorum(present: u32, of: u32):
        "biểu quyết không có giá trị: chỉ có {present}/{of} thành viên dự họp",
        "the vote is no vote: only {present} of {of} members were there";
    unknown_council:
        "chưa rõ số thành viên Hội đồng để tính tỷ lệ biểu quyết",
        "it is not known how many members the share is of";
    holds_seat: "đang được giữ suất", "a seat is kept open";
    is_awaiting: "chờ biểu quyết", "awaiting the vote";
    awaits_vote(award: &str): "{award} (chờ biểu quyết)", "{award} (awaiting the vote)";
    not_proposed(people: usize): "Không đề nghị ({people} đối tượng):", "Not proposed ({people}):";
    missed_condition(by: &str):
        { joined("chưa đủ điều kiện", by) },
        { joined("conditions not met", by) };
    condition(rule: &str): "điều kiện: `{rule}`", "condition: `{rule}`";
    missed_again(years: u32):
        "đã được tặng hình thức này, chưa đủ {years} năm",
        "received the same award less than {years} years ago";
    missed_other(award: &str): "đã được đề nghị {award}", "proposed for {award}";
    missed_vote(agree: u32, of: u32, share: &str):
        "không đủ tỷ lệ biểu quyết: tán thành {agree}/{of}, yêu cầu {share}",
        "the vote falls short: {agree}/{of} agree, {share} needed";
    missed_downgraded(votes: u32, of: u32, award: &str):
        "Hội đồng biểu quyết chuyển xuống {award}: {votes}/{of}",
        "voted down by the council to {award}: {votes}/{of}";
    missed_decision: "không đề nghị, khác với quy tắc", "withheld against the rules";
    missed_gave_way:
        "đã hết chỉ tiêu khen thưởng sau khi dành suất cho cơ cấu",
        "no seat left after those kept by a reserve";
    missed_quota: "đã hết chỉ tiêu khen thưởng", "no seat left";
    missed_behind:
        "đứng sau các đối tượng đồng hạng chưa được suất",
        "stands below equals who have no seat";
    quota(by: Option<&str>, uses: &str):
        {
            match by {
                    Some(by) => format!("Chỉ tiêu theo {} (đã đề nghị/được giao): {uses}", lower(by)),
                    None => format!("Chỉ tiêu chung (đã đề nghị/được giao): {uses}"),
                }
        },
        {
            match by {
                    Some(by) => format!("Quota by {} (taken/seats): {uses}", lower(by)),
                    None => format!("Quota (taken/seats): {uses}"),
                }
        };
    share(share: &str, base: &str, of: &str):
        "{share} của {base} {of}",
        "{share} of {base} {of}";
    nominated: "đối tượng được đề nghị xét", "nominated";
    all_ranked: "đối tượng được xếp hạng", "ranked";
    at_the_line(award: &str):
        "{award} (chờ Hội đồng quyết định)",
        "{award} (for the council to decide)";
    for_the_lot(award: &str): "{award} (chờ bốc thăm)", "{award} (for a lot to decide)";
    // The lot.
    lot: "Kết quả bốc thăm", "The lot";
    lot_rule(seed: &str):
        "Từ khóa: “{seed}”. Những đối tượng đồng hạng được xếp theo mã băm SHA-256 của chuỗi gồm \
         từ khóa, dấu | và mã đối tượng; mã băm nhỏ hơn xếp trước.",
        "The word: “{seed}”. Equals stand in the order of the SHA-256 digest of the word, a | and \
         the code; the lower digest stands first.";
    lot_check:
        "Ai cũng có thể kiểm tra lại, ví dụ với đối tượng đầu tiên, bằng lệnh:",
        "Anyone can check it, for the first of them by the command:";
    digest: "Mã băm SHA-256", "SHA-256 digest";
    // The summary.
    review_date(date: &str): "Ngày xét: {date}", "Day of the review: {date}";
    people(count: usize): "{count} đối tượng", "{count}";
    summary(nominated: usize, ranked: usize, refused: usize, unclassified: usize, proposed: usize):
        "Có {nominated} đối tượng được đề nghị xét; {ranked} được xếp hạng, {refused} không xét, \
         {unclassified} không xếp loại; {proposed} được đề nghị khen thưởng.",
        "{nominated} nominated; {ranked} ranked, {refused} refused, {unclassified} not classified; \
         {proposed} proposed for an award.";
    nothing_open: "Không còn nội dung nào chờ quyết định.", "Nothing is left to decide.";
    to_decide: "Những nội dung còn phải xem xét, quyết định:", "What people still have to decide:";
    open_contested(n: usize):
        "{n} nhóm đồng hạng cùng được xét suất cuối cùng",
        "{n} line(s) of an award with equals";
    open_awaiting(n: usize): "{n} lượt đối tượng chờ biểu quyết", "{n} awaiting a vote";
    open_ties(n: usize): "{n} vị trí đồng hạng chưa phân định", "{n} shared place(s) to be parted";
    open_lots(n: usize):
        "{n} bộ tiêu chí phải bốc thăm: hãy chạy lại lệnh với --seed và từ khóa đã thống nhất",
        "{n} scheme(s) where a lot must decide: run again with --seed and the agreed word";
    open_provisional(n: usize):
        "{n} kết quả tạm tính, chờ đủ số liệu của các đối tượng khác",
        "{n} provisional result(s), until the others\u{2019} numbers are complete";
    open_few_marks(n: usize):
        "{n} kết quả tạm tính, vì có ít người chấm hơn đối tượng khác",
        "{n} provisional result(s), for fewer people marked them than others";
    warnings(n: usize):
        "Có {n} cảnh báo về các tệp: hãy xem lại trước khi dùng kết quả.",
        "{n} warning(s) about the files: look at them before the result is used.";
    open_skipped(n: usize):
        "{n} dòng dữ liệu bị bỏ qua do có lỗi",
        "{n} row(s) left out because of faults";
}

/// What is said of a decision.
#[derive(Debug)]
pub(in crate::report) struct DecidedWords<'w> {
    /// The number of the paper; empty where there is none.
    pub(in crate::report) paper: &'w str,
    /// Who decided; empty where nobody is named.
    pub(in crate::report) by: &'w str,
    /// Why.
    pub(in crate::report) reason: &'w str,
    /// What the rules alone give.
    pub(in crate::report) by_rules: &'w str,
}

/// What is said of the vote that an award needs.
#[derive(Debug)]
pub(in crate::report) struct VoteWords<'w> {
    /// How it is cast.
    pub(in crate::report) ballot: Ballot,
    /// Of whom the share is taken.
    pub(in crate::report) of: Voters,
    /// The share: `from 80%`.
    pub(in crate::report) share: &'w str,
    /// The share that must be there.
    pub(in crate::report) quorum: Option<&'w str>,
}

/// `theo Biên bản số 12-BB/HĐTĐ của Hội đồng: lý do (trước khi có quyết định: đồng hạng)`.
fn decided_vi(said: &DecidedWords<'_>) -> String {
    // Whoever writes `Quyết định số 12-QĐ/HU` says what it is.
    let number = ["số ", "Số "]
        .iter()
        .find_map(|it| said.paper.strip_prefix(it));
    let paper = number.unwrap_or(said.paper);
    let kind = if paper.starts_with(char::is_alphabetic) {
        ""
    } else if said.paper.contains("QĐ") {
        "Quyết định số "
    } else if said.paper.contains("BB") {
        "Biên bản số "
    } else if said.paper.is_empty() {
        "quyết định"
    } else {
        "văn bản số "
    };
    let by = if said.by.is_empty() {
        String::new()
    } else {
        format!(" của {}", said.by)
    };
    let (reason, by_rules) = (said.reason, said.by_rules);
    let said = joined(&format!("theo {kind}{paper}{by}"), reason);
    format!("{said} (trước khi có quyết định: {by_rules})")
}

/// The vote that an award needs, in Vietnamese.
fn vote_rule_vi(said: &VoteWords<'_>) -> String {
    let ballot = match said.ballot {
        Ballot::Secret => "bỏ phiếu kín",
        Ballot::Open => "giơ tay",
    };
    let of = match said.of {
        Voters::Members => "tổng số thành viên Hội đồng (lấy ý kiến bằng văn bản người vắng mặt)",
        Voters::Present => "số thành viên dự họp",
        Voters::Summoned => "số thành viên được triệu tập",
        Voters::Valid => "số phiếu hợp lệ",
    };
    let whole = match said.of {
        Voters::Summoned => "số thành viên được triệu tập",
        Voters::Members | Voters::Present | Voters::Valid => "tổng số thành viên",
    };
    let quorum = said.quorum.map_or_else(String::new, |quorum| {
        format!("; cuộc họp phải có từ {quorum} {whole} dự")
    });
    let share = said.share;
    format!("Biểu quyết ({ballot}): tán thành {share} {of}{quorum}")
}

/// `by 12-BB/HĐTĐ of the council: reason (by the rules: shared place)`.
fn decided_en(said: &DecidedWords<'_>) -> String {
    let paper = if said.paper.is_empty() {
        "decision"
    } else {
        said.paper
    };
    let by = if said.by.is_empty() {
        String::new()
    } else {
        format!(" of {}", said.by)
    };
    let (reason, by_rules) = (said.reason, said.by_rules);
    let said = joined(&format!("by {paper}{by}"), reason);
    format!("{said} (by the rules: {by_rules})")
}

/// The vote that an award needs, in English.
fn vote_rule_en(said: &VoteWords<'_>) -> String {
    let ballot = match said.ballot {
        Ballot::Secret => "by ballot",
        Ballot::Open => "by show of hands",
    };
    let of = match said.of {
        Voters::Members => "all members (absent ones asked in writing)",
        Voters::Present => "members present",
        Voters::Summoned => "members summoned",
        Voters::Valid => "valid ballots",
    };
    let whole = match said.of {
        Voters::Summoned => "those summoned",
        Voters::Members | Voters::Present | Voters::Valid => "the members",
    };
    let quorum = said.quorum.map_or_else(String::new, |quorum| {
        format!("; at least {quorum} of {whole} must be there")
    });
    let share = said.share;
    format!("Vote ({ballot}): {share} of {of} must agree{quorum}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_paper_is_said_once() {
        let said = |paper| {
            decided_vi(&DecidedWords {
                paper,
                by: "Hội đồng",
                reason: "",
                by_rules: "đồng hạng",
            })
        };
        for (paper, told) in [
            ("12-QĐ/HU", "theo Quyết định số 12-QĐ/HU của"),
            ("số 12-QĐ/HU", "theo Quyết định số 12-QĐ/HU của"),
            ("Quyết định số 12-QĐ/HU", "theo Quyết định số 12-QĐ/HU của"),
            (
                "Biên bản họp ngày 20/11",
                "theo Biên bản họp ngày 20/11 của",
            ),
            ("", "theo quyết định của"),
        ] {
            assert!(said(paper).starts_with(told), "{}", said(paper));
        }
    }
}
