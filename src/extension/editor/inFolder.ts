/** What was typed belongs to no folder, and so says in which one it is meant. */
export function inFolder(
  entry: Readonly<Record<string, unknown>>,
  folder: string | undefined,
): Readonly<Record<string, unknown>> {
  if (folder === undefined) return entry;
  const text = JSON.stringify({ cwd: folder, ...entry });
  return JSON.parse(
    text.replaceAll('${workspaceFolder}', () => JSON.stringify(folder).slice(1, -1)),
  );
}
