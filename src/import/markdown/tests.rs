use super::*;
use crate::lang::Lang;

/// What was read of a row: line, code, status, message, explanation or description.
type Told<'a> = (u32, &'a str, Option<u16>, &'a str, Option<&'a str>);

fn told(document: &Document) -> Vec<Told<'_>> {
    let row = |entry: &'_ EntryRecord| entry.sources[0].rows[0];
    let told = document.entries.iter().map(|entry| {
        let explained =
            entry.explanation.zh.as_ref().map(|said| &*said.text).or(entry.description_en.as_deref());
        (
            row(entry),
            &*entry.code,
            entry.status.map(HttpStatus::get),
            entry.message.as_deref().unwrap_or_default(),
            explained,
        )
    });
    told.collect()
}

fn sections(document: &Document) -> Vec<Option<&str>> {
    document
        .entries
        .iter()
        .map(|entry| entry.sections.first().and_then(|section| section.get_or_other(Lang::Zh)))
        .collect()
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
        "doc",
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
        "doc",
    );
    assert_eq!(
        told(&document),
        [
            (5, "ShortPassword", Some(400), "The password is too short.", Some("密码太短")),
            (6, "NoName.NotFound", Some(404), "No such name.", Some("没有这个名字")),
        ]
    );
    let explanation = document.entries[0].explanation.zh.as_ref().unwrap();
    assert_eq!(explanation.origin, Origin::Official);
}

#[test]
fn english_description_beside_the_message() {
    let document = read(
        "# Error codes\n\n|Description|Code|Message|HTTP Status Code|\n|:----------|:---|:------|:---------------|\n\
         |The error message returned because the name is taken.|NameTaken|The name is taken.|400|\n\
         |The error message returned because it fails.|Fails|It doesnâ€™t work.|500|\n",
        "doc",
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
    assert_eq!(document.entries[1].message.as_deref(), Some("It doesn’t work."));
    assert!(document.entries[0].explanation.is_empty());
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
        "doc",
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
        "doc",
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
fn certain_faults_are_repaired_and_noted() {
    let table = |rows: &str| {
        format!(
            "|错误代码|描述|HTTP状态码|\n|--|--|--|\n|Fine|It is fine.|400|\n|Good|It is good.|400|\n{rows}"
        )
    };
    for (row, code, message, original) in [
        (
            "|Taken.Name The|name is taken already.|403|",
            "Taken.Name",
            "The name is taken already.",
            "Taken.Name The",
        ),
        ("|ORDER.BAD\\_ CARD|The card is bad.|400|", "ORDER.BAD_CARD", "The card is bad.", "ORDER.BAD_ CARD"),
        ("|Token|The \\\\\"Token\\\\\" is bad.|400|", "Token", "The \"Token\" is bad.", "\\\"Token\\\""),
        ("|Token|The \"Token\" is bad.\"|400|", "Token", "The \"Token\" is bad.", "is bad.\""),
    ] {
        let document = read(&table(row), "doc");
        let entry = document.entries.last().unwrap();
        assert_eq!((&*entry.code, entry.message.as_deref()), (code, Some(message)));
        assert!(
            entry.repair.as_ref().unwrap().get(Lang::Zh).unwrap().contains(original),
            "{:?}",
            entry.repair
        );
        assert!(document.entries[0].note.is_none());
    }
}

#[test]
fn what_cannot_be_read_is_refused_by_line() {
    let document = read(
        "|错误码|状态|消息|\n|--|--|--|\n|One|400|The one.|\n|Two|401|The two.|\n|Three|402|The three.|\n\
         |not a code|400|x|\n|Four|4000|The four.|\n|Five||The five.|\n",
        "doc",
    );
    let refused: Vec<(u32, String)> =
        document.refused.iter().map(|refused| (refused.line, refused.reason.to_string())).collect();
    let expected = [(6, "“not a code” is not an error code"), (7, "“4000” is not an HTTP status")];
    assert_eq!(refused, expected.map(|(line, reason)| (line, reason.to_owned())));
    assert_eq!(document.entries.last().unwrap().status, None);
}

#[test]
fn tables_of_other_things_are_passed_over() {
    let document = read("|参数|说明|\n|--|--|\n|地域 ID|一个地域|\n|可用区|一个可用区|\n", "doc");
    assert_eq!((document.entries.len(), document.refused.len()), (0, 0));
    assert_eq!(read("no table\n|--|\n| a |", "doc").entries.len(), 0);
}

#[test]
fn names_of_parameters_are_no_codes() {
    let document = read(
        "## 请求参数\n\n|名称|类型|描述|\n|--|--|--|\n|Action|String|The action to do.|\n|RequestId|String|An id of it.|\n\n\
         ## 错误码\n\n|错误码|错误信息|\n|--|--|\n|`Too.Many`|There are too many.|\n|`Too.Few`|There are too few.|\n",
        "doc",
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
    let document = read("|错误码|描述|\n|--|--|\n|1001|一个错误|\n|1002|又一个错误|\n", "doc");
    let lines: Vec<u32> = document.refused.iter().map(|refused| refused.line).collect();
    assert_eq!((document.entries.len(), lines), (0, vec![3, 4]));
}

#[test]
fn causes_in_chinese_are_no_messages() {
    let document = read(
        "|HTTP状态码|错误码|描述|原因及解决方案|\n|--|--|--|--|\n|400|Bad.One|回调失败|没有配置回调。|\n|403|Bad.Two|没有权限|没有授权。|\n",
        "doc",
    );
    assert_eq!(told(&document)[0], (3, "Bad.One", Some(400), "", Some("回调失败")));
}
