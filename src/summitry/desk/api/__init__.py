"""The dossier for other programs, over HTTP: the same copies, the same rights, the same acts as the pages.

Every address stands in one table (`summitry.desk.api.table`), from which the routes and the OpenAPI document
are made.
"""
