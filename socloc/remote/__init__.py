"""Campaigns and bundles at addresses of object stores, such as s3://bucket/clients."""
