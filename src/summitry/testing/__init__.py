"""For those who test: generated dossiers, benchmarks, the reference pages."""
