/** True when bytes are UTF-16, as Windows PowerShell and Notepad write it: by the byte order mark, or by zero bytes. */
export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, 100);
  const zeros = start.filter((byte) => byte === 0).length;
  return start.length > 1 && zeros * 3 > start.length;
}

/** Decodes UTF-8. A byte order mark is left out. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
