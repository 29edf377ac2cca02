import { createLiveChatSimulator, createTestIssuer } from '../../src/index.js';

const generation = new URLSearchParams(location.search).get('generation') === 'v1' ? 'v1' : 'v2';
const issuer = await createTestIssuer();
createLiveChatSimulator({ generation, setting: issuer.setting(), fetch: issuer.fetch }).install();
