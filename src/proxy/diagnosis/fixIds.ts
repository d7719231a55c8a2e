/** Every fix that a rule can offer. Stable: the table of failures shows for each that it makes a server ready. */
export const FIX_IDS = [
  'addScheme',
  'attach',
  'build',
  'createFile',
  'createFolder',
  'install',
  'makeExecutable',
  'moreTime',
  'openEntry',
  'openFile',
  'restart',
  'runInTerminal',
  'setToken',
  'setVariable',
  'showOutput',
  'signIn',
  'splitCommand',
  'stopProcess',
  'trust',
  'unbuffered',
  'useActual',
  'useAddress',
  'useFreePort',
  'useHost',
  'useInterpreter',
  'useName',
  'useNearby',
  'usePath',
  'useScheme',
  'useTarget',
  'useTransport',
] as const;
export type FixName = (typeof FIX_IDS)[number];

/** Several fixes of one kind in one diagnosis are told apart by what follows a hyphen. */
export type FixId = FixName | `${FixName}-${string}`;

/** Of the first of a kind, and of those that follow. @param index from 0 */
export function numbered(name: FixName, index: number): FixId {
  return index === 0 ? name : `${name}-${index + 1}`;
}

export function fixName(id: string): string {
  return id.split('-', 1)[0]!;
}
