"""Reports of one happening gathered, with the reasons; what they touch in the dossier, with why."""
