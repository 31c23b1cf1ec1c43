//! The longer sentences about votes and decisions, in both languages.

use super::{DecidedWords, VoteWords, joined};
use crate::scheme::{Ballot, Voters};

/// `theo Biên bản số 12-BB/HĐTĐ của Hội đồng: lý do (theo quy tắc: đồng hạng)`.
pub(super) fn decided_vi(said: &DecidedWords<'_>) -> String {
    let kind = if said.paper.contains("QĐ") {
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
    let (paper, reason, by_rules) = (said.paper, said.reason, said.by_rules);
    let said = joined(&format!("theo {kind}{paper}{by}"), reason);
    format!("{said} (theo quy tắc: {by_rules})")
}

/// The vote that an award needs, in Vietnamese.
pub(super) fn vote_rule_vi(said: &VoteWords<'_>) -> String {
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
pub(super) fn decided_en(said: &DecidedWords<'_>) -> String {
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
pub(super) fn vote_rule_en(said: &VoteWords<'_>) -> String {
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
