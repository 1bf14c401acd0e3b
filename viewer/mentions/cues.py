"""Words that tell what a capitalised name may be, and capitalised words that are no name at all. All in lower case."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Before a name: a person.
TITLES: Final = _words(
    "mr mrs ms miss dr prof sir dame lord lady president minister premier chancellor senator governor "
    "ambassador general colonel major captain lieutenant brigadier admiral commander judge justice king queen "
    "prince princess sheikh emir secretary commissioner director chairman chairwoman chair mayor congressman "
    "congresswoman representative deputy envoy professor archbishop bishop cardinal pope imam rabbi father "
    "sister gen col maj capt lt adm sen rep gov amb sgt"
)
#: The last word of a name, or its first: what kind it is. The first kind that fits counts.
KINDS: Final[dict[str, frozenset[str]]] = {
    "company": _words(
        "inc corp corporation ltd limited plc llc llp gmbh ag sa nv bv sarl sprl spa oy ab pty co company "
        "group holding holdings mining mines resources metals minerals energy capital partners ventures "
        "petroleum oil gas industries technologies technology logistics airlines airways motors steel cement "
        "refinery smelter trading consulting securities insurance exploration royalties bank"
    ),
    "media": _words("times post news herald tribune gazette radio tv television journal newspaper magazine télévision"),
    "armed-group": _words(
        "front forces brigade brigades militia militias rebels guerrillas battalion army movement mouvement liberation"
    ),
    "government-body": _words(
        "ministry department agency commission authority office bureau parliament senate congress court "
        "tribunal police directorate secretariat cabinet treasury assembly inspectorate customs registry "
        "cadastre survey guard ministère ministerio ministério administration service services"
    ),
    "organisation": _words(
        "exchange institute university council association foundation union initiative centre center fund society "
        "federation organisation organization forum network committee programme program observatory league "
        "chamber club trust coalition alliance party college school academy church mission watch "
        "international laboratory laboratories lab institut université association"
    ),
    "place": _words(
        "lake mount river port province district valley island islands city town region bay county territory "
        "peninsula desert plateau basin mountains hills coast airport border corridor road street park forest "
        "delta gulf strait lac mine deposit field"
    ),
}
#: A word of a name that `of` or `for` may follow.
HEADS: Final = _words(
    "ministry department bank university institute council association federation house chamber office bureau "
    "court union league centre center board school academy society secretariat agency fund organisation "
    "organization party movement front forces republic state city province lake bay gulf cape port "
    "commission college church alliance coalition initiative network committee trust programme program observatory "
    "forum foundation campaign consortium directorate authority inspectorate registry panel group"
)
#: Inside a name, between two capitalised words.
PARTICLES: Final = _words(
    "de du des da do dos das del della di van von der den ten ter zu bin ibn bint abu al el la le les y et ould"
)
#: Capitalised, but no name: days and months, languages and creeds, parts of a document, units, notions.
NO_NAMES: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed "
    "thu fri sat sun easter christmas ramadan new year spring summer autumn winter i ii iii iv v vi vii viii "
    "ix x xi xii english french spanish portuguese german chinese russian dutch italian arabic swahili "
    "lingala islam christianity muslim muslims christian christians catholic jewish islamic western eastern "
    "northern southern north south east west northeast northwest southeast southwest central upper lower "
    "global african asian european latin arab africa asia europe americas antarctica atlantic pacific "
    "mediterranean sahel sahara internet web earth sun god bible covid table figure fig annex appendix "
    "chapter section part article note box page paragraph para line column item source sources summary "
    "introduction background conclusion conclusions comment contents outlook key read see also no nos vol ed "
    "eds art ref mr mrs ms dr sir madam am pm gmt utc est cet usd eur gbp cny rmb cdf chf jpy aud cad zar gdp "
    "gnp ceo cfo coo cto hr pr it ai tv pdf url www http https tlp faq q1 q2 q3 q4 h1 h2 fy ytd yoy eta nda "
    "mou esg ngo ngos r&d co2 ev evs suv id ids km kg kt mt oz lb mw gw kw kwh bn mn ok vs etc ie eg nb ps "
    "dna rna"
)
#: Of those, what a name may begin with: `African Minerals Exchange`.
REGIONAL: Final = _words(
    "african asian european latin arab islamic christian catholic global central upper lower western eastern northern "
    "southern north south east west northeast northwest southeast southwest atlantic pacific mediterranean"
)
#: Common nouns that official prose capitalises: names only together with other words.
OFFICES: Final = _words(
    "board group company state states party parties government parliament council minister ministry president "
    "secretary commission committee court bank agency department member members chairman chair director "
    "general army police church assembly senate house union republic federation fund programme project plan "
    "act law treaty agreement accord accords regulation directive decree convention constitution charter "
    "protocol memorandum report policy strategy office mission panel experts security ministers leader "
    "leaders head vice deputy prime foreign defence defense finance interior mines mining energy trade "
    "economy environment health justice development city province district region territory river lake mount "
    "sea ocean islands king queen prince princess lord lady sources parliament embassy ambassador centre "
    "center institute university corporation security war peace day week month century era age top first "
    "second third"
)
#: Words that begin sentences, and are never the beginning of a name.
OPENERS: Final = _words(
    "old new young big small great good bad a an the this that these those it its he she they we you i his "
    "her their our your my one some many most few several both all any each every no not none nothing neither "
    "nor either and or but so yet for if when while where why how who what which whose whether because since "
    "although though unless until before after once as at by from in into of off on onto out over under up "
    "down to toward towards through with within without about above across against along among around behind "
    "below beneath beside besides between beyond despite during except inside instead like near outside per "
    "plus than via then there here now today tomorrow yesterday soon later meanwhile however moreover "
    "furthermore also again still even only just perhaps maybe probably possibly officials analysts sources "
    "traders investors experts witnesses residents do does did is are was were be been has have had can could "
    "may might must shall should will would let please never always often sometimes more less much another "
    "other others such same given according under first second third finally last next two three four five "
    "six seven eight nine ten hundreds thousands millions asked speaking talks prices output exports imports "
    "production supply demand shares stocks separately elsewhere overall together taken seen compared based "
    "following including regarding concerning nobody everybody everyone somebody someone anyone anything "
    "everything something ask tell look see note consider"
)
#: The last word of what is a text, not somebody.
DOCUMENTS: Final = _words(
    "act law code treaty pact accord accords agreement agreements regulation directive decree convention "
    "constitution charter protocol memorandum report review list index strategy plan war day week month "
    "summit award prize"
)
#: Before a name: it is somewhere.
LOCATIVES: Final = _words("in at near around outside inside across throughout via through from to into towards toward")
#: Behind a name: somebody speaks.
SPEECH: Final = _words(
    "said says told added adds argued argues wrote writes asked warned insisted explained believes thinks "
    "noted replied recalled recalls claims claimed joked admitted"
)
