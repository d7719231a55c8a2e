import path from 'node:path';
import { commands, type ExtensionContext, env, l10n, version, window } from 'vscode';
import type { Diagnosis } from '../../shared/model/diagnosis';
import type { ServerId } from '../../shared/model/server';
import type { ServerSnapshot } from '../../shared/model/state';
import { TRAFFIC_FILE_PREFIX } from '../../shared/model/traffic';
import { diagnosisReport } from '../diagnosis/diagnosisReport';
import { carryOutFix } from '../fixes/carryOutFix';
import { type FixServices, VSCodeFixHost } from '../fixes/vscodeFixHost';
import { COMMANDS } from '../ids';
import { TYPED_SOURCE } from '../sources/typedSource';

/** What can be done with one server, for commands, views and panels alike. */
export class ServerActions {
  constructor(
    private readonly services: FixServices,
    private readonly extension: ExtensionContext['extension'],
  ) {}

  /** A server that is gone from all configuration, and a file of traffic, have a name and nothing else. */
  snapshot(id: ServerId): ServerSnapshot {
    const isFile = id.startsWith(TRAFFIC_FILE_PREFIX);
    const name = isFile ? path.basename(id) : id.slice(id.indexOf('/') + 1);
    return (
      this.services.registry.get(id)?.snapshot ?? {
        id,
        name,
        state: { status: 'idle' },
        warnings: [],
      }
    );
  }

  /** Starts, or restarts what runs. */
  start(id: ServerId): Promise<void> {
    return this.services.controller.start(id);
  }

  stop(id: ServerId): Promise<void> {
    return this.services.controller.stop(id);
  }

  keepWaiting(id: ServerId, ms: number): Promise<void> {
    return this.services.controller.keepWaiting(id, ms);
  }

  showOutput(id: ServerId): void {
    this.services.output.show(id);
  }

  /** Opens the file or the setting at the entry's line. */
  async openConfiguration(id: ServerId): Promise<void> {
    const configured = this.services.registry.get(id)?.configured;
    if (configured === undefined) {
      throw new Error(l10n.t('{0} is no longer configured.', this.snapshot(id).name));
    }
    const { source, entry, location } = configured;
    // What was typed is in no file yet.
    if (source.key === TYPED_SOURCE) return commands.executeCommand(COMMANDS.saveServer, id);
    await source.open(location === undefined ? undefined : entry.range);
  }

  /** @throws when the server has no such fix any more. */
  async applyFix(id: ServerId, code: string, fixId: string): Promise<void> {
    const server = this.services.registry.get(id);
    const fix = this.#diagnosis(id, code)?.fixes.find((candidate) => candidate.id === fixId);
    if (server === undefined || fix === undefined) {
      throw new Error(l10n.t('This fix no longer applies: the state of the server has changed.'));
    }
    await carryOutFix(fix.action, new VSCodeFixHost(server, this.services));
  }

  /** Copies a diagnosis as Markdown; without `code`, the one that the server shows. */
  async copyDiagnosis(id: ServerId, code?: string): Promise<void> {
    const diagnosis = this.#diagnosis(id, code);
    if (diagnosis === undefined) {
      throw new Error(l10n.t('{0} has nothing to diagnose.', this.snapshot(id).name));
    }
    const { supervisor, controller, registry, inputs } = this.services;
    const configured = registry.get(id)?.configured;
    const output =
      supervisor.info === undefined
        ? []
        : await supervisor.request('inspector/output', { serverId: id });
    const definition = controller.launched(id);
    const report = diagnosisReport({
      snapshot: this.snapshot(id),
      diagnosis,
      output,
      secrets: configured ? await inputs.secrets(configured.source.key) : [],
      environment: [
        `Portcullis ${this.extension.packageJSON.version}`,
        `${env.appName} ${version}`,
        `${process.platform} ${process.arch}`,
      ],
      ...(definition === undefined ? {} : { definition }),
    });
    await env.clipboard.writeText(report);
    window.setStatusBarMessage(l10n.t('Diagnosis copied'), 3_000);
  }

  #diagnosis(id: ServerId, code: string | undefined): Diagnosis | undefined {
    const { state, warnings } = this.snapshot(id);
    const all =
      state.status === 'failed' || state.status === 'degraded'
        ? [state.diagnosis, ...warnings]
        : warnings;
    return code === undefined ? all[0] : all.find((diagnosis) => diagnosis.code === code);
  }
}
