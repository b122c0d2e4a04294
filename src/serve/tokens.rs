//! The tokens that open doors: a file with their hashes, read anew whenever it changes.
//!
//! A token is 256 random bits that we drew, so SHA-256 is enough to keep it: there is nothing to guess, and a slow
//! hash (argon2) would only let strangers spend our time by sending wrong tokens. All hashes are compared, each in constant time, so
//! that the time taken tells nothing about any of them.
//!
//! The file holds a JSON object a line: `{"name":"ci","scope":"write","sha256":"…","created":"…"}`. It is replaced as a whole;
//! a file that cannot be read leaves what held before in force, and the log says so.

use std::fmt;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};

/// What a token allows; each scope allows what those before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// To ask, with more of a budget than strangers have.
    Query,
    /// To write, too.
    Write,
    /// To look after the server, too: backups, tokens.
    Admin,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Query => "query",
            Self::Write => "write",
            Self::Admin => "admin",
        })
    }
}

/// A token, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// What it is called, by its owner and in the log.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// SHA-256 of the secret, in hexadecimal.
    sha256: String,
    /// When it was made.
    pub created: String,
}

/// Why tokens cannot be read or changed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum TokenError {
    #[error("{path}: cannot read the tokens ({source}): check the setting `tokens` and the file's permissions", path = .path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{path}: cannot write the tokens ({source}): check the folder's permissions and room", path = .path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("{path}:{line}: this is no token ({why}): make tokens with `demarche token new`", path = .path.display())]
    Malformed {
        path: PathBuf,
        line: usize,
        why: String,
    },
    #[error("there is a token `{name}` already: revoke it first, or choose another name")]
    Taken { name: String },
    #[error("there is no token `{name}`: `demarche token list` shows those that there are")]
    Unknown { name: String },
    #[error(
        "`{name}` is no name for a token: use up to 64 letters, digits, dots, hyphens and underscores"
    )]
    Name { name: String },
    #[error("the system gives no randomness: {0}")]
    Random(getrandom::Error),
}

/// Reads the tokens of a file.
///
/// # Errors
/// When there is no such file, or something else stands in it.
pub fn read(path: &Path) -> Result<Vec<Token>, TokenError> {
    let text = std::fs::read_to_string(path).map_err(|source| TokenError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let malformed = |why: String| TokenError::Malformed {
                path: path.to_owned(),
                line: number + 1,
                why,
            };
            let token: Token =
                serde_json::from_str(line).map_err(|error| malformed(error.to_string()))?;
            if digest_of(&token.sha256).is_none() {
                return Err(malformed(
                    "its hash is not 64 hexadecimal digits".to_owned(),
                ));
            }
            Ok(token)
        })
        .collect()
}

/// Makes a token, adds it to the file (which is made if it is not there), and gives the secret, which is kept nowhere.
///
/// # Errors
/// When the name is taken or odd, or the file cannot be read or written.
pub fn create(path: &Path, name: &str, scope: Scope, now: &str) -> Result<String, TokenError> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if !(1..=64).contains(&name.len()) || !name.bytes().all(is_plain) {
        return Err(TokenError::Name {
            name: name.to_owned(),
        });
    }
    let mut tokens = if path.exists() {
        read(path)?
    } else {
        Vec::new()
    };
    if tokens.iter().any(|token| token.name == name) {
        return Err(TokenError::Taken {
            name: name.to_owned(),
        });
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(TokenError::Random)?;
    let secret = format!("dm_{}", hexadecimal(&random));
    tokens.push(Token {
        name: name.to_owned(),
        scope,
        sha256: hexadecimal(&Sha256::digest(&secret)),
        created: now.to_owned(),
    });
    write(path, &tokens)?;
    Ok(secret)
}

/// Takes a token out of the file.
///
/// # Errors
/// When there is none of that name, or the file cannot be read or written.
pub fn revoke(path: &Path, name: &str) -> Result<(), TokenError> {
    let mut tokens = read(path)?;
    let before = tokens.len();
    tokens.retain(|token| token.name != name);
    if tokens.len() == before {
        return Err(TokenError::Unknown {
            name: name.to_owned(),
        });
    }
    write(path, &tokens)
}

/// Replaces the file: whoever reads it sees the old one or the new one, and only its owner may read it.
fn write(path: &Path, tokens: &[Token]) -> Result<(), TokenError> {
    let replaced = || -> io::Result<()> {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        // Made with mode 600.
        let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        for token in tokens {
            serde_json::to_writer(&mut file, token)?;
            file.write_all(b"\n")?;
        }
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    replaced().map_err(|source| TokenError::Unwritable {
        path: path.to_owned(),
        source,
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest_of(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut digest = [0; 32];
    for (byte, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(digest)
}

/// Who sent a token that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Holder {
    /// What the token is called.
    pub(super) name: Arc<str>,
    /// What it allows.
    pub(super) scope: Scope,
}

/// A token as it is compared.
struct Known {
    digest: [u8; 32],
    holder: Holder,
}

/// How a file looked when it was read: another look means that it was changed.
type Look = Option<(SystemTime, u64, u64)>;

/// The tokens of a running server.
pub(super) struct Tokens {
    /// The one of the setting `token`.
    single: Option<Known>,
    path: Option<PathBuf>,
    file: Mutex<Loaded>,
}

#[derive(Default)]
struct Loaded {
    look: Look,
    known: Arc<Vec<Known>>,
}

impl Tokens {
    /// Reads the file, if there is to be one.
    pub(super) fn open(single: Option<&str>, path: Option<&Path>) -> Result<Self, TokenError> {
        let single = single.filter(|it| !it.is_empty()).map(|secret| Known {
            digest: Sha256::digest(secret).into(),
            holder: Holder {
                name: "token".into(),
                scope: Scope::Admin,
            },
        });
        let mut loaded = Loaded::default();
        if let Some(path) = path {
            loaded = Loaded {
                look: look(path),
                known: known(&read(path)?),
            };
        }
        Ok(Self {
            single,
            path: path.map(PathBuf::from),
            file: Mutex::new(loaded),
        })
    }

    /// Whether no token could open anything.
    pub(super) fn are_none(&self) -> bool {
        self.single.is_none() && self.path.is_none()
    }

    /// Whose secret this is.
    pub(super) fn holder(&self, secret: &str) -> Option<Holder> {
        let digest: [u8; 32] = Sha256::digest(secret).into();
        let listed = self.current();
        // One more than there are stands for none.
        let mut found = u64::MAX;
        let all = || self.single.iter().chain(listed.iter());
        for (number, known) in (0_u64..).zip(all()) {
            let same: Choice = known.digest.ct_eq(&digest);
            found.conditional_assign(&number, same);
        }
        let found = usize::try_from(found).ok()?;
        all().nth(found).map(|known| known.holder.clone())
    }

    /// Reads the file anew, changed or not, and says how many tokens there are.
    pub(super) fn reread(&self) -> Result<usize, TokenError> {
        if let Some(path) = &self.path {
            let (look, tokens) = (look(path), read(path)?);
            *self.lock() = Loaded {
                look,
                known: known(&tokens),
            };
        }
        Ok(self.lock().known.len() + usize::from(self.single.is_some()))
    }

    /// The tokens of the file as it is now.
    fn current(&self) -> Arc<Vec<Known>> {
        if let Some(path) = &self.path {
            let now = look(path);
            let mut loaded = self.lock();
            if loaded.look != now {
                // Also where it cannot be read: once is enough to say so.
                loaded.look = now;
                match read(path) {
                    Ok(tokens) => {
                        tracing::info!(tokens = tokens.len(), "the tokens were read anew");
                        loaded.known = known(&tokens);
                    }
                    Err(error) => {
                        tracing::error!(%error, "the tokens that were known before hold on");
                    }
                }
            }
        }
        Arc::clone(&self.lock().known)
    }

    fn lock(&self) -> MutexGuard<'_, Loaded> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn known(tokens: &[Token]) -> Arc<Vec<Known>> {
    let known = tokens.iter().filter_map(|token| {
        Some(Known {
            digest: digest_of(&token.sha256)?,
            holder: Holder {
                name: token.name.as_str().into(),
                scope: token.scope,
            },
        })
    });
    Arc::new(known.collect())
}

#[cfg(unix)]
fn look(path: &Path) -> Look {
    use std::os::unix::fs::MetadataExt as _;
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len(), found.ino()))
}

#[cfg(not(unix))]
fn look(path: &Path) -> Look {
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_made_found_and_revoked_while_the_server_runs() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens");
        let first = create(&path, "ci", Scope::Write, "2026").unwrap();
        let tokens = Tokens::open(Some("single"), Some(&path)).unwrap();
        let scope = |secret: &str| tokens.holder(secret).map(|it| it.scope);
        assert_eq!(scope("single"), Some(Scope::Admin));
        assert_eq!(scope(&first), Some(Scope::Write));
        assert_eq!(scope(""), None);
        assert_eq!(scope("dm_"), None);
        let second = create(&path, "reader", Scope::Query, "2026").unwrap();
        assert_eq!(scope(&second), Some(Scope::Query));
        revoke(&path, "ci").unwrap();
        assert_eq!((scope(&first), scope(&second)), (None, Some(Scope::Query)));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(&second), "{text}");
        // What cannot be read takes no token away from anybody.
        std::fs::write(&path, "nonsense").unwrap();
        assert_eq!(scope(&second), Some(Scope::Query));
        assert!(tokens.reread().is_err());
        std::fs::write(&path, "").unwrap();
        assert_eq!(tokens.reread().unwrap(), 1);
        assert_eq!(scope(&second), None);
    }

    #[test]
    fn odd_names_and_lines_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens");
        create(&path, "a", Scope::Admin, "2026").unwrap();
        let taken = create(&path, "a", Scope::Query, "2026").unwrap_err();
        assert!(taken.to_string().contains("`a` already"));
        assert!(create(&path, "a b", Scope::Query, "2026").is_err());
        assert!(revoke(&path, "b").unwrap_err().to_string().contains("`b`"));
        std::fs::write(&path, "\n{\"name\":\"x\",\"scope\":\"root\"}\n").unwrap();
        assert!(read(&path).unwrap_err().to_string().contains("tokens:2: "));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens");
        create(&path, "a", Scope::Admin, "2026").unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
