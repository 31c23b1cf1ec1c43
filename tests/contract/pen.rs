//! Writes random rules that are well typed, from a tape of random numbers. A tape that runs out
//! writes the simplest there is, so a shorter tape is a simpler rule.

/// What a part gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    /// A whole number.
    Whole,
    /// A number, whole or not.
    Number,
    /// Yes or no.
    YesNo,
    /// Words.
    Word,
    /// A day.
    Day,
    /// A list of three numbers.
    List,
}

/// What a rule may read where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// Facts, values and the nominee's own row.
    Facts,
    /// And cohort numbers and `MAX`.
    Criterion,
    /// And cohort numbers.
    Standard,
    /// And cohort numbers, points, the total and the class.
    After,
    /// Its parameters alone.
    Function,
}

/// A shared function.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    pub(crate) name: String,
    pub(crate) parameters: Vec<Type>,
    pub(crate) gives: Type,
}

/// A name of the rule's own.
#[derive(Debug, Clone)]
struct Own {
    name: String,
    of: Type,
    fixed: bool,
}

/// Writes one rule or one shared function.
pub(crate) struct Pen<'t> {
    tape: &'t [u16],
    at: usize,
    stand: Stand,
    shared: &'t [Shared],
    own: Vec<Own>,
    fresh: usize,
    /// The optional facts it read, about which a rule must ask somewhere.
    unasked: Vec<&'static str>,
}

/// Thresholds, which facts meet exactly or miss by one smallest step.
pub(crate) const THRESHOLDS: [&str; 10] = [
    "0", "1", "50", "75", "90", "100", "12.5", "0.125", "99.99", "2.50",
];

/// The choices of each choice fact, best first.
pub(crate) const LEVELS: [&str; 3] = ["tot", "kha", "tb"];

impl<'t> Pen<'t> {
    pub(crate) fn new(tape: &'t [u16], stand: Stand, shared: &'t [Shared]) -> Self {
        Self {
            tape,
            at: 0,
            stand,
            shared,
            own: Vec::new(),
            fresh: 0,
            unasked: Vec::new(),
        }
    }

    /// The next number of the tape, below `many`; 0 once it has run out.
    fn pick(&mut self, many: usize) -> usize {
        let next = self.tape.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(next) % many
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.pick(words.len())]
    }

    fn chance(&mut self, of: usize) -> bool {
        self.pick(of) == of - 1
    }

    /// A rule that gives this.
    pub(crate) fn rule(mut self, gives: Type) -> String {
        let mut text = self.body(3, gives);
        // A rule that reads an optional fact must ask about it somewhere.
        let mut unasked = std::mem::take(&mut self.unasked);
        unasked.sort_unstable();
        unasked.dedup();
        for fact in unasked {
            text = format!("given({fact});\n{text}");
        }
        text
    }

    /// A shared function: its signature and its text.
    pub(crate) fn function(mut self, name: String) -> (Shared, String) {
        let many = 1 + self.pick(3);
        let types = [
            Type::Number,
            Type::Whole,
            Type::YesNo,
            Type::Word,
            Type::List,
        ];
        let mut parameters = Vec::new();
        let mut words = Vec::new();
        for at in 0..many {
            let of = types[self.pick(types.len())];
            let word = format!("p{at}");
            self.own.push(Own {
                name: word.clone(),
                of,
                fixed: false,
            });
            parameters.push(of);
            words.push(word);
        }
        let gives = [Type::Number, Type::YesNo, Type::Whole, Type::List][self.pick(4)];
        let body = self.body(2, gives);
        let text = format!("fn {name}({}) {{\n{body}\n}}\n", words.join(", "));
        let shared = Shared {
            name,
            parameters,
            gives,
        };
        (shared, text)
    }

    /// A name of the rule's own of this type, if there is one.
    fn local(&mut self, of: Type) -> Option<String> {
        let fits = |own: &&Own| own.of == of || (of == Type::Number && own.of == Type::Whole);
        let names: Vec<String> = self
            .own
            .iter()
            .filter(fits)
            .map(|own| own.name.clone())
            .collect();
        if names.is_empty() {
            return None;
        }
        let at = self.pick(names.len());
        Some(names[at].clone())
    }

    /// A call of a shared function that gives this, if there is one.
    fn call_shared(&mut self, gives: Type, deep: usize) -> Option<String> {
        let fits: Vec<Shared> = self
            .shared
            .iter()
            .filter(|shared| shared.gives == gives)
            .cloned()
            .collect();
        if fits.is_empty() || deep == 0 {
            return None;
        }
        let shared = &fits[self.pick(fits.len())];
        let arguments: Vec<String> = shared
            .parameters
            .iter()
            .map(|of| self.part(deep - 1, *of))
            .collect();
        Some(format!("{}({})", shared.name, arguments.join(", ")))
    }

    /// A part that gives this.
    fn part(&mut self, deep: usize, of: Type) -> String {
        match of {
            Type::Whole => self.whole(deep),
            Type::Number => self.number(deep),
            Type::YesNo => self.yes_no(deep),
            Type::Word => self.word(deep),
            Type::Day => self.day(deep),
            Type::List => self.list(deep),
        }
    }

    /// What holds for every type: branches, blocks, shared functions, names of the rule's own.
    fn of_any(&mut self, deep: usize, of: Type) -> Option<String> {
        match self.pick(8) {
            0..=2 => self.local(of),
            3 => self.call_shared(of, deep),
            4 if deep > 0 => {
                let condition = self.yes_no(deep - 1);
                let (then, other) = (self.part(deep - 1, of), self.part(deep - 1, of));
                Some(format!("(if {condition} {{ {then} }} else {{ {other} }})"))
            }
            5 if deep > 0 => Some(format!("({})", self.switch(deep - 1, of, false))),
            6 if deep > 0 => {
                let kept = self.own.len();
                let kind = [Type::Number, Type::YesNo][self.pick(2)];
                let value = self.part(deep - 1, kind);
                let name = self.name(kind, true);
                let then = self.part(deep - 1, of);
                self.own.truncate(kept);
                Some(format!("({{ let {name} = {value}; {then} }})"))
            }
            _ => None,
        }
    }

    fn name(&mut self, of: Type, fixed: bool) -> String {
        let name = format!("x{}", self.fresh);
        self.fresh += 1;
        self.own.push(Own {
            name: name.clone(),
            of,
            fixed,
        });
        name
    }

    fn reads(&self) -> bool {
        self.stand != Stand::Function
    }

    /// A fact that may be absent.
    fn optional(&mut self, fact: &'static str) -> String {
        self.unasked.push(fact);
        fact.to_owned()
    }

    fn whole(&mut self, deep: usize) -> String {
        if self.chance(3)
            && let Some(part) = self.of_any(deep, Type::Whole)
        {
            return part;
        }
        if deep == 0 || self.chance(4) {
            return match self.pick(12) {
                0..=5 if self.reads() => self.one_of(&["n1", "n2", "n3"]).to_owned(),
                6 if self.reads() => "ns.len()".to_owned(),
                7 if self.reads() && self.chance(4) => self.optional("n4"),
                8 => self
                    .one_of(&["9223372036854775807", "4000000000", "1000000007"])
                    .to_owned(),
                9 => "-1".to_owned(),
                _ => self.pick(101).to_string(),
            };
        }
        let deep = deep - 1;
        let (a, b) = (self.whole(deep), self.whole(deep));
        match self.pick(18) {
            0 | 1 => format!("({a} + {b})"),
            2 | 3 => format!("({a} - {b})"),
            4 => format!("({a} * {b})"),
            5 => format!("(-({a}))"),
            6 => format!("abs({a})"),
            7 => format!("min({a}, {b})"),
            8 => format!("max({a}, {b}, {})", self.pick(100)),
            9 => format!("clamp({a}, {b}, 100)"),
            10 => {
                let at = self.one_of(&["0", "1", "2", "-1", "-3"]);
                let then = self.one_of(&["", ".abs()", ".min(5)"]);
                format!("[{a}, {b}, 7][{at}]{then}")
            }
            11 => match self.pick(3) {
                0 => format!("[3, {a}, 7][n1.abs()]"),
                1 => format!("[3, {a}, 7][{}]", index(b)),
                _ => format!("[[0, 2, 1], [{a}, {b}, 8]][{}][n1].abs()", self.pick(2)),
            }
            .replace("n1", if self.reads() { "n1" } else { "1" }),
            12 => format!(
                "#{{ mot: {a}, hai: {b} }}[{}]",
                self.one_of(&["\"mot\"", "\"hai\""])
            ),
            13 => format!("#{{ mot: {a}, hai: {b} }}.hai"),
            14 => {
                let (one, two) = (self.day(deep), self.day(deep));
                let name = self.one_of(&["days_between", "years_between"]);
                format!("{name}({one}, {two})")
            }
            15 if self.reads() => {
                let word = self.word(deep);
                let count = self.one_of(&["count(ws, ", "ws.count("]);
                format!("{count}{word})")
            }
            16 if self.reads() => format!("count({}, {a})", self.one_of(&["ns", "ds"])),
            17 if self.reads() => match self.pick(2) {
                0 => format!("past_awards(\"bang-khen\", {a})"),
                _ => "consecutive_years(\"giay-khen\")".to_owned(),
            },
            _ => format!("[{a}, {b}].len()"),
        }
    }

    fn decimal_constant(&mut self) -> String {
        match self.pick(8) {
            0..=3 => self.one_of(&THRESHOLDS).to_owned(),
            4 => format!("{}.{}", self.pick(100), self.pick(1000)),
            5 => format!("0.{:012}", self.pick(60_000)),
            6 => self
                .one_of(&["0.5", "2.5", "-0.0", "0.005", "-1.25", "1.0"])
                .to_owned(),
            _ => self
                .one_of(&[
                    "0.3333333333333333333333333333",
                    "79228162514264337593543950335.0",
                    "123456789.123456789",
                ])
                .to_owned(),
        }
    }

    fn number(&mut self, deep: usize) -> String {
        if self.chance(3) {
            return self.whole(deep);
        }
        if self.chance(3)
            && let Some(part) = self.of_any(deep, Type::Number)
        {
            return part;
        }
        if deep == 0 || self.chance(4) {
            return match self.pick(14) {
                0..=4 if self.reads() => self.one_of(&["d1", "d2", "p1", "d3"]).to_owned(),
                5 if self.reads() => self.one_of(&["v1", "v2"]).to_owned(),
                6 if self.stand == Stand::Criterion => "MAX".to_owned(),
                6 if self.stand == Stand::After => self.one_of(&["total", "A", "A1"]).to_owned(),
                7 if !matches!(self.stand, Stand::Facts | Stand::Function) => {
                    self.one_of(&["dan_dau", "bao_nhieu"]).to_owned()
                }
                8 if self.reads() && self.chance(4) => self.optional("d4"),
                _ => self.decimal_constant(),
            };
        }
        let deep = deep - 1;
        let (a, b) = (self.number(deep), self.number(deep));
        match self.pick(30) {
            0 | 1 => format!("({a} + {b})"),
            2 | 3 => format!("({a} - {b})"),
            4 | 5 => format!("({a} * {b})"),
            6 | 7 => format!("({a} / {b})"),
            8 => format!("(-({a}))"),
            9 => format!("abs({a})"),
            10 => format!("round({a}, {})", self.pick(14)),
            11 => format!("{}({a})", self.one_of(&["floor", "ceil", "round"])),
            12 => format!("{a}.max({b})"),
            13 => format!("min({a}, {b}, {})", self.decimal_constant()),
            14 => match self.pick(2) {
                0 => format!("clamp({a}, {b}, 100.5)"),
                _ => format!("{a}.clamp(0, {b})"),
            },
            15 => format!("percent({a}, {b})"),
            16 => format!("proportion({a}, {b})"),
            17 => format!("per({a}, {b}, {})", self.decimal_constant()),
            18 => {
                let (each, add) = (self.number(deep), self.number(deep));
                let cap = if self.chance(2) {
                    format!(", cap: {}", self.number(0))
                } else {
                    String::new()
                };
                format!("ramp({a}, #{{ from: {b}, base: 2, each: {each}, add: {add}{cap} }})")
            }
            19 => match self.pick(4) {
                0 => format!("pow({a}, {b})"),
                1 => format!("pow({a}, 0.5)"),
                _ => format!("pow({a}, {})", self.pick(4)),
            },
            20 | 21 => format!("steps({a}, [[90, {b}], [75, 7.5], [50, 5], [0.125, 1]])"),
            22 => format!("at_most({a}, [[0, 5], [1, {b}], [12.5, 2], [99.99, 1]])"),
            23 => {
                let low = self.number(deep);
                format!("steps({a}, [[{b}, 10], [{low}, 3.25]])")
            }
            24 => {
                let list = self.list(deep);
                let name = self.one_of(&["sum", "mean", "median", "min", "max"]);
                format!("{name}({list})")
            }
            25 => {
                let list = self.list(deep);
                let name = self.one_of(&["trimmed_mean", "trimmed_sum"]);
                format!("{name}({list}, {})", self.pick(3))
            }
            26 => format!("[{a}, {b}, 2.5][{}]", index(self.whole(deep))),
            27 => {
                let word = self.word(deep);
                format!("#{{ tot: {a}, kha: {b}, tb: 1 }}[{word}]")
            }
            28 => format!("steps({a} / {b}, [[1, 10], [0.5, 5]])"),
            _ => format!("steps(percent({a}, {b}), [[100, 10], [90, 7], [50, 5]])"),
        }
    }

    fn list(&mut self, deep: usize) -> String {
        if self.chance(3)
            && let Some(part) = self.of_any(deep, Type::List)
        {
            return part;
        }
        if self.reads() && self.chance(2) {
            return self.one_of(&["ns", "ds"]).to_owned();
        }
        let deep = deep.saturating_sub(1);
        let (a, b, c) = (self.number(deep), self.number(deep), self.whole(deep));
        format!("[{a}, {b}, {c}]")
    }

    fn relation(&mut self) -> &'static str {
        self.one_of(&[">=", "<", "<=", ">", "==", "!="])
    }

    fn yes_no(&mut self, deep: usize) -> String {
        if self.chance(4)
            && let Some(part) = self.of_any(deep, Type::YesNo)
        {
            return part;
        }
        if deep == 0 {
            return match self.pick(8) {
                0 | 1 if self.reads() => self.one_of(&["yn1", "yn2"]).to_owned(),
                2 if self.reads() => {
                    let word = self.one_of(&LEVELS);
                    format!("(c1 == \"{word}\")")
                }
                3 if self.stand == Stand::After => "it_don".to_owned(),
                4 => self.one_of(&["true", "false"]).to_owned(),
                _ => {
                    let (a, b) = (self.number(0), self.one_of(&THRESHOLDS));
                    format!("({a} {} {b})", self.relation())
                }
            };
        }
        let deep = deep - 1;
        match self.pick(20) {
            0..=3 => {
                let (a, b) = (self.number(deep), self.number(deep));
                format!("({a} {} {b})", self.relation())
            }
            4 => {
                let (a, b) = (self.number(deep), self.one_of(&THRESHOLDS));
                format!("({a} {} {b})", self.relation())
            }
            5 | 6 => format!("({} && {})", self.yes_no(deep), self.yes_no(deep)),
            7 | 8 => format!("({} || {})", self.yes_no(deep), self.yes_no(deep)),
            9 => format!("!({})", self.yes_no(deep)),
            10 => {
                let relation = self.one_of(&["==", "!="]);
                format!("({} {relation} {})", self.yes_no(deep), self.yes_no(deep))
            }
            11 => {
                let (a, b, c) = (self.number(deep), self.number(deep), self.number(deep));
                format!("between({a}, {b}, {c})")
            }
            12 => {
                let (a, b) = (self.number(deep), self.number(deep));
                let not = self.one_of(&["", "!"]);
                format!("({a} {not}in [1, {b}, 2.50, 75])")
            }
            13 => {
                let word = self.word(deep);
                format!("({word} in [\"tot\", \"kha\"])")
            }
            14 if self.reads() => {
                let (list, number) = (self.one_of(&["ns", "ds"]), self.number(deep));
                format!("({number} in {list})")
            }
            15 if self.reads() => {
                let word = self.word(deep);
                format!("({word} in ws)")
            }
            16 if self.reads() => {
                let level = self.one_of(&LEVELS);
                let (of, other) = (self.one_of(&["c1", "c2"]), self.one_of(&["at_least(", ""]));
                match (other, self.stand) {
                    ("", Stand::After) => format!("at_least(class, \"{level}\")"),
                    ("", _) => format!("{of}.at_least(\"{level}\")"),
                    _ => format!("at_least({of}, \"{level}\")"),
                }
            }
            17 if self.reads() => match self.pick(6) {
                4 => "(subject == \"household\")".to_owned(),
                5 => "(t1 in [\"x\", \"Đơn vị\"])".to_owned(),
                0 => "(given(n4) && n4 > 3)".to_owned(),
                1 => format!("given({})", self.one_of(&["c3", "yn3", "n1", "v2"])),
                2 if matches!(self.stand, Stand::Criterion | Stand::Standard) => {
                    "(given(dan_dau) && dan_dau >= 1)".to_owned()
                }
                _ => "(!given(d4) || d4 < 2.5)".to_owned(),
            },
            18 => {
                let relation = self.one_of(&["==", "!="]);
                let (a, b) = (self.word(deep), self.word(deep));
                format!("({a} {relation} {b})")
            }
            _ => {
                let (a, b) = (self.day(deep), self.day(deep));
                format!("({a} {} {b})", self.relation())
            }
        }
    }

    fn word(&mut self, deep: usize) -> String {
        if self.chance(4)
            && let Some(part) = self.of_any(deep, Type::Word)
        {
            return part;
        }
        match self.pick(6) {
            0 | 1 if self.reads() => self.one_of(&["c1", "c2", "t1"]).to_owned(),
            2 if self.reads() => self.one_of(&["unit", "field", "t1"]).to_owned(),
            3 if self.stand == Stand::After => "class".to_owned(),
            _ => {
                // In brackets a constant is compared with what it may be no choice of.
                let word = self.one_of(&LEVELS);
                format!("(if true {{ \"{word}\" }} else {{ \"\" }})")
            }
        }
    }

    fn day(&mut self, deep: usize) -> String {
        if self.chance(4)
            && let Some(part) = self.of_any(deep, Type::Day)
        {
            return part;
        }
        match self.pick(6) {
            0..=2 if self.reads() => self.one_of(&["day1", "day2"]).to_owned(),
            3 if self.reads() => self.one_of(&["date", "deadline", "received"]).to_owned(),
            4 => "date(\"2024-02-29\")".to_owned(),
            _ => "date(\"2025-12-31\")".to_owned(),
        }
    }

    /// A `switch`, as a value or with a body in each arm.
    fn switch(&mut self, deep: usize, of: Type, bodies: bool) -> String {
        let (what, labels): (String, &[&str]) = match self.pick(6) {
            0 if self.reads() => (
                self.one_of(&["c1", "c2"]).to_owned(),
                &["\"tot\"", "\"kha\"", "\"tb\""],
            ),
            1 => (self.whole(deep), &["0", "1", "5..50", "50..=75", "75..90"]),
            2 => (self.whole(deep), &["0", "7", "-1 | 100", "2..3"]),
            3 => (
                // The interpreter knows no fraction in a `switch`.
                format!("round({}, 3)", self.number(deep)),
                &["0..50", "50..75", "75..90", "90..=100"],
            ),
            4 => (
                format!("round({}, 4)", self.number(deep)),
                &["1.0", "12.5", "2.50", "75..90"],
            ),
            _ => (self.yes_no(deep), &["true", "false"]),
        };
        let kept = self.own.len();
        let mut arms = String::new();
        let many = 1 + self.pick(labels.len());
        for label in &labels[..many] {
            let condition = if self.chance(4) {
                format!(" if {}", self.yes_no(deep))
            } else {
                String::new()
            };
            let value = self.arm(deep, of, bodies);
            self.own.truncate(kept);
            arms += &format!("{label}{condition} => {value}, ");
        }
        let rest = self.arm(deep, of, bodies);
        self.own.truncate(kept);
        format!("switch {what} {{ {arms}_ => {rest} }}")
    }

    fn arm(&mut self, deep: usize, of: Type, bodies: bool) -> String {
        if bodies {
            format!("{{ {} }}", self.body(deep, of))
        } else {
            self.part(deep, of)
        }
    }

    /// Statements, and at their end what they give.
    fn body(&mut self, deep: usize, gives: Type) -> String {
        let kept = self.own.len();
        let mut text = String::new();
        for _ in 0..self.pick(4) {
            text += &self.statement(deep, Some(gives));
            text += "\n";
        }
        text += &self.end(deep, gives);
        self.own.truncate(kept);
        text
    }

    fn end(&mut self, deep: usize, gives: Type) -> String {
        match self.pick(9) {
            0..=2 => self.part(deep, gives),
            3 => format!("{};", self.part(deep, gives)),
            4 => format!("return {};", self.part(deep, gives)),
            5 | 6 if deep > 0 => {
                let (one, two) = (self.yes_no(deep - 1), self.yes_no(deep - 1));
                let bodies = [0; 3].map(|_| self.body(deep - 1, gives));
                let [a, b, c] = bodies;
                format!("if {one} {{ {a} }} else if {two} {{ {b} }} else {{ {c} }}")
            }
            7 if deep > 0 => self.switch(deep - 1, gives, true),
            _ => self.part(deep.saturating_sub(1), gives),
        }
    }

    /// Another value for a variable of the rule's own.
    fn assignment(&mut self, deep: usize) -> Option<String> {
        let free: Vec<Own> = self
            .own
            .iter()
            .filter(|own| !own.fixed && matches!(own.of, Type::Number | Type::YesNo))
            .cloned()
            .collect();
        if free.is_empty() {
            return None;
        }
        let own = &free[self.pick(free.len())];
        let operator = if own.of == Type::Number {
            self.one_of(&["=", "+=", "-=", "*="])
        } else {
            "="
        };
        let value = self.part(deep, own.of);
        Some(format!("{} {operator} {value};", own.name))
    }

    fn statement(&mut self, deep: usize, gives: Option<Type>) -> String {
        let inner = deep.saturating_sub(1);
        match self.pick(12) {
            0..=3 => {
                let of = match self.pick(12) {
                    0..=4 => Type::Number,
                    5 | 6 => Type::Whole,
                    7 | 8 => Type::YesNo,
                    9 => Type::Word,
                    10 => Type::Day,
                    _ => Type::List,
                };
                let value = self.part(inner, of);
                let word = self.one_of(&["let", "let", "const"]);
                let name = self.name(of, word == "const");
                format!("{word} {name} = {value};")
            }
            4 | 5 => self.assignment(inner).unwrap_or_default(),
            6 if gives.is_some() => {
                let condition = self.yes_no(inner);
                let value = self.part(inner, gives.unwrap_or(Type::Number));
                format!("if {condition} {{ return {value}; }}")
            }
            7 | 8 => {
                let condition = self.yes_no(inner);
                let kept = self.own.len();
                let then = self.assignment(inner).unwrap_or_default();
                let other = self.statement(inner, None);
                self.own.truncate(kept);
                match self.pick(3) {
                    0 => format!("if {condition} {{ {then} }}"),
                    1 => format!("if {condition} {{ {then} }} else {{ {other} }}"),
                    _ => format!("if {condition} {{ {other} {then} }}"),
                }
            }
            9 => {
                let kept = self.own.len();
                let (one, two) = (
                    self.statement(inner, None),
                    self.statement(inner, gives.filter(|_| deep > 0)),
                );
                self.own.truncate(kept);
                format!("{{ {one} {two} }}")
            }
            10 => {
                let condition = self.yes_no(inner);
                let fails = self.one_of(&["throw \"sai\";", "not_covered(\"chưa quy định\");"]);
                let number = self.number(0);
                format!("if !({condition}) && {number} > 5000 {{ {fails} }}")
            }
            _ => {
                let of = [Type::Number, Type::YesNo, Type::Word][self.pick(3)];
                format!("{};", self.part(inner, of))
            }
        }
    }
}

/// A position in a list of three; one that stands in the rule may not lie outside it.
fn index(text: String) -> String {
    match text.parse::<i64>() {
        Ok(outside) if !(-3..3).contains(&outside) => "-2".to_owned(),
        _ => text,
    }
}
