//! Proof that a form came from a page of ours, made for the same browser session.
//!
//! The token is an HMAC of the session's secret, masked anew on every page: a page that is compressed and repeats what a
//! visitor typed would otherwise let the token be guessed from its length.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const LENGTH: usize = 32;

fn mac(secret: &str) -> Option<Hmac<Sha256>> {
    Some(Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?.chain_update(b"form"))
}

/// A token for a form, made from the session's secret.
#[must_use]
pub fn make(secret: &str) -> String {
    let mask = rand::random::<[u8; LENGTH]>();
    let Some(mac) = mac(secret) else { return String::new() };
    let masked: Vec<u8> = mac.finalize().into_bytes().iter().zip(mask).map(|(a, b)| a ^ b).collect();
    BASE64.encode([mask.as_slice(), &masked].concat())
}

/// Whether the token was made from the secret.
#[must_use]
pub fn fits(token: &str, secret: &str) -> bool {
    let Ok(bytes) = BASE64.decode(token) else { return false };
    if bytes.len() != 2 * LENGTH {
        return false;
    }
    let (mask, masked) = bytes.split_at(LENGTH);
    let plain: Vec<u8> = mask.iter().zip(masked).map(|(a, b)| a ^ b).collect();
    mac(secret).is_some_and(|mac| mac.verify_slice(&plain).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_its_session_and_never_looks_the_same() {
        let (a, b) = (make("session one"), make("session one"));
        assert_ne!(a, b);
        assert!(fits(&a, "session one") && fits(&b, "session one"));
        assert!(!fits(&a, "session two"));
        for bad in ["", "x", &a[1..], &"A".repeat(86)] {
            assert!(!fits(bad, "session one"), "{bad}");
        }
    }
}
