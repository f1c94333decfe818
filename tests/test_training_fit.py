"""Which trainings suit whom, and what may pay for them, on the shipped catalogue."""

import pytest

from knowledge import TrainingProfile, funding_for, suggest
from knowledge.trainings import shipped_trainings

CATALOGUE = shipped_trainings()


def _ids(profile: TrainingProfile) -> list[str]:
    return [suggestion.training.id for suggestion in suggest(CATALOGUE, profile)]


def _funding(profile: TrainingProfile, *wanted: str) -> list[str]:
    chosen = [entry for entry in CATALOGUE if entry.id in wanted]
    return [entry.id for entry in funding_for(CATALOGUE, profile, chosen)]


@pytest.mark.parametrize(
    ("profile", "first", "reason"),
    [
        (TrainingProfile(), "psm1", ""),
        (TrainingProfile(level="entry"), "psm1", "level"),
        (TrainingProfile(level="experienced"), "pmp", "level"),
        (TrainingProfile(goals=("public",)), "vmodell", "public"),
        (TrainingProfile(goals=("sap",)), "sap_activate", "sap"),
        (TrainingProfile(goals=("service",)), "itil_foundation", "service"),
        (TrainingProfile(goals=("security",)), "infosec_specialist", "security"),
        (TrainingProfile(goals=("leadership",), level="entry"), "ipma_d", "leadership"),
        (TrainingProfile(little_time=True), "psm1", "quick"),
        (TrainingProfile(no_budget=True), "psm1", "cheap"),
        (TrainingProfile(languages=("de",)), "capm", ""),
    ],
)
def test_the_best_suggestion_and_its_reason(profile: TrainingProfile, first: str, reason: str) -> None:
    best = suggest(CATALOGUE, profile)[0]
    assert (best.training.id, best.reason) == (first, reason)


def test_what_the_person_rules_out_is_never_suggested() -> None:
    assert not {"psm1", "csm", "pspo1", "psm2"} & set(_ids(TrainingProfile(left_out=("Scrum",))))
    assert not {"pmp", "bachelor_professional", "ipma_cb"} & set(_ids(TrainingProfile(level="entry")))
    assert not {"csm", "capm", "safe_agilist"} & set(_ids(TrainingProfile(no_course=True)))
    assert "bachelor_professional" not in _ids(TrainingProfile(little_time=True))
    assert {entry.training.kind for entry in suggest(CATALOGUE, TrainingProfile(kinds=("certificate",)))} == {
        "certificate"
    }


def test_funding_is_no_training() -> None:
    assert "bildungsgutschein" not in _ids(TrainingProfile())


def test_funding_follows_work_age_and_what_is_paid_for() -> None:
    out_of_work = _funding(TrainingProfile(work="unemployed"), "prince2_foundation")
    assert out_of_work[0] == "bildungsgutschein" and not {"tax", "sgb82", "bildungsurlaub"} & set(out_of_work)
    employed = _funding(TrainingProfile(work="employed"), "bachelor_professional")
    assert {"sgb82", "aufstiegsbafoeg", "bildungsurlaub"} <= set(employed) and "bildungsgutschein" not in employed
    assert "sgb82" not in _funding(TrainingProfile(work="employed"), "csm")  # 16 of more than 120 hours
    assert "aufstiegsbafoeg" not in _funding(TrainingProfile(), "psm1")
    assert "weiterbildungsstipendium" in _funding(TrainingProfile(age=23))
    assert not {"weiterbildungsstipendium"} & {*_funding(TrainingProfile(age=40)), *_funding(TrainingProfile())}
    assert _funding(TrainingProfile(), "vmodell") == []  # free of charge
