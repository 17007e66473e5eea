"""Many campaigns in one run: found, divided among processes, and left alone where nothing has changed."""
