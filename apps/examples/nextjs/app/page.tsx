import { cookies } from 'next/headers';
import { Chat } from './chat';

export default async function Page() {
  const userId = (await cookies()).get('customer')?.value ?? null;
  return (
    <main>
      <h1>Contoso</h1>
      <Chat signedInAs={userId} />
    </main>
  );
}
