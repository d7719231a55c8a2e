import path from 'node:path';
import { env, l10n, Uri, window, workspace } from 'vscode';
import { copyAs } from '../../shared/copy/copyAs';
import type { CopyFormat } from '../../shared/copy/copyFormats';
import type { CopySource } from '../../shared/copy/copySource';
import { parseHttpFact } from '../../shared/model/httpFact';
import type { ServerId } from '../../shared/model/server';
import {
  type OpenedTraffic,
  TRAFFIC_FILE_PREFIX,
  type TrafficFilter,
} from '../../shared/model/traffic';
import { requestToReplay } from '../../shared/requestToReplay';
import { secretsOf } from '../../shared/secrets/maskSecrets';
import type { InputStore } from '../inputs/inputStore';
import type { ServerController } from '../servers/serverController';
import type { ServerRegistry } from '../servers/serverRegistry';
import type { ProxySupervisor } from '../supervisor/proxySupervisor';

export interface TrafficServices {
  readonly registry: ServerRegistry;
  readonly controller: ServerController;
  readonly supervisor: ProxySupervisor;
  readonly inputs: InputStore;
}

/** What a person does with traffic: takes it along, looks at some from elsewhere, uses a request of it. */
export class TrafficActions {
  constructor(private readonly services: TrafficServices) {}

  /** Asks for the file, and whether secrets are to be in it. @returns whether it was written */
  async export(serverId: ServerId, filter: TrafficFilter): Promise<boolean> {
    const target = await window.showSaveDialog({
      title: l10n.t('Export Messages'),
      defaultUri: Uri.file(path.join(defaultFolder(), `${fileName(serverId)}.ndjson`)),
      filters: {
        [l10n.t('Traffic, as JSON lines')]: ['ndjson'],
        [l10n.t('HTTP archive')]: ['har'],
      },
    });
    if (target === undefined) return false;
    if (target.scheme !== 'file') throw new Error(l10n.t('Messages are exported to files only.'));
    const secrets = await askForSecrets();
    if (secrets === undefined) return false;
    const format = target.fsPath.toLowerCase().endsWith('.har') ? 'har' : 'ndjson';
    const { supervisor } = this.services;
    const { entries } = await supervisor.request('traffic/export', {
      serverId,
      filter,
      format,
      path: target.fsPath,
      secrets,
      knownSecrets: await this.#secretsOf(serverId),
    });
    void this.#tellExported(target, entries, format);
    return true;
  }

  /** Copies a request of the log in another form. Secrets are masked. */
  async copy(serverId: ServerId, seq: number, format: CopyFormat): Promise<void> {
    const source = await this.#sourceOf(serverId, seq);
    const text = source && copyAs(format, source, await this.#secretsOf(serverId));
    if (text === undefined) {
      throw new Error(
        l10n.t('Too little is known of where this request went to copy it like that.'),
      );
    }
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(l10n.t('Request copied'), 3_000);
  }

  /** Asks for a file of traffic and reads it. Undefined if none was chosen. */
  async open(chosen?: Uri): Promise<OpenedTraffic | undefined> {
    const file = chosen ?? (await askForFile());
    if (file === undefined) return undefined;
    const opened = await this.services.supervisor.request('traffic/open', { path: file.fsPath });
    if (opened.cutOff !== undefined) {
      void window.showWarningMessage(
        l10n.t(
          'The last line of {0} is cut off, as when the program that wrote it was killed. Everything before it is shown.',
          path.basename(file.fsPath),
        ),
      );
    }
    return opened;
  }

  /** Nobody looks at it any more. */
  async close(logId: string): Promise<void> {
    const { supervisor } = this.services;
    if (supervisor.info !== undefined) await supervisor.request('traffic/close', { logId });
  }

  async #sourceOf(serverId: ServerId, seq: number): Promise<CopySource | undefined> {
    const { supervisor, controller, registry } = this.services;
    const find = (one: number) =>
      supervisor.request('inspector/trafficEntry', { serverId, seq: one });
    const entry = await find(seq);
    const request = entry && requestToReplay(entry.raw);
    if (!request) return undefined;
    const carrier = entry.httpSeq === undefined ? null : await find(entry.httpSeq);
    const fact = carrier ? parseHttpFact(carrier.raw) : undefined;
    return {
      ...request,
      raw: entry.raw,
      server: registry.get(serverId)?.name ?? serverId,
      definition: controller.launched(serverId),
      ...(fact?.type === 'request' && { http: fact }),
    };
  }

  async #secretsOf(serverId: ServerId): Promise<string[]> {
    const { registry, controller, inputs } = this.services;
    const configured = registry.get(serverId)?.configured;
    const answers = configured ? await inputs.secrets(configured.source.key) : [];
    return [...secretsOf(controller.lastLaunched(serverId)), ...answers];
  }

  async #tellExported(target: Uri, entries: number, format: 'ndjson' | 'har'): Promise<void> {
    const name = path.basename(target.fsPath);
    if (entries === 0 && format === 'har') {
      void window.showWarningMessage(
        l10n.t('{0} is empty: nothing of what was to be exported passed over HTTP.', name),
      );
      return;
    }
    const show = l10n.t('Show in Folder');
    const answer = await window.showInformationMessage(
      l10n.t('{0} entries were exported to {1}.', entries, name),
      show,
    );
    if (answer === show) await env.openExternal(Uri.file(path.dirname(target.fsPath)));
  }
}

function askForFile(): Promise<Uri | undefined> {
  const chosen = window.showOpenDialog({
    title: l10n.t('Open Traffic File'),
    filters: {
      [l10n.t('Traffic files')]: ['ndjson', 'jsonl', 'har'],
      [l10n.t('All files')]: ['*'],
    },
  });
  return Promise.resolve(chosen).then((files) => files?.[0]);
}

/** Undefined if the person thinks better of it. */
async function askForSecrets(): Promise<'masked' | 'included' | undefined> {
  const masked = {
    label: l10n.t('Mask secrets'),
    detail: l10n.t('Known secrets, and what looks like one, are replaced by dots.'),
    secrets: 'masked' as const,
  };
  const included = {
    label: l10n.t('Export messages as they are'),
    detail: l10n.t(
      'Whatever was said stands in the file. Credentials in HTTP headers are never recorded.',
    ),
    secrets: 'included' as const,
  };
  const choice = await window.showQuickPick([masked, included], {
    title: l10n.t('Export Messages'),
    placeHolder: l10n.t('What is to become of secrets in the messages?'),
  });
  return choice?.secrets;
}

function defaultFolder(): string {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder?.uri.fsPath ?? path.resolve();
}

/** The server's name, and when: fit for every file system. */
function fileName(serverId: ServerId): string {
  const name = serverId.startsWith(TRAFFIC_FILE_PREFIX)
    ? path.parse(serverId).name
    : serverId.slice(serverId.indexOf('/') + 1);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  return `${name.replace(/[^\w.-]+/g, '_').slice(0, 60)}-${stamp}`;
}
