//! Questions on texts that are given and not kept: a draft against reports, and who depends on whom.

use std::sync::Arc;

use twosource_evidence::check::{Check, as_draft, check};
use twosource_evidence::{Evidence, weigh_one};
use twosource_store::StoryId;

use crate::brief::gather;
use crate::errand::{Closely, Errand, WhileHere};
use crate::house::on_a_thread;
use crate::{House, Material, Trouble};

/// What a draft is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Reports that are given, or pages to fetch.
    Materials(Vec<Material>),
    /// A story of the collection.
    Story(StoryId),
}

impl House {
    /// Holds a draft against reports, and tells what there is to say of inputs that gave none.
    ///
    /// # Errors
    /// [`Trouble::Unfit`] where the draft or the reports cannot be read; else what the collection gives.
    pub async fn check(
        self: &Arc<Self>,
        draft: Material,
        against: Against,
    ) -> Result<(Check, Vec<String>), Trouble> {
        let mut bytes = draft.bytes();
        let reports = match against {
            Against::Materials(materials) => {
                bytes += materials.iter().map(Material::bytes).sum::<usize>();
                Err(materials)
            }
            Against::Story(story) => {
                let found =
                    self.ask(move |store, weigher| store.readings_of(store.story_now(story)?, weigher));
                Ok(found.await?)
            }
        };
        let (errand, turn) = (Arc::new(Errand::new()), self.lanes.ask(bytes)?);
        let _here = WhileHere(Arc::clone(&errand));
        let closely = self.closely(&errand, (bytes, turn), move |house| {
            let (mut drafts, mut remarks) = gather(house, vec![draft], || {})?;
            if drafts.len() > 1 {
                remarks.push(format!("{} drafts were given; the first is checked", drafts.len()));
                drafts.truncate(1);
            }
            drafts.iter_mut().for_each(as_draft);
            let known = match reports {
                Ok(known) => known,
                Err(materials) => {
                    let (reports, more) = gather(house, materials, || {})?;
                    remarks.extend(more);
                    drafts.extend(reports);
                    Vec::new()
                }
            };
            Ok((drafts, (known, remarks)))
        });
        let Closely { read, beside: (mut reports, mut remarks), turn } = closely.await?;
        let house = Arc::clone(self);
        on_a_thread(move || {
            let mut read = read.into_iter();
            let draft = match read.next() {
                Some(draft) => draft.map_err(Trouble::Unfit)?,
                None => return Err(Trouble::Unfit("no draft could be read".to_owned())),
            };
            reports.extend(Closely::<()>::readings(read.collect(), &mut remarks));
            Ok((turn.crew().install(|| check(draft, reports, house.run().clone())), remarks))
        })
        .await
    }

    /// The evidence of texts that are said to be of one event.
    ///
    /// # Errors
    /// [`Trouble::Unfit`] where none can be read.
    pub async fn weigh_together(
        self: &Arc<Self>,
        materials: Vec<Material>,
    ) -> Result<(Evidence, Vec<String>), Trouble> {
        let bytes: usize = materials.iter().map(Material::bytes).sum();
        let (errand, turn) = (Arc::new(Errand::new()), self.lanes.ask(bytes)?);
        let _here = WhileHere(Arc::clone(&errand));
        let closely = self.closely(&errand, (bytes, turn), |house| gather(house, materials, || {}));
        let Closely { read, beside: mut remarks, turn } = closely.await?;
        let house = Arc::clone(self);
        on_a_thread(move || {
            let annotated = Closely::<()>::readings(read, &mut remarks);
            Ok((turn.crew().install(|| weigh_one(annotated, house.run().clone())), remarks))
        })
        .await
    }
}
