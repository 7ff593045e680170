"""One module for each form of document; `summitry.archive.media` says which reads what."""
