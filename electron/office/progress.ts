// How far long work has come, once a second, on standard error.
const everyMs = 1000;

export function startProgress(write: (text: string) => void, total: number, unit: string) {
  let shownAt = performance.now();
  return {
    /** `share` is from 0 to 1. */
    show(share: number, count: number): void {
      const now = performance.now();
      if (share < 1 && now - shownAt < everyMs) return;
      shownAt = now;
      write(`${String(Math.floor(share * 100)).padStart(3)} %  ${count} of ${total} ${unit}\n`);
    },
  };
}
