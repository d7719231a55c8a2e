import { type Disposable, workspace } from 'vscode';
import type { TrafficLimits } from '../../shared/contracts/trafficContract';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_MIB = 128;
const DEFAULT_DAYS = 30;

/** How much traffic the settings want to be kept. */
export function trafficLimits(): TrafficLimits {
  const settings = workspace.getConfiguration(SETTINGS_SECTION);
  return {
    maxBytes: Math.max(1, settings.get(SETTINGS.trafficMaxSize, DEFAULT_MIB)) * MIB,
    maxAgeMs: Math.max(1, settings.get(SETTINGS.trafficMaxAge, DEFAULT_DAYS)) * DAY_MS,
  };
}

/** Tells a proxy that runs of a change of the settings; one that starts is told anyway. */
export function followTrafficLimits(
  supervisor: ProxySupervisor,
  onError: (error: unknown) => void,
): Disposable {
  const names = [SETTINGS.trafficMaxSize, SETTINGS.trafficMaxAge];
  return workspace.onDidChangeConfiguration((change) => {
    const isOurs = names.some((name) => change.affectsConfiguration(`${SETTINGS_SECTION}.${name}`));
    if (!isOurs || supervisor.info === undefined) return;
    supervisor.request('traffic/setLimits', trafficLimits()).catch(onError);
  });
}
