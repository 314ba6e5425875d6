"""What was done and looked at, by whom, when and why: append only, chained, readable by the person it concerns.

`record` leaves a trace of an act in the transaction of the act; `number` gives the next reference without a gap;
`forget` destroys a person's key, after which the details about them are noise and the chain still verifies.
`seals` encrypts at rest: a key for each person or file, wrapped by the installation's master key.
GDPR Art. 5(2) (accountability), 15 (who received the data), 17 (erasure), 30 and 32.
"""
