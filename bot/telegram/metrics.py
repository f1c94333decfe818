"""What an operator watches, in Prometheus' terms: counts and times, nothing of a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

METRICS = "metrics"  # key of the `Metrics` in the application's bot_data
SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 120.0)


class Metrics:
    """The metrics of one process, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.updates = Counter("revierlotse_updates", "Updates written down", registry=registry)
        self.duplicates = Counter("revierlotse_duplicate_updates", "Updates delivered again", registry=registry)
        self.answers = Counter("revierlotse_answers", "Answers by outcome", ["outcome"], registry=registry)
        self.latency = Histogram(
            "revierlotse_update_seconds", "From arrival to the end of an update", registry=registry, buckets=SECONDS
        )
        self.errors = Counter("revierlotse_errors", "Updates whose handler failed", registry=registry)
        self.unknown_sends = Counter(
            "revierlotse_unknown_sends", "Sends that may or may not have arrived", registry=registry
        )
        self.degraded = Counter(
            "revierlotse_degraded_answers", "Answers found without the vectors of a server", registry=registry
        )
        self._vectors: Gauge | None = None
        self._queue = Gauge("revierlotse_queue", "Updates in the inbox by state", ["state"], registry=registry)

    def received(self, delivered: int, new: int) -> None:
        """Counts what Telegram delivered and how much of it was not known yet."""
        self.updates.inc(new)
        self.duplicates.inc(delivered - new)

    def vectors(self, are_all_there: bool | None) -> None:
        """Notes whether the server of vectors can be asked for all of them; None where there is none, and no metric."""
        if are_all_there is None:
            return
        if self._vectors is None:
            about = "Whether the Chroma server answers and holds all passages"
            self._vectors = Gauge("revierlotse_vector_server_up", about, registry=self._registry)
        self._vectors.set(are_all_there)

    def text(self, counts: dict[str, int]) -> bytes:
        """Everything in Prometheus' text format; `counts` says how many updates are in which state."""
        for state, count in counts.items():
            self._queue.labels(state).set(count)
        return generate_latest(self._registry)
