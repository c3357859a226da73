//! `alierr update` in a binary that was built without it.

use std::io::Write;

use super::args::UpdateArgs;
use super::context::Context;
use super::outcome::{Done, Failure};
use crate::lang::Lang;

pub fn run(_: &UpdateArgs, context: &Context, _: &mut impl Write) -> Done {
    let why = match context.lang {
        Lang::Zh => "这个程序构建时没有启用 update 功能；alierr import 可以导入元数据文件夹",
        Lang::En => {
            "this program was built without the feature `update`; `alierr import` takes folders of metadata"
        }
    };
    Err(Failure::Failed(why.to_owned()))
}
