//! The names of columns and keys in documents, in both languages. A new synonym is a word in `NAMES`.

/// What a header says its column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Name {
    /// An error code, and nothing else.
    Code,
    /// A code of any kind: of an error, of a country.
    AnyCode,
    /// The number that stands for a code.
    Value,
    Status,
    Message,
    /// What an error means: words that no service answers.
    Meaning,
    Description,
    Cause,
    Solution,
    /// Something about a parameter or a field: the table is not about errors.
    Field,
    /// What else there is to say: it explains the error where no other column does.
    Remark,
    /// Something else that a table of errors may have, too.
    Aside,
    Unknown,
}

/// Whole headers without letter case, blanks and signs, separated by blanks. The first list with the header counts.
const NAMES: [(Name, &str); 12] = [
    (
        Name::Status,
        "状态 http状态码 http状态 http状态代码 http码 http返回码 http返回状态码 http响应码 \
         http响应状态码 http错误码 http错误代码 http返回值 http返回代码 状态码 响应状态码 返回状态码 \
         http httpcode httpcodes httpstatus httpstatuscode httpstatuscodes httperrorcode \
         httpresponsecode httpreturncode statuscode statuscodes responsestatuscode status \
         httpcode状态码 httpstatus状态码",
    ),
    (
        Name::Code,
        "错误码 错误代码 错误编码 错误代号 错误码名 错误码名称 错误名 错误名称 错误标识 错误码标识 \
         错误编号 错误号 异常码 异常代码 api错误码 业务错误码 子错误码 错误返回码 服务端错误码 \
         客户端错误码 公共错误码 常见错误码 特有错误码 errorcode errorcodes errcode errcodes \
         errorname errorno errno errornumber apierrorcode suberrorcode commonerrorcode errorid \
         errordefinition 错误码code",
    ),
    (
        Name::AnyCode,
        "code codes 代码 编码 返回码 返回代码 返回值 响应码 结果码 错误 异常 错误类型 异常类型 error \
         errors errortype exception exceptions returncode returnvalue responsecode resultcode subcode \
         returnedcode code码",
    ),
    (
        Name::Value,
        "错误码值 错误值 错误代码值 数值 值 十进制 十六进制 value errorvalue codevalue decimal \
         hexadecimal errorcodevalue errorcodeinhexadecimalnotation errorcodeindecimalnotation",
    ),
    (
        Name::Message,
        "message messages msg errormessage errormessages errormsg errmsg errormessagetext 错误信息 \
         错误消息 错误讯息 返回信息 返回消息 返回错误信息 返回内容 返回提示 报错信息 报错 报错内容 \
         提示信息 错误提示 错误提示信息 错误内容 错误文案 异常信息 响应消息 响应信息 消息 信息 提示 \
         errorinformation errorinfo returnmessage responsemessage errordetails 英文描述 英文信息 \
         错误message 返回message 错误描述信息 returnedmessage returnederrormessage",
    ),
    (
        Name::Meaning,
        "语义 含义 错误含义 错误码含义 意义 释义 解释 错误解释 中文描述 中文说明 中文含义 中文 \
         中文信息 semantics semantic meaning meanings explanation definition errorcodemeaning symptom \
         symptoms symptomandcause symptomsandcauses scenario scenarios",
    ),
    (
        Name::Description,
        "描述 说明 错误描述 错误说明 错误码描述 错误码说明 错误代码描述 错误代码说明 详细信息 \
         详细描述 详细说明 详情 错误详情 现象 错误现象 问题现象 现象&原因 现象和原因 现象及原因 问题 \
         问题描述 异常描述 异常说明 场景 错误场景 返回码描述 返回码说明 description descriptions \
         errordescription errorcodedescription codedescription detail details desc \
         描述信息 说明信息",
    ),
    (
        Name::Cause,
        "原因 错误原因 可能原因 可能的原因 产生原因 触发原因 报错原因 失败原因 异常原因 原因分析 \
         原因说明 问题原因 触发条件 cause causes possiblecause possiblecauses reason reasons \
         errorcause possiblereason possiblereasons errorreason triggercondition triggerconditions",
    ),
    (
        Name::Solution,
        "解决方案 解决方法 解决办法 解决建议 解决措施 解决方式 处理方法 处理办法 处理方式 处理建议 \
         处理措施 处理方案 处理 建议 建议处理方式 建议操作 操作建议 修复建议 修复方法 排查方法 \
         排查建议 排查方式 排查 排错 排错方法 应对措施 应对方法 对策 如何处理 如何解决 恢复建议 \
         原因及解决方案 原因及解决方法 原因及解决办法 原因和解决方案 原因与解决方案 原因及处理方法 \
         原因及排查 原因及建议 说明及建议 错误处理 用户操作 advice suggestion suggestions solution \
         solutions resolution resolutions troubleshooting recommendation recommendations \
         recommendedaction recommendedsolution suggestedaction suggestedsolution correctiveaction \
         workaround howtofix remedy causeandsolution causesandsolutions reasonandsolution \
         handlingmethod handling fix fixes whattodo howtohandle howtosolve howtoresolve countermeasure \
         countermeasures 解决方案/建议 错误处理方法 诊断建议",
    ),
    (
        Name::Field,
        "类型 数据类型 参数类型 字段类型 是否必选 是否必须 是否必填 必选 必填 必须 示例 示例值 样例 \
         默认值 取值范围 参数 参数名 参数名称 参数说明 字段 字段名 字段名称 字段描述 字段说明 属性 \
         元素 节点 名称 名字 变量 枚举值 取值 type datatype required example examplevalue samplevalue \
         sample default defaultvalue parameter parameters parametername field fieldname name \
         attribute element property variable validvalues 元素名称 位置",
    ),
    (Name::Remark, "备注 备注说明 备注信息 remark remarks note notes comment comments"),
    (
        Name::Aside,
        "重试 是否重试 是否可重试 可重试 retry retryable 序号 编号 no. no id 接口 api 操作 operation action 产品 服务 模块 module 分类 类别 category 级别 level \
         地域 region 组件 来源 source 版本 version 责任方 是否计费",
    ),
];

/// What a header names. Both languages may stand in it (`错误码（Error Code）`, `ErrorCode 错误代码`).
pub(in crate::import) fn name(header: &str) -> Name {
    let header = header.to_lowercase();
    let (outside, inside) = split_parentheses(&header);
    let latin: String = header.chars().filter(|c| c.is_ascii()).collect();
    let han: String = header.chars().filter(|c| !c.is_ascii()).collect();
    [header.as_str(), &outside, &inside, &latin, &han]
        .into_iter()
        .map(whole)
        .find(|name| *name != Name::Unknown)
        .unwrap_or(Name::Unknown)
}

fn whole(header: &str) -> Name {
    let sign = |c: char| {
        c.is_whitespace() || matches!(c, '_' | '-' | '*' | ':' | '：' | '(' | ')' | '（' | '）' | '"')
    };
    let words: String = header.chars().filter(|c| !sign(*c)).collect();
    let words = words.as_str();
    NAMES
        .iter()
        .find(|(_, list)| list.split(' ').any(|known| known == words))
        .map_or(Name::Unknown, |(name, _)| *name)
}

/// What stands outside parentheses, and what inside.
fn split_parentheses(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0usize);
    for c in text.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            c => inside.push(c),
        }
    }
    (outside, inside)
}

/// Whether a heading says that errors stand below it.
pub(in crate::import) fn is_about_errors(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    ["错误", "异常", "报错", "返回码", "error", "exception", "return code", "fault"]
        .iter()
        .any(|word| heading.contains(word))
}

/// Whether a heading names something that is no error and has codes, too.
pub(in crate::import) fn is_about_something_else(heading: &str) -> bool {
    const OTHERS: [&str; 24] = [
        "状态表",
        "状态列表",
        "状态说明",
        "生命周期",
        "地域",
        "可用区",
        "国家",
        "语言",
        "规格",
        "实例类型",
        "参数",
        "字段",
        "枚举",
        "事件",
        "region",
        "country",
        "countries",
        "zone",
        "language",
        "instance type",
        "parameter",
        "field",
        "status table",
        "enum",
    ];
    let heading = heading.to_lowercase();
    !is_about_errors(&heading) && OTHERS.iter().any(|word| heading.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_whole_words_in_either_language() {
        for (header, expected) in [
            ("错误码（Error Code）", Name::Code),
            ("ErrorCode 错误代码", Name::Code),
            ("Error code", Name::Code),
            ("HTTP 状态码", Name::Status),
            ("HTTP错误码", Name::Status),
            ("Country code", Name::Unknown),
            ("code", Name::AnyCode),
            ("错误码值", Name::Value),
            ("ErrorMsg", Name::Message),
            ("现象&原因", Name::Description),
            ("Error code description", Name::Description),
            ("原因及解决方案", Name::Solution),
            ("Required", Name::Field),
            ("重试", Name::Aside),
            ("Symptom and cause", Name::Meaning),
            ("备注", Name::Remark),
        ] {
            assert_eq!(name(header), expected, "{header}");
        }
    }
}
