//! `work`, the real program that sends mails and serves nobody, to be killed at any moment.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::database::Database;
use super::program::on;

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Working {
    child: Child,
    log: Receiver<String>,
}

impl Working {
    /// Starts it on a database and a mail server.
    pub fn start(database: &Database, smtp: &str, more: &[&str]) -> Self {
        let arguments = [&["work", "--smtp-url", smtp], more].concat();
        let mut child = on(database, &arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, log) = mpsc::channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Self { child, log }
    }

    /// Waits for a line of the log.
    pub fn logs(&self, words: &str) {
        let mut seen = Vec::new();
        loop {
            match self.log.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => seen.push(line),
                Err(_) => panic!("“{words}” is not in the log: {seen:#?}"),
            }
        }
    }

    /// Kills it as `kill -9` does, and gives the beginning of the name under which it held mails.
    pub fn dies(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        format!("{}-%", self.child.id())
    }

    /// Asks it to end, and waits until it has.
    pub fn stops(mut self) {
        let told = std::process::Command::new("sh").args(["-c", &format!("kill -TERM {}", self.child.id())]).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
