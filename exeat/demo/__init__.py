"""The made-up nation: institutions, people, journeys, applications and cases, the same for the same seed."""
