//! HTTPS: the certificate and key that an operator gives. They are read when the server starts and at each SIGHUP, so that a
//! renewed certificate needs no restart.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::StartError;

/// The files of a certificate.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The chain, PEM, the server's own first.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

impl Tls {
    /// Whether the files can be read and fit each other.
    ///
    /// # Errors
    /// When they do not.
    pub fn check(&self) -> Result<(), StartError> {
        self.read(&ring::default_provider()).map(drop)
    }

    fn read(&self, provider: &CryptoProvider) -> Result<CertifiedKey, StartError> {
        let failed = |path: &Path, why: String| StartError::Tls {
            path: path.to_owned(),
            why,
        };
        let chain = CertificateDer::pem_file_iter(&self.certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| failed(&self.certificate, error.to_string()))?;
        if chain.is_empty() {
            let why = "it holds no certificate".to_owned();
            return Err(failed(&self.certificate, why));
        }
        let key = PrivateKeyDer::from_pem_file(&self.key)
            .map_err(|error| failed(&self.key, error.to_string()))?;
        CertifiedKey::from_der(chain, key, provider).map_err(|error| {
            let why = format!("key and certificate do not belong together: {error}");
            failed(&self.key, why)
        })
    }
}

/// The certificate that is shown now.
#[derive(Debug)]
pub(super) struct Shown {
    files: Tls,
    current: RwLock<Arc<CertifiedKey>>,
}

impl Shown {
    pub(super) fn open(files: Tls) -> Result<Arc<Self>, StartError> {
        let current = RwLock::new(Arc::new(files.read(&ring::default_provider())?));
        Ok(Arc::new(Self { files, current }))
    }

    /// Reads the files anew.
    pub(super) fn reread(&self) -> Result<(), StartError> {
        let read = Arc::new(self.files.read(&ring::default_provider())?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = read;
        Ok(())
    }

    /// What the server says to clients; actix-web adds the protocols.
    pub(super) fn configuration(self: &Arc<Self>) -> Result<ServerConfig, StartError> {
        let provider = Arc::new(ring::default_provider());
        Ok(ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| StartError::Internal(error.to_string()))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::<Self>::clone(self)))
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&current))
    }
}
