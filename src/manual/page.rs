//! The whole manual as one page for a browser.

use super::{TOPICS, codes};
use crate::locale::Locale;
use crate::report::{Chapter, Options, guides};

/// The whole manual as one page that needs no network, good on the screen and on A4.
pub fn page(locale: Locale) -> String {
    let codes = codes::whole(locale);
    let topics = TOPICS.iter().map(|topic| Chapter {
        name: topic.name(locale),
        text: topic.text(locale),
    });
    let codes = Chapter {
        name: codes::topic(locale),
        text: &codes,
    };
    let chapters: Vec<Chapter<'_>> = topics.chain([codes]).collect();
    let title = locale.of("Hướng dẫn sử dụng dvk", "The manual of dvk");
    let title = format!("{title} {}", env!("CARGO_PKG_VERSION"));
    let options = Options {
        locale,
        ..Options::default()
    };
    guides(&title, &chapters, &options)
}
