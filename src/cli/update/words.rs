//! The words of `alierr update`, in both languages.

use super::report::{Reason, State};
use crate::cli::print::Count;
use crate::fetch::{Fault, Language};
use crate::lang::Lang;

#[derive(Debug)]
pub struct Words {
    lang: Lang,
    states: [&'static str; 4],
    pub summary: fn(products: usize, entries: usize, counts: &str) -> String,
    /// How many products are in a state.
    pub counted: fn(products: usize, state: &str) -> String,
    pub comma: &'static str,
    pub failed: Count,
    /// Follows it, if other products were asked for.
    pub others_kept: &'static str,
    pub dry_run: &'static str,
    pub not_remembered: &'static str,
    pub no_tree: &'static str,
    /// The text behind the progress bar; the product at its end may be cut off.
    pub progress: fn(errors: usize, megabytes: &str, product: &str) -> String,
}

static ZH: Words = Words {
    lang: Lang::Zh,
    states: ["没有变化", "新增", "有变化", "失败"],
    summary: |products, entries, counts| format!("{products} 个产品，{entries} 条错误码：{counts}"),
    counted: |products, state| format!("{state} {products} 个"),
    comma: "，",
    failed: Count { one: "1 个产品失败", several: "{} 个产品失败" },
    others_kept: "，其余已保留",
    dry_run: "试运行，没有写入任何内容",
    not_remembered: "无法记录已获取的内容，下次会重新下载",
    no_tree: "其中没有 zh_cn/PRODUCT/VERSION/api-docs.json",
    progress: |errors, megabytes, product| format!("{errors} 条错误码 · {megabytes} MB  {product}"),
};

static EN: Words = Words {
    lang: Lang::En,
    states: ["unchanged", "new", "changed", "failed"],
    summary: |products, entries, counts| {
        let (products, entries) = (counted(products, "product"), counted(entries, "error"));
        format!("{products}, {entries}: {counts}")
    },
    counted: |products, state| format!("{products} {state}"),
    comma: ", ",
    failed: Count { one: "1 product failed", several: "{} products failed" },
    others_kept: "; the others are kept",
    dry_run: "dry run: nothing was written",
    not_remembered: "what was fetched cannot be remembered; the next run fetches it again",
    no_tree: "it holds no zh_cn/PRODUCT/VERSION/api-docs.json",
    progress: |errors, megabytes, product| {
        format!("{} · {megabytes} MB  {product}", counted(errors, "error"))
    },
};

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }

    pub fn state(&self, state: State) -> &'static str {
        self.states[state as usize]
    }

    pub fn meant(&self, name: &str, near: &str) -> String {
        match self.lang {
            Lang::Zh => format!("没有产品 {name}，是不是 {near}？"),
            Lang::En => format!("no product is called {name}; did you mean {near}?"),
        }
    }

    pub fn reason(&self, reason: &Reason) -> String {
        let zh = self.lang == Lang::Zh;
        match reason {
            Reason::Fault(fault) => self.fault(fault),
            Reason::Unreadable(why) => why.clone(),
            Reason::Unknown if zh => "产品列表中没有这个 ID".to_owned(),
            Reason::Unknown => "the list of products has no such id".to_owned(),
            Reason::NoVersion if zh => "产品列表没有写它的版本".to_owned(),
            Reason::NoVersion => "the list of products tells no version of it".to_owned(),
            Reason::Done if zh => "上次中断的运行已经获取".to_owned(),
            Reason::Done => "fetched by the run before, which was interrupted".to_owned(),
            Reason::Lacks(Language::Zh) if zh => "没有中文元数据".to_owned(),
            Reason::Lacks(Language::En) if zh => "没有英文元数据".to_owned(),
            Reason::Lacks(Language::Zh) => "there is no metadata in Chinese".to_owned(),
            Reason::Lacks(Language::En) => "there is no metadata in English".to_owned(),
        }
    }

    pub fn fault(&self, fault: &Fault) -> String {
        if self.lang == Lang::En {
            return fault.to_string();
        }
        match fault {
            Fault::Failed(why) | Fault::NotMetadata(why) => why.clone(),
            Fault::Unreachable(why) => format!("无法连接：{why}"),
            Fault::Proxy(proxy, why) => format!("环境变量指定的代理 {proxy} 无法转发：{why}"),
            Fault::Insecure(why) => format!("无法建立安全连接：{why}"),
            Fault::Untrusted(why) => {
                format!("其证书不受信任（{why}）；可用 SSL_CERT_FILE 指定受信任的证书颁发机构文件")
            }
            Fault::TimedOut => "没有及时应答".to_owned(),
            Fault::CutOff => "应答不完整".to_owned(),
            Fault::Status(status) => format!("HTTP 状态码 {status}"),
            Fault::Redirects => "一再重定向".to_owned(),
            Fault::TooLarge(bytes) => format!("超过 {} MB", bytes / 1_000_000),
            Fault::NotText => "不是文本".to_owned(),
            Fault::Absent => "不存在".to_owned(),
            Fault::Name => "ID 或版本不能用作文件名".to_owned(),
            Fault::GivenUp => "接连多次没有应答，没有再尝试".to_owned(),
        }
    }
}
