import { env, l10n, window } from 'vscode';
import { TOKEN_PARAMETER } from '../../shared/clients/relayToken';
import { joinCommandLine } from '../../shared/config/commandLine';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import { maskSecrets, secretsOf } from '../../shared/secrets/maskSecrets';
import type { ServerAccesses } from '../clients/serverAccess';
import type { KnownServer } from '../servers/knownServer';

const SHOWN_MS = 8_000;

/** Copies the command lines of servers, or the URLs of those that are started by nobody here; one a line. */
export async function copyCommandLines(
  servers: readonly KnownServer[],
  launched: (id: ServerId) => LaunchDefinition | undefined,
): Promise<void> {
  const lines = servers.flatMap((server) => commandLineOf(server, launched(server.id)) ?? []);
  if (lines.length === 0) throw new Error(l10n.t('There is no command line to copy.'));
  await env.clipboard.writeText(lines.join('\n'));
  window.setStatusBarMessage(l10n.t('$(clippy) Command line copied'), SHOWN_MS);
}

/** As it was launched, or as it is written; without secrets. */
function commandLineOf(
  { configured, snapshot }: KnownServer,
  definition: LaunchDefinition | undefined,
): string | undefined {
  const { url } = snapshot;
  const run = definition === undefined ? configured?.entry : definition;
  if (run === undefined) return undefined;
  const text =
    run.kind === 'remote'
      ? (url ?? run.url)
      : joinCommandLine([run.run.command, ...run.run.args].map((word) => withPort(word, url)));
  return maskSecrets(text, secretsOf(definition));
}

/** The port that a running server was given. */
function withPort(word: string, url: string | undefined): string {
  const port = url && URL.parse(url)?.port;
  return port ? word.replaceAll('${port}', port) : word;
}

/** Copies the addresses at which other clients reach servers through the relay; what must run for that is started. */
export async function copyRelayUrls(
  ids: readonly ServerId[],
  accesses: Pick<ServerAccesses, 'written'>,
): Promise<void> {
  const urls: string[] = [];
  for (const id of ids) {
    const access = await accesses.written(id);
    if (access.kind === 'stdio') {
      throw new Error(
        l10n.t(
          'A server over stdio has no URL. Use “Copy Configuration for…”: the client then starts it through Portcullis.',
        ),
      );
    }
    const url = new URL(access.url);
    const [token] = Object.values(access.headers);
    if (token !== undefined) url.searchParams.set(TOKEN_PARAMETER, token);
    urls.push(url.href);
  }
  await env.clipboard.writeText(urls.join('\n'));
  window.setStatusBarMessage(
    l10n.t('$(clippy) Relay URL copied. It holds the key to the relay: keep it on this machine.'),
    SHOWN_MS,
  );
}
