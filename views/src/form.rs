//! Parts of forms: label, hint, message, control, in that order; an error summary on top; typed values are shown again.

use domain::form::{Errors, Problem};
use domain::lang::Lang;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::text::{self, t};

/// The hidden field that proves that the form came from us.
#[must_use]
pub fn token(frame: &Frame) -> Markup {
    hidden("token", &frame.token)
}

/// A hidden field.
#[must_use]
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// What is wrong, in words.
#[must_use]
pub fn message(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Required => t!(lang, "problem-required"),
        Problem::ChangeOrAnswer => t!(lang, "problem-change-or-answer"),
        Problem::OverAlready => t!(lang, "problem-over-already"),
        Problem::TooLong { max, by } => t!(lang, "problem-too-long", max = *max, by = *by),
        Problem::TooShort { min } => t!(lang, "problem-too-short", min = *min),
        Problem::AmbiguousNumber { whole, decimal } => {
            t!(lang, "problem-ambiguous-number", whole = whole.as_str(), decimal = decimal.as_str())
        }
        Problem::AgainstDirection => t!(lang, "problem-against-direction"),
        Problem::NotADate => t!(lang, "problem-not-a-date"),
        Problem::DateOutOfRange { from, to } => t!(lang, "problem-date-out-of-range", from = from.to_string(), to = to.to_string()),
        Problem::EndBeforeStart => t!(lang, "problem-end-before-start"),
        Problem::InTheFuture => t!(lang, "problem-in-the-future"),
        Problem::NotAChoice => t!(lang, "problem-not-a-choice"),
        Problem::NotAnEmail => t!(lang, "problem-not-an-email"),
        Problem::Taken => t!(lang, "problem-taken"),
        Problem::TakenBy { name } => t!(lang, "problem-taken-by", name = name.get(lang)),
        Problem::Mismatch => t!(lang, "problem-mismatch"),
        Problem::WrongPassword => t!(lang, "problem-wrong-password"),
        Problem::WrongCode => t!(lang, "problem-wrong-code"),
        Problem::GuessablePassword => t!(lang, "problem-guessable-password"),
        Problem::ReasonForStatus => t!(lang, "problem-reason-for-status"),
        Problem::OrganisationNeeded => t!(lang, "problem-organisation-needed"),
        Problem::LastAdministrator => t!(lang, "problem-last-administrator"),
        Problem::NotACount => t!(lang, "problem-not-a-count"),
        Problem::CountTooHigh { max } => t!(lang, "problem-count-too-high", max = text::number(f64::from(*max))),
        Problem::SumDiffers { sum, total } => t!(lang, "problem-sum-differs", sum = *sum, total = *total),
        Problem::SumAbove { sum, total } => t!(lang, "problem-sum-above", sum = *sum, total = *total),
        Problem::NotANumber => t!(lang, "problem-not-a-number"),
        Problem::ValueOrReason => t!(lang, "problem-value-or-reason"),
        Problem::ValueAndReason => t!(lang, "problem-value-and-reason"),
        Problem::PartsDiffer => t!(lang, "problem-parts-differ"),
        Problem::NotACountry => t!(lang, "problem-not-a-country"),
        Problem::CountryNeeded => t!(lang, "problem-country-needed"),
        Problem::CountNeeded => t!(lang, "problem-count-needed"),
        Problem::NotAScore => t!(lang, "problem-not-a-score"),
        Problem::NotALink => t!(lang, "problem-not-a-link"),
        Problem::NotOverYet { today } => t!(lang, "problem-not-over-yet", today = text::day(lang, *today)),
        Problem::FileTooLarge { max_mb } => t!(lang, "problem-file-too-large", max = *max_mb),
        Problem::NotAnAllowedFile => t!(lang, "problem-not-an-allowed-file"),
        Problem::TooManyFiles { max } => t!(lang, "problem-too-many-files", max = *max),
        Problem::NotATable => t!(lang, "problem-not-a-table"),
        Problem::NoHeadings => t!(lang, "problem-no-headings"),
        Problem::NobodyListed => t!(lang, "problem-nobody-listed"),
        Problem::TooManyRows { max } => t!(lang, "problem-too-many-rows", max = text::number(f64::from(*max))),
        Problem::DamagedFile => t!(lang, "problem-damaged-file"),
        Problem::TooBigUnpacked => t!(lang, "problem-too-big-unpacked"),
        Problem::RecordNotWhole => t!(lang, "problem-record-not-whole"),
        Problem::NotAnAmount => t!(lang, "problem-not-an-amount"),
        Problem::AmountTooHigh => t!(lang, "problem-amount-too-high"),
        Problem::TooManyDecimals { max } => t!(lang, "problem-too-many-decimals", max = *max),
        Problem::WholeOrParts => t!(lang, "problem-whole-or-parts"),
        Problem::NotARate => t!(lang, "problem-not-a-rate"),
        Problem::SameOrganisation => t!(lang, "problem-same-organisation"),
        Problem::InLine { line, problem } => t!(lang, "problem-in-line", line = *line, problem = message(lang, problem)),
        Problem::NotANameWithAddress => t!(lang, "problem-not-a-name-with-address"),
        Problem::TooManyLines { max } => t!(lang, "problem-too-many-lines", max = *max),
        Problem::BelowRisk => t!(lang, "problem-below-risk"),
        Problem::NotBetween { least, most } => t!(lang, "problem-not-between", least = *least, most = *most),
        Problem::NotDays { max } => t!(lang, "problem-not-days", max = *max),
        Problem::SameCurrency => t!(lang, "problem-same-currency"),
    }
}

/// The label of a field: `title-zh` is “Title (中文)”, `partner-2` is “Partner 3”, `steps-update` is “Progress update: Days”.
#[must_use]
pub fn label(lang: Lang, field: &str) -> String {
    if let Some((base, of)) = field.split_once('-')
        && matches!(base, "steps" | "every" | "escalates")
        && let Ok(kind) = of.parse()
    {
        return format!("{}{}{}", crate::reminder::kind(lang, kind), t!(lang, "colon"), label(lang, base));
    }
    if let Some((base, last)) = field.rsplit_once('-') {
        if let Ok(of) = last.parse::<Lang>() {
            return t!(lang, "label-in-language", label = label(lang, base), language = of.own_name());
        }
        if matches!(base, "lead" | "due") {
            return label(lang, base);
        }
        if let Ok(at) = last.parse::<usize>() {
            return t!(lang, "label-numbered", label = label(lang, base), number = at + 1);
        }
    }
    text::text(lang, &format!("field-{field}"), &[])
}

/// The summary on top of a form with errors: each leads to its field.
#[must_use]
pub fn summary(lang: Lang, errors: &Errors) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.sum role="alert" tabindex="-1" autofocus aria-labelledby="sum" {
                h2 #sum { (t!(lang, "problem-summary")) }
                ul { @for (field, problem) in errors.iter() { li { a href={ "#" (field) } { (label(lang, field)) (t!(lang, "colon")) (message(lang, problem)) } } } }
            }
        }
    }
}

/// One field of a form.
#[derive(Debug, Clone, Default)]
pub struct Field<'a> {
    /// Name and id.
    pub name: &'a str,
    /// Key of a hint below the label.
    pub hint: Option<&'a str>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// What was typed or is stored.
    pub value: &'a str,
    /// `type` of an `input`.
    pub kind: &'a str,
    /// What browsers may fill in.
    pub autocomplete: Option<&'a str>,
    /// Language of what is typed, where it is fixed.
    pub lang: Option<Lang>,
    /// Class for a width, else full.
    pub width: &'a str,
    /// The list of suggestions for an `input`.
    pub list: Option<&'a str>,
}

fn described(field: &Field<'_>, problem: Option<&Problem>) -> Option<String> {
    let ids: Vec<String> =
        [field.hint.map(|_| format!("{}-h", field.name)), problem.map(|_| format!("{}-m", field.name))].into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn before_control(lang: Lang, field: &Field<'_>, problem: Option<&Problem>) -> Markup {
    html! {
        @if let Some(key) = field.hint { span.hint id={ (field.name) "-h" } { (text::text(lang, key, &[])) } }
        (error(lang, field.name, problem))
    }
}

/// The message at a field.
#[must_use]
pub fn error(lang: Lang, name: &str, problem: Option<&Problem>) -> Markup {
    html! {
        @if let Some(problem) = problem {
            span.msg id={ (name) "-m" } { span.vh { (t!(lang, "problem-prefix")) " " } (message(lang, problem)) }
        }
    }
}

fn labelled(lang: Lang, field: &Field<'_>, errors: &Errors, control: &Markup) -> Markup {
    let problem = errors.of(field.name);
    html! {
        div.f.wrong[problem.is_some()] {
            label for=(field.name) { (label(lang, field.name)) @if field.optional { " " span.opt { (t!(lang, "optional")) } } }
            (before_control(lang, field, problem))
            (control)
        }
    }
}

/// A field of one line.
#[must_use]
pub fn input(lang: Lang, errors: &Errors, field: &Field<'_>) -> Markup {
    let problem = errors.of(field.name);
    let kind = if field.kind.is_empty() { "text" } else { field.kind };
    // A password that was typed is never sent back.
    let value = if kind == "password" { "" } else { field.value };
    let control = html! {
        input class={ "in " (field.width) } id=(field.name) name=(field.name) type=(kind) value=(value) autocomplete=[field.autocomplete] list=[field.list]
            lang=[field.lang] spellcheck=[matches!(kind, "email" | "password").then_some("false")]
            aria-describedby=[described(field, problem)] aria-invalid=[problem.map(|_| "true")];
    };
    labelled(lang, field, errors, &control)
}

/// A field for one file; `accept` are the endings that browsers offer first. Its form is sent as `multipart/form-data`.
#[must_use]
pub fn file(lang: Lang, errors: &Errors, field: &Field<'_>, accept: &str) -> Markup {
    let problem = errors.of(field.name);
    let control = html! {
        input.in id=(field.name) name=(field.name) type="file" accept=(accept)
            aria-describedby=[described(field, problem)] aria-invalid=[problem.map(|_| "true")];
    };
    labelled(lang, field, errors, &control)
}

/// A field of several lines.
#[must_use]
pub fn textarea(lang: Lang, errors: &Errors, field: &Field<'_>, rows: u8) -> Markup {
    let problem = errors.of(field.name);
    // A line break right after the tag is dropped by browsers: one more keeps a first empty line.
    let control = html! {
        textarea.in id=(field.name) name=(field.name) rows=(rows) lang=[field.lang]
            aria-describedby=[described(field, problem)] aria-invalid=[problem.map(|_| "true")] { "\n" (field.value) }
    };
    labelled(lang, field, errors, &control)
}

/// A list to choose one from: value and name of each choice. An empty value first means that none may be chosen.
#[must_use]
pub fn select(lang: Lang, errors: &Errors, field: &Field<'_>, choices: &[(String, String)]) -> Markup {
    labelled(lang, field, errors, &select_alone(errors, field, choices))
}

/// The same with a label that is no text of its own, for instance the title of a record.
#[must_use]
pub fn select_named(lang: Lang, errors: &Errors, field: &Field<'_>, name: &Markup, choices: &[(String, String)]) -> Markup {
    let problem = errors.of(field.name);
    html! {
        div.f.wrong[problem.is_some()] {
            label for=(field.name) { (name) }
            (error(lang, field.name, problem))
            (select_alone(errors, field, choices))
        }
    }
}

fn select_alone(errors: &Errors, field: &Field<'_>, choices: &[(String, String)]) -> Markup {
    let problem = errors.of(field.name);
    html! {
        select class={ "in " (field.width) } id=(field.name) name=(field.name) aria-describedby=[described(field, problem)] aria-invalid=[problem.map(|_| "true")] {
            (options(choices, field.value))
        }
    }
}

/// The options of a list. What was chosen stays, even if it is none of the choices.
#[must_use]
pub fn options(choices: &[(String, String)], chosen: &str) -> Markup {
    html! {
        @for (value, name) in choices { option value=(value) selected[value == chosen] { (name) } }
        @if !choices.iter().any(|(value, _)| value == chosen) && !chosen.is_empty() { option value=(chosen) selected { (chosen) } }
    }
}

/// Radio buttons to choose one from: value and what stands beside each.
#[must_use]
pub fn radios(lang: Lang, errors: &Errors, field: &Field<'_>, choices: &[(String, Markup)]) -> Markup {
    let problem = errors.of(field.name);
    html! {
        fieldset.f.wrong[problem.is_some()] aria-describedby=[described(field, problem)] {
            legend { (label(lang, field.name)) }
            (before_control(lang, field, problem))
            div.pick {
                @for (at, (value, beside)) in choices.iter().enumerate() {
                    label { input type="radio" id=[(at == 0).then_some(field.name)] name=(field.name) value=(value) checked[value == field.value]; span { (beside) } }
                }
            }
        }
    }
}

/// Boxes of which any number may be ticked: value and what stands beside each. They are sent under one name.
#[must_use]
pub fn boxes(lang: Lang, errors: &Errors, field: &Field<'_>, choices: &[(String, String)], ticked: &[String]) -> Markup {
    let problem = errors.of(field.name);
    html! {
        fieldset.f.wrong[problem.is_some()] aria-describedby=[described(field, problem)] {
            legend { (label(lang, field.name)) @if field.optional { " " span.opt { (t!(lang, "optional")) } } }
            (before_control(lang, field, problem))
            div."pick many" {
                @for (at, (value, beside)) in choices.iter().enumerate() {
                    label { input type="checkbox" id=[(at == 0).then_some(field.name)] name=(field.name) value=(value) checked[ticked.contains(value)]; span { (beside) } }
                }
            }
        }
    }
}

/// A box to tick.
#[must_use]
pub fn checkbox(name: &str, checked: bool, beside: &Markup) -> Markup {
    html! { div.pick { label { input type="checkbox" id=(name) name=(name) value="yes" checked[checked]; span { (beside) } } } }
}

/// A day as three fields.
#[must_use]
pub fn date(lang: Lang, errors: &Errors, field: &Field<'_>, typed: &[String; 3]) -> Markup {
    let problem = errors.of(field.name);
    let name = field.name;
    let part = |suffix: &str, key: &str, class: &str, value: &str, id: String| {
        html! {
            div.f {
                label for=(id) { (text::text(lang, key, &[])) }
                input class={ "in " (class) } id=(id) name={ (name) "-" (suffix) } inputmode="numeric" value=(value) aria-invalid=[problem.map(|_| "true")];
            }
        }
    };
    html! {
        fieldset.f.wrong[problem.is_some()] aria-describedby=[described(field, problem)] {
            legend { (label(lang, name)) @if field.optional { " " span.opt { (t!(lang, "optional")) } } }
            (before_control(lang, field, problem))
            div.row {
                (part("day", "date-day", "w2", &typed[0], name.to_owned()))
                (part("month", "date-month", "w2", &typed[1], format!("{name}-month")))
                (part("year", "date-year", "w4", &typed[2], format!("{name}-year")))
            }
        }
    }
}

/// The row of buttons at the end: the first one does what the page is for.
#[must_use]
pub fn buttons(primary: &str, rest: &Markup) -> Markup {
    html! { div.acts { button."btn go" { (primary) } (rest) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_speak_of_languages_and_lines() {
        assert_eq!(label(Lang::En, "title-zh"), "Title (中文)");
        assert_eq!(label(Lang::En, "partner-2"), "Partner 3");
        assert_eq!(label(Lang::En, "actual-start"), "Actual start");
    }

    #[test]
    fn an_error_stands_at_its_field_and_keeps_the_text() {
        let mut errors = Errors::new();
        errors.add("headline", Problem::TooLong { max: 140, by: 3 });
        let field = Field { name: "headline", value: "<b>", ..Field::default() };
        let html = input(Lang::En, &errors, &field).into_string();
        assert!(html.contains("aria-describedby=\"headline-m\""));
        assert!(html.contains("id=\"headline-m\""));
        assert!(html.contains("value=\"&lt;b&gt;\""));
        assert!(summary(Lang::En, &errors).into_string().contains("href=\"#headline\""));
    }

    #[test]
    fn a_typed_password_is_not_sent_back() {
        let field = Field { name: "password", value: "secret words", kind: "password", ..Field::default() };
        assert!(!input(Lang::En, &Errors::new(), &field).into_string().contains("secret"));
    }
}
