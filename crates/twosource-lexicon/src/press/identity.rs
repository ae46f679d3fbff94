//! Which outlet a name and an address tell of, and why.

use super::address::Address;
use super::entry::OutletEntry;
use super::host::Part;
use super::name::{fold, is_common, is_no_name, plain_name, without_edition};
use super::register::Register;

/// An outlet, however it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity<'r> {
    /// What it is called: its usual name where the register has it, else the name given or the host.
    pub name: String,
    /// What tells it from others: equal for one outlet however named.
    pub key: String,
    /// Its names folded, the key's among them where it is a name.
    pub names: Vec<String>,
    /// What the register knows of it.
    pub entry: Option<&'r OutletEntry>,
    /// What told.
    pub why: Why,
    /// The host of the archive, translation or cache that the page was found at.
    pub copied_by: Option<String>,
}

/// Why a name and an address are this outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The address is one of the register's.
    Address,
    /// The name is one of the register's, and no address speaks against it.
    Name,
    /// The name given, which the register does not have.
    Given,
    /// The host, where there is no name.
    Host,
    /// The page calls itself by a name whose outlet is at other addresses, so that the host stands.
    HostAgainstName {
        /// What the page calls itself.
        claimed: String,
    },
    /// The address imitates one of the register's with letters that look like its own.
    Imitates {
        /// The address it imitates.
        address: String,
    },
}

impl Register {
    /// The outlet of a page that calls itself `name` and stands at `url`; `None` where neither tells anything.
    ///
    /// The address comes first where the register has it. A name counts where its outlet's addresses do not speak
    /// against it: whoever calls himself Reuters at an address that is not Reuters' is called by his address.
    pub fn identify(&self, name: Option<&str>, url: Option<&str>) -> Option<Identity<'_>> {
        let mut name = name.map(str::trim).filter(|name| !is_no_name(name));
        let mut address = url.and_then(Address::of);
        if let Some(named) = name.and_then(Address::of) {
            // An address in the place of a name. That of the page itself tells more.
            name = None;
            address = Some(address.filter(|known| !known.is_mute()).unwrap_or(named));
        }
        let copied_by = address.as_ref().and_then(|address| address.copied_by.clone());
        let mut found = match (name, &address) {
            (None, None) => return None,
            (Some(name), None) => self.by_name_alone(name),
            (None, Some(address)) => self.by_address_alone(address),
            (Some(name), Some(address)) => self.by_both(name, address),
        };
        found.copied_by = copied_by;
        Some(found)
    }

    fn by_both(&self, name: &str, address: &Address) -> Identity<'_> {
        let at = self.by_address(address);
        if at.is_none() && address.imitated().is_some_and(|imitated| self.by_address(&imitated).is_some()) {
            return self.by_address_alone(address);
        }
        let named = self.by_name(name);
        match (at, named) {
            // Of a site that prints what others wrote, the name of another outlet says whose it is.
            (_, Some(named)) if address.is_mute() => known(named, Why::Name),
            (Some(entry), _) => {
                let mut found = known(entry, Why::Address);
                let given = fold(plain_name(name));
                if named.is_none() && !found.names.contains(&given) {
                    found.names.push(given);
                }
                found
            }
            (None, Some(named)) if named.addresses.is_empty() => known(named, Why::Name),
            (None, Some(_)) => {
                let mut found = self.by_address_alone(address);
                found.why = Why::HostAgainstName { claimed: name.to_owned() };
                found
            }
            (None, None) => {
                let mut found = self.by_name_alone(name);
                if is_common(&found.key) && !address.is_mute() {
                    // "Daily News" is what many are called.
                    found.key.clone_from(&address.site);
                    found.name = format!("{} ({})", found.name, address.site);
                } else if !address.is_mute() {
                    held_against(&mut found, name, address);
                }
                found
            }
        }
    }

    fn by_name_alone(&self, name: &str) -> Identity<'_> {
        if let Some(entry) = self.by_name(name) {
            return known(entry, Why::Name);
        }
        let mut names: Vec<String> = without_edition(name).iter().map(|name| fold(name)).collect();
        names.reverse();
        names.dedup();
        let key = names.first().cloned().unwrap_or_default();
        Identity {
            name: plain_name(name).to_owned(),
            key,
            names,
            entry: None,
            why: Why::Given,
            copied_by: None,
        }
    }

    fn by_address_alone(&self, address: &Address) -> Identity<'_> {
        if let Some(entry) = self.by_address(address) {
            return known(entry, Why::Address);
        }
        if let Some(imitated) = address.imitated()
            && let Some(entry) = self.by_address(&imitated)
        {
            let mut found = known(entry, Why::Imitates { address: imitated.host });
            found.name.clone_from(&address.host);
            found.entry = None;
            return found;
        }
        let label = fold(address.label());
        // Two blogs of one name on two hosts are two, and so are guardian.ng and guardian.example.
        let is_own = address.part == Part::Domain && !is_common(&label) && !is_no_name(&label);
        let (key, names) = match is_own {
            true => (label.clone(), vec![label]),
            false => (address.site.clone(), if is_common(&label) { Vec::new() } else { vec![label] }),
        };
        let shown = if address.part == Part::Account { &address.site } else { &address.host };
        Identity { name: shown.clone(), key, names, entry: None, why: Why::Host, copied_by: None }
    }
}

/// Holds a name that no register has against the address. The Sunday edition of a title stands at the title's address. Whoever
/// has a name that the host does not bear out is not the outlet of that name: he is told by his site.
fn held_against(found: &mut Identity<'_>, name: &str, address: &Address) {
    const TELLING: usize = 8;
    let label = fold(address.label());
    let is_title = address.part == Part::Domain && label.len() >= TELLING && !is_common(&label);
    if is_title && found.key.contains(&label) {
        if found.key != label {
            found.names.insert(0, label.clone());
            found.key = label;
        }
    } else if !address.bears_out(name) {
        found.key.clone_from(&address.site);
        found.name = format!("{} ({})", found.name, address.site);
        found.names = if is_title { vec![label] } else { Vec::new() };
    }
}

fn known(entry: &OutletEntry, why: Why) -> Identity<'_> {
    let names: Vec<String> = entry.names().map(fold).collect();
    Identity {
        name: entry.name.clone(),
        key: names.first().cloned().unwrap_or_default(),
        names,
        entry: Some(entry),
        why,
        copied_by: None,
    }
}
