-- Each page of guests asks whether any revision tells something: without the file as it was written, which is as long
-- as the list of guests and stands in the row.
CREATE INDEX revision_tells ON revision (meeting, tells);
