"""A dossier for people who want SQL: one file of tables, narrowed first."""

from summitry.secretariat.exporting.writing import as_csv, as_json, export_sqlite

__all__ = ["as_csv", "as_json", "export_sqlite"]
