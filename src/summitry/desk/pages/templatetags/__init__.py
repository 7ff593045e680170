"""Tags and filters of the desk's pages."""
