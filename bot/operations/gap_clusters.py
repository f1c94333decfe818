"""Unanswered questions that mean the same, grouped by their vectors; what fewer than k questions share stays unseen.

Gaps are stored without people, so people cannot be counted. What can be counted honestly is different wordings: the same
words typed again count once, however often and by whomever. A group is shown from k wordings on, and of its question
only words that k wordings share or that the bot's own example questions hold; a name that one person wrote is neither.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import Embedder, fold

SAME = 0.4  # cosine of the shipped model from which two questions count as one; unrelated ones stay below 0.35
MOST_WORDINGS = 4000  # the latest; their similarities take 64 MB
HIDDEN = "…"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

Gap = Mapping[str, Any]  # a row of `Feedback.gaps`


@dataclass(frozen=True, slots=True)
class GapCluster:
    """A group of questions. `question` is the one nearest to the others, without the words that too few share."""

    question: str
    wordings: int
    times: int
    days: int
    first: date
    last: date
    declined: int
    downvoted: int
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The groups that may be shown, largest first, and how many questions stay unseen."""

    shown: tuple[GapCluster, ...]
    further: int
    total: int


def cluster_gaps(gaps: Sequence[Gap], embedder: Embedder, *, at_least: int, public: Collection[str]) -> Gaps:
    """Groups gaps by meaning.

    Args:
        gaps: Rows with day, kind, topic and question, in any order.
        embedder: Turns questions into vectors of length 1.
        at_least: How many different wordings a group, and a word of its question, must have to be shown.
        public: Folded words that may always be shown, for they are nobody's: those of the bot's example questions.
    """
    wordings: dict[str, list[Gap]] = {}
    for gap in sorted(gaps, key=lambda gap: gap["day"], reverse=True):
        if key := " ".join(_words(gap["question"])):
            wordings.setdefault(key, []).append(gap)
    keys = list(wordings)[:MOST_WORDINGS]
    common = {
        word for word, count in Counter(w for key in wordings for w in set(key.split())).items() if count >= at_least
    }
    stars = _stars(_similar(keys, wordings, embedder), at_least) if len(keys) >= at_least else []
    shown = [_cluster([wordings[keys[index]] for index in star], common | set(public)) for star in stars]
    shown.sort(key=lambda cluster: (-cluster.wordings, -cluster.times, cluster.question))
    return Gaps(tuple(shown), len(gaps) - sum(cluster.times for cluster in shown), len(gaps))


def _similar(keys: Sequence[str], wordings: Mapping[str, Sequence[Gap]], embedder: Embedder) -> NDArray[np.bool_]:
    """Whether questions mean the same, n × n."""
    vectors = embedder.embed_queries([str(wordings[key][0]["question"]) for key in keys])
    return np.asarray(vectors @ vectors.T >= SAME)


def _stars(similar: NDArray[np.bool_], at_least: int) -> list[list[int]]:
    """Groups of at least so many: again and again the question with most similar ones that are free, and those ones.

    Star clustering: J. A. Aslam, E. Pelekhov, D. Rus, "The Star Clustering Algorithm" (2004). Every member resembles the
    first one, so a chain of small steps never joins what has nothing in common.
    """
    similar = similar.copy()
    found: list[list[int]] = []
    while True:
        neighbours = similar.sum(axis=1)
        centre = int(neighbours.argmax())
        if neighbours[centre] < at_least:
            return found
        members = np.flatnonzero(similar[centre])
        found.append([centre, *(int(index) for index in members if index != centre)])
        similar[members, :] = False
        similar[:, members] = False


def _cluster(members: Sequence[Sequence[Gap]], open_words: Collection[str]) -> GapCluster:
    gaps = [gap for wording in members for gap in wording]
    days = {gap["day"] for gap in gaps}
    kinds = Counter(gap["kind"] for gap in gaps)
    topics = Counter(gap["topic"] for gap in gaps if gap["topic"])
    return GapCluster(
        question=_shown(members[0][0]["question"], open_words),
        wordings=len(members),
        times=len(gaps),
        days=len(days),
        first=min(days),
        last=max(days),
        declined=kinds["declined"],
        downvoted=kinds["downvoted"],
        topics=tuple(topic for topic, _ in topics.most_common()),
    )


def _shown(question: str, open_words: Collection[str]) -> str:
    """The question; each word that is not open as "…", several in a row as one."""
    kept = _WORD.sub(lambda word: word[0] if set(_words(word[0])) <= set(open_words) else HIDDEN, question)
    return re.sub(rf"{HIDDEN}(?:[\s,;:/]*{HIDDEN})+", HIDDEN, kept)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
