//! The secret with which links are signed. It lies in the data folder, not in the database, so that a copy of the database opens no account.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::random_token;

/// Name of the file in the data folder.
const NAME: &str = "secret.key";
/// Fewest characters of a secret.
const SHORTEST: usize = 64;

/// The secret of this installation.
#[derive(Clone)]
pub struct Keys {
    secret: Vec<u8>,
}

impl Keys {
    /// The secret as a setting gives it.
    ///
    /// # Errors
    /// When it is too short to be a secret.
    pub fn from_setting(secret: &str) -> Result<Self, String> {
        if secret.len() < SHORTEST {
            return Err(format!(
                "the secret has {} characters, it needs at least {SHORTEST}: `openssl rand -hex 32` makes one",
                secret.len()
            ));
        }
        Ok(Self { secret: secret.as_bytes().to_vec() })
    }

    /// Whether the data folder holds a secret.
    #[must_use]
    pub fn are_in_folder(folder: &Path) -> bool {
        folder.join(NAME).exists()
    }

    /// Reads the secret from the data folder, making it at the first start. Of several processes at once, one makes it.
    ///
    /// # Errors
    /// When the file cannot be read or made, or is too short to be a secret.
    pub fn in_folder(folder: &Path) -> Result<Self, String> {
        let path = folder.join(NAME);
        let fault = |e: std::io::Error| format!("cannot read or make {}: {e}", path.display());
        if !path.exists() {
            // Written whole under another name and then linked: nobody ever sees half a secret, and the first one wins.
            let own = folder.join(format!("secret.key.{}", std::process::id()));
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(&own).map_err(fault)?;
            file.write_all(format!("{}{}", random_token(), random_token()).as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
            let linked = fs::hard_link(&own, &path);
            fs::remove_file(&own).map_err(fault)?;
            if let Err(e) = linked
                && e.kind() != ErrorKind::AlreadyExists
            {
                return Err(fault(e));
            }
        }
        let secret = fs::read(&path).map_err(fault)?;
        if secret.len() < SHORTEST {
            return Err(format!(
                "{} is too short to be a secret; remove it to have a new one made (links given out before stop working)",
                path.display()
            ));
        }
        Ok(Self { secret })
    }

    /// The secret for one purpose.
    #[must_use]
    pub fn secret(&self) -> &[u8] {
        &self.secret
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_made_once_and_for_this_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = Keys::in_folder(folder.path()).unwrap();
        assert_eq!(first.secret(), Keys::in_folder(folder.path()).unwrap().secret());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join("secret.key")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        fs::write(folder.path().join("secret.key"), "short").unwrap();
        assert!(Keys::in_folder(folder.path()).is_err());
    }
}
