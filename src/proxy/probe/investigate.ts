import path from 'node:path';
import type { LaunchFacts, ListeningSocket } from '../diagnosis/facts';
import { moduleMissing } from '../diagnosis/output/moduleMissing';
import { HOST_REFUSED } from '../diagnosis/rules/httpAccess';
import { runOf } from '../diagnosis/runOf';
import { shellWord } from '../diagnosis/shellWord';
import { type AskOptions, askEndpoint } from './askEndpoint';
import { commandWords, fileKind } from './commandFile';
import { findEndpoints, isLoopbackHost } from './findEndpoints';
import { nearbyServers } from './nearbyServers';
import { nearHosts } from './nearHosts';
import { onAbort } from './onAbort';
import { projectInstall } from './projectInstall';
import { signInOffer } from './signInOffer';
import { tcpProbe } from './tcpProbe';

/** What an investigation needs from the rooms that know processes. */
export interface InvestigationTools {
  /** What a process and its descendants listen on. */
  listening?(pid: number): Promise<readonly ListeningSocket[]>;
  /** Environment in which programs are looked for; the process's own by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** In ms, for everything together. */
  readonly budgetMs?: number;
}

type Findings = Partial<LaunchFacts>;
type Inquiry = (facts: LaunchFacts, options: AskOptions) => Promise<Findings>;

const BUDGET_MS = 2_000;
const NOTHING: Findings = {};

const INQUIRIES: readonly Inquiry[] = [
  endpoints,
  acceptedHost,
  otherFamily,
  nearby,
  serverOnPort,
  signIn,
  commandFile,
  install,
  hosts,
];

/**
 * Looks round after a failure, and returns the facts with what it found: where else the server may be,
 * what is on its port, how its packages are installed. Changes nothing, opens no session, takes at most
 * `budgetMs` (2 s), never rejects.
 */
export async function investigate(
  facts: LaunchFacts,
  tools: InvestigationTools = {},
): Promise<LaunchFacts> {
  const budget = new AbortController();
  const forget = onAbort(tools.signal, () => budget.abort());
  const budgetMs = tools.budgetMs ?? BUDGET_MS;
  const timer = setTimeout(() => budget.abort(), budgetMs);
  const options: AskOptions = {
    headers: headersOf(facts),
    mayPost: true,
    // A request that gets no answer must leave time for what follows it.
    timeoutMs: budgetMs / 2,
    signal: budget.signal,
    trustedFingerprint: trustOf(facts),
  };
  try {
    const over = new Promise<void>((resolve) => onAbort(budget.signal, resolve));
    let known = facts;
    await Promise.all(
      INQUIRIES.map(async (inquiry) => {
        const findings = await Promise.race([
          inquiry(facts, options).catch(() => NOTHING),
          over.then(() => NOTHING),
        ]);
        known = { ...known, ...findings };
      }),
    );
    return known;
  } finally {
    clearTimeout(timer);
    forget();
    budget.abort();
  }
}

function headersOf({ definition }: LaunchFacts): Readonly<Record<string, string>> {
  return definition.kind === 'stdio' ? {} : definition.headers;
}

function trustOf({ definition }: LaunchFacts): string | undefined {
  return definition.kind === 'stdio' ? undefined : definition.trustedCertificate;
}

function answerOf({ handshake, http }: LaunchFacts) {
  return handshake?.kind === 'http' ? handshake.exchange : http;
}

/** A server answers, but not as MCP does at this URL over this transport. */
async function endpoints(facts: LaunchFacts, options: AskOptions): Promise<Findings> {
  const answer = answerOf(facts);
  const closed = facts.handshake?.kind === 'closed' || facts.handshake?.kind === 'invalidMessage';
  if (!facts.url || facts.exit || (!answer && !closed)) return NOTHING;
  if (answer && (!isElsewhere(answer.status) || HOST_REFUSED.test(answer.bodyHead))) {
    return NOTHING;
  }
  const { found, tried } = await findEndpoints(facts.url, options);
  return { alternatives: found, pathsTried: tried };
}

/** Neither a guard, nor a failure, nor a redirect: those say by themselves what is wrong. */
function isElsewhere(status: number): boolean {
  if (status < 300) return true;
  return status >= 400 && status < 500 && ![401, 403, 421, 429].includes(status);
}

/** Refused for its Host: on this machine there are not many names to try. */
async function acceptedHost(facts: LaunchFacts, options: AskOptions): Promise<Findings> {
  const answer = answerOf(facts);
  if (!facts.url || !answer || ![400, 403, 421].includes(answer.status)) return NOTHING;
  if (answer.status !== 421 && !HOST_REFUSED.test(answer.bodyHead)) return NOTHING;
  const url = new URL(facts.url);
  if (!isLoopbackHost(url.hostname)) return NOTHING;
  const names = ['localhost', '127.0.0.1', '[::1]'].filter((name) => name !== url.hostname);
  const asked = await Promise.all(
    names.map((name) => {
      url.hostname = name;
      return askEndpoint(url.href, options);
    }),
  );
  return { alternatives: asked.filter((found) => found !== undefined) };
}

/** Refused on one family: the server may be bound to the other. */
async function otherFamily(facts: LaunchFacts, options: AskOptions): Promise<Findings> {
  if (!facts.url || !isRefused(facts) || facts.exit) return NOTHING;
  const url = new URL(facts.url);
  const other = url.hostname === '[::1]' ? '127.0.0.1' : '::1';
  if (url.hostname !== '[::1]' && !/^127\./.test(url.hostname)) return NOTHING;
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const { connected } = await tcpProbe(other, port, options);
  return connected ? { attempts: [...facts.attempts, connected] } : NOTHING;
}

async function nearby(facts: LaunchFacts, options: AskOptions): Promise<Findings> {
  if (!facts.url || !isRefused(facts) || runOf(facts.definition)) return NOTHING;
  const url = new URL(facts.url);
  if (!isLoopbackHost(url.hostname) || url.protocol !== 'http:') return NOTHING;
  return { nearby: await nearbyServers(facts.url, options) };
}

function isRefused({ attempts }: LaunchFacts): boolean {
  return attempts.some(({ error }) => error === 'ECONNREFUSED');
}

/** The port is taken: perhaps by the very server that is wanted. Only looked at: it is a stranger's. */
async function serverOnPort(facts: LaunchFacts, options: AskOptions): Promise<Findings> {
  if (!facts.port?.owner || facts.port.owner.relation === 'own') return NOTHING;
  const { definition, port } = facts;
  if (definition.kind !== 'launchedHttp') return NOTHING;
  const url = definition.url.replaceAll('$' + '{port}', String(port.number));
  if (!URL.canParse(url)) return NOTHING;
  const found = await askEndpoint(url, { ...options, headers: {}, mayPost: false });
  return found ? { serverOnPort: found } : NOTHING;
}

async function signIn(facts: LaunchFacts, options: AskOptions): Promise<Findings> {
  const answer = answerOf(facts);
  if (answer?.status !== 401) return NOTHING;
  const oauth = await signInOffer(answer, options);
  return oauth ? { oauth } : NOTHING;
}

async function commandFile(facts: LaunchFacts): Promise<Findings> {
  const { command } = facts;
  if (!command) return NOTHING;
  if (!command.resolved) {
    const words = await commandWords(command.asWritten, command.searchedPath);
    return words ? { command: { ...command, words } } : NOTHING;
  }
  if (!facts.spawnError && !facts.exit) return NOTHING;
  return { command: { ...command, ...(await fileKind(command.resolved)) } };
}

async function install(facts: LaunchFacts): Promise<Findings> {
  const missing = facts.exit ? moduleMissing([...facts.stderr, ...facts.stdout]) : undefined;
  const run = runOf(facts.definition);
  if (!missing || !run) return NOTHING;
  const near = missing.importer ?? (missing.kind === 'entry' ? missing.module : undefined);
  const folder = near && path.isAbsolute(near) ? path.dirname(near) : run.cwd;
  const python = /python|^py$/.test(path.basename(run.command))
    ? shellWord(run.command, facts.platform)
    : undefined;
  const found = await projectInstall(folder, missing.language, python);
  return found ? { install: found } : NOTHING;
}

async function hosts({ dnsError }: LaunchFacts): Promise<Findings> {
  return dnsError ? { nearHosts: await nearHosts(dnsError.host) } : NOTHING;
}
