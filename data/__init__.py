"""What touches the world: the ledger, drafts, configuration, imports and exports."""
