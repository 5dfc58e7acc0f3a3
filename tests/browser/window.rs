//! Somebody's browser, used as a person does: by the words on links, buttons and labels. Whatever is asked for is waited for.

use std::cell::Cell;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::driver::Driver;
use crate::support::app::PASSWORD;

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// Width of the window in pixels.
    pub width: u32,
    pub scripts: bool,
    /// Languages that the reader prefers.
    pub languages: &'static str,
}

impl Setup {
    pub const DESK: Self = Self { width: 1280, scripts: true, languages: "en-GB,en" };
    pub const PHONE: Self = Self { width: 390, ..Self::DESK };
    pub const NO_SCRIPTS: Self = Self { scripts: false, ..Self::DESK };

    const fn height(self) -> u32 {
        if self.is_narrow() { 844 } else { 900 }
    }

    pub const fn is_narrow(self) -> bool {
        self.width < 700
    }
}

pub struct Browser {
    client: Client,
    runtime: Runtime,
    setup: Setup,
    /// Who uses it, for the names of pictures.
    who: String,
    steps: Cell<usize>,
    // Both go after the session has been closed.
    _driver: Rc<Driver>,
    _profile: tempfile::TempDir,
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct Own(&'static str, Value);

impl WebDriverCompatibleCommand for Own {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (ureq::http::Method, Option<String>) {
        (ureq::http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}

/// The folder for pictures, if they are wanted.
fn pictures() -> Option<PathBuf> {
    std::env::var_os("SCREENSHOTS").map(PathBuf::from)
}

/// Words as XPath writes them.
fn quoted(words: &str) -> String {
    assert!(!words.contains('"'), "words on pages have typographic quotes: {words}");
    format!("\"{words}\"")
}

impl Browser {
    pub fn open(driver: &Rc<Driver>, setup: Setup, who: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let profile = tempfile::tempdir().unwrap();
        let args = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--hide-scrollbars".to_owned(),
            // A click must not wait for the end of a smooth scroll.
            "--force-prefers-reduced-motion".to_owned(),
            format!("--window-size={},{}", setup.width, setup.height()),
            format!("--accept-lang={}", setup.languages),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let mut preferences = json!({ "intl.accept_languages": setup.languages });
        if !setup.scripts {
            preferences["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        let options = json!({ "binary": driver.chromium, "args": args, "prefs": preferences });
        let capabilities = Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        builder.capabilities(capabilities);
        let client = runtime.block_on(builder.connect(&driver.address)).expect("Chromium starts");
        let browser =
            Self { client, runtime, setup, who: who.to_owned(), steps: Cell::new(0), _driver: Rc::clone(driver), _profile: profile };
        browser.has_screen(f64::from(setup.height()));
        assert_eq!(browser.runs_scripts(), setup.scripts, "whether scripts run");
        browser
    }

    fn own(&self, command: &'static str, parameters: Value) -> Value {
        self.now(self.client.issue_cmd(Own(command, parameters))).unwrap()
    }

    /// A window cannot be as narrow as a phone; what a page sees of it can.
    fn has_screen(&self, height: f64) {
        let screen =
            json!({ "width": self.setup.width, "height": height.ceil(), "deviceScaleFactor": 1, "mobile": self.setup.is_narrow() });
        self.own("Emulation.setDeviceMetricsOverride", screen);
    }

    fn now<T>(&self, act: impl Future<Output = T>) -> T {
        self.runtime.block_on(act)
    }

    /// Tries until there is an answer; pages may be on their way.
    #[track_caller]
    fn until<T>(&self, what: &str, try_once: impl Fn() -> Result<Option<T>, CmdError>) -> T {
        let deadline = Instant::now() + Duration::from_secs(30);
        let mut last = String::new();
        while Instant::now() < deadline {
            match try_once() {
                Ok(Some(found)) => return found,
                Ok(None) => {}
                Err(error) => last = error.to_string(),
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        panic!(
            "{}: {what}: not within 30 seconds at {}; {last}\n{}",
            self.who,
            self.address(),
            self.now(self.body_text()).unwrap_or_default()
        );
    }

    /// Asks a page outside of the product, which tells by its title whether its script has run.
    fn runs_scripts(&self) -> bool {
        const PAGE: &str = "<!doctype html><title>no</title><p>Do scripts run?</p><script>document.title = 'yes'</script>";
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            // Browsers open connections to spare: answer until somebody has asked.
            loop {
                let (mut stream, _) = listener.accept().unwrap();
                stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
                if stream.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {
                    let length = PAGE.len();
                    write!(
                        stream,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{PAGE}"
                    )
                    .unwrap();
                    return;
                }
            }
        });
        self.now(self.client.goto(&address)).unwrap();
        server.join().unwrap();
        self.sees("Do scripts run?");
        self.now(self.client.title()).unwrap() == "yes"
    }

    pub fn goes_to(&self, address: &str) -> &Self {
        self.now(self.client.goto(address)).unwrap();
        self
    }

    pub fn address(&self) -> String {
        self.now(self.client.current_url()).map(String::from).unwrap_or_default()
    }

    async fn body_text(&self) -> Result<String, CmdError> {
        let text = self.client.find(Locator::Css("body")).await?.text().await?;
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Waits until these words can be seen on the page.
    #[track_caller]
    pub fn sees(&self, words: &str) -> &Self {
        self.until(&format!("sees “{words}”"), || self.now(self.body_text()).map(|text| text.contains(words).then_some(())));
        self
    }

    /// Waits until the page has this title.
    #[track_caller]
    pub fn is_on(&self, title: &str) -> &Self {
        self.until(&format!("is on “{title}”"), || {
            self.now(async { self.client.find(Locator::Css("h1")).await?.text().await }).map(|text| (text == title).then_some(()))
        });
        self
    }

    #[track_caller]
    pub fn does_not_see(&self, words: &str) -> &Self {
        let text = self.now(self.body_text()).unwrap();
        assert!(!text.contains(words), "{}: “{words}” is on the page:\n{text}", self.who);
        self
    }

    /// The first element that can be seen.
    async fn visible(&self, xpath: &str) -> Result<Option<Element>, CmdError> {
        for element in self.client.find_all(Locator::XPath(xpath)).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    #[track_caller]
    fn finds(&self, what: &str, xpath: &str) -> Element {
        self.until(what, || self.now(self.visible(xpath)))
    }

    /// Clicks on a link or button with these words and waits for the page to which it leads.
    #[track_caller]
    pub fn clicks(&self, words: &str) -> &Self {
        let words = quoted(words);
        let xpath = format!("//a[normalize-space(.)={words}] | //button[normalize-space(.)={words}]");
        let target = self.finds(&format!("finds the link or button {words}"), &xpath);
        let old = self.now(self.client.find(Locator::Css("html"))).unwrap();
        self.now(target.click()).unwrap();
        self.left(&old)
    }

    /// Waits until a page is gone.
    #[track_caller]
    fn left(&self, old: &Element) -> &Self {
        self.until("gets to the next page", || Ok(self.now(old.tag_name()).is_err().then_some(())));
        self
    }

    /// Opens a part of the page that is folded.
    #[track_caller]
    pub fn unfolds(&self, words: &str) -> &Self {
        let target = self.finds(&format!("finds the fold “{words}”"), &format!("//summary[normalize-space(.)={}]", quoted(words)));
        self.now(target.click()).unwrap();
        self
    }

    /// Goes to one of the places in the header, which a phone keeps in its menu.
    #[track_caller]
    pub fn goes_to_place(&self, name: &str, menu: &str) -> &Self {
        if self.setup.is_narrow() {
            self.unfolds(menu);
        }
        self.clicks(name)
    }

    /// Goes to one of the places in the menu under the reader's name, which a phone keeps with the others.
    #[track_caller]
    pub fn goes_to_own_place(&self, name: &str, own: &str, menu: &str) -> &Self {
        self.unfolds(if self.setup.is_narrow() { menu } else { own }).clicks(name)
    }

    /// Lets a script run in the page, to shorten what would take long.
    pub fn runs(&self, script: &str) -> &Self {
        self.now(self.client.execute(script, Vec::new())).unwrap();
        self
    }

    /// Goes back to the page before, as it was left.
    pub fn goes_back(&self) -> &Self {
        self.now(self.client.back()).unwrap();
        self
    }

    /// Is signed out behind the back of the person who types.
    pub fn loses_session(&self) -> &Self {
        self.now(self.client.delete_all_cookies()).unwrap();
        self
    }

    /// Signs in.
    #[track_caller]
    pub fn signs_in(&self, base: &str, email: &str) -> &Self {
        self.goes_to(&format!("{base}/session/new")).types("E-mail address", email).types("Password", PASSWORD).enters()
    }

    /// Types into fields, each by its id: for those that share their label with others.
    #[track_caller]
    pub fn types_at(&self, fields: &[(&str, &str)]) -> &Self {
        for (id, words) in fields {
            let field = self.until(&format!("finds the field {id}"), || self.now(self.client.find(Locator::Id(id))).map(Some));
            self.now(async {
                field.clear().await?;
                field.send_keys(words).await
            })
            .unwrap();
        }
        self
    }

    /// What stands in the field of this id.
    pub fn typed_at(&self, id: &str) -> String {
        self.now(async { self.client.find(Locator::Id(id)).await?.prop("value").await }).unwrap().unwrap_or_default()
    }

    /// The control that a label names, by the start of what is written on the label.
    #[track_caller]
    fn control(&self, label: &str) -> Element {
        let what = format!("finds the field “{label}”");
        let label = self.finds(&what, &format!("//label[@for][starts-with(normalize-space(.), {})]", quoted(label)));
        self.until(&what, || {
            self.now(async {
                let id = label.attr("for").await?.unwrap_or_default();
                self.client.find(Locator::Id(&id)).await.map(Some)
            })
        })
    }

    /// Types into a field, replacing what stands there.
    #[track_caller]
    pub fn types(&self, label: &str, words: &str) -> &Self {
        let field = self.control(label);
        self.now(async {
            field.clear().await?;
            field.send_keys(words).await
        })
        .unwrap();
        self
    }

    /// Chooses from a list, by the start of the choice.
    #[track_caller]
    pub fn chooses(&self, label: &str, choice: &str) -> &Self {
        let list = self.control(label);
        let xpath = format!(".//option[starts-with(normalize-space(.), {})]", quoted(choice));
        self.now(async { list.find(Locator::XPath(&xpath)).await?.click().await }).unwrap();
        self
    }

    /// Ticks a box or picks one of several, by the start of what stands beside.
    #[track_caller]
    pub fn picks(&self, words: &str) -> &Self {
        let xpath = format!("//label[input][starts-with(normalize-space(.), {})]", quoted(words));
        let label = self.finds(&format!("finds the choice “{words}”"), &xpath);
        self.now(label.click()).unwrap();
        self
    }

    /// What stands in a field.
    #[track_caller]
    pub fn typed(&self, label: &str) -> String {
        let field = self.control(label);
        self.now(field.prop("value")).unwrap().unwrap_or_default()
    }

    /// The message at a field, which the field names as its description.
    #[track_caller]
    pub fn error_at(&self, label: &str) -> String {
        let field = self.control(label);
        self.now(async {
            assert_eq!(field.attr("aria-invalid").await?.as_deref(), Some("true"), "“{label}” is marked");
            let mut message = String::new();
            for id in field.attr("aria-describedby").await?.unwrap_or_default().split(' ').filter(|id| id.ends_with("-m")) {
                message = self.client.find(Locator::Id(id)).await?.text().await?;
            }
            Ok::<_, CmdError>(message)
        })
        .unwrap()
    }

    /// The language in which the page says that it is written.
    pub fn page_language(&self) -> String {
        self.now(async { self.client.find(Locator::Css("html")).await?.attr("lang").await }).unwrap().unwrap_or_default()
    }

    /// The language of the smallest element that holds these words, as a screen reader finds it.
    #[track_caller]
    pub fn language_of(&self, words: &str) -> String {
        let element = self.finds(&format!("finds “{words}”"), &format!("//*[text()[contains(., {})]]", quoted(words)));
        self.now(async { element.find(Locator::XPath("ancestor-or-self::*[@lang][1]")).await?.attr("lang").await })
            .unwrap()
            .unwrap_or_default()
    }

    /// Ends a step: nothing may be wider than the window; a screenshot is saved if screenshots are wanted.
    #[track_caller]
    pub fn step(&self, name: &str) -> &Self {
        self.steps.set(self.steps.get() + 1);
        let sizes = self.own("Page.getLayoutMetrics", json!({}));
        let width = |of: &str, field: &str| sizes[of][field].as_f64().expect("a width");
        let (content, height) = (width("cssContentSize", "width"), width("cssContentSize", "height"));
        assert!(
            content <= f64::from(self.setup.width),
            "{} at {}: {content} pixels wide in a window of {}",
            self.who,
            self.address(),
            self.setup.width
        );
        if pictures().is_some() {
            self.has_screen(height);
            self.picture(&format!("{}-{:02}-{name}", self.who, self.steps.get()));
            self.has_screen(f64::from(self.setup.height()));
        }
        self
    }

    /// Keeps a picture of what is in the window, if pictures are wanted.
    pub fn picture(&self, name: &str) {
        use base64::Engine;
        let Some(folder) = pictures() else { return };
        let png = self.own("Page.captureScreenshot", json!({}));
        let png = base64::engine::general_purpose::STANDARD.decode(png["data"].as_str().unwrap()).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    /// Presses keys, one after the other.
    pub fn presses(&self, keys: &str) -> &Self {
        let actions = keys.chars().fold(KeyActions::new("keyboard".to_owned()), |actions, value| {
            actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.now(self.client.perform_actions(actions)).unwrap();
        self
    }

    /// Presses Enter on what has the focus and waits for the next page.
    #[track_caller]
    pub fn enters(&self) -> &Self {
        let old = self.now(self.client.find(Locator::Css("html"))).unwrap();
        self.presses(&char::from(Key::Enter).to_string());
        self.left(&old)
    }

    /// Presses Tab and tells what has the focus then; whatever it is, the focus can be seen.
    #[track_caller]
    pub fn tabs(&self) -> Focus {
        self.presses(&char::from(Key::Tab).to_string());
        self.focus()
    }

    #[track_caller]
    pub fn focus(&self) -> Focus {
        self.now(async {
            let element = self.client.active_element().await?;
            let tag = element.tag_name().await?;
            let text = element.text().await?.split_whitespace().collect::<Vec<_>>().join(" ");
            let id = element.attr("id").await?.unwrap_or_default();
            let outline = (element.css_value("outline-style").await?, element.css_value("outline-width").await?);
            Ok::<_, CmdError>(Focus { is_visible: outline.0 != "none" && outline.1 != "0px", tag, text, id })
        })
        .unwrap()
    }

    /// Presses Tab until something with these words has the focus.
    #[track_caller]
    pub fn tabs_to(&self, words: &str) -> Focus {
        let mut passed = Vec::new();
        for _ in 0..100 {
            let focus = self.tabs();
            if focus.text == words || focus.id == words {
                assert!(focus.is_visible, "the focus cannot be seen: {focus:?}");
                return focus;
            }
            passed.push(focus);
        }
        panic!("{}: no way to “{words}” by the Tab key, only to {passed:#?}", self.who);
    }
}

/// What has the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    pub tag: String,
    pub text: String,
    pub id: String,
    pub is_visible: bool,
}

impl Drop for Browser {
    fn drop(&mut self) {
        let client = self.client.clone();
        drop(self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(10), client.close()).await }));
    }
}
