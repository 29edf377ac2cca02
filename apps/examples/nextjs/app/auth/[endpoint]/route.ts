import { service } from '../../token-service';

// /auth/token for the page, /auth/publickey for Omnichannel.
export const GET = service.fetch;
