"""What an edition lets a trainer assign, told by the tags of its items: over a little manual and editions of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import kept_back
from training_manual.building import prepare_folder
from pathlib import Path
from training_manual.model.edition import Edition
from training_manual.model.manual import Manual
from training_manual.model.touched import WORKING, touched
from training_manual.pages.assigning import assignable
from training_manual.rendering.renderer import Renderer
