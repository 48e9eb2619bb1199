export const quarantine = `
-- What waits with facts: the central office spoke of these very items and did not decide.
CREATE INDEX delivery_quarantined ON delivery (id) WHERE state = 'waiting' AND facts IS NOT NULL;
`;
