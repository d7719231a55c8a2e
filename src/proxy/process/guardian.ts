import { createInterface } from 'node:readline';
import { killTree } from './killTree';
import type { TreeRoot } from './processTree';

/** What the proxy says to its guardian, one JSON text a line. */
export type GuardianMessage =
  /** Everything with this mark dies with the proxy, listed or not. */
  | { readonly kind: 'proxy'; readonly root: TreeRoot }
  | { readonly kind: 'watch' | 'forget'; readonly root: TreeRoot }
  /** The proxy ends in order and has ended its servers itself. */
  | { readonly kind: 'goodbye' };

const GRACE_MS = 300;
const KILL_MS = 2_000;

/**
 * Waits for the end of the proxy, and if that came without a goodbye (SIGKILL, a crash), ends every server it
 * had started. The pipe from the proxy tells: the system closes it however the proxy died.
 */
export async function runGuardian(input: NodeJS.ReadableStream): Promise<void> {
  // A terminal's Ctrl+C, or a shutdown that ends the proxy by a signal, must not end its guardian first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const watched = new Map<number, TreeRoot>();
  let proxy: (GuardianMessage & { kind: 'proxy' }) | undefined;
  for await (const line of createInterface({ input })) {
    const message = JSON.parse(line) as GuardianMessage;
    if (message.kind === 'goodbye') return;
    if (message.kind === 'proxy') proxy = message;
    else if (message.kind === 'watch') watched.set(message.root.pid, message.root);
    else watched.delete(message.root.pid);
  }
  const roots = [...watched.values(), ...(proxy ? [proxy.root] : [])];
  await Promise.all(roots.map((root) => killTree(root, { graceMs: GRACE_MS, killMs: KILL_MS })));
}
