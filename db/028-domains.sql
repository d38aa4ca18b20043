-- The key of an address has its domain in U-labels (RFC 5890): until now it was in lower case as it was written, and
-- somebody could have two of them. Who does keeps the one that nothing matches any more.
UPDATE OR IGNORE address SET key = address_key(address)
    WHERE address LIKE '%@%xn--%' OR address GLOB '*[^ -~]*';
UPDATE OR IGNORE learned SET key = address_key(address)
    WHERE address LIKE '%@%xn--%' OR address GLOB '*[^ -~]*';
