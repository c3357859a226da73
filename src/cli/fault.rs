//! Why a file could not be read or written, in the language of the user.
//!
//! In English, these are the words of the errors themselves, which scripts may read.

use std::io::{self, ErrorKind};

use crate::catalog::CatalogError;
use crate::import::metadata::NotMetadata;
use crate::lang::Lang;
use crate::text::file::{self, Refused};

/// The faults of files that occur in practice, in Chinese.
const KINDS: [(ErrorKind, &str); 11] = [
    (ErrorKind::NotFound, "没有这个文件或文件夹"),
    (ErrorKind::PermissionDenied, "没有权限"),
    (ErrorKind::StorageFull, "磁盘已满"),
    (ErrorKind::QuotaExceeded, "超出磁盘配额"),
    (ErrorKind::ReadOnlyFilesystem, "文件系统是只读的"),
    (ErrorKind::NotADirectory, "路径中有一部分不是文件夹"),
    (ErrorKind::IsADirectory, "这是一个文件夹"),
    (ErrorKind::InvalidFilename, "文件名无效"),
    (ErrorKind::FileTooLarge, "文件过大"),
    (ErrorKind::TimedOut, "等待超时，可能正被另一个 alierr 使用"),
    (ErrorKind::InvalidData, "内容无效"),
];

pub fn io(error: &io::Error, lang: Lang) -> String {
    if lang == Lang::En {
        return file::told(error);
    }
    let refused = error.get_ref().and_then(|inner| inner.downcast_ref::<Refused>());
    match refused {
        Some(Refused::NotRegular) => return "不是普通文件".to_owned(),
        Some(Refused::TooLarge(most)) => return format!("超过 {} MB", most / 1_000_000),
        None => {}
    }
    let known = KINDS.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| file::told(error), |(_, said)| (*said).to_owned())
}

pub fn catalog(error: &CatalogError, lang: Lang) -> String {
    match error {
        CatalogError::Read { path, error } | CatalogError::Write { path, error } => {
            format!("{}: {}", path.display(), io(error, lang))
        }
        _ if lang == Lang::En => error.to_string(),
        CatalogError::Format { path, error } => {
            format!("{}:{}:{}: 不是目录文件：{error}", path.display(), error.line(), error.column())
        }
        CatalogError::TooMany { .. } => error.to_string(),
    }
}

pub fn metadata(error: &NotMetadata, lang: Lang) -> String {
    match error {
        _ if lang == Lang::En => error.to_string(),
        NotMetadata::Json(error) => format!("不是 JSON：第 {} 行第 {} 列有误", error.line(), error.column()),
        NotMetadata::Shape { line, column } => {
            format!("不是 API 元数据：第 {line} 行第 {column} 列的内容不是这类文件应有的")
        }
        NotMetadata::Other => "不是 API 元数据：没有 `apis`，也没有 `errorCodes`".to_owned(),
    }
}

/// The words for a file that is no text in an encoding that documents come in.
pub fn not_text(lang: Lang) -> &'static str {
    lang.pick("不是 UTF-8、UTF-16 或 GB18030 文本", "neither UTF-8, UTF-16 nor GB18030 text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_both_languages() {
        for (error, zh, en) in [
            (ErrorKind::StorageFull.into(), "磁盘已满", "no storage space"),
            (Refused::NotRegular.into(), "不是普通文件", "not a regular file"),
            (Refused::TooLarge(5_000_000).into(), "超过 5 MB", "larger than 5 MB"),
            (io::Error::from_raw_os_error(2), "没有这个文件或文件夹", "No such file or directory"),
            (io::Error::other("a fault of its own"), "a fault of its own", "a fault of its own"),
        ] {
            assert_eq!((io(&error, Lang::Zh), io(&error, Lang::En)), (zh.to_owned(), en.to_owned()));
        }
    }
}
