//! The help and the manual page in Chinese. What the argument parser reports about a wrong line stays English.

use clap::Command;

/// The texts of a command.
struct Texts {
    /// The command's name; that of the program for the texts outside of commands.
    command: &'static str,
    about: &'static str,
    notes: &'static str,
    /// The texts of the arguments, by the names of their fields.
    arguments: &'static [(&'static str, &'static str)],
}

const PROGRAM: &str = "alierr";

const LONG_ABOUT: &str = "离线浏览和解释阿里云（Alibaba Cloud）API 错误码，中英文双语。\n\n\
    不带命令：打开浏览界面，并填入 QUERY。管道送入的内容，或者 QUERY 所指的文件，会先诊断，再在浏览界面中列出结果；\
    既有管道又有 QUERY 时，先显示查询结果，按 F4 看诊断。QUERY 是多个文件，或者带 `/` 的文件夹时，直接输出诊断结果。输出不是终端，或者指定了格式时，\
    不打开界面，而是像 search 和 diagnose 那样直接输出。";

const PRODUCT: &str = "只看这个产品：ID、别名或名称";
const IN_BROWSER: &str = "不直接输出，而是打开浏览界面列出这些报错";

const TEXTS: [Texts; 18] = [
    Texts {
        command: PROGRAM,
        about: "离线浏览和解释阿里云 API 错误码",
        notes: "\
示例：
  alierr                                   浏览全部错误码
  alierr 余额                              打开界面并填入查询词
  alierr explain InvalidVpcId.NotFound     一个错误码是什么意思
  alierr search 'quota status:403'         查找条目，最相关的在前
  terraform plan 2>&1 | alierr             诊断一段输出中的报错
  alierr app.log                           诊断一个文件中的报错
  alierr export --format tsv | cut -f4,5   把全部条目交给其他工具

退出状态：
  0  找到了，或已完成
  1  什么也没找到
  2  用法错误，或执行失败",
        arguments: &[
            ("query", "查询词；第一个词如果是命令名，就按命令执行"),
            ("plain_list", "不画边框，一次只显示一个窗格，便于读屏软件使用"),
            ("format", "输出格式：text、json、tsv（markdown 用于 export、diagnose、run，github 用于 diagnose、run）"),
            ("color", "何时着色：auto、always、never"),
            ("lang", "标签和建议的语言：auto、zh、en"),
            ("catalog_dir", "自建条目所在的文件夹，代替默认位置"),
            ("builtin_only", "不读入自建条目"),
        ],
    },
    Texts {
        command: "explain",
        about: "解释错误码",
        notes: "\
示例：
  alierr explain Throttling
  alierr explain InvalidParameter -p slb --format json
  sort -u codes.txt | alierr explain -

一个错误码输出一个 JSON 对象；多个错误码（包括从标准输入读到的）每行一个，顺序不变。只要找到其中一个，退出状态就是 0。",
        arguments: &[("codes", "错误码，不分大小写；`-` 表示从标准输入读取，每行一个"), ("product", PRODUCT)],
    },
    Texts {
        command: "search",
        about: "查找错误码、消息和说明，最相关的在前",
        notes: "\
查询词中可以直接写筛选项：status:404 product:slb category:quota

示例：
  alierr search invdbinstidnf
  alierr search 余额 -n 5
  alierr search '' -p Eci --format tsv",
        arguments: &[
            ("query", "查询词和筛选项；为空则列出全部"),
            ("product", PRODUCT),
            ("status", "只看这个 HTTP 状态码，或 4xx 这样的一类"),
            ("category", "只看这个分类，例如 quota、permission"),
            ("limit", "最多列出几条"),
        ],
    },
    Texts {
        command: "diagnose",
        about: "找出一段文本或日志中的报错对应的条目",
        notes: "\
示例：
  terraform plan 2>&1 | alierr diagnose
  alierr diagnose app.log --format json | jq -r '.findings[].code'
  alierr diagnose app.log --format markdown                             用于工单
  terraform plan 2>&1 | alierr diagnose --format github                 GitHub Actions 中的标注
  alierr diagnose --summary /var/log/app                                次数和时间
  kubectl logs -f deploy/app | alierr diagnose --follow

相同的报错只列一次并计数。只要读到报错，无论是否收录，退出状态都是 0；有文件读不了则为 2。--follow 的 JSON 每行一个报错。",
        arguments: &[
            ("files", "文本、日志（可以是 gzip 压缩的）以及存放它们的文件夹；不写或写 `-` 则读标准输入"),
            ("follow", "持续读取文件或标准输入的新增内容，按 Ctrl-C 结束"),
            ("summary", "汇总每种报错：次数、最早和最近的时间、重试是否有用"),
        ],
    },
    Texts {
        command: "run",
        about: "照常执行一条命令，失败时解释其中的报错",
        notes: "\
命令照常使用终端和标准流，退出状态也保持不变：找不到命令为 127，被信号终止为 128 加信号编号。诊断结果写到标准错误。

示例：
  alierr run -- terraform apply
  alierr run --browse -- aliyun ecs DescribeInstances
  alias terraform='alierr run -- terraform'",
        arguments: &[("browse", IN_BROWSER), ("command", "要执行的命令及其参数")],
    },
    Texts {
        command: "pick",
        about: "在终端上浏览，输出用 Enter 选取的内容",
        notes: "\
无论标准输出通向哪里，界面都画在终端上。管道送入的内容会先诊断，再在浏览界面中列出结果；同时有 QUERY 时先显示查询结果，按 F4 看诊断。没有选取就离开时，退出状态为 1。\
多数条目没有服务端的原文消息，--take message 只能取到有消息的条目。

示例：
  code=$(alierr pick)
  alierr explain \"$(alierr pick 余额)\"
  terraform plan 2>&1 | alierr pick --take url",
        arguments: &[
            ("query", "先填入的查询词"),
            ("take", "输出什么：code、message、explanation、json、url，默认为 code"),
        ],
    },
    Texts { command: "products", about: "列出产品以及条目的来源", notes: "", arguments: &[] },
    Texts {
        command: "import",
        about: "把 Markdown 文档和 API 元数据中的错误码加入自建条目",
        notes: "\
新条目与先前导入的合并。文档以绝对路径区分：再次导入时以新内容为准，不再出现的条目会在标准错误上报出数目。\
文件夹中各层的 Markdown 文档和元数据（zh_cn/PRODUCT/VERSION/api-docs.json，以及并列的 en_us）都会读入；其中读不了的会说明，其余照常导入。

示例：
  alierr import ecs-error-codes.md -p Ecs --dry-run
  alierr import docs/ -p Ecs
  alierr import openapi-meta/",
        arguments: &[
            ("paths", "Markdown 文档、api-docs.json，或存放它们的文件夹"),
            ("product", "文档所属的产品，写 OpenAPI 产品代码；不写则看文件名和所在文件夹"),
            ("all_versions", "导入 API 的所有版本，而不只是默认版本"),
            ("dry_run", "只报告会导入什么，不写入"),
        ],
    },
    Texts {
        command: "update",
        about: "从官方元数据获取所有产品的错误码",
        notes: "\
从 api.aliyun.com（无法访问时改用 api.alibabacloud.com）获取产品列表和各 API 的中英文元数据，只把错误码存入自建条目。没有变化的不会重复下载；中断后再次运行会接着做。\
只有执行这条命令时才会联网。不带 --all-versions 运行时，会去掉先前从非默认版本得到的错误码。代理取自环境变量 https_proxy。有产品失败时退出状态为 2，其余产品照常保存。

示例：
  alierr update
  alierr update -p Ecs Oss --dry-run
  alierr update --from ~/openapi-meta            目录结构为 zh_cn/PRODUCT/VERSION/api-docs.json，无需联网",
        arguments: &[
            ("products", "只更新这些产品"),
            ("from", "具有相同结构的其他服务器，或者本地文件夹"),
            ("all_versions", "获取 API 的所有版本，而不只是默认版本"),
            ("dry_run", "照常获取并报告结果，但不写入"),
        ],
    },
    Texts {
        command: "catalog",
        about: "列出自建条目来自哪些文档，或移除其中一些",
        notes: "\
移除文档时，只有它收录的条目一并移除；手写的条目保留。

示例：
  alierr catalog list
  alierr catalog forget docs/ecs-error-codes.md",
        arguments: &[
            ("action", "list（列出）或 forget（移除）"),
            ("sources", "要移除的文档：按列出的写法、写路径，或只写唯一的文件名"),
        ],
    },
    Texts {
        command: "export",
        about: "输出全部条目",
        notes: "\
不指定格式时输出 JSON：一个对象，每行一个条目。

示例：
  alierr export | jq '.entries | length'
  alierr export -p Slb --format markdown > slb.md",
        arguments: &[("product", PRODUCT)],
    },
    Texts {
        command: "init",
        about: "输出供 shell 执行的脚本：补全、选取错误码的按键、alierr-last",
        notes: "\
按下这个键，在浏览界面中选取的错误码会填入命令行。alierr-last 诊断上一条命令的输出，前提是终端能够提供：\
tmux，或者开启了远程控制的 kitty。

示例：
  eval \"$(alierr init bash)\"          bash：写入 ~/.bashrc
  eval \"$(alierr init zsh)\"           zsh：写入 ~/.zshrc，放在 compinit 之后
  alierr init fish | source            fish：写入 ~/.config/fish/config.fish",
        arguments: &[
            ("shell", "bash、zsh 或 fish"),
            ("key", "选取错误码的按键，例如 alt-m、ctrl-x、F9；none 表示不设"),
        ],
    },
    Texts {
        command: "last",
        about: "诊断这个 shell 中上一条命令的输出",
        notes: "",
        arguments: &[("browse", IN_BROWSER)],
    },
    Texts {
        command: "completions",
        about: "输出 shell 的补全脚本",
        notes: "\
脚本会询问 alierr 本身，因此自建条目中的错误码、产品和分类同样可以补全。

示例：
  source <(alierr completions bash)                                     bash：写入 ~/.bashrc
  source <(alierr completions zsh)                                      zsh：写入 ~/.zshrc
  alierr completions fish > ~/.config/fish/completions/alierr.fish      fish
  alierr completions powershell | Out-String | Invoke-Expression        PowerShell：写入 $PROFILE
  eval (alierr completions elvish | slurp)                              elvish：写入 rc.elv",
        arguments: &[("shell", "bash、zsh、fish、powershell 或 elvish")],
    },
    Texts {
        command: "man",
        about: "输出手册页",
        notes: "示例：\n  alierr man > ~/.local/share/man/man1/alierr.1",
        arguments: &[],
    },
    Texts {
        command: "mcp",
        about: "在标准输入和输出上为 AI 助手提供工具（Model Context Protocol）",
        notes: "\
由助手自行启动，提供 explain、search、diagnose、products 四个工具，结果与同名命令的 --format json 相同。标准输入关闭时退出。

示例（助手的配置）：
  {\"mcpServers\": {\"alierr\": {\"command\": \"alierr\", \"args\": [\"mcp\"]}}}",
        arguments: &[],
    },
    Texts {
        command: "config",
        about: "检查配置文件，或输出默认配置",
        notes: "\
不带 --default 和 --init 时列出配置文件中的问题；有问题则退出状态为 2。

示例：
  alierr config --default > ~/.config/alierr/config.toml
  alierr config                                             看看配置文件有没有问题",
        arguments: &[
            ("default", "输出默认配置，每一项都有说明"),
            ("init", "把这份配置写到读取它的位置，已有配置时不改动"),
        ],
    },
    Texts { command: "paths", about: "列出用到的每个文件和文件夹，以及为什么是它", notes: "", arguments: &[] },
];

/// What the parser itself says in a help: headings, which begin a line, and phrases.
const HEADINGS: [(&str, &str); 5] = [
    ("Usage: ", "用法： "),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("Options of every command:", "所有命令共有的选项："),
];
const PHRASES: [(&str, &str); 6] = [
    ("Print this message or the help of the given subcommand(s)", "显示帮助，或某个命令的帮助"),
    ("Print help (see a summary with '-h')", "显示帮助（-h 只显示概要）"),
    ("Print help (see more with '--help')", "显示帮助（--help 更详细）"),
    ("Print help", "显示帮助"),
    ("Print version", "显示版本"),
    ("[default: ", "[默认值："),
];

/// A help with the parser's own words in Chinese, too.
pub fn of_parser(help: &str) -> String {
    let translate = |line: &str| {
        let heading = HEADINGS.iter().find(|(heading, _)| without_escapes(line).starts_with(heading));
        let line = heading.map_or_else(|| line.to_owned(), |(en, zh)| line.replacen(en, zh, 1));
        PHRASES.iter().fold(line, |line, (en, zh)| line.replace(en, zh))
    };
    help.split_inclusive('\n').map(translate).collect()
}

/// The rest of a line behind what switches colours at its start.
fn without_escapes(line: &str) -> &str {
    let rest = line.strip_prefix("\u{1b}[").and_then(|rest| rest.split_once('m'));
    rest.map_or(line, |(_, rest)| without_escapes(rest))
}

/// The definition of the command line with its texts in Chinese.
pub fn in_chinese(mut program: Command) -> Command {
    for texts in &TEXTS {
        program = if texts.command == PROGRAM {
            translate(program, texts).long_about(LONG_ABOUT)
        } else {
            program.mut_subcommand(texts.command, |command| translate(command, texts))
        };
    }
    program
}

fn translate(mut command: Command, texts: &Texts) -> Command {
    command = command.about(texts.about);
    if !texts.notes.is_empty() {
        command = command.after_long_help(texts.notes);
    }
    for &(argument, help) in texts.arguments {
        command = command.mut_arg(argument, |known| known.help(help));
    }
    command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::catalog::has_han;
    use crate::cli::args::CommandLine;

    /// All texts of a command that need a translation, each with a name.
    fn said(command: &Command) -> Vec<(String, String)> {
        let name = command.get_name();
        let about = command.get_about().map(|about| (name.to_owned(), about.to_string()));
        let notes = command.get_after_long_help().map(|notes| (format!("{name} notes"), notes.to_string()));
        let arguments = command.get_arguments().filter(|argument| argument.get_id() != "help");
        let arguments = arguments.filter(|argument| argument.get_id() != "version").map(|argument| {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            (format!("{name} {}", argument.get_id()), help)
        });
        about.into_iter().chain(notes).chain(arguments).collect()
    }

    #[test]
    fn the_parsers_words_are_translated_with_and_without_colours() {
        for (help, zh) in [
            ("Usage: alierr explain\n", "用法： alierr explain\n"),
            ("\u{1b}[1m\u{1b}[4mOptions:\u{1b}[0m\n", "\u{1b}[1m\u{1b}[4m选项：\u{1b}[0m\n"),
            ("Options of every command:\n", "所有命令共有的选项：\n"),
            ("  -h, --help  Print help\n", "  -h, --help  显示帮助\n"),
            ("  a word of Usage: here\n", "  a word of Usage: here\n"),
        ] {
            assert_eq!(of_parser(help), zh);
        }
    }

    #[test]
    fn nothing_that_we_say_is_left_untranslated() {
        let program = in_chinese(CommandLine::command());
        for command in std::iter::once(&program).chain(program.get_subcommands()) {
            for (name, text) in said(command) {
                let names_only = text.is_ascii() && !text.contains(' ');
                assert!(has_han(&text) || (names_only && !text.is_empty()), "{name}: {text}");
            }
        }
    }
}
