//! Through a proxy that leads on, as the environment names it.

use super::proxy::Proxy;
use super::tree::answer;
use super::{PETS, Server, World, all, states, update};

/// A secret of a proxy's user in base 64: `who:secret`.
const WHO: &str = "Basic d2hvOnNlY3JldA==";

#[test]
fn every_name_of_the_proxy_is_read_and_leads_to_the_server() {
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        let (server, proxy) = (Server::start(|request| answer(&PETS, request)), Proxy::start(None));
        let world = World::new().with(name, format!("http://{}", proxy.address));
        assert_eq!(states(&world.run(update(&server, &[])).good().json()), all("new"), "{name}");
        assert_eq!((server.requests().len(), proxy.heads().len()), (8, 8), "{name}");
        assert_eq!(states(&world.run(update(&server, &[])).good().json()), all("unchanged"), "{name}");
    }
}

#[test]
fn a_server_that_needs_no_proxy_is_asked_itself() {
    for (name, exempt, is_asked) in [
        ("no_proxy", "127.0.0.1", false),
        ("NO_PROXY", "localhost, 127.0.0.1", false),
        ("NO_PROXY", "*", false),
        ("NO_PROXY", "example.com,.example.com", true),
        ("no_proxy", "", true),
    ] {
        let (server, proxy) = (Server::start(|request| answer(&PETS, request)), Proxy::start(None));
        let world = World::new().with("HTTP_PROXY", format!("http://{}", proxy.address)).with(name, exempt);
        assert_eq!(states(&world.run(update(&server, &[])).good().json()), all("new"), "{name}={exempt}");
        assert_eq!(server.requests().len(), 8);
        assert_eq!(!proxy.heads().is_empty(), is_asked, "{name}={exempt}");
    }
}

#[test]
fn a_proxy_is_told_who_asks() {
    let (server, proxy) = (Server::start(|request| answer(&PETS, request)), Proxy::start(Some(WHO)));
    let world = World::new().with("http_proxy", format!("http://who:secret@{}", proxy.address));
    assert_eq!(states(&world.run(update(&server, &[])).good().json()), all("new"));
    // The same where some servers need none.
    let world = world.with("no_proxy", "example.com");
    assert_eq!(states(&world.run(update(&server, &[])).good().json()), all("unchanged"));
    assert!(server.requests().iter().all(|request| !request.headers.contains_key("proxy-authorization")));

    let stranger = World::new().with("http_proxy", format!("http://{}", proxy.address));
    let said = stranger.run(["update", "--from", &server.address, "--lang", "en"]).status(2);
    assert!(
        said.err.contains(&format!("the proxy {}", proxy.address)) && said.err.contains("407"),
        "{}",
        said.err
    );
    assert!(server.requests().is_empty());
}
