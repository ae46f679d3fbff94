//! Questions on texts that are given and not kept: a draft against reports, and who depends on whom.

use std::sync::Arc;

use rayon::prelude::*;
use twosource_annotate::annotate;
use twosource_evidence::check::{Check, as_draft, check};
use twosource_evidence::{Evidence, weigh_one};
use twosource_reader::Report;
use twosource_store::StoryId;

use crate::brief::gather;
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
        self.on_given_texts(bytes, move |house| {
            let (mut drafts, mut remarks) = gather(house, vec![draft], || {})?;
            if drafts.len() > 1 {
                remarks.push(format!("{} drafts were given; the first is checked", drafts.len()));
            }
            let mut draft = drafts.swap_remove(0);
            as_draft(&mut draft);
            let reports = match reports {
                Ok(reports) => reports,
                Err(materials) => {
                    let (reports, more) = gather(house, materials, || {})?;
                    remarks.extend(more);
                    house.annotated(reports)
                }
            };
            let draft = annotate(draft, house.pipeline());
            Ok((house.crew().install(|| check(draft, reports, house.run().clone())), remarks))
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
        let bytes = materials.iter().map(Material::bytes).sum();
        self.on_given_texts(bytes, move |house| {
            let (reports, remarks) = gather(house, materials, || {})?;
            let annotated = house.annotated(reports);
            Ok((house.crew().install(|| weigh_one(annotated, house.run().clone())), remarks))
        })
        .await
    }

    /// Works on texts that were given, as many at once as briefs are made.
    async fn on_given_texts<T: Send + 'static>(
        self: &Arc<Self>,
        bytes: usize,
        work: impl FnOnce(&Arc<House>) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let turn = self.briefs.lane_for(bytes).acquire_owned().await.map_err(|_| Trouble::Busy)?;
        let house = Arc::clone(self);
        on_a_thread(move || {
            let _turn = turn;
            work(&house)
        })
        .await
    }

    fn annotated(&self, reports: Vec<Report>) -> Vec<twosource_annotate::Reading> {
        let annotate = |report| annotate(report, self.pipeline());
        self.crew().install(|| reports.into_par_iter().map(annotate).collect())
    }
}
