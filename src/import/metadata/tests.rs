use super::*;
use crate::import::{Record, settle};

const ZH: &str = r#"{
  "info": {"product": "Pets", "version": "2020-01-01"},
  "apis": {
    "FeedFish": {"errorCodes": {
      "404": [{"errorCode": "No.Fish\t", "errorMessage": "No &lt;fish&gt; here.\t", "description": "没有<b>鱼</b>。"}],
      "1000": [{"errorCode": "%s", "errorMessage": "Odd.", "description": ""}]}},
    "CatchFish": {"errorCodes": {"404": [{"errorCode": "No.Fish", "errorMessage": "No &lt;fish&gt; here."}]}},
    "Sleep": {"parameters": []}
  },
  "endpoints": [{"regionId": "a", "endpoint": "pets.cn-a.aliyuncs.com"}, {"public": "pets-b.aliyuncs.com"},
    {"regionId": "cn-a", "endpoint": "cn-a.zoo.aliyuncs.com"}, {"regionId": "cn-a", "endpoint": "pets-cn-a.aliyuncs.com"}],
  "errorCodes": [
    {"code": "No.Fish", "message": "No &lt;fish&gt; here.", "http_code": 404, "description": "没有鱼。"},
    {"code": "No.Bird", "message": "没有鸟。", "http_code": 410, "description": "没有鸟。"},
    {"code": "", "message": "Nothing.", "http_code": 400}]
}"#;

fn records(metadata: Metadata) -> Vec<Record> {
    metadata.source.rows.into_iter().filter_map(|row| settle(row).ok()).flatten().collect()
}

#[test]
fn both_shapes_of_errors_are_read_and_cleaned() {
    let metadata = read(Some(ZH), None).unwrap();
    assert_eq!(metadata.product.as_deref(), Some("Pets"));
    assert_eq!(metadata.hosts, ["pets", "pets-b", "zoo"]);
    assert_eq!(metadata.source.rows.len(), 6, "the row without a code is one, too");
    let records = records(metadata);
    let told: Vec<_> =
        records.iter().map(|r| (r.code.as_str(), r.status, r.sections.first().map(String::as_str))).collect();
    assert_eq!(
        told,
        [
            ("No.Fish", Some(404), Some("FeedFish")),
            ("%s", None, Some("FeedFish")),
            ("No.Fish", Some(404), Some("CatchFish")),
            ("No.Fish", Some(404), None),
            ("No.Bird", Some(410), None),
        ]
    );
    assert_eq!(records[0].message.as_deref(), Some("No <fish> here."));
    assert_eq!(records[2].explanation_zh.as_deref(), Some("没有鱼。"), "told once, meant everywhere");
    assert!(records[1].notes[0].zh.as_deref().is_some_and(|note| note.contains("1000")));
    assert_eq!(records[4].message.as_deref(), Some("没有鸟。"), "the service's own words");
    // A description that is the message over again describes nothing.
    assert_eq!((&records[4].explanation_zh, &records[4].description_en), (&None, &None));
}

#[test]
fn two_languages_are_paired_by_status_code_and_message() {
    let en = ZH.replace("没有鱼。", "There is no fish.").replace("没有<b>鱼</b>。", "There is no fish.").replace(
        r#"{"code": "No.Bird""#,
        r#"{"code": "No.Cat", "message": "No cat.", "http_code": 404, "description": "没有猫。"}, {"code": "No.Bird""#,
    );
    let records = records(read(Some(ZH), Some(&en)).unwrap());
    assert_eq!(records.len(), 6);
    assert_eq!(records[0].explanation_zh.as_deref(), Some("没有鱼。"));
    assert_eq!(records[0].description_en.as_deref(), Some("There is no fish."));
    // What only one file has, and what was never translated.
    assert_eq!(
        (records[5].code.as_str(), records[5].explanation_zh.as_deref()),
        ("No.Cat", Some("没有猫。"))
    );
}

#[test]
fn other_json_is_no_metadata() {
    assert!(matches!(read(Some("{"), None), Err(NotMetadata::Json(_))));
    assert!(matches!(read(Some("{\"info\": {}}"), None), Err(NotMetadata::Other)));
    assert!(read(Some(r#"{"apis": null, "errorCodes": {}, "endpoints": []}"#), None).is_ok());
}

#[test]
fn the_other_language_lies_beside() {
    let path = Path::new("/a/zh_cn/slb/2014-05-15/api-docs.json");
    let other = counterpart(path).unwrap();
    assert_eq!(other, Path::new("/a/en_us/slb/2014-05-15/api-docs.json"));
    assert!(is_english(&other) && !is_english(path));
    assert_eq!(counterpart(&other).as_deref(), Some(path));
    assert_eq!(counterpart(Path::new("api-docs.json")), None);
}
