//! What server and worker say to each other: frames of a kind, a length and as many bytes, over a pair of sockets.
//!
//! An answer is a head, bodies and an end; whatever stops without an end is not whole.

use std::io::{self, BufReader, BufWriter, Read as _, Write as _};
use std::os::unix::net::UnixStream;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::serve::error::ServeError;
use crate::store::{Form, StoreError};

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// To the worker: settings.
    Setup = b's' as isize,
    /// To the worker: a query.
    Ask = b'a' as isize,
    /// To the worker: what was found.
    Found = b'f' as isize,
    /// To the server: what kind of answer follows.
    Head = b'h' as isize,
    /// To the server: a part of the answer.
    Body = b'b' as isize,
    /// To the server: search for this, I have no index.
    Search = b'q' as isize,
    /// To the server: the answer is whole, or why not.
    Done = b'd' as isize,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Setup,
        Self::Ask,
        Self::Found,
        Self::Head,
        Self::Body,
        Self::Search,
        Self::Done,
    ];

    fn of(byte: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| *kind as isize == isize::from(byte))
    }

    fn byte(self) -> u8 {
        u8::try_from(self as isize).unwrap_or_default()
    }
}

/// No frame is longer: queries and bodies are limited before.
const LONGEST: usize = 1 << 30;
const BUFFER_BYTES: usize = 32 * 1024;

/// One end of the line.
pub(super) struct Line {
    reader: BufReader<UnixStream>,
    writer: BufWriter<UnixStream>,
}

impl Line {
    pub(super) fn over(socket: UnixStream) -> io::Result<Self> {
        let reader = BufReader::with_capacity(BUFFER_BYTES, socket.try_clone()?);
        Ok(Self {
            reader,
            writer: BufWriter::with_capacity(BUFFER_BYTES, socket),
        })
    }

    /// Puts a frame on the line. What is short waits for [`Line::flush`].
    pub(super) fn put(&mut self, kind: Kind, payload: &[u8]) -> io::Result<()> {
        let length = u32::try_from(payload.len())
            .map_err(|_too_long| io::Error::from(io::ErrorKind::InvalidInput))?;
        self.writer.write_all(&[kind.byte()])?;
        self.writer.write_all(&length.to_le_bytes())?;
        self.writer.write_all(payload)
    }

    pub(super) fn put_json(&mut self, kind: Kind, value: &impl Serialize) -> io::Result<()> {
        self.put(kind, &serde_json::to_vec(value)?)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Waits for a frame.
    pub(super) fn take(&mut self) -> io::Result<(Kind, Vec<u8>)> {
        let mut head = [0; 5];
        self.reader.read_exact(&mut head)?;
        let [kind, length @ ..] = head;
        let broken = || io::Error::from(io::ErrorKind::InvalidData);
        let kind = Kind::of(kind).ok_or_else(broken)?;
        let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_too_long| broken())?;
        if length > LONGEST {
            return Err(broken());
        }
        let mut payload = vec![0; length];
        self.reader.read_exact(&mut payload)?;
        Ok((kind, payload))
    }

    /// Waits for a frame of this kind.
    pub(super) fn take_json<T: DeserializeOwned>(&mut self, expected: Kind) -> io::Result<T> {
        let (kind, payload) = self.take()?;
        if kind != expected {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(serde_json::from_slice(&payload)?)
    }
}

/// What a worker says of the answer that follows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) content_type: String,
    pub(super) headers: Vec<(String, String)>,
}

/// How an answer ended, and what it took.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Done {
    /// Nothing where it is whole.
    pub(super) failure: Option<Failure>,
    /// CPU time, in microseconds.
    pub(super) cpu: u64,
    /// Rows of the answer.
    pub(super) rows: u64,
    /// Memory that the worker has, in bytes, if it was looked up.
    pub(super) memory: u64,
}

/// Why a query has no answer, as far as the client has to know.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Failure {
    Syntax(String),
    BadRequest(String),
    Refused(String),
    Remote(String),
    /// No form of the answer suits the client: an answer of this kind.
    Rows,
    Boolean,
    Triples,
    Timeout(u64),
    Busy,
    Gone,
    Internal(String),
}

impl Failure {
    pub(super) fn of(error: &ServeError) -> Self {
        match error {
            ServeError::BadRequest(text) | ServeError::Store(StoreError::BadRequest(text)) => {
                Self::BadRequest(text.clone())
            }
            ServeError::Store(StoreError::Syntax(text)) => Self::Syntax(text.clone()),
            ServeError::Store(StoreError::Refused(text)) => Self::Refused(text.clone()),
            ServeError::Store(StoreError::Remote(text)) => Self::Remote(text.clone()),
            ServeError::Store(StoreError::Timeout { seconds }) => Self::Timeout(*seconds),
            ServeError::Store(StoreError::Busy) | ServeError::Busy => Self::Busy,
            ServeError::Store(StoreError::Gone) => Self::Gone,
            other => Self::Internal(other.to_string()),
        }
    }

    pub(super) fn of_form(form: Form) -> Self {
        match form {
            Form::Rows => Self::Rows,
            Form::Boolean => Self::Boolean,
            Form::Triples => Self::Triples,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_arrive_as_they_were_put() {
        let (one, other) = UnixStream::pair().unwrap();
        let (mut one, mut other) = (Line::over(one).unwrap(), Line::over(other).unwrap());
        one.put(Kind::Body, b"").unwrap();
        one.put_json(Kind::Done, &7).unwrap();
        one.flush().unwrap();
        assert_eq!(other.take().unwrap(), (Kind::Body, vec![]));
        assert_eq!(other.take_json::<u8>(Kind::Done).unwrap(), 7);
        one.put(Kind::Body, &[1; 100]).unwrap();
        drop(one);
        // What is cut off is no frame.
        let (half, whole) = UnixStream::pair().unwrap();
        let mut whole = Line::over(whole).unwrap();
        (&half).write_all(b"b\x10\0\0\0abc").unwrap();
        drop(half);
        assert!(whole.take().is_err());
    }
}
