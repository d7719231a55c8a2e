import type { Disposable } from 'vscode';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';

/**
 * Keeps the proxy informed of which servers stand in which files: what `portcullis tap` sees of one, started by
 * another client, then goes into its log. Never starts the proxy for that.
 */
export function tellConfigured(
  registry: ServerRegistry,
  supervisor: ProxySupervisor,
): Disposable[] {
  const tell = () => {
    const servers = registry.servers.flatMap(({ id, name, configured }) => {
      const uri = configured?.location?.uri.toString();
      return uri === undefined ? [] : [{ serverId: id, name, uri }];
    });
    supervisor.request('relay/configured', { servers }).catch(() => {
      // A proxy that ends meanwhile is told when it starts again.
    });
  };
  return [
    supervisor.onDidStart(tell),
    registry.onDidChange((id) => {
      if (id === undefined && supervisor.info !== undefined) tell();
    }),
  ];
}
