//! A proxy on the loopback interface that leads on to where it is asked to, as those of companies do.

use std::io::{BufRead, BufReader, Write, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// The proxy; it ends with the process.
pub struct Proxy {
    pub address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// One that everybody may use, or only who says this `Proxy-Authorization`.
    pub fn start(wanted: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("127.0.0.1:{}", listener.local_addr().expect("an address").port());
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&heads);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let heads = Arc::clone(&kept);
                thread::spawn(move || lead(stream, wanted, &heads));
            }
        });
        Self { address, heads }
    }

    /// The heads of the requests since the last time.
    pub fn heads(&self) -> Vec<String> {
        std::mem::take(&mut *self.heads.lock().expect("no thread panics"))
    }
}

fn lead(client: TcpStream, wanted: Option<&str>, heads: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(client.try_clone()?);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head)? > 0 {}
    heads.lock().expect("no thread panics").push(head.clone());
    let said = |header: &str| {
        let line = head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case(header)));
        line.map(|(_, value)| value)
    };
    if wanted.is_some() && said("proxy-authorization") != wanted {
        return (&client)
            .write_all(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    let (method, rest) = head.split_once(' ').unwrap_or_default();
    let target = rest.split(' ').next().unwrap_or_default();
    let server = if method == "CONNECT" {
        let server = TcpStream::connect(target)?;
        (&client).write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
        server
    } else {
        // `GET http://host:port/path HTTP/1.1`: the server is asked for the path.
        let address = target.strip_prefix("http://").unwrap_or_default();
        let host = address.split('/').next().unwrap_or_default();
        let mut server = TcpStream::connect(host)?;
        server.write_all(head.replacen(&format!("http://{host}"), "", 1).as_bytes())?;
        server
    };
    let (mut from, mut to) = (server.try_clone()?, client);
    let back = thread::spawn(move || {
        let _ = copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
    let mut server = server;
    let _ = copy(&mut reader, &mut server);
    let _ = back.join();
    Ok(())
}
