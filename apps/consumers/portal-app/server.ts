import { createTokenService, type TokenService } from '@lcw-auth/server';
export const ask = (service: TokenService): Promise<Response> => service.fetch(new Request('https://portal.example/auth/token'));
export { createTokenService };
