use crate::import::{Record, Skipped, Verdict, settle};

/// What a document says: its errors, and the rows left out.
struct Document {
    records: Vec<Record>,
    refused: Vec<Skipped>,
    tables: Vec<Verdict>,
}

fn read(text: &str) -> Document {
    let source = super::read(text);
    let (mut records, mut refused) = (Vec::new(), source.skipped);
    for row in source.rows {
        let place = row.place;
        match settle(row) {
            Ok(settled) => records.extend(settled),
            Err(reason) => refused.push(Skipped { place, reason }),
        }
    }
    Document { records, refused, tables: source.tables.into_iter().map(|table| table.verdict).collect() }
}

/// What was read of a row: line, code, status, message, explanation or description.
type Told<'a> = (u32, &'a str, Option<u16>, &'a str, Option<&'a str>);

fn told(document: &Document) -> Vec<Told<'_>> {
    let told = document.records.iter().map(|record| {
        let explained = record.explanation_zh.as_deref().or(record.description_en.as_deref());
        (record.place, &*record.code, record.status, record.message.as_deref().unwrap_or_default(), explained)
    });
    told.collect()
}

fn sections(document: &Document) -> Vec<Option<&str>> {
    document.records.iter().map(|record| record.sections.last().map(|section| &**section)).collect()
}

#[test]
fn code_message_status_under_two_headings() {
    let document = read(
        "# 客户端错误 {#concept_x .concept}\n\n## 公共错误 {#section_a .section}\n\n\
         |错误代码|描述|HTTP状态码|\n|----|--|-------|\n\
         |Busy|The server is busy.|503|\n\
         |Wrong<parameter name\\>.Shape|The parameter “parameter name” is wrong.|400|\n\n\
         ## 特定错误 {#section_b .section}\n\n\
         |错误代码|描述|HTTP状态码|\n|----|--|-------|\n\
         |BAD\\_WEIGHT|Weight \\(w\\) is bad.|406|\n",
    );
    assert_eq!(
        told(&document),
        [
            (7, "Busy", Some(503), "The server is busy.", None),
            (8, "Wrong<parameter name>.Shape", Some(400), "The parameter “parameter name” is wrong.", None),
            (14, "BAD_WEIGHT", Some(406), "Weight (w) is bad.", None),
        ]
    );
    assert_eq!(sections(&document), [Some("公共错误"), Some("公共错误"), Some("特定错误")]);
    assert_eq!(document.refused, []);
}

#[test]
fn chinese_explanation_first() {
    let document = read(
        "# 错误码表\n\n|错误码描述|Code|message|httpStatusCode|\n|-----|----|-------|--------------|\n\
         |密码太短|ShortPassword|The password is too short.|400|\n\
         |没有这个名字|NoName.NotFound|No such name.|404|\n",
    );
    assert_eq!(
        told(&document),
        [
            (5, "ShortPassword", Some(400), "The password is too short.", Some("密码太短")),
            (6, "NoName.NotFound", Some(404), "No such name.", Some("没有这个名字")),
        ]
    );
}

#[test]
fn english_description_beside_the_message() {
    let document = read(
        "# Error codes\n\n|Description|Code|Message|HTTP Status Code|\n|:----------|:---|:------|:---------------|\n\
         |The error message returned because the name is taken.|NameTaken|The name is taken.|400|\n\
         |The error message returned because it fails.|Fails|It doesnâ€™t work.|500|\n",
    );
    assert_eq!(
        told(&document)[0],
        (
            5,
            "NameTaken",
            Some(400),
            "The name is taken.",
            Some("The error message returned because the name is taken.")
        )
    );
    assert_eq!(document.records[1].message.as_deref(), Some("It doesn’t work."));
    assert!(document.records[0].explanation_zh.is_none());
}

#[test]
fn a_wrong_header_is_not_believed() {
    let document = read(
        "\n| 错误代码 | 错误信息       | HTTP 状态码       | 说明       |\n\
         | :------- | :------------- | :---------------- | :--------- |\n\
         | 400      | LengthExceeded | {Name} too long.  | 名字太长   |\n\
         | 403      | Refused        | You may not.      | 没有权限   |\n\n\
         ## 公共错误码\n\n\
         | 错误代码 | HTTP 状态码 | 错误信息     |\n\
         | :------- | :---------- | :----------- |\n\
         | Refused  | 403         | You may not. |\n",
    );
    assert_eq!(
        told(&document),
        [
            (4, "LengthExceeded", Some(400), "{Name} too long.", Some("名字太长")),
            (5, "Refused", Some(403), "You may not.", Some("没有权限")),
            (11, "Refused", Some(403), "You may not.", None),
        ]
    );
    assert_eq!(sections(&document), [None, None, Some("公共错误码")]);
}

#[test]
fn status_first_explanation_last() {
    let document = read(
        "# 公共错误码\n\n本文介绍错误码。\n\n|HttpCode|错误码|错误信息|描述|\n|--------|---|----|--|\n\
         |400|PAY.NO\\_CARD|No card.|没有绑定银行卡。|\n\
         |449|SystemBusy|Port in \\[1, 9\\].|端口在\\[ 1, 9 \\]范围内。|\n\n访问[错误中心](https://example.com/)。\n",
    );
    assert_eq!(
        told(&document),
        [
            (7, "PAY.NO_CARD", Some(400), "No card.", Some("没有绑定银行卡。")),
            (8, "SystemBusy", Some(449), "Port in [1, 9].", Some("端口在[ 1, 9 ]范围内。")),
        ]
    );
}

#[test]
fn what_cannot_be_read_is_refused_by_line() {
    let document = read(
        "|错误码|状态|消息|\n|--|--|--|\n|One|400|The one.|\n|Two|401|The two.|\n|Three|402|The three.|\n\
         |not a code|400|x|\n|Four|4000|The four.|\n|Five||The five.|\n",
    );
    let refused: Vec<(u32, String)> =
        document.refused.iter().map(|refused| (refused.place, refused.reason.to_string())).collect();
    let expected = [(6, "“not a code” is not an error code")];
    assert_eq!(refused, expected.map(|(line, reason)| (line, reason.to_owned())));
    let codes: Vec<_> =
        document.records.iter().skip(3).map(|r| (r.code.as_str(), r.status, r.notes.len())).collect();
    assert_eq!(codes, [("Four", None, 1), ("Five", None, 0)]);
}

#[test]
fn tables_of_other_things_are_passed_over() {
    let document = read("|参数|说明|\n|--|--|\n|地域 ID|一个地域|\n|可用区|一个可用区|\n");
    assert_eq!((document.records.len(), document.refused.len()), (0, 0));
    assert_eq!(read("no table\n|--|\n| a |").records.len(), 0);
}

#[test]
fn names_of_parameters_are_no_codes() {
    let document = read(
        "## 请求参数\n\n|名称|类型|描述|\n|--|--|--|\n|Action|String|The action to do.|\n|RequestId|String|An id of it.|\n\n\
         ## 错误码\n\n|错误码|错误信息|\n|--|--|\n|`Too.Many`|There are too many.|\n|`Too.Few`|There are too few.|\n",
    );
    assert_eq!(
        told(&document),
        [
            (12, "Too.Many", None, "There are too many.", None),
            (13, "Too.Few", None, "There are too few.", None)
        ]
    );
    assert_eq!(document.refused, []);
}

#[test]
fn a_table_that_promises_codes_and_has_none_is_refused_line_by_line() {
    let document = read("|错误码|描述|\n|--|--|\n|甲|一个错误|\n|乙|又一个错误|\n");
    let lines: Vec<u32> = document.refused.iter().map(|refused| refused.place).collect();
    assert_eq!((document.records.len(), lines), (0, vec![3, 4]));
}

#[test]
fn causes_in_chinese_are_no_messages() {
    let document = read(
        "|HTTP状态码|错误码|描述|原因及解决方案|\n|--|--|--|--|\n|400|Bad.One|回调失败|没有配置回调。|\n|403|Bad.Two|没有权限|没有授权。|\n",
    );
    assert_eq!(told(&document)[0], (3, "Bad.One", Some(400), "", Some("回调失败")));
}

type Error = (String, Option<u16>, Option<String>, Option<String>);

/// The errors of a document as code, status, message and explanation.
fn errors(text: &str) -> Vec<Error> {
    let record = |r: Record| (r.code, r.status, r.message, r.explanation_zh.or(r.description_en));
    read(text).records.into_iter().map(record).collect()
}

/// The codes and statuses of a document.
fn codes(text: &str) -> Vec<(String, Option<u16>)> {
    errors(text).into_iter().map(|(code, status, ..)| (code, status)).collect()
}

fn expected(codes: &[(&str, Option<u16>)]) -> Vec<(String, Option<u16>)> {
    codes.iter().map(|(code, status)| ((*code).to_owned(), *status)).collect()
}

#[test]
fn a_cell_over_several_lines_is_one_cell() {
    let document = read(
        "|HttpCode|错误码|错误信息|描述|\n|--|--|--|--|\n|400|No.Fish|No fish.|没有鱼。\n\n |\n\
         |400|No.Bird|No bird.|没有鸟：\n\n-   甲；\n-   乙。\n\n|\n|404|No.Cat|No cat.|没有猫。\n\n请养猫。|\n",
    );
    assert_eq!(
        told(&document),
        [
            (3, "No.Fish", Some(400), "No fish.", Some("没有鱼。")),
            (6, "No.Bird", Some(400), "No bird.", Some("没有鸟： 甲； 乙。")),
            (12, "No.Cat", Some(404), "No cat.", Some("没有猫。 请养猫。")),
        ]
    );
}

#[test]
fn a_list_below_what_is_wrong_tells_what_to_do() {
    let document = read(
        "|错误码|描述|\n|--|--|\n|No.Fish|没有鱼。\n\n-   去买鱼。\n-   去钓鱼。|\n|No.Bird|没有鸟。|\n",
    );
    let record = &document.records[0];
    assert_eq!(record.explanation_zh.as_deref(), Some("没有鱼。"));
    assert_eq!(record.solution_zh, ["去买鱼。", "去钓鱼。"]);
    assert!(document.records[1].solution_zh.is_empty());
}

#[test]
fn tables_without_bars_at_their_ends_are_read() {
    let rows = [("No.Fish", Some(404)), ("No.Bird", Some(410))];
    assert_eq!(
        codes(
            "错误码 | 状态码 | 消息\n-- | -- | --\nNo.Fish | 404 | No fish.\nNo.Bird | 410 | No bird.\n\nprose | prose\n"
        ),
        expected(&rows)
    );
    assert_eq!(
        codes("|错误码|状态码|消息\n|--|--|--\n|No.Fish|404|No fish.\n|No.Bird|410|No bird.\n\nprose\n"),
        expected(&rows)
    );
    assert_eq!(
        codes("> | 错误码 | 状态码 |\n> |--|--|\n> | No.Fish | 404 |\n> | No.Bird | 410 |\n"),
        expected(&rows)
    );
}

#[test]
fn html_tables_are_read_with_their_spans() {
    let document = read(
        "## 错误码 { .section}\n<table>\n<thead><tr><th>HTTP状态码</th><th>错误码</th><th>描述</th></tr></thead>\n\
         <tbody><tr><td rowspan=\"2\">404</td><td><code>No.Fish</code></td><td>没有<b>鱼</b>。</td></tr>\n\
         <tr><td>No.Bird</td><td>没有鸟。</td></tr>\n\
         <tr><td>410</td><td>No.Cat</td><td>没有猫。<br/>走了。</td></tr></tbody></table>\n",
    );
    assert_eq!(
        told(&document),
        [
            (4, "No.Fish", Some(404), "", Some("没有鱼。")),
            (5, "No.Bird", Some(404), "", Some("没有鸟。")),
            (6, "No.Cat", Some(410), "", Some("没有猫。 走了。")),
        ]
    );
    assert_eq!(sections(&document)[0], Some("错误码"));
}

#[test]
fn cells_lost_to_spans_are_those_above() {
    assert_eq!(
        errors(
            "|HTTP状态码|错误码|描述|原因及解决方案|\n|--|--|--|--|\n|404|No.Fish|没有鱼|去买鱼。|\n|No.Bird|没有鸟|去买鸟。|\n\
             |No.Egg|没有蛋|\n|410|No.Cat|没有猫|去找猫。|\n"
        )
        .into_iter()
        .map(|(code, status, message, zh)| (code, status, message.is_none(), zh.unwrap()))
        .collect::<Vec<_>>(),
        [("No.Fish", 404, "没有鱼"), ("No.Bird", 404, "没有鸟"), ("No.Egg", 404, "没有蛋"), ("No.Cat", 410, "没有猫")]
            .map(|(code, status, zh)| (code.to_owned(), Some(status), true, zh.to_owned()))
    );
    // The code spans, too: several messages of one code.
    let document = read(
        "|状态码|错误码|错误消息|描述|\n|--|--|--|--|\n|400|Bad.Fish|The fish is bad.|鱼不好。|\n|The fish is old.|鱼老了。|\n|401|No.Name|No name.|没有名字。|\n",
    );
    assert_eq!(told(&document)[1], (4, "Bad.Fish", Some(400), "The fish is old.", Some("鱼老了。")));
    // A text that is missing at the end was never written.
    assert_eq!(
        errors("|错误码|消息|描述|\n|--|--|--|\n|No.Fish|No fish.|没有鱼。|\n|No.Bird|No bird.|\n")[1],
        ("No.Bird".to_owned(), None, Some("No bird.".to_owned()), None)
    );
}

#[test]
fn errors_are_listed_below_each_other() {
    let document = read(
        "# 404错误\n\n## NoSuchFish {#no}\n\n-   错误消息：The fish does not exist.\n-   错误原因：没有鱼。\n-   解决方案：\n    -   去买鱼。\n    -   去钓鱼。\n\n\
         ## NoSuchBird\n\n-   **错误消息**：\n\n    -   No bird.\n    -   No bird at all.\n-   错误原因：没有鸟。\n\n## 示例\n\n-   错误消息：不是错误。\n",
    );
    assert_eq!(
        told(&document),
        [
            (3, "NoSuchFish", Some(404), "The fish does not exist.", Some("没有鱼。")),
            (11, "NoSuchBird", Some(404), "No bird.", Some("没有鸟。")),
            (11, "NoSuchBird", Some(404), "No bird at all.", Some("没有鸟。")),
        ]
    );
    assert_eq!(document.records[0].solution_zh, ["去买鱼。", "去钓鱼。"]);
    assert_eq!(sections(&document)[0], Some("404错误"));
}

#[test]
fn errors_are_listed_with_titles_in_bold_and_in_plain_text() {
    assert_eq!(
        codes(
            "# 错误码\n\n**Bad**\n\n**Bad.Fish**\n\n-   HTTP Status：400\n-   Error Message：The fish is bad.\n\n\
             **Gone****Gone.Bird**\n\n-   HTTP Status: 410\n\nNo.Cat\n\nHTTP Status: 404\n\nError Message: No cat.\n\n\
             -   错误码：No.Dog\n-   状态码：404\n"
        ),
        expected(&[
            ("Bad.Fish", Some(400)),
            ("Gone.Bird", Some(410)),
            ("No.Cat", Some(404)),
            ("No.Dog", Some(404))
        ])
    );
    assert!(codes("## SendMessage\n\n-   Message：消息的内容。\n-   状态：Running\n").is_empty());
    assert!(codes("## ImageId\n\n-   说明：一个镜像。\n-   类型：String\n").is_empty());
    assert!(codes("# 错误响应\n\n-   Code：返回给用户的错误码。\n-   Message：详细错误信息。\n").is_empty());
}

#[test]
fn code_blocks_and_comments_hold_no_tables() {
    let table = "|错误码|状态码|消息|\n|--|--|--|\n|No.Fish|404|No fish.|\n";
    for text in [
        format!("```\n{table}```\n"),
        format!("-   x\n\n    ~~~ json\n{table}    ~~~\n"),
        format!("<!--\n{table}-->\n"),
    ] {
        assert!(codes(&text).is_empty(), "{text}");
    }
    // A block that is never closed hides nothing.
    assert_eq!(codes(&format!("```\n\n{table}")).len(), 1);
}

#[test]
fn headings_of_every_kind_are_sections() {
    let table = "|错误码|状态码|消息|\n|--|--|--|\n|No.Fish|404|No fish.|\n";
    for heading in [
        "## 错误码 { .section}\n\n",
        "错误码 {#h2-1}\n-----\n\n",
        "错误码\n===\n",
        "##错误码\n",
        "# a\n## Errors\n# 错误码\n",
    ] {
        assert_eq!(sections(&read(&format!("{heading}{table}"))), [Some("错误码")], "{heading}");
    }
}

mod columns;
mod lists;
