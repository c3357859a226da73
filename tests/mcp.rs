//! `alierr mcp`: the protocol line by line; the answers equal those of the commands.

#[path = "cli/program.rs"]
#[allow(dead_code, reason = "each test program uses its own part")]
mod program;

use program::World;

fn english() -> World {
    World::new().with("LANG", "en_US.UTF-8")
}

#[cfg(not(feature = "mcp"))]
#[test]
fn a_build_without_the_server_says_what_to_build() {
    english().run(["mcp"]).refused(&["--features mcp"]);
    World::new().run(["mcp"]).refused(&["--features mcp"]);
}

#[cfg(feature = "mcp")]
mod served {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::program::Run;
    use super::*;

    const ERROR: &str = "ErrorCode: InvalidVpcId.NotFound\nMessage: Specified VPC does not exist.\n\
        RequestId: 7B6A4F1C-0D5E-4B3A-9C2D-1E0F9A8B7C6D\n";

    /// Sends the start of a session, then some requests; returns the answers by their ids.
    fn talk(world: &World, requests: &[(&str, Value)]) -> (BTreeMap<u64, Value>, Run) {
        let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}});
        let mut said = vec![
            json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello}).to_string(),
            json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string(),
        ];
        said.extend(requests.iter().zip(1..).map(|((method, params), id)| {
            json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string()
        }));
        let run = world.run_on(["mcp"], format!("{}\n", said.join("\n")).as_bytes()).good();
        let answers = run.out.lines().map(|line| {
            let answer: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert_eq!(answer["jsonrpc"], "2.0", "{line}");
            (answer["id"].as_u64().expect("an answer to a request"), answer)
        });
        (answers.collect(), run)
    }

    fn call(name: &str, arguments: &Value) -> (&'static str, Value) {
        ("tools/call", json!({"name": name, "arguments": arguments}))
    }

    #[test]
    fn tools_say_what_they_take_and_give() {
        let (answers, _) = talk(&english(), &[("tools/list", json!({}))]);
        assert_eq!(answers[&0]["result"]["serverInfo"]["name"], "alierr");
        assert!(answers[&0]["result"]["instructions"].as_str().is_some_and(|text| text.contains("diagnose")));
        let tools = answers[&1]["result"]["tools"].as_array().expect("tools");
        let names: Vec<_> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
        assert_eq!(names, ["diagnose", "explain", "products", "search"]);
        for tool in tools {
            assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
            assert_eq!(tool["outputSchema"]["type"], "object", "{tool}");
            assert_eq!(tool["annotations"]["readOnlyHint"], true, "{tool}");
            assert!(tool["description"].as_str().is_some_and(|text| text.len() > 40), "{tool}");
        }
    }

    #[test]
    fn an_answer_is_what_the_command_prints() {
        let world = english();
        let cases = [
            (call("explain", &json!({"code": "invalidvpcid.notfound"})), "explain invalidvpcid.notfound", ""),
            (
                call("explain", &json!({"code": "Throttling", "product": "slb"})),
                "explain Throttling -p slb",
                "",
            ),
            (
                call("explain", &json!({"code": "InvalidVpcIdd.NotFound"})),
                "explain InvalidVpcIdd.NotFound",
                "",
            ),
            (call("search", &json!({"query": "余额"})), "search 余额 -n 10", ""),
            (
                call(
                    "search",
                    &json!({"query": "quota", "product": "Slb", "status": 400, "category": "quota", "limit": 2}),
                ),
                "search quota -p Slb -s 400 -c quota -n 2",
                "",
            ),
            (call("diagnose", &json!({"text": ERROR})), "diagnose", ERROR),
            (call("products", &json!({})), "products", ""),
        ];
        let requests: Vec<_> = cases.iter().map(|(request, ..)| request.clone()).collect();
        let (answers, _) = talk(&world, &requests);
        for ((_, command, input), id) in cases.iter().zip(1..) {
            let args = command.split(' ').chain(["--format", "json"]);
            let printed = world.run_on(args, input.as_bytes());
            let result = &answers[&id]["result"];
            assert_eq!(result["isError"], false, "{command}: {result}");
            assert_eq!(result["structuredContent"], printed.json(), "{command}");
            assert_eq!(result["content"][0]["text"], printed.out.trim_end(), "{command}");
        }
    }

    #[test]
    fn what_is_asked_wrongly_is_said_to_the_assistant() {
        let (answers, _) = talk(
            &english(),
            &[
                call("explain", &json!({"code": "X", "product": "slbb"})),
                call("search", &json!({"query": "product:nonesuch"})),
                call("search", &json!({"query": "x", "status": 999})),
                call("search", &json!({"query": "x", "colour": "red"})),
                call("diagnose", &json!({})),
                call("nonesuch", &json!({})),
            ],
        );
        let words = ["did you mean Slb", "nonesuch", "999", "colour", "text"];
        for (word, id) in words.into_iter().zip(1..) {
            let result = &answers[&id]["result"];
            assert_eq!(result["isError"], true, "{}", answers[&id]);
            assert!(
                result["content"][0]["text"].as_str().is_some_and(|text| text.contains(word)),
                "{result}"
            );
        }
        assert_eq!(answers[&6]["error"]["code"], -32602, "{}", answers[&6]);
    }

    #[test]
    fn secrets_do_not_come_back() {
        let secret = "wJalrXUtnFEMI7K7MDENGbPxRfiCYEX";
        let text = format!(
            "{ERROR}AccessKeySecret={secret}\nMessage: AccessKeyId=LTAI5tQwErTyUiOpAsDfGhJk is wrong"
        );
        let (_, run) = talk(&english(), &[call("diagnose", &json!({"text": text}))]);
        assert!(!run.out.contains(secret) && !run.out.contains("LTAI5tQwErTyUiOpAsDfGhJk"), "{}", run.out);
    }

    #[test]
    fn it_ends_when_nobody_speaks_to_it() {
        let run = english().run(["mcp"]).good();
        assert_eq!(run.out, "");
    }
}
