import assert from 'node:assert/strict';
import path from 'node:path';
import { extensions, type Uri, Uri as UriClass, workspace } from 'vscode';
import type { PortcullisApi } from '../../../src/extension/api';
import type { ServerSnapshot, ServerStatus } from '../../../src/shared/model/state';

/** The extension that VS Code runs, activated. */
export async function activatePortcullis(): Promise<PortcullisApi> {
  const extension = extensions.getExtension<PortcullisApi>('portcullis.portcullis');
  assert.ok(extension);
  return extension.activate();
}

/** A server program of test/fixtures/servers. */
export function fixture(name: string): string {
  const extension = extensions.getExtension('portcullis.portcullis');
  return path.join(extension!.extensionPath, 'test/fixtures/servers', name);
}

/** Settles as soon as `find` answers with something, which is asked at every change of a server. */
export function untilServers<T>(
  api: PortcullisApi,
  find: (servers: readonly ServerSnapshot[]) => T | undefined | false,
): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find(api.servers);
      if (found === undefined || found === false) return false;
      subscription.dispose();
      resolve(found);
      return true;
    };
    const subscription = api.onDidChangeServers(look);
    look();
  });
}

/** Settles when the server has one of `statuses`, with what is known of it then. */
export function untilStatus(
  api: PortcullisApi,
  id: string,
  ...statuses: ServerStatus[]
): Promise<ServerSnapshot> {
  return untilServers(api, (servers) =>
    servers.find((server) => server.id === id && statuses.includes(server.state.status)),
  );
}

/** A file of the workspace folder that is open. */
export function workspaceFile(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'The tests need a folder that is open.');
  return UriClass.joinPath(folder.uri, name);
}

/** Writes files of the workspace, and answers with what puts everything back as it was. */
export async function writeFiles(
  files: Readonly<Record<string, string | object>>,
): Promise<() => Promise<void>> {
  const before = new Map<Uri, Uint8Array | undefined>();
  for (const [name, content] of Object.entries(files)) {
    const uri = workspaceFile(name);
    before.set(uri, await readFile(uri));
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
  return async () => {
    for (const [uri, bytes] of before) {
      if (bytes !== undefined) await workspace.fs.writeFile(uri, bytes);
      else await workspace.fs.delete(uri);
    }
  };
}

export async function readText(name: string): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(workspaceFile(name)));
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function readFile(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}
