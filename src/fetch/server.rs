//! A tree on a server, asked over HTTP.

use std::io::{self, Read};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, StatusCode};
use ureq::{Agent, Proxy};

use super::fault::{Fault, Refusal};
use super::limits::Limits;
use super::tree::{Answer, Document, Language, Tree};
use crate::import::decode;

/// The servers of the official metadata. Both have all of it.
pub const HOSTS: [&str; 2] = ["https://api.aliyun.com", "https://api.alibabacloud.com"];

/// A server that has a tree.
#[derive(Debug)]
pub struct Server {
    agent: Agent,
    base: String,
    /// The address of the proxy, if one is used.
    proxy: Option<String>,
    limits: Limits,
    /// No request before this moment, because the server said `Retry-After`.
    not_before: Mutex<Option<Instant>>,
}

impl Server {
    /// A server by its address; the proxy is the one that the environment names for it.
    ///
    /// # Errors
    /// Where the proxy's address is not valid.
    pub fn new(address: &str, limits: Limits) -> Result<Self, Fault> {
        let base = address.trim_end_matches('/').to_owned();
        let proxy = proxy(&base).map_err(|error| Fault::Failed(error.to_string()))?;
        // Without its user's name and password.
        let is_asked = |proxy: &&Proxy| base.parse().is_ok_and(|address| !proxy.is_no_proxy(&address));
        let named = proxy.as_ref().filter(is_asked).map(|proxy| format!("{}:{}", proxy.host(), proxy.port()));
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // A redirect must not lead from https to http.
            .https_only(base.starts_with("https:"))
            .max_redirects(5)
            .user_agent(concat!("alierr/", env!("CARGO_PKG_VERSION")))
            .accept("application/json")
            .proxy(proxy)
            .timeout_connect(Some(limits.connect))
            .timeout_recv_response(Some(limits.silence))
            .timeout_per_read(Some(limits.silence))
            .timeout_global(Some(limits.whole));
        let config = config.tls_config(
            ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build(),
        );
        let agent = config.build().into();
        Ok(Self { agent, base, proxy: named, limits, not_before: Mutex::new(None) })
    }

    fn once(&self, address: &str, mark: Option<&str>) -> Result<Answer, Refusal> {
        let mut request = self.agent.get(address);
        if let Some(mark) = mark {
            request = request.header("If-None-Match", mark);
        }
        let mut response = request.call().map_err(|error| match (refusal(error), &self.proxy) {
            // With a proxy, the fault is the proxy's: it cannot be reached, or reaches nobody.
            (Refusal { fault: Fault::Unreachable(why), passes, after }, Some(proxy)) => {
                Refusal { fault: Fault::Proxy(proxy.clone(), why), passes, after }
            }
            (refusal, _) => refusal,
        })?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_MODIFIED => return Ok(Answer::Unchanged),
            StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(Answer::Absent),
            status => {
                let fault = Fault::Status(status.as_u16());
                let passes = status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
                return Err(Refusal { fault, passes, after: retry_after(response.headers()) });
            }
        }
        let mark = header(response.headers(), "etag").map(str::to_owned);
        let mut bytes = Vec::new();
        let mut body = response.body_mut().as_reader().take(self.limits.bytes + 1);
        body.read_to_end(&mut bytes).map_err(|error| cut_off(&error))?;
        if bytes.len() as u64 > self.limits.bytes {
            return Err(Refusal::lasting(Fault::TooLarge(self.limits.bytes)));
        }
        let text = decode(&bytes).map_err(|_| Refusal::lasting(Fault::NotText))?;
        Ok(Answer::Text { text, mark })
    }

    /// Waits until the server may be asked again.
    fn wait(&self) {
        loop {
            let until = *self.not_before.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            let Some(left) = until.and_then(|until| until.checked_duration_since(Instant::now())) else {
                return;
            };
            if left.is_zero() {
                return;
            }
            thread::sleep(left);
        }
    }

    /// Lets no thread ask for this long.
    fn leave_alone(&self, pause: Duration) {
        let until = Instant::now() + pause;
        let mut not_before = self.not_before.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *not_before = Some(not_before.map_or(until, |earlier| earlier.max(until)));
    }
}

impl Tree for Server {
    fn get(&self, document: Document, language: Language, mark: Option<&str>) -> Result<Answer, Fault> {
        let address = format!("{}/{}?language={}", self.base, document.path(), language.id());
        let mut pause = self.limits.pause;
        let mut tries = 0;
        loop {
            self.wait();
            tries += 1;
            let Refusal { fault, passes, after } = match self.once(&address, mark) {
                Ok(answer) => return Ok(answer),
                Err(refusal) => refusal,
            };
            if !passes || tries >= self.limits.tries || after > Some(self.limits.longest_pause) {
                return Err(fault);
            }
            match after {
                Some(after) => self.leave_alone(after),
                None => thread::sleep(with_jitter(pause)),
            }
            pause *= 2;
        }
    }
}

/// The pause, lengthened by up to half at random, so that requests that failed together are not repeated together.
fn with_jitter(pause: Duration) -> Duration {
    let moment = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let share = moment.map_or(0, |since| since.subsec_nanos() % 512);
    pause + pause * share / 1024
}

/// The proxy for an address, as the environment names it: by the address's own scheme, else for all.
fn proxy(address: &str) -> Result<Option<Proxy>, ureq::Error> {
    let variables: &[&str] = match address.starts_with("https:") {
        true => &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
        false => &["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
    };
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(named) = variables.iter().find_map(set) else { return Ok(None) };
    let proxy = Proxy::new(&named)?;
    let Some(list) = ["no_proxy", "NO_PROXY"].iter().find_map(set) else { return Ok(Some(proxy)) };
    let mut builder = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    for exempt in exempt(&list) {
        builder = builder.no_proxy(&exempt);
    }
    if let Some(name) = proxy.username() {
        builder = builder.username(name);
    }
    if let Some(password) = proxy.password() {
        builder = builder.password(password);
    }
    builder.build().map(Some)
}

/// What stands in a list of servers that need no proxy. As other programs read it, a domain means what is below it, too,
/// with or without a dot in front.
fn exempt(list: &str) -> Vec<String> {
    let names = list.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty());
    let each = names.map(|name| match name.trim_start_matches('.') {
        domain if domain.contains('*') || domain.ends_with('.') => vec![name.to_owned()],
        domain => vec![domain.to_owned(), format!(".{domain}")],
    });
    each.flatten().collect()
}

/// The seconds to wait where a server tells a moment instead.
const UNTOLD: u64 = 5;

/// How long a server asks to wait: seconds, or a moment.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let told = header(headers, "retry-after")?;
    Some(Duration::from_secs(told.trim().parse().unwrap_or(UNTOLD)))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok()).filter(|value| !value.is_empty())
}

fn refusal(error: ureq::Error) -> Refusal {
    use ureq::Error;
    match error {
        // Before there is an answer, only the TLS handshake reads data that can be invalid.
        Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => Refusal::lasting(handshake(&error)),
        Error::Io(error) => match cut_off(&error) {
            Refusal { fault: Fault::Failed(why), .. } => Refusal::passing(Fault::Unreachable(why)),
            refusal => refusal,
        },
        Error::Timeout(_) => Refusal::passing(Fault::TimedOut),
        Error::TooManyRedirects | Error::RedirectFailed => Refusal::lasting(Fault::Redirects),
        Error::ConnectionFailed | Error::HostNotFound | Error::ConnectProxyFailed(_) => {
            Refusal::passing(Fault::Unreachable(error.to_string()))
        }
        Error::BodyStalled => Refusal::passing(Fault::TimedOut),
        error => Refusal::lasting(Fault::Failed(error.to_string())),
    }
}

/// Why there is no secure connection. The client gives the reason in words only.
fn handshake(error: &io::Error) -> Fault {
    let why = error.to_string();
    if why.contains("certificate") { Fault::Untrusted(why) } else { Fault::Insecure(why) }
}

/// An answer that ended too soon, or never came.
fn cut_off(error: &io::Error) -> Refusal {
    let client = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    if let Some(ureq::Error::Timeout(_)) = client {
        return Refusal::passing(Fault::TimedOut);
    }
    Refusal::passing(match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Fault::TimedOut,
        io::ErrorKind::UnexpectedEof => Fault::CutOff,
        // What was packed by gzip cannot be unpacked.
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Fault::CutOff,
        _ => Fault::Failed(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_of_the_list_needs_no_proxy() {
        let mut builder = Proxy::builder(ureq::ProxyProtocol::Http).host("proxy.example.com");
        for exempt in exempt("localhost, 10.0.0.1,.internal.example.com,example.org *.example.net") {
            builder = builder.no_proxy(&exempt);
        }
        let proxy = builder.build().unwrap();
        let needs_none = |host: &str| proxy.is_no_proxy(&format!("http://{host}/meta").parse().unwrap());
        for host in [
            "localhost",
            "10.0.0.1",
            "internal.example.com",
            "a.internal.example.com",
            "EXAMPLE.org",
            "a.example.org",
            "a.example.net",
        ] {
            assert!(needs_none(host), "{host}");
        }
        for host in ["example.com", "myexample.org", "110.0.0.1", "example.net"] {
            assert!(!needs_none(host), "{host}");
        }
    }

    #[test]
    fn a_certificate_that_is_not_trusted_is_said_at_once() {
        let error = io::Error::new(io::ErrorKind::InvalidData, "invalid peer certificate: UnknownIssuer");
        let Refusal { fault, passes, .. } = refusal(error.into());
        assert!(!passes);
        assert_eq!(fault, Fault::Untrusted("invalid peer certificate: UnknownIssuer".to_owned()));
    }
}
