"""Accounts, and what each may do and see in each dossier."""
