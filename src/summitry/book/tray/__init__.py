"""The second tray: papers made from a dossier for one purpose, each a single section."""

from summitry.book.tray.form import Form, NotOnThisForm
from summitry.book.tray.forms import FORMS, form_named

__all__ = ["FORMS", "Form", "NotOnThisForm", "form_named"]
