"""Plain text and records: loading a folder, finding places in it, changing it with care."""
