/**
 * A text as one word for the shell of a terminal, which must neither split it nor find a command in it.
 * The shells of Windows agree on double quotes and on little else.
 */
export function shellWord(text: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') return /^[\w@%+=:,./\\~-]+$/.test(text) ? text : `"${text}"`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
