import type { ServerId } from '../../shared/model/server';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { messageOf } from '../util/messageOf';
import { serverIdOf, type TreeNode } from '../views/treeNode';
import { pickServer } from './serverPick';

export type Handler = (...args: unknown[]) => unknown;

/** What a command on servers is about. */
export interface Subject {
  readonly registry: ServerRegistry;
  /** What a key of the tree was pressed on. */
  readonly keyed: () => readonly TreeNode[];
}

/** Keys of the tree give their commands this. */
export function isKeyed(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'keyed' in argument;
}

/**
 * Runs on the servers that are selected in the tree, on the one that is named, or on one that is picked among
 * those for which `filter` holds. Of several, those are left out for which it does not hold.
 */
export function onServers(
  { registry, keyed }: Subject,
  title: string,
  filter: (server: KnownServer) => boolean,
  run: (ids: readonly ServerId[]) => unknown,
): Handler {
  return async (argument, selection) => {
    const isFromKey = isKeyed(argument);
    const nodes = isFromKey ? keyed() : selectedNodes(argument, selection);
    const ids = [...new Set(nodes.flatMap((node) => serverIdOf(node) ?? []))];
    if (ids.length > 1 || isFromKey) {
      const fit = ids.filter((id) => {
        const server = registry.get(id);
        return server !== undefined && filter(server);
      });
      if (fit.length > 0) await run(fit);
      return;
    }
    const id = ids[0] ?? (await pickServer(registry, title, filter));
    if (id !== undefined) await run([id]);
  };
}

/** The same for what can be done with one server only. */
export function onServer(
  subject: Subject,
  title: string,
  filter: (server: KnownServer) => boolean,
  run: (id: ServerId) => unknown,
): Handler {
  return onServers(subject, title, filter, ([id]) => run(id!));
}

/**
 * One after the other: a question about one is answered before there is one about the next.
 * @throws when that fails for any of them, after all were tried
 */
export function each(run: (id: ServerId) => unknown): (ids: readonly ServerId[]) => Promise<void> {
  return async (ids) => {
    const failures: string[] = [];
    for (const id of ids) {
      try {
        await run(id);
      } catch (error) {
        failures.push(messageOf(error));
      }
    }
    if (failures.length > 0) throw new Error(failures.join(' '));
  };
}

/** VS Code gives what is selected beside the item that a menu was opened on, if that is part of it. */
function selectedNodes(argument: unknown, selection: unknown): readonly unknown[] {
  if (!Array.isArray(selection) || selection.length < 2) return [argument];
  const servers = selection.filter((node) => (node as TreeNode).kind === 'server');
  return servers.length > 0 ? servers : [argument];
}
