import { t } from '@vscode/l10n';
import type { Evidence, Fix } from '../../../shared/model/diagnosis';
import type { LaunchFacts, PortOwner } from '../facts';
import { type BindError, bindError } from '../output/bindError';
import type { Rule } from '../rule';
import { hasExited, outputOf } from '../runOf';
import { edit, fact, fix, openEntry, sentences, shorten, tryAgain, verdict } from '../verdict';
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
    title:
      number === undefined ? t('The port may not be used') : t('Port {0} may not be used', number),
    explanation: low
      ? t('Ports below 1024 are for programs with special rights. Use a higher port.')
      : t(
          'The system does not let programs use this port: it may lie in a range that is excluded. Use another port.',
        ),
    evidence: [
      fact(t('Port'), number),
      fact(t('Error'), 'EACCES'),
      fact(t('Output'), printed?.line),
    ],
    fixes: [useFreePort(facts), openEntry()],
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
    title: t('Port {0} is held by an earlier run (pid {1})', number, owner.pid),
    explanation: t(
      'An earlier run of this server is still there and holds the port. Stop it and start again.',
    ),
    evidence: [fact(t('Port'), number), ...ownerFacts(owner)],
    fixes: [stopAndStart(owner, t('Stop it and start')), useFreePort(facts), openEntry()],
  });
}

function inUse(
  facts: LaunchFacts,
  code: 'port.in-use' | 'port.lost-race',
  number: number | undefined,
  owner: PortOwner | undefined,
  printed?: BindError,
) {
  const ours =
    owner?.relation === 'portcullis'
      ? t('It was started by Portcullis, for another server or window.')
      : undefined;
  const what =
    code === 'port.lost-race'
      ? t('The port was free when it was checked, and taken before the server could open it.')
      : t('The server needs a port that another program holds.');
  return verdict(code, {
    title: usedBy(number, owner),
    explanation: sentences(what, ours, t('Use a free port, or stop the other program.')),
    evidence: [
      fact(t('Port'), number),
      ...(owner ? ownerFacts(owner) : []),
      fact(t('Answers as'), facts.serverOnPort?.url),
      fact(t('Output'), printed?.line),
    ],
    fixes: [
      code === 'port.lost-race' ? tryAgain() : undefined,
      code === 'port.in-use' && facts.step !== 'port' ? undefined : useFreePort(facts),
      attach(facts),
      owner
        ? stopAndStart(owner, t('Stop {0}', owner.program ?? t('pid {0}', owner.pid)))
        : undefined,
      openEntry(),
    ],
  });
}

function usedBy(port: number | undefined, owner: PortOwner | undefined): string {
  if (!owner) {
    return port === undefined
      ? t('A port is used by another program')
      : t('Port {0} is used by another program', port);
  }
  const { program, pid } = owner;
  if (program === undefined) {
    return port === undefined
      ? t('A port is used by a process (pid {0})', pid)
      : t('Port {0} is used by a process (pid {1})', port, pid);
  }
  return port === undefined
    ? t('A port is used by {0} (pid {1})', program, pid)
    : t('Port {0} is used by {1} (pid {2})', port, program, pid);
}

function processText({ program, pid }: PortOwner): string {
  return program ? t('{0} (pid {1})', program, pid) : t('pid {0}', pid);
}

function ownerFacts(owner: PortOwner): (Evidence | undefined)[] {
  return [
    fact(t('Process'), processText(owner)),
    fact(t('Command line'), owner.commandLine ? shorten(owner.commandLine, 300) : undefined),
    fact(
      t('Since'),
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
  return edit('attach', t('Use the server that runs there'), [
    [['url'], serverOnPort.url],
    [['type'], serverOnPort.transport],
    [['command'], undefined],
    [['args'], undefined],
    [['env'], undefined],
    [['cwd'], undefined],
    [['port'], undefined],
  ]);
}
