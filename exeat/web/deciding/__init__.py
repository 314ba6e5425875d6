"""What an institution does about applications: the work list, the check, the opinion, the decision, the urgent call."""
