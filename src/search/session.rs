//! Queries as they are typed, letter by letter.

use std::sync::Arc;

use super::{Engine, Hits, Query};
use crate::catalog::{Catalog, EntryId};
use crate::lang::Lang;

/// The most hits that are kept in all. The answers to the shortest queries are forgotten first: they are the largest.
const KEPT: usize = 300_000;

/// The answers to the beginnings of a query, so that deleting letters costs no search.
#[derive(Default)]
pub struct Session {
    catalog: Option<Arc<Catalog>>,
    scope: Option<Vec<EntryId>>,
    lang: Lang,
    /// Every query starts with the one before it.
    answers: Vec<(Query, Hits)>,
}

impl Session {
    pub fn new() -> Self {
        Self::default()
    }

    /// What [`Engine::search`] answers.
    pub fn search(&mut self, engine: &Engine, query: &Query, scope: Option<&[EntryId]>) -> Hits {
        let same_catalog =
            self.catalog.as_ref().is_some_and(|catalog| Arc::ptr_eq(catalog, engine.catalog()));
        if !same_catalog || self.scope.as_deref() != scope || self.lang != query.lang() {
            self.answers.clear();
            self.lang = query.lang();
            self.catalog = Some(Arc::clone(engine.catalog()));
            self.scope = scope.map(<[EntryId]>::to_vec);
        }
        while self.answers.last().is_some_and(|(before, _)| !query.text().starts_with(before.text())) {
            self.answers.pop();
        }
        if let Some((_, hits)) = self.answers.last().filter(|(before, _)| before == query) {
            return hits.clone();
        }
        let hits = engine.search(query, scope);
        self.answers.push((query.clone(), hits.clone()));
        self.forget_beyond(KEPT);
        hits
    }

    /// Forgets the answers to the shortest queries until at most `most` hits are kept.
    fn forget_beyond(&mut self, most: usize) {
        let mut kept: usize = self.answers.iter().map(|(_, hits)| hits.hits.len()).sum();
        while kept > most && self.answers.len() > 1 {
            kept -= self.answers.remove(0).1.hits.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn engine() -> &'static Engine {
        static ENGINE: std::sync::OnceLock<Engine> = std::sync::OnceLock::new();
        ENGINE.get_or_init(|| Engine::new(Arc::new(Catalog::embedded())))
    }

    /// What a hand does to a search field.
    #[derive(Debug, Clone)]
    enum Stroke {
        Type(char),
        Back,
        Scope(Option<usize>),
    }

    fn stroke() -> impl Strategy<Value = Stroke> {
        let letters: Vec<char> = "invaldstceor. :-\"45实例不存在参数".chars().collect();
        prop_oneof![
            8 => prop::sample::select(letters).prop_map(Stroke::Type),
            3 => Just(Stroke::Back),
            1 => prop::option::of(0usize..300).prop_map(Stroke::Scope),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_session_answers_as_the_engine_does(strokes in prop::collection::vec(stroke(), 1..40)) {
            let engine = engine();
            let mut session = Session::new();
            let mut text = String::new();
            let mut scope: Option<Vec<EntryId>> = None;
            for stroke in strokes {
                match stroke {
                    Stroke::Type(c) => text.push(c),
                    Stroke::Back => { text.pop(); }
                    Stroke::Scope(from) => {
                        scope = from.map(|from| (from..from + 100).map(EntryId::new).collect());
                    }
                }
                let query = Query::parse(&text, engine.catalog());
                let answer = session.search(engine, &query, scope.as_deref());
                prop_assert_eq!(answer, engine.search(&query, scope.as_deref()));
            }
        }
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let engine = engine();
        let mut session = Session::new();
        let text = "InvalidDBInstanceId.NotFound";
        for end in 0..text.len() {
            session.search(engine, &Query::parse(&text[..end], engine.catalog()), None);
        }
        let kept = |session: &Session| -> Vec<usize> {
            session.answers.iter().map(|(_, hits)| hits.hits.len()).collect()
        };
        let all = kept(&session);
        assert_eq!(all.len(), text.len());
        session.forget_beyond(all[1..].iter().sum());
        assert_eq!(kept(&session), all[1..], "the shortest query goes first");
        session.forget_beyond(0);
        assert_eq!(session.answers.len(), 1, "the newest stays");
    }
}
