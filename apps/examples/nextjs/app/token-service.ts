import { createKeyRing, createTokenService } from '@lcw-auth/server';

const customers: Record<string, { sub: string; context: Record<string, string> }> = {
  bert: { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', context: { msdyn_cartvalue: '10000' } },
};

export const service = createTokenService({
  issuer: 'contoso.example',
  keyRing: createKeyRing(),
  // A real portal reads its own session here.
  getUser: (request) => customers[/\bcustomer=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''] ?? null,
});
