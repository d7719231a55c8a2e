import { env, l10n, Uri, window } from 'vscode';
import type { HostContract } from '../../shared/contracts/hostContract';
import type { ServerId } from '../../shared/model/server';
import type { RequestHandlers } from '../../shared/rpc/peer';
import { externalAddress } from '../panel/externalAddress';
import type { ServerRegistry } from '../servers/serverRegistry';
import { openAddress } from '../util/openAddress';
import type { SignInScope, SignInStore } from './signInStore';

interface AskedServer {
  readonly serverId: ServerId;
  readonly serverUrl: string;
}

/** What the proxy asks of the window: to keep sign-ins, and to bring the person to a page. */
export function hostHandlers(
  registry: ServerRegistry,
  signIns: SignInStore,
): RequestHandlers<HostContract> {
  const nameOf = (id: ServerId) => registry.get(id)?.name ?? id;
  const scopeOf = ({ serverId, serverUrl }: AskedServer): SignInScope => ({
    source: registry.get(serverId)?.configured?.source.key ?? '',
    name: nameOf(serverId),
    url: serverUrl,
  });
  return {
    'signIn/read': async (server) => (await signIns.read(scopeOf(server))) ?? null,
    'signIn/write': async ({ value, ...server }) => {
      await signIns.write(scopeOf(server), value ?? undefined);
      return null;
    },
    // In a remote window this opens the way from the browser to here.
    'browser/reach': async ({ url }) =>
      (await env.asExternalUri(Uri.parse(url, true))).toString(true),
    'browser/signIn': ({ serverId, serverUrl, url }) =>
      openSignIn(nameOf(serverId), serverUrl, url),
  };
}

/** The address comes from a server, so the person sees first where it leads. */
async function openSignIn(name: string, serverUrl: string, url: string): Promise<boolean> {
  const page = externalAddress(url);
  if (page === undefined) return false;
  const open = l10n.t('Open Browser');
  const answer = await window.showInformationMessage(
    l10n.t('Sign in to {0}?', name),
    {
      modal: true,
      detail: l10n.t(
        '{0} wants to know who you are. You sign in at {1}, in your browser.',
        serverUrl,
        new URL(page).origin,
      ),
    },
    open,
  );
  if (answer !== open) return false;
  return openAddress(page);
}
