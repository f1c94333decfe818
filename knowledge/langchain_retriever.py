"""The knowledge base in somebody else's LangChain chain: as a retriever and as a tool.."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.tools import BaseTool, create_retriever_tool
from pydantic import ConfigDict

from knowledge.knowledge_base import KnowledgeBase
from knowledge.passage import Facets, Hit

TOOL_NAME = "search_career_texts"
_DESCRIPTION = "Searches reviewed texts on {offers}: tasks, pay, training. Input: a question in German or English."


class KnowledgeRetriever(BaseRetriever):
    """Ranked passages of a knowledge base as documents, best first.

    `metadata` holds id, title, section, profession, city, topic, language, reviewed (an ISO date or ""), sources (titles),
    addresses, and score. `limit` is how many at most; profession, city and language narrow where they are not empty.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    knowledge: KnowledgeBase
    limit: int = 5
    profession: str = ""
    city: str = ""
    language: str = ""

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        facets = Facets(self.profession, self.city, self.language)
        return [_document(hit) for hit in self.knowledge.search(query, facets=facets, limit=self.limit)]


def retriever_tool(retriever: KnowledgeRetriever) -> BaseTool:
    """The retriever as a tool that an agent may call; its description says what there are texts on."""
    offers = dict.fromkeys(f"{text.profession} in {text.city}" for text in retriever.knowledge.texts())
    return create_retriever_tool(retriever, TOOL_NAME, _DESCRIPTION.format(offers=", ".join(offers)))


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=passage.text,
        metadata={
            "id": passage.id,
            "title": passage.title,
            "section": passage.section,
            "profession": passage.profession,
            "city": passage.city,
            "topic": passage.topic,
            "language": passage.language,
            "reviewed": passage.reviewed.isoformat() if passage.reviewed else "",
            "sources": [source.title for source in passage.sources],
            "addresses": [source.address for source in passage.sources if source.address],
            "score": hit.score,
        },
    )
