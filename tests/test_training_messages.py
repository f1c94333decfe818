"""What a message says of trainings and of the person: names with typos, what is not wanted, the profile."""

import pytest

from bot.training_names import TrainingNames
from bot.training_profile import merged, profile_from_json, read_profile, told_profile
from knowledge import TrainingProfile
from knowledge.trainings import shipped_trainings

NAMES = TrainingNames(shipped_trainings())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Scrum oder PRINCE2?", ["psm1", "prince2_foundation"]),
        ("skrum oda prinz 2", ["psm1", "prince2_foundation"]),
        ("PRINCE 2 Practitoner", ["prince2_practitioner"]),
        ("PSM-I vs. CSM", ["psm1", "csm"]),
        ("psm 2", ["psm2"]),
        ("IPMA Level B", ["ipma_cb"]),
        ("v-modell", ["vmodell"]),
        ("meister-bafög", ["aufstiegsbafoeg"]),
        ("Bildungscheck", ["bildungsscheck"]),
        ("scrum or safe?", ["psm1", "safe_agilist"]),
        ("is the job safe?", []),
        ("muss ich sap können", []),
        ("which certificate", []),
    ],
)
def test_named_entries(text: str, ids: list[str]) -> None:
    assert [entry.id for entry in NAMES.read(text).wanted] == ids


@pytest.mark.parametrize(
    ("text", "left_out", "wanted"),
    [
        ("Weiterbildung außer Scrum", ("Scrum",), []),
        ("ohne SAP", ("SAP",), []),
        ("kein PRINCE2, lieber ITIL", ("PRINCE2",), ["itil_foundation"]),
        ("anything except Scrum", ("Scrum",), []),
        ("nicht nur Scrum", (), ["psm1"]),
        ("keine Ahnung von Scrum", (), ["psm1"]),
    ],
)
def test_what_is_not_wanted(text: str, left_out: tuple[str, ...], wanted: list[str]) -> None:
    named = NAMES.read(text)
    assert named.left_out == left_out and [entry.id for entry in named.wanted] == wanted


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("ich bin 52 und arbeitslos", TrainingProfile(work="unemployed", age=52)),
        ("habe wenig Zeit und kein Geld", TrainingProfile(little_time=True, no_budget=True)),
        ("will mehr verdienen", TrainingProfile(goals=("pay",))),
        ("in den öffentlichen Dienst", TrainingProfile(goals=("public",))),
        ("ich fange gerade erst an", TrainingProfile(level="entry")),
        ("hab 10 jahre erfahrung", TrainingProfile(level="experienced")),
        ("abends oder am wochenende", TrainingProfile(formats=("evening", "weekend"))),
        ("kein Kurs, lieber ein Zertifikat", TrainingProfile(no_course=True, kinds=("certificate",))),
        ("ohne studium", TrainingProfile()),
        ("I'm employed and 30", TrainingProfile(work="employed")),
        ("ich bin 200 jahre alt", TrainingProfile()),
        ("wie viele arbeitslose hat duisburg", TrainingProfile()),
    ],
)
def test_profile(text: str, profile: TrainingProfile) -> None:
    assert read_profile(text) == profile


def test_only_what_is_said_of_oneself_is_remembered() -> None:
    assert told_profile("was zahlt der öffentliche dienst") == TrainingProfile()
    assert told_profile("ich will in den öffentlichen dienst, abends") == TrainingProfile(goals=("public",))


def test_the_later_word_counts() -> None:
    before = TrainingProfile(goals=("pay",), work="employed", left_out=("Scrum",))
    after = merged(before, TrainingProfile(goals=("public",), left_out=("SAP",)))
    assert after == TrainingProfile(goals=("public",), work="employed", left_out=("Scrum", "SAP"))


@pytest.mark.parametrize("stored", [None, "x", {"goals": "pay", "age": "52", "work": 3, "little_time": 1, "other": 1}])
def test_a_stored_profile_of_another_kind_is_empty(stored: object) -> None:
    assert profile_from_json(stored) == TrainingProfile()
