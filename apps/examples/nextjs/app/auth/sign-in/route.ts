export const POST = () => new Response(null, { status: 204, headers: { 'set-cookie': 'customer=bert; HttpOnly; SameSite=Lax; Path=/' } });
