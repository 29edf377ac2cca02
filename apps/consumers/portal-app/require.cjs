const { createLiveChatAuth } = require('@lcw-auth/core');
const { createTokenService } = require('@lcw-auth/server');
if (typeof createTokenService !== 'function' || typeof createLiveChatAuth !== 'function') throw new Error('require returned no functions.');
