"""What a desk must keep to itself, as tests that anybody runs with pytest.

Two dossiers are served in turn that differ only in what a reader may not see. Every address of the desk is
asked for, as every role and as nobody, in every way, and every form is sent; the answers must be the same
to the byte. A page that is added later is walked without further ado.
"""
