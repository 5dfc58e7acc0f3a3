//! An answer of the server, read as a person would: by what is written, by links, by forms.

use super::in_plan;
use scraper::{ElementRef, Html, Selector};

pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// What is written on the page, in one line.
    pub fn text(&self) -> String {
        self.html().select(&select("body")).map(words).collect()
    }

    /// The texts of all elements that a selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        self.html().select(&select(css)).map(words).collect()
    }

    /// The values of an attribute of all elements that a selector finds.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        self.html().select(&select(css)).filter_map(|e| e.attr(name)).map(str::to_owned).collect()
    }

    pub fn title(&self) -> String {
        self.all("h1").join(" ")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// What a cookie is set to, with its attributes, if the answer sets it.
    pub fn set_cookie(&self, name: &str) -> Option<&str> {
        let sets = |v: &str| v.split_once('=').is_some_and(|(n, _)| n == name);
        self.headers.iter().filter(|(n, _)| n == "set-cookie").map(|(_, v)| v.as_str()).rfind(|v| sets(v))
    }

    /// The message at a field.
    pub fn error_at(&self, field: &str) -> Option<String> {
        self.all(&format!("[id='{field}-m']")).into_iter().next()
    }

    /// What stands in a field.
    pub fn value(&self, field: &str) -> Option<String> {
        self.forms().into_iter().flat_map(|f| f.fields).find(|(n, _)| n == field).map(|(_, v)| v)
    }

    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(text.contains(words), "“{words}” is not on the page (status {}):\n{text}", self.status);
        self
    }

    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(!text.contains(words), "“{words}” is on the page:\n{text}");
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    #[track_caller]
    pub fn leads_to(&self, address: &str) -> &Self {
        assert_eq!((self.status, self.location.as_deref()), (303, Some(in_plan(address).as_str())), "{}", self.text());
        self
    }

    /// All forms that are sent by POST, filled as the page has them.
    pub fn forms(&self) -> Vec<Form> {
        self.html().select(&select("form[method=post]")).map(read_form).collect()
    }

    /// The form that goes to an address.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let (forms, action) = (self.forms(), in_plan(action));
        let actions: Vec<String> = forms.iter().map(|f| f.action.clone()).collect();
        forms
            .into_iter()
            .find(|f| f.action == action)
            .unwrap_or_else(|| panic!("no form to {action}, only to {actions:?}; status {}\n{}", self.status, self.text()))
    }
}

/// A form with the values that a browser would send.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// Types into a field, replacing what stands there.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Types into several fields.
    pub fn typed(self, fields: &[(&str, &str)]) -> Self {
        fields.iter().fold(self, |form, (name, value)| form.with(name, value))
    }

    /// Leaves a field out, as an unticked box or a forged request would.
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(n, _)| n != name);
        self
    }
}

fn read_form(form: ElementRef<'_>) -> Form {
    let mut fields = Vec::new();
    for control in form.select(&select("input, select, textarea")) {
        let Some(name) = control.attr("name") else { continue };
        let value = match control.value().name() {
            "textarea" => {
                let text: String = control.text().collect();
                Some(text.strip_prefix('\n').map(str::to_owned).unwrap_or(text))
            }
            "select" => {
                let chosen = control.select(&select("option[selected]")).last().or_else(|| control.select(&select("option")).next());
                chosen.map(|o| o.attr("value").map_or_else(|| words(o), str::to_owned))
            }
            _ => {
                let is_choice = matches!(control.attr("type"), Some("checkbox" | "radio"));
                (!is_choice || control.attr("checked").is_some()).then(|| control.attr("value").unwrap_or("on").to_owned())
            }
        };
        fields.extend(value.map(|v| (name.to_owned(), v)));
    }
    Form { action: form.attr("action").unwrap_or("").to_owned(), fields }
}
