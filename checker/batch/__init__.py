"""Many plans, on all cores of a machine or on a cluster: find, judge each apart, remember, bring together."""
