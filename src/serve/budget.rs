//! What one client may take: requests a second, queries at once, seconds of computing a minute.
//!
//! Budgets are buckets that fill at a steady pace: who was quiet may hurry for a while. A refusal says when to come back.
//! Clients are told apart by address (of IPv6 by network). What the operator sets holds for everybody; where nothing is
//! set, clients on this machine are not limited, and a proxy on this machine has to say whom it speaks for
//! (`behind-proxy`). Holders of the token have no budget.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

use super::auth;
use super::error::ServeError;
use super::state::State;

/// Budgets of a client; what is not set has its default for clients elsewhere, and no end for clients on this machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budgets {
    /// Requests a second; ten seconds' worth may come at once. Default 50.
    pub rate: Option<u32>,
    /// Queries at once. Default 16.
    pub at_once: Option<u32>,
    /// Seconds of computing a minute. Default 60.
    pub seconds: Option<u32>,
    /// Whether a proxy says who the client is, in the last address of `X-Forwarded-For`.
    pub behind_proxy: bool,
}

const RATE: u32 = 50;
const AT_ONCE: u32 = 16;
const SECONDS: u32 = 60;
/// How many seconds of requests may come at once.
const BURST: f64 = 10.0;
/// A client of whom nothing was heard for so long has full buckets, and is forgotten.
const FORGOTTEN: Duration = Duration::from_mins(2);
/// How many clients are known before some are forgotten.
const KNOWN: usize = 10_000;

/// The accounts of all clients.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    budgets: Budgets,
    clients: Mutex<HashMap<IpAddr, Client>>,
}

#[derive(Debug)]
struct Client {
    requests: Option<Bucket>,
    seconds: Option<Bucket>,
    at_once: Option<u32>,
    running: u32,
    seen: Instant,
}

/// Fills at a steady pace, up to what it holds; may be drawn below nothing.
#[derive(Debug)]
struct Bucket {
    level: f64,
    holds: f64,
    a_second: f64,
    at: Instant,
}

impl Bucket {
    fn full(holds: f64, a_second: f64, now: Instant) -> Self {
        Self {
            level: holds,
            holds,
            a_second,
            at: now,
        }
    }

    /// Whether there is so much in it; if not, how long that takes.
    fn has(&mut self, amount: f64, now: Instant) -> Result<(), Duration> {
        let since = now.saturating_duration_since(self.at).as_secs_f64();
        self.level = since.mul_add(self.a_second, self.level).min(self.holds);
        self.at = now;
        if self.level >= amount {
            return Ok(());
        }
        let wait = (amount - self.level) / self.a_second;
        Err(Duration::try_from_secs_f64(wait).unwrap_or(FORGOTTEN))
    }
}

/// A query of a client that is under way.
#[derive(Debug)]
pub(super) struct Pass {
    accounts: Arc<Accounts>,
    client: IpAddr,
}

impl Pass {
    /// Draws what the query has taken.
    pub(super) fn charge(&self, cpu: Duration) {
        if let Some(client) = self.accounts.lock().get_mut(&self.client)
            && let Some(bucket) = &mut client.seconds
        {
            bucket.level -= cpu.as_secs_f64();
        }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        if let Some(client) = self.accounts.lock().get_mut(&self.client) {
            client.running = client.running.saturating_sub(1);
        }
    }
}

impl Accounts {
    pub(super) fn new(budgets: Budgets) -> Self {
        Self {
            budgets,
            clients: Mutex::default(),
        }
    }

    /// Lets a client ask for something small, or says when to come back.
    pub(super) fn request(&self, request: &HttpRequest) -> Result<(), ServeError> {
        self.drawn(self.client(request), Instant::now())
    }

    /// Lets a client's query begin, or says when to come back.
    pub(super) fn query(self: &Arc<Self>, request: &HttpRequest) -> Result<Pass, ServeError> {
        self.begun(self.client(request), Instant::now())
    }

    fn drawn(&self, address: IpAddr, now: Instant) -> Result<(), ServeError> {
        let mut clients = self.lock();
        let client = self.account(&mut clients, address, now);
        let Some(bucket) = &mut client.requests else {
            return Ok(());
        };
        bucket
            .has(1.0, now)
            .map_err(|wait| too_many(wait, "requests a second", "client-rate"))?;
        bucket.level -= 1.0;
        Ok(())
    }

    fn begun(self: &Arc<Self>, address: IpAddr, now: Instant) -> Result<Pass, ServeError> {
        let mut clients = self.lock();
        let client = self.account(&mut clients, address, now);
        if client.at_once.is_some_and(|most| client.running >= most) {
            // Nobody knows when a query ends: at the next full second, perhaps.
            return Err(too_many(
                Duration::ZERO,
                "queries at once",
                "client-queries",
            ));
        }
        if let Some(bucket) = &mut client.seconds {
            bucket.has(0.0, now).map_err(|wait| {
                too_many(wait, "seconds of computing a minute", "client-seconds")
            })?;
        }
        client.running += 1;
        drop(clients);
        Ok(Pass {
            accounts: Arc::clone(self),
            client: address,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, Client>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn account<'c>(
        &self,
        clients: &'c mut HashMap<IpAddr, Client>,
        address: IpAddr,
        now: Instant,
    ) -> &'c mut Client {
        if clients.len() >= KNOWN && !clients.contains_key(&address) {
            clients.retain(|_, client| {
                client.running > 0 || now.saturating_duration_since(client.seen) < FORGOTTEN
            });
        }
        let client = clients
            .entry(address)
            .or_insert_with(|| self.open(address, now));
        client.seen = now;
        client
    }

    fn open(&self, address: IpAddr, now: Instant) -> Client {
        let is_here = address.is_loopback();
        let settled = |set: Option<u32>, usual| set.or((!is_here).then_some(usual));
        let rate = settled(self.budgets.rate, RATE).map(f64::from);
        let seconds = settled(self.budgets.seconds, SECONDS).map(f64::from);
        Client {
            requests: rate.map(|rate| Bucket::full(rate * BURST, rate, now)),
            seconds: seconds.map(|seconds| Bucket::full(seconds, seconds / 60.0, now)),
            at_once: settled(self.budgets.at_once, AT_ONCE),
            running: 0,
            seen: now,
        }
    }

    /// Who asks.
    fn client(&self, request: &HttpRequest) -> IpAddr {
        let forwarded = request.headers().get_all("x-forwarded-for").last();
        let forwarded = forwarded
            .filter(|_| self.budgets.behind_proxy)
            .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        let peer = request.peer_addr().map(|address| address.ip());
        network(forwarded.or(peer).unwrap_or(Ipv6Addr::LOCALHOST.into()))
    }
}

/// Of IPv6 the network, of which one client has all addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address => address,
    }
}

fn too_many(wait: Duration, what: &'static str, setting: &'static str) -> ServeError {
    ServeError::TooMany {
        what,
        setting,
        // Rounded up: who comes back then is let in.
        seconds: wait.as_secs() + 1,
    }
}

/// Middleware: counts requests. Those who watch the server are not counted.
pub(super) async fn rate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let is_watching = ["/health", "/ready", "/metrics"].contains(&request.path());
    if !is_watching
        && let Some(state) = request.app_data::<Data<State>>()
        && let Err(error) = state.accounts.request(request.request())
        && !matches!(auth::scope(request.request(), state), Ok(Some(_)))
    {
        let response = HttpResponse::from_error(error);
        return Ok(request.into_response(response).map_into_boxed_body());
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elsewhere() -> IpAddr {
        "203.0.113.7".parse().unwrap()
    }

    fn accounts(budgets: Budgets) -> Arc<Accounts> {
        Arc::new(Accounts::new(budgets))
    }

    fn wait<T>(outcome: Result<T, ServeError>) -> u64 {
        match outcome.err() {
            Some(ServeError::TooMany { seconds, .. }) => seconds,
            _ => 0,
        }
    }

    #[test]
    fn requests_are_counted_and_forgiven() {
        let accounts = accounts(Budgets {
            rate: Some(2),
            ..Budgets::default()
        });
        let start = Instant::now();
        for _ in 0..20 {
            assert_eq!(wait(accounts.drawn(elsewhere(), start)), 0);
        }
        assert_eq!(wait(accounts.drawn(elsewhere(), start)), 1);
        let other = "203.0.113.8".parse().unwrap();
        assert_eq!(wait(accounts.drawn(other, start)), 0, "another client");
        let later = start + Duration::from_secs(1);
        assert_eq!(wait(accounts.drawn(elsewhere(), later)), 0);
    }

    #[test]
    fn computing_is_paid_for_afterwards() {
        let accounts = accounts(Budgets {
            seconds: Some(6),
            ..Budgets::default()
        });
        let start = Instant::now();
        let pass = accounts.begun(elsewhere(), start).unwrap();
        pass.charge(Duration::from_secs(9));
        // Three seconds too many, at a tenth of a second a second.
        assert_eq!(wait(accounts.begun(elsewhere(), start)), 31);
        let later = start + Duration::from_secs(31);
        assert_eq!(wait(accounts.begun(elsewhere(), later)), 0);
    }

    #[test]
    fn queries_at_once_end_when_their_pass_is_dropped() {
        let accounts = accounts(Budgets {
            at_once: Some(1),
            ..Budgets::default()
        });
        let start = Instant::now();
        let pass = accounts.begun(elsewhere(), start).unwrap();
        assert_eq!(wait(accounts.begun(elsewhere(), start)), 1);
        drop(pass);
        assert!(accounts.begun(elsewhere(), start).is_ok());
    }

    #[test]
    fn without_settings_only_others_are_limited() {
        let accounts = accounts(Budgets::default());
        let start = Instant::now();
        let here = IpAddr::from([127, 0, 0, 1]);
        let passes = |address| {
            let passes: Vec<_> = (0..100)
                .map_while(|_| accounts.begun(address, start).ok())
                .collect();
            passes.len()
        };
        assert_eq!(passes(here), 100);
        assert_eq!(passes(elsewhere()), 16);
    }

    #[test]
    fn a_network_is_one_client() {
        let one = network("2001:db8:1:2:3::4".parse().unwrap());
        assert_eq!(one, network("2001:db8:1:2:9::9".parse().unwrap()));
        assert_ne!(one, network("2001:db8:1:3::4".parse().unwrap()));
        let mapped = network("::ffff:203.0.113.7".parse().unwrap());
        assert_eq!(mapped, elsewhere());
    }
}
