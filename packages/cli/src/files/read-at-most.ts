/** Larger than any key, token, record or public key document, in bytes. A larger input is the wrong file, for example a device. */
export const longestInput = 1_000_000;

/** Collects the bytes of a stream, but stops when there are more than `longestInput`. */
export async function readAtMost(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestInput) break;
  }
  return Buffer.concat(chunks);
}
