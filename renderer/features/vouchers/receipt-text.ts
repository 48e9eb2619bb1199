// A receipt as it can be read. The core verified its signature when it came; here it is only shown.
import { type ReceiptPayload, receiptPayload, splitStatement } from '../../../shared/wire/receipt.ts';

function decode(base64url: string): string {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}

/** undefined for a text that is no receipt. */
export function readReceipt(receipt: string): ReceiptPayload | undefined {
  const parts = splitStatement(receipt);
  if (parts === undefined) return undefined;
  try {
    const read = receiptPayload.safeParse(JSON.parse(decode(parts.payload)));
    return read.success ? read.data : undefined;
  } catch {
    // Neither base64url nor JSON: nothing that could be shown.
    return undefined;
  }
}
