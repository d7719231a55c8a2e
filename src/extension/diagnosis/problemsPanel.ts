import { Diagnostic, DiagnosticSeverity, type Disposable, languages, Uri } from 'vscode';
import type { FileProblem } from '../../shared/config/configText';
import { INTERNAL_COMMANDS } from '../ids';
import type { KnownServer } from '../servers/knownServer';
import type { ServerRegistry } from '../servers/serverRegistry';
import { toRange } from '../sources/textEdits';
import { DisposableStore } from '../util/disposableStore';
import { throttle } from '../util/timers';

const SETTLE_MS = 100;

/** What the Problems panel calls us. */
export const DIAGNOSTIC_SOURCE = 'Portcullis';

/** Shows in the Problems panel what is wrong in configuration files, and which entries failed to start. */
export class ProblemsPanel implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('portcullis');
  readonly #disposables = new DisposableStore();

  constructor(private readonly registry: ServerRegistry) {
    const update = throttle(() => this.#update(), SETTLE_MS);
    for (const item of [this.#collection, update, registry.onDidChange(update)]) {
      this.#disposables.add(item);
    }
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #update(): void {
    const found = new Map<string, [Uri, Diagnostic[]]>();
    const add = (uri: Uri, diagnostic: Diagnostic) => {
      const key = uri.toString();
      const known = found.get(key);
      if (known === undefined) found.set(key, [uri, [diagnostic]]);
      else known[1].push(diagnostic);
    };
    for (const { uri, config } of this.registry.contents.values()) {
      if (uri === undefined) continue;
      const inEntries = config.entries.flatMap(({ problems }) => problems);
      for (const problem of [...config.problems, ...inEntries]) add(uri, ofProblem(problem));
    }
    for (const server of this.registry.servers) {
      const location = server.configured?.location;
      const diagnostic = location && ofServer(server);
      if (location !== undefined && diagnostic !== undefined) add(location.uri, diagnostic);
    }
    this.#collection.clear();
    this.#collection.set([...found.values()]);
  }
}

function ofProblem({ message, range, severity }: FileProblem): Diagnostic {
  const diagnostic = new Diagnostic(
    toRange(range),
    message,
    severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  return diagnostic;
}

function ofServer({
  id,
  name,
  snapshot: { state },
  configured,
}: KnownServer): Diagnostic | undefined {
  if (state.status !== 'failed' && state.status !== 'degraded') return undefined;
  // The entry's own problems are shown already, at a better place.
  if (configured?.entry.problems.some(({ severity }) => severity === 'error')) return undefined;
  const { title, explanation, code } = state.diagnosis;
  const diagnostic = new Diagnostic(
    toRange(configured!.location!.range),
    `${name}: ${title}. ${explanation}`,
    state.status === 'failed' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  const query = encodeURIComponent(JSON.stringify([id]));
  const target = Uri.parse(`command:${INTERNAL_COMMANDS.showDiagnosis}?${query}`);
  diagnostic.code = { value: code, target };
  return diagnostic;
}
