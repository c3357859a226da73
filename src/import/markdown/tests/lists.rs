//! Errors that are listed below each other.

use super::*;

#[test]
fn each_message_of_a_code_keeps_its_own_cause_and_solution() {
    for (gap, marks) in [("\n    -   ", "-   "), ("\n\n    ", "-   ")] {
        let document = read(&format!(
            "# 400错误\n\n## BadLid\n\n{marks}错误消息：The lid is open.{gap}错误原因：盖子开着。{gap}解决方案：盖上。\n\n\
             {marks}错误消息：The lid is lost.{gap}问题原因：盖子丢了。{gap}解决方案：去找。\n"
        ));
        assert_eq!(
            told(&document),
            [
                (3, "BadLid", Some(400), "The lid is open.", Some("盖子开着。")),
                (told(&document)[1].0, "BadLid", Some(400), "The lid is lost.", Some("盖子丢了。")),
            ]
        );
        let solutions: Vec<_> = document.records.iter().map(|record| &*record.solution_zh).collect();
        assert_eq!(solutions, [["盖上。"], ["去找。"]], "{gap}");
        assert!(document.records.iter().all(|record| record.notes.is_empty()));
    }
}

#[test]
fn a_table_or_code_within_a_solution_does_not_end_the_error() {
    let document = read(
        "# 400错误\n\n## BadLid\n\n-   错误消息：The lid is open.\n    -   解决方案：按下表填写。\n\n        ```\n        Code: Other.Thing\n        ```\n\n\
         \x20       |参数|说明|\n        |--|--|\n        |Lid|盖子。|\n\n\
         -   错误消息：The lid is lost.\n    -   解决方案：去找。\n",
    );
    assert_eq!(codes_of(&document), ["BadLid", "BadLid"]);
    assert_eq!(document.records[1].message.as_deref(), Some("The lid is lost."));
    assert_eq!(document.records[1].solution_zh, ["去找。"]);
    assert_eq!(document.tables, [Verdict::Fields]);
}

#[test]
fn lists_and_paragraphs_below_a_key_are_its_value() {
    let document = read(
        "# 403错误\n\n## BadLid\n\n-   错误消息\n    -   The lid is open.\n    -   The lid is lost.\n\
         -   问题原因：盖子不对。\n\n    **说明：** 盖子有两种。\n\
         -   解决方案：\n\n    -   盖上。\n    -   去找。\n\n\
         ## OldLid\n\n-   错误信息：The lid is old.\n\n    解决方案：\n\n    -   换新的。\n    -   擦干净。\n\n    例如用布。\n",
    );
    assert_eq!(codes_of(&document), ["BadLid", "BadLid", "OldLid"]);
    assert_eq!(document.records[0].explanation_zh.as_deref(), Some("盖子不对。 说明： 盖子有两种。"));
    assert_eq!(document.records[1].solution_zh, ["盖上。", "去找。"]);
    assert_eq!(document.records[2].solution_zh, ["换新的。", "擦干净。", "例如用布。"]);
}

#[test]
fn what_stands_before_the_messages_is_about_each_of_them() {
    let document = read(
        "# 错误码\n\n**Bad.Lid**\n\n-   描述：盖子不对。\n-   错误消息：The lid is open.\n-   解决方案：盖上。\n\
         -   错误消息：The lid is lost.\n-   解决方案：去找。\n",
    );
    let explained: Vec<_> = document.records.iter().map(|record| record.explanation_zh.as_deref()).collect();
    assert_eq!(explained, [Some("盖子不对。"); 2]);
}

#[test]
fn either_of_two_answers_is_an_error_of_its_own() {
    let document = read(
        "# 错误码\n\n|错误码|错误信息|\n|--|--|\n|Bad.Lid|The lid is open.或The lid is lost.|\n\
         |Bad.Pot|The pot is open或closed.|\n",
    );
    let messages: Vec<_> = document.records.iter().map(|record| record.message.as_deref()).collect();
    assert_eq!(
        messages,
        [Some("The lid is open."), Some("The lid is lost."), Some("The pot is open或closed.")]
    );
}

#[test]
fn a_code_that_is_written_as_a_phrase_is_joined_among_codes_only() {
    let document = read(
        "# 错误码\n\n|错误码|HTTP状态码|描述|\n|--|--|--|\n|BadLid|400|盖子不对。|\n\
         |Lid Gone|410|-   指定了甲。\n-   指定了乙。 |\n|NoLid|404 No Content|没有盖子。|\n",
    );
    assert_eq!(codes_of(&document), ["BadLid", "LidGone", "NoLid"]);
    assert_eq!(document.records[1].explanation_zh.as_deref(), Some("指定了甲。 指定了乙。"));
    assert_eq!(document.records[1].repairs.len(), 1);

    let phrases = read(
        "# 错误码\n\n|状态码|错误|说明|\n|--|--|--|\n|400|Bad Request|不对。|\n|404|Not Found|没有。|\n",
    );
    assert!(phrases.records.is_empty());
}

fn codes_of(document: &Document) -> Vec<&str> {
    document.records.iter().map(|record| &*record.code).collect()
}

#[test]
fn a_heading_may_hold_more_than_the_code() {
    let document = read(
        "## PXC-1305 ERR_LID\n\n* 描述：盖子丢了。\n* 示例：`lid`\n\n\
         ## ODPS-0130031: The lid is open\n\n-   Module: LID.\n-   Trigger condition: It was left open.\n\n-   Solution: Close it.\n\n\
         Step-1: Open it\n---\n\n-   Description: You open it.\n",
    );
    assert_eq!(
        told(&document),
        [
            (1, "PXC-1305", None, "", Some("盖子丢了。")),
            (6, "ODPS-0130031", None, "The lid is open", Some("It was left open.")),
        ]
    );
    assert_eq!(document.records[1].solution_en, ["Close it."]);
    let beside = document.records[0].notes[0].en.as_deref();
    assert!(beside.is_some_and(|note| note.contains("ERR_LID")), "{beside:?}");
}

#[test]
fn a_paragraph_below_a_code_explains_it() {
    let text =
        "## Bad.Lid\n\n盖子不对。请检查。\n\n**说明：** 盖子有两种。\n\n## Worse.Lid\n\n解决方案：盖上。\n";
    let document = read(&format!("# 错误码\n\n{text}"));
    assert_eq!(told(&document)[0], (3, "Bad.Lid", None, "", Some("盖子不对。请检查。")));
    assert_eq!(codes_of(&document), ["Bad.Lid", "Worse.Lid"]);
    assert_eq!(codes_of(&read(&format!("# 命名空间\n\n{text}"))), [] as [&str; 0]);
}

#[test]
fn cells_may_be_paragraphs_below_bold_ones() {
    let table = |names: [&str; 4], cells: &[&str]| {
        let bold = names.map(|name| format!("**{name}**\n\n")).concat();
        format!("## It\n\n{bold}{}\n\n## Next\n", cells.join("\n\n"))
    };
    let cells = ["404", "No.Lid", "No lid.", "盖子丢了。", "403", "Bad.Lid", "Bad lid.", "盖子不对。"];
    let document = read(&table(["HttpCode", "Error code", "Error message", "Description"], &cells));
    let wanted = [
        (11, "No.Lid", Some(404), "No lid.", Some("盖子丢了。")),
        (19, "Bad.Lid", Some(403), "Bad lid.", Some("盖子不对。")),
    ];
    assert_eq!(told(&document), wanted);
    let fields = read(&table(["Parameter", "Type", "Required", "Description"], &cells));
    assert_eq!((fields.records.len(), fields.tables.len()), (0, 0));
}

#[test]
fn a_paragraph_that_an_empty_cell_would_have_been_shifts_nothing() {
    let document = read(
        "## It\n\n**HttpCode**\n\n**Error code**\n\n**Error message**\n\n**Description**\n\n404\n\nNo.Lid\n\nNo lid.\n\n\
         403\n\nBad.Lid\n\nBad lid.\n\nIt is bad.\n\n500\n\nInternal.Lid\n\nAn error.\n\nSee [Error Codes](x) for all.\n",
    );
    let told: Vec<_> = document
        .records
        .iter()
        .map(|r| (&*r.code, r.status, r.message.as_deref(), r.description_en.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("No.Lid", Some(404), Some("No lid."), None),
            ("Bad.Lid", Some(403), Some("Bad lid."), Some("It is bad.")),
            ("Internal.Lid", Some(500), Some("An error."), None),
        ]
    );
}
