//! `serve`: the web application.

use super::context::{print, start_log};
use crate::config::ServeArgs;
use crate::serve::{self, Server};

pub(super) fn run(args: ServeArgs) -> Result<(), String> {
    start_log(&args.log_format);
    serve::block_on(async {
        let server = serve::build(args)?;
        print(&greeting(&server))?;
        server.run().await.map_err(|e| e.to_string())
    })
}

/// What is printed at the start: where the tracker answers, and what is unusual about this start.
fn greeting(server: &Server) -> String {
    let mut lines = vec![format!("Capacity Tracker answers at {}", server.app.site.base)];
    if server.app.site.demo {
        lines.push(
            "Demonstration: all people, updates and results are invented; sign in with one click; everything is gone at the end."
                .to_owned(),
        );
    }
    if let Some(link) = &server.first_link {
        lines.push(format!(
            "Nobody has an account yet. Make the first administrator with this link; it works once, for 24 hours:\n  {link}"
        ));
    }
    if let Some(folder) = &server.mail_folder {
        lines.push(format!("No mail server is set (--smtp-url). Mails are written as files into {}", folder.display()));
    }
    lines.push("Stop with Ctrl-C.".to_owned());
    lines.join("\n") + "\n"
}
