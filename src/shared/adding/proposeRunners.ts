import type { EntryJson } from './entryDraft';
import { nodeRunners } from './nodeRunners';
import type { ProjectFacts, RunCommand, RunnerReason } from './projectFacts';
import { pythonRunners } from './pythonRunners';
import { readTransport, type SourceTransport } from './serverSource';

/** One way to run a file as a server. */
export interface RunnerProposal {
  readonly reason: RunnerReason;
  /** Has a `url` too where the file is a server over HTTP, which is then started on a port. */
  readonly entry: EntryJson & { readonly command: string; readonly args: readonly string[] };
}

/** The ways to run a file, those that can work on this machine first, the likeliest first among them. */
export function proposeRunners(facts: ProjectFacts): readonly RunnerProposal[] {
  const commands = facts.language === 'python' ? pythonRunners(facts) : nodeRunners(facts);
  const isThere = ({ needs }: RunCommand) => needs === undefined || facts.programs.includes(needs);
  const sorted = [...commands.filter(isThere), ...commands.filter((one) => !isThere(one))];
  const transport = readTransport(facts.text, facts.language);
  return sorted.map(({ reason, command, args }) => {
    const cwd = facts.cwd === undefined ? {} : { cwd: facts.cwd };
    return { reason, entry: withTransport({ command, args, ...cwd }, transport) };
  });
}

function withTransport(
  run: RunnerProposal['entry'],
  transport: SourceTransport,
): RunnerProposal['entry'] {
  if (transport.kind === 'stdio') return { type: 'stdio', ...run };
  const { kind, port, path } = transport;
  const at = (written: string | number) => `http://127.0.0.1:${written}${path}`;
  return typeof port === 'number'
    ? { type: kind, url: at(port), ...run }
    : { type: kind, url: at('${port}'), ...run, env: { [port.variable]: '${port}' }, port: 'auto' };
}
