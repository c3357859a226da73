//! What a diagnosis costs: the first one of a process, a single blob, and the throughput on a log.

use std::hint::black_box;
use std::sync::Arc;

use alierr::catalog::Catalog;
use alierr::diagnose::Engine;
use alierr::text::secrets::mask;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const BLOB: &str = "│ Error: [ERROR] terraform-provider-alicloud/alicloud/resource_alicloud_slb.go:214: Resource x Action Failed!!! [SDK alibaba-cloud-sdk-go ERROR]:\n│ SDK.ServerError\n│ ErrorCode: InvalidParameter\n│ Recommend: https://next.api.aliyun.com/troubleshoot?q=InvalidParameter&product=Slb\n│ RequestId: 3F2504E0-4F89-11D3-9A0C-0305E82C3301\n│ Message: The specified Bandwidth is invalid.\n";

/// A log of ordinary lines with an error every `lines` lines, each of another request.
fn log(size: usize, lines: usize) -> Vec<u8> {
    let mut log = Vec::with_capacity(size + 100_000);
    for number in 0.. {
        if log.len() >= size {
            break;
        }
        let line = match number % 4 {
            0 => format!(
                "2024-01-02 03:04:05.{:03} INFO [worker-{}] GET /items/{number} status=200 code=0\n",
                number % 1000,
                number % 7
            ),
            1 => format!(
                "2024-01-02 03:04:05.{:03} DEBUG decode ok {{\"code\":200,\"id\":{number}}}\n",
                number % 1000
            ),
            2 => "2024-01-02 03:04:05.678 WARN heap usage 81% after collection, pause 12 ms\n".to_owned(),
            _ => format!("2024-01-02 03:04:05.678 INFO user {number} logged in\n"),
        };
        log.extend_from_slice(line.as_bytes());
        if number % lines == 0 {
            let error = BLOB.replace("3F2504E0", &format!("{number:08X}"));
            log.extend_from_slice(error.as_bytes());
        }
    }
    log
}

fn diagnose(c: &mut Criterion) {
    let catalog = Arc::new(Catalog::embedded());
    c.bench_function("first diagnosis", |b| {
        b.iter(|| Engine::new(catalog.clone()).diagnose(black_box(BLOB)));
    });
    let engine = Engine::new(catalog.clone());
    c.bench_function("blob", |b| b.iter(|| engine.diagnose(black_box(BLOB))));
    c.bench_function("message alone", |b| {
        b.iter(|| engine.diagnose(black_box("The specified parameter Foo is not a valid one here")));
    });
    // Repeats what the rules for secrets look for, and the same length of ordinary lines for comparison. Four times the
    // length must take four times as long.
    let pieces = [
        "authorization:",
        "auth:",
        "password=abc(",
        "Value=\"Name=password ",
        "2024-01-02 03:04:05 INFO user 1 in\n",
    ];
    for piece in pieces {
        for size in [64 << 10, 256 << 10] {
            let text = piece.repeat(size / piece.len());
            c.bench_function(&format!("mask {size} bytes of {piece:?}"), |b| {
                b.iter(|| mask(black_box(&text)).len())
            });
        }
    }
    let mut group = c.benchmark_group("log");
    for (name, lines) in [("sparse", 14_000), ("scan", 750), ("dense", 140)] {
        let log = log(32 << 20, lines);
        group.throughput(Throughput::Bytes(log.len() as u64)).sample_size(10);
        group.bench_function(name, |b| b.iter(|| engine.scan(black_box(&log[..]))));
    }
    group.finish();
}

criterion_group!(benches, diagnose);
criterion_main!(benches);
