use super::*;
use crate::lang::Lang;
use crate::page::names;
use crate::search::{Field, Hit};

fn rail(catalog: &Arc<Catalog>) -> Rail {
    let mut rail = Rail::new(catalog, Grouping::Product);
    rail.view.set_height(30);
    let hits: Vec<Hit> = catalog.ids().map(|entry| Hit { entry, score: 0, matched: Field::Code }).collect();
    let counts = Counts::of(catalog, &hits, rail.narrowing());
    rail.recount(counts, false);
    rail
}

fn shown(rail: &Rail, catalog: &Catalog) -> Vec<String> {
    let line = |(at, row): (usize, &Row)| {
        let Row::Node(id) = *row else { return None };
        let node = rail.tree().node(id);
        let name = names::node(catalog, node, Lang::En);
        Some(format!("{}{name} {}", " ".repeat(node.depth), rail.count(at)))
    };
    rail.rows().iter().enumerate().filter_map(line).collect()
}

/// Three products in two groups; each has two entries, one of them under a heading.
fn catalogue() -> Arc<Catalog> {
    let product = |id: &str, group: &str| {
        let file = format!(
            r#"{{"product": {{"id": "{id}", "name": {{"zh": "{id}", "en": "{id}"}}, "group": {{"zh": "{group}", "en": "{group}"}}}},
            "entries": [
                {{"code": "InvalidX.NotFound", "status": 404, "message": "a", "sections": ["S"], "sources": []}},
                {{"code": "InvalidY.NotFound", "status": 404, "message": "b", "sections": [], "sources": []}}]}}"#
        );
        serde_json::from_str(&file).unwrap()
    };
    let files = [product("P1", "One"), product("P2", "One"), product("P3", "Two")];
    Arc::new(Catalog::from_files(files, crate::catalog::Supplier::User))
}

#[test]
fn folding_hides_and_unfolding_shows() {
    let catalog = catalogue();
    let mut rail = rail(&catalog);
    let before = shown(&rail, &catalog);
    assert_eq!(before, ["All 6", " One 4", "  P1 2", "  P2 2", " Two 2", "  P3 2"]);
    rail.travel(|view| view.move_by(2));
    rail.unfold();
    assert_eq!(shown(&rail, &catalog).len(), 8, "a product has sections");
    let opened = rail.view.cursor();
    rail.unfold();
    assert_eq!(rail.view.cursor(), opened + 1, "an open node is entered");
    rail.fold();
    assert_eq!(rail.view.cursor(), opened, "a closed one leads to its parent");
    rail.fold();
    assert_eq!(shown(&rail, &catalog), before);
}

#[test]
fn the_cursor_passes_over_headings() {
    let catalog = catalogue();
    let mut rail = rail(&catalog);
    rail.travel(Viewport::to_end);
    assert_eq!(rail.at_cursor(), Some(Row::Facet(Facet::Chance(Chance::Never))));
    assert!(rail.narrowing().facets.is_empty(), "a chance is taken by a key of its own");
    rail.travel(|view| view.move_by(-3));
    assert!(matches!(rail.at_cursor(), Some(Row::Node(_))));
    rail.travel(Viewport::to_start);
    assert_eq!(rail.at_cursor(), Some(Row::Node(NodeId::ROOT)));
}

#[test]
fn sources_are_told_apart_where_there_are_several() {
    let own = catalogue();
    assert!(!rail(&own).rows().contains(&Row::Title(Title::Sources)), "all are the user's");
    let catalog = Arc::new(Catalog::embedded());
    let mut rail = rail(&catalog);
    let count = |rail: &Rail, source: Provenance| {
        rail.rows().iter().position(|row| *row == Row::Facet(Facet::Source(source))).map(|at| rail.count(at))
    };
    assert_eq!(count(&rail, Provenance::Documents), Some(504));
    assert_eq!(count(&rail, Provenance::Written), Some(catalog.len() - 504));
    assert_eq!(count(&rail, Provenance::Imported), None);
    rail.take(Row::Facet(Facet::Source(Provenance::Written)));
    assert!(rail.is_narrowed() && rail.widen() && !rail.is_narrowed());
}

#[test]
fn what_narrows_is_taken_away_one_by_one() {
    let catalog = catalogue();
    let mut rail = rail(&catalog);
    assert!(rail.choose(&NodeKind::Product(catalog.find_product("P3").unwrap())));
    rail.take(Row::Facet(Facet::Chance(Chance::Later)));
    assert!(rail.narrowing().scope.as_ref().is_some_and(|scope| scope.len() == 2));
    assert!(rail.widen() && rail.narrowing().facets.is_empty());
    assert!(rail.widen() && rail.chosen() == NodeId::ROOT);
    assert!(!rail.widen());
}

#[test]
fn a_namespace_is_found_again_in_its_own_product() {
    let catalog = catalogue();
    let mut rail = rail(&catalog);
    let product = rail.tree().find(&NodeKind::Product(catalog.find_product("P2").unwrap())).unwrap();
    let section = rail.tree().children(product)[0];
    rail.choose_node(section);
    let scope = rail.narrowing().scope.clone();
    let by_status = rail.rebuilt(&catalog, Grouping::Status);
    assert_eq!(by_status.narrowing().beyond, scope, "it narrows under another grouping, too");
    let back = by_status.rebuilt(&catalog, Grouping::Product);
    assert_eq!((back.narrowing().scope.clone(), back.narrowing().beyond.clone()), (scope, None));
    assert_eq!(back.tree().node(back.chosen()).parent, Some(product));
}

#[test]
fn classes_of_statuses_stand_in_the_order_of_their_use() {
    let catalog = Arc::new(Catalog::embedded());
    let rail = Rail::new(&catalog, Grouping::Status);
    let classes: Vec<NodeKind> = rail
        .rows()
        .iter()
        .filter_map(|row| match *row {
            Row::Node(id) if rail.tree().node(id).depth == 1 => Some(rail.tree().node(id).kind.clone()),
            _ => None,
        })
        .collect();
    let class = |class| NodeKind::StatusClass(class);
    assert_eq!(classes, [class(Some(4)), class(Some(5)), class(Some(2)), class(None)]);
}

#[test]
fn among_many_products_only_those_with_hits_are_seen_once_something_is_asked() {
    let catalog = Arc::new(Catalog::embedded());
    let mut rail = rail(&catalog);
    rail.many = true;
    rail.relist();
    let groups = shown(&rail, &catalog);
    assert!(groups[1..].iter().all(|line| line.starts_with(' ') && !line.starts_with("  ")), "{groups:?}");
    let slb = catalog.find_product("slb").unwrap();
    let entry = catalog.product(slb).entries().next().unwrap();
    let hits = [Hit { entry, score: 0, matched: Field::Code }];
    rail.recount(Counts::of(&catalog, &hits, rail.narrowing()), true);
    let found = shown(&rail, &catalog);
    assert!(found[1].ends_with(" 1") && found[2].starts_with("  ") && found[2].ends_with(" 1"), "{found:?}");
    assert!(found[3..].iter().all(|line| line.ends_with(" 0")), "{found:?}");
}
