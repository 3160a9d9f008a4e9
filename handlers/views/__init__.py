"""From results to posts, purely: everything that people read which is not a text of the library."""
