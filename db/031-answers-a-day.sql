-- How much of what incoming mail causes has gone to an address lately.
CREATE INDEX outbox_caused ON outbox (recipient COLLATE NOCASE, queued_at) WHERE kind IN
    ('decided', 'echo', 'help', 'promoted', 'question', 'seat', 'unsubscribed', 'waiting');
