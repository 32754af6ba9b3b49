"""Files in, models out: plans, rulesets and the catalogue, and what is wrong with them."""
