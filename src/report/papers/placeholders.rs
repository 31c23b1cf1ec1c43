//! Head and end of a paper as a Word form has them: with names in place of what is known later.

use crate::locale::Locale;
use crate::report::page::{Block, Closing, Letterhead, Signature};
use crate::scheme::Form;

/// A block in the form of a paper; where that is an award's, in whichever of both it turns out to be.
fn in_form(of: &str, form: Option<Form>, block: impl Fn(Form) -> Block) -> Vec<Block> {
    let instruction = |text: String| Block::Paragraph(text);
    match form {
        Some(form) => vec![block(form)],
        None => vec![
            instruction(format!("{{% if {of}.is_party %}}")),
            block(Form::Party),
            instruction("{% else %}".to_owned()),
            block(Form::State),
            instruction("{% endif %}".to_owned()),
        ],
    }
}

/// The letterhead whose values are called `of`.
pub(super) fn letterhead(of: &str, form: Option<Form>, has_number: bool) -> Vec<Block> {
    let name = |name: &str| format!("{{{{ {of}.{name} }}}}");
    in_form(of, form, |form| {
        Block::Letterhead(Letterhead {
            form,
            superior: Some(name("superior")),
            issuer: name("issuer"),
            number: if has_number {
                name("number")
            } else {
                String::new()
            },
            place_and_date: name("place_and_date"),
        })
    })
}

/// Recipients and signatures whose values are called `of`: however many there are, below each other.
pub(super) fn closing(of: &str, form: Option<Form>, locale: Locale) -> Vec<Block> {
    let heading = locale.of("Nơi nhận", "Recipients");
    in_form(of, form, |form| {
        Block::Closing(Closing {
            form,
            heading: format!("{{% if {of}.recipients %}}{heading}"),
            recipients: vec![
                format!("{{% for one in {of}.recipients %}}"),
                "{{ one }}{% endfor %}{% endif %}".to_owned(),
            ],
            signatures: vec![Signature {
                post: vec![
                    format!("{{% for signer in {of}.signers %}}{{{{ signer.authority }}}}"),
                    "{{ signer.post }}".to_owned(),
                ],
                note: String::new(),
                name: "{{ signer.name }}{% endfor %}".to_owned(),
            }],
        })
    })
}
