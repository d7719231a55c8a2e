import { t } from '@vscode/l10n';
import { duration } from '../../components/format';
import { Icon } from '../../components/Icon';
import { useNow } from '../../components/useNow';

/** When little is left, it calls for attention. */
const SOON_MS = 30_000;

/** How long a request still waits before it times out. */
export function Countdown({ deadline, short = false }: { deadline: number; short?: boolean }) {
  const left = Math.max(0, deadline - useNow(true, 1000));
  const words = duration(Math.ceil(left / 1000) * 1000);
  return (
    <span className="time-left" data-soon={left < SOON_MS} role="timer">
      <Icon name="watch" />
      {short ? words : t('Times out in {0}', words)}
    </span>
  );
}
