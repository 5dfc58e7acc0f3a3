//! The program that steers browsers: one for each journey, on a port of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run ./test, which finds or installs Chromium and its driver"))
}

pub struct Driver {
    process: Child,
    pub address: String,
    /// The browser that it starts.
    pub chromium: String,
}

/// How often it is started anew.
const TRIES: usize = 5;

impl Driver {
    /// Starts it. It chooses a port that is free on IPv4 and ends at once if another program has just taken the same one on IPv6:
    /// then it is started again.
    pub fn start() -> Self {
        (0..TRIES).find_map(|_| Self::try_start()).expect("CHROMEDRIVER says on which port it listens")
    }

    fn try_start() -> Option<Self> {
        let chromium = program("CHROMIUM");
        let mut process = Command::new(program("CHROMEDRIVER"))
            .args(["--port=0", "--log-level=WARNING"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("CHROMEDRIVER starts");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.split_once("successfully on port ").map(|(_, rest)| rest.trim_end_matches('.').to_owned()));
        let Some(port) = port else {
            drop(process.wait());
            return None;
        };
        // What else it says is read, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self { process, address: format!("http://127.0.0.1:{port}"), chromium })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
