import { useEffect } from 'react';
import { WebStorageStateStore } from 'oidc-client-ts';
import { AuthProvider, useAuth } from 'react-oidc-context';
import { createRoot } from 'react-dom/client';
import { registerWhenReady, root, tokenHeld } from './page.js';

const [authority, client_id] = [location.origin, 'shop'];
// The user signed in on an earlier visit, and the access token has expired since. The refresh token gets a new one.
const user = { access_token: 'expired', token_type: 'Bearer', refresh_token: 'refresh', profile: { sub: 'bert' }, expires_at: 1 };
localStorage.setItem(`oidc.user:${authority}:${client_id}`, JSON.stringify(user));

function Shop() {
  const { isLoading, user, signinSilent } = useAuth();
  useEffect(() => {
    if (!isLoading && user?.expired) void signinSilent();
  }, [isLoading, user, signinSilent]);
  useEffect(() => {
    if (!user || user.expired) return;
    tokenHeld();
    return registerWhenReady((callback) => callback(user.access_token));
  }, [user]);
  return <p>Shop</p>;
}

createRoot(root()).render(
  <AuthProvider
    authority={authority}
    client_id={client_id}
    redirect_uri={location.href}
    metadata={{ issuer: authority, token_endpoint: `${location.origin}/oidc-token` }}
    userStore={new WebStorageStateStore({ store: localStorage })}
  >
    <Shop />
  </AuthProvider>,
);
