//! The command line's words in Chinese.

use super::table::{Count, PathWords, Said, Suppliers, Words};
use crate::import::{Nothing, Reason, Report, Verdict};
use crate::settings::fault::{Fault, Hint, Thing, Type};

pub(super) static WORDS: Words = Words {
    code: "错误码",
    status: "状态码",
    origin: "来源",
    explanation: "说明",
    message: "消息",
    category: "分类",
    suppliers: Suppliers { builtin: "内置", user: "自建", both: "内置与自建" },
    today: "今天",
    days_ago: Count { one: "{} 天前", several: "{} 天前" },
    reading_terminal: "请粘贴报错内容，以 Ctrl-D 结束",
    reading_pipe: "正在读取管道中的内容，读完后打开浏览界面（Ctrl-C 取消）",
    pipe_not_read: "只查找 QUERY，没有读取管道中的内容；不写 QUERY 才会诊断它",
    browses_one_file: "浏览界面只能打开一个文件；多个文件和文件夹请用 alierr diagnose",
    no_such_file: Said("没有这个文件：{}"),
    no_error_read: "没有认出阿里云的报错",
    plain_formats_only: "--summary 和 --follow 的输出格式只能是 text、json 或 tsv",
    follows_one: "--follow 只能读一个文件或标准输入",
    no_such_command: Said("找不到命令：{}"),
    no_last_output: "当前终端无法提供上一条命令的输出：请用 alierr run -- 命令 重新执行，或者使用 tmux、开启远程控制的 kitty",
    only_what_is_seen: "不知道上一条命令从哪里开始，只诊断屏幕上看得到的内容",
    no_such_key: Said("bash、zsh、fish 不能都绑定这个按键：{}（可以用 alt-m、ctrl-x、F9 等）"),
    built_without_mcp: "这个版本没有编入 MCP 服务，可用 `cargo install --path . --features mcp` 重新安装",
    no_such_code: Said("没有收录这个错误码：{}"),
    no_code_named: "没有写错误码",
    not_of_product: |code, product| format!("{product} 没有收录这个错误码：{code}"),
    code_of_other_products: Said("其他产品有这个错误码：{}"),
    near_codes: "相近的错误码：",
    nothing_found: Said("没有找到：{}"),
    no_such_product: Said("没有这个产品：{}"),
    no_such_category: Said("没有这个分类：{}"),
    no_such_value: Said("没有这个取值：{}"),
    values_are: Said("可用的取值：{}"),
    no_such_filter: Said("没有这个筛选项：{}"),
    did_you_mean: Said("是不是想写 {}？"),
    left_out: Said("未读入：{}"),
    no_browser_here: "alierr 用来查阅阿里云 API 错误码。此终端无法显示浏览界面：用 `alierr search 关键词` 搜索，\
                      `alierr explain 错误码` 查看说明，`alierr export` 输出全部条目。",
    no_browser: Said("打不开浏览界面：{}"),
    config_fine: "配置文件没有问题",
    config_absent: "配置文件尚不存在；alierr config --init 会写一份带注释的",
    config_there: Said("已经有配置文件，保持原样：{}"),
    config_faults: Count { one: "配置文件有 {} 处问题", several: "配置文件有 {} 处问题" },
    fault,
    more_hits: Count { one: "还有 {} 条，未列出", several: "还有 {} 条，未列出" },
    same_in: "同样见于",
    products_in_brief: Count {
        one: "另有 1 个产品，从简列出", several: "另有 {} 个产品，从简列出"
    },
    more_of_code: "未全部列出：-p ID 列出一个产品的全部，--format json 列出所有产品的全部",
    command_after_query: "命令要写在最前面，查询词写在它后面",
    markdown_is_for: "markdown 格式只用于 export、diagnose 和 run",
    github_is_for: "github 格式只用于 diagnose 和 run",
    has_one_format: "这个命令的输出只有一种格式",
    not_utf8: "不是 UTF-8 文本",
    no_product_named: "从文件名和所在文件夹看不出是哪个产品，请用 -p 指明",
    not_a_product_id: "不能用作产品 ID",
    no_catalog_folder: "不知道自建条目的文件夹在哪里，请用 --catalog-dir 指明",
    no_such_folder: Said("--catalog-dir：没有这个文件夹：{}"),
    no_documents: "没有 Markdown 文档，也没有 api-docs.json",
    imported,
    skipped: |row| format!("第 {} 行：{}", row.place, reason(&row.reason)),
    nothing_read: |why| format!("没有读到错误码：{}", nothing(*why)),
    other_table: |table| {
        let (place, header, rows) = (table.place, table.header.join("、"), table.rows);
        format!("第 {place} 行起的表格（{header}，共 {rows} 行）：{}", verdict(table.verdict))
    },
    other_versions: Count {
        one: "略过 1 个非默认版本，用 --all-versions 可全部导入",
        several: "略过 {} 个非默认版本，用 --all-versions 可全部导入",
    },
    new_product: Said("{} 不是已知的产品 ID，按新产品导入"),
    written: "写入",
    not_written: "将写入",
    still_so: "没有变化",
    gone: Count { one: "原有 {} 条已不在文档中，", several: "原有 {} 条已不在文档中，" },
    removed: "已删除",
    not_removed: "将删除",
    kept: Count {
        one: "文档中没有读到错误码，保留原有的 {} 条",
        several: "文档中没有读到错误码，保留原有的 {} 条",
    },
    no_sources: "还没有导入过文档",
    no_such_source: Said("没有导入过这个文档：{}"),
    list_takes_no_source: "list 列出全部文档，后面不写文档",
    forgotten: Count { one: "移除 {} 条", several: "移除 {} 条" },
    paths: PathWords {
        config: "配置文件",
        catalogs: "自建条目",
        catalog: "条目文件",
        memory: "历史与状态",
        reports: "崩溃报告",
        absent: "尚不存在",
        nowhere: "没有可用的位置：没有主目录，也没有设置相应的环境变量",
        option: |name| format!("由 {name} 指定"),
        variable: |name| format!("由环境变量 {name} 决定"),
        platform: |unset| format!("平台默认位置（没有设置 {unset}）"),
        in_folder: "在自建条目的文件夹中",
    },
};

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::NoCodes => "这个表格没有一列是错误码".to_owned(),
        Reason::NoCode(cell) => format!("“{cell}”不是错误码"),
        Reason::Success(code) => format!("“{code}”不是错误，而是请求成功时的返回"),
        Reason::Header => "再次出现的表头".to_owned(),
        Reason::Empty => "空行".to_owned(),
    }
}

fn imported(report: &Report) -> String {
    let entries = [(report.new_ones(), "新增"), (report.changed, "更新"), (report.unchanged, "没有变化的")];
    let entries = entries.into_iter().filter(|(number, _)| *number > 0);
    let entries: String = entries.map(|(number, what)| format!("，{what} {number} 条")).collect();
    format!("读到 {} 行{entries}，合并 {} 行", report.rows, report.merged)
}

fn nothing(why: Nothing) -> &'static str {
    match why {
        Nothing::NoTables => "没有错误码表格或列表",
        Nothing::OtherTables => "没有一个表格是讲错误码的",
        Nothing::NoCodes => "没有一行含有错误码",
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Errors => "错误码",
        Verdict::NoCodes => "看来讲错误码，但没有一列是错误码",
        Verdict::Fields => "参数或字段",
        Verdict::Statuses => "HTTP 状态码",
        Verdict::Heading => "从标题看是其他内容",
        Verdict::Other => "其他内容",
    }
}

fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Foreign(text) => text.clone(),
        Fault::Unknown { thing, name, hint } => {
            format!("没有{}“{name}”{}", self::thing(*thing), self::hint(hint))
        }
        Fault::NotOneOf { value, choices } => format!("“{value}”不在可选值 {} 之中", choices.join("、")),
        Fault::WrongType { wanted, found } => format!("这里应为{}，现在是{}", kind(*wanted), kind(*found)),
        Fault::NoShare => "窗格占比应为 10 到 80 之间的整数，或者 0".to_owned(),
        Fault::NoKey(name) => {
            format!("“{name}”不是按键名，可以写 ctrl-y、alt-b、shift-tab、F1、Enter 或单个字符")
        }
        Fault::GivenTwice(chord) => format!("{chord} 在同一按键层设置了两次，以这一处为准"),
        Fault::NoLook(word) => {
            format!("“{word}”不是颜色，也不是 bold、dim、italic、underlined、reversed 之一")
        }
    }
}

fn thing(thing: Thing) -> &'static str {
    match thing {
        Thing::Setting => "设置项",
        Thing::Pane => "窗格",
        Thing::Layer => "按键层",
        Thing::Action => "操作",
        Thing::Role => "配色项",
        Thing::Product => "产品",
    }
}

fn hint(hint: &Hint) -> String {
    match hint {
        Hint::None => String::new(),
        Hint::Near(name) => format!("，是不是想写“{name}”？"),
        Hint::Known(names) => format!("，可选的有 {}", names.join("、")),
    }
}

fn kind(kind: Type) -> &'static str {
    match kind {
        Type::String => "字符串",
        Type::Strings => "字符串列表",
        Type::Integer => "整数",
        Type::Float => "浮点数",
        Type::Boolean => "布尔值（true 或 false）",
        Type::Datetime => "日期时间",
        Type::Array => "数组",
        Type::Table => "表",
    }
}
