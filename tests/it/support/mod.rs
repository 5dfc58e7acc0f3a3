//! What tests speak with: an application, visitors, pages, a mail server.

pub mod app;
pub mod database;
pub mod drill;
pub mod event;
pub mod logging;
pub mod mail;
pub mod money;
pub mod page;
pub mod place;
pub mod plan;
pub mod program;
pub mod raw;
pub mod relay;
pub mod reminder;
pub mod report;
pub mod smtp;
pub mod upload;
pub mod visitor;
pub mod working;

pub use app::TestApp;
pub use page::Page;
pub use place::{PLAN, in_plan};
pub use visitor::Visitor;

/// Looks until there is something to see, for half a minute at most.
#[track_caller]
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(std::time::Instant::now() < deadline, "{what} did not happen");
        std::thread::park_timeout(std::time::Duration::from_millis(10));
    }
}

/// The same test on both databases: `on_both! { fn name(app) { … } }`.
macro_rules! on_both {
    ($(fn $name:ident($app:ident) $body:block)+) => { $(
        fn $name($app: $crate::support::TestApp) $body
        mod $name {
            #[test]
            fn sqlite() { super::$name($crate::support::TestApp::sqlite()) }
            #[test]
            fn postgres() { super::$name($crate::support::TestApp::postgres()) }
        }
    )+ };
}
