use super::*;

mod hostile;
mod kinds;

/// Each holds a value at `{}`.
const LEAKS: [&str; 84] = [
    "pwd={}",
    "passwd: {}",
    "PASSWORD = {}",
    "password is {}",
    "The password is '{}'.",
    "password was {}, which is weak",
    "password '{}' is weak",
    "the password \"{}\" is not valid",
    "Password {} is too weak",
    "--password {}",
    "--password={}",
    "--password '{}' --force",
    "aliyun rds CreateAccount --account-password {} --RegionId x",
    "AccountPassword={}",
    "\"AccountPassword\":\"{}\"",
    "account_password = \"{}\"",
    "密码为{}",
    "密码是 {}",
    "密码:{}",
    "密码：{}，不符合要求",
    "密码“{}”不合法",
    "口令：{}",
    "新密码 {}",
    "旧密码'{}'错误",
    "密钥: {}",
    "令牌={}",
    "secret: {}",
    "secret is \\\"{}\\\"",
    "client_secret={}",
    "ClientSecret: {}",
    "app_secret={}",
    "apiKey={}",
    "api_key: {}",
    "api key: {}",
    "token={}",
    "Token: {}",
    "refresh_token: {}",
    "auth_token: {}",
    "passphrase: {}",
    "sessionToken={}",
    "Cookie: SESSION={}",
    "Set-Cookie: a={}",
    "OSSAccessKeyId={}",
    "Authorization: OSS abc:{}",
    "x-oss-security-token: {}",
    "X-Acs-Signature: {}",
    "Signature\":\"{}\"",
    "Signature%3D{}%26",
    "SecurityToken%3D{}%26x",
    "AccessKeySecret%3D{}",
    "ALIYUN_ACCESS_KEY_SECRET={}",
    "export ALICLOUD_ACCESS_KEY_SECRET=\"{}\"",
    "<AccessKeySecret>{}</AccessKeySecret>",
    "<Password>{}</Password>",
    "<SecurityToken>{}</SecurityToken>",
    "secretKey='{}'",
    "\\\"password\\\":\\\"{}\\\"",
    "password=>{}",
    "'password': '{}'",
    "Password：{}",
    "http://u:{}@host/x",
    "sign={}",
    "&sign={}&a=b",
    "\"sign\":\"{}\"",
    "x-ca-signature: {}",
    "client-key-data: {}",
    "-----BEGIN OPENSSH PRIVATE KEY-----{}-----END OPENSSH PRIVATE KEY-----",
    "-----BEGIN RSA PRIVATE KEY-----\n{}\n(cut)",
    "string to sign: {}",
    "canonical string is:{}",
    "StringToSign = {}",
    "encoded_diagnostic_message: {}",
    "AK/SK: LTAI5tQ7mZ3kX9vB2nL6wRpD/{}",
    "ak=LTAI5tQ7mZ3kX9vB2nL6wRpD sk={}",
    "LTAI5tQ7mZ3kX9vB2nL6wRpD:{}",
    "accessKeyId=LTAI5tQ7mZ3kX9vB2nL6wRpD, accessKeySecret={}",
    "aliyun_access_key_id = x\naliyun_access_key_secret = {}",
    "Credential(ak, {})",
    "new Credential(\"ak\", \"{}\")",
    "secret access key {}",
    "AccessKey Secret 是 {}",
    "private_key = {}",
    "redis-cli -h r-x.redis.rds.aliyuncs.com -a {} ping",
    "redis://:{}@r-x.redis.rds.aliyuncs.com:6379",
];

const VALUES: [&str; 5] =
    ["Mima123456", "Hunter2!x", "zyxw9876vuts", "S3cr3tPw9x", "aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1"];

#[test]
fn weak_and_strong_values_are_masked_behind_every_name() {
    for pattern in LEAKS {
        for value in VALUES {
            let text = pattern.replace("{}", value);
            let masked = mask(&text);
            assert!(!masked.contains(value) && masked.contains(MASK), "{text} -> {masked}");
        }
    }
}

const STAYS: [&str; 78] = [
    "IncorrectPassword : The Password provided is not correct.",
    "CertificateNotMatchPrivateKey : Certificate and key does not match.",
    "The Specified parameter \"Password\" is not valid.",
    "The Specified parameter \"Token\" is not valid.",
    "The Password provided is not correct.",
    "The specified parameter \"AccountPassword\" is not valid.",
    "Specified key is not valid.",
    "参数 Password 不合法",
    "参数“Password”不合法",
    "参数 Password：不合法",
    "密码不符合要求",
    "密码 8-30 个字符",
    "密码长度为8-32位",
    "密码：长度为 8-32 个字符",
    "密码为空",
    "密码是必填参数 Password",
    "签名不匹配",
    "签名：与服务端不一致",
    "口令错误，请重试",
    "密钥 KeyPairName 不存在",
    "令牌已过期",
    "password is required",
    "password is incorrect.",
    "password: incorrect",
    "Password: The password is too short.",
    "password is not valid",
    "password is Base64 encoded",
    "password was changed",
    "password must be 8 to 32 characters",
    "password 'Password' is missing",
    "the parameter \"Password\" \"Description\" is wrong",
    "use --password to set a password",
    "--password is required",
    "Token : The token has expired.",
    "Token is expired",
    "SecurityToken is malformed",
    "The SecurityToken provided does not match.",
    "Signature does not match",
    "Specified signature is not matched with our calculation.",
    "The string to sign is not valid",
    "The canonical string is not valid",
    "PrivateKey : The private key is encrypted.",
    "private key: Invalid format",
    "The access key is disabled.",
    "access key : Forbidden",
    "The secret access key is required",
    "Credential: InvalidCredential.NotFound",
    "Credential(s) not found",
    "Password: InvalidPassword.Malformed",
    "Password: LoadBalancerName",
    "Password is %s",
    "private key is RSA2048",
    "client token: 123e4567-e89b-12d3-a456-426655440000",
    "Specified signature is not matched with our calculation. server string to sign is:\n",
    "sign in to https://account.alibabacloud.com/login/login.htm",
    "password is case-sensitive",
    "Error: AuthorizationFailed: user not authorized",
    "Password: <password>",
    "The input parameter “AccessKeyId” that is mandatory for processing this request is not supplied",
    "InvalidAccessKeySecret: The AccessKeySecret is incorrect.",
    "RequestId: 0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9",
    "terraform-provider-alicloud/alicloud/resource_alicloud_slb_listener.go:214",
    "http://host:8080/@x",
    "http://[::1]:8080/@x",
    "https://registry.npmjs.org/@scope/name",
    "ssh://git@github.com:22/x/y.git",
    "ssh://git@host, git@github.com:x/y.git, someone@example.com",
    "docker://registry:5000/image:1.2.3@sha256",
    "curl -u root https://host:8080/x",
    "curl https://host && docker run -p 8080:80 -u 1000:1000 x",
    "mysql -h host -P3306 -p -u root -p 3306",
    "mysqldump -u root -p database",
    "ssh -p 2222 -u root host-p3306",
    "redis-cli -a is an option, redis-cli -p 6379",
    "curl x\nid -u user:group",
    "| user | password |\n| root | hunter2 |",
    "Password: |\nMessage: no",
    "{\"Password\":\"\",\"Code\":\"X\"}",
];

#[test]
fn what_holds_no_secret_is_not_copied() {
    for text in STAYS {
        assert!(matches!(mask(text), Cow::Borrowed(_)), "{text} -> {}", mask(text));
    }
    for text in [
        "Specified private IP address is not in the CIDR block of virtual switch.",
        "ProxyConnectionPersistParametersInvalid: ProxyConnectionPersist parameter out of range.",
    ] {
        assert!(matches!(mask(text), Cow::Borrowed(_)), "{text} -> {}", mask(text));
    }
}

#[test]
fn what_follows_a_masked_value_stays() {
    for (text, masked) in [
        ("Signature=aB3%2Fx%3D&Action=Do", "Signature=***&Action=Do"),
        ("{\"Password\":\"hunter2!\",\"Code\":\"X\"}", "{\"Password\":\"***\",\"Code\":\"X\"}"),
        (
            "standards. server string to sign is:POST&%2F&AccessKeyId%3DLTAI5tQQ7wEXAMPLE RequestId: R",
            "standards. server string to sign is:*** RequestId: R",
        ),
        (
            "server string to sign is:POST\napplication/json\nMon, 01 Jan 2024 00:00:00 GMT\nx-acs-nonce:a\n/clusters\nRequestId: R",
            "server string to sign is:***\nRequestId: R",
        ),
        ("server StringToSign is [POST\n/x y\nhost:a\n], so", "server StringToSign is [***], so"),
        ("server CanonicalRequest is [GET\n/\n]", "server CanonicalRequest is [***]"),
        ("password is Mima123456. Try again", "password is ***. Try again"),
        ("the password \"Hunter2!x\" is not valid", "the password \"***\" is not valid"),
        ("密码：Mima123456，不符合要求", "密码：***，不符合要求"),
        ("Credential(ak, Hunter2!x) failed", "Credential(ak, ***) failed"),
        ("LTAI5tQ7mZ3kX9vB2nL6wRpD:Hunter2!x", "LTAI***:***"),
        ("curl -u LTAI5tQ7mZ3kX9vB2nL6wRpD:pw x", "curl -u LTAI***:*** x"),
        ("Signature%3DaB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1%26x", "Signature%3D***"),
        ("password: qwertyuiop\nuser: x", "password: ***\nuser: x"),
        (
            "new Credential(\"LTAI5tQ7mZ3kX9vB2nL6wRpD\", \"Hunter2!x\")",
            "new Credential(\"LTAI***\", \"***\")",
        ),
    ] {
        assert_eq!(mask(text), masked);
    }
}

#[test]
fn a_password_in_a_url_of_any_scheme_is_masked() {
    let schemes =
        "mongodb mongodb+srv redis rediss amqp sftp ftp ldap ldaps smtp jdbc:mysql clickhouse socks5 kafka";
    for scheme in schemes.split(' ') {
        for password in ["pw", "p:w", "p%40w", "p@w", "p/w", "p#w?", "$ecret"] {
            for (text, masked) in [
                (format!("{scheme}://user:{password}@h:1/x@y"), format!("{scheme}://user:***@h:1/x@y")),
                (format!("\"{scheme}://:{password}@h\", a@b"), format!("\"{scheme}://:***@h\", a@b")),
            ] {
                // After a sign that should have been encoded, nothing shows where the host begins.
                let masked =
                    if password.contains(['/', '#']) { masked.replace("h:1/x@", "") } else { masked };
                assert_eq!(mask(&text), masked, "{text}");
            }
        }
    }
}

#[test]
fn a_value_ends_at_the_quote_that_closes_it() {
    for (text, masked) in [
        (r#"{"Password":"My$ecret\"9x","Code":"X"}"#, r#"{"Password":"***","Code":"X"}"#),
        (r#"{\"Password\":\"My$ecret\\\"9x\",\"Code\":1}"#, r#"{\"Password\":\"***\",\"Code\":1}"#),
        (r#"\\\"Password\\\": \\\"My\\\\\\\"9x\\\", x"#, r#"\\\"Password\\\": \\\"***\\\", x"#),
        (r#"{"Password":"it ends in\\","Code":"X"}"#, r#"{"Password":"***","Code":"X"}"#),
        (r#"{"Password":"\"quoted\"","Code":"X"}"#, r#"{"Password":"***","Code":"X"}"#),
        (r#"{"Password":"My'sec`re<t\n9x","Code":"X"}"#, r#"{"Password":"***","Code":"X"}"#),
        (r#"{""Password"":""hunter2"",""Code"":""X""}"#, r#"{""Password"":""***"",""Code"":""X""}"#),
        (r#"{\"Password\":\"\",\"Code\":1}"#, r#"{\"Password\":\"\",\"Code\":1}"#),
        (r#"{"Message":"password: 'Hunter2!x","Code":"X"}"#, r#"{"Message":"password: '***","Code":"X"}"#),
        (r#"{"Password":"cut off \"here"#, r#"{"Password":"***"#),
    ] {
        assert_eq!(mask(text), masked);
    }
}

#[test]
fn a_block_of_yaml_is_masked_to_its_end() {
    for (text, masked) in [
        ("a:\n  SecretKey: |\n    hunter2\n\n    and: more\n  b: c", "a:\n  SecretKey: |\n    ***\n  b: c"),
        ("- password: >-\n    correct horse\n- b", "- password: >-\n    ***\n- b"),
        ("'password': |2+ \r\n  hunter2\r\nuser: x", "'password': |2+ \r\n  ***\r\nuser: x"),
        ("密码: |\n  hunter2", "密码: |\n  ***"),
        // As the diagnosis reads it, without indentation.
        ("SecretKey: |\ncorrect horse\nbattery\nError: X", "SecretKey: |\n***\nError: X"),
        ("{\"a\":\"token: |\nhunter2\",\"Code\":\"X\"}", "{\"a\":\"token: |\n***\",\"Code\":\"X\"}"),
    ] {
        assert_eq!(mask(text), masked);
    }
}

#[test]
fn a_password_of_a_command_is_masked() {
    for (text, masked) in [
        ("curl -u user:PW -X GET", "curl -u user:*** -X GET"),
        ("curl -uuser:P,W; ls", "curl -uuser:***; ls"),
        ("curl x --user 'user:p w' -o y", "curl x --user 'user:***' -o y"),
        ("curl --proxy-user=user:pw x", "curl --proxy-user=user:*** x"),
        ("curl -X POST \\\n  -d a \\\n  -u user:pw", "curl -X POST \\\n  -d a \\\n  -u user:***"),
        ("mysql -h x -P3306 -uroot -proot -e 1", "mysql -h x -P3306 -uroot -p*** -e 1"),
        ("/usr/bin/mysqldump -p'a b' db", "/usr/bin/mysqldump -p'***' db"),
        ("redis-cli -p 6379 -a hunter2 ping", "redis-cli -p 6379 -a *** ping"),
        ("[\"redis-cli\", \"-a\", \"hunter2\"]", "[\"redis-cli\", \"-a\", \"***\"]"),
        ("[\"x\",\"--password\",\"hunter2\"]", "[\"x\",\"--password\",\"***\"]"),
        ("sshpass -p hunter2 ssh -p 2222 x", "sshpass -p *** ssh -p 2222 x"),
        ("docker login -u me -p hunter2 reg", "docker login -u me -p *** reg"),
        ("ossutil64 ls -i x -k Hunter2,x", "ossutil64 ls -i x -k ***"),
        ("(--password qwertyuiop), x", "(--password ***), x"),
        ("x --password P,w9xyz --password=PW", "x --password *** --password=***"),
    ] {
        assert_eq!(mask(text), masked);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_mask(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "password", "密码", "密", "是", "为", "：", ":", "=", " ", " is ", "\"", "\\", "(", ")", ",", "é", "🦀",
                "Credential", "LTAI5tQ7mZ3kX9vB2nL6wRpD", "Hunter2!x", "string to sign", "secret access key", "--",
                "redis-cli -a ", "curl -u ", "mysql -p", ": |\n", "\n ", "\\\"", "a://b:", "\n", "“", "”", "http://u:", "@", "[", "<", ">", "Authorization", "token", "***", ".",
            ]),
            0..14,
        )
    ) {
        let text = parts.concat();
        let masked = mask(&text);
        proptest::prop_assert!(!masked.contains("tQ7mZ3kX9v"), "{} -> {}", text, masked);
    }
}
