-- Where a revision stands among the messages. It is read by a rebuild alone, and so stands last. NULL: the revision was
-- written before that stood here, and only its time tells.
ALTER TABLE revision ADD COLUMN after INTEGER; -- newest message (received.id) that was here then; 0 = none
