"""The recipe of the compact network: data, training, export. Not imported by the app."""
