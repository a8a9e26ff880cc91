"""The demonstration: twelve thousand invented officials and two rounds, built by the operations that users have."""
