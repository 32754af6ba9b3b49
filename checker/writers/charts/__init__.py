"""The geometry of trajectory charts: data in, places on the drawing out."""
