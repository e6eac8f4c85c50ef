"""Decoding, mixing, looping, time-stretch, the sound device, and what is computed to be looked at. Knows NumPy, never Qt or torch."""
