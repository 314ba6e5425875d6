"""A discrepancy handled fairly: notice of facts, hearing, finding, measure, appeal, reversal."""
