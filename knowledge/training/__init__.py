"""Trains the model in `knowledge/model`: `python -m knowledge.training DATA_FOLDER`. Never imported at run time."""
