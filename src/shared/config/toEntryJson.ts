import type { ServerEntry } from './serverEntry';
import { translateVariables } from './translateVariables';
import type { VariableDialect } from './variableRules';

/** An entry as VS Code's `mcp.json` has it. */
export interface EntryJson {
  readonly entry: Readonly<Record<string, unknown>>;
  /** What could not be said in the same words, in sentences for people. */
  readonly notes: readonly string[];
}

/** Writes an entry of any client as one of `mcp.json`. @param from whose variables it holds */
export function toEntryJson(server: ServerEntry, from: VariableDialect): EntryJson {
  const notes = new Set<string>();
  const text = (value: string) => {
    const translation = translateVariables(value, from);
    for (const note of translation.notes) notes.add(note);
    return translation.text;
  };
  const record = (values: Readonly<Record<string, string | null>>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, value === null ? null : text(value)]),
    );
  const entry = {
    ...(server.kind === 'stdio' ? { type: 'stdio' } : httpPart(server, text, record)),
    ...(server.kind === 'remote' ? {} : runPart(server, text, record)),
    ...ownPart(server),
  };
  return { entry, notes: [...notes] };
}

type Text = (value: string) => string;
type Values = Readonly<Record<string, string | null>>;
type ToRecord = (values: Values) => Values;

function httpPart(
  server: Exclude<ServerEntry, { readonly kind: 'stdio' }>,
  text: Text,
  record: ToRecord,
) {
  const { transport, url, headers, envHeaders = {}, trustedCertificate } = server;
  const fromEnvironment = Object.entries(envHeaders).map(([name, { prefix, variable }]) => [
    name,
    `${prefix}\${env:${variable}}`,
  ]);
  const all = { ...record(headers), ...Object.fromEntries(fromEnvironment) };
  return {
    type: transport,
    url: text(url),
    ...(Object.keys(all).length === 0 ? {} : { headers: all }),
    ...(trustedCertificate === undefined ? {} : { trustedCertificate }),
    ...(server.kind === 'launchedHttp' ? { port: server.port } : {}),
  };
}

function runPart(
  { run, restartOnCrash }: Exclude<ServerEntry, { readonly kind: 'remote' }>,
  text: Text,
  record: ToRecord,
) {
  const { command, args, cwd, env, envFile } = run;
  return {
    command: text(command),
    ...(args.length === 0 ? {} : { args: args.map(text) }),
    ...(cwd === undefined ? {} : { cwd: text(cwd) }),
    ...(Object.keys(env).length === 0 ? {} : { env: record(env) }),
    ...(envFile === undefined ? {} : { envFile: text(envFile) }),
    ...(restartOnCrash === undefined ? {} : { restartOnCrash }),
  };
}

/** What only we read. */
function ownPart({ readyTimeout, era, protocolVersion, offers, answerTimeout, dev }: ServerEntry) {
  return {
    ...(readyTimeout === undefined ? {} : { readyTimeout }),
    ...(era === undefined ? {} : { era: protocolVersion ?? era }),
    ...(offers === undefined ? {} : { clientCapabilities: offers }),
    ...(answerTimeout === undefined ? {} : { answerTimeout }),
    ...(dev === undefined ? {} : { dev: devPart(dev) }),
  };
}

function devPart({ debug, ...rest }: NonNullable<ServerEntry['dev']>) {
  if (debug === undefined) return rest;
  return { ...rest, debug: debug.type === 'configuration' ? { configuration: debug.name } : debug };
}
