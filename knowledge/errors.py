"""The errors of the knowledge base; the command line shows their message as one line and ends with exit code 2.

KnowledgeError
├── TextRefused          a text cannot be read: missing, binary, empty, too large, broken front matter
├── IndexUnavailable     the data folder or an index cannot be opened or written
├── VectorsAway          the vector server does not answer in time, or not as it should
├── EmbeddingUnavailable the embedding model cannot be opened
└── OtherModel           the index was built by another embedding model
"""


class KnowledgeError(Exception):
    """Any failure of the knowledge base that a user can be told in one line."""


class TextRefused(KnowledgeError):
    """A text cannot be taken in; the message names the path and the reason."""


class IndexUnavailable(KnowledgeError):
    """The data folder or an index in it cannot be opened or written."""


class VectorsAway(KnowledgeError):
    """The vector server does not answer in time or as it should; the message names its address without a password."""


class EmbeddingUnavailable(KnowledgeError):
    """The embedding model cannot be opened."""


class OtherModel(KnowledgeError):
    """The index was built by another embedding model; the message names the command that rebuilds it."""
