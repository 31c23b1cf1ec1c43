//! Units of measurement whose numbers may have parts: money, areas, lengths, weights.

/// Units as a heading or a sentence names them.
const UNITS: [&str; 19] = [
    "triệu đồng",
    "nghìn đồng",
    "ngàn đồng",
    "tỷ đồng",
    "tỉ đồng",
    "ha",
    "km",
    "km2",
    "km²",
    "m",
    "m2",
    "m²",
    "m3",
    "m³",
    "mét",
    "mét vuông",
    "tấn",
    "kg",
    "lít",
];

/// What a title begins with that is measured so.
const MEASURED: [&str; 6] = [
    "số tiền",
    "diện tích",
    "chiều dài",
    "quãng đường",
    "khối lượng",
    "sản lượng",
];

/// Whether what a text counts may have parts.
pub(super) fn has_parts(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.split(|it: char| !it.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let spaced = format!(" {} ", words.join(" "));
    let is_number = |word: &str| word.bytes().all(|it| it.is_ascii_digit());
    let has_dong = |pair: &[&str]| is_number(pair[0]) && pair[1] == "đồng";
    UNITS
        .iter()
        .any(|unit| spaced.contains(&format!(" {unit} ")))
        || MEASURED.iter().any(|it| text.trim_start().starts_with(it))
        || text.contains("(đồng)")
        || words.windows(2).any(has_dong)
}
