"""The shipped model: its size, its vectors in both libraries, and that it means something in German and English."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.embedder import SHIPPED_FOLDER, SHIPPED_NAME, Embedder, open_embedder

MAX_BYTES = 20 * 1024 * 1024
ODD_TEXTS = [
    "",
    " ",
    "🙂🙂",
    "\x00",
    "?",
    "ß",
    "Hallo 🙂 Ärzte",
    "45.000 € brutto im Jahr",
    "x" * 10_000,
    "Gehalt " * 2_000,
]
TEXTS = [
    "wieviel kohle gibts am anfang",
    "Was verdient ein IT-Projektkoordinator in Duisburg?",
    "What does an IT project coordinator earn?",
    'Die Aufstiegsförderung ("AFBG") zahlt Zuschüsse zu Lehrgängen; Näheres weiß das Amt für Ausbildungsförderung.',
    *ODD_TEXTS,
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


def nearness(embedder: Embedder, question: str, *texts: str) -> list[float]:
    scores = embedder.embed_passages(texts) @ embedder.embed_queries([question])[0]
    return [float(score) for score in scores]


def test_size_on_disk() -> None:
    assert sum(path.stat().st_size for path in Path(SHIPPED_FOLDER).rglob("*") if path.is_file()) <= MAX_BYTES


def test_name_tells_the_weights(embedder: Embedder) -> None:
    assert embedder.name.startswith(f"{SHIPPED_NAME}@")
    assert open_embedder(str(SHIPPED_FOLDER)).name.partition("@")[2] == embedder.name.partition("@")[2]


def test_sentence_transformers_and_model2vec_give_the_same_vectors(embedder: Embedder) -> None:
    from model2vec import StaticModel
    from sentence_transformers import SentenceTransformer

    ours = embedder.embed_queries(TEXTS)
    theirs = SentenceTransformer(str(SHIPPED_FOLDER), device="cpu", local_files_only=True).encode(TEXTS)
    np.testing.assert_allclose(theirs, ours, atol=1e-3)
    np.testing.assert_allclose(StaticModel.from_pretrained(SHIPPED_FOLDER).encode(TEXTS), ours, atol=1e-3)


def test_vectors_have_length_one_or_zero(embedder: Embedder) -> None:
    lengths = np.linalg.norm(embedder.embed_passages(TEXTS), axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert lengths[0] > 0
    assert np.linalg.norm(embedder.embed_queries([""])) == 0


def test_spelling_variants_are_one_text(embedder: Embedder) -> None:
    variants = embedder.embed_queries(["Gehälter für Prüfer, Straße", "GEHAELTER FUER PRUEFER, STRASSE"])
    np.testing.assert_allclose(variants[0], variants[1], atol=1e-6)


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("Verdienst", "Gehalt", "Werkzeug"),
        ("Jahresgehalt", "Gehalt", "Hafen"),
        ("salary", "Gehalt", "Werkzeug"),
        ("Weiterbildung", "Fortbildung", "Stahlwerk"),
        ("wie viel Geld bekommt man da", "Der Lohn liegt bei 3.000 Euro.", "Die Stadt liegt am Rhein."),
        ("Wer zahlt mir den Kurs?", "Förderung und Zuschüsse für Lehrgänge", "Aufgaben im Arbeitsalltag"),
        ("How do I apply?", "Bewerbung: Anschreiben und Lebenslauf", "Der Hafen ist der größte Binnenhafen Europas."),
    ],
)
def test_meaning(embedder: Embedder, question: str, near: str, far: str) -> None:
    nearer, farther = nearness(embedder, question, near, far)
    assert nearer > farther + 0.05  # by more than rounding
