"""Many campaigns in one run."""
