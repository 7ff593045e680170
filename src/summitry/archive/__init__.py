"""The file cabinet: documents in, passages found, quotations proved."""
