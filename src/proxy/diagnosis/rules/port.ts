import type { Evidence, Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts, PortOwner } from '../facts';
import { type BindError, bindError } from '../output/bindError';
import type { Rule } from '../rule';
import { hasExited, outputOf } from '../runOf';
import { edit, fact, fix, openEntry, shorten, tryAgain, verdict } from '../verdict';
import { portOf } from './address';
import { useFreePort } from './freePort';

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
