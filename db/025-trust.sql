-- What trust in its sender an answer, and a change of one, asks for, so that nobody has to read the body for each
-- message. NULL: the revision was written before that stood here, and only its body says.
ALTER TABLE revision ADD COLUMN answer_trust TEXT
    CHECK (answer_trust = 'token' OR answer_trust = 'from' OR answer_trust = 'authenticated');
ALTER TABLE revision ADD COLUMN change_trust TEXT
    CHECK (change_trust = 'token' OR change_trust = 'from' OR change_trust = 'authenticated');
