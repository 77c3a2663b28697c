"""Named `vNNN_what`; `down_revision` chains them."""
