from tests.store.stores import opener, store

__all__ = ["opener", "store"]
