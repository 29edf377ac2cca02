import { fetchToken, registerWhenReady } from './page.js';

registerWhenReady((callback) => void fetchToken().then(callback, () => callback(null)));
