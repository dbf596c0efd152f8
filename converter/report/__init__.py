"""The report of a batch: figures counted from its ledger, and the page that shows them. It writes nothing."""
