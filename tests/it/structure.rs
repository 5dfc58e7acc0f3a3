//! How pages are built: what a screen reader, a keyboard and a translator rely on, on every page, for every role, in each language.

use std::collections::{BTreeSet, HashSet};

use capacity_tracker::web::routes::TABLE;
use scraper::{ElementRef, Html, Selector};

use crate::support::{Page, TestApp, Visitor};

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn all<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    html.select(&select(css)).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn opening(element: ElementRef<'_>) -> String {
    element.html().chars().take(120).collect()
}

/// What gives an element its name: its own words, or those it points at.
fn has_name(html: &Html, element: ElementRef<'_>) -> bool {
    let labelled = |ids: &str| ids.split(' ').any(|id| all(html, &format!("[id='{id}']")).into_iter().any(|e| !words(e).is_empty()));
    element.attr("aria-label").is_some_and(|label| !label.trim().is_empty())
        || element.attr("aria-labelledby").is_some_and(labelled)
        || !words(element).is_empty()
}

fn is_inside(element: ElementRef<'_>, names: &[&str]) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|a| names.contains(&a.value().name()))
}

type Rule = (&'static str, fn(&Html) -> Vec<String>);

const RULES: &[Rule] = &[
    ("a language", |html| all(html, "html").into_iter().filter(|e| e.attr("lang").is_none_or(str::is_empty)).map(opening).collect()),
    ("a title", |html| if all(html, "title").into_iter().any(|e| !words(e).is_empty()) { Vec::new() } else { vec!["none".into()] }),
    ("one h1", |html| {
        let found: Vec<String> = all(html, "h1").into_iter().map(words).collect();
        if found.len() == 1 && !found[0].is_empty() { Vec::new() } else { vec![format!("{found:?}")] }
    }),
    ("one main part", |html| if all(html, "main").len() == 1 { Vec::new() } else { vec!["not one".into()] }),
    ("no level of headings left out", left_out_levels),
    ("no id twice", |html| {
        let mut seen = HashSet::new();
        all(html, "[id]").into_iter().filter_map(|e| e.attr("id")).filter(|id| !seen.insert(*id)).map(str::to_owned).collect()
    }),
    ("what is pointed at exists", dangling),
    ("a label at every control", unlabelled),
    ("words at links and buttons", |html| {
        all(html, "a, button, summary").into_iter().filter(|e| !has_name(html, *e)).map(opening).collect()
    }),
    ("a name at groups of controls", |html| {
        all(html, "fieldset")
            .into_iter()
            .filter(|e| e.select(&select("legend")).next().is_none_or(|l| words(l).is_empty()))
            .map(opening)
            .collect()
    }),
    ("a title at pictures", untitled_pictures),
    ("a caption at tables", |html| {
        all(html, "table")
            .into_iter()
            .filter(|e| e.select(&select("caption")).next().is_none_or(|c| words(c).is_empty()))
            .map(opening)
            .collect()
    }),
    ("a scope at heads of tables", |html| {
        all(html, "th")
            .into_iter()
            .filter(|e| !matches!(e.attr("scope"), Some("col" | "row" | "colgroup" | "rowgroup")))
            .map(opening)
            .collect()
    }),
    ("names at parts of the page", |html| {
        let unnamed = all(html, "nav, aside").into_iter().filter(|e| e.attr("aria-label").is_none() && e.attr("aria-labelledby").is_none());
        unnamed.map(opening).collect()
    }),
    ("nothing interactive inside another", |html| {
        all(html, "a, button, input, select, textarea").into_iter().filter(|e| is_inside(*e, &["a", "button"])).map(opening).collect()
    }),
    ("no style or script of its own", |html| {
        all(html, "script:not([src]), style, [style], [onclick], [onsubmit]").into_iter().map(opening).collect()
    }),
    ("nothing from elsewhere", |html| {
        let sources = all(html, "[src], link[href], use[href], form[action]").into_iter();
        sources
            .filter(|e| ["src", "href", "action"].iter().any(|a| e.attr(a).is_some_and(|v| v.starts_with("http"))))
            .map(opening)
            .collect()
    }),
    ("no order of its own for the Tab key", |html| {
        all(html, "[tabindex]")
            .into_iter()
            .filter(|e| e.attr("tabindex").is_some_and(|t| t.parse::<i32>().is_ok_and(|t| t > 0)))
            .map(opening)
            .collect()
    }),
    ("known languages", |html| {
        let known = ["en", "zh", "fr", "es", "ru", "ar"];
        all(html, "[lang]").into_iter().filter(|e| !known.contains(&e.attr("lang").unwrap())).map(opening).collect()
    }),
    ("no text without its translation", |html| {
        all(html, "body *").into_iter().filter(|e| e.text().any(|t| t.contains('⟨') || t.contains("{ $"))).map(opening).collect()
    }),
];

fn left_out_levels(html: &Html) -> Vec<String> {
    let mut before = 0;
    let mut found = Vec::new();
    for heading in all(html, "h1, h2, h3, h4, h5, h6") {
        let level = heading.value().name()[1..].parse::<u8>().unwrap();
        // What is hidden at one width still stands in the outline.
        if level > before + 1 {
            found.push(opening(heading));
        }
        before = level;
    }
    found
}

/// Labels, descriptions and links within the page that point at nothing.
fn dangling(html: &Html) -> Vec<String> {
    let ids: HashSet<&str> = all(html, "[id]").into_iter().filter_map(|e| e.attr("id")).collect();
    let mut found = Vec::new();
    for element in all(html, "[for], [aria-labelledby], [aria-describedby], [aria-controls], [aria-owns]") {
        for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"] {
            let missing = element.attr(name).into_iter().flat_map(|v| v.split(' ')).any(|id| !ids.contains(id));
            if missing {
                found.push(opening(element));
            }
        }
    }
    let links = all(html, "a[href^='#']").into_iter();
    found.extend(links.filter(|e| !ids.contains(&e.attr("href").unwrap()[1..])).map(opening));
    found
}

fn unlabelled(html: &Html) -> Vec<String> {
    let labelled: HashSet<&str> =
        all(html, "label[for]").into_iter().filter(|e| !words(*e).is_empty()).filter_map(|e| e.attr("for")).collect();
    let named = |e: &ElementRef<'_>| {
        e.attr("id").is_some_and(|id| labelled.contains(id))
            || e.ancestors().filter_map(ElementRef::wrap).any(|a| a.value().name() == "label" && !words(a).is_empty())
            || ["aria-label", "aria-labelledby"].iter().any(|a| e.attr(a).is_some_and(|v| !v.is_empty()))
    };
    all(html, "input:not([type=hidden]), select, textarea").into_iter().filter(|e| !named(e)).map(opening).collect()
}

/// Drawings are either named or left out for those who do not see them.
fn untitled_pictures(html: &Html) -> Vec<String> {
    let is_good = |e: &ElementRef<'_>| match (e.value().name(), e.attr("role"), e.attr("aria-hidden")) {
        ("img", ..) => e.attr("alt").is_some(),
        (_, Some("img"), _) => {
            e.attr("aria-label").is_some() || e.attr("aria-labelledby").is_some() || e.select(&select("title")).next().is_some()
        }
        (_, _, hidden) => hidden == Some("true"),
    };
    all(html, "img, svg, [role=img]").into_iter().filter(|e| !is_good(e)).map(opening).collect()
}

/// What is wrong with a page.
fn wrongs(page: &Page) -> Vec<String> {
    let html = page.html();
    RULES.iter().flat_map(|(rule, check)| check(&html).into_iter().map(move |what| format!("{rule}: {what}"))).collect()
}

/// Addresses of pages, with what exists in the demonstration in the place of variables.
fn addresses() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for route in TABLE.iter().filter(|r| r.method == "GET" && !r.path.starts_with("/assets/")) {
        let numbers: &[&str] = if route.path.contains("{number}") { &["1", "2", "4", "7", "14"] } else { &[""] };
        for number in numbers {
            let path = route
                .path
                .replace("{number}", number)
                .replace("{slug}", "unep")
                .replace("{id}", "2")
                .replace("{code}", "2.3")
                .replace("{token}", "no.such.token");
            found.insert(path);
        }
    }
    for more in [
        "/plan?status=delayed",
        "/plan?topic=risk-assessment&sort=due",
        "/plan?status=cancelled&priority=no",
        "/nothing-here",
        "/organisations/undp",
    ] {
        found.insert(more.to_owned());
    }
    found
}

/// Everybody of the demonstration who can sign in, by the role that stands on the button.
fn signs_in(app: &TestApp, role: &str) -> Visitor {
    let visitor = app.visitor();
    let page = visitor.gets("/session/new?lang=en");
    assert_eq!(page.status, 303);
    let page = visitor.gets("/session/new");
    let at = page.all(".demo-in button").iter().position(|b| b.ends_with(role)).unwrap_or_else(|| panic!("nobody is a {role}"));
    let form = page.forms().into_iter().filter(|f| f.action == "/session/demo").nth(at).unwrap();
    visitor.sends(&form).is(303);
    visitor
}

fn walk(visitor: &Visitor, who: &str, lang: &str) -> Vec<String> {
    let mut found = Vec::new();
    visitor.gets(&format!("/plan?lang={lang}")).is(303);
    for address in addresses() {
        let page = visitor.gets(&address);
        if page.header("content-type").is_some_and(|t| t.starts_with("text/html")) && !(300..400).contains(&page.status) {
            assert_eq!(page.attributes("html", "lang"), [lang], "{address}");
            found.extend(wrongs(&page).into_iter().map(|wrong| format!("{address} ({who}, {lang}): {wrong}")));
        }
    }
    found
}

/// Forms that were sent empty come back with messages.
fn faults(visitor: &Visitor, who: &str) -> Vec<String> {
    let mut found = Vec::new();
    for address in addresses() {
        let page = visitor.gets(&address);
        for form in page.forms().into_iter().filter(|f| f.action == address) {
            let empty = form.fields.iter().filter(|(n, _)| n != "token" && n != "version" && n != "seen").map(|(n, _)| n.clone());
            let form = empty.collect::<Vec<_>>().iter().fold(form.clone(), |form, name| form.with(name, ""));
            let answer = visitor.sends(&form);
            if answer.status == 422 {
                found.extend(wrongs(&answer).into_iter().map(|wrong| format!("{address} sent empty ({who}): {wrong}")));
            }
        }
    }
    found
}

#[test]
fn every_page_is_built_for_everybody() {
    let app = TestApp::demo();
    let mut found = Vec::new();
    for role in ["Administrator", "Programme officer", "Partner", "Donor"] {
        let visitor = signs_in(&app, role);
        for lang in ["en", "zh"] {
            found.extend(walk(&visitor, role, lang));
        }
        found.extend(faults(&visitor, role));
    }
    let stranger = app.visitor();
    for lang in ["en", "zh"] {
        found.extend(walk(&stranger, "nobody", lang));
    }
    assert!(found.is_empty(), "{} wrongs:\n{}", found.len(), found.join("\n"));
}

#[test]
fn an_empty_tracker_is_built_for_everybody() {
    let app = TestApp::sqlite();
    let link = app.first_link.clone().unwrap();
    let page = app.visitor().gets(&link);
    assert_eq!((page.is(200).title(), wrongs(&page)), ("Make the first administrator".to_owned(), Vec::new()));
    let visitor = app.officer();
    assert_eq!(walk(&visitor, "officer", "en"), Vec::<String>::new());
}

/// The rules find what they are for.
#[test]
fn every_rule_can_fail() {
    const BAD: &str = "<html><head><title></title></head><body><h3>Too deep</h3><p id=a>⟨key⟩</p><p id=a lang=xx style='x'></p>\
        <label for=none>x</label><input name=x tabindex=3><a href='/'></a><fieldset></fieldset><svg></svg><table><tr><th>x</th></tr></table>\
        <nav></nav><a href='/'><button>x</button></a><form action='http://elsewhere/'></form></body></html>";
    let page = Page { status: 200, location: None, headers: Vec::new(), body: BAD.to_owned() };
    let html = page.html();
    let silent: Vec<&str> = RULES.iter().filter(|(_, check)| check(&html).is_empty()).map(|(rule, _)| *rule).collect();
    assert_eq!(silent, Vec::<&str>::new());
}
