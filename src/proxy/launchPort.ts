import type { LaunchDefinition } from '../shared/model/server';
import type { LaunchFacts } from './diagnosis/facts';
import { StepFailure } from './gate/healthGate';
import type { LaunchTable } from './ports/launchTable';
import { portOwner } from './ports/portOwner';
import { findFreePort, PortReservation, PortUnavailable } from './ports/portReservation';

type Launched = LaunchDefinition & { kind: 'launchedHttp' };

/** A port for a server, and who chose it. */
export interface ChosenPort {
  readonly chosenBy: 'auto' | 'user';
  /** Undefined: ours to choose. */
  readonly number?: number;
}

/**
 * Which port a server is to get. `auto` is ours to choose only where the URL says `${port}`: a number that
 * stands in the URL is the one that clients will connect to.
 */
export function choosePort(definition: Launched): ChosenPort {
  if (definition.port !== 'auto') return { chosenBy: 'user', number: definition.port };
  if (definition.url.includes('${port}')) return { chosenBy: 'auto' };
  const { port, protocol } = new URL(definition.url);
  return { chosenBy: 'user', number: Number(port || (protocol === 'https:' ? 443 : 80)) };
}

/**
 * The `port` step: finds the port free and holds it.
 * @throws StepFailure that names the owner of a taken port.
 */
export async function reservePort(
  definition: Launched,
  lost: ReadonlySet<number>,
  table: LaunchTable,
): Promise<{ reservation: PortReservation; chosenBy: 'auto' | 'user' }> {
  const { chosenBy, number } = choosePort(definition);
  try {
    const reservation =
      number === undefined ? await PortReservation.any(lost) : await PortReservation.fixed(number);
    return { reservation, chosenBy };
  } catch (error) {
    if (!(error instanceof PortUnavailable)) throw error;
    const port = await portFacts(error.port, chosenBy, definition.id, table, error.code);
    throw new StepFailure('port', `${error.port}: ${error.code}`, { port });
  }
}

/** What can be told of a port that cannot be had. */
export async function portFacts(
  number: number,
  chosenBy: 'auto' | 'user',
  serverId: string,
  table: LaunchTable,
  bindError?: string,
): Promise<NonNullable<LaunchFacts['port']>> {
  const [owner, freePort] = await Promise.all([
    portOwner(number, serverId, table),
    findFreePort().catch(() => undefined),
  ]);
  return {
    number,
    chosenBy,
    ...(owner ? { owner } : {}),
    ...(bindError === undefined ? {} : { bindError }),
    ...(freePort === undefined ? {} : { freePort }),
  };
}
