//! From a thread that evaluates to a client that reads.
//!
//! The evaluating thread writes to an [`Outlet`]. What fits into one buffer leaves as one sized
//! body; what does not is streamed through a bounded channel. A stream ends well only if the
//! thread said so: after an error, a panic or the deadline, the connection is broken off instead.
//! A client that takes nothing for as long as the server has patience is given up, so that it keeps
//! neither the thread nor the place of its export.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::rt::time::timeout;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpResponse, HttpResponseBuilder};
use tokio::sync::mpsc::{self, error::TrySendError};

use crate::store::{Deadline, Store};

use super::error::ServeError;
use super::state::State;
use super::workers::Workers;

/// Answers up to this size are sent as one sized body.
const BUFFER_BYTES: usize = 16 * 1024;
/// What is larger leaves in buffers of this size: each takes a wake-up of everybody on its way.
const STREAM_BYTES: usize = 64 * 1024;
/// How many buffers may wait for a slow client before the evaluation waits too.
const BUFFERS_WAITING: usize = 8;
/// How long after its deadline an evaluation is given to notice it.
pub(super) const GRACE: Duration = Duration::from_secs(1);

/// What the evaluating thread says about its answer before the first byte.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) content_type: String,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Head {
    pub(super) fn of(content_type: impl Into<String>) -> Self {
        Self {
            content_type: content_type.into(),
            headers: Vec::new(),
        }
    }

    pub(super) fn response(&self) -> HttpResponseBuilder {
        let mut response = HttpResponse::Ok();
        response.insert_header((header::CONTENT_TYPE, self.content_type.as_str()));
        response.insert_header((header::VARY, "accept"));
        for (name, value) in &self.headers {
            response.insert_header((name.clone(), value.clone()));
        }
        response
    }
}

pub(super) enum Part {
    /// The whole answer, small.
    Whole(Head, Bytes),
    /// The first buffer of a large answer.
    Start(Head, Bytes),
    /// A further buffer.
    More(Bytes),
    /// The last buffer: only now is the answer whole.
    End(Bytes),
    /// Nothing was sent and nothing will be.
    Failed(ServeError),
}

/// Tells the evaluating thread that there is room for another buffer, or nobody to take it.
#[derive(Default)]
pub(super) struct Room {
    lock: Mutex<()>,
    freed: Condvar,
}

impl Room {
    /// Who holds this misses no news.
    fn lock(&self) -> MutexGuard<'_, ()> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        let _news = self.lock();
        self.freed.notify_all();
    }
}

/// How parts of an answer leave the thread that makes them.
pub(super) trait Way: Send {
    /// Hands on a part, and waits for room.
    fn send(&mut self, part: Part) -> io::Result<()>;

    /// What has begun will not be whole.
    fn break_off(&mut self, error: &ServeError);
}

/// To the client.
struct ToClient {
    sender: mpsc::Sender<Part>,
    room: Arc<Room>,
    /// How long to wait for a client that takes nothing.
    patience: Duration,
    deadline: Deadline,
}

impl Way for ToClient {
    fn send(&mut self, mut part: Part) -> io::Result<()> {
        let since = Instant::now();
        let patience = match self.deadline.left() {
            // Whoever waits beyond it waits for an answer that is broken off.
            Some(left) => self.patience.min(left.saturating_add(GRACE)),
            None => self.patience,
        };
        let mut waiting = self.room.lock();
        loop {
            part = match self.sender.try_send(part) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Closed(_)) => return Err(io::ErrorKind::BrokenPipe.into()),
                Err(TrySendError::Full(part)) => part,
            };
            let Some(left) = patience.checked_sub(since.elapsed()) else {
                let why = "the client takes nothing";
                return Err(io::Error::new(io::ErrorKind::TimedOut, why));
            };
            let woken = self.room.freed.wait_timeout(waiting, left);
            (waiting, _) = woken.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn break_off(&mut self, error: &ServeError) {
        // The channel closes without an end, and the connection with it.
        tracing::warn!(%error, "an answer was broken off");
    }
}

/// Where an evaluation writes its answer.
pub(super) struct Outlet {
    way: Box<dyn Way>,
    head: Head,
    buffer: Vec<u8>,
    started: bool,
    /// Who keeps the answer if it is whole and small, and what there is of it.
    keeper: Option<(Keeper, Vec<Bytes>)>,
}

/// Keeps a whole answer.
type Keeper = Box<dyn FnOnce(&Head, Vec<u8>) + Send>;

/// Longer answers are not kept.
pub(super) const KEPT_BYTES: usize = 1024 * 1024;

impl Outlet {
    /// Has the answer kept if it is whole and small.
    pub(super) fn keep(&mut self, keeper: Keeper) {
        self.keeper = Some((keeper, Vec::new()));
    }

    /// Has it not kept.
    pub(super) fn forget(&mut self) {
        self.keeper = None;
    }

    /// Puts a part aside.
    fn put_aside(&mut self, bytes: &Bytes) {
        let Some((_, parts)) = &mut self.keeper else {
            return;
        };
        parts.push(bytes.clone());
        if parts.iter().map(Bytes::len).sum::<usize>() > KEPT_BYTES {
            self.keeper = None;
        }
    }

    /// Says what kind of answer follows. To be called before the first byte.
    pub(super) fn head(&mut self, head: Head) {
        self.head = head;
    }

    /// An answer that leaves by `way`.
    pub(super) fn by(way: Box<dyn Way>) -> Self {
        Self {
            way,
            head: Head::of("application/octet-stream"),
            buffer: Vec::new(),
            started: false,
            keeper: None,
        }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let bytes = Bytes::from(std::mem::replace(
            &mut self.buffer,
            Vec::with_capacity(STREAM_BYTES),
        ));
        self.put_aside(&bytes);
        if self.started {
            return self.way.send(Part::More(bytes));
        }
        self.started = true;
        self.way.send(Part::Start(self.head.clone(), bytes))
    }

    /// Sends what is left, or why there is nothing.
    pub(super) fn close(mut self, outcome: Result<(), ServeError>) {
        let bytes = Bytes::from(std::mem::take(&mut self.buffer));
        self.put_aside(&bytes);
        if outcome.is_ok()
            && let Some((keeper, parts)) = self.keeper.take()
        {
            keeper(&self.head, parts.concat());
        }
        let last = match outcome {
            Ok(()) if self.started => Part::End(bytes),
            Ok(()) => Part::Whole(self.head.clone(), bytes),
            Err(error) if self.started => {
                self.way.break_off(&error);
                return;
            }
            Err(error) => Part::Failed(error),
        };
        // If nobody listens any more, there is nobody to tell.
        let _gone = self.way.send(last);
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    // Serializers write sign by sign.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let room = if self.started {
            STREAM_BYTES
        } else {
            BUFFER_BYTES
        };
        if self.buffer.len() + bytes.len() > room && !self.buffer.is_empty() {
            self.pass_on()?;
        }
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Cancels the evaluation when the client has gone: the response, or its body, is dropped then.
pub(super) struct Leave(pub(super) Deadline, pub(super) Arc<Room>);

impl Drop for Leave {
    fn drop(&mut self) {
        self.0.cancel();
        self.1.tell();
    }
}

/// Runs `job` on an evaluating thread and sends what it writes.
pub(super) async fn answer<J>(state: &Data<State>, job: J) -> Result<HttpResponse, ServeError>
where
    J: FnOnce(&State, &Deadline, &mut Outlet) -> Result<(), ServeError> + Send + 'static,
{
    answer_until(state, &state.workers, state.deadline(), job).await
}

/// As [`answer`], for as long as somebody reads.
pub(super) async fn answer_without_limit<J>(
    state: &Data<State>,
    job: J,
) -> Result<HttpResponse, ServeError>
where
    J: FnOnce(&State, &Deadline, &mut Outlet) -> Result<(), ServeError> + Send + 'static,
{
    answer_until(state, &state.workers, Deadline::none(), job).await
}

/// As [`answer`], on threads of one's own choice.
pub(super) async fn answer_until<J>(
    state: &Data<State>,
    workers: &Workers,
    deadline: Deadline,
    job: J,
) -> Result<HttpResponse, ServeError>
where
    J: FnOnce(&State, &Deadline, &mut Outlet) -> Result<(), ServeError> + Send + 'static,
{
    let limit = deadline
        .limit()
        .map_or(Duration::MAX, |limit| limit.saturating_add(GRACE));
    let room = Arc::new(Room::default());
    // Older than the receiver, so that it is dropped after it.
    let leave = Leave(deadline.clone(), Arc::clone(&room));
    let (sender, mut parts) = mpsc::channel(BUFFERS_WAITING);
    let mut outlet = Outlet::by(Box::new(ToClient {
        sender,
        room,
        patience: state.settings.patience,
        deadline: deadline.clone(),
    }));
    let (theirs, their_deadline) = (state.clone(), deadline);
    workers
        .submit(move || {
            let outcome = job(&theirs, &their_deadline, &mut outlet);
            outlet.close(outcome);
        })
        .map_err(|_full| ServeError::Busy)?;
    let first = timeout(limit, parts.recv())
        .await
        .map_err(|_elapsed| ServeError::Timeout(state.settings.timeout))?;
    leave.1.tell();
    match first {
        Some(Part::Whole(head, body)) => Ok(head.response().body(body)),
        Some(Part::Start(head, first)) => Ok(head
            .response()
            .streaming(stream(first, parts, leave, limit))),
        Some(Part::Failed(error)) => Err(error),
        Some(Part::More(_) | Part::End(_)) | None => Err(ServeError::Internal),
    }
}

/// Runs `job` on an evaluating thread and waits for its value.
pub(super) async fn compute<T, J>(state: &Data<State>, job: J) -> Result<T, ServeError>
where
    T: Send + 'static,
    J: FnOnce(&State, &Store, &Deadline) -> Result<T, ServeError> + Send + 'static,
{
    compute_on(state, &state.workers, job).await
}

/// As [`compute`], on threads of one's own choice.
pub(super) async fn compute_on<T, J>(
    state: &Data<State>,
    workers: &Workers,
    job: J,
) -> Result<T, ServeError>
where
    T: Send + 'static,
    J: FnOnce(&State, &Store, &Deadline) -> Result<T, ServeError> + Send + 'static,
{
    let deadline = state.deadline();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let (theirs, their_deadline) = (state.clone(), deadline.clone());
    workers
        .submit(move || {
            let _gone = sender.send(job(&theirs, &theirs.store, &their_deadline));
        })
        .map_err(|_full| ServeError::Busy)?;
    let _leave = Leave(deadline, Arc::default());
    timeout(state.settings.timeout.saturating_add(GRACE), receiver)
        .await
        .map_err(|_elapsed| ServeError::Timeout(state.settings.timeout))?
        .map_err(|_panicked| ServeError::Internal)?
}

struct Streaming {
    first: Option<Bytes>,
    parts: mpsc::Receiver<Part>,
    over: bool,
    limit: Duration,
    /// Dropped after the receiver: who waits for room learns that nobody is there.
    leave: Leave,
}

fn stream(
    first: Bytes,
    parts: mpsc::Receiver<Part>,
    leave: Leave,
    limit: Duration,
) -> impl futures_util::Stream<Item = Result<Bytes, io::Error>> {
    let streaming = Streaming {
        first: Some(first),
        parts,
        over: false,
        limit,
        leave,
    };
    futures_util::stream::unfold(streaming, |mut streaming| async move {
        if let Some(first) = streaming.first.take() {
            return Some((Ok(first), streaming));
        }
        if streaming.over {
            return None;
        }
        let next = timeout(streaming.limit, streaming.parts.recv()).await;
        streaming.leave.1.tell();
        match next {
            Ok(Some(Part::More(bytes))) => Some((Ok(bytes), streaming)),
            Ok(Some(Part::End(bytes))) => {
                streaming.over = true;
                if bytes.is_empty() {
                    return None;
                }
                Some((Ok(bytes), streaming))
            }
            // An error breaks the connection, and the client sees that the answer is not whole.
            _ => {
                streaming.over = true;
                Some((Err(io::Error::from(io::ErrorKind::TimedOut)), streaming))
            }
        }
    })
}
