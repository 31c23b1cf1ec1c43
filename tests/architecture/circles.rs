//! Finds files that use each other in a circle, by the paths in their code: a name that a module
//! re-exports counts as the file that defines it.

use std::collections::{BTreeMap, BTreeSet};

/// The files of a crate by their paths below `src`, and what they name.
pub(crate) struct Files {
    /// By module, such as `table::csv`: its file.
    modules: BTreeMap<String, String>,
    /// By module and name: where a re-exported name comes from.
    exports: BTreeMap<(String, String), String>,
    /// By module: the modules of which it re-exports everything.
    globs: BTreeMap<String, Vec<String>>,
    code: BTreeMap<String, String>,
}

impl Files {
    /// Code by file; comments are left out already. Tests are not looked at.
    pub(crate) fn of(code: &BTreeMap<String, String>) -> Self {
        let is_test = |file: &String| file.ends_with("tests.rs") || file.ends_with("testing.rs");
        let code = code.iter().filter(|(file, _)| !is_test(file));
        let code = code.map(|(file, code)| {
            let tests = code.find("#[cfg(test)]\nmod tests {");
            let code = &code[..tests.unwrap_or(code.len())];
            (file.clone(), without_visibility(&without_strings(code)))
        });
        let mut files = Self {
            modules: BTreeMap::new(),
            exports: BTreeMap::new(),
            globs: BTreeMap::new(),
            code: code.collect(),
        };
        for file in files.code.keys() {
            files.modules.insert(module(file), file.clone());
        }
        for (file, code) in &files.code {
            let here = module(file);
            for (path, name) in imports(code, true) {
                let Some(path) = files.absolute(&here, &path) else {
                    continue;
                };
                match path.strip_suffix("::*") {
                    Some(all) => files
                        .globs
                        .entry(here.clone())
                        .or_default()
                        .push(all.into()),
                    None => drop(files.exports.insert((here.clone(), name), path)),
                }
            }
        }
        files
    }

    /// A path from the root of the crate; nothing where it leads to another crate.
    fn absolute(&self, here: &str, path: &str) -> Option<String> {
        let mut at = here.to_owned();
        let mut rest = path.split("::").peekable();
        match *rest.peek()? {
            "crate" => at.clear(),
            "self" | "super" => {}
            child if self.modules.contains_key(&join(here, child)) => {
                return Some(join(here, path));
            }
            _ => return None,
        }
        while let Some(word) = rest.next_if(|word| matches!(*word, "crate" | "self" | "super")) {
            if word == "super" {
                at = at.rsplit_once("::").map_or("", |(up, _)| up).to_owned();
            }
        }
        Some(rest.fold(at, |at, word| join(&at, word)))
    }

    /// The module that defines what a path names, and what of the path is left in it.
    fn resolve(&self, path: &str, depth: usize) -> Option<(String, String)> {
        let words: Vec<&str> = path.split("::").collect();
        let mut at = String::new();
        for (index, word) in words.iter().enumerate() {
            let child = join(&at, word);
            if self.modules.contains_key(&child) {
                at = child;
                continue;
            }
            let rest = words[index + 1..].join("::");
            if depth == 0 {
                return None;
            }
            if let Some(origin) = self.exports.get(&(at.clone(), (*word).to_owned())) {
                let path = if rest.is_empty() {
                    origin.clone()
                } else {
                    join(origin, &rest)
                };
                return self.resolve(&path, depth - 1);
            }
            let globs = self.globs.get(&at).into_iter().flatten();
            let mut globs = globs.filter(|all| self.defines(all, word));
            if let Some(all) = globs.next_back() {
                return self.resolve(&join(all, &words[index..].join("::")), depth - 1);
            }
            return Some((at, words[index..].join("::")));
        }
        Some((at, String::new()))
    }

    /// Whether a module defines or re-exports a name.
    fn defines(&self, module: &str, name: &str) -> bool {
        let is_exported = self.exports.contains_key(&(module.into(), name.into()));
        let code = self
            .modules
            .get(module)
            .map(|file| self.code[file].as_str());
        is_exported || code.is_some_and(|code| code.contains(&format!(" {name}")))
    }

    /// The files that each file uses.
    pub(crate) fn uses(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut uses = BTreeMap::new();
        for (file, code) in &self.code {
            let here = module(file);
            // Modules by the name under which the file speaks of them.
            let mut known: BTreeMap<String, String> = BTreeMap::new();
            let own = self.modules.keys();
            let own = own.filter(|it| it.rsplit_once("::").map_or("", |(up, _)| up) == here);
            known.extend(own.map(|it| (it.rsplit("::").next().unwrap_or(it).into(), it.clone())));
            let mut paths: Vec<String> = Vec::new();
            for (path, name) in imports(code, false) {
                let Some(path) = self.absolute(&here, &path) else {
                    continue;
                };
                match self.resolve(&path, 9) {
                    Some((module, rest)) if rest.is_empty() => drop(known.insert(name, module)),
                    _ => paths.push(path),
                }
            }
            for path in inline_paths(code) {
                let first = path.split("::").next().unwrap_or_default();
                match (known.get(first), path.split_once("::")) {
                    (Some(module), Some((_, rest))) => paths.push(join(module, rest)),
                    _ if matches!(first, "crate" | "self" | "super") => {
                        paths.extend(self.absolute(&here, &path));
                    }
                    _ => {}
                }
            }
            let used = paths.iter().filter_map(|path| self.resolve(path, 9));
            let mut used: BTreeSet<String> = used
                .filter_map(|(module, _)| self.modules.get(&module).cloned())
                .collect();
            used.remove(file);
            uses.insert(file.clone(), used);
        }
        uses
    }

    /// Every circle: the files that use each other, directly or through others.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let uses = self.uses();
        let reached = |from: &String| {
            let mut reached: BTreeSet<&String> = BTreeSet::new();
            let mut next: Vec<&String> = uses[from].iter().collect();
            while let Some(file) = next.pop() {
                if reached.insert(file) {
                    next.extend(&uses[file]);
                }
            }
            reached
        };
        let reached: BTreeMap<&String, BTreeSet<&String>> =
            uses.keys().map(|file| (file, reached(file))).collect();
        let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
        for (file, all) in reached.iter().filter(|(file, all)| all.contains(*file)) {
            let back = all.iter().filter(|other| reached[**other].contains(file));
            circles.insert(back.map(|other| (**other).clone()).collect());
        }
        circles.into_iter().collect()
    }
}

/// The module of a file: `table/csv.rs` is `table::csv`.
fn module(file: &str) -> String {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    match path {
        "lib" | "main" => String::new(),
        path => path.replace('/', "::"),
    }
}

fn join(module: &str, name: &str) -> String {
    match module {
        "" => name.to_owned(),
        module => format!("{module}::{name}"),
    }
}

/// Code without the paths in `pub(in path)`: to be seen by a module is not to use it.
fn without_visibility(code: &str) -> String {
    let mut parts = code.split("pub(in ");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        rest.push_str("pub");
        rest.push_str(part.split_once(')').map_or(part, |(_, rest)| rest));
    }
    rest
}

/// Code with the contents of its strings left out.
fn without_strings(code: &str) -> String {
    let code = code
        .replace("'\"'", "' '")
        .replace("b'\"'", "' '")
        .replace("\\\\", "  ");
    let code = code.replace("\\\"", "  ");
    let parts = code.split('"').enumerate();
    parts
        .filter(|(at, _)| at % 2 == 0)
        .map(|(_, part)| part)
        .collect()
}

/// Where the imports of a file stand: from `use` to the semicolon, and whether they are public.
fn statements(code: &str) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = code[line..at].trim();
        let is_public = before.starts_with("pub");
        let is_import = before.is_empty() || is_public && !before.contains(' ');
        if let Some(end) = code[at..].find(';').filter(|_| is_import) {
            found.push((at, at + end, is_public));
        }
    }
    found
}

/// The paths that a file imports, or re-exports, each with the name it has there.
fn imports(code: &str, are_public: bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (start, end, is_public) in statements(code) {
        if is_public == are_public {
            flatten("", &code[start + 4..end], &mut found);
        }
    }
    found
}

/// Takes a tree of imports apart.
fn flatten(above: &str, tree: &str, found: &mut Vec<(String, String)>) {
    let tree = tree.trim();
    let Some((head, list)) = tree.split_once('{') else {
        let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
        let path = format!("{above}{path}");
        let path = path.trim_end_matches("::self").to_owned();
        let own = path.rsplit("::").next().unwrap_or_default().to_owned();
        let name = if alias.is_empty() {
            own
        } else {
            alias.trim().to_owned()
        };
        found.push((path, name));
        return;
    };
    let above = format!("{above}{head}");
    let list = list.trim_end().trim_end_matches('}');
    let (mut depth, mut start) = (0_usize, 0);
    for (at, letter) in list.char_indices().chain([(list.len(), ',')]) {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 || at == list.len() => {
                let item = list[start..at].trim();
                if !item.is_empty() {
                    flatten(&above, item, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// Every path of several names in code, imports aside.
fn inline_paths(code: &str) -> BTreeSet<String> {
    let mut rest = String::new();
    let mut from = 0;
    for (start, end, _) in statements(code) {
        rest.push_str(code.get(from..start).unwrap_or_default());
        from = end;
    }
    rest.push_str(&code[from..]);
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let words = rest.split(|letter: char| !is_part(letter));
    let paths = words.filter(|word| word.contains("::") && !word.starts_with(':'));
    paths
        .map(|path| path.trim_end_matches(':').to_owned())
        .collect()
}
