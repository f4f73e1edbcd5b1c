"""Names that sound the same to an English ear have the same key, however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names.sounds import skeleton, skeletons, sounding, soundings

ONE_SOUND = [
    "kayleigh kaylee kayley caley kaylie",
    "sean shaun shawn",
    "sara sarah",
    "hanna hannah",
    "chloe cloe khloe",
    "jade jayde",
    "phoebe pheobe",
    "gemma jemma",
    "alisha alicia",
    "callum calum kallum",
    "ashleigh ashley ashlee",
    "connor conor konnor",
    "naomi neomi",
    "mcdonald macdonald",
    "hussain husain",
    "fatima fatimah",
    "wright right rite",
    "knight night nite",
    "clark clarke",
]


@pytest.mark.parametrize("names", ONE_SOUND)
def test_spellings_of_one_sound_share_a_sounding(names):
    assert len({sounding(name) for name in names.split()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "siobhan shivon shevaun chevonne shavon",
        "niamh neve neave",
        "caoimhe keeva kweeva",
        "sinead shinade shinaid",
        "aoife eefa ifa efa",
        "ciara keira kiera kira",
        "mohammed muhammad mohamed mohammad muhammed",
        "catherine kathryn katharine",
        "aisha ayesha aysha aesha",
        "zainab zaynab zeinab",
        "rhys reece rees",
        "stephen steven stefan",
    ],
)
def test_names_misheard_on_a_bad_line_share_a_skeleton(names):
    first, *others = names.split()
    assert all(skeletons(first) & skeletons(other) for other in others)


@pytest.mark.parametrize(("written", "heard"), [("jakub", "yakub"), ("ewa", "eva"), ("wiktoria", "viktoria")])
def test_continental_spellings_are_also_said_the_continental_way(written, heard):
    assert set(soundings(written)) & set(soundings(heard))


@pytest.mark.parametrize(
    "pair", ["kayleigh courtney", "siobhan sean", "mohammed ahmed", "smith jones", "anna emma", "harry barry"]
)
def test_names_that_sound_different_stay_apart(pair):
    one, other = pair.split()
    assert not skeletons(one) & skeletons(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40))
def test_every_word_has_a_sounding_and_a_skeleton_not_much_longer_than_itself(word):
    for sound in soundings(word):
        assert len(sound) <= 2 * len(word) + 2
        assert len(skeleton(sound)) <= len(sound) + 1


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for_its_sound(text):
    assert soundings(text)
    assert skeletons(text)
