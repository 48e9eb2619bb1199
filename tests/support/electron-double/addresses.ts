// Chromium knows no scheme of ours, so the page lives at a reserved https name that never resolves; both ways here.
const reserved = /^https:\/\/([^/]+)\.([a-z]+)\.invalid(?=\/|$)/;

/** app://teczka/index.html → https://teczka.app.invalid/index.html */
export function toChromium(address: string): string {
  const match = /^([a-z]+):\/\/([^/]+)(.*)$/.exec(address);
  if (match === null || match[1] === 'http' || match[1] === 'https') return address;
  return `https://${match[2]}.${match[1]}.invalid${match[3]}`;
}

/** And back; a foreign address stays as it is. */
export function toElectron(address: string): string {
  return address.replace(reserved, (_all, host: string, scheme: string) => `${scheme}://${host}`);
}
