import type { Memento } from 'vscode';
import type { ServerId } from '../../shared/model/server';

/** What one server's panel may keep; beyond that what was kept first is forgotten. */
const MAX_KEYS = 500;
/** Characters of one value as JSON; a longer one is not kept. */
const MAX_LENGTH = 200_000;

type Kept = Readonly<Record<string, unknown>>;

/** What the panel of a server wants to know again in another life of VS Code; kept with the workspace. */
export class PanelMemory {
  constructor(private readonly state: Memento) {}

  of(serverId: ServerId): Kept {
    return this.state.get<Kept>(keyOf(serverId), {});
  }

  /** `null` forgets. Answers with false for a value that is too large to be kept. */
  async keep(serverId: ServerId, key: string, value: unknown): Promise<boolean> {
    if (JSON.stringify(value ?? null).length > MAX_LENGTH) return false;
    const { [key]: _, ...others } = this.of(serverId);
    const entries = Object.entries(others);
    if (value !== null && value !== undefined) entries.push([key, value]);
    await this.state.update(keyOf(serverId), Object.fromEntries(entries.slice(-MAX_KEYS)));
    return true;
  }
}

function keyOf(serverId: ServerId): string {
  return `panelMemory ${serverId}`;
}
