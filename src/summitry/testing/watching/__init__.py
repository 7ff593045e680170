"""The watch measured: reports whose happenings are known, made from public collections."""
