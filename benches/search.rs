//! What a query costs: on the embedded catalogue, and on 20,000 and 100,000 synthetic entries.
//!
//! A fifth of these have no explanation. The first query of an engine is measured separately from later ones, for the
//! partial answer at once and for the whole one.
//!
//! Besides criterion's measures of each kind of query, this prints the median and the 95th percentile over many
//! different queries, how nucleo over whole lines compares, and the memory that catalogue and indexes take.

#[path = "../tests/dice/mod.rs"]
mod dice;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use alierr::catalog::{
    Bilingual, Catalog, Entry, EntryId, EntryRecord, Explanation, HttpStatus, Origin, ProductFile,
    ProductRecord, Said, Source, Supplier,
};
use alierr::lang::Lang;
use alierr::search::{Engine, Query};
use criterion::Criterion;
use dice::Dice;
use nucleo::pattern::{CaseMatching, Normalization, Pattern};
use nucleo::{Config, Matcher, Utf32String};

/// Counts the bytes that are allocated and not yet freed.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let live = LIVE.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(live, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the caller keeps the contract.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const HEADS: &[&str] = &[
    "Invalid",
    "Incorrect",
    "Missing",
    "Forbidden.",
    "OperationDenied.",
    "QuotaExceeded.",
    "Unsupported",
    "Duplicate",
    "Illegal",
    "No",
    "Unknown",
    "Expired",
];
const THINGS: &[&str] = &[
    "DBInstance",
    "Instance",
    "Disk",
    "Image",
    "Snapshot",
    "Vpc",
    "VSwitch",
    "SecurityGroup",
    "LoadBalancer",
    "Listener",
    "Bucket",
    "Domain",
    "Certificate",
    "Account",
    "Backup",
    "Engine",
    "Zone",
    "Region",
    "Network",
    "Connection",
    "Cluster",
    "Node",
    "Pod",
    "Queue",
    "Topic",
    "Function",
    "Layer",
    "Trigger",
    "Route",
    "Policy",
    "Role",
    "User",
    "Group",
    "Key",
    "Alias",
    "Version",
    "Rule",
    "Template",
    "Stack",
    "Job",
    "Task",
    "Pipeline",
];
const PARTS: &[&str] = &[
    "Id", "Name", "Type", "Status", "Class", "Count", "Size", "List", "Mode", "Period", "Spec", "Owner",
    "Tag",
];
const TAILS: &[&str] = &[
    ".NotFound",
    ".Malformed",
    ".Duplicate",
    ".ValueNotSupported",
    ".Format",
    ".NotAvailable",
    ".Mismatch",
    ".LimitExceeded",
    ".Conflict",
    "",
    "",
    ".InUse",
    ".Locked",
];
const SENTENCES: &[&str] = &[
    "The specified parameter {} is not valid.",
    "The {} provided does not exist in our records.",
    "The status of the specified {} does not support this operation.",
    "The quota of {} is exceeded; release some and try again.",
    "You are not authorized to operate on the specified {}.",
    "The {} is being used by another resource and cannot be deleted.",
    "The request processing of {} has failed due to some unknown error.",
    "Specified {} already exists in the region, please choose another name.",
];
const SUBJECTS: &[&str] = &[
    "实例",
    "磁盘",
    "镜像",
    "快照",
    "专有网络",
    "交换机",
    "安全组",
    "负载均衡",
    "监听",
    "存储空间",
    "域名",
    "证书",
    "账号",
    "备份",
    "引擎",
    "可用区",
    "地域",
    "网络",
    "连接串",
    "集群",
    "节点",
    "队列",
    "主题",
    "函数",
    "触发器",
    "路由",
    "策略",
    "角色",
    "用户",
    "密钥",
    "别名",
    "版本",
    "规则",
    "模板",
    "任务",
];
const SAYINGS: &[&str] = &[
    "不存在，请检查参数后重试",
    "的状态不支持该操作",
    "的名称不合法，请参见文档修改",
    "已经达到配额上限，请释放后再试",
    "无权访问，请联系主账号授权",
    "正在被其他资源使用，不能删除",
    "的格式不正确",
    "已存在，请更换名称",
    "处理失败，请稍后重试",
    "在当前可用区没有库存",
    "与已有配置冲突",
    "已被锁定，请续费后再操作",
];

/// A catalogue of this many entries; about a third of the codes are shared.
fn synthetic(entries: usize) -> Catalog {
    let mut dice = Dice::new(0x1234_5678_9abc_def1);
    let both = |zh: String, en: String| Bilingual { zh: zh.into(), en: en.into() };
    let files = (0..entries / 500).map(|nth| {
        let product = ProductRecord {
            name: Some(both(format!("产品{nth}"), format!("Product number {nth}"))),
            group: Some(both(format!("组{}", nth % 12), format!("Group {}", nth % 12))),
            aliases: vec![format!("p{nth}").into()],
            ..ProductRecord::of_id(format!("Product{nth}"))
        };
        ProductFile { product, entries: (0..500).map(|_| entry(&mut dice)).collect() }
    });
    Catalog::from_files(files.collect::<Vec<_>>(), Supplier::User)
}

fn entry(dice: &mut Dice) -> EntryRecord {
    let thing = format!("{}{}", dice.pick(THINGS), if dice.roll(3) == 0 { *dice.pick(THINGS) } else { "" });
    let thing = format!("{thing}{}", dice.pick(PARTS));
    let code = format!("{}{thing}{}", dice.pick(HEADS), dice.pick(TAILS));
    let message = dice.pick(SENTENCES).replace("{}", &thing);
    let message = if dice.roll(4) == 0 {
        format!("{message} {}", dice.pick(SENTENCES).replace("{}", "resource"))
    } else {
        message
    };
    let zh = format!("指定的{}{}{}。", dice.pick(SUBJECTS), dice.pick(SUBJECTS), dice.pick(SAYINGS));
    let zh = if dice.roll(3) == 0 {
        format!("{zh}该{}{}。", dice.pick(SUBJECTS), dice.pick(SAYINGS))
    } else {
        zh
    };
    // Every fifth has no explanation; the derived one takes its place.
    let said = (dice.roll(5) > 0).then(|| Said { text: zh.into(), origin: Origin::Official });
    EntryRecord {
        status: HttpStatus::new(*dice.pick(&[400, 403, 404, 409, 500, 503])),
        message: Some(message.into()),
        explanation: Explanation { zh: said, en: None },
        sources: vec![Source { document: "api".into(), rows: vec![dice.roll(900) as u32] }],
        ..EntryRecord::of_code(code)
    }
}

/// Makes a query from an entry.
type Make = fn(&mut Dice, Entry) -> String;

/// The kinds of queries, and what makes one of an entry.
const KINDS: [(&str, Make); 6] = [
    ("code", |dice, entry| {
        let length = entry.code().len() * (3 + dice.roll(5)) / 7;
        entry.code().chars().take(length.max(3)).collect::<String>().to_lowercase()
    }),
    ("typo", |dice, entry| {
        let mut letters: Vec<char> = entry.code().chars().collect();
        let at = dice.roll(letters.len());
        letters[at] = char::from(b'a' + dice.roll(26) as u8);
        letters.into_iter().collect()
    }),
    ("fuzzy", |_, entry| {
        let mut taken = 0;
        let head = |c: char| {
            taken = if c.is_uppercase() { 0 } else { taken + 1 };
            c.is_alphanumeric() && taken < 3
        };
        entry
            .code()
            .chars()
            .filter({
                let mut head = head;
                move |&c| head(c)
            })
            .collect::<String>()
            .to_lowercase()
    }),
    ("message", |dice, entry| {
        let words: Vec<&str> = entry.message().unwrap_or_default().split(' ').collect();
        let at = dice.roll(words.len().saturating_sub(4).max(1));
        words[at..(at + 4).min(words.len())].join(" ")
    }),
    ("chinese", |dice, entry| {
        let zh = entry.explanation(Lang::Zh);
        let zh: Vec<char> = zh.iter().flat_map(|said| said.text.chars()).collect();
        let length = 2 + dice.roll(5);
        let at = dice.roll(zh.len().saturating_sub(length).max(1));
        zh[at..(at + length).min(zh.len())].iter().collect()
    }),
    ("pinyin", |dice, entry| {
        use pinyin::ToPinyin;
        let zh = entry.explanation(Lang::Zh);
        let zh: Vec<char> = zh.iter().flat_map(|said| said.text.chars()).collect();
        let length = 3 + dice.roll(4);
        let at = dice.roll(zh.len().saturating_sub(length).max(1));
        let whole = dice.roll(2) == 0;
        let syllables = zh[at..(at + length).min(zh.len())].iter().filter_map(|c| c.to_pinyin());
        syllables.map(|syllable| if whole { syllable.plain() } else { &syllable.plain()[..1] }).collect()
    }),
];

fn queries(catalog: &Catalog, make: fn(&mut Dice, Entry) -> String, count: usize) -> Vec<Query> {
    let mut dice = Dice::new(0xfeed_f00d_dead_beef);
    let mut query = || {
        let entry = catalog.entry(EntryId::new(dice.roll(catalog.len())));
        Query::parse(&make(&mut dice, entry), catalog)
    };
    (0..count).map(|_| query()).collect()
}

fn percentile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() - 1) * percent / 100]
}

fn time(mut each: impl FnMut()) -> Duration {
    let start = Instant::now();
    each();
    start.elapsed()
}

/// nucleo over code, message and explanation of each entry as one line.
fn nucleo_over_lines(catalog: &Catalog, queries: &[Query]) -> Duration {
    let lines: Vec<Utf32String> = catalog
        .entries()
        .map(|entry| {
            let zh = entry.explanation(Lang::Zh).map_or(String::new(), |said| said.text.into_owned());
            Utf32String::from(format!("{} {} {zh}", entry.code(), entry.message().unwrap_or_default()))
        })
        .collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut times: Vec<Duration> = queries
        .iter()
        .map(|query| {
            time(|| {
                let pattern = Pattern::parse(query.text(), CaseMatching::Ignore, Normalization::Never);
                let mut hits: Vec<(u32, usize)> = lines
                    .iter()
                    .enumerate()
                    .filter_map(|(at, line)| Some((pattern.score(line.slice(..), &mut matcher)?, at)))
                    .collect();
                hits.sort_unstable_by(|a, b| b.cmp(a));
                black_box(hits);
            })
        })
        .collect();
    percentile(&mut times, 50)
}

fn mib(bytes: usize) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// The cost of the first key for an engine without any index.
fn first_key(catalog: &Arc<Catalog>) {
    let engine = Engine::new(Arc::clone(catalog));
    let query = Query::parse("inv", catalog);
    let at_once = time(|| drop(black_box(engine.search_at_once(&query, None))));
    let whole = time(|| drop(black_box(engine.search(&query, None))));
    let later = time(|| drop(black_box(engine.search(&query, None))));
    println!("first key: at once {at_once:.1?}, whole {whole:.1?}, the same later {later:.1?}");
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    for entries in [0, 20_000, 100_000] {
        let before = LIVE.load(Ordering::Relaxed);
        PEAK.store(before, Ordering::Relaxed);
        let catalog = Arc::new(if entries == 0 { Catalog::embedded() } else { synthetic(entries) });
        let of_catalog = LIVE.load(Ordering::Relaxed) - before;
        first_key(&catalog);
        let engine = Engine::new(Arc::clone(&catalog));
        let building = time(|| engine.warm());
        let of_all = LIVE.load(Ordering::Relaxed) - before;
        let peak = PEAK.load(Ordering::Relaxed) - before;
        let name = if entries == 0 { "embedded".to_owned() } else { entries.to_string() };
        println!(
            "\n== {name}: {} entries; catalogue {:.1} MiB, with all indexes {:.1} MiB, {:.1} MiB while building, built in {building:.0?}",
            catalog.len(),
            mib(of_catalog),
            mib(of_all),
            mib(peak),
        );
        let mut all_times = Vec::new();
        let mut some_queries = Vec::new();
        for (kind, make) in KINDS {
            let queries = queries(&catalog, make, 200);
            let mut hits = 0;
            let mut times: Vec<Duration> = queries
                .iter()
                .map(|query| time(|| hits += black_box(engine.search(query, None)).hits.len()))
                .collect();
            all_times.extend_from_slice(&times);
            some_queries.extend_from_slice(&queries[..4]);
            println!(
                "{name:>9} {kind:<8} median {:>9.1?}  95 % {:>9.1?}  {:>7} hits a query",
                percentile(&mut times, 50),
                percentile(&mut times, 95),
                hits / queries.len()
            );
            let mut next = queries.iter().cycle();
            criterion.bench_function(&format!("{name}/{kind}"), |bencher| {
                // `cycle` over a list that is not empty never ends.
                bencher.iter(|| next.next().map(|query| engine.search(query, None)));
            });
        }
        let median = percentile(&mut all_times, 50);
        let whole_lines = nucleo_over_lines(&catalog, &some_queries);
        println!(
            "{name:>9} all      median {median:>9.1?}  95 % {:>9.1?}; nucleo over whole lines {whole_lines:.1?}, {:.0} times as long",
            percentile(&mut all_times, 95),
            whole_lines.as_secs_f64() / median.as_secs_f64()
        );
    }
    criterion.final_summary();
}
