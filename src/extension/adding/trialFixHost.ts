import { l10n, window } from 'vscode';
import { inputId } from '../../shared/adding/inputId';
import { runInTerminal } from '../fixes/runInTerminal';
import { type FixServices, VSCodeFixHost } from '../fixes/vscodeFixHost';
import type { EntryEdit } from '../sources/configSource';
import type { WritableSource } from './adding';
import { TRIAL_SOURCE, type TrialSource } from './trialSource';

/** Carries fixes out on a server that is not written down yet: what they change is its draft. */
export class TrialFixHost extends VSCodeFixHost {
  /** The person wants to change the entry by hand. */
  wantsChange = false;
  /** Resolves when the server is to be tried again, which may be long after the fix was begun. */
  readonly again: Promise<void>;
  #start: () => void = () => undefined;

  constructor(
    private readonly trial: TrialSource,
    private readonly target: WritableSource,
    private readonly trialServices: FixServices,
  ) {
    const { configured, draft } = trial;
    const id = `${TRIAL_SOURCE}/${draft.name}`;
    const snapshot = { id, name: draft.name, state: { status: 'idle' }, warnings: [] } as const;
    super({ id, name: draft.name, snapshot, configured, alsoIn: [] }, trialServices);
    this.again = new Promise((resolve) => {
      this.#start = resolve;
    });
  }

  override editEntry(edits: readonly EntryEdit[]): Promise<void> {
    return this.trial.edit(this.trial.configured.entry, edits);
  }

  override async openEntry(): Promise<void> {
    this.wantsChange = true;
  }

  override async askForValue(name: string): Promise<string | undefined> {
    const { draft, keepsInputs } = this.trial;
    const value = await window.showInputBox({
      title: l10n.t('Value of {0} for {1}', name, draft.name),
      prompt: keepsInputs
        ? l10n.t("Kept in VS Code's secret storage; {0} only refers to it.", this.target.label)
        : l10n.t('Written to {0}.', this.target.label),
      password: true,
      ignoreFocusOut: true,
    });
    if (value === undefined || !keepsInputs) return value;
    const id = inputId(draft.name, name);
    const inputs = draft.inputs.filter((input) => input.id !== id);
    inputs.push({ id, type: 'promptString', description: name, password: true });
    this.trial.draft = { ...draft, inputs };
    await this.trialServices.inputs.setSecret(this.target.key, id, value);
    return `\${input:${id}}`;
  }

  override async runInTerminal(
    command: string,
    cwd: string | undefined,
    onSuccess: () => Promise<void>,
  ): Promise<void> {
    const name = l10n.t('MCP: {0}', this.trial.draft.name);
    await runInTerminal({ name, command, cwd }, onSuccess);
  }

  override async start(): Promise<void> {
    this.#start();
  }
}
