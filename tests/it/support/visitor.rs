//! Somebody with a browser that knows no script: keeps cookies, fills forms, follows no redirect unasked.

use ureq::http::Response;
use ureq::{Agent, Body};

use super::app::PASSWORD;
use super::page::Form;
use super::{Page, in_plan};

pub struct Visitor {
    agent: Agent,
    base: String,
}

impl Visitor {
    pub fn new(base: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("Test browser")
            .build();
        Self { agent: config.into(), base: base.to_owned() }
    }

    fn address(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{}", self.base, in_plan(path)) }
    }

    pub fn gets(&self, path: &str) -> Page {
        read(self.agent.get(self.address(path)).call().unwrap())
    }

    /// Gets what is no text.
    pub fn gets_bytes(&self, path: &str) -> Vec<u8> {
        let mut answer = self.agent.get(self.address(path)).call().unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{path}");
        answer.body_mut().read_to_vec().unwrap()
    }

    /// Signs in to the demonstration as one of its people.
    pub fn enters_demo(self, name: &str) -> Self {
        let page = self.gets("/session/new");
        let at = page.all("form[action=\"/session/demo\"] button").iter().position(|b| b.contains(name)).expect("somebody of that name");
        let form = page.forms().into_iter().filter(|f| f.action == "/session/demo").nth(at).unwrap();
        self.sends(&form).is(303);
        self
    }

    /// Gets a page with headers of one's own.
    pub fn gets_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        let request = headers.iter().fold(self.agent.get(self.address(path)), |r, (n, v)| r.header(*n, *v));
        read(request.call().unwrap())
    }

    /// Gets a page, following redirects.
    pub fn opens(&self, path: &str) -> Page {
        let mut page = self.gets(path);
        for _ in 0..5 {
            let Some(next) = page.location.clone().filter(|_| (300..400).contains(&page.status)) else { break };
            page = self.gets(&next);
        }
        page
    }

    /// Sends a form.
    pub fn sends(&self, form: &Form) -> Page {
        self.posts(&form.action, &form.fields, &[])
    }

    pub fn posts(&self, path: &str, fields: &[(String, String)], headers: &[(&str, &str)]) -> Page {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.posts_bytes(path, body.as_bytes(), "application/x-www-form-urlencoded", headers)
    }

    pub fn posts_bytes(&self, path: &str, body: &[u8], kind: &str, headers: &[(&str, &str)]) -> Page {
        let request = headers.iter().fold(self.agent.post(self.address(path)).header("content-type", kind), |r, (n, v)| r.header(*n, *v));
        read(request.send(body).unwrap())
    }

    /// Opens a page, types into the form that goes back to it, and sends it.
    pub fn fills(&self, path: &str, typed: &[(&str, &str)]) -> Page {
        let form = self.gets(path).form(path);
        self.sends(&typed.iter().fold(form, |form, (name, value)| form.with(name, value)))
    }

    /// Signs in and gives the visitor back.
    #[track_caller]
    pub fn signs_in(self, email: &str) -> Self {
        self.fills("/session/new", &[("email", email), ("password", PASSWORD)]).leads_to("/");
        self
    }

    /// The value of a cookie that the server has set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.agent.cookie_jar_lock().iter().find(|c| c.name() == name).map(|c| c.value().to_owned())
    }

    /// Gets a cookie from elsewhere: another browser, an attacker.
    pub fn takes_cookie(&self, name: &str, value: &str) {
        let url = ureq::http::Uri::try_from(format!("{}/", self.base)).unwrap();
        let cookie = ureq::Cookie::parse(format!("{name}={value}; Path=/"), &url).unwrap();
        self.agent.cookie_jar_lock().insert(cookie, &url).unwrap();
    }

    /// Loses all cookies, as when a session has ended.
    pub fn loses_cookies(&self) {
        self.agent.cookie_jar_lock().clear();
    }
}

fn read(mut response: Response<Body>) -> Page {
    let headers = response.headers().iter().map(|(n, v)| (n.to_string(), v.to_str().unwrap_or("").to_owned())).collect();
    let location = response.headers().get("location").map(|v| v.to_str().unwrap().to_owned());
    // What is no text is looked at as bytes: see `gets_bytes`.
    let body = String::from_utf8_lossy(&response.body_mut().read_to_vec().unwrap()).into_owned();
    Page { status: response.status().as_u16(), location, headers, body }
}
