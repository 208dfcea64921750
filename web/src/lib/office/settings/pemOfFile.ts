/** The text of a PEM file; of a binary file (DER) its bytes in base64, which the server reads as a certificate. */
export async function pemOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (text.includes('-----BEGIN') || /^[\x20-\x7e\s]*$/.test(text)) return text.trim();
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
