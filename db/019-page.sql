-- Guests are gone through a page at a time.
CREATE INDEX guest_in_order ON guest (meeting, position, id) WHERE removed_at IS NULL;
