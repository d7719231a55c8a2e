import type { Evidence, Fix } from '../../../shared/model/diagnosis';
import type { LaunchDefinition } from '../../../shared/model/server';
import type { LaunchFacts, PortOwner } from '../facts';
import { type BindError, bindError } from '../output/bindError';
import { printedUrls } from '../output/printedUrls';
import type { Rule } from '../rule';
import { hasExited, outputOf, runOf } from '../runOf';
import { edit, fact, fix, openEntry, shorten, showOutput, tryAgain, verdict } from '../verdict';
import { isWildcard, portOf, withoutBrackets } from './address';

/** Taken when it was checked, before anything was started. */
export const portInUse: Rule = (facts) => {
  const { port } = facts;
  if (facts.step !== 'port' || !port || isPrivileged(facts)) return undefined;
  if (port.bindError !== 'EADDRINUSE' && !port.owner) return undefined;
  if (port.owner?.relation === 'own') return inUseOwn(facts, port.number, port.owner);
  return inUse(facts, 'port.in-use', port.number, port.owner);
};

/** The server found a port taken that we had found free, or one that we know nothing of. */
export const portLost: Rule = (facts) => {
  if (facts.step === 'port' || facts.step === 'config') return undefined;
  const printed = failedBind(facts, 'EADDRINUSE');
  if (!printed) return undefined;
  const number = printed.port ?? facts.port?.number;
  const ours = facts.url !== undefined && String(number) === portOf(new URL(facts.url));
  const owner = number === facts.port?.number ? facts.port?.owner : undefined;
  if (owner?.relation === 'own' && number !== undefined) return inUseOwn(facts, number, owner);
  return inUse(facts, ours ? 'port.lost-race' : 'port.in-use', number, owner, printed);
};

/** A port that needs rights which the server does not have, or that the system keeps for itself. */
export const portPrivileged: Rule = (facts) => {
  const printed = facts.step === 'port' ? undefined : failedBind(facts, 'EACCES');
  if (!printed && !isPrivileged(facts)) return undefined;
  const number = printed?.port ?? facts.port?.number;
  const low = number !== undefined && number < 1024;
  return verdict('port.privileged', {
    title: number === undefined ? 'The port may not be used' : `Port ${number} may not be used`,
    explanation: low
      ? 'Ports below 1024 are for programs with special rights. Use a higher port.'
      : 'The system does not let programs use this port: it may lie in a range that is excluded. Use another port.',
    evidence: [fact('Port', number), fact('Error', 'EACCES'), fact('Output', printed?.line)],
    fixes: [useFreePort(facts), openEntry],
  });
};

/** It listens, but not where it is expected. */
export const portIgnored: Rule = (facts) => {
  if (facts.step !== 'tcp' || hasExited(facts) || !facts.url || !runOf(facts.definition)) {
    return undefined;
  }
  const expected = new URL(facts.url);
  const actual = actualUrl(facts, expected);
  if (!actual) return undefined;
  return verdict('port.ignored', {
    title: `Listens on ${actual.host}, not on ${expected.host}`,
    explanation:
      'The server opened another address than the one it was given. Make it read the PORT variable or its argument, or use the address that it opened.',
    evidence: [
      fact('Expected', expected.host),
      fact('Actual', actual.host),
      fact('Printed', announced(facts).join(', ')),
      fact(
        'Listening',
        facts.listening.map(({ address, port }) => hostText(address, port)).join(', '),
      ),
    ],
    fixes: [
      edit('useActual', `Use ${actual.href}`, [
        [['url'], actual.href],
        [['port'], Number(portOf(actual))],
      ]),
      openEntry,
      showOutput,
    ],
  });
};

/** Where the server is instead: what its processes listen on is surer than what it prints. */
function actualUrl(facts: LaunchFacts, expected: URL): URL | undefined {
  const sockets = facts.listening.filter(({ port }) => port > 0);
  if (sockets.some(({ port }) => String(port) === portOf(expected))) {
    return otherHost(facts, expected);
  }
  const printed = announced(facts)
    .map((text) => new URL(text))
    .filter((url) => isLocal(url.hostname) && portOf(url) !== portOf(expected));
  const confirmed = printed.find((url) => sockets.some(({ port }) => String(port) === portOf(url)));
  const socket = sockets[0];
  if (!confirmed && socket) return moved(expected, socket.address, socket.port);
  const best = confirmed ?? printed[0];
  return best ? moved(expected, best.hostname, Number(portOf(best))) : undefined;
}

/** Addresses that the server says it has. */
function announced(facts: LaunchFacts): string[] {
  return printedUrls([...facts.printedUrls, ...outputOf(facts)]);
}

/** The right port on an address that is neither loopback nor all of them. */
function otherHost(facts: LaunchFacts, expected: URL): URL | undefined {
  const there = facts.listening.filter(({ port }) => String(port) === portOf(expected));
  if (there.some(({ address }) => isWildcard(address) || isLoopback(address))) return undefined;
  const socket = there[0];
  return socket ? moved(expected, socket.address, socket.port) : undefined;
}

function moved(expected: URL, address: string, port: number): URL {
  const url = new URL(expected);
  const host = isWildcard(withoutBrackets(address)) ? '127.0.0.1' : withoutBrackets(address);
  url.hostname = host.includes(':') ? `[${host}]` : host;
  url.port = String(port);
  return url;
}

function isLoopback(address: string): boolean {
  return /^127\.|^::1$|^::ffff:127\./.test(address);
}

function isLocal(host: string): boolean {
  const bare = withoutBrackets(host);
  return bare === 'localhost' || isLoopback(bare) || /^\d/.test(bare);
}

function hostText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function isPrivileged(facts: LaunchFacts): boolean {
  return facts.step === 'port' && facts.port?.bindError === 'EACCES';
}

/** A bind that failed and took the program with it, or left it without its port. */
function failedBind(facts: LaunchFacts, code: BindError['code']): BindError | undefined {
  const stuck = facts.step === 'tcp' || facts.step === 'process' || facts.step === 'mcp';
  if (!hasExited(facts) && !(stuck && facts.timedOut)) return undefined;
  const found = bindError(outputOf(facts));
  return found?.code === code ? found : undefined;
}

function inUseOwn(facts: LaunchFacts, number: number, owner: PortOwner) {
  return verdict('port.in-use-own', {
    title: `Port ${number} is held by an earlier run (pid ${owner.pid})`,
    explanation:
      'An earlier run of this server is still there and holds the port. Stop it and start again.',
    evidence: [fact('Port', number), ...ownerFacts(owner)],
    fixes: [stopAndStart(owner, 'Stop it and start'), useFreePort(facts), openEntry],
  });
}

function inUse(
  facts: LaunchFacts,
  code: 'port.in-use' | 'port.lost-race',
  number: number | undefined,
  owner: PortOwner | undefined,
  printed?: BindError,
) {
  const port = number === undefined ? 'A port' : `Port ${number}`;
  const by = owner
    ? ` by ${owner.program ?? 'a process'} (pid ${owner.pid})`
    : ' by another program';
  const ours =
    owner?.relation === 'portcullis'
      ? ' It was started by Portcullis, for another server or window.'
      : '';
  const what =
    code === 'port.lost-race'
      ? 'The port was free when it was checked, and taken before the server could open it.'
      : 'The server needs a port that another program holds.';
  return verdict(code, {
    title: `${port} is used${by}`,
    explanation: `${what}${ours} Use a free port, or stop the other program.`,
    evidence: [
      fact('Port', number),
      ...(owner ? ownerFacts(owner) : []),
      fact('Answers as', facts.serverOnPort?.url),
      fact('Output', printed?.line),
    ],
    fixes: [
      code === 'port.lost-race' ? tryAgain : undefined,
      code === 'port.in-use' && facts.step !== 'port' ? undefined : useFreePort(facts),
      attach(facts),
      owner ? stopAndStart(owner, `Stop ${owner.program ?? `pid ${owner.pid}`}`) : undefined,
      openEntry,
    ],
  });
}

function ownerFacts(owner: PortOwner): (Evidence | undefined)[] {
  return [
    fact('Process', owner.program ? `${owner.program} (pid ${owner.pid})` : `pid ${owner.pid}`),
    fact('Command line', owner.commandLine ? shorten(owner.commandLine, 300) : undefined),
    fact(
      'Since',
      owner.startedAt === undefined ? undefined : new Date(owner.startedAt).toISOString(),
    ),
  ];
}

function stopAndStart(owner: PortOwner, title: string): Fix {
  return fix('stopProcess', title, {
    kind: 'stopProcess',
    pid: owner.pid,
    ...(owner.startedAt === undefined ? {} : { startedAt: owner.startedAt }),
  });
}

/** The server that holds the port may be the very one that is wanted. */
function attach({ serverOnPort }: LaunchFacts): Fix | undefined {
  if (!serverOnPort) return undefined;
  return edit('attach', 'Use the server that runs there', [
    [['url'], serverOnPort.url],
    [['type'], serverOnPort.transport],
    [['command'], undefined],
    [['args'], undefined],
    [['env'], undefined],
    [['cwd'], undefined],
    [['port'], undefined],
  ]);
}

const PLACEHOLDER = '$' + '{port}';

/** Changes the port wherever the entry names it, so that server and URL agree. */
function useFreePort({ definition, port }: LaunchFacts): Fix | undefined {
  if (!port || definition.kind !== 'launchedHttp') return undefined;
  const free = port.freePort;
  if (free === undefined) {
    if (!definition.url.includes(PLACEHOLDER)) return undefined;
    return edit('useFreePort', 'Use a free port', [[['port'], 'auto']]);
  }
  const changes: [readonly string[], unknown][] = [[['port'], free]];
  if (!definition.url.includes(PLACEHOLDER)) {
    const url = new URL(definition.url);
    url.port = String(free);
    changes.push([['url'], url.href]);
  }
  changes.push(...portInRun(definition, port.number, free));
  return edit('useFreePort', `Use port ${free}`, changes);
}

function portInRun(
  { run }: Extract<LaunchDefinition, { kind: 'launchedHttp' }>,
  taken: number,
  free: number,
): [readonly string[], unknown][] {
  const pattern = new RegExp(`(?<!\\d)${taken}(?!\\d)`);
  const changes: [readonly string[], unknown][] = [];
  if (run.args.some((arg) => pattern.test(arg))) {
    changes.push([['args'], run.args.map((arg) => arg.replace(pattern, String(free)))]);
  }
  for (const [name, value] of Object.entries(run.env)) {
    if (value === String(taken)) changes.push([['env', name], String(free)]);
  }
  return changes;
}
