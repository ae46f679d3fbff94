//! Words that decide whether, and how, another word is a time expression.

/// Before a bare year: "in 1999".
pub(crate) const BEFORE_YEAR: &str = "in since by until till from to through during before after of for between and or early late mid \
     earlier later circa c around about last this next year summer winter spring autumn fall into throughout than \
     pre post - ( , as dated dating";

/// Before a year that says which of several: "the 1998 bombing".
pub(crate) const BEFORE_ATTRIBUTIVE_YEAR: &str = "the a an his her its their our my your this that ' s";

/// After a number that counts things: "1999 people" is no year.
pub(crate) const COUNTED: &str = "people persons men women children troops soldiers workers employees jobs votes deaths dead \
     cases homes houses students members miles kilometers kilometres km meters metres feet pounds tons tonnes \
     dollars euros yen rubles roubles percent % prisoners refugees civilians passengers police officers hectares \
     acres barrels shares copies times points years days hours minutes months weeks patients residents \
     households families companies businesses schools delegates volunteers protesters demonstrators migrants \
     calories words pages megawatts watts degrees cars vehicles ships aircraft missiles rockets shells hp rpm";

/// What is told by its number: "Flight 1998" is no year.
pub(crate) const NUMBERED: &str = "flight gate route highway resolution article section paragraph page room suite unit model \
     channel line windows office bus train boeing airbus psalm bill act case docket lot asteroid area postcode";

/// Before a bare name of a month that is also a common word or given name.
pub(crate) const BEFORE_MONTH: &str = "in since by until till from to through during before after last this next early late mid \
     of and or between every each for - around about beginning ending that earlier";

/// Before a season: without one of them "summer" is a colour of speech.
pub(crate) const BEFORE_SEASON: &str = "in this last next early late mid since by until till of during through for from to and or \
     each every that the coming past following previous before after - over";

/// Never after a season or a month that is meant as a time.
pub(crate) const NOT_AFTER_SEASON: &str =
    "camp camps school break olympics games palace holidays vacation vacations";

/// What an "overnight" before them dates.
pub(crate) const EVENTS_OF_A_NIGHT: &str = "attack attacks raid raids strike strikes airstrike airstrikes shelling bombing bombardment \
     missile drone clash clashes violence unrest protest protests talks negotiations vote fire blaze search rescue rain \
     rains storm storms flooding snow operation assault incident shooting explosion blast";

/// Before "the last week", where a length is meant.
pub(crate) const BEFORE_LENGTH: &str = "for over during within in throughout of";

/// Before "weeks", "years" and the like, where they stand alone.
pub(crate) const BEFORE_BARE_UNITS: &str = "for in within after over through of last take takes took taken taking until spend spent \
     spending wait waits waited waiting than about almost nearly just only mere lasting lasted were the";

/// After them.
pub(crate) const AFTER_BARE_UNITS: &str = "of before after later earlier - ago";

/// Before "a year", where a length and not a rate is meant.
pub(crate) const BEFORE_ONE: &str = "for in within after over of than about almost nearly last lasts lasted take takes took taken \
     spend spends spent just only until half as least most around approximately roughly under up every such quite \
     serve served serving be to is was , . and or but what";

/// Before "a year", where a rate is meant.
pub(crate) const BEFORE_RATE: &str = "once twice thrice times";

/// Around ages: "35-year-old", "35 years old", "35 years of age".
pub(crate) const AGE: &str = "old olds aged";

/// Before a number that is rounded.
pub(crate) const ABOUT: &str = "about around nearly almost some roughly approximately over";

/// After a number that stands for those who did or suffered it: "about 2000 were freed".
pub(crate) const DEEDS_OF_MANY: &str =
    "were are have had has left of more others fled died came went attended took lost remain";

/// What bears a slogan: "Lee 2020 banners".
pub(crate) const SHOWN: &str = "banner banners sign signs hat hats cap caps shirt shirts slogan slogans placard placards \
     sticker stickers flag flags";

/// With a season that comes every year: "most of them in summer".
pub(crate) const OFTEN: &str =
    "most mostly often usually always especially particularly mainly normally typically generally";
