import type { CallRecord } from '../../../shared/model/session';
import { clock } from '../../components/format';
import type { Inspector } from '../../state/inspector';

/** Opens VS Code's comparison of what two calls of a tool answered. */
export async function compareCalls(
  inspector: Inspector,
  before: CallRecord,
  after: CallRecord,
): Promise<void> {
  await Promise.all([inspector.loadResult(before), inspector.loadResult(after)]);
  const { calls } = inspector.model.get();
  const textOf = (call: CallRecord) => {
    const { result, error } = calls.find(({ id }) => id === call.id) ?? call;
    return JSON.stringify(result ?? error ?? null, null, 2);
  };
  const time = (call: CallRecord) => clock(call.startedAt).slice(0, 8);
  await inspector.act('panel/compareTexts', {
    title: `${String(after.params.name)}: ${time(before)} ↔ ${time(after)}`,
    before: textOf(before),
    after: textOf(after),
    language: 'json',
  });
}
