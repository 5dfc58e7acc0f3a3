//! What documents say of the tests.

use std::fs;
use std::path::Path;

/// All Rust sources below a folder, in one text.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all += &fs::read_to_string(path).unwrap();
        }
    }
    all
}

/// Names of tests: words in code marks with a double colon, and perhaps with a beginning alone.
fn named(document: &str) -> Vec<String> {
    let marked = document.split('`').skip(1).step_by(2).filter(|word| word.contains("::") && !word.contains(' '));
    marked
        .map(|word| word.rsplit("::").next().unwrap_or_default().trim_end_matches('…').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn every_test_that_a_document_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources: String =
        ["tests", "src", "domain/src", "application/src", "views/src"].iter().map(|folder| sources(&root.join(folder))).collect();
    for document in ["docs/security.md", "docs/operations.md"] {
        let names = named(&fs::read_to_string(root.join(document)).unwrap());
        assert!(names.len() > 5, "{document} names no tests");
        for name in names {
            assert!(sources.contains(&format!("fn {name}")), "{document}: no test is called {name}");
        }
    }
}
