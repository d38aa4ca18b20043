-- Another guest at the same address is the same calendar: SEQUENCE goes on from where it was there.
CREATE INDEX outbox_lead_of_mailbox ON outbox (meeting, recipient COLLATE NOCASE, lead) WHERE lead > 0;
