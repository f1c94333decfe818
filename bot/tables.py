"""The tables of the bot's database, gathered by the files that read and write them. Leaf module."""

import sqlalchemy as sa

TABLES = sa.MetaData()
