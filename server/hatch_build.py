"""The step of the wheel's build that adds the built pages and the workshop templates.

They become `tablee/_client` and `tablee/_templates`. An editable install skips it: there the
pages are built on demand, in `web/dist/`, and the templates are read where they lie.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))  # hatchling loads this file by its path

import client_build


class WheelHook(BuildHookInterface[Any]):
    """Builds `web/` and has the wheel carry the result beside the templates."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel" and version != "editable":
            carried = build_data["force_include"]
            carried[str(client_build.build())] = "tablee/_client"
            carried[str(Path(self.root) / "workshop_templates")] = "tablee/_templates"
