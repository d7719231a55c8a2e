import { type Approver, AuthorizationError } from '../../src/proxy/auth/approver';

/** Where nobody listens: the redirect is read, not followed. */
const REDIRECT = 'http://127.0.0.1:8421/callback';
const MAX_HOPS = 5;

/** Consents without a person, at authorization servers that ask none: follows their redirects by itself. */
export const headlessApprover: Approver = {
  open: async () => ({
    redirectUrl: REDIRECT,
    approve: async (url, signal) => {
      let at = url;
      for (let hop = 0; hop < MAX_HOPS; hop++) {
        const response = await fetch(at, { redirect: 'manual', signal });
        await response.body?.cancel();
        const location = response.headers.get('location');
        if (location === null) {
          throw new AuthorizationError('denied', `${at.href} answered HTTP ${response.status}`);
        }
        at = new URL(location, at);
        if (at.href.startsWith(REDIRECT)) return at.searchParams;
      }
      throw new AuthorizationError('failed', `${url.href} redirects without end`);
    },
    dispose: () => {},
  }),
};
