"""A folder of YAML -> one linked Manual, or the problems that prevent it."""

from training_manual.linking.folder import Folder, read_folder
from training_manual.linking.manual import Reading, link, read_manual

__all__ = ["Folder", "Reading", "link", "read_folder", "read_manual"]
