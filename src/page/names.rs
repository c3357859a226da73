//! What products and the nodes of the tree are called where there is little room.

use crate::catalog::{Catalog, Node, NodeKind, Product};
use crate::lang::{Labels, Lang};
use crate::text::width::Measure;

/// The most columns of a short name.
const SHORT: usize = 12;
/// The most columns of a fairly short one.
const FAIR: usize = 24;

/// A product's name in a row: the first short one of the Latin part of its name (`ECS`, `Tair`, `MongoDB`), its whole
/// name, and that without brackets; else the first of them that is fairly short. An id means nothing to most readers.
pub fn short<'a>(product: Product<'a>, lang: Lang) -> &'a str {
    let latin = latin_part(product.name(Lang::Zh));
    let bare = product.bare_name(lang);
    let names = [latin, Some(product.name(lang)), Some(bare)].into_iter().flatten();
    let fits = |most: usize| move |name: &&str| Measure::default().columns(name) <= most;
    names
        .clone()
        .find(fits(SHORT))
        .or_else(|| latin.into_iter().chain([bare]).find(fits(FAIR)))
        .unwrap_or(bare)
}

/// A product's name in a number of columns: whole, or its Latin part, which may have to be cut.
pub fn fitting<'a>(product: Product<'a>, lang: Lang, columns: usize) -> &'a str {
    let name = product.name(lang);
    if Measure::default().columns(name) <= columns {
        return name;
    }
    latin_part(product.name(Lang::Zh)).unwrap_or(name)
}

/// The Latin words at the end of a name: `MongoDB` of `云数据库 MongoDB 版`, `WAF` of `Web 应用防火墙 WAF`.
fn latin_part(name: &str) -> Option<&str> {
    let name = name.split('（').next().unwrap_or(name);
    let name = name.strip_suffix('版').unwrap_or(name).trim_end();
    let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '&');
    let start = name.char_indices().rev().take_while(|(_, c)| belongs(*c)).last()?.0;
    let part = name[start..].trim_start();
    (part.len() > 1 && part.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(part)
}

/// What a tree node is called.
pub fn node(catalog: &Catalog, node: &Node, lang: Lang) -> String {
    let labels = Labels::of(lang);
    if let NodeKind::StatusClass(Some(class)) = node.kind {
        let whose = match class {
            4 => labels.client_errors,
            5 => labels.server_errors,
            _ => "",
        };
        return format!("{class}xx {whose}").trim_end().to_owned();
    }
    node.name(catalog, lang).unwrap_or_else(|| {
        let name = match node.kind {
            NodeKind::Section(None) => labels.untitled,
            NodeKind::StatusClass(None) => labels.no_status,
            NodeKind::Category(None) => labels.no_category,
            _ => labels.all,
        };
        name.to_owned()
    })
}

/// Groups with long names, and what they are called where there is little room.
const GROUPS: [(&str, &str); 12] = [
    ("Enterprise Services & Cloud Communication", "Enterprise"),
    ("Migration and O&M Management", "Migration & O&M"),
    ("Domain Names and Websites", "Domains & Sites"),
    ("AI & Machine Learning", "AI & ML"),
    ("Analytics Computing", "Analytics"),
    ("End User Computing", "End User"),
    ("Internet of Things", "IoT"),
    ("Support & Services", "Support"),
    ("Networking & CDN", "Networking"),
    ("人工智能与机器学习", "AI 与机器学习"),
    ("企业服务与云通信", "企业与云通信"),
    ("迁移与运维管理", "迁移与运维"),
];

/// The same for a number of columns: a product or a group whose name is too long gets its short name.
pub fn node_fitting(catalog: &Catalog, tree_node: &Node, lang: Lang, columns: usize) -> String {
    if let NodeKind::Product(ix) = tree_node.kind {
        return fitting(catalog.product(ix), lang, columns).to_owned();
    }
    let name = node(catalog, tree_node, lang);
    if Measure::default().columns(&name) <= columns {
        return name;
    }
    let short = GROUPS.iter().find(|(long, _)| *long == name).map(|(_, short)| (*short).to_owned());
    short.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Grouping, NodeId, Tree};

    #[test]
    fn no_product_goes_by_its_id_where_that_is_no_name() {
        let catalog = Catalog::embedded();
        let named = |id: &str, lang| short(catalog.product(catalog.find_product(id).unwrap()), lang);
        for (id, zh, en) in [
            ("Ecs", "ECS", "ECS"),
            ("gpdb", "AnalyticDB PostgreSQL", "AnalyticDB PostgreSQL"),
            ("cas", "数字证书管理服务", "Certificate Management Service"),
            ("Mns", "轻量消息队列", "Simple Message Queue"),
            ("Dysmsapi", "短信服务", "Short Message Service"),
        ] {
            assert_eq!((named(id, Lang::Zh), named(id, Lang::En)), (zh, en));
        }
    }

    #[test]
    fn the_name_of_every_group_fits_the_narrowest_rail() {
        let catalog = std::sync::Arc::new(Catalog::embedded());
        let tree = Tree::new(&catalog, Grouping::Product);
        for &group in tree.children(NodeId::ROOT) {
            for lang in [Lang::Zh, Lang::En] {
                let name = node_fitting(&catalog, tree.node(group), lang, 15);
                assert!(Measure::default().columns(&name) <= 15, "{name}");
            }
        }
        let listed = catalog.products().map(|product| [Lang::Zh, Lang::En].map(|lang| product.group(lang)));
        let listed: Vec<&str> = listed.flatten().collect();
        assert!(GROUPS.iter().all(|(long, _)| listed.contains(long)), "no name is out of date");
    }

    #[test]
    fn the_latin_part_of_a_name_is_its_short_form() {
        for (name, latin) in [
            ("云服务器 ECS", Some("ECS")),
            ("云数据库 Tair（兼容 Redis）", Some("Tair")),
            ("云数据库 MongoDB 版", Some("MongoDB")),
            ("Web 应用防火墙 WAF", Some("WAF")),
            ("API 网关", None),
            ("云存储网关", None),
        ] {
            assert_eq!(latin_part(name), latin, "{name}");
        }
    }
}
