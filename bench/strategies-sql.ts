// Four ways to grant from a person's pool. Each takes a batch: people in one order, an id for each grant, how many vouchers
// a grant has, and the cap. What does not fit is kept too, with no vouchers, as refusals are.

export const tablesSql = `
CREATE TABLE fund (person text PRIMARY KEY, spent integer NOT NULL DEFAULT 0);
CREATE TABLE granted (id uuid PRIMARY KEY, person text NOT NULL, vouchers integer NOT NULL);
CREATE INDEX granted_by_person ON granted (person);

CREATE FUNCTION by_upsert(people text[], ids uuid[], wanted integer, cap integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR place IN 1 .. cardinality(people) LOOP
    INSERT INTO fund AS known (person, spent) VALUES (people[place], wanted)
      ON CONFLICT (person) DO UPDATE SET spent = known.spent + wanted WHERE known.spent + wanted <= cap;
    INSERT INTO granted VALUES (ids[place], people[place], CASE WHEN FOUND THEN wanted ELSE 0 END);
  END LOOP;
END $$;

-- What is left is summed up anew from the grants, by the three others.
CREATE FUNCTION by_sum(people text[], ids uuid[], wanted integer, cap integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spent integer;
BEGIN
  FOR place IN 1 .. cardinality(people) LOOP
    SELECT coalesce(sum(vouchers), 0) INTO spent FROM granted WHERE person = people[place];
    INSERT INTO granted VALUES (ids[place], people[place], CASE WHEN spent + wanted <= cap THEN wanted ELSE 0 END);
  END LOOP;
END $$;

CREATE FUNCTION by_lock(people text[], ids uuid[], wanted integer, cap integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spent integer;
BEGIN
  FOR place IN 1 .. cardinality(people) LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(people[place], 0));
    SELECT coalesce(sum(vouchers), 0) INTO spent FROM granted WHERE person = people[place];
    INSERT INTO granted VALUES (ids[place], people[place], CASE WHEN spent + wanted <= cap THEN wanted ELSE 0 END);
  END LOOP;
END $$;
`;

export type Strategy = { readonly words: string; readonly sql: string; readonly isolation: string };

export const strategies = [
  { words: 'conditional upsert (ours)', sql: 'SELECT by_upsert($1, $2, $3, $4)', isolation: 'READ COMMITTED' },
  { words: 'advisory lock a person', sql: 'SELECT by_lock($1, $2, $3, $4)', isolation: 'READ COMMITTED' },
  { words: 'SERIALIZABLE, begun again', sql: 'SELECT by_sum($1, $2, $3, $4)', isolation: 'SERIALIZABLE' },
  { words: 'sum at READ COMMITTED (wrong)', sql: 'SELECT by_sum($1, $2, $3, $4)', isolation: 'READ COMMITTED' },
] as const satisfies readonly Strategy[];
