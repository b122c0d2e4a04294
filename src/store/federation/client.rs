//! Asks endpoints over HTTP: with a name, within a deadline, again after a passing failure, and not twice in an hour.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, config::Config};

use super::super::{Deadline, StoreError};
use super::Services;
use super::address::is_public;

/// Most bytes of an answer.
const LARGEST: u64 = 64 << 20;
/// Most bytes of answers that are kept.
const KEPT: usize = 64 << 20;

/// Why there is no answer.
pub(super) enum Failure {
    /// The time is over, or nobody waits.
    Stopped(StoreError),
    /// The endpoint or the way to it.
    Other(String),
}

/// Asks endpoints, and remembers their answers for a while.
pub(super) struct Client {
    agent: Agent,
    timeout: Duration,
    retries: u32,
    keep: Duration,
    cache: Mutex<Cache>,
}

#[derive(Default)]
struct Cache {
    /// By endpoint and question.
    answers: BTreeMap<(String, String), (Instant, Arc<[u8]>)>,
    bytes: usize,
}

impl Client {
    pub(super) fn new(settings: &Services) -> Self {
        let config = Config::builder()
            // What redirects is not followed: it could lead anywhere.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would look names up in our place.
            .proxy(None)
            .user_agent(settings.agent.clone())
            .build();
        let resolver = Outward {
            private: settings.private,
            inner: DefaultResolver::default(),
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            timeout: settings.timeout,
            retries: settings.retries,
            keep: settings.keep,
            cache: Mutex::default(),
        }
    }

    /// The answer of an endpoint to a question, as JSON.
    pub(super) fn ask(
        &self,
        endpoint: &str,
        question: &str,
        deadline: &Deadline,
    ) -> Result<Arc<[u8]>, Failure> {
        let key = (endpoint.to_owned(), question.to_owned());
        if let Some(answer) = self.cache().get(&key, self.keep) {
            return Ok(answer);
        }
        let mut wait = Duration::from_millis(500);
        let mut tries = 0;
        loop {
            deadline.check().map_err(Failure::Stopped)?;
            // A moment more than is left: then it is the deadline that has passed, and is told.
            let left = deadline.left().map(|left| left + Duration::from_millis(50));
            let left = left.map_or(self.timeout, |left| left.min(self.timeout));
            match self.post(endpoint, question, left) {
                Ok(answer) => {
                    let answer: Arc<[u8]> = answer.into();
                    self.cache().put(key, &answer, self.keep);
                    return Ok(answer);
                }
                Err(Refusal { why, again: None }) => {
                    deadline.check().map_err(Failure::Stopped)?;
                    return Err(Failure::Other(why));
                }
                Err(Refusal {
                    why,
                    again: Some(told),
                }) => {
                    tries += 1;
                    let pause = told.max(wait);
                    let fits = deadline.left().is_none_or(|left| pause < left);
                    if tries > self.retries || pause > self.timeout || !fits {
                        return Err(Failure::Other(format!("{why}, asked {tries} times")));
                    }
                    std::thread::sleep(pause);
                    wait *= 2;
                }
            }
        }
    }

    fn post(&self, endpoint: &str, question: &str, within: Duration) -> Result<Vec<u8>, Refusal> {
        let request = self
            .agent
            .post(endpoint)
            .config()
            .timeout_global(Some(within))
            .build();
        let sent = request
            .header("Accept", "application/sparql-results+json")
            .send_form([("query", question)]);
        let mut response = sent.map_err(|error| Refusal::of(&error))?;
        let status = response.status();
        match status.as_u16() {
            200..300 => {}
            300..400 => {
                let to = header(&response, "location");
                return Err(Refusal::lasting(format!(
                    "it redirects to `{to}`, which is not followed"
                )));
            }
            429 | 502..=504 => {
                let seconds = header(&response, "retry-after").parse().unwrap_or(0);
                return Err(Refusal {
                    why: status.to_string(),
                    again: Some(Duration::from_secs(seconds)),
                });
            }
            _ => {
                let body = response
                    .body_mut()
                    .with_config()
                    .limit(10_000)
                    .read_to_string();
                let line = body.unwrap_or_default();
                let line: String = line
                    .lines()
                    .next()
                    .unwrap_or("")
                    .chars()
                    .take(200)
                    .collect();
                return Err(Refusal::lasting(format!("{status} {line}")));
            }
        }
        let body = response
            .body_mut()
            .with_config()
            .limit(LARGEST)
            .read_to_vec();
        body.map_err(|error| Refusal::of(&error))
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn header(response: &ureq::http::Response<ureq::Body>, name: &str) -> String {
    let value = response.headers().get(name);
    value
        .and_then(|it| it.to_str().ok())
        .unwrap_or("")
        .to_owned()
}

/// Why a try failed, and after what time another makes sense.
struct Refusal {
    why: String,
    again: Option<Duration>,
}

impl Refusal {
    fn lasting(why: String) -> Self {
        Self { why, again: None }
    }

    fn of(error: &ureq::Error) -> Self {
        let inward = matches!(error, ureq::Error::Io(error) if error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Inward>));
        let passing = match error {
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed => !inward,
            _ => false,
        };
        Self {
            why: error.to_string(),
            again: passing.then_some(Duration::ZERO),
        }
    }
}

impl Cache {
    fn get(&mut self, key: &(String, String), keep: Duration) -> Option<Arc<[u8]>> {
        let (since, answer) = self.answers.get(key)?;
        (since.elapsed() < keep).then(|| Arc::clone(answer))
    }

    fn put(&mut self, key: (String, String), answer: &Arc<[u8]>, keep: Duration) {
        self.answers.retain(|_, (since, _)| since.elapsed() < keep);
        self.bytes = self.answers.values().map(|it| it.1.len()).sum();
        while self.bytes + answer.len() > KEPT {
            let oldest = self.answers.iter().min_by_key(|(_, it)| it.0);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else {
                return;
            };
            let gone = self.answers.remove(&oldest);
            self.bytes -= gone.map_or(0, |it| it.1.len());
        }
        self.answers
            .insert(key, (Instant::now(), Arc::clone(answer)));
    }
}

/// Resolves names to public addresses only.
#[derive(Debug)]
struct Outward {
    private: bool,
    inner: DefaultResolver,
}

/// A name that leads inward.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` leads to {1}, which is not a public address")]
struct Inward(String, std::net::IpAddr);

impl Resolver for Outward {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.inner.resolve(uri, config, timeout)?;
        let inward = addresses.iter().find(|it| !is_public(it.ip()));
        match inward {
            Some(address) if !self.private => {
                let inward = Inward(uri.host().unwrap_or("").to_owned(), address.ip());
                Err(ureq::Error::Io(std::io::Error::other(inward)))
            }
            _ => Ok(addresses),
        }
    }
}
