//! The real program, run as its users run it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::database::Database;

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run of the program has left.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    /// What it wrote, as it must have gone well.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// The sentence with which it refused.
    #[track_caller]
    pub fn refused(self) -> String {
        assert!(self.code.is_some_and(|c| c != 0), "it should have refused: {self:?}");
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self.err
    }
}

/// The program with these arguments, without any setting of the surroundings.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_capacity-tracker"));
    command.env_clear().args(arguments).stdin(Stdio::null()).current_dir(std::env::temp_dir());
    command
}

/// The program on a database, with more arguments.
pub fn on(database: &Database, arguments: &[&str]) -> Command {
    let mut command = program(arguments);
    command.args(["--data-dir", database.folder().to_str().unwrap(), "--database-url", &database.url()]);
    command
}

/// Runs to the end.
pub fn run(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Ended { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

/// `serve`, answering.
pub struct Serving {
    child: Child,
    /// Where it says it answers.
    pub base: String,
    /// What it printed to its terminal.
    pub greeting: String,
    log: Receiver<String>,
    ended: Option<ExitStatus>,
}

impl Serving {
    /// Starts and waits until it says that it answers.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, log) = mpsc::channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let (tell, told) = mpsc::channel();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            let mut greeting = String::new();
            while !greeting.contains("Stop with Ctrl-C.") && out.read_line(&mut greeting).is_ok_and(|n| n > 0) {}
            let _ = tell.send(greeting);
            let _ = out.read_to_end(&mut Vec::new());
        });
        let greeting = told.recv_timeout(PATIENCE).expect("a greeting");
        let base =
            greeting.lines().find_map(|l| l.strip_prefix("Capacity Tracker answers at ")).map(|b| b.trim_end_matches('/').to_owned());
        let Some(base) = base else { panic!("it did not start: {:?}", log.iter().collect::<Vec<_>>()) };
        Self { child, base, greeting, log, ended: None }
    }

    /// The link in the greeting with which the first administrator is made.
    pub fn first_link(&self) -> Option<&str> {
        self.greeting.split_whitespace().find(|w| w.contains("/links/first/"))
    }

    /// Waits for a line of the log.
    pub fn logs(&self, words: &str) -> String {
        let mut seen = Vec::new();
        loop {
            match self.log.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => seen.push(line),
                Err(_) => panic!("“{words}” is not in the log: {seen:#?}"),
            }
        }
    }

    /// Sends a signal, by its name.
    pub fn gets_signal(&self, name: &str) {
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {}", self.child.id())]).status().unwrap();
        assert!(sent.success());
    }

    /// The most memory it has ever held, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("Linux tells the peak");
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// Ends it, and gives everything that it has logged.
    pub fn whole_log(mut self) -> String {
        self.gets_signal("TERM");
        let lines: Vec<String> = self.log.iter().collect();
        self.ends();
        lines.join("\n")
    }

    /// Waits for the end.
    pub fn ends(&mut self) -> Option<i32> {
        // The log ends with the process.
        let deadline = std::time::Instant::now() + PATIENCE;
        while let Ok(_line) = self.log.recv_timeout(deadline.saturating_duration_since(std::time::Instant::now())) {}
        assert!(std::time::Instant::now() < deadline, "it does not end");
        let status = self.child.wait().unwrap();
        self.ended = Some(status);
        status.code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if self.ended.is_none() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}
