//! Whether an evidence file follows from its reports: they are weighed anew and compared.

use twosource_evidence::verify::{Begun, Verification, of_the_file};
use twosource_evidence::{EvidenceFile, HouseRules, own_outlets, weigh_again};
use twosource_reader::Report;

use crate::progress::Progress;
use crate::{Desk, outlets};

impl Desk {
    /// Checks an evidence file against its reports: every hash and span, and that its claims, standings, origins, conflicts
    /// and reasons are what these reports give when they are weighed anew by the rules that the file names.
    ///
    /// What cannot be checked is said: where another model made the file, the desk's outlets were others, or the
    /// reports are.
    ///
    /// ```
    /// use twosource::{Desk, EvidenceFile, Quiet, reader};
    ///
    /// let desk = Desk::with_default_model()?;
    /// let read = || desk.read(&["../../examples/ferry"], &reader::Options::default()).reports;
    /// let written = serde_json::to_vec(&desk.brief(read(), &Quiet)).unwrap();
    /// let file = EvidenceFile::parse(&written).unwrap();
    /// assert!(desk.verify(&file, read(), &Quiet).follows());
    /// # Ok::<(), twosource::Error>(())
    /// ```
    pub fn verify(&self, file: &EvidenceFile, reports: Vec<Report>, progress: &dyn Progress) -> Verification {
        std::thread::scope(|scope| {
            let begun = scope.spawn(|| Begun::new(file, &reports));
            let mut unchecked = self.strange(file);
            let inputs = if unchecked.is_empty() { of_the_file(&file.evidence, &reports) } else { None };
            let anew = inputs.filter(|inputs| !inputs.is_empty()).map(|inputs| {
                let mut run = self.run();
                HouseRules::of(&file.evidence.run).write_to(&mut run);
                let annotated = self.annotate(inputs, progress);
                progress.begin("Weighing", 1);
                let anew = weigh_again(annotated, run, &file.evidence);
                progress.end();
                anew
            });
            if anew.is_none() && unchecked.is_empty() {
                let why =
                    "the reports are not those of the file, so that weighing them anew tells nothing of it";
                unchecked.push(why.to_owned());
            }
            let begun = begun.join().unwrap_or_else(|_| Begun::new(file, &reports));
            begun.end(anew.as_ref(), unchecked)
        })
    }

    /// Why this desk cannot weigh as the one that made the file did.
    fn strange(&self, file: &EvidenceFile) -> Vec<String> {
        let mut unchecked = Vec::new();
        let own = self.run();
        let made_by = &file.evidence.run;
        let hashes = |run: &twosource_evidence::file::Run| -> Vec<String> {
            run.models.iter().map(|model| model.sha256.clone()).collect()
        };
        let rest = "standings, origins, conflicts and reasons were not weighed anew";
        if hashes(&own) != hashes(made_by) {
            let named: Vec<String> = made_by
                .models
                .iter()
                .take(3)
                .map(|model| {
                    let words = format!("{} {} ({})", model.name, model.version, model.sha256);
                    words.chars().filter(|c| !c.is_control()).take(120).collect()
                })
                .collect();
            unchecked.push(format!(
                "the file names another model: {}; choose it with --model, or import it; {rest}",
                if named.is_empty() { "none".to_owned() } else { named.join(", ") }
            ));
        }
        if made_by.settings.get(own_outlets::SETTING) != own.settings.get(own_outlets::SETTING) {
            let what = match (made_by.settings.get(own_outlets::SETTING), outlets::in_use()) {
                (Some(_), None) => "was made with a file of outlets; give it with --outlets",
                (None, Some(_)) => "was made without a file of outlets; leave --outlets out",
                _ => "was made with another file of outlets",
            };
            unchecked.push(format!("the file {what}; {rest}"));
        }
        unchecked
    }
}
