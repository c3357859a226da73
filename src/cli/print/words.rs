//! The words of the command line's answers, one static for each language.

use crate::catalog::{Origin, Retry, Supplier};
use crate::diagnose::Quality;
use crate::lang::Lang;

/// Everything the command line says in its own words.
#[derive(Debug)]
pub struct Words {
    // Names of fields.
    pub code: &'static str,
    pub status: &'static str,
    pub origin: &'static str,
    pub explanation: &'static str,
    pub description: &'static str,
    pub message: &'static str,
    pub category: &'static str,
    pub advice: &'static str,
    pub note: &'static str,
    pub source: &'static str,
    pub link: &'static str,
    /// Between a category and its retry verdict; `：` or `: `.
    pub retry: &'static str,
    pub retries: Retries,
    pub origins: Origins,
    pub suppliers: Suppliers,
    /// How many other messages a code has; the number stands for `{}`.
    pub other_messages: Count,

    // A diagnosis.
    pub received: &'static str,
    pub request: &'static str,
    pub product: &'static str,
    pub verdict: &'static str,
    pub bound: &'static str,
    pub documented: &'static str,
    pub near: &'static str,
    pub without_code: &'static str,
    pub not_in_catalog: &'static str,
    /// What a match is worth, in a list.
    pub qualities: Qualities,
    /// The same in a sentence.
    pub verdicts: Qualities,
    pub status_differs: Said,
    pub product_differs: Said,
    pub other_matches: Count,
    pub read_at: fn(line: usize, count: usize) -> String,
    pub reading_terminal: &'static str,
    pub no_error_read: &'static str,

    // What is said on standard error.
    pub no_such_code: Said,
    pub code_of_other_products: Said,
    pub near_codes: &'static str,
    pub nothing_found: Said,
    pub no_such_product: Said,
    pub no_such_category: Said,
    pub no_such_filter: Said,
    pub did_you_mean: Said,
    pub left_out: Said,
    pub no_browser: Said,
    pub config_faults: Count,
    pub more_hits: Count,
    pub command_after_query: &'static str,
    pub markdown_is_for_export: &'static str,
    pub has_one_format: &'static str,
    pub not_utf8: &'static str,
    pub no_product_named: &'static str,
    pub not_a_product_id: &'static str,
    pub no_catalog_folder: &'static str,
    pub no_documents: &'static str,

    // `alierr import`.
    pub imported: fn(rows: usize, added: usize, merged: usize) -> String,
    pub line: fn(u32) -> String,
    pub written: &'static str,
    pub not_written: &'static str,

    // `alierr paths`.
    pub paths: PathWords,
}

/// A sentence about something, whose name stands for `{}`.
#[derive(Debug)]
pub struct Said(&'static str);

impl Said {
    pub fn of(&self, name: &str) -> String {
        self.0.replace("{}", name)
    }
}

/// A number of things, for one and for several.
#[derive(Debug)]
pub struct Count {
    pub one: &'static str,
    pub several: &'static str,
}

impl Count {
    pub fn of(&self, number: usize) -> String {
        let text = if number == 1 { self.one } else { self.several };
        text.replace("{}", &number.to_string())
    }
}

#[derive(Debug)]
pub struct Retries {
    never: &'static str,
    after_fix: &'static str,
    backoff: &'static str,
    later: &'static str,
}

impl Retries {
    pub fn of(&self, retry: Retry) -> &'static str {
        match retry {
            Retry::Never => self.never,
            Retry::AfterFix => self.after_fix,
            Retry::Backoff => self.backoff,
            Retry::Later => self.later,
        }
    }
}

#[derive(Debug)]
pub struct Origins {
    official: &'static str,
    sibling: &'static str,
    project: &'static str,
    rule: &'static str,
}

impl Origins {
    pub fn of(&self, origin: Origin) -> &'static str {
        match origin {
            Origin::Official => self.official,
            Origin::Sibling => self.sibling,
            Origin::Project => self.project,
            Origin::Rule => self.rule,
        }
    }
}

#[derive(Debug)]
pub struct Qualities {
    exact: &'static str,
    wording_differs: &'static str,
    near: &'static str,
    candidate: &'static str,
}

impl Qualities {
    pub fn of(&self, quality: Quality) -> &'static str {
        match quality {
            Quality::Exact => self.exact,
            Quality::WordingDiffers => self.wording_differs,
            Quality::Near => self.near,
            Quality::Candidate => self.candidate,
        }
    }
}

#[derive(Debug)]
pub struct Suppliers {
    builtin: &'static str,
    user: &'static str,
}

impl Suppliers {
    pub fn of(&self, supplier: Supplier) -> &'static str {
        match supplier {
            Supplier::Builtin => self.builtin,
            Supplier::User => self.user,
        }
    }
}

#[derive(Debug)]
pub struct PathWords {
    pub config: &'static str,
    pub catalogs: &'static str,
    pub catalog: &'static str,
    pub memory: &'static str,
    pub reports: &'static str,
    pub absent: &'static str,
    pub nowhere: &'static str,
    pub option: fn(&str) -> String,
    pub variable: fn(&str) -> String,
    pub platform: fn(&str) -> String,
    pub in_folder: &'static str,
}

impl Words {
    pub fn of(lang: Lang) -> &'static Words {
        match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }
}

static ZH: Words = Words {
    code: "错误码",
    status: "状态",
    origin: "来历",
    explanation: "说明",
    description: "英文",
    message: "消息",
    category: "类别",
    advice: "怎么办",
    note: "备注",
    source: "出处",
    link: "诊断",
    retry: "重试：",
    retries: Retries {
        never: "不会成功",
        after_fix: "修正后再试",
        backoff: "可以，间隔逐次加长",
        later: "可以，稍后再试",
    },
    origins: Origins {
        official: "官方文档",
        sibling: "同码他产品文档",
        project: "本项目撰写",
        rule: "按错误码语法推断",
    },
    suppliers: Suppliers { builtin: "内置", user: "用户" },
    other_messages: Count { one: "另有 {} 条消息", several: "另有 {} 条消息" },
    received: "报文",
    request: "请求 ID",
    product: "产品",
    verdict: "判断",
    bound: "其中",
    documented: "文档",
    near: "相近",
    without_code: "（无错误码）",
    not_in_catalog: "目录中没有这个错误码，以下仅供参考",
    qualities: Qualities {
        exact: "一致",
        wording_differs: "消息不同",
        near: "相近",
        candidate: "仅消息相似",
    },
    verdicts: Qualities {
        exact: "与文档一致",
        wording_differs: "有这个错误码，消息与文档不同",
        near: "错误码与文档相近",
        candidate: "仅消息与文档相似",
    },
    status_differs: Said("文档中的状态为 {}"),
    product_differs: Said("这是 {} 的文档"),
    other_matches: Count { one: "其他可能 {} 条", several: "其他可能 {} 条" },
    read_at: |line, count| match count {
        1 => format!("第 {line} 行"),
        _ => format!("第 {line} 行起，{count} 次"),
    },
    reading_terminal: "请粘贴报错内容，以 Ctrl-D 结束",
    no_error_read: "没有读到阿里云的报错",
    no_such_code: Said("目录中没有这个错误码：{}"),
    code_of_other_products: Said("有这个错误码的是其他产品：{}"),
    near_codes: "相近的错误码：",
    nothing_found: Said("没有找到：{}"),
    no_such_product: Said("没有这个产品：{}"),
    no_such_category: Said("没有这个类别：{}"),
    no_such_filter: Said("没有这个筛选：{}"),
    did_you_mean: Said("是不是想写：{}"),
    left_out: Said("未读入：{}"),
    no_browser: Said("打不开浏览界面：{}"),
    config_faults: Count { one: "配置文件有 {} 处问题", several: "配置文件有 {} 处问题" },
    more_hits: Count { one: "还有 {} 条，未列出", several: "还有 {} 条，未列出" },
    command_after_query: "命令要写在最前面，查询词写在它后面",
    markdown_is_for_export: "markdown 格式只用于 export",
    has_one_format: "这个命令的输出只有一种格式",
    not_utf8: "不是 UTF-8 文本",
    no_product_named: "从文件名看不出是哪个产品，请用 -p 指明",
    not_a_product_id: "不能作产品代码",
    no_catalog_folder: "不知道用户目录文件夹在哪里，请用 --catalog-dir 指明",
    no_documents: "没有 Markdown 文档",
    imported: |rows, added, merged| format!("读到 {rows} 行，得 {added} 条，并入 {merged} 行"),
    line: |line| format!("第 {line} 行"),
    written: "写入",
    not_written: "将写入",
    paths: PathWords {
        config: "配置文件",
        catalogs: "用户目录",
        catalog: "目录文件",
        memory: "历史状态",
        reports: "故障报告",
        absent: "尚不存在",
        nowhere: "无处可放：没有主目录，也没有相应的环境变量",
        option: |name| format!("由 {name} 指定"),
        variable: |name| format!("由环境变量 {name} 决定"),
        platform: |unset| format!("平台惯例，因为没有设 {unset}"),
        in_folder: "在用户目录之中",
    },
};

static EN: Words = Words {
    code: "Code",
    status: "Status",
    origin: "Origin",
    explanation: "Meaning",
    description: "English",
    message: "Message",
    category: "Category",
    advice: "Advice",
    note: "Note",
    source: "Source",
    link: "Diagnosis",
    retry: "retry: ",
    retries: Retries {
        never: "never helps",
        after_fix: "after a fix",
        backoff: "yes, with growing pauses",
        later: "yes, later",
    },
    origins: Origins {
        official: "official document",
        sibling: "document of another product with this code",
        project: "written by this project",
        rule: "inferred from the code's grammar",
    },
    suppliers: Suppliers { builtin: "built in", user: "yours" },
    other_messages: Count { one: "{} more message", several: "{} more messages" },
    received: "Received",
    request: "Request ID",
    product: "Product",
    verdict: "Verdict",
    bound: "Where",
    documented: "Documented",
    near: "Near",
    without_code: "(no code)",
    not_in_catalog: "not in the catalogue",
    qualities: Qualities {
        exact: "agrees",
        wording_differs: "other message",
        near: "near",
        candidate: "message alike",
    },
    verdicts: Qualities {
        exact: "as documented",
        wording_differs: "the code is documented, with another message",
        near: "the code is near a documented one",
        candidate: "only the message is like a documented one",
    },
    status_differs: Said("documented with status {}"),
    product_differs: Said("documented for {}"),
    other_matches: Count { one: "{} other possibility", several: "{} other possibilities" },
    read_at: |line, count| match count {
        1 => format!("line {line}"),
        _ => format!("from line {line}, {count} times"),
    },
    reading_terminal: "paste the error, end with Ctrl-D",
    no_error_read: "no error of Alibaba Cloud was read",
    no_such_code: Said("no such code in the catalogue: {}"),
    code_of_other_products: Said("other products have this code: {}"),
    near_codes: "near codes:",
    nothing_found: Said("nothing found: {}"),
    no_such_product: Said("no such product: {}"),
    no_such_category: Said("no such category: {}"),
    no_such_filter: Said("no such filter: {}"),
    did_you_mean: Said("did you mean {}"),
    left_out: Said("left out: {}"),
    no_browser: Said("the browser cannot be opened: {}"),
    config_faults: Count { one: "{} fault in the config file", several: "{} faults in the config file" },
    more_hits: Count { one: "{} more, not listed", several: "{} more, not listed" },
    command_after_query: "a command stands first, its query behind it",
    markdown_is_for_export: "the markdown format is for export only",
    has_one_format: "this command's output has one format only",
    not_utf8: "not UTF-8 text",
    no_product_named: "the file's name names no product: name it with -p",
    not_a_product_id: "cannot be a product id",
    no_catalog_folder: "no folder known for your catalogues: name one with --catalog-dir",
    no_documents: "no Markdown documents",
    imported: |rows, added, merged| format!("{rows} rows read, {added} entries, {merged} rows merged"),
    line: |line| format!("line {line}"),
    written: "written",
    not_written: "would be written",
    paths: PathWords {
        config: "Configuration",
        catalogs: "Your catalogues",
        catalog: "Catalogue file",
        memory: "History, state",
        reports: "Fault reports",
        absent: "not there yet",
        nowhere: "nowhere: no home folder and no variable for it",
        option: |name| format!("named by {name}"),
        variable: |name| format!("set by the variable {name}"),
        platform: |unset| format!("the platform's place, as {unset} is not set"),
        in_folder: "in the folder of your catalogues",
    },
};
