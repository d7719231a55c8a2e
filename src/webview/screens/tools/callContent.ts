/** What a person gives to the call of a tool. */
export interface CallContent {
  readonly arguments: Readonly<Record<string, unknown>>;
  /** In `_meta`, beside what the client puts there itself. */
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** One that is kept under a name. */
export interface SavedCall extends CallContent {
  readonly name: string;
}

/** The params of `tools/call` (MCP, Tools). */
export function callParams(tool: string, content: CallContent): Record<string, unknown> {
  const { meta } = content;
  return { name: tool, arguments: content.arguments, ...(meta && { _meta: meta }) };
}

/** The saved calls with another among them, in the place of one of its name, in the order of names. */
export function withSaved(calls: readonly SavedCall[], call: SavedCall): readonly SavedCall[] {
  return [...calls.filter(({ name }) => name !== call.name), call].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}
