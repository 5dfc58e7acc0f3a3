//! JSON Web Tokens signed with HMAC-SHA256 (HS256), the only algorithm that this program makes or accepts.
//!
//! `jsonwebtoken` checks header, issuer, audience and claims; the signature is made and compared here with the `hmac` crate, so that no
//! second crypto library is built into the program (docs/adr/0013-one-crypto-stack.md).

use std::sync::Once;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use signature::{Signer, Verifier};

use super::keys::Keys;

const ISSUER: &str = "capacity-tracker";

struct Hs256(Hmac<Sha256>);

impl Hs256 {
    fn new(algorithm: Algorithm, secret: &[u8]) -> Result<Self, Error> {
        if algorithm != Algorithm::HS256 {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        Hmac::new_from_slice(secret).map(Self).map_err(|_| ErrorKind::InvalidKeyFormat.into())
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.0.clone().chain_update(message).finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        self.0.clone().chain_update(message).verify_slice(signature).map_err(|_| signature::Error::new())
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(Hs256::new(*algorithm, key.as_bytes())?)),
    verifier_factory: |algorithm, key| Ok(Box::new(Hs256::new(*algorithm, key.try_get_as_bytes()?)?)),
    key_utils: KeyUtils::new_unimplemented(),
};

fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        if PROVIDER.install_default().is_err() {
            tracing::warn!("another provider of JWT signatures is installed");
        }
    });
}

/// Signs claims. They should hold the [`issuer`], an audience that names their purpose, and what they are about.
///
/// # Errors
/// Claims that cannot be serialised.
pub fn sign(keys: &Keys, claims: &impl Serialize) -> Result<String, Error> {
    install();
    jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &EncodingKey::from_secret(keys.secret()))
}

/// What stands in the place of the signature of a token that is signed later.
const UNSIGNED: &str = ".unsigned";

/// A token that opens nothing yet: [`complete`] signs it.
///
/// # Errors
/// Claims that cannot be serialised.
pub fn unsigned(keys: &Keys, claims: &impl Serialize) -> Result<String, Error> {
    let token = sign(keys, claims)?;
    let (message, _) = token.rsplit_once('.').ok_or(ErrorKind::InvalidToken)?;
    Ok(format!("{message}{UNSIGNED}"))
}

/// Signs all unsigned tokens in a text that are part of an address.
///
/// # Errors
/// None but those of the library.
pub fn complete(keys: &Keys, text: &str) -> Result<String, Error> {
    let signer = Hs256::new(Algorithm::HS256, keys.secret())?;
    let mut parts = text.split(UNSIGNED);
    let mut completed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let start = completed.rfind('/').map_or(0, |slash| slash + 1);
        let signature = signer.try_sign(&completed.as_bytes()[start..]).map_err(|_| ErrorKind::InvalidSignature)?;
        completed = format!("{completed}.{}{part}", BASE64.encode(signature));
    }
    Ok(completed)
}

/// The times between which a token may be used, as seconds since 1970.
#[derive(Clone, Deserialize)]
struct Times {
    nbf: Option<i64>,
    exp: Option<i64>,
}

/// The claims of a token that this installation signed for this audience, with all of these claims present. It must not have expired (`exp`)
/// and may be used already (`nbf`) by the clock of the tracker, which may stand on another day than the machine's.
///
/// # Errors
/// Whatever is wrong with the token.
pub fn verify<T: DeserializeOwned + Clone>(
    keys: &Keys,
    audience: &str,
    required: &[&str],
    token: &str,
    now: DateTime<Utc>,
) -> Result<T, Error> {
    install();
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[ISSUER]);
    validation.leeway = 0;
    validation.validate_exp = false;
    validation.set_required_spec_claims(required);
    let key = DecodingKey::from_secret(keys.secret());
    let times = jsonwebtoken::decode::<Times>(token, &key, &validation)?.claims;
    if times.exp.is_some_and(|exp| exp <= now.timestamp()) {
        return Err(ErrorKind::ExpiredSignature.into());
    }
    if times.nbf.is_some_and(|nbf| nbf > now.timestamp()) {
        return Err(ErrorKind::ImmatureSignature.into());
    }
    Ok(jsonwebtoken::decode::<T>(token, &key, &validation)?.claims)
}

/// Who signs the tokens of this program.
#[must_use]
pub fn issuer() -> String {
    ISSUER.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Claims {
        iss: String,
        aud: String,
        sub: String,
    }

    fn claims() -> Claims {
        Claims { iss: issuer(), aud: "test".into(), sub: "7".into() }
    }

    #[test]
    fn an_unsigned_token_opens_nothing_until_it_is_completed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).unwrap();
        let token = unsigned(&keys, &claims()).unwrap();
        assert!(verify::<Claims>(&keys, "test", &[], &token, NOW).is_err());
        let text = format!("Here: https://a.example/links/{token} and <a href=\"https://a.example/links/{token}\">go</a>.");
        let signed = sign(&keys, &claims()).unwrap();
        let expected = format!("Here: https://a.example/links/{signed} and <a href=\"https://a.example/links/{signed}\">go</a>.");
        assert_eq!(complete(&keys, &text).unwrap(), expected);
        assert_eq!(complete(&keys, "nothing to sign").unwrap(), "nothing to sign");
    }

    #[test]
    fn a_token_is_read_by_whoever_signed_it_for_its_audience_alone() {
        let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let [ours, theirs] = [&ours, &theirs].map(|folder| Keys::in_folder(folder.path()).unwrap());
        let token = sign(&ours, &claims()).unwrap();
        assert_eq!(verify::<Claims>(&ours, "test", &["aud", "iss", "sub"], &token, NOW).unwrap(), claims());
        assert!(verify::<Claims>(&theirs, "test", &[], &token, NOW).is_err());
        assert!(verify::<Claims>(&ours, "other", &[], &token, NOW).is_err());
        assert!(verify::<Claims>(&ours, "test", &["exp"], &token, NOW).is_err());
        let (head, rest) = token.split_once('.').unwrap();
        let (body, _) = rest.split_once('.').unwrap();
        for forged in [format!("{head}.{body}."), format!("{head}.{body}.AAAA"), format!("{body}.{head}.{rest}"), String::new()] {
            assert!(verify::<Claims>(&ours, "test", &[], &forged, NOW).is_err(), "{forged}");
        }
    }

    #[test]
    fn a_token_works_between_its_times() {
        #[derive(Clone, Serialize)]
        struct Timed {
            iss: String,
            aud: String,
            sub: String,
            nbf: i64,
            exp: i64,
        }
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).unwrap();
        let token = sign(&keys, &Timed { iss: issuer(), aud: "test".into(), sub: "7".into(), nbf: 100, exp: 200 }).unwrap();
        let at = |seconds| verify::<Claims>(&keys, "test", &["exp"], &token, DateTime::from_timestamp(seconds, 0).unwrap()).is_ok();
        assert_eq!([99, 100, 199, 200].map(at), [false, true, true, false]);
    }

    #[test]
    fn a_token_without_a_signature_or_of_another_algorithm_is_refused() {
        use base64::Engine;
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::in_folder(folder.path()).unwrap();
        let token = sign(&keys, &claims()).unwrap();
        let signature_and_claims = token.split_once('.').unwrap().1;
        for algorithm in ["none", "HS384", "RS256", "hs256"] {
            let head = format!(r#"{{"typ":"JWT","alg":"{algorithm}"}}"#);
            let head = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(head);
            assert!(verify::<Claims>(&keys, "test", &[], &format!("{head}.{signature_and_claims}"), NOW).is_err(), "{algorithm}");
        }
    }

    /// RFC 7515, appendix A.1: the same key and message give the signature that is printed there.
    #[test]
    fn the_signature_is_that_of_the_standard() {
        use base64::Engine;
        let base64 = base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let key = base64.decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow").unwrap();
        let message = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let signed = Hs256::new(Algorithm::HS256, &key).unwrap().sign(message.as_bytes());
        assert_eq!(base64.encode(signed), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }
}
