"""What a person does about a trip: apply, give notice, ask urgently, answer, withdraw, see where it stands."""
