//! The tools, and the loop that serves them.

use std::sync::Arc;

use rmcp::handler::server::tool::{IntoCallToolResult, schema_for_output};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResponse, CallToolResult, ContentBlock, Implementation};
use rmcp::model::{ServerCapabilities, ServerConfig};
use rmcp::service::{QuitReason, ServerInitializeError};
use rmcp::transport::stdio;
use rmcp::{ErrorData, ServerHandler, ServiceExt, tool, tool_handler, tool_router};
use serde::Serialize;

use super::ask;
use crate::catalog::{Catalog, ProductIx};
use crate::cli::context::Context;
use crate::cli::explain::Known;
use crate::cli::outcome::Failure;
use crate::cli::print::json::{self, DiagnosisJson, ExplainJson, ProductsJson, SearchJson};
use crate::cli::search::Found;
use crate::cli::texts::Text;
use crate::cli::{near, open, search};
use crate::diagnose::Engine as Diagnosing;
use crate::search::{Engine as Searching, Query};
use crate::text::{sanitize, secrets};

const INSTRUCTIONS: &str = "\
Alibaba Cloud (Aliyun) API error codes, offline. Use `diagnose` where there is a whole error, a command's output or a \
log: it reads codes, messages, request ids and products out of it, and tells for each error what it means, whether a \
retry helps and what to do, with the error's own values filled in. Use `explain` for a bare code, `search` for what is \
half remembered or described in words, `products` for the ids of products. Meanings and steps come in Chinese (zh) and \
English (en): answer in the user's language. A code without entries may have `near` ones, and `derived` says what its \
name tells. `retry` is never, after-fix, backoff or later. Capitals such as REGION_ID in a command stand for values to \
fill in. Nothing is sent anywhere, and access keys are masked in what is given back.";

/// How many hits are listed by default; few, because an assistant reads them all.
const HITS: usize = 10;

/// Serves until standard input ends.
///
/// # Errors
/// Where the streams fail, or where what comes in is not the protocol.
pub fn serve(context: Context) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let server = Server::new(context);
    let quit = runtime.block_on(async {
        match server.serve(stdio()).await {
            Ok(running) => running.waiting().await.map_err(|error| error.to_string()),
            // The client has closed the connection before it said anything.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(QuitReason::Closed),
            Err(error) => Err(error.to_string()),
        }
    })?;
    match quit {
        QuitReason::JoinError(error) => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// The state of the tools.
struct Server {
    context: Context,
    search: Searching,
    diagnose: Diagnosing,
}

impl Server {
    fn new(context: Context) -> Self {
        let catalog = Arc::new(open::lasting(&context));
        let diagnose = Diagnosing::new(Arc::clone(&catalog));
        Self { search: Searching::new(catalog), diagnose, context }
    }

    fn catalog(&self) -> &Catalog {
        self.diagnose.catalog()
    }

    fn product(&self, name: Option<&str>) -> Result<Option<ProductIx>, Failure> {
        name.map(|name| open::product(self.catalog(), name, &self.context)).transpose()
    }
}

#[tool_router]
impl Server {
    /// Explains an Alibaba Cloud error code: what it means in every product that has it, whether a retry helps, and
    /// what to do. For an unknown code, what its name tells and the nearest codes.
    #[tool(output_schema = schema_for_output::<ExplainJson<'static>>(),
           annotations(title = "Explain an error code", read_only_hint = true, open_world_hint = false))]
    fn explain(&self, Parameters(asked): Parameters<ask::Explain>) -> Result<CallToolResult, Failure> {
        let product = self.product(asked.product.as_deref())?;
        let near =
            |code: &str| self.search.near_codes(code, near::CODES).into_iter().map(str::to_owned).collect();
        answer(&Known::of(self.catalog(), asked.code.trim(), product, near).value(self.catalog()))
    }

    /// Searches Alibaba Cloud error codes, their messages and explanations, best first: by part of a code, a misspelt
    /// code, words of a message, Chinese or pinyin.
    #[tool(output_schema = schema_for_output::<SearchJson<'static>>(),
           annotations(title = "Search error codes", read_only_hint = true, open_world_hint = false))]
    fn search(&self, Parameters(asked): Parameters<ask::Search>) -> Result<CallToolResult, Failure> {
        let product = self.product(asked.product.as_deref())?;
        let statuses = asked.status.map(u16::from).map(|status| (status, status));
        let scope = search::scope(self.catalog(), product, statuses, asked.category);
        let query = Query::of(asked.query.as_str().into(), self.context.lang, self.catalog());
        search::check(&query, self.catalog(), &self.context)?;
        let found = self.search.search(&query, scope.as_deref());
        let limit = asked.limit.unwrap_or(HITS);
        let listed = search::first(&found, Some(limit));
        let (catalog, context) = (self.catalog(), &self.context);
        answer(&Found { catalog, query: &asked.query, answer: &found, listed, context }.value())
    }

    /// Finds the Alibaba Cloud errors in a text or a log and tells of each what it means, whether a retry helps, what
    /// to do with the error's own values filled in, and the documented entries it may be.
    #[tool(output_schema = schema_for_output::<DiagnosisJson<'static>>(),
           annotations(title = "Diagnose errors in a text", read_only_hint = true, open_world_hint = false))]
    fn diagnose(&self, Parameters(asked): Parameters<ask::Diagnose>) -> Result<CallToolResult, Failure> {
        let texts = [Text::of(self.diagnose.diagnose(&asked.text))];
        answer(&DiagnosisJson::new(self.catalog(), &texts))
    }

    /// Lists the products whose error codes are known, with their ids and how many entries each has.
    #[tool(output_schema = schema_for_output::<ProductsJson<'static>>(),
           annotations(title = "List products", read_only_hint = true, open_world_hint = false))]
    fn products(
        &self,
        Parameters(ask::Products {}): Parameters<ask::Products>,
    ) -> Result<CallToolResult, Failure> {
        answer(&ProductsJson::new(self.catalog()))
    }
}

#[tool_handler]
impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let program = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(program)
            .with_instructions(INSTRUCTIONS)
    }
}

/// A value as structured content, and as the line that the command prints for clients that read text alone.
fn answer(value: &impl Serialize) -> Result<CallToolResult, Failure> {
    let mut line = Vec::new();
    json::write(&mut line, value)?;
    let line = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
    let value = serde_json::to_value(value).map_err(|error| Failure::Failed(error.to_string()))?;
    let mut result = CallToolResult::structured(value);
    result.content = vec![ContentBlock::text(line)];
    Ok(result)
}

/// A failure is a result with the reason, so that the assistant can ask again.
impl IntoCallToolResult for Failure {
    fn into_call_tool_result(self) -> Result<CallToolResponse, ErrorData> {
        let why = match self {
            Failure::Usage(why) | Failure::Clap(why) | Failure::Failed(why) => why,
            Failure::Output(error) => error.to_string(),
        };
        let why = sanitize::lines(&secrets::mask(&why)).into_owned();
        Ok(CallToolResult::error(vec![ContentBlock::text(why)]).into())
    }
}
