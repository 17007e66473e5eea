"""Brands that several campaigns share: `brands/<id>.yaml`, found, read, and put together with what extends them."""
