import { workspace } from 'vscode';
import type { PanelContract } from '../../shared/contracts/panelContract';
import type { settingsRequests } from '../../shared/contracts/settingsContract';
import type { EraSetting } from '../../shared/model/era';
import type { Offers, ServerId } from '../../shared/model/server';
import type { SessionSettingsView } from '../../shared/model/sessionSettings';
import { isActive } from '../../shared/model/state';
import type { RequestHandlers } from '../../shared/rpc/peer';
import { SETTINGS, SETTINGS_SECTION } from '../ids';
import { environmentOf } from '../servers/environmentOf';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { SessionSettingsStore } from '../servers/sessionSettingsStore';

export interface SettingsServices {
  readonly registry: ServerRegistry;
  readonly controller: Pick<ServerController, 'launched'>;
  readonly sessionSettings: SessionSettingsStore;
}

/** Where a person can answer, a server is offered everything. */
const ALL_OFFERED: Required<Offers> = {
  roots: true,
  sampling: true,
  formElicitation: true,
  urlElicitation: true,
  tasks: true,
};

/** Lets the page of `serverId` see and change the settings of its sessions. */
export function settingsHandlers(
  serverId: ServerId,
  { registry, controller, sessionSettings }: SettingsServices,
): Pick<RequestHandlers<PanelContract>, keyof typeof settingsRequests> {
  const view = async (): Promise<SessionSettingsView> => {
    const server = registry.get(serverId);
    const isUp = server !== undefined && isActive(server.snapshot.state);
    return {
      settings: sessionSettings.of(serverId),
      headers: sessionSettings.headerNames(serverId),
      configured: configuredOf(registry, serverId),
      needsRestart: isUp && (await sessionSettings.differsFromLaunch(serverId)),
    };
  };
  return {
    'panel/sessionSettings': view,
    'panel/setSessionSettings': async ({ settings }) => {
      await sessionSettings.set(serverId, settings);
      return view();
    },
    'panel/setSessionHeader': async ({ name, value }) => {
      await sessionSettings.setHeader(serverId, name, value);
      return view();
    },
    'panel/resetSessionSettings': async () => {
      await sessionSettings.reset(serverId);
      return view();
    },
    'panel/environment': () => environmentOf(controller.launched(serverId)),
  };
}

function configuredOf(registry: ServerRegistry, id: ServerId): SessionSettingsView['configured'] {
  const { entry, source } = registry.get(id)?.configured ?? {};
  const fallback = workspace
    .getConfiguration(SETTINGS_SECTION, source?.folder)
    .get<EraSetting>(SETTINGS.protocolEra, 'auto');
  const { answerTimeout } = entry ?? {};
  return {
    era: (entry?.protocolVersion as EraSetting | undefined) ?? entry?.era ?? fallback,
    offers: { ...ALL_OFFERED, ...definedOf(entry?.offers) },
    takesHeaders: entry !== undefined && entry.kind !== 'stdio',
    ...(answerTimeout === undefined ? {} : { answerTimeout }),
  };
}

function definedOf(offers: Offers | undefined): Partial<Required<Offers>> {
  const given = Object.entries(offers ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
