import { type Range, type TextDocument, type Uri, workspace } from 'vscode';
import type { ConfiguredServer, KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ConfigSource } from '../sources/configSource';
import { toRange } from '../sources/textEdits';
import { rangeFollower } from './followRange';

/** A server that a document configures. */
export interface ServerHere {
  readonly server: KnownServer;
  /** Its name in the document as it is now. */
  readonly range: Range;
}

/** The documents in which people configure servers: VS Code asks for these, and most of them are others. */
export const CONFIG_DOCUMENTS = [
  { language: 'json' },
  { language: 'jsonc' },
  { pattern: '**/*.toml' },
];

/** The source that reads this document, if there is one. */
export function sourceOf(
  registry: ServerRegistry,
  { uri }: TextDocument,
): ConfigSource | undefined {
  for (const [source, content] of registry.contents) {
    if (content.uri !== undefined && isSame(content.uri, uri)) return source;
  }
  return undefined;
}

/** The servers that a document configures, in no particular order; also where somebody is typing in it. */
export async function serversHere(
  registry: ServerRegistry,
  document: TextDocument,
): Promise<ServerHere[]> {
  if (sourceOf(registry, document) === undefined) return [];
  const follow = document.isDirty
    ? rangeFollower(await savedText(document), document.getText())
    : undefined;
  return registry.servers.flatMap((server) =>
    placesOf(server).flatMap(({ location }) => {
      if (location === undefined || !isSame(location.uri, document.uri)) return [];
      const range = follow === undefined ? location.range : follow(location.range);
      return range === undefined ? [] : [{ server, range: toRange(range) }];
    }),
  );
}

function placesOf({ configured, alsoIn }: KnownServer): readonly ConfiguredServer[] {
  return configured === undefined ? alsoIn : [configured, ...alsoIn];
}

async function savedText({ uri }: TextDocument): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** VS Code shows files of the user's profile under a scheme of its own. */
function isSame(file: Uri, shown: Uri): boolean {
  return (
    file.toString() === shown.toString() ||
    (shown.scheme === 'vscode-userdata' && file.path === shown.path)
  );
}
