//! Rules that plans do not express are run by the interpreter, and `dvk check --explain` says which
//! they are, why, and where. `DVK_UPDATE=1` rewrites what is expected.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn check_says_which_rules_have_no_plan_and_why() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/unplanned");
    for locale in ["vi", "en"] {
        let output = Command::new(env!("CARGO_BIN_EXE_dvk"))
            .current_dir(&folder)
            .args([
                "check",
                "--explain",
                "scheme.toml",
                "--format",
                "csv",
                "--lang",
                locale,
            ])
            .output()
            .expect("the program runs");
        assert!(output.status.success(), "the scheme is sound");
        let found = String::from_utf8(output.stdout).expect("it writes UTF-8");
        let path = folder.join(format!("expected.{locale}.csv"));
        if std::env::var_os("DVK_UPDATE").is_some() {
            fs::write(&path, &found).expect("the expected file can be written");
        }
        let expected = fs::read_to_string(&path).expect("the expected file is there");
        assert_eq!(found, expected, "{}", path.display());
    }
}
