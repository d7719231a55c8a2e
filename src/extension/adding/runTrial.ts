import { type CancellationToken, l10n } from 'vscode';
import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchDefinition, ServerId } from '../../shared/model/server';
import type { ServerSnapshot } from '../../shared/model/state';
import type { InputStore } from '../inputs/inputStore';
import { prepareLaunch } from '../servers/prepareLaunch';
import { DisposableStore } from '../util/disposableStore';
import type { AddingServices, WritableSource } from './adding';
import { TRIAL_SOURCE, type TrialSource } from './trialSource';

export type TrialResult =
  | { readonly kind: 'ready'; readonly snapshot: ServerSnapshot }
  | { readonly kind: 'failed'; readonly diagnosis: Diagnosis }
  | { readonly kind: 'cancelled' };

/** They fetch what they run, if they do not have it yet: nobody wants them to be given up over that. */
const FETCHING =
  /(?:^|[\\/])(?:npx|uvx|uv|bunx|pipx|dnx|docker|podman|npm|pnpm|yarn)(?:\.exe|\.cmd)?$/i;
const FETCHING_MS = 180_000;

/**
 * Launches the server through the same gate as any other, and waits until it is ready and has told what it
 * offers, or has failed. It is stopped and forgotten after that.
 * @throws InputDismissed when a question about its values is dismissed
 */
export async function runTrial(
  services: AddingServices,
  source: TrialSource,
  target: WritableSource,
  onStep: (snapshot: ServerSnapshot) => void,
  token: CancellationToken,
): Promise<TrialResult> {
  const { supervisor, inputs, gate } = services;
  const id: ServerId = `${TRIAL_SOURCE}/${source.draft.name}`;
  // What is answered now is not asked for again when the server is written down.
  const answers: Pick<InputStore, 'resolve'> = {
    resolve: (_scope, input) => inputs.resolve(target.key, input),
  };
  const definition = patient(await prepareLaunch(id, source.configured, answers));
  const diagnosis = gate.refusal(definition);
  if (diagnosis !== undefined) return { kind: 'failed', diagnosis };
  supervisor.retry();
  const course = followCourse(services, id, onStep, token);
  try {
    await supervisor.request('server/start', { definition });
    return await course.result;
  } finally {
    course.dispose();
    // The proxy may be gone, and with it all that there was of it.
    await supervisor.request('server/forget', { serverId: id }).catch(() => undefined);
  }
}

function followCourse(
  { supervisor }: AddingServices,
  id: ServerId,
  onStep: (snapshot: ServerSnapshot) => void,
  token: CancellationToken,
): { readonly result: Promise<TrialResult>; dispose(): void } {
  const disposables = new DisposableStore();
  const result = new Promise<TrialResult>((resolve, reject) => {
    const take = (snapshot: ServerSnapshot) => {
      if (snapshot.id !== id) return;
      const { state, session } = snapshot;
      onStep(snapshot);
      if (state.status === 'failed') resolve({ kind: 'failed', diagnosis: state.diagnosis });
      const isUp = state.status === 'ready' || state.status === 'degraded';
      if (isUp && session?.counts !== undefined) resolve({ kind: 'ready', snapshot });
    };
    disposables.add(supervisor.notifications.on('server/changed', take));
    disposables.add(token.onCancellationRequested(() => resolve({ kind: 'cancelled' })));
    const restarted = () =>
      reject(new Error(l10n.t('The proxy stopped while the server was being tried.')));
    if (supervisor.info !== undefined) disposables.add(supervisor.onDidStart(restarted));
    if (token.isCancellationRequested) resolve({ kind: 'cancelled' });
  });
  // Whoever waits for the start may be told of its failure first.
  result.catch(() => undefined);
  return { result, dispose: () => disposables.dispose() };
}

function patient(definition: LaunchDefinition): LaunchDefinition {
  if (definition.kind === 'remote' || !FETCHING.test(definition.run.command)) return definition;
  return { ...definition, readyTimeout: Math.max(definition.readyTimeout, FETCHING_MS) };
}
