import { useModel } from './InspectorContext';
import { SCREEN_DEFINITIONS } from './screens';

/** Tells those who hear the page what others see in the bar of screens: that the server asks something. */
export function WaitingNews() {
  const { count, alert } = SCREEN_DEFINITIONS.requests;
  const waiting = useModel((model) => count?.(model) ?? 0);
  return (
    <p className="visually-hidden" role="status">
      {waiting > 0 && alert?.(waiting)}
    </p>
  );
}
