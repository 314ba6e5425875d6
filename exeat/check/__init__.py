"""Where does this person stand? The register's facts put to the regimes."""
