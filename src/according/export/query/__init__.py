"""Questions over a dataset: what a bulk run wrote, or an export as Parquet, asked by DuckDB."""

from according.export.query.asking import query
from according.export.query.questions import QUESTIONS, Question

__all__ = ["QUESTIONS", "Question", "query"]
