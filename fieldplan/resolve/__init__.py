"""Living with a plan: solved anew after an emergency, an illness or the manager's edits."""
