// What can be read in a picture, and the secrets in that. A machine misreads letters, so this takes for a secret whatever
// comes close to one; what a secret is exactly, .ci/secrets.mjs knows.
import { availableParallelism } from 'node:os';
import english from '@tesseract.js-data/eng';
import { createScheduler, createWorker, OEM } from 'tesseract.js';

/**
 * Without the spaces and line breaks. A machine takes "J" for ")", "l" or both, "hmac" for "nmac", a quote for another or a letter.
 * A token's parts begin with eyJ and the name of a header or claim.
 */
const secrets = {
  'a signed token': /[ec][yv][J)jIl\]]{1,2}(hbG|.eXA|raW|pc3|zdW|.eHA|pYX|hdW|sd2)[\w.()\]|+-]{40}/,
  'a private key': /BEGIN.{0,5}PRIVATEKEY|(?<!k.)(d|dp|dq|qi)["“”']:["“”'][\w.()\]|+-]{40}/i,
  'a bot token URL': /(postToken\?|botframework).{0,80}(state|hmac)=|[hn]mac[=-]\w{8}/i,
};

/** The kinds of secret that a text read in a picture shows, e.g. ['a signed token']. */
export function secretsReadIn(text) {
  const close = text.replaceAll(/\s/g, '');
  return Object.keys(secrets).filter((kind) => secrets[kind].test(close));
}

/** Resolves to [file, text] for each picture. Everything it needs is installed: nothing is downloaded. */
export async function readPictures(files) {
  const readers = createScheduler();
  try {
    for (let count = Math.min(files.length, availableParallelism()); count > 0; count -= 1) {
      readers.addWorker(await createWorker(english.code, OEM.LSTM_ONLY, { langPath: english.langPath, cacheMethod: 'none' }));
    }
    return await Promise.all(files.map(async (file) => [file, (await readers.addJob('recognize', file)).data.text]));
  } finally {
    await readers.terminate();
  }
}
