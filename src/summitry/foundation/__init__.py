"""The words every layer shares: origins, diagnostics, dates, suggestions."""
