"""The desk: the dossier for people who never see a text file.

A Django project over the same folder of text. Accounts, grants and the people's own settings live in its
database; everything about the negotiation is read from the folder and written back to it through
`summitry.secretariat`.
"""
