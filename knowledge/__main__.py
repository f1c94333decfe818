"""`python -m knowledge`: take texts in and out, build, search, evaluate. Errors are one line and exit code 2."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from knowledge.answer_evaluations import find_evaluation
from knowledge.embedder import open_embedder
from knowledge.environment import KnowledgeSettings
from knowledge.errors import KnowledgeError
from knowledge.evaluation import Score, evaluate, load_sets
from knowledge.fact_questions import evaluate_questions, load_questions
from knowledge.ingest_report import print_report
from knowledge.passage import Facets, Hit
from knowledge.progress_bar import progress_bar
from knowledge.search_notice import noticing
from knowledge.transfer import export_texts, import_texts
from knowledge.verify import verify

_ERROR, _INTERRUPTED = 2, 130  # exit codes
_EXCERPT = 240  # characters of a passage in the table of hits

_PLAIN_WIDTH = 200  # characters of a line where no terminal sets the width

Command = Callable[[argparse.Namespace, KnowledgeSettings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    run: Command = options.run
    try:
        code = run(options, KnowledgeSettings.from_environment(os.environ))
        sys.stdout.flush()
        return code
    except KnowledgeError as error:
        _complain(str(error))
        return _ERROR
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description="The texts that Revierlotse answers from.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = _command(commands, "add", _add, "take texts in: files, folders, glob patterns, or what a mapping file names")
    add.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    add.add_argument("--profession", default="", help="what the texts are about, where they do not say it")
    add.add_argument("--city", default="", help="where, where they do not say it")
    add.add_argument("--mapping", type=Path, metavar="FILE", help="CSV or YAML: path, profession, city, address, …")
    add.add_argument("--json", action="store_true", help="print one JSON object")
    shown = _command(commands, "list", _list, "show the texts")
    shown.add_argument("--json", action="store_true", help="print one JSON array")
    remove = _command(commands, "remove", _remove, "take added texts out")
    remove.add_argument("names", nargs="+", metavar="ID|PATH")
    _command(commands, "build", _build, "build the indexes anew, for instance with another embedding model")
    check = _command(commands, "verify", _verify, "check that texts, passages and indexes agree, and repair them")
    check.add_argument("--check", action="store_true", help="change nothing")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    export = _command(commands, "export", _export, "write all texts to one file, for replicas with disks of their own")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--force", action="store_true", help="overwrite the file")
    imported = _command(commands, "import", _import, "put the texts of such a file in the place of the present ones")
    imported.add_argument("file", type=Path, metavar="FILE")
    search = _command(commands, "search", _search, "show the passages that a question finds")
    search.add_argument("question")
    for facet in ("profession", "city", "language"):
        search.add_argument(f"--{facet}", default="", help="only passages of this one")
    search.add_argument("--limit", type=_positive, default=8, help="how many at most (8)")
    search.add_argument("--json", action="store_true", help="print one JSON array")
    measure = _command(commands, "evaluate", _evaluate, "measure how well question sets find their passages")
    measure.add_argument("--sets", type=Path, metavar="FOLDER", help="JSON files with P, Q and G")
    measure.add_argument("--questions", type=Path, metavar="FILE", help="JSON Lines with turns, expect and facts")
    measure.add_argument("--answers", action="store_true", help="ask the bot the --questions, and judge its answers")
    measure.add_argument("--llm", action="store_true", help="the same through the configured language model")
    measure.add_argument("--json", action="store_true", help="print one JSON array")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Command, explanation: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=explanation, description=explanation)
    parser.set_defaults(run=run)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _add(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    if not (options.paths or options.mapping):
        raise KnowledgeError("add needs PATH or --mapping FILE")
    started = time.monotonic()
    with progress_bar() as progress, settings.open(progress) as base:
        report = base.add(options.paths, profession=options.profession, city=options.city, mapping=options.mapping)
    return print_report(report, time.monotonic() - started, as_json=options.json)


def _remove(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    started = time.monotonic()
    with progress_bar() as progress, settings.open(progress) as base:
        report = base.remove(options.names)
    return print_report(report, time.monotonic() - started)


def _build(_options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    with progress_bar() as progress, settings.open(progress, rebuild=True) as base:
        print(f"built: {len(base.texts())} texts with {base.embedder.name}")
    return 0


def _verify(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    embedder = open_embedder(settings.embedding_model)
    with progress_bar() as progress:
        verdict = verify(
            settings.data_dir, embedder, progress, repair=not options.check, chroma_url=settings.chroma_url
        )
    if options.json:
        print(json.dumps(asdict(verdict), ensure_ascii=False, indent=2))
    else:
        for line in (*verdict.problems, *verdict.repairs):
            print(line)
        agree = "agree" if not verdict.problems else "did not agree"
        print(f"{verdict.texts} texts, {verdict.passages} passages and both indexes {agree}")
    return _ERROR if len(verdict.problems) and not verdict.repairs else 0


def _export(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    print(f"{options.file}: {export_texts(settings.data_dir, options.file, force=options.force)} texts")
    return 0


def _import(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    texts = import_texts(settings.data_dir, options.file)
    with progress_bar() as progress:  # also where they are the same: another program may bring other shipped texts
        settings.open(progress).close()
    print("unchanged" if texts is None else f"imported: {texts} texts")
    return 0


def _list(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    with progress_bar() as progress, settings.open(progress) as base:
        texts = base.texts()
    if options.json:
        print(json.dumps([asdict(text) for text in texts], ensure_ascii=False, indent=2, default=str))
        return 0
    table = Table(
        Column("id", no_wrap=True),
        "title",
        "about",
        "language",
        "passages",
        "reviewed",
        Column("origin", overflow="fold"),
    )
    for text in texts:
        about = f"{text.profession}, {text.city}"
        table.add_row(
            text.id, text.title, about, text.language, str(text.passages), str(text.reviewed or ""), text.origin
        )
    if texts:
        _print(table)
    else:
        print("no texts; take some in with: python -m knowledge add PATH")
    return 0


def _search(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    facets = Facets(options.profession, options.city, options.language)
    with progress_bar() as progress, settings.open(progress) as base, noticing() as notice:
        hits = base.search(options.question, facets=facets, limit=options.limit)
    if notice.is_degraded:
        print("note: the Chroma server does not answer; these passages were found by words alone", file=sys.stderr)
    if options.json:
        print(json.dumps([_record(hit) for hit in hits], ensure_ascii=False, indent=2, default=str))
    else:
        _print_hits(hits)
    return 0


def _evaluate(options: argparse.Namespace, settings: KnowledgeSettings) -> int:
    if not (options.sets or options.questions):
        raise KnowledgeError("evaluate needs --sets FOLDER or --questions FILE")
    if options.answers or options.llm:
        return _evaluate_answers(options)
    scores: list[Score] = []
    with progress_bar() as progress:
        if options.sets:
            embedder = open_embedder(settings.embedding_model)
            scores += [score for found in load_sets(options.sets) for score in evaluate(found, embedder, progress)]
        if options.questions:
            questions = load_questions(options.questions)
            with settings.open(progress) as base:
                scores += evaluate_questions(options.questions.stem, questions, base)
    if options.json:
        print(json.dumps([asdict(score) for score in scores], indent=2))
        return 0
    table = Table("set", "way", "recall@1", "recall@5", "MRR@10", "nDCG@10")
    for score in scores:
        figures = (score.recall_at_1, score.recall_at_5, score.mrr_at_10, score.ndcg_at_10)
        table.add_row(score.set, score.way, *(f"{figure:.3f}" for figure in figures))
    _print(table)
    return 0


def _evaluate_answers(options: argparse.Namespace) -> int:
    if options.questions is None:
        raise KnowledgeError("evaluate --answers needs --questions FILE")
    figures = find_evaluation()(options.questions, os.environ, with_model=options.llm)
    if options.json:
        print(json.dumps([figures], ensure_ascii=False, indent=2))
        return 0
    table = Table("measure", "figure")
    for name, figure in figures.items():
        lines = figure.items() if isinstance(figure, dict) else [("", figure)]
        for part, value in lines:
            shown = f"{value[0]} of {value[1]}" if isinstance(value, list) else str(value)
            table.add_row(f"{name} {part}".strip().replace("_", " "), shown)
    _print(table)
    return 0


def _record(hit: Hit) -> dict[str, object]:
    scores = {"score": hit.score, "meaning": hit.meaning, "words": hit.words}
    return {name: round(score, 4) for name, score in scores.items()} | asdict(hit.passage)


def _print_hits(hits: Sequence[Hit]) -> None:
    table = Table("score", "meaning", "words", "section", "profession, city", "text", show_lines=True)
    for hit in hits:
        figures = (f"{hit.score:.2f}", f"{hit.meaning:.2f}", f"{hit.words:.1f}")
        passage = hit.passage
        excerpt = passage.text if len(passage.text) <= _EXCERPT else passage.text[:_EXCERPT].rsplit(" ", 1)[0] + " …"
        table.add_row(*figures, passage.section, f"{passage.profession}, {passage.city}", excerpt)
    if hits:
        _print(table)
    else:
        print("nothing found")


def _print(table: Table) -> None:
    console = Console(markup=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    console.print(table)


def _complain(message: str) -> None:
    print(f"error: {' '.join(message.split())}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
