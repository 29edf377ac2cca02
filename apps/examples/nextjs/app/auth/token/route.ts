import { service } from '../../token-service';

export const dynamic = 'force-dynamic';
export const GET = (request: Request) => service.fetch(request);
