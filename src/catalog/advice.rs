//! Advice is written with the capitals of values that are not known; what an error tells takes their places.

use super::remedies::{Parameter, Placeholder, Values, is_plain_word, unknown_id};
use super::source::text::{Both, Text};
use super::spoken::BothRef;

/// An advice with what the error tells in its commands and its names of actions.
pub fn told(advice: BothRef, values: &dyn Values) -> Both {
    let fill = |text: &str| Text::from(fill(text, values));
    Both { zh: advice.zh.map(fill), en: advice.en.map(fill) }
}

fn fill(text: &str, values: &dyn Values) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (between, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        filled.push_str(between);
        match value_of(word, &filled, values) {
            Some(value) => filled.push_str(value),
            None => filled.push_str(word),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands for a word of capitals, given the text before it.
fn value_of<'v>(word: &str, before: &str, values: &'v dyn Values) -> Option<&'v str> {
    let is_capital = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    if !word.contains('_') || !word.bytes().all(is_capital) {
        return None;
    }
    if let Some(service) = before.strip_suffix(':').filter(|_| word == Placeholder::Api.unknown()) {
        let (of, api) = values.value(Placeholder::Action)?.split_once(':')?;
        return service.ends_with(of).then_some(api).filter(|api| is_plain_word(api));
    }
    // Outside of a command nothing tells which of an error's ids is meant.
    let command = &before[before.rfind("aliyun ")?..];
    let parameter = Parameter::last_of(command)?;
    // What comes behind the argument is prose again.
    let opens = |c: char| matches!(c, ' ' | '=' | '"' | '\'' | '[');
    let behind = &command[command.rfind("--")? + "--".len()..];
    if !behind.trim_start_matches(|c: char| !opens(c)).chars().all(opens) {
        return None;
    }
    let takes_id = || unknown_id(parameter.name).is_some() && word.ends_with("_ID");
    let named = |(placeholder, _, unknown): &(Placeholder, &str, &str)| {
        *unknown == word && *placeholder != Placeholder::Instance
    };
    let placeholder = match Placeholder::ALL.iter().find(|row| named(row)) {
        Some((placeholder, ..)) => *placeholder,
        None if takes_id() => Placeholder::Instance,
        None => return None,
    };
    values.argument(placeholder, parameter).filter(|value| is_plain_word(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Vpc;

    impl Values for Vpc {
        fn value(&self, placeholder: Placeholder) -> Option<&str> {
            match placeholder {
                Placeholder::Region => Some("cn-hangzhou"),
                Placeholder::Action => Some("vpc:DescribeVpcs"),
                _ => None,
            }
        }

        fn argument(&self, placeholder: Placeholder, parameter: Parameter) -> Option<&str> {
            let is_id = placeholder == Placeholder::Instance && parameter.name == "VpcId";
            if is_id { Some("vpc-bp1") } else { self.value(placeholder) }
        }
    }

    #[test]
    fn commands_take_what_the_error_tells_and_the_rest_stays() {
        for (advice, told) in [
            (
                "先查 `aliyun vpc DescribeVpcs --RegionId REGION_ID --VpcId VPC_ID`。",
                "先查 `aliyun vpc DescribeVpcs --RegionId cn-hangzhou --VpcId vpc-bp1`。",
            ),
            ("aliyun ecs X --ZoneId ZONE_ID", "aliyun ecs X --ZoneId ZONE_ID"),
            ("Grant vpc:API_NAME or ecs:API_NAME.", "Grant vpc:DescribeVpcs or ecs:API_NAME."),
            ("aliyun vpc X --VpcId VPC_ID, then the SG_ID", "aliyun vpc X --VpcId vpc-bp1, then the SG_ID"),
            ("aliyun vpc X --VpcId '[\"VPC_ID\"]'", "aliyun vpc X --VpcId '[\"vpc-bp1\"]'"),
            ("REGION_ID alone, and ALIBABA_CLOUD_REGION_ID", "REGION_ID alone, and ALIBABA_CLOUD_REGION_ID"),
        ] {
            assert_eq!(fill(advice, &Vpc), told);
        }
    }
}
