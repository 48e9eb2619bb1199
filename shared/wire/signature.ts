// The profile of RFC 9421 (HTTP message signatures) that both sides keep: the text that is signed, and how it is announced.

/** Every request is signed over these, with or without a body. */
export const signedComponents = ['@method', '@target-uri', 'content-digest'] as const;
export const signatureLabel = 'teczka';
export const signatureTag = 'teczka/1';
/** The keyid of the one request whose key is not known yet. */
export const enrolmentKeyId = 'enrolment';
/** How far the clocks may differ, and how long a nonce is remembered. */
export const signatureToleranceSeconds = 300;

export type SignatureClaims = { readonly createdSeconds: number; readonly nonce: string; readonly keyId: string };
type Component = { readonly name: string; readonly value: string };

/** The value of Signature-Input after its label: what is covered, when and by whom. */
export function toSignatureParameters({ createdSeconds, nonce, keyId }: SignatureClaims): string {
  const covered = signedComponents.map((name) => `"${name}"`).join(' ');
  return `(${covered});created=${createdSeconds};nonce="${nonce}";keyid="${keyId}";tag="${signatureTag}"`;
}

/** The text that the key signs (RFC 9421, section 2.5). */
export function toSignatureBase(components: readonly Component[], parameters: string): string {
  const lines = components.map(({ name, value }) => `"${name}": ${value}`);
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}
