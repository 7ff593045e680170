"""The book as set: one document model, three outputs."""
