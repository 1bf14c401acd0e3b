from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer.mentions.folding import fold
from viewer.mentions.gazetteer import Gazetteer, load_gazetteer
from viewer.mentions.matcher import Matcher
from viewer.resource_files import resource

Found = Callable[..., list[tuple[str, str]]]

# What the data wants to see around these names, that a neutral sentence does not have.
GEMS = ("beryl", "diamond", "emerald", "jade", "ruby", "sapphire")
CONTEXT = {"lead": "production of {}", "apple": "{} said"}


def test_it_holds_all_the_data(gazetteer: Gazetteer) -> None:
    groups = [entity.group for entity in gazetteer.entities.values()]
    assert groups.count("mineral") == 141
    assert len(gazetteer.entities) > 141 + 174 + 242  # and the capitals
    assert gazetteer.entities.keys() == gazetteer.names.keys()


def test_facts_and_fields(gazetteer: Gazetteer) -> None:
    cobalt = gazetteer.entities["cobalt"]
    assert (cobalt.symbol, cobalt.kind, cobalt.group) == ("Co", "element", "mineral")
    assert "us2025" in cobalt.facts["lists"]  # type: ignore[operator]
    assert gazetteer.entities["cmoc"].facts["former_names"] == ["China Molybdenum Co."]
    assert gazetteer.entities["m23"].country == "COD"
    assert gazetteer.entities["COD"].kind == "state"
    assert (gazetteer.entities["GRL"].group, gazetteer.entities["GRL"].kind) == ("place", "place")
    assert (gazetteer.entities["kinshasa"].group, gazetteer.entities["kinshasa"].country) == ("place", "COD")
    assert gazetteer.entities["kyiv"].aliases == ("Kiev",)


def test_notes_for_the_matcher_are_not_shown(gazetteer: Gazetteer) -> None:
    prince = gazetteer.entities["erik-prince"]
    assert prince.note == ""
    assert "bare" in str(prince.facts["note_on_matching"])
    assert gazetteer.entities["goma"].note == "capital of North Kivu"


def test_lists_tell_what_they_lack(gazetteer: Gazetteer) -> None:
    used = {
        tag
        for entity in gazetteer.entities.values()
        for key in ("lists", "lists_via_group")
        for tag in entity.facts.get(key, ())  # type: ignore[attr-defined]
    }
    assert used == gazetteer.lists.keys()
    assert [identity for identity, info in gazetteer.lists.items() if not info.complete] == ["uk2024"]
    us = gazetteer.lists["us2025"]
    assert (us.label, us.year, us.official_count) == ("US critical minerals 2025", 2025, 60)
    assert us.status.startswith("verified")
    assert us.source


@pytest.mark.parametrize(
    "identity", ["san-jose", "santiago", "victoria", "wellington", "hamilton", "singapore", "luxembourg", "gibraltar"]
)
def test_capitals_that_could_be_mistaken_are_left_out(identity: str, gazetteer: Gazetteer) -> None:
    assert identity not in gazetteer.entities


def test_every_name_is_found_in_a_neutral_sentence(gazetteer: Gazetteer) -> None:
    names = [name for found in gazetteer.names.values() for name in found]
    missed = []
    for identity, own in gazetteer.names.items():
        # Each entity by itself: which of two entities a shared name goes to is tested elsewhere.
        matcher = Matcher(own, gazetteer.manners)
        for name in own:
            if name.how == "metonym" or (identity in GEMS and name.text == name.text.capitalize()):
                continue  # these ask for a sentence of their own
            words = CONTEXT.get(identity, "{}").format(name.text)
            if name.use == "introduced":
                words = f"{gazetteer.entities[identity].name} and {words}"
            if name.use in ("titled", "surname"):
                words = f"President {words}"
            text = f"we heard of {words}, too."
            found = [text[mention.start : mention.end] for mention in matcher.find(text)]
            if name.text not in found:
                missed.append((identity, name.text, found))
    assert not missed
    assert len(names) > 2000


def test_every_entity_is_found_by_its_name_among_all_others(gazetteer: Gazetteer, found_in: Found) -> None:
    entities = list(gazetteer.entities.values())
    sentences = ["We heard of " + CONTEXT.get(entity.id, "{}").format(entity.name) + " too." for entity in entities]
    found = {identity for _, identity in found_in(*sentences)}
    assert [entity.id for entity in entities if entity.id not in found] == []


def test_no_name_belongs_to_two(gazetteer: Gazetteer) -> None:
    """Names alike in spelling must differ in how they heed case, or the order of files would decide."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for identity, names in gazetteer.names.items():
        for name in names:
            if name.how == "metonym":
                continue
            key = (fold(name.text), name.text if name.case == "exact" else "", name.case)
            owners.setdefault(key, set()).add(identity)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_element_symbol_is_a_name(gazetteer: Gazetteer) -> None:
    symbols = {entity.symbol for entity in gazetteer.entities.values()} - {""}
    assert len(symbols) > 60
    for names in gazetteer.names.values():
        assert symbols.isdisjoint(name.text for name in names)


def test_all_patterns_compile_and_rulings_hit_something(gazetteer: Gazetteer) -> None:
    for names in gazetteer.names.values():
        for pattern in (*names[0].context.not_if, *names[0].context.needs):
            re.compile(pattern, re.IGNORECASE)
    rulings = _rulings()
    assert set(rulings["not_if"]) <= gazetteer.entities.keys()
    assert set(rulings["aliases"]) <= gazetteer.entities.keys()
    assert set(rulings["notes_on_matching"]) <= gazetteer.entities.keys()
    assert {owner for owner in rulings["shared"].values() if owner} <= gazetteer.entities.keys()
    texts = {name.text for names in gazetteer.names.values() for name in names}
    for key in ("accents", "lower_case", "after_introduction"):
        assert set(rulings[key]) <= texts
    states = resource("gazetteer", "states.csv").read_text("utf-8")
    assert all(city in states for city in (*rulings["capitals_left_out"], *rulings["same_city"]))


def _rulings() -> dict[str, dict[str, object]]:
    import yaml

    return yaml.safe_load(resource("gazetteer", "rulings.yaml").read_text("utf-8"))  # type: ignore[no-any-return]


FALSE_FRIENDS = """
M23|take the M23 motorway
afc|the AFC Champions League
NDC|the NDC party
wagner|an opera by Richard Wagner
blackwater|blackwater fever
african union|AU$12
msp|the MSP for Fife
ivanhoe|Ivanhoe by Scott
vale|the Vale of York
freeport|Freeport, Maine
albemarle|Albemarle Street
tesla|the inventor Nikola Tesla
apple|an Apple a day
bloomberg|Mayor Bloomberg
trump|the Trump Tower
trump|Melania Trump
arsenic|arsenic poisoning
chromium|the Chromium browser
cobalt|Cobalt Strike
cobalt|a cobalt-blue sky
gold|a gold medal
gold|fool’s gold
gold|fool's gold
helium|helium balloons
iridium|an Iridium satellite
iron|Iron Dome
iron|to iron out differences
lead|they lead the talks
lead|took the lead in talks
lead|lead author
lithium|lithium therapy
mercury|Freddie Mercury
nickel|nickel-and-dime
palladium|the Palladium theatre
phosphorus|white phosphorus shells
platinum|platinum jubilee
selenium|Selenium WebDriver
silicon|Silicon Valley
silver|a silver bullet
strontium|strontium-90
thallium|poisoned with thallium
tin|a tin of soup
titanium|a titanium card
tungsten|Wolfram Alpha
zinc|zinc lozenges
zircon|a Zircon missile
galena|Galena Park
beryl|Hurricane Beryl
graphite|Graphite spyware
diamond|the diamond jubilee
jade|the Jade Emperor
jade|and Jade said
ruby|Ruby on Rails
emerald|the Emerald Isle
sapphire|the sapphire jubilee
oil|olive oil
natural gas|the gas fields of tear gas
coal|coals to Newcastle
turkey|roast turkey
china|bone china
polish|to polish the floor
swede|a swede
chad|a hanging chad
jersey|a woollen jersey
jersey|New Jersey
trump|to trump that
states|the states of the union
states|the States Parties
us|tell us
male|Male voters
male|male voters
mexico|New Mexico
india|the Indian Ocean
british|British Columbia
america|Latin American
guinea|guinea pig
guinea|Guinea pigs
guinea|the Gulf of Guinea
congo|the Congo River
georgia|Atlanta, Georgia
georgia|South Georgia
jordan|Michael Jordan
french|speaks French.
niger|the Niger Delta
emirates|Emirates airline
benin|Benin City
panama|the Panama Papers
minerals|mineral resources
energy|critical Metals
nobody|the Channel Islanders
washington|George Washington
commission|the Commission decides
prince|Prince said
tin|two tin openers
tin|four tins of paint
silver|silver spoons
jordan|Barbara Jordan
jordan|Jordan Henderson
chad|Chad Wilson
chad|Lake Chad
chad|Chad Smith’s drums
finn|Jade Finn
georgia|in Macon, Georgia,
georgia|Georgia and Alabama
georgia|Georgia O’Keeffe
turkey|Ruby Turkey-Smith
kivu|Lake Kivu
china|China clay
us|US$40m
us|U.S.$40m
nobody|Jordan Street
jade|Jade said
etienne|Étienne Tshisekedi
wagner|Wagner’s ring
hamilton|Hamilton sang
copper|the Kamoto Copper Company
copper|the Kamoto Copper Company’s profit
platinum|Platinum Equity
cobalt|Cobalt Holdings
nickel|the Nickel & Platinum Ltd
lithium|the Lithium Exploration Ventures
copper|the Konkola Copper Mines
gold|the Gold Coast
iron|an Iron Ore Company
jordan|the Jordan Valley
turkey|at Turkey Point
mali|the Mali Empire
mali|the Mali Empire’s crown
zambia|Zambia Holdings
ap|A.P. Moller
"""


@pytest.mark.parametrize("case", FALSE_FRIENDS.strip().splitlines())
def test_false_friends(case: str, found_in: Found) -> None:
    expected = {
        "gas fields": [("gas fields", "natural-gas")],
        "critical Metals": [("critical Metals", "critical-minerals")],
    }
    text = case.partition("|")[2]
    for words, mentions in expected.items():
        if words in text:
            assert found_in(f"Here is {text} again.") == mentions
            return
    assert found_in(f"Here is {text} again.") == []


TRUE_FRIENDS = """
New Jersey and Jersey|Jersey=JEY
the Republic of Congo|Republic of Congo=COG
Congo and Congolese|Congo=COD Congolese=COD
Congo-Brazzaville|Congo-Brazzaville=COG
Congo Brazzaville, Congo Kinshasa|Congo Brazzaville=COG Congo Kinshasa=COD
Timor Leste|Timor Leste=TLS
the E.U. and the U.A.E.’s men|E.U.=eu U.A.E.=ARE
D.R.C. troops, I.M.F. loans|D.R.C.=COD I.M.F.=imf
Copper Mines Reopen in Zambia|Copper=copper Zambia=ZMB
Gold Hits Wall Street|Gold=gold
US Copper Tariffs|US=USA Copper=copper
COPPER COMPANY FINED|COPPER=copper
a copper company|copper=copper
China Company Fined|China=CHN
US Holdings Fall|US=USA
the Congolese Corporation|Congolese=COD
the Kenya Chamber of Mines|Kenya=KEN
shares of Zambia Consolidated Copper Mines|Zambia=ZMB
the Platinum Group Metals|Platinum Group Metals=platinum-group-metals
Democratic Republic of Congolese|Congolese=COD
Dominican|Dominican=DOM
Papua New Guinea, Guinea, Guinea-Bissau|Papua New Guinea=PNG Guinea=GIN Guinea-Bissau=GNB
Northern Ireland and Ireland|Northern Ireland=GBR Ireland=IRL
South Sudan and Sudan|South Sudan=SSD Sudan=SDN
the Republic of China (Taiwan)|Republic of China (Taiwan)=TWN
American Samoa|American Samoa=ASM
US-backed U.S. troops|US=USA U.S.=USA
TURKEY AND CHINA|TURKEY=TUR CHINA=CHN
the States|the States=USA
Malé|Malé=male
eastern Congo|eastern Congo=eastern-drc
in French mines|French=FRA
energy transition minerals|energy transition minerals=critical-minerals
Energy Transition Minerals|Energy Transition Minerals=etm
the lead-zinc mine|lead=lead zinc=zinc
refined lead|refined lead=lead
zinc and lead|zinc=zinc lead=lead
rough diamonds and jade|rough diamonds=diamond jade=jade
AFC/M23 and AFC-M23|AFC/M23=m23 AFC-M23=m23
Mai-Mai and Mai‐Mai|Mai-Mai=mai-mai Mai‐Mai=mai-mai
Mexico City|Mexico City=mexico-city
lord’s resistance, Lord's Resistance Army|Lord's Resistance Army=lra
Greenlandic|Greenlandic=GRL
Gécamines, GECAMINES|Gécamines=gecamines GECAMINES=gecamines
"""


@pytest.mark.parametrize("case", TRUE_FRIENDS.strip().splitlines())
def test_true_friends(case: str, found_in: Found) -> None:
    text, _, expected = case.partition("|")
    assert " ".join(f"{words}={identity}" for words, identity in found_in(f"We saw {text}.")) == expected


@pytest.mark.parametrize("heading", ["Cobalt Export Quota", "Copper prices", "Big Copper Mines", "Copper Trader Group"])
def test_headings_in_title_case_keep_their_minerals(heading: str, found_in: Found) -> None:
    assert [entity in ("cobalt", "copper") for _, entity in found_in(heading)] == [True]


def test_the_commission_after_its_full_name(found_in: Found) -> None:
    found = found_in("The Commission met. The European Commission agreed, and the Commission left.")
    assert found == [("European Commission", "european-commission"), ("the Commission", "european-commission")]


def test_a_veto_sees_sixty_code_points_and_no_other_paragraph(found_in: Found) -> None:
    assert found_in("a silver", "bullet") == [("silver", "silver")]
    assert found_in("the fool’s\ngold") == []
    far = "the " + "very " * 13
    assert found_in(f"bipolar {far}lithium") == [("lithium", "lithium")]


def test_the_cache_changes_nothing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    cold, warm = load_gazetteer(cache_dir=tmp_path), load_gazetteer(cache_dir=tmp_path)
    assert cold.entities == warm.entities == gazetteer.entities
    assert [file.name for file in tmp_path.iterdir()] == ["gazetteer.json"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b'{"digest": 1}', b"\xff\xfe", b"[" * 100_000, "no documents", "a list", "old"],
)
def test_a_damaged_cache_is_ignored(damage: bytes | str, tmp_path: Path, gazetteer: Gazetteer) -> None:
    load_gazetteer(cache_dir=tmp_path)
    file = tmp_path / "gazetteer.json"
    kept = json.loads(file.read_bytes())
    damaged = {
        "no documents": {"digest": kept["digest"]},
        "a list": {**kept, "documents": [1, 2, 3]},
        "old": {**kept, "digest": "0", "documents": []},
    }
    file.write_bytes(damage if isinstance(damage, bytes) else json.dumps(damaged[damage]).encode())
    assert load_gazetteer(cache_dir=tmp_path).entities == gazetteer.entities


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path, gazetteer: Gazetteer) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    assert load_gazetteer(cache_dir=blocker / "cache").entities == gazetteer.entities


def test_the_notice_names_licence_and_sources() -> None:
    notice = resource("gazetteer", "NOTICE.txt").read_text("utf-8")
    for words in ("UNICODE LICENSE V3", "Copyright © 2004-2025 Unicode, Inc.", "World Factbook", "public domain"):
        assert words in notice
