-- Mail that was only written to files is looked for whenever a relay is named; most outboxes have none.
CREATE INDEX outbox_kept ON outbox (meeting, state) WHERE words = 'kept in a file';
