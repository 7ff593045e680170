"""The second step of signing in: codes of an application, passkeys, and codes to recover with."""
