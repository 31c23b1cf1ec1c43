//! A text as people compare it.

/// A text as people compare it: lower case, single spaces (no-break spaces too), none around.
pub(crate) fn casefold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    casefold_into(text, &mut folded);
    folded
}

/// Adds a text to another as people compare it.
pub(crate) fn casefold_into(text: &str, folded: &mut String) {
    let start = folded.len();
    let mut is_after_space = false;
    for letter in text.chars() {
        if letter.is_whitespace() {
            is_after_space = true;
            continue;
        }
        if is_after_space && folded.len() > start {
            folded.push(' ');
        }
        is_after_space = false;
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else if is_small(letter) {
            folded.push(letter);
        } else {
            folded.extend(letter.to_lowercase());
        }
    }
}

/// Whether a letter is a small one of Vietnamese, which needs not be looked up.
#[inline]
fn is_small(letter: char) -> bool {
    match letter {
        'à'..='ý' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => true,
        'Ạ'..='ỹ' => u32::from(letter) % 2 == 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_their_own_small_letters() {
        let small: Vec<char> = ('\0'..=char::MAX)
            .filter(|letter| is_small(*letter))
            .collect();
        for letter in &small {
            assert_eq!(letter.to_lowercase().collect::<Vec<_>>(), [*letter]);
        }
        for letter in "ăâđêôơưáàảãạếềểễệốồổỗộớờởỡợứừửữựíìỉĩịýỳỷỹỵ".chars()
        {
            assert!(small.contains(&letter), "{letter}");
        }
        assert_eq!(casefold(" Đảng\u{a0} ỦY  Ơ "), "đảng ủy ơ");
    }
}
