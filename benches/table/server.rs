//! The real program, started as its users start it, and what the system says of its process (Linux).

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::fill::PASSWORD;

/// Ticks of the clock in which Linux tells times of processes, a second.
const TICKS: f64 = 100.0;

/// A server that answers.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub base: String,
    /// From its start to its first answer.
    pub started_in: Duration,
}

impl Server {
    /// Starts the program on a database and waits for its first answer.
    pub fn start(folder: &Path, url: &str, more: &[&str]) -> Result<Self, Failure> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let begun = Instant::now();
        // Another program may be named, to measure what a change has brought.
        let program = std::env::var_os("BENCH_SERVER").unwrap_or_else(|| env!("CARGO_BIN_EXE_capacity-tracker").into());
        let mut child = Command::new(program)
            .args(["serve", "--listen", &address.to_string(), "--database-url", url, "--data-dir"])
            .arg(folder)
            .args(more)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().ok_or("no output")?;
        wait_for_answer(address)?;
        let started_in = begun.elapsed();
        // The greeting is read to its end, so that the program never waits for a reader.
        std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).for_each(drop));
        Ok(Self { child, base: format!("http://{address}"), started_in })
    }

    /// Processor time that it has used, in seconds.
    pub fn cpu(&self) -> Result<f64, Failure> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // After the name in brackets: state, parent and so on; user and system time are the 12th and 13th.
        let fields: Vec<&str> = stat.rsplit_once(')').ok_or("no name")?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).ok_or("too few fields")?.parse::<f64>().map_err(Failure::from);
        Ok((ticks(11)? + ticks(12)?) / TICKS)
    }

    /// Memory that it holds now, and the most it has held, in MiB.
    pub fn memory(&self) -> Result<(f64, f64), Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib = |name: &str| -> Result<f64, Failure> {
            let line = status.lines().find_map(|l| l.strip_prefix(name)).ok_or("no such line")?;
            Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
        };
        Ok((kib("VmRSS:")?, kib("VmHWM:")?))
    }

    /// Signs somebody in, and gives the header that proves it.
    pub fn sign_in(&self, email: &str) -> Result<String, Failure> {
        let agent: ureq::Agent = ureq::Agent::config_builder().max_redirects(0).max_redirects_will_error(false).build().into();
        let page = agent.get(format!("{}/session/new", self.base)).call()?.body_mut().read_to_string()?;
        let fields = [("token", hidden(&page, "token")?), ("email", email.into()), ("password", PASSWORD.into()), ("next", "/".into())];
        agent.post(format!("{}/session/new", self.base)).send_form(fields)?;
        let jar = agent.cookie_jar_lock();
        let session = jar.iter().find(|c| c.name() == "session").ok_or("not signed in")?;
        Ok(format!("session={}; lang=en", session.value()))
    }
}

/// The value of a hidden field of a page.
pub fn hidden(page: &str, name: &str) -> Result<String, Failure> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).ok_or_else(|| format!("no field {name}"))?;
    Ok(rest.split('"').next().unwrap_or("").to_owned())
}

fn wait_for_answer(address: SocketAddr) -> Result<(), Failure> {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        if TcpStream::connect(address).is_ok() && ureq::get(format!("http://{address}/healthz")).call().is_ok() {
            return Ok(());
        }
        std::thread::park_timeout(Duration::from_millis(1));
    }
    Err("the server does not answer".into())
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
