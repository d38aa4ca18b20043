-- Before a message goes, what refers to it is looked for.
CREATE INDEX answer_of_received ON answer (received) WHERE received IS NOT NULL;
