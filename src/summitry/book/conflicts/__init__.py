"""What the analysis of a conflict says, in sentences, tables and pictures."""
