"""The demonstration: twelve thousand invented officials, two rounds, built by the operations that users have."""
