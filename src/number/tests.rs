//! Numbers against an independent oracle: big rationals cross-multiplied here.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use num_bigint::BigInt;
use proptest::prelude::*;

use super::*;
use crate::number;

/// A fraction as the tests compute it: never reduced, never short.
#[derive(Debug, Clone)]
struct Exact(BigInt, BigInt);

impl Exact {
    fn plus(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0, &self.1 * &other.1)
    }

    fn order(&self, other: &Self) -> Ordering {
        let is_flipped = (self.1 < BigInt::ZERO) != (other.1 < BigInt::ZERO);
        let order = (&self.0 * &other.1).cmp(&(&other.0 * &self.1));
        if is_flipped { order.reverse() } else { order }
    }

    fn is(&self, number: &Number) -> bool {
        let (numerator, denominator) = sides(number);
        numerator * &self.1 == &self.0 * denominator
    }

    /// The largest whole number not above it.
    fn floor(&self) -> BigInt {
        let (one, two) = if self.1 < BigInt::ZERO {
            (-&self.0, -&self.1)
        } else {
            (self.0.clone(), self.1.clone())
        };
        let quotient = &one / &two;
        if &quotient * &two > one {
            quotient - 1
        } else {
            quotient
        }
    }
}

/// Numerator and denominator as a number has them.
fn sides(number: &Number) -> (BigInt, BigInt) {
    match &number.0 {
        Repr::Short { digits, scale } => {
            ((*digits).into(), BigInt::from(10).pow(u32::from(*scale)))
        }
        Repr::Ratio {
            numerator,
            denominator,
        } => ((*numerator).into(), denominator.get().into()),
        Repr::Fraction(fraction) => (fraction.numer().clone(), fraction.denom().clone()),
    }
}

fn hash(number: &Number) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

/// Numbers of office size, at the edges of what is short, quotients, and long ones.
fn any_number() -> impl Strategy<Value = (Number, Exact)> {
    let digits = prop_oneof![
        4 => -1_000_i64..1_000,
        2 => any::<i64>(),
        1 => prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(i64::MIN + 1), Just(0)],
    ];
    let scale = prop_oneof![3 => 0_u32..4, 1 => 0_u32..25];
    let by = prop_oneof![
        3 => Just(1_i64),
        3 => 1_i64..400,
        1 => prop_oneof![Just(-3_i64), Just(-10), Just(u32::MAX.into()), Just(1 << 32), Just(i64::MIN), Just(i64::MAX)],
    ];
    (digits, scale, by).prop_map(|(digits, scale, by)| {
        let number = Number::of_parts(digits, scale)
            .and_then(|it| it.divide(&Number::whole(by)))
            .expect("it is not long");
        let denominator = BigInt::from(10).pow(scale) * BigInt::from(by);
        (number, Exact(digits.into(), denominator))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn arithmetic_is_that_of_fractions((a, exact_a) in any_number(), (b, exact_b) in any_number()) {
        prop_assert!(exact_a.is(&a), "{:?}", a);
        prop_assert!(exact_a.plus(&exact_b).is(&a.add(&b).expect("a sum")));
        let minus = Exact(-&exact_b.0, exact_b.1.clone());
        prop_assert!(minus.is(&b.negate()));
        prop_assert!(exact_a.plus(&minus).is(&a.subtract(&b).expect("a difference")));
        prop_assert!(exact_a.times(&exact_b).is(&a.multiply(&b).expect("a product")));
        let quotient = a.divide(&b);
        prop_assert_eq!(quotient.is_none(), exact_b.0 == BigInt::ZERO);
        if let Some(quotient) = quotient {
            prop_assert!(exact_a.times(&Exact(exact_b.1.clone(), exact_b.0.clone())).is(&quotient));
            prop_assert_eq!(&quotient.multiply(&b).expect("back again"), &a);
        }
        prop_assert_eq!(a.is_negative(), a < Number::ZERO);
        prop_assert_eq!(a.abs(), a.clone().max(a.negate()));
    }

    #[test]
    fn equal_numbers_are_equal_in_every_way((a, exact_a) in any_number(), (b, exact_b) in any_number()) {
        prop_assert_eq!(a.cmp(&b), exact_a.order(&exact_b));
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        let again = a.add(&b).and_then(|sum| sum.subtract(&b)).expect("back again");
        prop_assert_eq!(&again, &a);
        prop_assert_eq!(hash(&again), hash(&a));
        prop_assert_eq!(again.to_string(), a.to_string());
        prop_assert!(fraction::canonical(&again) == fraction::canonical(&a));
    }

    #[test]
    fn rounding_is_half_away_from_zero((a, exact) in any_number(), digits in 0_u32..23) {
        prop_assert!(Exact(exact.floor(), 1.into()).is(&a.floor()));
        let minus = Exact(-&exact.0, exact.1.clone());
        prop_assert!(Exact(-minus.floor(), 1.into()).is(&a.ceil()));
        // Half away from zero: the floor of the size and a half, the sign again.
        let size = if a.is_negative() { minus } else { exact };
        let ten = BigInt::from(10).pow(digits);
        let half = Exact(1.into(), 2.into());
        let parts = size.times(&Exact(ten.clone(), 1.into())).plus(&half).floor();
        let parts = if a.is_negative() { -parts } else { parts };
        prop_assert!(Exact(parts.clone(), ten).is(&a.round(digits)));
        let mut text = Vec::new();
        a.write_rounded(digits, ',', &mut text);
        let text = String::from_utf8(text).expect("it is ASCII");
        prop_assert_eq!(text.split_once(',').map_or(0, |(_, rest)| rest.len()), digits as usize);
        prop_assert_eq!(text.replace(',', "").parse::<BigInt>().expect("digits"), parts);
        prop_assert_eq!(Number::parse(text.replace(',', ".")), Some(a.round(digits)));
    }

    #[test]
    fn what_is_printed_is_read_again((a, _) in any_number()) {
        let read = Number::parse(a.to_string());
        prop_assert_eq!(a.is_endless(), read.as_ref() != Some(&a));
        prop_assert_eq!(read, Some(if a.is_endless() { a.round(SHOWN_DIGITS) } else { a }));
    }

    #[test]
    fn no_digits_are_lost(text in "[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?") {
        let number = Number::parse(&text).expect("it is a number");
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let parts = format!("{whole}{decimals}").parse::<BigInt>().expect("digits");
        prop_assert!(Exact(parts, BigInt::from(10).pow(decimals.len() as u32)).is(&number));
    }

    #[test]
    fn whole_numbers_come_back(whole in any::<i64>(), count in any::<usize>()) {
        prop_assert_eq!(Number::from(whole).to_i64(), Some(whole));
        prop_assert_eq!(Number::from(count).to_string(), count.to_string());
        prop_assert_eq!(Number::of_parts(whole, 2).expect("short").to_i64(), (whole % 100 == 0).then_some(whole / 100));
        let mut text = Vec::new();
        write_count(count, &mut text);
        prop_assert_eq!(text, count.to_string().into_bytes());
    }
}

#[test]
fn a_number_takes_two_words_and_none_takes_no_more() {
    assert_eq!(size_of::<Number>(), 16);
    assert_eq!(size_of::<Option<Number>>(), 16);
}

#[test]
fn thirds_are_whole_again() {
    let third = Number::ONE.divide(&3.into()).expect("a third");
    assert!(third.is_endless());
    assert_eq!(third.multiply(&3.into()), Some(Number::ONE));
    let third = Number::whole(70).divide(&3.into()).expect("a third");
    let sum = Number::sum([&third, &third, &third]).expect("a sum");
    assert!(sum >= Number::whole(70) && sum.to_i64() == Some(70));
    let mean = number!(266.25).multiply(&70.into()).expect("it fits");
    let points = mean.divide(&300.into()).expect("it fits");
    assert_eq!(points.round(2), number!(62.13));
    // A ratio whose denominator is no power of two and five may still end.
    let eighth = Number::whole(3)
        .divide(&Number::whole(3 << 20))
        .expect("a part");
    assert!(!eighth.is_endless());
    assert_eq!(eighth.to_string(), "0.00000095367431640625");
}

#[test]
fn what_is_too_long_is_no_number() {
    let long = "9".repeat(LONGEST);
    let number = Number::parse(&long).expect("it is long enough");
    assert_eq!(number.to_string(), long);
    assert_eq!(Number::parse(format!("{long}9")), None);
    assert_eq!(Number::parse(format!("{long}.9")), None);
    assert_eq!(number.multiply(&number), None);
    assert_eq!(number.multiply(&Number::HUNDRED), None);
    assert_eq!(
        Number::ONE
            .divide(&number)
            .and_then(|it| it.divide(&number)),
        None
    );
    let halves = (0..10_000).try_fold(Number::ONE, |it, _| it.divide(&2.into()));
    assert_eq!(halves, None);
    let harmonic = (1..10_000_i64).try_fold(Number::ZERO, |sum, it| {
        sum.add(&Number::ONE.divide(&it.into())?)
    });
    assert_eq!(harmonic, None);
    // Rounding and printing go on at the edge.
    assert_eq!(number.round(u32::MAX), number);
    assert_eq!(number.floor(), number.ceil());
}

#[test]
fn only_plain_digits_are_numbers() {
    for bad in [
        "", "nan", "inf", "1e3", ".5", "5.", "1_0", "0x1", "--1", "1,5", "+", "-", "-.", ".", "٣",
        "1.2.3",
    ] {
        assert_eq!(Number::parse(bad), None, "{bad}");
    }
    assert_eq!(Number::parse("-0.10"), Some(number!(-0.1)));
    assert_eq!(Number::parse("+007"), Some(number!(7)));
    assert_eq!(number!(-0.10).to_string(), "-0.1");
    assert_eq!(Number::parse("-0"), Some(Number::ZERO));
    assert_eq!(Number::ZERO.negate().to_string(), "0");
    let long = "0.12345678901234567890123456789012";
    assert_eq!(Number::parse(long).expect("it fits").to_string(), long);
}

#[test]
fn powers_have_twelve_digits_and_no_negative_base() {
    assert_eq!(number!(4).pow(&number!(0.5)), Some(number!(2)));
    assert_eq!(number!(2).pow(&number!(0.5)), Some(number!(1.41421356237)));
    assert_eq!(number!(-8).pow(&number!(0.5)), None);
    assert_eq!(number!(0).pow(&number!(-1)), None);
    assert_eq!(number!(10).pow(&number!(1000)), None);
}

#[test]
fn padding_is_that_of_text() {
    assert_eq!(
        format!("{:>6}|{:<5}|", number!(-2.50), number!(7)),
        "  -2.5|7    |"
    );
    let mut text = Vec::new();
    number!(-0.001).write_rounded(2, '.', &mut text);
    assert_eq!(text, b"0.00");
}
