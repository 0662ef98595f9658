"""Manual x language -> Manual; translations live in gettext catalogues, one a source file."""

from training_manual.localising.catalogues import Catalogue, Message, read_catalogues
from training_manual.localising.swapping import localise, needed_messages
from training_manual.localising.updating import updated_catalogues

__all__ = ["Catalogue", "Message", "localise", "needed_messages", "read_catalogues", "updated_catalogues"]
