"""Decoding, mixing, looping, time-stretch, the sound device, and what is computed to be seen.

Knows NumPy and PortAudio; never Qt, torch or the other rooms.
"""
