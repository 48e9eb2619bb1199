/** Runs one piece of work after another. */
export type Turns = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** One at a time: parallel guesses would pass the waiting, and each derivation takes 64 MiB. */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
