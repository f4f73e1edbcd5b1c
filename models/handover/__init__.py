"""The handover to the day team, in the order of PRACTICE 7, and what the day team leaves for the night."""
