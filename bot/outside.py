"""Questions that lie outside though they name something of ours: the holidays or the people of an employer."""

from typing import Final

from bot.topic_model import TopicModel, TopicScore, first_of

OF_THE_DAY: Final = frozenset({"live_data", "person", "employer_detail"})  # asked in words that our topics use as well
OF_EMPLOYERS: Final = frozenset({"working_conditions", "person", "employer_detail"})
DETAIL = 0.2  # score from which what is asked of an employer lies outside
CLEARLY_MORE = 1.3  # times the score of the surest topic


def detail_of_employer(part: str, best: TopicScore, topics: TopicModel) -> TopicScore | None:
    """What a question on an employer asks beyond the name, where that lies outside; None where it does not."""
    if best.topic.theme != "employers":
        return None
    ranked = topics.rank(topics.without_subjects(part)).scores
    outside, topic = first_of("outside", ranked), first_of("topic", ranked)
    is_detail = outside.topic.id in OF_EMPLOYERS and outside.score > max(DETAIL, CLEARLY_MORE * topic.score)
    return outside if is_detail else None
