"""Checks an export of a ledger (NAME.ortoolog), or a candidate's receipt, alone: this file and Python 3.11 or later.

    python3 ortoo_verify.py NAME.ortoolog [--against CHECKPOINT]
    python3 ortoo_verify.py receipt-ROUND.json

It recomputes everything from the bytes of the file, in this order: the archive, the signatures, the root over all
entries, every earlier checkpoint, the blobs, what the entries say (rule before seal, seal before lot and run, seed,
list, two hands for every grant) and, where the file has them, the sealed rows. It prints PASS with counts, or the
first thing that fails and why. Status: 0 holds, 1 does not hold, 2 cannot be read.

A file that was forged as a whole, signature included, is caught by a checkpoint that somebody kept: --against.
Compare the key that is printed with the one that the academy published on paper.
"""
