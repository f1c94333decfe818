"""The knowledge base as a LangChain retriever and tool, as README shows it."""

import itertools
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, BaseMessage

from knowledge import KnowledgeBase, open_embedder
from knowledge.langchain_retriever import TOOL_NAME, KnowledgeRetriever

README = Path(__file__).parent.parent / "README.md"


class Repeating(GenericFakeChatModel):
    """Answers with the prompt that it got."""

    def _generate(self, messages: list[BaseMessage], *arguments: Any, **options: Any) -> Any:
        self.messages = itertools.repeat(AIMessage(str(messages[-1].content)))
        return super()._generate(messages, *arguments, **options)


def test_the_lines_of_the_readme_run(shipped_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"<!-- langchain example -->\n```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found
    monkeypatch.setenv("REVIERLOTSE_DATA_DIR", str(shipped_folder))
    names: dict[str, Any] = {"model": Repeating(messages=iter(()))}
    exec(found[1], names)
    assert "3.200 €" in names["answer"] and "Was verdient man am Anfang?" in names["answer"]
    tool = names["tools"][0]
    assert tool.name == TOOL_NAME and "IT-Projektkoordinator in Duisburg" in tool.description
    assert "3.200 €" in tool.invoke({"query": "Was verdient man am Anfang?"})
    names["retriever"].knowledge.close()


def test_documents_tell_where_they_come_from(shipped_folder: Path) -> None:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        retriever = KnowledgeRetriever(knowledge=base, limit=2, city="Duisburg", language="en")
        documents = retriever.invoke("What does a beginner earn?")
        best = base.search("What does a beginner earn?", limit=1)[0].passage
        assert len(documents) == 2
        assert {document.metadata["language"] for document in documents} == {"en"}
        assert documents[0].metadata["city"] == "Duisburg" and documents[0].metadata["sources"]
        assert best.id in [document.id for document in documents]
        assert KnowledgeRetriever(knowledge=base, city="Atlantis").invoke("pay") == []


def test_nothing_of_langchain_is_imported_without_need() -> None:
    code = "import sys, knowledge, bot.__main__, bot.conversation; print([m for m in sys.modules if m.startswith('langchain')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
