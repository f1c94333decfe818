"""The steps from each release's database schema to the next one's, run by Alembic; `bot/schema.py` decides when.

A new step is a file in `versions/` with the next number; `bot/schema.py` names the newest. Tables and columns are only added
within a release, so that replicas of the release before can go on while the first of the new ones starts.
"""
