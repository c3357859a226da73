use super::*;

fn parse(text: &str) -> Query {
    Query::parse(text, &Catalog::embedded())
}

fn looked_for(text: &str) -> String {
    parse(text).parsed().words.join(" ")
}

#[test]
fn all_but_filters_is_words() {
    for (text, expected) in [
        ("invalid_instance-id.NotFound", "invalid instance id notfound"),
        ("limit: 5.", "limit 5"),
        ("Lb type: x", "lb type x"),
        ("code: 5", "code 5"),
        ("msg: quota", "msg quota"),
        ("status: 5", "status 5"),
        ("product: nonesuch", "product nonesuch"),
        ("product: slb quota", "quota"),
        ("status: 404 category: quota x", "x"),
        ("PRODUCT:INSUFFICIENTSTOCK", "product insufficientstock"),
        ("http://a.b:80", "http a b 80"),
        ("mode is not valid..", "mode is not valid"),
        ("a \"b c", "a b c"),
        ("- - -5", "5"),
        ("code:Invalid status:404 rest", "rest"),
        ("实例,不存在", "实例 不存在"),
        ("", ""),
    ] {
        assert_eq!(looked_for(text), expected, "{text}");
        assert_eq!(parse(text).problems(), [], "{text}");
    }
}

#[test]
fn phrases_are_wishes_in_short_queries_and_typography_in_sentences() {
    let required = |text: &str| -> Vec<String> {
        parse(text).parsed().required.iter().map(|term| term.words.join(" ")).collect()
    };
    assert_eq!(required("\"not found\" slb"), ["not found"]);
    assert_eq!(required("“不存在”"), ["不存在"]);
    assert_eq!(required("The parameter \"Action\" is invalid"), Vec::<String>::new());
    assert_eq!(looked_for("\"not found\" slb"), "not found slb");
}

#[test]
fn a_dash_before_a_word_leaves_it_out() {
    let query = parse("instance -locked -\"not found\" -5 a-b");
    let excluded: Vec<String> = query.parsed().excluded.iter().map(|term| term.words.join(" ")).collect();
    assert_eq!(excluded, ["locked", "not found"]);
    assert_eq!(query.parsed().words.join(" "), "instance 5 a b");
}

#[test]
fn filters_take_any_name_of_what_they_filter() {
    let catalog = Catalog::embedded();
    let slb = catalog.find_product("Slb").expect("the product is embedded");
    let products = |text: &str| match &parse(text).parsed().filters[..] {
        [Filter { test: Test::Products(products), .. }] => products.clone(),
        other => panic!("{text}: {other:?}"),
    };
    for text in [
        "product:slb",
        "Product:CLB",
        "product：负载均衡",
        "product:\"Server Load Balancer\"",
        "product:负载",
    ] {
        assert_eq!(products(text), [slb], "{text}");
    }
    let dashscope = catalog.find_product("DashScope").expect("the product is embedded");
    for text in ["product:bailian", "product:百炼", "product:\"model studio\""] {
        assert_eq!(products(text), [dashscope], "what the whole is called means its part: {text}");
    }
    for text in ["product:live", "product:rm"] {
        let query = parse(text);
        let [Problem::UnknownValue { nearest, .. }] = query.problems() else { panic!("{text}") };
        assert_eq!(*nearest, None, "a name holds it within a word only, and none is near: {text}");
    }
    let statuses = parse("status:404,5xx -status:503 status:");
    let tests: Vec<(bool, &Test)> =
        statuses.parsed().filters.iter().map(|filter| (filter.excluded, &filter.test)).collect();
    assert_eq!(
        tests,
        [(false, &Test::Status(404, 404)), (false, &Test::Status(500, 599)), (true, &Test::Status(503, 503))]
    );
}

#[test]
fn an_exact_code_is_one_filter_whatever_stands_in_it() {
    for code in
        ["Forbidden", "a b", "a \"b\" c", "A.b-C_d", "x“y", "实例", "Invalid<parameter name>.Malformed"]
    {
        let query = parse(&format!("{} rest", filter::exact_code(code)));
        let parsed = query.parsed();
        let tests: Vec<&Test> = parsed.filters.iter().map(|filter| &filter.test).collect();
        assert_eq!(tests, [&Test::ExactCode(code.to_owned())], "{}", query.text());
        assert_eq!((&*parsed.written, query.problems()), ("rest", &[][..]), "{}", query.text());
    }
    for (text, code) in
        [("code:\"=a b\"", "a b"), ("code：＝Forbidden", "Forbidden"), ("code:=\"a b", "a"), ("CODE:= x", "")]
    {
        let tests: Vec<Test> = parse(text).parsed().filters.iter().map(|it| it.test.clone()).collect();
        let expected = (!code.is_empty()).then(|| Test::ExactCode(code.to_owned()));
        assert_eq!(tests, Vec::from_iter(expected), "{text}");
    }
}

#[test]
fn mistyped_filters_are_told_with_what_was_meant() {
    assert_eq!(
        parse("statu:404").problems(),
        [Problem::UnknownKey { key: "statu".into(), nearest: Key::Status, at: 0..5 }]
    );
    assert_eq!(looked_for("statu:404"), "statu 404");
    assert_eq!(
        parse("x product:slbb").problems(),
        [Problem::UnknownValue {
            key: Key::Product,
            value: "slbb".into(),
            nearest: Some("Slb".into()),
            at: 10..14
        }]
    );
    assert_eq!(
        parse("status:abc").problems(),
        [Problem::UnknownValue { key: Key::Status, value: "abc".into(), nearest: None, at: 7..10 }]
    );
}

#[test]
fn a_query_without_wishes_is_empty() {
    for (text, empty) in
        [("", true), ("  ", true), ("status:", true), ("…", true), ("status:404", false), ("a", false)]
    {
        assert_eq!(parse(text).is_empty(), empty, "{text}");
    }
}
