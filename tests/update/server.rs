//! A server on the loopback interface that serves a tree of metadata, correctly or with faults.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The reply to a request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// The document, with an `ETag`.
    Text(String),
    /// The same, without an `ETag`.
    Plain(String),
    Gzip(String),
    /// Half of the announced length.
    Half(String),
    /// Half of a packed text.
    HalfGzip(String),
    Redirect(String),
    Status(u16, &'static str),
    /// The head of an answer without its body, and no end.
    Silence,
}

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    /// With the query; of one through a proxy with the scheme and the host.
    pub target: String,
    pub headers: HashMap<String, String>,
    /// How often this target was asked for before.
    pub nth: usize,
}

impl Request {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

type Answer = dyn Fn(&Request) -> Reply + Send + Sync;

/// The server; it ends with the process.
pub struct Server {
    pub address: String,
    requests: Arc<Mutex<Vec<Request>>>,
    /// The most requests that were open at once.
    busiest: Arc<AtomicUsize>,
}

impl Server {
    pub fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (busy, busiest): (Arc<AtomicUsize>, Arc<AtomicUsize>) = Default::default();
        let answer: Arc<Answer> = Arc::new(answer);
        let (kept, most) = (Arc::clone(&requests), Arc::clone(&busiest));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, requests) = (Arc::clone(&answer), Arc::clone(&kept));
                let (busy, most) = (Arc::clone(&busy), Arc::clone(&most));
                thread::spawn(move || {
                    most.fetch_max(busy.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let _ = serve(stream, &*answer, &requests);
                    busy.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, requests, busiest }
    }

    /// The requests since the last time.
    pub fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut *self.requests.lock().expect("no thread panics"))
    }

    /// How many requests came since the last time this was emptied.
    pub fn count(&self) -> usize {
        self.requests.lock().expect("no thread panics").len()
    }

    pub fn busiest(&self) -> usize {
        self.busiest.load(Ordering::SeqCst)
    }
}

/// The first byte of a client that wants a secure connection.
const TLS: u8 = 0x16;

fn serve(mut stream: TcpStream, answer: &Answer, requests: &Mutex<Vec<Request>>) -> std::io::Result<()> {
    let mut first = [0];
    if stream.peek(&mut first)? == 1 && first == [TLS] {
        // Unread bytes would reset the connection before the client has read the answer.
        let _ = stream.read(&mut [0; 8192])?;
        return stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    }
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let mut head = || {
        let first = lines.next().ok_or(std::io::ErrorKind::UnexpectedEof)??;
        let mut headers = HashMap::new();
        for line in lines.by_ref() {
            let line = line?;
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
        Ok::<_, std::io::Error>((target, first, headers))
    };
    let (mut target, first, mut headers) = head()?;
    if first.starts_with("CONNECT ") {
        // As a proxy, it answers itself.
        (&stream).write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
        let (path, _, own) = head()?;
        (target, headers) = (format!("http://{target}{path}"), own);
    }
    let request = {
        let mut requests = requests.lock().expect("no thread panics");
        let nth = requests.iter().filter(|request| request.target == target).count();
        let request = Request { target, headers, nth };
        requests.push(request.clone());
        request
    };
    write(stream, answer(&request), request.header("if-none-match"))
}

fn write(mut stream: TcpStream, reply: Reply, known: &str) -> std::io::Result<()> {
    let head = |status: &str, more: &str, length: usize| {
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n")
    };
    let packed = |text: &str| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(text.as_bytes()).expect("memory takes it");
        packer.finish().expect("memory takes it")
    };
    let gzip = "Content-Encoding: gzip\r\n";
    match reply {
        Reply::Text(text) => {
            let mark = format!("\"{:08x}\"", crc32(&text));
            let tag = format!("ETag: {mark}\r\n");
            if known == mark {
                return stream.write_all(head("304 Not Modified", &tag, 0).as_bytes());
            }
            stream.write_all(head("200 OK", &tag, text.len()).as_bytes())?;
            stream.write_all(text.as_bytes())
        }
        Reply::Plain(text) => {
            stream.write_all(head("200 OK", "", text.len()).as_bytes())?;
            stream.write_all(text.as_bytes())
        }
        Reply::Gzip(text) => {
            let packed = packed(&text);
            stream.write_all(head("200 OK", gzip, packed.len()).as_bytes())?;
            stream.write_all(&packed)
        }
        Reply::Half(text) => {
            stream.write_all(head("200 OK", "", text.len()).as_bytes())?;
            stream.write_all(&text.as_bytes()[..text.len() / 2])
        }
        Reply::HalfGzip(text) => {
            let packed = packed(&text);
            stream.write_all(head("200 OK", gzip, packed.len() / 2).as_bytes())?;
            stream.write_all(&packed[..packed.len() / 2])
        }
        Reply::Redirect(to) => {
            stream.write_all(head("302 Found", &format!("Location: {to}\r\n"), 0).as_bytes())
        }
        Reply::Status(status, more) => stream.write_all(head(&format!("{status} No"), more, 0).as_bytes()),
        Reply::Silence => {
            stream.write_all(head("200 OK", "", 1000).as_bytes())?;
            thread::sleep(Duration::from_secs(3600));
            Ok(())
        }
    }
}

fn crc32(text: &str) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(text.as_bytes());
    sum.sum()
}
