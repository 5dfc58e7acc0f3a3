//! Keys of entries of the history, as an erasure names them: `3,7-9`.

use std::collections::BTreeSet;

/// The keys as text.
#[must_use]
pub fn written(keys: &BTreeSet<i32>) -> String {
    let mut ranges: Vec<(i32, i32)> = Vec::new();
    for key in keys {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *key => *last = *key,
            _ => ranges.push((*key, *key)),
        }
    }
    let range = |(first, last): &(i32, i32)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    ranges.iter().map(range).collect::<Vec<_>>().join(",")
}

/// Whether a text names a key.
#[must_use]
pub fn contains(text: &str, key: i32) -> bool {
    text.split(',').any(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        first.parse::<i32>().is_ok_and(|first| first <= key) && last.parse::<i32>().is_ok_and(|last| key <= last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn neighbours_are_written_as_one_range() {
        assert_eq!(written(&BTreeSet::from([3, 7, 8, 9])), "3,7-9");
        assert_eq!(written(&BTreeSet::new()), "");
        assert!(!contains("", 1) && !contains("3,7-9", 6) && contains("3,7-9", 8));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(keys: BTreeSet<u16>, other: u16) {
            let keys: BTreeSet<i32> = keys.into_iter().map(i32::from).collect();
            let text = written(&keys);
            prop_assert!(keys.iter().all(|key| contains(&text, *key)));
            prop_assert_eq!(contains(&text, other.into()), keys.contains(&i32::from(other)));
        }
    }
}
