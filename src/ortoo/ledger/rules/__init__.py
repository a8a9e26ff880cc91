"""What a checker needs: canonical bytes, the tree and its proofs, signed checkpoints, sealed rows, the verifier."""
