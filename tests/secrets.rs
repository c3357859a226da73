//! What is documented is no secret: masking leaves the whole catalogue as it is.

use alierr::catalog::Catalog;
use alierr::text::secrets::mask;

#[test]
fn nothing_of_the_catalogue_is_masked() {
    let catalog = Catalog::embedded();
    let whole = |text: &str| assert_eq!(mask(text), text);
    for id in catalog.ids() {
        let entry = catalog.entry(id);
        let (code, message) = (&*entry.code, &*entry.message);
        whole(code);
        whole(message);
        whole(&format!("{code} : {message}"));
        whole(&format!("{code}: {message}"));
        whole(&format!("ErrorCode: {code}\nMessage: {message}"));
        whole(&format!("{{\"Code\":\"{code}\",\"Message\":\"{message}\"}}"));
        whole(&message.replace("%s", "LoadBalancerName").replace(['<', '>'], "\""));
        entry.description_en.as_deref().into_iter().for_each(whole);
        catalog.explanation(id).into_iter().for_each(|explanation| whole(&explanation.zh));
    }
}
