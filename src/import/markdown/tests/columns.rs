//! Tests of what tables are about and what their columns hold, and that no row is lost.

use super::*;

#[test]
fn what_a_table_is_about_is_told_by_its_header_and_the_heading() {
    let table = |heading: &str, header: &str, rows: &[&str]| {
        let bars = header.matches('|').count();
        format!("# {heading}\n\n{header}\n{}|\n{}\n", "|--".repeat(bars - 1), rows.join("\n"))
    };
    for (heading, header, rows, verdict) in [
        (
            "返回数据",
            "|名称|类型|示例值|描述|",
            ["|Code|Integer|200|返回码。|", "|Total|Integer|100|总数。|"],
            Verdict::Fields,
        ),
        (
            "Request parameters",
            "|Name|Type|Description|",
            ["|PageSize|Integer|The size.|", "|Action|String|The action.|"],
            Verdict::Fields,
        ),
        ("Countries", "|Country code|Country|", ["|CN|China|", "|DE|Germany|"], Verdict::Other),
        ("实例规格", "|规格|vCPU|", ["|ecs.g5.large|2|", "|ecs.g5.xlarge|4|"], Verdict::Heading),
        ("普通云盘状态表", "|错误代码|描述|", ["|In\\_use|使用中|", "|Available|待挂载|"], Verdict::Heading),
        ("错误", "|错误代码|描述|", ["|400|请求错误|", "|403|禁止|"], Verdict::Statuses),
        ("错误", "|错误代码|描述|", ["|甲|请求错误|", "|乙|禁止|"], Verdict::NoCodes),
        ("地域", "|Code|Region|", ["|cn-hangzhou|华东1|", "|cn-beijing|华北2|"], Verdict::Heading),
        ("字典", "|Code|Region|", ["|cn-hangzhou|华东1|", "|cn-beijing|华北2|"], Verdict::Other),
        ("错误码", "|Code|描述|", ["|No.Fish|没有鱼|", "|No.Bird|没有鸟|"], Verdict::Errors),
        ("无题", "|Code|Message|", ["|No.Fish|No fish.|", "|No.Bird|No bird.|"], Verdict::Errors),
        (
            "Error codes",
            "|HttpCode|Error code|Error message|Required|",
            [
                "|404|No.Fish|No fish.|The error message returned because of it.|",
                "|404|No.Bird|No bird.|The error message returned because.|",
            ],
            Verdict::Errors,
        ),
    ] {
        let document = read(&table(heading, header, &rows));
        assert_eq!(document.tables, [verdict], "{heading} {header}");
        let (read, refused) = if verdict == Verdict::Errors {
            (2, 0)
        } else {
            (0, if verdict == Verdict::NoCodes { 2 } else { 0 })
        };
        assert_eq!((document.records.len(), document.refused.len()), (read, refused), "{heading} {header}");
    }
}

#[test]
fn numbers_are_codes_where_the_header_says_so() {
    assert_eq!(
        codes("|错误码|说明|\n|--|--|\n|-20201|参数缺失。|\n|10001|未找到设备。|\n"),
        expected(&[("-20201", None), ("10001", None)])
    );
    assert_eq!(
        codes("|HTTP状态码|错误码|错误信息|\n|--|--|--|\n|400|10001|Not found.|\n|403|400|Locked.|\n"),
        expected(&[("10001", Some(400)), ("400", Some(403))])
    );
    // The number of a code is no status.
    assert_eq!(
        codes("|错误码名|错误码值|描述|\n|--|--|--|\n|NO\\_FISH|101|没有鱼|\n|NO\\_BIRD|102|没有鸟|\n"),
        expected(&[("NO_FISH", None), ("NO_BIRD", None)])
    );
    assert_eq!(
        codes(
            "|十六进制|十进制|HTTP错误码|错误名|描述|\n|--|--|--|--|--|\n|0x02|34013441|400|No.Fish|没有鱼|\n|0x03|34013442|401|No.Bird|没有鸟|\n"
        ),
        expected(&[("No.Fish", Some(400)), ("No.Bird", Some(401))])
    );
}

#[test]
fn a_status_is_read_with_its_phrase_and_from_the_column_of_messages() {
    assert_eq!(
        errors(
            "|错误码|返回消息|描述|\n|--|--|--|\n|No.Fish|404 Not Found|没有鱼。|\n|No.Bird|410 Gone|没有鸟。|\n"
        ),
        [("No.Fish", 404, "没有鱼。"), ("No.Bird", 410, "没有鸟。")].map(|(code, status, zh)| (
            code.to_owned(),
            Some(status),
            None,
            Some(zh.to_owned())
        ))
    );
    assert_eq!(
        codes(
            "|错误码|HTTP状态码|\n|--|--|\n|A.A|400/403|\n|B.B|-|\n|C.C|`404`|\n|D.D|HTTP 500|\n|E.E|403|\n"
        ),
        expected(&[("A.A", None), ("B.B", None), ("C.C", Some(404)), ("D.D", Some(500)), ("E.E", Some(403))])
    );
}

#[test]
fn what_the_document_says_of_an_answer_is_no_answer() {
    let returned = "The error message returned because there is no fish.";
    for (header, row) in [
        ("|Error code|Error message|Description|", format!("|NoFish|failed|{returned}|")),
        ("|Error code|Description|Error message|", format!("|NoFish|failed|{returned}|")),
    ] {
        let text = format!("{header}\n|--|--|--|\n{row}\n{row}\n");
        let message = Some("failed".to_owned());
        assert_eq!(
            errors(&text)[0],
            ("NoFish".to_owned(), None, message, Some(returned.to_owned())),
            "{header}"
        );
    }
    let text = format!("|Error code|Description|HTTP status code|\n|--|--|--|\n|NoFish|{returned}|404|\n");
    assert_eq!(errors(&text)[0], ("NoFish".to_owned(), Some(404), None, Some(returned.to_owned())));
}

#[test]
fn solutions_are_kept_apart_from_what_is_wrong() {
    let solutions = |text: &str| {
        let mut document = read(text);
        let record = document.records.remove(0);
        (record.explanation_zh, record.message, [record.solution_zh, record.solution_en].concat())
    };
    let (zh, _, steps) = solutions(
        "|错误码|现象&原因|解决方法|\n|--|--|--|\n|NO\\_FISH|没有鱼|去买鱼|\n|NO\\_BIRD|没有鸟|去买鸟|\n",
    );
    assert_eq!((zh.as_deref(), steps), (Some("没有鱼"), vec!["去买鱼".to_owned()]));
    let (_, message, steps) = solutions(
        "|Error code|Error message|Solution|\n|--|--|--|\n|NoFish|No fish.|Buy one.|\n|NoBird|No bird.|Buy one.|\n",
    );
    assert_eq!((message.as_deref(), steps), (Some("No fish."), vec!["Buy one.".to_owned()]));
    let (zh, message, steps) = solutions(
        "|HttpCode|Code|Message|Advice|\n|--|--|--|--|\n|500|NoFish|No fish.|请稍后再试。|\n|400|NoBird|No bird.|请检查。|\n",
    );
    assert_eq!((zh, message.as_deref(), steps), (None, Some("No fish."), vec!["请稍后再试。".to_owned()]));
}

#[test]
fn rows_that_say_nothing_are_told() {
    let document =
        read("|错误码|消息|\n|--|--|\n|No.Fish|No fish.|\n|错误码|消息|\n| | |\n|No.Bird|No bird.|\n");
    let refused: Vec<(u32, String)> =
        document.refused.iter().map(|skipped| (skipped.place, skipped.reason.to_string())).collect();
    assert_eq!(refused, [(4, "the header again".to_owned()), (5, "an empty row".to_owned())]);
    assert_eq!(document.records.len(), 2);
}

#[test]
fn cells_that_a_line_of_their_own_parts_are_one_row() {
    let document = read(
        "|状态码|错误码|描述|说明|\n|--|--|--|--|\n|404|No.Fish|没有鱼。\n\n|\n\n说明：\n\n-   甲\n-   乙\n\n|\n|410|No.Bird|没有鸟。|无|\n\n正文。\n",
    );
    assert_eq!(
        told(&document),
        [(3, "No.Fish", Some(404), "", Some("没有鱼。")), (13, "No.Bird", Some(410), "", Some("没有鸟。"))]
    );
}

#[test]
fn a_list_that_begins_within_a_line_is_part_of_what_leads_to_it() {
    let document = read(
        "|错误码|描述|\n|--|--|\n|No.Fish|可能原因如下：-   没有买。\n-   没有钓。 |\n|No.Bird|没有鸟时， -   甲。\n-   乙。|\n|No.Cat|-   甲。\n-   乙。|\n",
    );
    let zh: Vec<_> = document.records.iter().map(|r| r.explanation_zh.as_deref().unwrap()).collect();
    assert_eq!(zh, ["可能原因如下： 没有买。 没有钓。", "没有鸟时， 甲。 乙。", "甲。 乙。"]);
}

#[test]
fn words_before_the_codes_describe_and_those_behind_are_the_answer() {
    for header in [
        "|Error codes|Error code|Description|HTTP status code|",
        "|Semantics|Error code|Description|HTTP status code|",
    ] {
        let row = "|There is no fish here.|No.Fish|The fish does not exist.|404|";
        assert_eq!(
            errors(&format!("{header}\n|--|--|--|--|\n{row}\n{row}\n"))[0],
            (
                "No.Fish".to_owned(),
                Some(404),
                Some("The fish does not exist.".to_owned()),
                Some("There is no fish here.".to_owned())
            ),
            "{header}"
        );
    }
}

#[test]
fn what_stands_before_a_document_is_no_heading() {
    let document = read("---\ntitle: x\n---\n\n|错误码|状态码|\n|--|--|\n|No.Fish|404|\n");
    assert_eq!(sections(&document), [None]);
}

#[test]
fn no_row_is_lost_where_the_lines_of_a_table_are_torn() {
    // The rest of a row on a line of its own, and rows that blank lines part.
    assert_eq!(
        codes(
            "|错误码|描述|状态码|结束帧|\n|--|--|--|--|\n|No.Fish|没有鱼。 去买鱼。\n\n|404|无|\n|No.Bird|没有鸟。|410|无|\n\n\
             |No.Cat|没有猫。|404|无|\n\n|名称|类型|\n|--|--|\n|Fish|String|\n"
        ),
        expected(&[("No.Fish", Some(404)), ("No.Bird", Some(410)), ("No.Cat", Some(404))])
    );
}

proptest::proptest! {
    /// Every row of a table is an error, left out for a reason, or in a table that is about something else.
    #[test]
    fn no_row_is_lost_unsaid(
        header in proptest::collection::vec(proptest::sample::select(vec!["错误码", "Code", "状态码", "描述", "消息", "类型", "解决方案", "x"]), 2..5),
        rows in proptest::collection::vec(
            proptest::collection::vec(
                proptest::sample::select(vec!["No.Fish", "400", "10001", "", "没有鱼。", "There is no fish.", "-", "A.B/C.D", "two words", "`x"]),
                1..6,
            ),
            0..12,
        ),
    ) {
        let line = |cells: &[&str]| format!("|{}|\n", cells.join("|"));
        let rule = vec!["--"; header.len()];
        let text: String =
            [line(&header), line(&rule)].into_iter().chain(rows.iter().map(|row| line(row))).collect();
        let source = crate::import::markdown::read(&text);
        let told: usize = source.tables.iter().map(|table| table.rows).sum();
        proptest::prop_assert_eq!(told, rows.len());
        let is_read = |verdict| matches!(verdict, Verdict::Errors | Verdict::NoCodes);
        let read: usize = source.tables.iter().filter(|table| is_read(table.verdict)).map(|table| table.rows).sum();
        let mut places: Vec<u32> = source.rows.iter().map(|row| row.place).collect();
        places.extend(source.skipped.iter().map(|skipped| skipped.place));
        places.sort_unstable();
        places.dedup();
        proptest::prop_assert_eq!(places.len(), read, "each row has its place");
        for row in source.rows {
            proptest::prop_assert!(settle(row).map_or(true, |records| !records.is_empty()));
        }
    }
}

#[test]
fn english_beside_a_message_in_chinese_is_what_the_service_answers() {
    let document = read(
        "# 客户端错误\n\n|错误信息|错误代码|描述|HTTP状态码|\n|--|--|--|--|\n|没有鱼|No.Fish|There is no fish.|404|\n|鱼不好|Bad.Fish|The fish is bad.|400|\n",
    );
    assert_eq!(
        told(&document),
        [
            (5, "No.Fish", Some(404), "There is no fish.", Some("没有鱼")),
            (6, "Bad.Fish", Some(400), "The fish is bad.", Some("鱼不好")),
        ]
    );
}

#[test]
fn a_second_column_of_statuses_explains_nothing() {
    let document = read(
        "# 错误码\n\n|ErrorCode|描述|HTTP Status Code|Status in the last frame|\n|--|--|--|--|\n\
         |No.Fish|没有鱼。|404|无|\n|Bad.Fish|鱼不好。|400或者206|无或者400|\n|Old.Fish|鱼老了。|206|400|\n",
    );
    assert_eq!(
        told(&document),
        [
            (5, "No.Fish", Some(404), "", Some("没有鱼。")),
            (6, "Bad.Fish", None, "", Some("鱼不好。")),
            (7, "Old.Fish", Some(206), "", Some("鱼老了。")),
        ]
    );
    assert!(document.records.iter().all(|record| record.description_en.is_none()));
    assert_eq!(document.records.iter().map(|record| record.notes.len()).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn codes_stand_in_columns_of_other_names() {
    for (header, row, wanted) in [
        (
            "|Error message|Trigger condition|",
            "|ODPS-0130071: It is bad|盖子开着。|",
            ("ODPS-0130071", "It is bad"),
        ),
        ("|HTTP status code|Error message|Description|", "|6401|no lid|盖子丢了。|", ("6401", "no lid")),
        ("|errorCode|errorMessage|", "|400|The lid is open.|", ("400", "The lid is open.")),
        (
            "|Error definition|Error code in hexadecimal notation|Description|",
            "|LID\\_OPEN|0x30010001|盖子开着。|",
            ("LID_OPEN", ""),
        ),
        ("|错误码|含义|", "|0100C|盖子开着。|", ("0100C", "")),
    ] {
        let rule = "|--".repeat(header.matches('|').count() - 1);
        let document = read(&format!("# Errors\n\n{header}\n{rule}|\n{row}\n"));
        let told: Vec<_> =
            told(&document).iter().map(|(_, code, status, message, _)| (*code, *status, *message)).collect();
        assert_eq!(told, [(wanted.0, None, wanted.1)], "{header}");
    }
}

#[test]
fn only_what_a_service_answers_is_a_message() {
    for (header, row) in [
        ("|Error code|Symptom and cause|Solution|", "|Bad.Lid|The lid is open.|Close it.|"),
        ("|Error code|What the fish says|Fix|", "|Bad.Lid|The lid is open.|Close it.|"),
        ("|Error code|Remarks|Handling|", "|Bad.Lid|The lid is open.|Close it.|"),
    ] {
        let record = read(&format!("# Errors\n\n{header}\n|--|--|--|\n{row}\n")).records.remove(0);
        assert_eq!(
            (record.message, record.description_en.as_deref()),
            (None, Some("The lid is open.")),
            "{header}"
        );
        assert_eq!(record.solution_en, ["Close it."], "{header}");
    }
    let document = "# 错误码\n\n|错误码|错误信息|说明|备注|\n|--|--|--|--|\n|Bad.Lid|Bad lid.|盖子开着。|系统异常，请提交工单。|\n";
    let record = read(document).records.remove(0);
    assert_eq!(record.solution_zh, ["系统异常，请提交工单。"]);
}

#[test]
fn a_code_alone_shares_what_is_said_of_the_one_above() {
    let document = read(
        "# Error codes\n\n|Error code|Description|Solution|\n|--|--|--|\n|6318|The lid is open.|Close it.|\n|6313|\n|0|No error occurred.|N/A.|\n",
    );
    let told: Vec<_> = document.records.iter().map(|r| (r.code.as_str(), r.solution_en.len())).collect();
    assert_eq!(told, [("6318", 1), ("6313", 1)]);
    assert_eq!(document.refused.len(), 1);
}

#[test]
fn a_table_may_be_spread_over_lines_with_blank_ones_between() {
    let wanted = [
        ("No.Lid", Some(404), "No lid.", Some("盖子丢了。")),
        ("Bad.Lid", Some(403), "Bad lid.", Some("盖子不对。")),
    ];
    for document in [
        "# Errors\n\n|HTTP sta\n\n|Error code\n\n|Error message\n\n|Description |\n|--|--|--|--|\n\
         |404\n\n|No.Lid\n\n|No lid.\n\n|盖子丢了。 |\n|403\n\n|Bad.Lid\n\n|Bad lid.\n\n|盖子不对。 |\n\nNext.\n",
        "# 错误\n\n|HttpCode\n\n|错误码\n\n|错误信息\n\n|描述\n\n|\n|--|--|--|--|\n\
         |404\n\n|No.Lid\n\n|No lid.\n\n|盖子丢了。\n\n|\n|403\n\n|Bad.Lid\n\n|Bad lid.\n\n|盖子不对。\n\n|\n",
    ] {
        let document = read(document);
        let told: Vec<_> = told(&document)
            .iter()
            .map(|(_, code, status, message, explained)| (*code, *status, *message, *explained))
            .collect();
        assert_eq!(told, wanted);
    }
}
