// The rules that decisions and agreements rested on: kept word for word, so that an old one can be judged again.
import type { ReadDatabase, WriteDatabase } from './connection.ts';

/** Keeps a rule set once; its hash names it. */
export function keepRuleSet(db: WriteDatabase, ruleSet: { hash: string; programme: string; body: string }): void {
  db.run(
    'INSERT INTO rule_set (hash, programme, body) VALUES (:hash, :programme, :body) ON CONFLICT (hash) DO NOTHING',
    ruleSet,
  );
}

export function hasRuleSet(db: ReadDatabase, hash: string): boolean {
  return db.get('SELECT 1 FROM rule_set WHERE hash = :hash', { hash }) !== undefined;
}

/** The JSON text of a kept rule set. */
export function findRuleSet(db: ReadDatabase, hash: string): string | undefined {
  return db.get<{ body: string }>('SELECT body FROM rule_set WHERE hash = :hash', { hash })?.body;
}
