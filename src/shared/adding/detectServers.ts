import { splitCommandLine } from '../config/commandLine';
import type { FileProblem } from '../config/configText';
import { type DetectedConfig, detectConfig } from '../config/detectConfig';
import { isHttpUrl } from '../config/isHttpUrl';
import { parseTyped } from '../config/parseTyped';
import { toEntryJson } from '../config/toEntryJson';
import { readClientCommand } from './clientCommand';
import type { EntryDraft } from './entryDraft';
import { hideSecrets } from './hideSecrets';
import { type LinkedServer, readInstallLink } from './installLink';
import { type RegistryServer, readServerJson } from './readServerJson';
import { suggestName } from './suggestName';

/** What a text that somebody pasted, dropped or copied says about servers. */
export type DetectedServers =
  | { readonly kind: 'url' | 'commandLine' | 'link'; readonly drafts: readonly [EntryDraft] }
  | {
      readonly kind: 'configuration';
      readonly drafts: readonly EntryDraft[];
      /** What could not be kept as it was, in sentences for people. */
      readonly notes: readonly string[];
      /** Why there may be less in it than its author meant. */
      readonly problems: readonly FileProblem[];
    }
  | { readonly kind: 'registry'; readonly server: RegistryServer };

/** Programs that servers are started with, as far as nobody would copy such a line for another reason. */
const RUNNER =
  /^(?:npx|uvx|bunx|pipx|dnx|docker|podman|deno|node|bun|tsx|python3?|uv|java|dotnet)(?:\.exe|\.cmd)?$/i;

/** What the text says about servers; undefined when it says nothing of that kind. Throws never. */
export function detectServers(source: string): DetectedServers | undefined {
  const text = source.trim();
  const link = readInstallLink(text);
  if (link !== undefined) return single('link', link);
  if (isHttpUrl(text)) return single('url', { name: '', entry: { type: 'http', url: text } });
  const structured = detectStructured(text);
  if (structured !== undefined) return structured;
  // A prompt of a shell is copied with the line behind it.
  const line = text.replace(/^[$>]\s+/, '').replace(/\s*\\\r?\n\s*/g, ' ');
  const command = readClientCommand(line);
  if (command !== undefined) return single('link', command);
  if (/[\r\n]/.test(line)) return undefined;
  const typed = parseTyped(line);
  return typed && single('commandLine', { name: '', entry: { type: 'stdio', ...typed } });
}

/** Whether a text that nobody has offered, such as that of the clipboard, is worth to be offered. */
export function looksLikeServers(text: string, detected: DetectedServers): boolean {
  switch (detected.kind) {
    case 'commandLine':
      return RUNNER.test(splitCommandLine(text.trim().replace(/^[$>]\s+/, ''))?.[0] ?? '');
    case 'url':
      // Of all that is copied, most addresses are of pages.
      return /\/(?:mcp|sse)\/?(?:[?#]|$)|\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/]|\/\/mcp\./i.test(
        text,
      );
    case 'configuration':
      return detected.drafts.length > 0;
    default:
      return true;
  }
}

function single(
  kind: 'url' | 'commandLine' | 'link',
  { name, entry }: LinkedServer,
): DetectedServers {
  return { kind, drafts: [draftOf(name || suggestName(entry), entry)] };
}

function draftOf(name: string, entry: EntryDraft['entry']): EntryDraft {
  return hideSecrets({ name, entry, inputs: [] });
}

function detectStructured(text: string): DetectedServers | undefined {
  const server = readServerJson(parsed(text));
  if (server !== undefined) return { kind: 'registry', server };
  const found = detectConfig(text);
  if (found === undefined) return undefined;
  const { config } = found;
  if (config.entries.length === 0 && config.problems.length === 0) return undefined;
  return { kind: 'configuration', ...draftsOf(found), problems: config.problems };
}

/** The servers of a configuration of any client, as drafts. Disabled ones and broken ones are among them. */
export function draftsOf({
  config,
  dialect,
  isNameless,
}: Pick<DetectedConfig, 'config' | 'dialect' | 'isNameless'>): {
  readonly drafts: readonly EntryDraft[];
  readonly notes: readonly string[];
} {
  const notes = new Set<string>();
  const drafts = config.entries.map((server) => {
    const { entry, notes: own } = toEntryJson(server, dialect.variables);
    for (const note of own) notes.add(note);
    const text = JSON.stringify(entry);
    return hideSecrets({
      name: isNameless ? suggestName(entry) : server.name,
      entry,
      inputs: config.inputs.filter(({ id }) => text.includes(`\${input:${id}}`)),
    });
  });
  return { drafts, notes: [...notes] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
