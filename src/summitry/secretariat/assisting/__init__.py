"""The dossier for assistants: an MCP server over standard input and output, under one reader's grants."""

from summitry.secretariat.assisting.desk import Desk
from summitry.secretariat.assisting.server import server

__all__ = ["Desk", "server"]
