"""The only SELECTs of the app: a cursor and a question in, a frame out."""
