import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { t } from '@vscode/l10n';
import { type Approval, type Approver, AuthorizationError } from './approver';

const PATH = '/callback';
const LOOPBACK = '127.0.0.1';

/** The person's browser, which may run on another machine than this program. */
export interface Browser {
  /** The address by which the browser reaches one of this machine. */
  reach(local: URL): Promise<URL>;
  /** Opens a page. False when the person did not want it. */
  open(url: URL): Promise<boolean>;
}

/**
 * Has a person consent in their browser. The authorization server sends them back to a listener of ours on
 * this machine (RFC 8252 §7.3), which lives as long as the approval.
 */
export function loopbackApprover(browser: Browser): Approver {
  return {
    open: async (knownRedirect) => {
      const server = createServer();
      const { port } = await listen(server, knownRedirect);
      try {
        const redirect = await browser.reach(new URL(`http://${LOOPBACK}:${port}${PATH}`));
        return approvalBy(server, redirect.href, browser);
      } catch (error) {
        server.close();
        throw error;
      }
    },
  };
}

function approvalBy(server: Server, redirectUrl: string, browser: Browser): Approval {
  return {
    redirectUrl,
    approve: async (url, signal) => {
      if (!isWebPage(url)) {
        throw new AuthorizationError('failed', t('{0} is no safe place to sign in.', url.origin));
      }
      const answer = answerTo(server, url.searchParams.get('state'), signal);
      // Until it is awaited, below.
      answer.catch(() => {});
      if (!(await browser.open(url))) {
        throw new AuthorizationError('dismissed', t('The sign-in was not wanted.'));
      }
      return answer;
    },
    dispose: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The port that is known already, if it is free. */
async function listen(server: Server, knownRedirect: string | undefined): Promise<AddressInfo> {
  const known = knownRedirect === undefined ? undefined : new URL(knownRedirect);
  const ports = known?.hostname === LOOPBACK && known.port !== '' ? [Number(known.port), 0] : [0];
  for (const port of ports) {
    try {
      server.listen(port, LOOPBACK);
      await once(server, 'listening');
      return server.address() as AddressInfo;
    } catch (error) {
      if (port === 0) throw error;
    }
  }
  throw new Error('unreachable');
}

/**
 * Resolves with the query of the first request that shows `state`. Any page in the browser may send others:
 * they neither end the wait nor are believed.
 */
function answerTo(
  server: Server,
  state: string | null,
  signal: AbortSignal,
): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    server.on('request', (request, response) => {
      const query = queryOf(request);
      if (query === undefined) reply(response, 404, t('Nothing is here.'));
      else if (state === null || query.get('state') !== state) {
        reply(response, 400, t('This is not the answer to the sign-in that Portcullis waits for.'));
      } else {
        const text = t('Portcullis has got the answer. You can close this page.');
        // The listener may be gone as soon as this resolves.
        reply(response, 200, text, () => resolve(query));
      }
    });
  });
}

function queryOf({ method, url = '' }: IncomingMessage): URLSearchParams | undefined {
  if (method !== 'GET' || !URL.canParse(url, `http://${LOOPBACK}`)) return undefined;
  const { pathname, searchParams } = new URL(url, `http://${LOOPBACK}`);
  // What brings the browser here may put something before it.
  return pathname.endsWith(PATH) ? searchParams : undefined;
}

function reply(response: ServerResponse, status: number, text: string, done = () => {}): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(`<!doctype html><title>Portcullis</title><p>${text}</p>`, done);
}

/** What a server names is opened only as a page, and only over TLS unless it is of this machine. */
function isWebPage({ protocol, hostname }: URL): boolean {
  const isLocal = hostname === 'localhost' || hostname === LOOPBACK || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}
